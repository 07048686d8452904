"""Whom a pronoun means: everybody whom the article spoke of nearby, weighed by place, grammar and agreement.

The features follow the classic account of salience (Lappin and Leass 1994): recency first, subjects before objects and
possessors, speakers before those only spoken of. What each weighs is learned (`antecedents.tsv`) by
`training/antecedents.py`; whoever is named at several places gains by each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import exp, log2

from whence.attribution.scene import HE, SHE, THEY, Scene, Seen, Speaker
from whence.attribution.tokens import Token
from whence.lexicon import tables

_CLAUSE = 160
"""Characters after a pronoun in which its own sentence tells whom it cannot mean."""
_SEGMENTS = 25
"""Segments in which an antecedent is looked for."""
_CANDIDATES = 80
"""Antecedents that are weighed at most: a text without sentence ends is one segment of any length."""

Features = dict[str, float]


@cache
def weights() -> Mapping[str, float]:
    """What each feature of an antecedent weighs."""
    return tables.numbers("whence.attribution", "antecedents.tsv")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A pronoun and what is known of its place: `foremost` is how often who is named most is named."""

    word: str
    place: int
    segment: int
    paragraph: int
    quote: int
    behind_quote: bool
    opens: bool
    foremost: int
    nearest: str
    last: str


class Antecedents:
    """Leads the pronouns of one article back to whom they mean, in reading order."""

    def __init__(self, scene: Scene, describe: Callable[[list[Token]], Speaker | None]) -> None:
        self._scene = scene
        self._describe = describe
        self._read = 0

    def of(self, word: str, place: int, not_: str | None = None) -> Speaker | None:
        """Whom a pronoun at a place means; `not_` is the name of one whom it cannot mean."""
        self.read_on(place)
        return self._best(word, place, not_)

    def read_on(self, place: int) -> None:
        """Lead back every "he" and "she" before a place, for who goes on to be spoken of is nearest."""
        pronouns = self._scene.pronouns
        while self._read < len(pronouns) and pronouns[self._read][0] < place:
            at, word = pronouns[self._read]
            self._read += 1
            if any(each.place == at for each in islice(self._scene.before(at + 1), 2)):
                continue  # a source, led back already
            found = self._best(word, at, None)
            if found is not None:
                self._scene.note(at, found, "male" if word in HE else "female", taken_up=True)

    def _best(self, word: str, place: int, not_: str | None) -> Speaker | None:
        table = weights()
        totals: dict[str, float] = {}
        whom: dict[str, Seen] = {}
        for key, each, features in self.candidates(word, place, not_):
            totals[key] = totals.get(key, 0.0) + exp(
                sum(table.get(name, 0.0) * value for name, value in features.items())
            )
            whom.setdefault(key, each)
        if not totals:
            return None
        return self.who(whom[max(totals, key=lambda key: (totals[key], whom[key].place))])

    def who(self, each: Seen) -> Speaker | None:
        """Who was spoken of, a group or body without a name in the words for it."""
        return each.speaker if each.speaker.name else self._describe(self._scene.phrase(each.place))

    def candidates(self, word: str, place: int, not_: str | None = None) -> Iterator[tuple[str, Seen, Features]]:
        """Those whom a pronoun at a place can mean, each place of theirs with its features under one key."""
        barred = {not_, *self._named_after(word, place)}
        near = [
            *islice(self._before(place), _CANDIDATES),
            *islice(self._called(word, place), _CANDIDATES),
            *self._ahead(word, place),
        ]
        able = [each for each in near if each.speaker.name not in barred and self._agrees(word, each)]
        asked = self._asked(word, place, able)
        for each in able:
            yield each.speaker.name or str(each.place), each, dict(self._features(asked, each))

    def _asked(self, word: str, place: int, able: list[Seen]) -> _Asked:
        scene = self._scene
        here = scene.segment(place)
        start, _, paragraph = scene.names.segments[here]
        first = here == 0 or scene.paragraph(here - 1) != paragraph
        return _Asked(
            word,
            place,
            here,
            paragraph,
            scene.quote(place),
            scene.names.text[max(0, place - 3) : place].rstrip()[-1:] in ("”", '"', "’", "'"),
            first and place - start < 3,
            max((scene.counts[each.speaker.name] for each in able), default=1) or 1,
            next((each.speaker.name for each in able if each.place < place), ""),
            next((each.speaker.name for each in able if each.spoke), ""),
        )

    def _before(self, place: int) -> Iterator[Seen]:
        here = self._scene.segment(place)
        for each in self._scene.before(place):
            if here - each.segment > _SEGMENTS:
                return
            yield each

    def _ahead(self, word: str, place: int) -> Iterator[Seen]:
        """Who is named in the pronoun's sentence or the one after it, for "he" and "she": "When she came, Lee …"."""
        here = self._scene.segment(place)
        for each in self._scene.after(place) if word in ("he", "she") else ():
            if each.segment > here + 1:
                return
            yield each

    def _called(self, word: str, place: int) -> Iterator[Seen]:
        """The groups and bodies without a name that were spoken of before, for "they" and "it"."""
        if word in HE or word in SHE:
            return
        here, inside = self._scene.segment(place), self._scene.quote(place)
        for noun in self._scene.nouns_before(place):
            if here - noun.segment > _SEGMENTS:
                return
            fits = noun.kind == "group" if word in THEY else noun.kind == "organisation"
            if fits and noun.quote in (-1, inside):
                who = Speaker("", noun.kind)
                yield Seen(noun.place, noun.segment, noun.quote, who, None, noun.subject, noun.main, False, noun.linked)

    def _named_after(self, word: str, place: int) -> Iterator[str]:
        """Whom "he" cannot mean because its own sentence goes on to name him: "he said Lee hopes to win"."""
        if word not in ("he", "she") or self._scene.lowered(place):
            return
        here, inside = self._scene.segment(place), self._scene.quote(place)
        for each in self._scene.after(place):
            if each.segment != here or each.place - place > _CLAUSE:
                return
            if each.quote == inside and not each.spoke and not each.owner:
                yield each.speaker.name

    def _agrees(self, word: str, each: Seen) -> bool:
        kind = each.speaker.kind
        if word in HE or word in SHE:
            return kind == "person" and self._scene.gender(each) in (None, "male" if word in HE else "female")
        return kind in (("group", "country", "organisation") if word in THEY else ("organisation", "country"))

    def _features(self, asked: _Asked, each: Seen) -> Iterator[tuple[str, float]]:
        scene = self._scene
        yield from _place(asked, each, asked.paragraph - scene.paragraph(each.segment))
        yield from _grammar(asked, each)
        name = each.speaker.name
        count = scene.counts[name]
        yield "often", log2(1 + count)
        yield "foremost", count / asked.foremost
        if scene.gender(each) is not None:
            yield "sex known", 1.0
        if asked.word in THEY and each.speaker.kind == "group":
            yield "group", 1.0
        if not name:
            yield "unnamed", 1.0
        elif name == asked.nearest:
            yield "nearest", 1.0
        if name and name == asked.last:
            yield "last speaker", 1.0
            if asked.behind_quote:
                yield "last speaker, behind a quotation", 1.0


def _place(asked: _Asked, each: Seen, apart: int) -> Iterator[tuple[str, float]]:
    """The features of where somebody is spoken of."""
    if each.place > asked.place:
        yield "ahead", 1.0
        return
    far = asked.segment - each.segment
    yield "sentences apart", float(min(far, 8))
    yield "paragraphs apart", float(min(apart, 6))
    if far == 1:
        yield "sentence before", 1.0
    if not apart:
        yield "same paragraph", 1.0
    if each.quote >= 0:
        yield ("same quotation" if each.quote == asked.quote else "another quotation"), 1.0


def _grammar(asked: _Asked, each: Seen) -> Iterator[tuple[str, float]]:
    """The features of how somebody is spoken of."""
    far = asked.segment - each.segment
    for name, holds in (
        ("subject", each.subject),
        ("main subject", each.main),
        ("main subject of the sentence", each.main and far == 0),
        ("main subject of the sentence before", each.main and far == 1),
        ("owner", each.owner),
        ("behind a preposition", each.linked),
        ("spoke", each.spoke),
        ("spoke, pronoun opens the paragraph", each.spoke and asked.opens),
        ("spoke, pronoun behind a quotation", each.spoke and asked.behind_quote),
        ("taken up", each.taken_up),
        ("introduced", each.introduced),
    ):
        if holds:
            yield name, 1.0
