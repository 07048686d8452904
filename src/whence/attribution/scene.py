"""What an article has spoken of, in order, as its pronouns and descriptions look back on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from whence.attribution.entities import Known, Names
from whence.attribution.kinds import bare
from whence.attribution.phrases import subject
from whence.attribution.quotes import Quote
from whence.attribution.tokens import Token
from whence.lexicon import places, things, titles
from whence.records import ActorKind

HE = frozenset(["he", "him", "his", "himself"])
SHE = frozenset(["she", "her", "hers", "herself"])
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
IT = frozenset(["it", "its", "itself", "this", "that", "which"])
_CANDIDATES = 400
"""Nouns that are looked at: a text without sentence ends is one segment of any length."""
_GO_ON = frozenset(["familiar", "close", "briefed", "involved", "with", "knowledgeable"])
"""Words that carry a description on behind its noun: "people familiar with the plan"."""
_HEARD = 3
"""How many times as often as the other sex pronouns must tell one to be believed."""
_RECENT = 4
"""People before a pronoun of whom it may tell the sex, where all nearer ones are of the other."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source is: a name or an unnamed source's words, its kind, whether named, and its entity's name."""

    name: str
    kind: ActorKind = "unknown"
    named: bool = False
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody spoken of at a place: how, by whom in which quotation (-1 outside), and by what grammar.

    `taken_up` marks a pronoun that was led back to them, `introduced` their first mention.
    """

    place: int
    segment: int
    quote: int
    speaker: Speaker
    gender: str | None
    subject: bool = False
    main: bool = False
    owner: bool = False
    linked: bool = False
    spoke: bool = False
    taken_up: bool = False
    introduced: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun for people or bodies: the token `end - 1` of a segment, ending a phrase."""

    place: int
    segment: int
    quote: int
    end: int
    word: str
    kind: ActorKind
    subject: bool
    main: bool
    linked: bool


class Scene:
    """Who and what an article speaks of, found once; whoever speaks is noted as the article is read on."""

    def __init__(
        self,
        names: Names,
        quotes: Sequence[Quote],
        speaker: Callable[[Known], Speaker],
        holder: Callable[[list[str], int], Known | None],
    ) -> None:
        self.names = names
        self._quotes = [each for each in quotes if not each.nested]
        self._opens = [each.start for each in self._quotes]
        self._starts = [start for start, _, _ in names.segments]
        self._named = {span.start: (span.end, each) for each in names.known for span in each.spans}
        self.nouns: list[Noun] = []
        self.pronouns: list[tuple[int, str]] = []
        self._learn_sexes()
        self.seen = sorted(self._spoken_of(speaker, holder), key=lambda each: each.place)
        self._places = [each.place for each in self.seen]
        self._nouns_at = [each.place for each in self.nouns]
        self.counts = Counter(each.speaker.name for each in self.seen)

    def segment(self, place: int) -> int:
        """The number of the segment that holds a place."""
        return max(0, bisect_right(self._starts, place) - 1)

    def paragraph(self, segment: int) -> int:
        """The number of the paragraph that holds a segment."""
        return self.names.segments[segment][2]

    def quote(self, place: int) -> int:
        """The number of the quotation that holds a place, -1 outside."""
        at = bisect_right(self._opens, place) - 1
        return at if at >= 0 and place < self._quotes[at].end else -1

    def note(self, place: int, speaker: Speaker, gender: str | None, taken_up: bool = False) -> None:
        """Remember who spoke at a place, or whom a pronoun there has taken up."""
        at = bisect_right(self._places, place)
        here = self.segment(place), self.quote(place)
        main = not self.lowered(place)
        self.seen.insert(at, Seen(place, *here, speaker, gender, True, main, spoke=not taken_up, taken_up=taken_up))
        self._places.insert(at, place)

    def before(self, place: int) -> Iterator[Seen]:
        """Who was spoken of before a place, nearest first."""
        return (self.seen[at] for at in range(bisect_left(self._places, place) - 1, -1, -1))

    def after(self, place: int) -> Iterator[Seen]:
        """Who is spoken of after a place, nearest first."""
        return (self.seen[at] for at in range(bisect_right(self._places, place), len(self.seen)))

    def gender(self, each: Seen) -> str | None:
        """The sex of somebody spoken of, None where it is not known."""
        known = self.names.find(each.speaker.entity) if each.speaker.entity else None
        return (known.gender if known else None) or each.gender

    def lowered(self, place: int) -> bool:
        """Whether a subordinate clause opened right before a place: "before he spoke, Lee …"."""
        toks = self.names.tokens[self.segment(place)]
        end = bisect_right(toks, place, key=lambda each: each.end)
        return any(tok.tag in "SR" for tok in toks[max(0, end - 3) : end]) or (end > 0 and toks[end - 1].tag == "I")

    def phrases(self, place: int, reach: int) -> Iterator[tuple[Noun, list[Token]]]:
        """The noun phrases about people and bodies before a place, nearest first, each with its noun."""
        here, inside = self.segment(place), self.quote(place)
        for noun in islice(self.nouns_before(place), _CANDIDATES):
            if here - noun.segment > reach:
                return
            if noun.quote in (-1, inside) and (toks := self._phrase(noun)):
                yield noun, toks

    def nouns_before(self, place: int) -> Iterator[Noun]:
        """The nouns before a place, nearest first."""
        return (self.nouns[at] for at in range(bisect_left(self._nouns_at, place) - 1, -1, -1))

    def phrase(self, place: int) -> list[Token]:
        """The noun phrase whose noun stands at a place."""
        return self._phrase(self.nouns[bisect_left(self._nouns_at, place)])

    def _phrase(self, noun: Noun) -> list[Token]:
        toks = self.names.tokens[noun.segment]
        found = subject(toks, noun.end, 0)
        if found is None:
            return []
        start = max((at + 1 for at in range(*found) if toks[at].tag in "IQ"), default=found[0])
        end = noun.end
        if end < len(toks) and toks[end].low in _GO_ON:
            while end < len(toks) and toks[end].tag in "WIUDPN#" and end < noun.end + 12:
                end += 1
        return list(toks[start:end])

    # Reading the article

    def _learn_sexes(self) -> None:
        """Give people whose names do not tell it the sex of the pronouns that follow them."""
        votes: Counter[tuple[int, str]] = Counter()
        recent: list[tuple[int, int, Known]] = []
        for number, toks in enumerate(self.names.tokens):
            for at, tok in enumerate(toks):
                if tok.start in self._named:
                    known = self._named[tok.start][1]
                    if known.kind == "person" or (_can_be_surname(known) and _stands_alone(toks, at)):
                        recent = [(number, self.quote(tok.start), known), *recent[: _RECENT - 1]]
                elif tok.tag in "PD" and tok.low in HE | SHE:
                    sex = "male" if tok.low in HE else "female"
                    inside = self.quote(tok.start)
                    for segment, quote, known in recent:
                        if number - segment > 1 or quote not in (-1, inside) or known.gender == sex:
                            break
                        if known.gender is None:
                            votes[id(known), sex] += 1
                            break
                    if tok.tag == "P" and inside < 0 and tok.low in ("he", "she"):
                        self.pronouns.append((tok.start, tok.low))
        for known in self.names.known:
            men, women = votes[id(known), "male"], votes[id(known), "female"]
            if known.gender is None and max(men, women) >= max(1, _HEARD * min(men, women)):
                known.gender = "male" if men > women else "female"
                if max(men, women) > 1:
                    known.kind = "person"

    def _spoken_of(
        self, speaker: Callable[[Known], Speaker], holder: Callable[[list[str], int], Known | None]
    ) -> Iterator[Seen]:
        for number, toks in enumerate(self.names.tokens):
            verb = lower = False
            until = -1
            for at, tok in enumerate(toks):
                quote = self.quote(tok.start)
                if tok.start in self._named:
                    until, known = self._named[tok.start]
                    linked = _linked(toks, at)
                    owner = self.names.text[until : until + 2] in ("'s", "’s")
                    first = not verb and not linked
                    grammar = (first and not owner, first and not lower, owner, linked)
                    new = tok.start == known.first
                    yield Seen(tok.start, number, quote, speaker(known), known.gender, *grammar, introduced=new)
                elif tok.start >= until and tok.tag in "WNU" and (kind := titles.kind_of(bare(tok.text))) is not None:
                    linked = _linked(toks, at)
                    first = not verb and not linked
                    self.nouns.append(
                        Noun(tok.start, number, quote, at + 1, tok.low, kind, first, first and not lower, linked)
                    )
                    office = _office(toks, at) if kind == "person" else []
                    held = holder(office, tok.start) if office else None
                    if held is not None:
                        owner = tok.low.endswith("'s")
                        grammar = (first and not owner, first and not lower, owner, linked)
                        yield Seen(tok.start, number, quote, speaker(held), held.gender, *grammar)
                if tok.tag in "AVQ" or (tok.tag == "W" and tok.low.endswith("ed") and at and toks[at - 1].tag != "D"):
                    verb = True
                elif tok.tag in "SRC;:“" or (tok.tag == "," and lower):
                    verb, lower = False, tok.tag in "SR"


def _stands_alone(toks: Sequence[Token], at: int) -> bool:
    """Whether a capitalised word is no part of a longer phrase: "the Web site"."""
    before, after = toks[at - 1].tag if at else "", toks[at + 1].tag if at + 1 < len(toks) else ""
    return before != "D" and after not in ("W", "N")


def _office(toks: Sequence[Token], at: int) -> list[str]:
    """The words of an office that ends at `at` and means somebody known, "the Russian president"; [] for others."""
    start = at
    while start > max(0, at - 4) and toks[start - 1].tag in "WUN":
        start -= 1
    names_follow = at + 1 < len(toks) and toks[at + 1].tag == "U"
    if start == 0 or toks[start - 1].low not in ("the", "this") or names_follow:
        return []
    return [tok.text for tok in toks[start : at + 1]]


def _can_be_surname(known: Known) -> bool:
    """Whether a name of unknown kind can be a person's: one word, used again, no letters, no place."""
    name = known.name
    plain = " " not in name and not name.isupper() and not things.region(name)
    return known.kind == "unknown" and plain and len(known.spans) > 1


def _linked(toks: Sequence[Token], at: int) -> bool:
    """Whether a name stands behind a preposition: "to Mr Lee", "with the Russian president Lee"."""
    place = at - 1
    while (
        place >= 0
        and place > at - 6
        and (toks[place].tag == "D" or titles.kind_of(toks[place].text) or places.country(toks[place].text))
    ):
        place -= 1
    return place >= 0 and toks[place].tag == "I"
