"""Two groups that hold different statements of the same articles are two claims: an article says different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set

from whence.comparison.links import twice
from whence.comparison.propositions import Proposition

_MOST = 1
"""Articles that may hold a statement in each of two groups that become one: a quotation may be told in two parts."""

_LARGE = 6
"""Members from which two groups are looked at so: few members are tied to each other well enough."""


class Rivals:
    """Tells of groups of propositions whether they tell several articles' different statements apart."""

    def __init__(self, propositions: Sequence[Proposition]) -> None:
        self._all = propositions

    def clash(self, one: Set[int], two: Set[int]) -> bool:
        """Whether more than one article has a statement in each of the two groups, and says different things there."""
        less, more = sorted((one, two), key=len)
        if len(less) <= _MOST or len(less) + len(more) < _LARGE:
            return False
        ours: dict[str, list[int]] = defaultdict(list)
        for at in less:
            ours[self._all[at].article].append(at)
        theirs: dict[str, list[int]] = defaultdict(list)
        for at in more:
            if self._all[at].article in ours:
                theirs[self._all[at].article].append(at)
        parted = sum(
            not any(twice(self._all[i], self._all[j]) for i in ours[each] for j in theirs[each]) for each in theirs
        )
        return parted > _MOST
