"""Whom a pronoun can mean: everybody whom the article spoke of before, weighed by place, grammar and agreement.

The weights follow the classic account of salience (Lappin and Leass 1994): recency first, subjects before objects and
possessors, speakers before those only spoken of; whoever a quotation names is nobody whom the words outside mean.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log2

from whence.attribution.entities import Known, Names
from whence.attribution.phrases import subject
from whence.attribution.quotes import Quote
from whence.attribution.tokens import Token
from whence.lexicon import places, titles
from whence.records import ActorKind

HE = frozenset(["he", "him", "his", "himself"])
SHE = frozenset(["she", "her", "hers", "herself"])
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
IT = frozenset(["it", "its", "itself", "this", "that", "which"])
_CLAUSE = 160
"""Characters after a pronoun in which its own sentence tells whom it cannot mean."""
_SEGMENTS = 25
"""Segments in which an antecedent is looked for."""
_CANDIDATES = 400
"""Antecedents that are weighed at most: a text without sentence ends is one segment of any length."""
_GO_ON = frozenset(["familiar", "close", "briefed", "involved", "with", "knowledgeable"])
"""Words that carry a description on behind its noun: "people familiar with the plan"."""
_DISTANCE, _PARAGRAPH, _SUBJECT, _MAIN, _SPOKE, _OWNER, _OBJECT, _AGREES, _TURN, _OFTEN, _UNNAMED = (
    0.6, 0.25, 1.1, 0.5, 0.7, 0.9, 0.5, 0.6, 0.5, 0.25, 0.3,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source is: a name or an unnamed source's words, its kind, whether named, and its entity's name."""

    name: str
    kind: ActorKind = "unknown"
    named: bool = False
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody spoken of at a place: how, by whom in which quotation (-1 outside), and by what grammar."""

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
    """What an article has spoken of, in order, as pronouns and descriptions look back on it."""

    def __init__(
        self,
        names: Names,
        quotes: Sequence[Quote],
        speaker: Callable[[Known], Speaker],
        describe: Callable[[list[Token]], Speaker | None],
    ) -> None:
        self._names = names
        self._describe = describe
        self._quotes = [each for each in quotes if not each.nested]
        self._opens = [each.start for each in self._quotes]
        self._starts = [start for start, _, _ in names.segments]
        self.nouns: list[Noun] = []
        self._seen = sorted(self._spoken_of(speaker), key=lambda each: each.place)
        self._places = [each.place for each in self._seen]
        self._nouns_at = [each.place for each in self.nouns]
        self._counts: dict[str, int] = {}
        for each in self._seen:
            self._counts[each.speaker.name] = self._counts.get(each.speaker.name, 0) + 1

    def segment(self, place: int) -> int:
        """The number of the segment that holds a place."""
        return max(0, bisect_right(self._starts, place) - 1)

    def quote(self, place: int) -> int:
        """The number of the quotation that holds a place, -1 outside."""
        at = bisect_right(self._opens, place) - 1
        return at if at >= 0 and place < self._quotes[at].end else -1

    def note(self, place: int, speaker: Speaker, gender: str | None) -> None:
        """Remember who spoke at a place."""
        at = bisect_right(self._places, place)
        self._seen.insert(at, Seen(place, self.segment(place), self.quote(place), speaker, gender, True, spoke=True))
        self._places.insert(at, place)

    def pronoun(self, word: str, place: int, not_: str | None = None) -> Speaker | None:
        """Whom a pronoun at a place means; `not_` is the name of one whom it cannot mean."""
        best: tuple[float, int, Seen] | None = None
        barred = {not_, *self._named_after(word, place)}
        before, called = self._before(place), self._called(word, place)
        for each in (*islice(before, _CANDIDATES), *islice(called, _CANDIDATES)):
            if each.speaker.name in barred or not self._agrees(word, each):
                continue
            score = self._salience(word, place, each)
            if best is None or (score, each.place) > best[:2]:
                best = score, each.place, each
        if best is None:
            return None
        return best[2].speaker if best[2].speaker.name else self._describe(self.phrase(best[2].place))

    def _named_after(self, word: str, place: int) -> Iterator[str]:
        """Whom "he" cannot mean because its own sentence goes on to name him: "he said Lee hopes to win"."""
        if word not in ("he", "she") or self._lowered(place):
            return
        here, inside = self.segment(place), self.quote(place)
        for at in range(bisect_right(self._places, place), len(self._seen)):
            each = self._seen[at]
            if each.segment != here or each.place - place > _CLAUSE:
                return
            if each.quote == inside and not each.spoke and not each.owner:
                yield each.speaker.name

    def _lowered(self, place: int) -> bool:
        """Whether a subordinate clause opened right before a place: "before he spoke, Lee …"."""
        toks = self._names.tokens[self.segment(place)]
        end = bisect_right(toks, place, key=lambda each: each.end)
        return any(tok.tag in "SR" for tok in toks[max(0, end - 3) : end])

    def _called(self, word: str, place: int) -> Iterator[Seen]:
        """The groups and bodies without a name that were spoken of before, for "they" and "it"."""
        if word in HE or word in SHE:
            return
        here, inside = self.segment(place), self.quote(place)
        for noun in self._nouns_before(place):
            if here - noun.segment > _SEGMENTS:
                return
            fits = noun.kind == "group" if word in THEY else noun.kind == "organisation"
            if fits and noun.quote in (-1, inside):
                who = Speaker("", noun.kind)
                yield Seen(noun.place, noun.segment, noun.quote, who, None, noun.subject, noun.main, False, noun.linked)

    def _before(self, place: int) -> Iterator[Seen]:
        here = self.segment(place)
        inside = self.quote(place)
        for at in range(bisect_right(self._places, place - 1) - 1, -1, -1):
            each = self._seen[at]
            if here - each.segment > _SEGMENTS:
                return
            if each.quote in (-1, inside):
                yield each

    def _agrees(self, word: str, each: Seen) -> bool:
        kind = each.speaker.kind
        if word in HE or word in SHE:
            gender = self._gender(each)
            return kind == "person" and gender in (None, "male" if word in HE else "female")
        return kind in (("group", "country", "organisation") if word in THEY else ("organisation", "country"))

    def _gender(self, each: Seen) -> str | None:
        known = self._names.find(each.speaker.entity) if each.speaker.entity else None
        return (known.gender if known else None) or each.gender

    def _salience(self, word: str, place: int, each: Seen) -> float:
        here = self.segment(place)
        _, _, paragraph = self._names.segments[here]
        apart = paragraph - self._names.segments[each.segment][2]
        score = -_DISTANCE * min(here - each.segment, 12) - _PARAGRAPH * min(apart, 6)
        score += _SUBJECT * each.subject + _MAIN * each.main + _SPOKE * each.spoke
        score -= _OWNER * each.owner + _OBJECT * each.linked
        score += _AGREES * (self._gender(each) is not None)
        score += _OFTEN * log2(1 + self._counts.get(each.speaker.name, 0))
        if word in THEY and each.speaker.kind == "group":
            score += 1.0
        if not each.speaker.name:
            score -= _UNNAMED
        if each.spoke and self._follows_quote(place):
            score += _TURN
        return score

    def _follows_quote(self, place: int) -> bool:
        """Whether a pronoun stands right behind a quotation: "…,” she said"."""
        return self._names.text[max(0, place - 3) : place].rstrip()[-1:] in ("”", '"', "’", "'")

    # Reading the article

    def _spoken_of(self, speaker: Callable[[Known], Speaker]) -> Iterator[Seen]:
        named = {span.start: (span.end, each) for each in self._names.known for span in each.spans}
        for number, toks in enumerate(self._names.tokens):
            verb = lower = False
            until = -1
            for at, tok in enumerate(toks):
                quote = self.quote(tok.start)
                if tok.start in named:
                    until, known = named[tok.start]
                    linked = _linked(toks, at)
                    owner = self._names.text[until : until + 2] in ("'s", "’s")
                    first = not verb and not linked
                    main = first and not lower
                    yield Seen(
                        tok.start, number, quote, speaker(known), known.gender, first and not owner, main, owner, linked
                    )
                elif tok.start >= until and tok.tag in "WNU" and (kind := titles.kind_of(tok.text)) is not None:
                    linked = _linked(toks, at)
                    first = not verb and not linked
                    self.nouns.append(
                        Noun(tok.start, number, quote, at + 1, tok.low, kind, first, first and not lower, linked)
                    )
                if tok.tag in "AVQ" or (tok.tag == "W" and tok.low.endswith("ed") and at and toks[at - 1].tag != "D"):
                    verb = True
                elif tok.tag in "SRC;:“" or (tok.tag == "," and lower):
                    verb, lower = False, tok.tag in "SR"

    def phrases(self, place: int, reach: int) -> Iterator[tuple[Noun, list[Token]]]:
        """The noun phrases about people and bodies before a place, nearest first, each with its noun."""
        here, inside = self.segment(place), self.quote(place)
        for noun in islice(self._nouns_before(place), _CANDIDATES):
            if here - noun.segment > reach:
                return
            if noun.quote in (-1, inside) and (toks := self._phrase(noun)):
                yield noun, toks

    def _nouns_before(self, place: int) -> Iterator[Noun]:
        """The nouns before a place, nearest first."""
        return (self.nouns[at] for at in range(bisect_left(self._nouns_at, place) - 1, -1, -1))

    def phrase(self, place: int) -> list[Token]:
        """The noun phrase whose noun stands at a place."""
        return self._phrase(self.nouns[bisect_left(self._nouns_at, place)])

    def _phrase(self, noun: Noun) -> list[Token]:
        toks = self._names.tokens[noun.segment]
        found = subject(toks, noun.end, 0)
        if found is None:
            return []
        start = max((at + 1 for at in range(*found) if toks[at].tag in "IQ"), default=found[0])
        end = noun.end
        if end < len(toks) and toks[end].low in _GO_ON:
            while end < len(toks) and toks[end].tag in "WIUDPN#" and end < noun.end + 12:
                end += 1
        return list(toks[start:end])


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
