"""Whom a source means: names completed, pronouns and descriptions led back to who was spoken of before.

Sources are resolved in reading order, because a pronoun means somebody whom an earlier source or subject named.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from whence.attribution.document import Document, segments
from whence.attribution.entities import Known, Names, bare, given_from, kind_of
from whence.attribution.phrases import subject
from whence.attribution.tokens import Token, tokens
from whence.lexicon import outlets, places, titles
from whence.records import ActorKind, Entity, Span

_HE = frozenset(["he", "him", "his", "himself"])
_SHE = frozenset(["she", "her", "hers", "herself"])
_THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
_IT = frozenset(["it", "its", "itself", "this", "that", "which"])
_FIRST = frozenset(["i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"])
_ARTICLES = frozenset(["the", "a", "an", "this", "that", "these", "those", "its"])
_DEFINITE = frozenset(["the", "this", "that", "its"])
_CUTS = frozenset(("of for in at from with on to by against about who which whose under near").split())
_WORDS_OF = frozenset(
    (
        "information account accounts statement statements estimate estimates figures remarks words comments report "
        "data announcement version tally testimony claim claims assessment view opinion"
    ).split()
)
_ANY_BODY = frozenset(["company", "bank", "union", "firm", "corporation", "automaker", "airline", "chain", "startup"])
"""Nouns that any organisation of their sort is called by, so that its name need not hold them."""
_RELATIVE = frozenset(["who", "whom", "whose", "which"])
_LOOK_BACK = 6_000


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source is: a name or an unnamed source's words, its kind, whether named, and its entity's name."""

    name: str
    kind: ActorKind = "unknown"
    named: bool = False
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """Somebody whom the article spoke of at a place, as a subject or as a source."""

    place: int
    speaker: Speaker
    gender: str | None


class Speakers:
    """Resolves the sources of one article; `resolve` must be called in reading order."""

    def __init__(self, article: str, document: Document) -> None:
        self._article = article
        self._text = document.text
        self._names = Names(document)
        self._segments = list(segments(document))
        self._starts = [start for start, _, _ in self._segments]
        self._seen = self._subjects()
        self._places = [each.place for each in self._seen]

    def entities(self) -> tuple[Entity, ...]:
        """The entities of the article, with the roles and aliases that sources added."""
        return self._names.entities(self._article)

    def resolve(self, span: Span, outer: Speaker | None = None) -> Speaker | None:
        """The speaker of the source at `span`; `outer` is who says it where it stands inside another's words."""
        words = self._text[span.start : span.end]
        low = words.lower().strip()
        if low in ("who", "which", "that", "whom"):
            found = self._antecedent(span.start)
        elif low in _FIRST:
            found = outer
        elif low in _HE | _SHE | _THEY | _IT:
            found = self._pronoun(low, span.start)
        else:
            found = self._phrase(tokens(self._text, span.start, span.end))
        if found is not None:
            self._note(span.start, found, low)
        return found

    # Names and descriptions

    def _phrase(self, toks: list[Token]) -> Speaker | None:
        """The speaker that a noun phrase names or describes."""
        owner = self._owner(toks)
        if owner is not None:
            return owner
        core, rest = _core(toks)
        while len(core) > 1 and core[-1].tag in ",;:":
            core = core[:-1]
        if not core:
            return None
        head = core[: next((at for at, tok in enumerate(core) if at and _cuts(core, at)), len(core))]
        if _coordinated(core):
            return self._described(core, "group")
        name = _name(head)
        if name is not None:
            return self._named(head, name, rest)
        inside = self._apposed(rest) if titles.kind_of(_noun(head)) == "person" else None
        if inside is not None:
            return inside
        return self._description(core, head)

    def _owner(self, toks: Sequence[Token]) -> Speaker | None:
        """Who gave the words that a phrase speaks of: "their information", "the ministry's statement"."""
        if len(toks) < 2 or toks[-1].low not in _WORDS_OF:
            return None
        if toks[0].low in _HE | _SHE | _THEY | _IT:
            return self._pronoun(toks[0].low, toks[0].start)
        at = next((at for at, tok in enumerate(toks) if tok.low.endswith(("'s", "s'", "’s", "s’"))), None)
        return self._phrase(list(toks[: at + 1])) if at is not None else None

    def _named(self, head: Sequence[Token], at: int, rest: Sequence[Token]) -> Speaker:
        name = bare(self._text[head[at].start : head[-1].end])
        country = self._country(head, at, name)
        if country is not None:
            return country
        known = self._names.find(bare(self._text[head[0].start : head[-1].end])) if at else None
        known = known or self._names.find(name)
        if known is not None:
            role = self._role_after(rest)
            if role and known.kind == "person":
                known.roles.append(role)
            return self._speaker(known)
        outlet = outlets.find(name) or outlets.find("the " + name)
        if outlet is not None:
            return Speaker(outlet.name, "organisation", True, None)
        kind = kind_of(name, " ".join(tok.text for tok in head[:at]))
        return Speaker(name, kind, kind != "group")

    def _country(self, head: Sequence[Token], at: int, name: str) -> Speaker | None:
        full = self._names.country(name)
        if full is not None and at == len(head) - len(name.split()):
            known = self._names.find(full) or self._names.find(name)
            return Speaker(full, "country", True, known.name if known else None)
        return None

    def _speaker(self, known: Known) -> Speaker:
        named = outlets.by_name()
        outlet = (named.get(known.name) or named.get(f"the {known.name}")) if known.kind != "person" else None
        name = outlet.name if outlet else known.name
        if known.kind == "country":
            name = self._names.country(known.name) or name
        return Speaker(name, known.kind, known.kind != "group", known.name)

    def _apposed(self, rest: Sequence[Token]) -> Speaker | None:
        """The name in the apposition of a description: "the group's spokesman, Ann Lee,"."""
        run = [tok for tok in rest if tok.tag != ","]
        stop = next((at for at, tok in enumerate(run) if tok.tag != "U"), len(run))
        if stop < 2:
            return None
        known = self._names.find(self._text[run[0].start : run[stop - 1].end])
        return self._speaker(known) if known else None

    def _role_after(self, rest: Sequence[Token]) -> str:
        """The role in the apposition of a name: ", a spokesman for the group,"."""
        words = [tok for tok in rest if tok.tag not in ","]
        if not words or len(words) > 14 or not any(titles.kind_of(tok.text) == "person" for tok in words):
            return ""
        if words[0].low in _ARTICLES:
            words = words[1:]
        return " ".join(self._text[words[0].start : words[-1].end].split()) if words else ""

    def _description(self, core: Sequence[Token], head: Sequence[Token]) -> Speaker | None:
        """A description: of somebody named elsewhere where it is definite, else an unnamed source in its own words."""
        noun = bare(head[-1].text)
        kind = titles.kind_of(noun)
        definite = head[0].low in _DEFINITE or head[0].low.endswith(("'s", "s'"))
        if definite and kind == "person":
            words = [tok.text for tok in head if tok.low not in _ARTICLES]
            words += [tok.text for tok in core[len(head) :] if tok.tag == "U"]
            known = self._names.by_role([*words[: len(head)], noun] if words and words[-1] != noun else words)
            if known is not None:
                return self._speaker(known)
        if definite and kind == "organisation" and len(head) <= 2 and len(core) == len(head):
            known = self._names.by_noun(noun)
            if known is not None:
                return self._speaker(known)
            if noun.lower() in _ANY_BODY and (found := self._pronoun("it", head[0].start)):
                return found
        return self._described(core, kind)

    def _described(self, core: Sequence[Token], kind: ActorKind | None) -> Speaker | None:
        first = 1 if len(core) > 1 and core[0].low in _ARTICLES else 0
        relative = next((at for at, tok in enumerate(core) if at > first and tok.low in _RELATIVE), len(core))
        core = core[:relative] if relative - first > 1 else core
        words = " ".join(self._text[core[first].start : core[-1].end].split())
        return Speaker(bare(words), kind or "unknown", False, None) if words else None

    # Pronouns

    def _pronoun(self, word: str, place: int) -> Speaker | None:
        low = bisect_right(self._places, place - 1)
        gender = "male" if word in _HE else "female" if word in _SHE else None
        if word in _THEY and (group := self._plural_before(place)):
            return group
        for each in reversed(self._seen[max(0, low - 60) : low]):
            if place - each.place > _LOOK_BACK:
                return None
            if gender:
                if each.speaker.kind == "person" and (self._gender(each.speaker) or each.gender) in (None, gender):
                    return each.speaker
            elif word in _THEY:
                if each.speaker.kind in ("group", "country", "organisation"):
                    return each.speaker
            elif each.speaker.kind in ("organisation", "country"):
                return each.speaker
        return None

    def _plural_before(self, place: int) -> Speaker | None:
        """The group of people last spoken of in the sentence: "army pilots … according to their information"."""
        at = bisect_right(self._starts, place) - 1
        if at < 0:
            return None
        toks = [tok for tok in tokens(self._text, max(self._segments[at][0], place - 400), place) if tok.end <= place]
        for end in range(len(toks), 0, -1):
            if titles.kind_of(toks[end - 1].text) == "group" and toks[end - 1].tag in "NUW":
                found = subject(toks, end, 0)
                return self._phrase(toks[found[0] : found[1]]) if found else None
        return None

    def _antecedent(self, place: int) -> Speaker | None:
        """Whom "who" or "which" at `place` means: the noun phrase right before it."""
        at = max(0, bisect_right(self._starts, place) - 1)
        if not self._segments:
            return None
        start = max(self._segments[at][0], place - 400)
        toks = [tok for tok in tokens(self._text, start, place) if tok.end <= place]
        end = len(toks)
        while end and toks[end - 1].tag in ",“":
            end -= 1
        found = subject(toks, end, 0)
        return self._phrase(toks[found[0] : found[1]]) if found else None

    def _note(self, place: int, speaker: Speaker, low: str) -> None:
        gender = "male" if low in _HE else "female" if low in _SHE else self._gender(speaker)
        known = self._names.find(speaker.entity) if speaker.entity else None
        if known is not None and known.kind == "person":
            known.gender = known.gender or gender
        at = bisect_right(self._places, place)
        self._seen.insert(at, _Seen(place, speaker, gender))
        self._places.insert(at, place)

    def _gender(self, speaker: Speaker) -> str | None:
        known = self._names.find(speaker.entity) if speaker.entity else None
        return known.gender if known else None

    def _subjects(self) -> list[_Seen]:
        """The first name of each sentence, where it opens its clause."""
        starts = {span.start: each for each in self._names.known for span in each.spans}
        order = sorted(starts)
        found: list[_Seen] = []
        for start, end, _ in self._segments:
            at = bisect_right(order, start - 1)
            while at < len(order) and order[at] < end:
                known = starts[order[at]]
                place = order[at]
                if not self._owns(place, known) and place - start < 120:
                    found.append(_Seen(place, self._speaker(known), known.gender))
                    if known.kind == "person":
                        break
                at += 1
        return sorted(found, key=lambda each: each.place)

    def _owns(self, place: int, known: Known) -> bool:
        """Whether the name at `place` is a possessive: "Lee's speech" speaks of the speech."""
        span = next((each for each in known.spans if each.start == place), None)
        return span is not None and self._text[span.end : span.end + 2] in ("'s", "’s")


def _noun(head: Sequence[Token]) -> str:
    """The noun that a phrase is about: "baker" in "the baker of Orsa"."""
    stop = next((at for at, tok in enumerate(head) if at > 1 and tok.low == "of"), len(head))
    return head[stop - 1].text


def _core(toks: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """A phrase without its apposition, and the apposition."""
    for at, tok in enumerate(toks):
        if tok.tag in ",(" and at:
            if "and" in [each.low for each in toks[at : at + 6]] and not any(
                titles.kind_of(each.text) for each in toks[at + 1 : at + 3]
            ):
                continue
            return list(toks[:at]), list(toks[at + 1 :])
    return list(toks), []


def _cuts(core: Sequence[Token], at: int) -> bool:
    """Whether the head noun stands before the word at `at`: "officials of the ministry", "emails released by"."""
    tok = core[at]
    if tok.low in ("of", "for") and core[at - 1].tag == "U" and at + 1 < len(core):
        return titles.kind_of(core[at - 1].text) != "organisation" and core[at - 1].text not in ("House", "Secretary")
    return tok.low in _CUTS or (tok.tag in "TRVAQ" and tok.low != "state")


def _coordinated(core: Sequence[Token]) -> bool:
    """Whether two parties are named at once: "the company and its union"."""
    for at, tok in enumerate(core):
        if tok.low in ("and", "or") and 0 < at < len(core) - 1:
            return not any(each.tag == "I" for each in core[:at]) and not (
                core[at - 1].tag == "U" and core[at + 1].tag == "U" and titles.kind_of(core[-1].text) == "organisation"
            )
    return False


def _name(head: Sequence[Token]) -> int | None:
    """Where the name that ends a phrase begins, titles before it left out; None for a description."""
    last = head[-1]
    if last.tag != "U" and not (len(head) == 1 and places.country(bare(last.text))):
        return None
    at = len(head) - 1
    while at > 0 and (
        head[at - 1].tag == "U"
        or head[at - 1].low in ("of", "for", "de", "al", "bin", "van", "von", "del", "la", "the")
    ):
        if head[at - 1].low.endswith(("'s", "s'")) and titles.kind_of(last.text) != "organisation":
            break
        at -= 1
    while at < len(head) - 1 and head[at].tag != "U":
        at += 1
    for place in range(at, len(head) - 1):
        if titles.kind_of(head[place].text) == "person" or head[place].low == "state":
            at = place + 1
    at = given_from(head, at, len(head))
    if titles.kind_of(last.text) in ("person", "group") and at == len(head) - 1:
        return None
    return at
