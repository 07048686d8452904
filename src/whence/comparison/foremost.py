"""Links that fall a little short, and stand because nothing else in the two articles is nearer to either side."""

from __future__ import annotations

from collections.abc import Sequence

from whence.comparison.likeness import RULED, Link, weighed
from whence.comparison.propositions import Proposition
from whence.comparison.sifting import Links
from whence.records import Evidence

HARDLY = 0.42
"""Confidence below which a link is not kept even where nothing in the two articles is nearer."""
_SOME = 0.2
_FOREMOST = "nothing else in the two articles is nearer to either"


def foremost(found: Links, ones: Sequence[Proposition], others: Sequence[Proposition], floor: float) -> Links:
    """The links of `floor` or more; one somewhat below is raised where each side is the other's best in its article."""
    best: dict[tuple[int, int, str], float] = {}
    for (one, other), link in found.items():
        for side in ((0, one, others[other].article), (1, other, ones[one].article)):
            best[side] = max(best.get(side, 0.0), link.confidence)
    kept: Links = {}
    for (one, other), seen in found.items():
        link = seen
        if link.confidence < floor:
            rivals = best[0, one, others[other].article], best[1, other, ones[one].article]
            if max(rivals) > link.confidence or not _one_saying(link):
                continue
            link = weighed([*link.evidence, Evidence("foremost", RULED["foremost"], _FOREMOST)])
        if link.confidence >= floor:
            kept[one, other] = link
    return kept


def _one_saying(link: Link) -> bool:
    """Whether one speaker is behind both, and they are near in words or in meaning."""
    names = {each.name: each.weight for each in link.evidence}
    return "one speaker" in names and ("close in meaning" in names or names.get("shared words", 0.0) >= _SOME)
