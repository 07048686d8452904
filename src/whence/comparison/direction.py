"""Who copied: for each pair of articles the evidence, added up as log-odds, and `unknown` where it is thin.

Evidence is weighed as independent (naive Bayes); weights are positive where `b` copied from `a`. Nothing rests on the
order of files or ids.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp

from whence.comparison import chronology
from whence.comparison.reuse import covered
from whence.records import Article, Attribution, Direction, Evidence, Pile, Reuse, Span, Statement

ENOUGH = 0.65
"""Confidence below which the direction stays unknown."""


@dataclass(frozen=True, slots=True)
class Side:
    """One article of a pair, what was found in it, and its stretches that the other has too."""

    article: Article
    attribution: Attribution
    shared: tuple[Span, ...]

    def words(self) -> int:
        """Words of the body, roughly."""
        return sum(len(self.article.text[z.start : z.end].split()) for z in self.article.zones if z.zone == "body")

    def taken(self) -> int:
        """Words that the other article has too."""
        return sum(len(self.article.text[span.start : span.end].split()) for span in self.shared)


def decide(pile: Pile, reuse: Sequence[Reuse]) -> tuple[Reuse, ...]:
    """The passages with direction, its confidence 0–1 and the evidence; all copied ones of a pair have the same."""
    articles = {each.id: each for each in pile.articles}
    found = {each.article: each for each in pile.attributions}
    pairs: dict[tuple[str, str], list[Reuse]] = defaultdict(list)
    for each in reuse:
        pairs[each.a, each.b].append(each)
    out: list[Reuse] = []
    for (a, b), passages in pairs.items():
        copied = [each for each in passages if each.cause in ("copied", "unknown")]
        if not copied:
            out += passages
            continue
        sides = [Side(articles[id], found.get(id, Attribution(id)), tuple(covered(copied, id))) for id in (a, b)]
        evidence = tuple(weigh(*sides))
        direction, confidence = conclude(evidence)
        for each in passages:
            decided = each.cause in ("copied", "unknown")
            out.append(
                replace(each, direction=direction, confidence=confidence, evidence=evidence) if decided else each
            )
    return tuple(sorted(out, key=lambda each: each.id))


def conclude(evidence: Sequence[Evidence]) -> tuple[Direction, float]:
    """The direction that the evidence points to, and how sure; unknown below `ENOUGH`."""
    total = sum(each.weight for each in evidence)
    sure = 1 / (1 + exp(-min(abs(total), 30.0)))
    if sure < ENOUGH:
        return "unknown", 0.0
    return ("a->b" if total > 0 else "b->a"), sure


def weigh(a: Side, b: Side) -> Iterator[Evidence]:
    """Every piece of evidence that there is."""
    for weight in (_dates, _credit, _named, _quotes, _speakers, _rest, _hedges):
        yield from weight(a, b)


def _dates(a: Side, b: Side) -> Iterator[Evidence]:
    """The earlier one is the source; a day is a day, so two articles of one day say nothing."""
    one, other = chronology.moment(a.article.published), chronology.moment(b.article.published)
    if one is None or other is None:
        return
    if one.day != other.day:
        yield _toward(
            one.day < other.day, 3.0, "dates", f"{min(one.day, other.day)} came before {max(one.day, other.day)}"
        )
    elif one.time and other.time and one.time != other.time:
        yield _toward(one.time < other.time, 1.5, "dates", "the same day, at different hours")


def _credit(a: Side, b: Side) -> Iterator[Evidence]:
    """An article that names the other's outlet as its source copied from it."""
    for copy, origin, sign in ((b, a, True), (a, b, False)):
        outlet = origin.article.outlet
        if outlet and outlet != copy.article.outlet and len(outlet) > 2 and outlet.lower() in copy.article.text.lower():
            yield _toward(sign, 2.0, "credit", f"one names {outlet}")


def _named(a: Side, b: Side) -> Iterator[Evidence]:
    """Who has names, relays and several speakers stands nearer to the source."""
    counts = [_count(side.attribution.statements, lambda each: each.named) for side in (a, b)]
    yield from _more(counts, 0.25, 1.2, "named speakers", "{0} statements have named speakers in one, {1} in the other")
    relays = [_count(side.attribution.statements, lambda each: bool(each.relay)) for side in (a, b)]
    if bool(relays[0]) != bool(relays[1]):
        yield _toward(bool(relays[0]), 0.7, "relay", "only one says through whom a statement came")


def _quotes(a: Side, b: Side) -> Iterator[Evidence]:
    """Copying cuts quotes; it seldom adds them."""
    lengths = [sum(len(each.content.text.split()) for each in _direct(side)) for side in (a, b)]
    yield from _more(lengths, 0.02, 1.5, "quotes", "{0} quoted words in one, {1} in the other")


def _speakers(a: Side, b: Side) -> Iterator[Evidence]:
    """Within what both have: attribution is lost on the way, not gained."""
    counts = [_count(_within(side), lambda each: each.source is not None) for side in (a, b)]
    yield from _more(
        counts, 0.35, 1.5, "attribution", "{0} attributed statements in what both have in one, {1} in the other"
    )


def _rest(a: Side, b: Side) -> Iterator[Evidence]:
    """Where nearly all of one stands in the other, and the other has more, the shorter one is the copy."""
    shares = [side.taken() / max(side.words(), 1) for side in (a, b)]
    if abs(shares[0] - shares[1]) > 0.15:
        note = f"{shares[0]:.0%} of one stands in the other, {shares[1]:.0%} the other way round"
        yield _toward(shares[0] < shares[1], min(1.0, 2 * abs(shares[0] - shares[1])), "share", note)


def _hedges(a: Side, b: Side) -> Iterator[Evidence]:
    """A copy doubts or vouches where the source only reports."""
    loads = [sum(abs(each.strength) for each in _within(side)) for side in (a, b)]
    yield from _more(loads[::-1], 0.2, 0.8, "cues", "{1} of the cues' weight in one, {0} in the other")


def _direct(side: Side) -> list[Statement]:
    return [each for each in side.attribution.statements if each.kind in ("direct", "mixed")]


def _within(side: Side) -> list[Statement]:
    """Statements that stand in what both articles have."""
    return [
        each
        for each in side.attribution.statements
        if any(span.start < part.end and part.start < span.end for span in side.shared for part in each.content.spans)
    ]


def _count(statements: Sequence[Statement], holds: Callable[[Statement], bool]) -> int:
    return sum(holds(each) for each in statements)


def _more(counts: Sequence[int], each: float, most: float, name: str, note: str) -> Iterator[Evidence]:
    """The side with more is the source; `each` per unit, at most `most`."""
    if counts[0] != counts[1]:
        weight = min(most, each * abs(counts[0] - counts[1]))
        yield _toward(counts[0] > counts[1], weight, name, note.format(*counts))


def _toward(first: bool, weight: float, name: str, note: str) -> Evidence:
    return Evidence(name, weight if first else -weight, note)
