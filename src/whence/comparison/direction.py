"""Who copied: for each pair of articles the evidence, added up as log-odds, and `unknown` where it is thin.

A logistic model without intercept over clues that turn their sign with the sides, so that nothing rests on the order of
files or ids. Its weights stand in `direction.tsv`, a row for each clue. Those of credits and place were fitted by
`benchmarks/direction.py --fit` on pairs of articles whose days or credits tell the source; those of days follow how
often the dates of annotated pairs are wrong; those of what a rewrite does to statements are set by hand, for no data at
hand has enough of such pairs. Each conclusion keeps the clues and what each weighed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import exp

from whence.comparison import clues
from whence.comparison.clues import Side
from whence.comparison.reuse import covered
from whence.records import Attribution, Direction, Evidence, Pile, Reuse

ENOUGH = 0.75
"""Confidence below which the direction stays unknown."""
COMMON = 0.35
"""What is left of the evidence where the articles say that they hold an agency's text: it may be a third's."""
CHANGED = 1.3
"""The most, in log-odds, that all changes of statements together may count for: alone they make little sure."""
_COPIED = ("copied", "unknown")


@dataclass(frozen=True, slots=True)
class Weight:
    """What a clue's value is multiplied by, and the most (in log-odds) that it may count for."""

    each: float
    most: float


@cache
def weights() -> dict[str, Weight]:
    """The weight of each clue."""
    table = files("whence.comparison").joinpath("direction.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    return {name: Weight(float(each), float(most)) for name, each, most in rows}


def decide(pile: Pile, reuse: Sequence[Reuse]) -> tuple[Reuse, ...]:
    """The passages with direction, its confidence 0–1 and the evidence; all copied ones of a pair have the same."""
    articles = {each.id: each for each in pile.articles}
    found = {each.article: each for each in pile.attributions}
    pairs: dict[tuple[str, str], list[Reuse]] = defaultdict(list)
    for each in reuse:
        pairs[each.a, each.b].append(each)
    out: list[Reuse] = []
    for (a, b), passages in pairs.items():
        copied = [each for each in passages if each.cause in _COPIED]
        if not copied:
            out += passages
            continue
        sides = [Side(articles[id], found.get(id, Attribution(id)), tuple(covered(copied, id))) for id in (a, b)]
        evidence = tuple(weigh(sides[0], sides[1], copied))
        direction, confidence = conclude(evidence)
        out += [
            replace(each, direction=direction, confidence=confidence, evidence=evidence)
            if each.cause in _COPIED
            else each
            for each in passages
        ]
    return tuple(sorted(out, key=lambda each: each.id))


def conclude(evidence: Sequence[Evidence]) -> tuple[Direction, float]:
    """The direction that the evidence points to, and how sure; unknown below `ENOUGH`."""
    total = sum(each.weight for each in evidence)
    sure = 1 / (1 + exp(-min(abs(total), 30.0)))
    if sure < ENOUGH:
        return "unknown", 0.0
    return ("a->b" if total > 0 else "b->a"), sure


def weigh(a: Side, b: Side, passages: Sequence[Reuse] = ()) -> Iterator[Evidence]:
    """Every piece of evidence that there is; its weight is positive where `b` copied from `a`."""
    agency = clues.common_source(a.article, b.article)
    found = [(clue, _value(clue)) for clue in clues.clues(a, b, passages)]
    changed = abs(sum(value for clue, value in found if clue.name in _CHANGES))
    for clue, value in found:
        left = CHANGED / changed if clue.name in _CHANGES and changed > CHANGED else 1.0
        if value:
            yield Evidence(clue.name, (COMMON if agency else 1.0) * left * value, clue.note)
    if agency:
        yield Evidence("third", 0.0, f"one or both say that they hold text of {agency}, and may have it from there")


_CHANGES = frozenset(name for name, *_ in clues.CHANGES)


def _value(clue: clues.Clue) -> float:
    """A clue's value by its weight; one without a weight counts for nothing."""
    weight = weights().get(clue.name, Weight(0.0, 0.0))
    return max(-weight.most, min(weight.most, weight.each * clue.value))
