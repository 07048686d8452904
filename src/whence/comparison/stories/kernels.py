"""The loops over sparse vectors, compiled by numba: rows of (term, weight), postings of (article, weight).

A vector set is three arrays: `starts` (row i lies in `starts[i]:starts[i + 1]`), `terms` (sorted within a row) and
`weights`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

Function = TypeVar("Function", bound=Callable[..., Any])


def _compiled(function: Function) -> Function:
    """The function, compiled when it is first called and read from the cache ever after."""
    return cast(Function, numba.njit(cache=True, nogil=True)(function))


@_compiled
def merged(starts: Any, terms: Any, values: Any) -> Any:
    """The rows with their terms sorted and the values of equal terms added up."""
    new_starts = np.zeros_like(starts)
    new_terms = np.empty_like(terms)
    new_values = np.empty_like(values)
    at = 0
    for row in range(len(starts) - 1):
        begin = starts[row]
        order = np.argsort(terms[begin : starts[row + 1]])
        first = at
        for place in order:
            term = terms[begin + place]
            if at > first and new_terms[at - 1] == term:
                new_values[at - 1] += values[begin + place]
            else:
                new_terms[at] = term
                new_values[at] = values[begin + place]
                at += 1
        new_starts[row + 1] = at
    return new_starts, new_terms[:at].copy(), new_values[:at].copy()


@_compiled
def normalised(starts: Any, weights: Any, most: int) -> None:
    """Keep the `most` heaviest weights of each row, make the others 0, and the length of the row 1; in place."""
    for row in range(len(starts) - 1):
        begin, end = starts[row], starts[row + 1]
        if 0 < most < end - begin:
            least = np.sort(weights[begin:end])[end - begin - most]
            for at in range(begin, end):
                if weights[at] < least:
                    weights[at] = 0.0
        total = 0.0
        for at in range(begin, end):
            total += weights[at] * weights[at]
        if total > 0.0:
            for at in range(begin, end):
                weights[at] /= np.sqrt(total)


@_compiled
def postings(starts: Any, terms: Any, weights: Any, order: Any, total: int) -> Any:
    """For each of `total` terms the articles that hold it, in the given order of articles, with their weights."""
    counts = np.zeros(total + 1, np.int64)
    for term in terms:
        counts[term + 1] += 1
    ends = np.cumsum(counts)
    fill = ends[:-1].copy()
    articles = np.empty(len(terms), np.int32)
    heavy = np.empty(len(terms), np.float64)
    places = np.empty(len(terms), np.int64)
    for article in order:
        for at in range(starts[article], starts[article + 1]):
            slot = fill[terms[at]]
            articles[slot], heavy[slot], places[slot] = article, weights[at], at
            fill[terms[at]] += 1
    return ends, articles, heavy, places


@_compiled
def seen_nearby(ends: Any, articles: Any, places: Any, days: Any, window: int, size: int) -> Any:
    """For each (article, term) of dated articles, how many others within `window` days hold the term; else -1.

    Postings are in order of `days`; a negative day means that none is known, and such come last.
    """
    found = np.full(size, -1, np.int32)
    for term in range(len(ends) - 1):
        low = high = ends[term]
        stop = ends[term + 1]
        for at in range(ends[term], stop):
            day = days[articles[at]]
            if day < 0:
                break
            while days[articles[low]] < day - window:
                low += 1
            while high < stop and 0 <= days[articles[high]] <= day + window:
                high += 1
            found[places[at]] = high - low - 1
    return found


@_compiled
def _first_from(articles: Any, days: Any, low: int, high: int, day: int) -> int:
    """The first place in a sorted stretch of postings with `day` or later."""
    while low < high:
        middle = (low + high) // 2
        if days[articles[middle]] < day:
            low = middle + 1
        else:
            high = middle
    return low


@_compiled
def nearest(rows: Any, index: Any, asked: Any, times: Any, reach: Any, most: int, limits: Any) -> Any:
    """For each article of `asked` the `most` others of highest cosine whose days of publication may lie close enough.

    `rows` is (starts, terms, weights), `index` (ends, articles, weights) in order of days with the undated (day 10**8)
    last; `times` is (day, first, last): the last two bound the day of publication, and more than `reach[0]` days
    between is too far. Dated articles look `reach[1]` days around their own; a stretch of postings longer than
    `limits[0]` is passed over, and so are cosines below `limits[1]`.
    """
    days, first, last = times
    limit, least = limits
    starts, terms, weights = rows
    ends, articles, heavy = index
    found = np.full((len(asked), most), -1, np.int32)
    values = np.zeros((len(asked), most), np.float64)
    sums = np.zeros(len(days), np.float64)
    touched = np.empty(len(days), np.int32)
    for place in range(len(asked)):
        here = asked[place]
        count = 0
        for at in range(starts[here], starts[here + 1]):
            begin, stop = ends[terms[at]], ends[terms[at] + 1]
            spans = ((begin, stop), (stop, stop))
            if days[here] < 10**8:
                spans = (
                    (
                        _first_from(articles, days, begin, stop, days[here] - reach[1]),
                        _first_from(articles, days, begin, stop, days[here] + reach[1] + 1),
                    ),
                    (_first_from(articles, days, begin, stop, 10**8), stop),
                )
            for low, high in spans:
                if high - low > limit:
                    continue
                for slot in range(low, high):
                    there = articles[slot]
                    if sums[there] == 0.0:
                        touched[count] = there
                        count += 1
                    sums[there] += weights[at] * heavy[slot]
        _keep_best((found[place], values[place]), sums, touched[:count], here, (first, last), (reach[0], least))
        for slot in range(count):
            sums[touched[slot]] = 0.0
    return found, values


@_compiled
def _keep_best(best: Any, sums: Any, touched: Any, here: int, days: Any, limits: Any) -> None:
    """The best of what was touched, ties by article; `limits` are the most days between and the least value."""
    found, values = best
    first, last = days
    reach, least = limits
    good = np.empty(len(touched), np.int32)
    size = 0
    for there in touched:
        apart = max(first[there] - last[here], first[here] - last[there])
        if there != here and apart <= reach and sums[there] >= least:
            good[size] = there
            size += 1
    kept = np.sort(good[:size])
    order = np.argsort(-sums[kept], kind="mergesort")[: len(found)]
    for at in range(len(order)):
        found[at] = kept[order[at]]
        values[at] = sums[kept[order[at]]]


@_compiled
def dots(one: Any, other: Any, a: Any, b: Any) -> Any:
    """The inner product of row `a[i]` of `one` with row `b[i]` of `other`, for each i."""
    starts, terms, weights = one
    other_starts, other_terms, other_weights = other
    found = np.zeros(len(a), np.float64)
    for pair in range(len(a)):
        left, left_end = starts[a[pair]], starts[a[pair] + 1]
        right, right_end = other_starts[b[pair]], other_starts[b[pair] + 1]
        while left < left_end and right < right_end:
            if terms[left] == other_terms[right]:
                found[pair] += weights[left] * other_weights[right]
                left += 1
                right += 1
            elif terms[left] < other_terms[right]:
                left += 1
            else:
                right += 1
    return found
