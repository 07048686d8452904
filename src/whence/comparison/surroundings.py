"""What stands around a pair of propositions in their two articles tells as well whether they are one.

Nothing else in the two articles is nearer to either; what stands next to them is one too; or what is one in the two
articles lies the other way round. The weights are learned with the others (`likeness.tsv`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count, groupby
from math import exp, log

from whence.comparison.likeness import learned, weighed
from whence.comparison.propositions import Proposition
from whence.comparison.sifting import Links, Pair
from whence.records import Evidence

_ANCHOR = 0.5
"""Confidence from which a link tells of others."""
_NEAR = 2
"""Propositions of an article up to which two stand next to each other."""
_NOTES = {
    "foremost": "nothing else in the two articles is nearer to either",
    "neighbours": "next to them stand others that are one",
    "crossed": "what else is one in the two articles lies the other way round",
}
Anchors = dict[tuple[str, str], list[Pair]]


@cache
def least(floor: float) -> float:
    """The confidence below which no link can come to `floor`, whatever stands around it."""
    gain = sum(max(0.0, learned().get(name, 0.0)) for name in _NOTES)
    return 1 / (1 + exp(gain - log(floor / (1 - floor))))


def settled(found: Links, propositions: Sequence[Proposition], floor: float) -> Links:
    """The links of `floor` or more once what stands around each is weighed; pairs are places in `propositions`."""
    kept: Links = {}
    for pair, each in around(found, propositions):
        weights = learned()
        more = (Evidence(name, round(weights.get(name, 0.0) * value, 4), _NOTES[name]) for name, value in each.items())
        link = weighed([*found[pair].evidence, *more])
        if link.confidence >= floor:
            kept[pair] = link
    return kept


def around(found: Links, propositions: Sequence[Proposition]) -> Iterator[tuple[Pair, dict[str, float]]]:
    """What stands around each linked pair: features between 0 and 1, by name; those that are absent are 0."""
    ranks = _ranks(propositions)
    best = _best(found, propositions)
    anchors: Anchors = defaultdict(list)
    for (one, other), link in found.items():
        if link.confidence >= _ANCHOR:
            anchors[propositions[one].article, propositions[other].article].append((one, other))
            anchors[propositions[other].article, propositions[one].article].append((other, one))
    for (one, other), link in found.items():
        a, b = propositions[one].article, propositions[other].article
        features = _order((one, other), anchors.get((a, b), ()), ranks)
        if max(best[one, b], best[other, a]) <= link.confidence:
            features["foremost"] = 1.0
        yield (one, other), features


def _best(found: Links, propositions: Sequence[Proposition]) -> dict[tuple[int, str], float]:
    """For each proposition and each other article the surest link."""
    best: dict[tuple[int, str], float] = {}
    for (one, other), link in found.items():
        for side in ((one, propositions[other].article), (other, propositions[one].article)):
            best[side] = max(best.get(side, 0.0), link.confidence)
    return best


def _order(pair: Pair, anchors: Sequence[Pair], ranks: Sequence[int]) -> dict[str, float]:
    """Whether an anchor stands next to a pair on both sides, and the share of the anchors that lie the other way."""
    steps = [
        (ranks[one] - ranks[pair[0]], ranks[other] - ranks[pair[1]])
        for one, other in anchors
        if one != pair[0] and other != pair[1]
    ]
    features: dict[str, float] = {}
    if any(abs(left) <= _NEAR and abs(right) <= _NEAR for left, right in steps):
        features["neighbours"] = 1.0
    if crossed := sum(left * right < 0 for left, right in steps):
        features["crossed"] = crossed / len(steps)
    return features


def _ranks(propositions: Sequence[Proposition]) -> list[int]:
    """The rank of each proposition among those of its article, in reading order."""
    ranks = [0] * len(propositions)
    ordered = sorted(range(len(propositions)), key=lambda at: propositions[at].key)
    for _, places in groupby(ordered, key=lambda at: propositions[at].article):
        for rank, at in zip(count(), places, strict=False):
            ranks[at] = rank
    return ranks
