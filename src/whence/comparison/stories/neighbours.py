"""Which articles are worth comparing: for each the likest ones whose days lie close enough, by an inverted index.

No step looks at all pairs: a stretch of postings longer than a limit says too little and is passed over.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from whence.comparison.stories import kernels
from whence.comparison.stories.dating import Days
from whence.comparison.stories.vectors import Vectors
from whence.comparison.stories.words import Numbers

MOST = 50
_LEAST = 0.03
_LIMIT = 4_000
_UNDATED = 10**8
SPREAD = 5


class Index:
    """Vectors by term, articles in order of their days, the undated last."""

    def __init__(self, vectors: Vectors, days: Days) -> None:
        self.vectors, self.days = vectors, days
        self.day = np.where(days.known, days.middle, _UNDATED)
        order = np.lexsort((np.arange(len(self.day)), self.day))
        total = int(vectors.terms.max(initial=-1)) + 1
        self.ends, self.articles, self.weights, self.places = kernels.postings(*vectors.rows, order, total)

    def nearest(self, asked: Numbers, reach: int) -> tuple[Numbers, Any]:
        """The likest articles of each of `asked`, at most `reach` days apart, -1 where there are no more; cosines."""
        found: tuple[Numbers, Any] = kernels.nearest(
            self.vectors.rows,
            (self.ends, self.articles, self.weights),
            asked.astype(np.int64),
            (self.day, self.days.first, self.days.last),
            np.array([reach, reach + SPREAD]),
            MOST,
            (_LIMIT, _LEAST),
        )
        return found

    def nearby(self, window: int) -> tuple[Numbers, Numbers]:
        """For each entry how many other articles within `window` days hold its term, and how many others there are.

        Both -1 for articles without a day.
        """
        day = np.where(self.day == _UNDATED, -1, self.day)
        seen = kernels.seen_nearby(self.ends, self.articles, self.places, day, window, len(self.vectors.terms))
        dated = np.sort(day[day >= 0])
        within = np.searchsorted(dated, day + window, "right") - np.searchsorted(dated, day - window, "left")
        around = np.where(day >= 0, within - 1, -1)
        return seen, np.repeat(around, np.diff(self.vectors.starts))


def pairs(asked: Numbers, found: Numbers) -> tuple[Numbers, Numbers]:
    """The pairs of articles (the lesser first, sorted, each once) of which one is among the likest of the other."""
    left, right = np.repeat(asked, found.shape[1]), found.ravel()
    left, right = left[right >= 0].astype(np.int64), right[right >= 0].astype(np.int64)
    keys = np.unique((np.minimum(left, right) << 32) | np.maximum(left, right))
    return keys >> 32, keys & 0xFFFFFFFF


def ranks(a: Numbers, b: Numbers, values: Any, total: int) -> tuple[Numbers, Numbers, Any, Any]:
    """For each pair the rank of `b` among the partners of `a` and of `a` among those of `b`; for each article the
    best value it has and the sum of its ten best over ten."""
    own, other, both = np.concatenate((a, b)), np.concatenate((b, a)), np.concatenate((values, values))
    order = np.lexsort((other, -both, own))
    starts = np.searchsorted(own[order], np.arange(total))
    rank = np.empty(len(own), np.int64)
    rank[order] = np.arange(len(own)) - starts[own[order]]
    best = np.zeros(total)
    np.maximum.at(best, own, both)
    top = order[rank[order] < 10]
    crowd = np.bincount(own[top], weights=both[top], minlength=total) / 10
    return rank[: len(a)], rank[len(a) :], best, crowd


def shared(a: Numbers, b: Numbers, values: Any, total: int, most: int = 15) -> Any:
    """How alike the neighbourhoods of the two articles of each pair are (Jarvis and Patrick 1973), as a cosine."""
    first, second, *_ = ranks(a, b, values, total)
    near, far = first < most, second < most
    own = np.concatenate((a[near], b[far], np.arange(total)))
    other = np.concatenate((b[near], a[far], np.arange(total)))
    weights = np.concatenate((values[near], values[far], np.full(total, 0.5)))
    order = np.lexsort((other, own))
    starts = np.searchsorted(own[order], np.arange(total + 1))
    around = Vectors(starts, other[order].astype(np.int32), weights[order])
    return around.by(np.ones(len(order))).cosines(a, b)
