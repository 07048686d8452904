"""Pairs of propositions to links: reach without meanings | embed | reach with meanings | score.

Most of the pairs that are looked at are no claim; each step costs more than the one before and sees fewer of them. What
is left after the first step can be done elsewhere, in lots.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from whence.comparison import embedding
from whence.comparison.likeness import Context, Link, reach, score
from whence.comparison.meanings import Meanings
from whence.comparison.propositions import Proposition

Pair = tuple[int, int]
Links = dict[Pair, Link]
_Some = Sequence[Proposition] | Mapping[int, Proposition]
LOT = 20_000
"""Pairs in one lot."""


def sift(
    ones: Sequence[Proposition],
    others: Sequence[Proposition],
    shares: Mapping[Pair, float],
    context: Context,
    floor: float,
) -> Links:
    """The links of the pairs whose confidence is `floor` or more, in the order of the pairs.

    `shares` says how far a passage carries the one proposition into the other, 0 to 1.
    """
    pairs = [pair for pair in sorted(shares) if reach(*_sides(ones, others, pair), shares[pair], context) >= floor]
    if context.spread is None:
        learn(context, ones, others, pairs)
        return _scored(ones, others, {pair: shares[pair] for pair in pairs}, context, floor)
    lots = (_lot(ones, others, shares, pairs[at : at + LOT]) for at in range(0, len(pairs), LOT))
    work = partial(_elsewhere, replace(context, meanings=None, masses={}, spread=None), floor)
    found: Links = {}
    for each in context.spread(work, lots):
        found |= each
    return found


def _scored(ones: _Some, others: _Some, shares: Mapping[Pair, float], context: Context, floor: float) -> Links:
    found: Links = {}
    for pair, share in shares.items():
        one, other = _sides(ones, others, pair)
        if context.meanings is not None:
            sense = context.meanings.cosine(one, other)
            if reach(one, other, share, context, sense) < floor:
                continue
        link = score(one, other, share, context)
        if link.confidence >= floor:
            found[pair] = link
    return found


@dataclass(frozen=True, slots=True)
class Lot:
    """Some pairs with the propositions that they are of, by number: all that a worker needs beside the context."""

    ones: dict[int, Proposition]
    others: dict[int, Proposition]
    shares: dict[Pair, float]


def _lot(
    ones: Sequence[Proposition], others: Sequence[Proposition], shares: Mapping[Pair, float], pairs: Sequence[Pair]
) -> Lot:
    return Lot(
        {one: ones[one] for one, _ in pairs},
        {other: others[other] for _, other in pairs},
        {pair: shares[pair] for pair in pairs},
    )


def _elsewhere(context: Context, floor: float, lot: Lot) -> Links:
    """What a worker does with a lot."""
    here = replace(context, meanings=Meanings(embedding.load(context.model)))
    learn(here, lot.ones, lot.others, lot.shares)
    return _scored(lot.ones, lot.others, lot.shares, here, floor)


def learn(context: Context, ones: _Some, others: _Some, pairs: Iterable[Pair]) -> None:
    """Embed what takes part in a pair; all at once, for each call copies the vectors known so far."""
    if context.meanings is not None:
        wanted = {side for one, two in pairs for side in ((0, one), (1, two))}
        context.meanings.learn((ones, others)[side][at] for side, at in sorted(wanted))


def _sides(ones: _Some, others: _Some, pair: Pair) -> tuple[Proposition, Proposition]:
    return ones[pair[0]], others[pair[1]]
