"""Pairs of propositions to links: reach without meanings | embed | reach with meanings | score.

Most of the pairs that are looked at are no claim; each step costs more than the one before and sees fewer of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from whence.comparison.likeness import Context, Link, reach, score
from whence.comparison.propositions import Proposition

Pair = tuple[int, int]
Links = dict[Pair, Link]


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
    learn(context, ones, others, pairs)
    found: Links = {}
    for pair in pairs:
        one, other = _sides(ones, others, pair)
        if context.meanings is not None:
            sense = context.meanings.cosine(one, other)
            if reach(one, other, shares[pair], context, sense) < floor:
                continue
        link = score(one, other, shares[pair], context)
        if link.confidence >= floor:
            found[pair] = link
    return found


def learn(context: Context, ones: Sequence[Proposition], others: Sequence[Proposition], pairs: Iterable[Pair]) -> None:
    """Embed what takes part in a pair; all at once, for each call copies the vectors known so far."""
    if context.meanings is not None:
        wanted = {side for one, two in pairs for side in ((0, one), (1, two))}
        context.meanings.learn((ones, others)[side][at] for side, at in sorted(wanted))


def _sides(ones: Sequence[Proposition], others: Sequence[Proposition], pair: Pair) -> tuple[Proposition, Proposition]:
    return ones[pair[0]], others[pair[1]]
