"""When an undated article came out: by a date in its address, or by the counter that its site puts into addresses.

Many sites number their articles in the order of publication. Where a site's numbers and the days of its dated
articles rise together, an undated one came out between those whose numbers stand around its own. An undated article
that is surely on the event of dated ones counts as dated for this; a heaviest non-decreasing chain leaves errors out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from whence.records import Article

Numbers = Any
"""A numpy array of integers."""
NEVER, EVER = 0, 10**7
"""The bounds of the day of publication where nothing is known, as ordinals of `datetime.date`."""
_MONTHS = {name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_NAMED = re.compile(r"/((?:19|20)\d\d)/(" + "|".join(_MONTHS) + r")[a-z]*/(\d\d?)(?!\d)", re.IGNORECASE)
_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?!\d)")
_MONTH_ONLY = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/")
_COUNTER = re.compile(r"\d{6,}")
_HOST = re.compile(r"^\w+://(?:[^/@]*@)?([^/:?#]+)")
_FEWEST, _FEWEST_ANCHORS = 12, 8
_SURE = 0.25
_HOLDS, _HOLDS_WELL = 0.5, 0.8
_NEAR = 3
_DATED_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day on which each article can have come out; `known` where they lie close together."""

    first: Numbers
    last: Numbers

    @property
    def known(self) -> Any:
        """Whether the day is known to within five."""
        return self.last - self.first <= 5

    @property
    def middle(self) -> Numbers:
        """The day in the middle."""
        return (self.first + self.last) // 2

    def periods(self) -> list[tuple[int, int] | None]:
        """The first and the last day of each article; None where they are not known."""
        bounds = zip(self.known.tolist(), self.first.tolist(), self.last.tolist(), strict=True)
        return [(first, last) if known else None for known, first, last in bounds]


def stated(articles: Sequence[Article]) -> Days:
    """What dates and addresses say by themselves."""
    bounds = [_bounds(each) for each in articles]
    first, last = (np.array([each[side] for each in bounds], np.int64) for side in (0, 1))
    return Days(first, last)


def _bounds(article: Article) -> tuple[int, int]:
    try:
        day = date.fromisoformat((article.published or "")[:10]).toordinal()
    except ValueError:
        return _in_address(article.url or "")
    return day, day


def _in_address(url: str) -> tuple[int, int]:
    """The day in an address such as /2019/03/22/ or /2019/mar/22/, the month in /2019/03/; what is no date is none."""
    for pattern in (_DIGITS, _NAMED, _MONTH_ONLY):
        for year, month, *day in pattern.findall(url):
            try:
                found = date(int(year), _MONTHS.get(month.lower()[:3]) or int(month), int(day[0]) if day else 1)
            except ValueError:
                continue
            return found.toordinal(), found.toordinal() + (0 if day else 30)
    return NEVER, EVER


def counted(articles: Sequence[Article], days: Days, near: dict[int, tuple[Numbers, Any]]) -> Days:
    """The days narrowed by the counters of the sites; `near` are the likest dated articles of undated ones."""
    first, last = days.first.copy(), days.last.copy()
    for numbered in _sites(articles):
        wanted = [at for _, at in numbered if not days.known[at]]
        chain = _anchors(numbered, days, near) if wanted and len(numbered) >= _FEWEST else []
        if chain:
            numbers, dates = (np.array([each[side] for each in chain]) for side in (0, 1))
            for number, at in numbered:
                before, after = np.searchsorted(numbers, number, "right"), np.searchsorted(numbers, number, "left")
                if not days.known[at] and before > 0 and after < len(numbers):
                    first[at] = max(first[at], dates[before - 1])
                    last[at] = min(last[at], dates[after])
    wrong = first > last
    return Days(np.where(wrong, days.first, first), np.where(wrong, days.last, last))


def _sites(articles: Sequence[Article]) -> Iterable[list[tuple[int, int]]]:
    """(number, article) of the addresses of each site with numbers of one length, in the order of the numbers."""
    found: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for at, article in enumerate(articles):
        host = _HOST.match(article.url or "")
        if host and article.url:
            number = max(_COUNTER.findall(article.url[host.end() :]), key=len, default="")
            if 0 < len(number) <= 18:
                found[".".join(host[1].lower().split(".")[-2:]), len(number)].append((int(number), at))
    return (sorted(found[site]) for site in sorted(found))


def _anchors(
    numbered: list[tuple[int, int]], days: Days, near: dict[int, tuple[Numbers, Any]]
) -> list[tuple[int, int]]:
    """(number, day) of the articles of a site that rise together; none where too few do."""
    points: list[tuple[int, int, float]] = []
    for number, at in numbered:
        if days.first[at] == days.last[at]:
            points.append((number, int(days.first[at]), _DATED_WEIGHT))
        elif at in near:
            day, share = likely(*near[at], days)
            if share >= _SURE:
                points.append((number, day, share))
    if len(points) < _FEWEST_ANCHORS:
        return []
    kept = _heaviest_rising([day for _, day, _ in points], [weight for *_, weight in points])
    share = sum(points[at][2] for at in kept) / sum(weight for *_, weight in points)
    enough = share >= _HOLDS_WELL or (share >= _HOLDS and len(kept) >= 3 * len(points) ** 0.5)
    return [points[at][:2] for at in kept] if enough else []


def likely(others: Numbers, cosines: Any, days: Days) -> tuple[int, float]:
    """The day about which the likest dated articles came out, and their share (0-1) of the likeness of all."""
    dated = days.first[others] == days.last[others]
    if not dated.any():
        return NEVER, 0.0
    found, weights = days.first[others][dated], cosines[dated] ** 3
    support = np.exp(-np.abs(found[:, None] - found[None, :]) / 1.5) @ weights
    best = int(np.argmax(support))
    close = np.abs(found - found[best]) <= _NEAR
    order = np.argsort(found[close], kind="stable")
    half = np.cumsum(weights[close][order])
    middle = found[close][order][np.searchsorted(half, half[-1] / 2)]
    return int(middle), float(support[best] / weights.sum())


def _heaviest_rising(values: list[int], weights: list[float]) -> list[int]:
    """The places of the non-decreasing subsequence of most weight, by a tree of prefix maxima (Fenwick 1994)."""
    rank = {value: at for at, value in enumerate(sorted(set(values)), 1)}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(rank) + 1)
    before = [-1] * len(values)
    best = (0.0, -1)
    for place, (value, weight) in enumerate(zip(values, weights, strict=True)):
        at, top = rank[value], (0.0, -1)
        while at:
            top, at = max(top, tree[at]), at & (at - 1)
        before[place], here = top[1], (top[0] + weight, place)
        best, at = max(best, here), rank[value]
        while at < len(tree):
            tree[at] = max(tree[at], here)
            at += at & -at
    chain, at = [], best[1]
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain[::-1]
