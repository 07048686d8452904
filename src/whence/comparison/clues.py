"""What one article of a pair has that tells it for the source: each clue a name, a value and a sentence.

Values are positive where `a` is the source, and turn their sign when the sides are exchanged, so that no order of files
can matter. How much a clue weighs is another matter (`direction`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from whence.comparison import chronology, credits
from whence.comparison.credits import Credit
from whence.lexicon import outlets
from whence.records import Article, Attribution, Reuse, Span, Statement

REWRITE = 0.6
"""Share of an article's words from which it is a rewrite of the other."""
_HOW = {"byline": "says that its text is by", "credit": "credits", "mention": "names"}


class Clue(NamedTuple):
    """One reason; `value` is positive where `a` is the source."""

    name: str
    value: float
    note: str


@dataclass(frozen=True)
class Side:
    """One article of a pair, what was found in it, and its stretches that the other has too."""

    article: Article
    attribution: Attribution
    shared: tuple[Span, ...]

    @cached_property
    def words(self) -> int:
        """Words of the body, roughly."""
        zones = [each for each in self.article.zones if each.zone == "body"]
        text = self.article.text
        return sum(len(text[each.start : each.end].split()) for each in zones) if zones else len(text.split())

    @cached_property
    def taken(self) -> int:
        """Words that the other article has too."""
        return sum(len(self.article.text[span.start : span.end].split()) for span in self.shared)

    @cached_property
    def share(self) -> float:
        """The share (0-1) of its words that the other article has too."""
        return min(1.0, self.taken / max(self.words, 1))

    @cached_property
    def within(self) -> tuple[Statement, ...]:
        """Statements that stand in what both articles have."""
        return tuple(
            each
            for each in self.attribution.statements
            if any(
                span.start < part.end and part.start < span.end for span in self.shared for part in each.content.spans
            )
        )

    @cached_property
    def name(self) -> str:
        """The outlet, or what stands for it in a sentence."""
        return self.article.outlet or "one of the two"


def clues(a: Side, b: Side, passages: Sequence[Reuse]) -> Iterator[Clue]:
    """Every clue that there is.

    What a rewrite does to statements tells only where most of one article stands in the other and neither credits
    the other: who credits, attributes even what the source says in its own words.
    """
    yield from _dates(a, b)
    credited = [*_credit(a, b), *_agency(a, b)]
    yield from credited
    if not credited and max(a.share, b.share) >= REWRITE:
        yield from _changes(matched(a, b, passages))
    yield from _place(a, b)


def common_source(a: Article, b: Article) -> str | None:
    """The agency whose text both articles say that they hold, or one of two, neither of which is an agency's own."""
    own = {outlets.publisher(a.outlet), outlets.publisher(b.outlet)}
    one, other = credits.bylines(a), credits.bylines(b)
    theirs = one & other if any(credits.is_agency(each.outlet) for each in (a, b)) else one | other
    return min(theirs - own, default=None)


def matched(a: Side, b: Side, passages: Sequence[Reuse]) -> list[tuple[Statement | None, Statement | None]]:
    """The statements that stand at one place of what both have; None where a side has none there."""
    steps = [edit for each in passages for edit in each.edits if edit.operation in ("kept", "replaced")]
    forth = [(edit.a, edit.b) for edit in steps]
    back = [(edit.b, edit.a) for edit in steps]
    pairs: list[tuple[Statement | None, Statement | None]] = []
    for one in a.within:
        there = _across(one, forth)
        if there is not None:
            pairs.append((one, _nearest(there, b.within)))
    for other in b.within:
        there = _across(other, back)
        if there is not None and _nearest(there, a.within) is None:
            pairs.append((None, other))
    return pairs


def _across(statement: Statement, steps: Sequence[tuple[Span, Span]]) -> Span | None:
    """Where most of a statement's content stands on the other side."""
    content = statement.content.spans
    met = [
        (here, there)
        for here, there in steps
        if any(here.start < span.end and span.start < here.end for span in content)
    ]
    covered = sum(_size(here) for here, _ in met)
    if 2 * covered < sum(map(_size, content)):
        return None
    return Span(min(there.start for _, there in met), max(there.end for _, there in met))


def _nearest(place: Span, statements: Sequence[Statement]) -> Statement | None:
    """The statement whose content shares most with a place, at least half of the shorter one."""
    scored = [(_shared(place, each), each.id, each) for each in statements]
    share, _, best = max(scored, key=lambda each: each[:2], default=(0.0, "", None))
    return best if best is not None and share >= 0.5 else None


def _shared(place: Span, statement: Statement) -> float:
    spans = statement.content.spans
    common = sum(max(0, min(place.end, span.end) - max(place.start, span.start)) for span in spans)
    return common / max(1, min(_size(place), sum(map(_size, spans))))


def _changes(pairs: Sequence[tuple[Statement | None, Statement | None]]) -> Iterator[Clue]:
    """At one and the same place: who attributes, names, relays or quotes what the other only states."""
    for name, holds, note in CHANGES:
        fuller = [sum(holds(one, two) for one, two in pairs), sum(holds(two, one) for one, two in pairs)]
        yield from _more(name, (fuller[0], fuller[1]), note)


def _lost(one: Statement | None, two: Statement | None) -> bool:
    return one is not None and one.source is not None and (two is None or two.source is None)


def _generalised(one: Statement | None, two: Statement | None) -> bool:
    return one is not None and two is not None and one.named and not two.named and two.speaker is not None


def _unrelayed(one: Statement | None, two: Statement | None) -> bool:
    return one is not None and two is not None and bool(one.relay) and not two.relay


def _unquoted(one: Statement | None, two: Statement | None) -> bool:
    quoted = ("direct", "mixed")
    return one is not None and two is not None and one.kind in quoted and two.kind not in quoted


def _loaded(one: Statement | None, two: Statement | None) -> bool:
    return one is not None and two is not None and abs(one.strength) < abs(two.strength)


def _cut(one: Statement | None, two: Statement | None) -> bool:
    return one is not None and two is not None and _length(one) > 1.15 * _length(two)


def _length(statement: Statement) -> int:
    return len(statement.content.text.split())


CHANGES: tuple[tuple[str, Callable[[Statement | None, Statement | None], bool], str], ...] = (
    ("lost", _lost, "{0} statements are credited in one only, {1} in the other only"),
    ("generalised", _generalised, "{0} speakers are named in one only, {1} in the other only"),
    ("unrelayed", _unrelayed, "{0} statements say through whom they came in one only, {1} in the other only"),
    ("unquoted", _unquoted, "{0} statements are quoted in one only, {1} in the other only"),
    ("loaded", _loaded, "{0} cues are plainer in one, {1} in the other"),
    ("cut", _cut, "{0} statements are longer in one, {1} in the other"),
)


def _dates(a: Side, b: Side) -> Iterator[Clue]:
    """The earlier one is the source; a day is a day, so two articles of one day say nothing without clock times."""
    one, other = chronology.moment(a.article.published), chronology.moment(b.article.published)
    if one is None or other is None:
        return
    if one.day != other.day:
        first, last = sorted((one.day, other.day))
        far = chronology.days(first, last) > 1
        name = "days" if far else "day"
        yield Clue(name, 1.0 if one.day < other.day else -1.0, f"{first} came before {last}")
    elif one.time and other.time and one.time != other.time:
        yield Clue("hour", 1.0 if one.time < other.time else -1.0, "the same day, at different hours")


def _credit(a: Side, b: Side) -> Iterator[Clue]:
    """An article that credits the other's outlet has it from there."""
    for copy, origin, sign in ((b, a, 1.0), (a, b, -1.0)):
        found: Credit | None = credits.crediting(copy.article, origin.article.outlet)
        if found:
            yield Clue(found.how, sign, f"{copy.name} {_HOW[found.how]} {found.outlet}")
        author = credits.names_author(copy.article, origin.article)
        if author:
            yield Clue("author", sign, f"{copy.name} names {author}, who wrote the other")
        if credits.attributes_to(copy.article, copy.within, origin.article):
            yield Clue("through", sign, f"{copy.name} says that it has some of this from {origin.name}")


def _agency(a: Side, b: Side) -> Iterator[Clue]:
    """Agencies are run by others, and seldom run others."""
    kinds = [credits.is_agency(side.article.outlet) for side in (a, b)]
    if kinds[0] != kinds[1]:
        yield Clue("agency", 1.0 if kinds[0] else -1.0, f"{(a if kinds[0] else b).name} is an agency")


def _place(a: Side, b: Side) -> Iterator[Clue]:
    """What is taken over stands behind the copy's own beginning, or before its own end."""
    firsts = [min((span.start for span in side.shared), default=0) / max(1, len(side.article.text)) for side in (a, b)]
    if abs(firsts[0] - firsts[1]) > 0.02:
        yield Clue(
            "place", firsts[1] - firsts[0], f"it begins at {firsts[0]:.0%} of one and at {firsts[1]:.0%} of the other"
        )


def _size(span: Span) -> int:
    return span.end - span.start


def _more(name: str, counts: tuple[int, int], note: str) -> Iterator[Clue]:
    """The side with more; the difference counts less the more there are."""
    if counts[0] != counts[1]:
        yield Clue(name, (counts[0] - counts[1]) / (sum(counts) + 2), note.format(*counts))
