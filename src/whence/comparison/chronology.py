"""The order in which articles appeared: dates where there are dates, else who copied from whom, else unknown."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import pairwise

from whence.records import Article, Order, Reuse

_LAST = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of publication: the day (UTC where a zone is given), and the time of day if one is known."""

    day: str
    time: str | None


def moment(published: str | None) -> Moment | None:
    """An ISO 8601 date or time as a `Moment`; None for what is neither."""
    if not published:
        return None
    try:
        return Moment(date.fromisoformat(published).isoformat(), None)
    except ValueError:
        pass
    try:
        at = datetime.fromisoformat(published)
    except ValueError:
        return None
    at = at.astimezone(UTC) if at.tzinfo else at
    return Moment(at.date().isoformat(), at.time().isoformat() if at.time() != time() else None)


def sources(reuse: Iterable[Reuse]) -> dict[str, dict[str, float]]:
    """For each article the articles it copied from, with the net confidence of the direction over all passages."""
    net: dict[tuple[str, str], float] = defaultdict(float)
    for each in sorted(reuse, key=lambda each: each.id):
        if each.direction != "unknown" and each.cause != "quoted":
            sign = 1 if each.direction == "a->b" else -1
            net[each.a, each.b] += sign * max(each.confidence, 0.01)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), value in sorted(net.items()):
        if value:
            origin, copy = (a, b) if value > 0 else (b, a)
            found[copy][origin] = abs(value)
    return dict(found)


def arrange(
    articles: Iterable[str], pile: Mapping[str, Article], copied: Mapping[str, Mapping[str, float]]
) -> tuple[list[str], Order]:
    """Articles in the order of appearance, primary documents first, and how that order is known.

    "dated": all have dates (one day's ties broken by who copied, then by time); "inferred": some have none, but
    who copied from whom leaves one possible first; "unknown": it does not, and the order means nothing.
    """
    inside = set(articles)
    words, order = _arrange((each for each in inside if pile[each].primary), pile, copied)
    accounts, known = _arrange((each for each in inside if not pile[each].primary), pile, copied)
    return words + accounts, known if accounts else order


def _arrange(
    articles: Iterable[str], pile: Mapping[str, Article], copied: Mapping[str, Mapping[str, float]]
) -> tuple[list[str], Order]:
    names = sorted(articles)
    moments = {each: moment(pile[each].published) for each in names}
    before = _precedence(names, moments, copied)
    ordered = _sort(names, moments, before)
    if all(moments.values()):
        return ordered, "dated"
    if len(names) > 1:
        undated = [each for each in names if moments[each] is None]
        tied = all(before[each] or any(each in before[other] for other in names) for each in undated)
        roots = [each for each in names if not before[each]]
        if tied and len(roots) == 1:
            return ordered, "inferred"
    return names if not any(moments.values()) and not any(before.values()) else ordered, "unknown"


def _precedence(
    names: list[str], moments: Mapping[str, Moment | None], copied: Mapping[str, Mapping[str, float]]
) -> dict[str, set[str]]:
    """For each article those that must stand before it: earlier days (through one of that day), and its sources."""
    before: dict[str, set[str]] = {each: set() for each in names}
    dated = sorted((each for each in names if moments[each]), key=lambda each: (_day(moments[each]), each))
    for earlier, later in pairwise(dated):
        if _day(moments[earlier]) < _day(moments[later]):
            before[later].add(earlier)
    inside = set(names)
    for copy in names:
        for origin in sorted(set(copied.get(copy, ())) & inside):
            if not _contradicted(moments[origin], moments[copy]):
                before[copy].add(origin)
    return before


def _day(at: Moment | None) -> str:
    return at.day if at else _LAST


def _contradicted(origin: Moment | None, copy: Moment | None) -> bool:
    """Whether dates say that the origin came after its copy; dates win over evidence of direction."""
    if origin is None or copy is None or origin.day < copy.day:
        return False
    if origin.day > copy.day:
        return True
    return origin.time is not None and copy.time is not None and origin.time > copy.time


def _sort(names: list[str], moments: Mapping[str, Moment | None], before: Mapping[str, set[str]]) -> list[str]:
    """A topological order, the earliest first; what closes a circle of copies comes by date, then id."""
    after: dict[str, set[str]] = defaultdict(set)
    waits = {each: len(before[each]) for each in names}
    for copy, origins in before.items():
        for origin in origins:
            after[origin].add(copy)

    def key(name: str) -> tuple[str, str, str]:
        at = moments[name]
        return _day(at), (at.time if at and at.time else "~"), name

    heap = [key(each) for each in names if not waits[each]]
    heapq.heapify(heap)
    rest, ordered = set(names), []
    while rest:
        here = heapq.heappop(heap)[2] if heap else min(rest, key=key)
        if here not in rest:
            continue
        rest.remove(here)
        ordered.append(here)
        for each in after[here]:
            waits[each] -= 1
            if waits[each] == 0:
                heapq.heappush(heap, key(each))
    return ordered


def days(first: str, last: str) -> int:
    """Days from one ISO date to another."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
