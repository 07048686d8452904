"""Groups from pairwise links, guarded against chains: in a group, one member must link to most of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

_STAR = 0.5
_LARGE = 60
_SURE = 0.9
Pair = tuple[int, int]


class Grouping:
    """Disjoint groups of `0 … size - 1` that grow by merging; pairs that must stay apart stay apart."""

    def __init__(self, size: int, apart: Iterable[Pair] = ()) -> None:
        self._members: list[set[int]] = [{each} for each in range(size)]
        self._group = list(range(size))
        self._near: dict[int, set[int]] = defaultdict(set)
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, two in apart:
            self._apart[one].add(two)
            self._apart[two].add(one)

    def link(self, links: Mapping[Pair, float], threshold: float) -> None:
        """Merge along the links that reach the threshold, the surest first (ties: lower numbers first)."""
        strong = sorted((-value, pair) for pair, value in links.items() if value >= threshold)
        for _, (one, two) in strong:
            self._near[one].add(two)
            self._near[two].add(one)
        for value, (one, two) in strong:
            a, b = self._group[one], self._group[two]
            if a != b and self._may_merge(a, b, -value):
                self._merge(*sorted((a, b)))

    def _may_merge(self, a: int, b: int, confidence: float) -> bool:
        members = self._members[a] | self._members[b]
        if any(self._apart[each] & members for each in members if each in self._apart):
            return False
        if len(members) == 2 or confidence > 0.9999:
            return True
        if len(members) > _LARGE:  # the star test costs the square of the size; there a sure link is enough
            return confidence >= _SURE
        best = max(len(self._near[each] & members) for each in members)
        return best >= _STAR * (len(members) - 1)

    def _merge(self, a: int, b: int) -> None:
        self._members[a] |= self._members[b]
        for each in self._members[b]:
            self._group[each] = a
        self._members[b] = set()

    def groups(self) -> list[list[int]]:
        """The groups, each sorted, in the order of their lowest number."""
        return sorted(sorted(each) for each in self._members if each)
