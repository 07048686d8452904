"""Whom a source means: names completed, pronouns and descriptions led back to who was spoken of before.

Sources are resolved in reading order, because a pronoun means somebody whom an earlier source or subject named.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from whence.attribution.antecedents import HE, IT, SHE, THEY, Scene, Speaker
from whence.attribution.descriptions import Descriptions
from whence.attribution.document import Document
from whence.attribution.entities import Known, Names
from whence.attribution.kinds import LINKING, bare, kind_of
from whence.attribution.mentions import name_from
from whence.attribution.phrases import subject
from whence.attribution.tokens import Token, tokens
from whence.lexicon import outlets, places, titles
from whence.records import ActorKind, Entity, Span

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
_BACK = 12
"""Segments in which whom "the official" means is looked for."""
_RELATIVE = frozenset(["who", "whom", "whose", "which"])


class Speakers:
    """Resolves the sources of one article; `resolve` must be called in reading order."""

    def __init__(self, article: str, document: Document) -> None:
        self._article = article
        self._text = document.text
        self._names = Names(document)
        self._segments = self._names.segments
        self._starts = [start for start, _, _ in self._segments]
        self._not: str | None = None
        self._descriptions = Descriptions(self._names)
        self._scene = Scene(self._names, document.quotes, self._speaker, self._phrase)

    def entities(self) -> tuple[Entity, ...]:
        """The entities of the article, with the roles and aliases that sources added."""
        return self._names.entities(self._article)

    def resolve(self, span: Span, outer: Speaker | None = None) -> Speaker | None:
        """The speaker of the source at `span`; `outer` is who says it where it stands inside another's words."""
        words = self._text[span.start : span.end]
        low = words.lower().strip()
        # Who is quoted speaks of himself as "I", so "he" in the quotation is another.
        self._not = outer.name if outer and self._scene.quote(span.start) >= 0 else None
        if low in ("who", "which", "that", "whom"):
            found = self._antecedent(span.start)
        elif low in _FIRST:
            found = outer
        elif low in HE | SHE | THEY | IT:
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
        ending = self._ending(core)
        if ending is not None:
            return self._speaker(ending)
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
        if toks[0].low in HE | SHE | THEY | IT:
            return self._pronoun(toks[0].low, toks[0].start)
        at = next((at for at, tok in enumerate(toks) if tok.low.endswith(("'s", "s'", "’s", "s’"))), None)
        return self._phrase(list(toks[: at + 1])) if at is not None else None

    def _named(self, head: Sequence[Token], at: int, rest: Sequence[Token]) -> Speaker:
        name = bare(self._text[head[at].start : head[-1].end])
        country = self._country(head, at, name)
        if country is not None:
            return country
        known = self._names.find(bare(self._text[head[0].start : head[-1].end])) if at else None
        known = known or self._names.find(name, head[at].start)
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

    def _ending(self, core: Sequence[Token]) -> Known | None:
        """The person whose name ends a phrase with a title before it: "Director of National Safety Ann Lee"."""
        if len(core) < 3 or core[-1].tag != "U" or core[-1].low.endswith(("'s", "s'")):
            return None
        link = max((at for at, tok in enumerate(core) if tok.tag == "I"), default=-1)
        if link < 1 or core[link].low not in ("of", "for", "to") or core[0].low in ("a", "an"):
            return None
        begin = link + 1
        while begin < len(core) and core[begin].tag in "DT":
            begin += 1
        at = name_from(core, begin, len(core))
        known = self._names.find(self._text[core[at].start : core[-1].end], core[at].start)
        if known is None or known.kind != "person" or at == begin or len(core) - at < 2:
            return None
        between = [titles.kind_of(tok.text) for tok in core[begin:at]]
        titled = any(titles.kind_of(tok.text) == "person" for tok in core[:link])
        return known if titled and "person" not in between else None

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
        part: list[Token] = []
        for tok in (*rest, None):
            if tok is not None and tok.tag not in ",-(":
                part.append(tok)
                continue
            if len(part) > 1 and all(each.tag == "U" or each.low in LINKING for each in part[-2:]):
                at = _name(part)
                known = (
                    self._names.find(bare(self._text[part[at].start : part[-1].end]), part[at].start)
                    if at is not None
                    else None
                )
                if known is not None and known.kind == "person":
                    return self._speaker(known)
            part = []
        return None

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
        place = head[0].start
        if definite and kind == "person":
            words = [tok.text for tok in head if tok.low not in _ARTICLES]
            words[:0] = [tok.text for tok in core[len(head) :] if tok.tag == "U"]
            known = self._descriptions.person(words, place)
            if known is not None:
                return self._speaker(known)
        if definite and kind == "organisation" and len(head) <= 2 and len(core) == len(head):
            known = self._descriptions.body(noun, place)
            if known is not None:
                return self._speaker(known)
            if noun.lower() in _ANY_BODY and (found := self._scene.pronoun("it", place)):
                return found
        if definite and kind is not None and len(head) <= 3 and len(core) == len(head):
            return self._earlier(head) or self._described(core, kind)
        return self._described(core, kind)

    def _earlier(self, head: Sequence[Token]) -> Speaker | None:
        """Whom "the official" means: the last before it who was called an official, and more."""
        words = {tok.low for tok in head if tok.low not in _ARTICLES}
        for noun, toks in self._scene.phrases(head[0].start, _BACK):
            told = {tok.low for tok in toks}
            if noun.word == head[-1].low and words < told - _ARTICLES and toks[-1].start == noun.place:
                return self._phrase(toks)
        return None

    def _described(self, core: Sequence[Token], kind: ActorKind | None) -> Speaker | None:
        first = 1 if len(core) > 1 and core[0].low in _ARTICLES else 0
        relative = next((at for at, tok in enumerate(core) if at > first and tok.low in _RELATIVE), len(core))
        core = core[:relative] if relative - first > 1 else core
        words = " ".join(self._text[core[first].start : core[-1].end].split())
        return Speaker(bare(words), kind or "unknown", False, None) if words else None

    # Pronouns

    def _pronoun(self, word: str, place: int) -> Speaker | None:
        return self._scene.pronoun(word, place, self._not)

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
        gender = "male" if low in HE else "female" if low in SHE else None
        known = self._names.find(speaker.entity) if speaker.entity else None
        if known is not None and known.kind == "person":
            known.gender = known.gender or gender
        self._scene.note(place, speaker, gender or (known.gender if known else None))


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
    at = name_from(head, at, len(head))
    if titles.kind_of(last.text) in ("person", "group") and at == len(head) - 1:
        return None
    return at
