"""The people, organisations and countries that one article names, by the fullest name that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from whence.attribution.document import Document, segments
from whence.attribution.tokens import Token, tokens
from whence.lexicon import given_names, outlets, places, titles
from whence.records import ActorKind, Entity, Span

_LINKING = frozenset(("of for on the de del della di da al bin ibn van von der den du la le").split())
_COURTESY = {
    "mr.": "male",
    "mr": "male",
    "sir": "male",
    "mrs.": "female",
    "ms.": "female",
    "mrs": "female",
    "ms": "female",
}
_CASED = re.compile(r"[A-Z]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at `[start, end)` as written, the role words before it left out; `role` is those, "" if none."""

    start: int
    end: int
    name: str
    role: str
    opening: bool


@dataclass(slots=True)
class Known:
    """An entity in the making."""

    name: str
    kind: ActorKind
    first: int
    aliases: set[str] = field(default_factory=set)
    roles: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    gender: str | None = None


def bare(word: str) -> str:
    """A word or name without a possessive ending."""
    for ending in ("'s", "’s"):
        if word.endswith(ending):
            return word[:-2]
    return word[:-1] if word.endswith(("s'", "s’")) else word


class Names:
    """The entities of an article, found once, and looked up by any name, description or key."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.known: list[Known] = []
        self._by_name: dict[str, Known] = {}
        self._by_last: dict[str, list[Known]] = {}
        self._by_key: dict[frozenset[str], Known] = {}
        found = list(mentions(document))
        common = {each.name for each in found if not each.opening}
        for each in sorted(found, key=lambda each: (-_size(each.name), each.start)):
            if _size(each.name) > 1 or not each.opening or each.name in common or each.role:
                self._add(each)
        self.known.sort(key=lambda each: each.first)

    def find(self, name: str) -> Known | None:
        """The entity of that name: the same, one that it is the surname or a short form of, or one with its words."""
        name = bare(name)
        known = self._by_name.get(name) or self._by_name.get(outlets.without_article(name))
        if known is not None and not (name.isupper() and " " not in name):
            return known
        if name.isupper() and 2 < len(name) < 7 and (spelled := self._spelled_out(name)):
            return spelled
        words = name.split()
        last = self._by_last.get(words[-1], []) if words else []
        for each in last:
            if each.name.endswith(" " + name) or (each.kind == "person" and words[0] == each.name.split()[0]):
                return each
        return known or self._by_words(name)

    def _spelled_out(self, letters: str) -> Known | None:
        """The organisation whose name has these initials: "ACLU"."""
        for each in self.known:
            words = [word for word in each.name.split() if word[:1].isupper()]
            if len(words) == len(letters) and "".join(word[0] for word in words) == letters and each.kind != "person":
                return each
        return None

    def by_role(self, role: Iterable[str]) -> Known | None:
        """The person whose role has the same head noun and no other nationality: "the Russian president"."""
        words = [bare(word) for word in role]
        if not words:
            return None
        head = words[-1].lower()
        best: tuple[int, int, Known] | None = None
        for each in self.known:
            for held in each.roles:
                parts = held.lower().split()
                if head not in parts and not (head in _SHORT and _SHORT[head] in parts):
                    continue
                score = _fit(words[:-1], held)
                if score >= 0 and (best is None or (score, len(each.spans)) > best[:2]):
                    best = (score, len(each.spans), each)
        return best[2] if best else None

    def by_noun(self, noun: str) -> Known | None:
        """The organisation whose name holds the noun of "the ministry"; the one named most."""
        low = noun.lower()
        fits = [each for each in self.known if each.kind == "organisation" and low in each.name.lower().split()]
        return max(fits, key=lambda each: (len(each.spans), -each.first), default=None)

    def country(self, word: str) -> str | None:
        """The fullest name that the article gives the country of a name or nationality."""
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
        wider = [each for other, each in self._by_key.items() if key < other and each.kind == "organisation"]
        if wider and (exact is None or _size(exact.name) < _size(wider[0].name)):
            return min(wider, key=lambda each: each.first)
        return exact

    def _add(self, mention: Mention) -> None:
        known = self._same(mention)
        if known is None:
            kind = kind_of(mention.name, mention.role)
            known = Known(mention.name, kind, mention.start)
            self.known.append(known)
            self._by_last.setdefault(mention.name.split()[-1], []).append(known)
            if kind in ("organisation", "country"):
                self._by_key.setdefault(_key(mention.name), known)
        self._by_name.setdefault(mention.name, known)
        known.first = min(known.first, mention.start)
        known.aliases.add(mention.name)
        known.spans.append(Span(mention.start, mention.end))
        if mention.role:
            known.roles.append(mention.role)
        known.gender = known.gender or _gender(mention)

    def _same(self, mention: Mention) -> Known | None:
        place = places.country(mention.name)
        if place is not None:
            return next((self._by_name[each] for each in (place.name, *place.forms) if each in self._by_name), None)
        known = self._by_name.get(mention.name)
        if known is not None:
            return known
        words = mention.name.split()
        for each in self._by_last.get(words[-1], []):
            if each.name.endswith(" " + mention.name) and (each.kind == "person" or len(words) > 1):
                return each
            if each.kind == "person" and len(words) > 1 and words[0] == each.name.split()[0]:
                return each
        if kind_of(mention.name, mention.role) == "organisation":
            return self._by_key.get(_key(mention.name))
        return None


_SHORT = {
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "sen.": "senator",
    "senator": "sen.",
    "gov.": "governor",
    "governor": "gov.",
}


def _fit(words: Sequence[str], role: str) -> int:
    """How many modifiers two role phrases share; below 0 where their nationalities differ."""
    held = role.split()
    theirs = {place.name for word in held if (place := places.country(bare(word)))}
    ours = {place.name for word in words if (place := places.country(bare(word)))}
    if ours and theirs and not ours & theirs:
        return -1
    low = {bare(word).lower() for word in held}
    return 2 * len(ours & theirs) + sum(word.lower() in low for word in words)


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
        if low not in _LINKING and low not in ("the", "and"):
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
        if word.endswith("sman"):
            return "male"
    return given_names.genders().get(mention.name.split()[0].lower())


def kind_of(name: str, role: str) -> ActorKind:
    """The kind of what a name names, by its words and the role before it."""
    words = name.split()
    if places.country(name):
        return "country"
    if places.seat(name):
        return "organisation" if name in ("Pentagon", "Kremlin", "White House") else "country"
    found = outlets.by_name().get(name)
    if found is not None and not role:
        return "organisation"
    if any(titles.kind_of(word) == "organisation" for word in words if not word.islower()):
        return "organisation"
    if role or words[0].lower() in given_names.genders():
        return "person"
    if len(words) > 1 and any(titles.kind_of(word) == "group" for word in words[-1:]):
        return "group"
    if len(words) == 1:
        return "organisation" if name.isupper() and len(name) > 1 else "unknown"
    if any(places.country(bare(word)) for word in words) or any(word in _LINKING for word in words[1:2]):
        return "unknown"
    return (
        "person" if 1 < len(words) <= 4 and not any(word.isupper() and len(word) > 2 for word in words) else "unknown"
    )


def mentions(document: Document) -> Iterable[Mention]:
    """The names of an article in reading order, headings with every word capitalised left out."""
    for start, end, _ in segments(document):
        toks = tokens(document.text, start, end)
        closed = bool(toks) and toks[-1].tag in ".”"
        if not closed and sum(tok.tag == "U" for tok in toks) > 0.6 * max(
            4, sum(bool(_CASED.match(tok.text)) or tok.tag == "W" for tok in toks)
        ):
            continue
        at = 0
        while at < len(toks):
            if toks[at].tag != "U":
                at += 1
                continue
            stop = _run(toks, at)
            mention = _mention(document.text, toks, at, stop)
            if mention is not None:
                yield mention
            at = stop


def _run(toks: Sequence[Token], at: int) -> int:
    """Where the run of capitalised words from `at` ends: at a possessive, or where no name goes on."""
    stop = at + 1
    while stop < len(toks):
        before, tok = toks[stop - 1], toks[stop]
        if before.low.endswith(("'s", "s'")):
            break
        if tok.tag == "U" or (tok.low in _LINKING and stop + 1 < len(toks) and _links(toks, at, stop)):
            stop += 1
        else:
            break
    return stop


def _links(toks: Sequence[Token], at: int, stop: int) -> bool:
    """Whether "of", "for" or "de" at `stop` stands inside a name."""
    if toks[stop + 1].tag != "U" and toks[stop + 1].low != "the":
        return False
    if toks[stop].low in ("of", "for", "on", "the"):
        head = toks[stop - 1] if toks[stop].low != "the" else toks[max(at, stop - 2)]
        return titles.kind_of(head.text) == "organisation" or head.text in ("Secretary", "House", "Bank", "Department")
    return toks[stop - 1].tag == "U"


def _mention(text: str, toks: Sequence[Token], at: int, stop: int) -> Mention | None:
    """The name in a run, its titles cut off as its role."""
    first = at
    for place in range(at, stop - 1):
        if titles.kind_of(toks[place].text) == "person" or toks[place].low == "state":
            first = place + 1
    if toks[first].tag != "U":
        first = at
    first = given_from(toks, first, stop)
    name = bare(text[toks[first].start : toks[stop - 1].end]).replace("\n", " ")
    if titles.kind_of(name) in ("person", "group") and _size(name) == 1:
        return None
    role = text[toks[at].start : toks[first].start].strip()
    role = _role_before(text, toks, at, role, kind_of(name, "") != "organisation")
    end = toks[stop - 1].end - (len(text[toks[first].start : toks[stop - 1].end]) - len(name))
    opening = at == 0 or toks[at - 1].tag in '.:“"' or toks[at - 1].text in "“\"‘'"
    return Mention(toks[first].start, end, " ".join(name.split()), " ".join(role.split()), opening)


def given_from(toks: Sequence[Token], first: int, stop: int) -> int:
    """Where a personal name begins behind words that describe it: "Top Senate Democrat Ann Lee"."""
    for place in range(max(first + 1, stop - 3), stop - 1):
        rest = [tok.text for tok in toks[place + 1 : stop]]
        if toks[place].low in given_names.genders() and all(tok[:1].isupper() for tok in rest):
            before = toks[place - 1]
            if before.low not in given_names.genders() and before.low not in _LINKING and not titles_organisation(rest):
                return place
    return first


def titles_organisation(words: Sequence[str]) -> bool:
    """Whether one of the words is what organisations are called by."""
    return any(titles.kind_of(word) == "organisation" for word in words)


def _role_before(text: str, toks: Sequence[Token], at: int, role: str, personal: bool) -> str:
    """The role with the lower-case title before it ("spokesman"), and what says whose it is."""
    place = at
    if (
        not role
        and place > 1
        and toks[place - 1].tag == ","
        and personal
        and titles.kind_of(toks[place - 2].text) == "person"
    ):
        place -= 1
        if not any(toks[each].low in ("the", "our", "its", "their") for each in range(max(0, place - 5), place)):
            place = at
    lower = place > 0 and toks[place - 1].tag in "WN" and titles.kind_of(toks[place - 1].text) == "person"
    if not (personal and (lower or role)):
        return role
    begin = place
    while begin > 0 and (toks[begin - 1].tag in "WUN") and begin > place - 6:
        begin -= 1
    return text[toks[begin].start : toks[place - 1].end] + (" " + role if role else "") if begin < place else role
