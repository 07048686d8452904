"""The people, organisations and countries that one article names, by the fullest name that it gives."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from whence.attribution.document import Document, segments
from whence.attribution.kinds import LINKING, bare, kind_of
from whence.attribution.mentions import Mention, mentions
from whence.attribution.tokens import Token, tokens
from whence.lexicon import bodies, given_names, outlets, people, places
from whence.records import ActorKind, Entity, Span

_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_INTRODUCED = 600
"""Characters within which a full name introduces the surname after it."""
_COURTESY = {
    "mr.": "male",
    "mr": "male",
    "sir": "male",
    "mrs.": "female",
    "ms.": "female",
    "mrs": "female",
    "ms": "female",
}


@dataclass(slots=True)
class Known:
    """An entity in the making, its `spans` in order once all are found.

    `usual` are offices that the article does not name, `full` places of the whole name, `called` the words of roles.
    """

    name: str
    kind: ActorKind
    first: int
    aliases: set[str] = field(default_factory=set)
    roles: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    gender: str | None = None
    usual: tuple[str, ...] = ()
    full: list[int] = field(default_factory=list)
    called: set[str] = field(default_factory=set)


class Names:
    """The entities of an article, found once, and looked up by any name, description or key."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.known: list[Known] = []
        self._by_name: dict[str, Known] = {}
        self._by_last: dict[str, list[Known]] = {}
        self._by_key: dict[frozenset[str], Known] = {}
        self._by_word: dict[str, list[tuple[frozenset[str], Known]]] = {}
        self._by_letters: dict[str, list[Known]] = {}
        self._by_first: dict[str, list[Known]] = {}
        self._countries: dict[str, str | None] = {}
        self._at: dict[tuple[int, int], Known] = {}
        self.segments = list(segments(document))
        self.tokens: list[list[Token]] = [tokens(document.text, start, end) for start, end, _ in self.segments]
        found = list(mentions(document.text, self.tokens))
        ends = {end for name in {each.name for each in found} for end in _ends(name)}
        full = {name.split()[-1] for name in (each.name for each in found) if given_names.known(name.split()[0])}
        found = [_without_opening(_in_small_letters(each, ends), full) for each in found]
        common = {each.name for each in found if not each.opening}
        self._given = {each.name for each in found if _size(each.name) == 1 and given_names.only_given(each.name)}
        for each in sorted(found, key=lambda each: (-_size(each.name), each.start)):
            if not each.opening or each.name in common or each.role or self._stands(each):
                self._add(each)
        self.known.sort(key=lambda each: each.first)
        for same in self._by_letters.values():
            same.sort(key=lambda each: each.first)
        often = Counter(each.name for each in found)
        for known in self.known:
            known.spans.sort()
            self._call(known, often)

    def _stands(self, mention: Mention) -> bool:
        """Whether what opens a sentence is a name all the same: several words, letters, known, or somebody's."""
        name = mention.name
        if _size(name) > 1 or (name.isupper() and len(name) > 1) or name in outlets.by_name() or bodies.sorts(name):
            return True
        called = self._by_first.get(mention.name, ())
        only = len(called) == 1 and (given_names.known(mention.name) or called[0].first < mention.start)
        return mention.name in self._by_last or only or _figure(mention) is not None

    def _call(self, known: Known, often: Counter[str]) -> None:
        """Give a person the name that is used most, not one with a middle name or nickname used once."""
        words = known.name.split()
        if known.kind != "person" or len(words) < 3:
            return
        short = f"{words[0]} {words[-1]}"
        if any(each is not known and each.name.split()[0] == words[0] for each in self._by_last.get(words[-1], [])):
            return
        if people.roles(short) or often[short] > len(known.full):
            known.aliases.add(known.name)
            known.name = short
            known.usual = people.roles(short)
            self._by_name.setdefault(short, known)

    def at(self, start: int, end: int) -> Known | None:
        """The entity that exactly these characters name."""
        return self._at.get((start, end))

    def find(self, name: str, place: int | None = None) -> Known | None:
        """The entity of a name: the one named so at `place`, the same, one of which it is a short form or the words."""
        if place is not None and (known := self._at.get((place, place + len(bare(name))))):
            return known
        name = bare(name)
        known = self._by_name.get(name) or self._by_name.get(outlets.without_article(name))
        if known is not None:
            return known
        words = name.split()
        if len(words) > 1 and words[0].lower() in LINKING and words[0] != words[0].lower():
            return self.find(words[0].lower() + name[len(words[0]) :])
        last = self._by_last.get(_surname(name), []) if words else []
        for each in last:
            if (each.kind != "person" and len(words) < 2) or _father(each, words):
                continue
            if _unsuffixed(each.name).endswith(" " + name) or (
                each.kind == "person" and words[0] == each.name.split()[0]
            ):
                return each
        return self._son(name) or self._spelled_out(name) or self._by_words(name)

    def _son(self, name: str) -> Known | None:
        """Whom one name with "Jr." and the like means: "Holm Jr.", "Ola Jr."."""
        word, suffix = _unsuffixed(name), name.split()[-1].rstrip(".")
        if len(name.split()) != 2 or word == name:
            return None
        sons = (each for each in self.known if each.name.rstrip(".").endswith(" " + suffix))
        return next((each for each in sons if word in each.name.split()), None)

    def _spelled_out(self, letters: str) -> Known | None:
        """The organisation whose name has these initials: "ACLU"."""
        # Agencies go by their letters even where they are spelled out once.
        if not (letters.isupper() and letters.isalpha() and 2 < len(letters) < 7) or "agency" in bodies.sorts(letters):
            return None
        return next(iter(self._by_letters.get(letters, ())), None)

    def country(self, word: str) -> str | None:
        """The fullest name that the article gives the country of a name or nationality."""
        if word not in self._countries:
            self._countries[word] = self._fullest(word)
        return self._countries[word]

    def _fullest(self, word: str) -> str | None:
        place = places.country(bare(word))
        if place is None:
            return None
        return place.name if place.name in self.text or bare(word) not in self.text else _plain_form(place, word)

    def entities(self, article: str) -> tuple[Entity, ...]:
        """The records of all entities, by first mention."""
        return tuple(
            Entity(
                article,
                each.name,
                each.kind,
                tuple(sorted(each.aliases - {each.name})),
                tuple(dict.fromkeys(each.roles)),
                tuple(sorted(each.spans)),
            )
            for each in self.known
        )

    def _by_words(self, name: str) -> Known | None:
        key = _key(name)
        if not key or kind_of(name, "") != "organisation":
            return self._by_key.get(key)
        exact = self._by_key.get(key)
        # Every wider name holds each word of this one: the rarest is looked up.
        near = min((self._by_word.get(word, []) for word in key), key=len)
        wider = [each for other, each in near if key < other and each.kind == "organisation"]
        if wider and (exact is None or _size(exact.name) < _size(wider[0].name)):
            return min(wider, key=lambda each: each.first)
        return exact

    def _add(self, mention: Mention) -> None:
        known = self._same(mention)
        if known is None:
            figure = _figure(mention)
            name = figure.name if figure else mention.name
            kind = "person" if figure else "organisation" if mention.letters else kind_of(mention.name, mention.role)
            known = self._by_name.get(name) or self._new(name, kind, mention.start)
        self._by_name.setdefault(mention.name, known)
        self._at[mention.start, mention.end] = known
        known.first = min(known.first, mention.start)
        known.aliases.update(filter(None, (mention.name, mention.letters)))
        known.spans.append(Span(mention.start, mention.end))
        if mention.name == known.name and _size(known.name) > 1:
            known.full.append(mention.start)
        for role in filter(None, (mention.role, mention.after)):
            known.roles.append(role)
            known.called.update(role.lower().split())
        known.gender = known.gender or _gender(mention)

    def _new(self, name: str, kind: ActorKind, start: int) -> Known:
        first, *rest = name.split()
        known = Known(name, kind, start, usual=people.roles(name))
        known.gender = given_names.gender(first) if rest and kind == "person" else None
        self.known.append(known)
        self._by_last.setdefault(_surname(name), []).append(known)
        if kind == "person":
            self._by_first.setdefault(first, []).append(known)
        else:
            initials = "".join(word[0] for word in name.split() if word[0].isupper())
            self._by_letters.setdefault(initials, []).append(known)
        if kind in ("organisation", "country") and (key := _key(name)) not in self._by_key:
            self._by_key[key] = known
            for word in key:
                self._by_word.setdefault(word, []).append((key, known))
        return known

    def _same(self, mention: Mention) -> Known | None:
        """The entity that a name means which was met before; longer names are met first."""
        place = places.country(mention.name)
        if place is not None:
            return next((self._by_name[each] for each in (place.name, *place.forms) if each in self._by_name), None)
        words = mention.name.split()
        if len(words) == 1 and (found := self._by_surname(mention)):
            return found
        known = self._by_name.get(mention.name)
        if known is not None:
            return known if len(words) > 1 or known.name == mention.name else None
        for each in self._by_last.get(words[-1], []):
            if len(words) > 1 and _one_person(each, words) and not _father(each, words):
                return each
        found = self._spelled_out(mention.name) if len(words) == 1 else self._son(mention.name)
        if found is not None:
            return found
        if kind_of(mention.name, mention.role) == "organisation":
            return self._by_key.get(_key(mention.name))
        return None

    def _by_surname(self, mention: Mention) -> Known | None:
        """Whom a surname alone means, or a given name that one person only has."""
        word = mention.name
        sex = _gender(mention)
        able = [
            each
            for each in self._by_last.get(word, [])
            if each.kind == "person" and _size(each.name) > 1 and (sex is None or each.gender in (None, sex))
        ]
        figure = _figure(mention)
        if (
            figure is not None
            and able
            and figure.name not in [each.name for each in able]
            and (mention.role or all(min(each.full, default=each.first) > mention.start for each in able))
        ):
            return None
        if able:
            return max(able, key=lambda each: (self._weight(each, mention), -each.first))
        # In Chinese, Korean and Hungarian names the surname stands first: "Mr. Xu" is Xu Lihua.
        same = self._by_first.get(word, [])
        fits = not (mention.role and given_names.known(word)) or mention.role.lower() in _COURTESY
        return same[0] if len(same) == 1 and _size(same[0].name) > 1 and fits else None

    def _weight(self, known: Known, mention: Mention) -> float:
        """How well a person fits a surname alone: named in full just before, often, and not by the given name."""
        before = bisect_left(known.full, mention.start)
        near = 2.0 if before and mention.start - known.full[before - 1] < _INTRODUCED else 0.0
        by_given = known.name.split()[0] in self._given
        role = sum(word in known.called for word in mention.role.lower().split())
        usual = 1.5 if (figure := _figure(mention)) and figure.name == known.name else 0.0
        often = min(1.5, 0.5 * len(known.full))
        return near + often + usual + (1.0 if before else 0.0) + role - (2.0 if by_given else 0.0)


def _ends(name: str) -> list[str]:
    """A name, and what is left of it behind each space."""
    return [name, *(name[at + 1 :] for at, each in enumerate(name) if each == " ")]


def _in_small_letters(mention: Mention, ends: set[str]) -> Mention:
    """A name in capitals as the article writes it elsewhere, or ends one there: "LEE:" in a transcript with Ann Lee."""
    if not mention.name.isupper() or len(mention.name) < 5 or mention.name in bodies.known():
        return mention
    small = mention.name.title()
    return replace(mention, name=small) if small in ends else mention


def _without_opening(mention: Mention, surnames: set[str]) -> Mention:
    """A name without the word that only opens its sentence: "Absent Holm" where the article names Ola Holm."""
    first, _, rest = mention.name.partition(" ")
    if not mention.opening or rest not in surnames or given_names.known(first) or mention.role:
        return mention
    return replace(mention, start=mention.end - len(rest), name=rest)


def _unsuffixed(name: str) -> str:
    """A name without Jr. and the like behind it."""
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1].rstrip(".").lower() in _SUFFIXES else name


def _surname(name: str) -> str:
    """The last word of a name, Jr. and the like left out."""
    return _unsuffixed(name).split()[-1]


def _one_person(known: Known, words: Sequence[str]) -> bool:
    """Whether a longer name holds a shorter one, or is the same person's with other middle names."""
    held = known.name.split()
    if held[-len(words) :] == list(words):
        strangers = given_names.known(words[0]) and given_names.known(held[0]) and len(held) > len(words)
        return not (known.kind == "person" and strangers)
    if known.kind != "person" or words[0] != held[0]:
        return False
    one, other = (_initials(each[1:-1]) for each in (words, held))
    return one.startswith(other) or other.startswith(one)


def _father(known: Known, words: Sequence[str]) -> bool:
    """Whether a name is that of a well-known father of one who bears it with "Jr."."""
    name = " ".join(words)
    return _unsuffixed(known.name) == name != known.name and bool(people.roles(name))


def _initials(words: Sequence[str]) -> str:
    """The initials of middle names: "HW" of "H.W." and of "Herbert Walker"."""
    return "".join(word.replace(".", "") if "." in word else word[0] for word in words if word not in LINKING)


def _figure(mention: Mention) -> people.Figure | None:
    """The well-known person whom a title and surname, or a surname alone, mean."""
    titled = people.by_form(f"{mention.role} {mention.name}") if mention.role else None
    if titled is None and mention.role:
        titled = people.by_form(f"{mention.role.split()[-1]} {mention.name}")
    return titled or people.by_form(mention.name)


def _plain_form(place: places.Place, word: str) -> str:
    """A country's short name as the article writes it; of a nationality the country's own name."""
    form = bare(word)
    return form if form.isupper() or form in _NAMES else place.name


_NAMES = frozenset(["Britain", "America", "UK", "US"]) | {"Great Britain", "North Atlantic Treaty Organization"}


def _key(name: str) -> frozenset[str]:
    """The words of a name without links, nationalities as countries: two names of one ministry have one key."""
    found: set[str] = set()
    for word in name.split():
        place = places.country(bare(word))
        low = place.name.lower() if place else bare(word).lower()
        if low not in LINKING and low not in ("the", "and"):
            found.add("defense" if low == "defence" else low)
    return frozenset(found)


def _size(name: str) -> int:
    return len(name.split())


def _gender(mention: Mention) -> str | None:
    for word in mention.role.lower().split():
        if word in _COURTESY:
            return _COURTESY[word]
        if word.endswith("woman"):
            return "female"
        if word.endswith("sman") and word != "spokesman":  # women are called so too
            return "male"
    first, *rest = mention.name.split()
    return given_names.gender(first) if rest or given_names.only_given(first) else None
