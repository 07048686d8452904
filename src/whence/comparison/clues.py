"""What one article of a pair has that tells it for the source: each clue a name, a value and a sentence.

Values are positive where `a` is the source, and turn their sign when the sides are exchanged, so that no order of files
can matter. How much a clue weighs is another matter (`direction`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import NamedTuple

from whence.comparison import chronology, credits
from whence.comparison.credits import Credit
from whence.lexicon import outlets
from whence.records import Article, Attribution, Reuse, Span, Statement

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

    def count(self, holds: Callable[[Statement], bool]) -> int:
        """How many of the statements in what both have meet a condition."""
        return sum(holds(each) for each in self.within)


def clues(a: Side, b: Side, passages: Sequence[Reuse]) -> Iterator[Clue]:
    """Every clue that there is."""
    yield from _dates(a, b)
    yield from _credit(a, b)
    yield from _agency(a, b)
    yield from _own(a, b)
    for name, holds, note in _STATEMENTS:
        counts = a.count(holds), b.count(holds)
        yield from _more(name, counts, note)
    yield from _changes(matched(a, b, passages))
    yield from _whole(a, b)
    yield from _quotes(a, b)
    yield from _share(a, b)
    yield from _edits(passages)
    yield from _place(a, b)


def common_source(a: Article, b: Article) -> str | None:
    """The agency whose text both articles say that they hold, if neither is the agency's own."""
    own = {outlets.publisher(a.outlet), outlets.publisher(b.outlet)}
    both = sorted(credits.bylines(a) & credits.bylines(b) - own)
    return both[0] if both else None


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
    for name, holds, note in _CHANGES:
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


_CHANGES: tuple[tuple[str, Callable[[Statement | None, Statement | None], bool], str], ...] = (
    ("lost", _lost, "{0} statements are credited in one only, {1} in the other only"),
    ("generalised", _generalised, "{0} speakers are named in one only, {1} in the other only"),
    ("unrelayed", _unrelayed, "{0} statements say through whom they came in one only, {1} in the other only"),
    ("unquoted", _unquoted, "{0} statements are quoted in one only, {1} in the other only"),
    ("loaded", _loaded, "{0} cues are plainer in one, {1} in the other"),
    ("cut", _cut, "{0} statements are longer in one, {1} in the other"),
)
_STATEMENTS: tuple[tuple[str, Callable[[Statement], bool], str], ...] = (
    ("attribution", lambda each: each.source is not None, "{0} attributed statements in one, {1} in the other"),
    ("named", lambda each: each.named, "{0} statements have named speakers in one, {1} in the other"),
    ("relay", lambda each: bool(each.relay), "{0} statements say through whom they came in one, {1} in the other"),
    ("neutral", lambda each: each.strength == 0, "{0} statements have a neutral cue in one, {1} in the other"),
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


def _agency(a: Side, b: Side) -> Iterator[Clue]:
    """Agencies are run by others, and seldom run others; a text that names its agency is nearer to the wire."""
    kinds = [credits.is_agency(side.article.outlet) for side in (a, b)]
    if kinds[0] != kinds[1]:
        yield Clue("agency", 1.0 if kinds[0] else -1.0, f"{(a if kinds[0] else b).name} is an agency")
        return
    lines = [bool(credits.bylines(side.article)) for side in (a, b)]
    if lines[0] != lines[1]:
        yield Clue("wire", 1.0 if lines[0] else -1.0, f"only {(a if lines[0] else b).name} names the agency")


def _own(a: Side, b: Side) -> Iterator[Clue]:
    """An article in which somebody speaks to its own outlet has it first hand."""
    own = [credits.speaks_of_itself(side.article) for side in (a, b)]
    if own[0] != own[1]:
        side = a if own[0] else b
        yield Clue("own", 1.0 if own[0] else -1.0, f"{side.name} says that it was told so itself")


def _quotes(a: Side, b: Side) -> Iterator[Clue]:
    """Copying cuts quotes; it seldom adds to them."""
    direct = ("direct", "mixed")
    lengths = [sum(len(each.content.text.split()) for each in side.within if each.kind in direct) for side in (a, b)]
    if lengths[0] != lengths[1]:
        value = (lengths[0] - lengths[1]) / (sum(lengths) + 20)
        yield Clue("quotes", value, f"{lengths[0]} quoted words of what both have in one, {lengths[1]} in the other")


def _whole(a: Side, b: Side) -> Iterator[Clue]:
    """Of all that they say: who stands nearer to the source has more named speakers and more quoted words."""
    sides = (a.attribution.statements, b.attribution.statements)
    named = [sum(each.named for each in side) for side in sides]
    yield from _more(
        "all named", (named[0], named[1]), "{0} statements of all have named speakers in one, {1} in the other"
    )
    words = [sum(_length(each) for each in side if each.kind != "indirect") for side in sides]
    yield from _more("all quotes", (words[0], words[1]), "{0} quoted words of all in one, {1} in the other")


def _share(a: Side, b: Side) -> Iterator[Clue]:
    """Where nearly all of one stands in the other, and the other has more, the shorter one may be the copy."""
    shares = [min(1.0, side.taken / max(side.words, 1)) for side in (a, b)]
    if abs(shares[0] - shares[1]) > 0.02:
        note = f"{shares[0]:.0%} of one stands in the other, {shares[1]:.0%} the other way round"
        yield Clue("share", shares[1] - shares[0], note)
    yield Clue("length", log((a.words + 50) / (b.words + 50)), f"{a.words} words in one, {b.words} in the other")


def _edits(passages: Sequence[Reuse]) -> Iterator[Clue]:
    """Inside what both have: words fall out on the way more than they are put in."""
    cut = sum(_size(edit.a) for each in passages for edit in each.edits if edit.operation == "cut")
    put = sum(_size(edit.b) for each in passages for edit in each.edits if edit.operation == "put_in")
    if cut != put:
        yield Clue("edits", (cut - put) / (cut + put + 50), f"{cut} letters stand in one only, {put} in the other only")


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
