"""Groups from pairwise links, guarded against chains: in a group, one member must link to most of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set

_STAR = 0.5
_CERTAIN = 0.9999
Pair = tuple[int, int]


class Grouping:
    """Disjoint groups of `0 … size - 1` that grow by merging; pairs that must stay apart stay apart.

    `copies` joins each member that is a copy to the one it is a copy of; a copy is no further member to be linked to.
    `clash` tells of the members of two groups whether something else keeps them apart.
    """

    def __init__(
        self,
        size: int,
        apart: Iterable[Pair] = (),
        copies: Mapping[int, int] | None = None,
        clash: Callable[[Set[int], Set[int]], bool] | None = None,
    ) -> None:
        self._members: list[set[int]] = [{each} for each in range(size)]
        self._group = list(range(size))
        self._hub = list(range(size))
        self._clash = clash
        self._near: dict[int, set[int]] = defaultdict(set)
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, two in apart:
            self._apart[one].add(two)
            self._apart[two].add(one)
        self._standing: list[set[int]] = [{each} for each in range(size)]
        for copy, first in sorted((copies or {}).items()):
            if not self._parted(self._group[copy], self._group[first]):
                self._standing[copy] = set()
                self._join(*sorted((self._group[copy], self._group[first])))

    def link(self, links: Mapping[Pair, float], threshold: float) -> None:
        """Merge along the links that reach the threshold, the surest first (ties: lower numbers first)."""
        strong = sorted((-value, pair) for pair, value in links.items() if value >= threshold)
        for _, (one, two) in strong:
            self._near[one].add(two)
            self._near[two].add(one)
        for value, (one, two) in strong:
            a, b = sorted((self._group[one], self._group[two]))
            if a != b and not self._parted(a, b):
                hub = self._centre(a, b, (one, two))
                if value <= -_CERTAIN or (self._held(hub, a, b) and not self._clashing(a, b)):
                    self._join(a, b)
                    self._hub[a] = hub

    def _parted(self, a: int, b: int) -> bool:
        less, more = sorted((self._members[a], self._members[b]), key=len)
        return any(self._apart[each] & more for each in less if each in self._apart)

    def _centre(self, a: int, b: int, ends: Pair) -> int:
        """Of the two groups' centres and the two linked members the one that is linked to most of both groups."""
        possible = sorted({self._hub[a], self._hub[b], *ends})
        return max(possible, key=lambda each: (self._linked(each, a, b), -each))

    def _linked(self, member: int, a: int, b: int) -> int:
        near = self._near[member]
        return len(near & self._standing[a]) + len(near & self._standing[b])

    def _held(self, hub: int, a: int, b: int) -> bool:
        others = len(self._standing[a]) + len(self._standing[b]) - 1
        return self._linked(hub, a, b) >= _STAR * others

    def _clashing(self, a: int, b: int) -> bool:
        return self._clash is not None and self._clash(self._members[a], self._members[b])

    def _join(self, a: int, b: int) -> None:
        self._members[a] |= self._members[b]
        self._standing[a] |= self._standing[b]
        for each in self._members[b]:
            self._group[each] = a
        self._members[b], self._standing[b] = set(), set()

    def groups(self) -> list[list[int]]:
        """The groups, each sorted, in the order of their lowest number."""
        return sorted(sorted(each) for each in self._members if each)
