"""From pairs to groups: average-link agglomeration (Sokal and Michener 1958) in each connected part.

Articles that lie far apart in time become one story through others in between, never through an undated one.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

Period = tuple[int, int] | None
"""The first and the last day of the dated articles of a group; None where none is dated."""
Links = dict[int, dict[int, float]]


def clusters(
    total: int, a: Any, b: Any, values: Any, threshold: float, periods: Sequence[Period] | None = None, reach: int = 0
) -> list[list[int]]:
    """All of `range(total)` in groups, each sorted: the two of highest mean value become one while it is `threshold`.

    A pair that is not given counts as 0. Groups whose `periods` lie more than `reach` days apart stay two.
    """
    times: list[Period] = [None] * total if periods is None else list(periods)
    near: Links = defaultdict(dict)
    for one, two, value in zip(a.tolist(), b.tolist(), values.tolist(), strict=True):
        near[one][two] = near[two][one] = value
    found: list[list[int]] = []
    seen: set[int] = set()
    for start in range(total):
        if start not in seen:
            part = _part(start, near, threshold)
            seen |= part
            found += _agglomerated(sorted(part), near, threshold, times, reach) if len(part) > 1 else [[start]]
    return found


def _part(start: int, near: Links, threshold: float) -> set[int]:
    """All that can be reached over pairs of at least the threshold."""
    part, stack = {start}, [start]
    while stack:
        fresh = [each for each, value in near.get(stack.pop(), {}).items() if value >= threshold and each not in part]
        part.update(fresh)
        stack += fresh
    return part


def _agglomerated(part: list[int], near: Links, threshold: float, times: list[Period], reach: int) -> list[list[int]]:
    inside = set(part)
    groups = {each: [each] for each in part}
    links = {each: {other: value for other, value in near[each].items() if other in inside} for each in part}
    heap = [(-value, one, two) for one in part for two, value in links[one].items() if one < two and value >= threshold]
    heapq.heapify(heap)
    while heap:
        value, one, two = heapq.heappop(heap)
        if one not in groups or two not in groups or abs(_mean(links, groups, one, two) + value) > 1e-12:
            continue
        if _apart(times[one], times[two]) > reach:
            continue
        times[one] = _together(times[one], times[two])
        groups[one] = sorted(groups[one] + groups.pop(two))
        for other, weight in sorted(links.pop(two).items()):
            links[other].pop(two, None)
            if other != one:
                links[one][other] = links[other][one] = links[one].get(other, 0.0) + weight
        for other in sorted(links[one]):
            mean = _mean(links, groups, one, other)
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(one, other), max(one, other)))
    return [groups[each] for each in sorted(groups)]


def _mean(links: Links, groups: dict[int, list[int]], one: int, two: int) -> float:
    return links[one].get(two, 0.0) / (len(groups[one]) * len(groups[two]))


def _apart(one: Period, two: Period) -> int:
    """Days between two periods; 0 where they overlap or one of them is not known."""
    return 0 if one is None or two is None else max(0, two[0] - one[1], one[0] - two[1])


def _together(one: Period, two: Period) -> Period:
    if one is None or two is None:
        return one or two
    return min(one[0], two[0]), max(one[1], two[1])
