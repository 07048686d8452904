"""Sparse vectors of articles, weighed by how rare a term is: in news at large, in this pile, and in its days.

Term weights are (1 + log tf) · idf (Spärck Jones 1972; Salton and Buckley 1988), rarity smoothed by the frequencies of
`background.tsv`, so that five articles are weighed like fifty thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from whence.comparison.stories import kernels
from whence.comparison.stories.words import Numbers, Words
from whence.lexicon import tables

Floats = Any
"""A numpy array of floats."""
_PRIOR, _LOCAL_PRIOR = 1_000.0, 20.0
_UNKNOWN, _UNKNOWN_PAIR = 0.0005, 0.0002


@dataclass(frozen=True, slots=True)
class Vectors:
    """One row of (term, weight) for each article; see `kernels`."""

    starts: Numbers
    terms: Numbers
    weights: Floats

    @property
    def rows(self) -> tuple[Numbers, Numbers, Floats]:
        """The three arrays as the kernels take them."""
        return self.starts, self.terms, self.weights

    def where(self, kept: Any) -> Vectors:
        """The entries for which `kept` holds; lengths are not made 1 again."""
        before = np.concatenate(([0], np.cumsum(kept)))
        return Vectors(before[self.starts], self.terms[kept], self.weights[kept])

    def by(self, factors: Floats, most: int = 0) -> Vectors:
        """Weights times `factors`, of each row the `most` heaviest, rows of length 1."""
        weights = self.weights * factors
        kernels.normalised(self.starts, weights, most)
        return Vectors(self.starts, self.terms, weights).where(weights > 0)

    def cosines(self, a: Numbers, b: Numbers) -> Floats:
        """The inner product of the rows of each pair."""
        return kernels.dots(self.rows, self.rows, a, b)


def counted(parts: Sequence[Sequence[Numbers]]) -> Vectors:
    """1 + log of how often each term stands in each article; `parts` holds columns of articles' terms."""
    rows = [np.concatenate(each) for each in zip(*parts, strict=True)]
    starts = np.concatenate(([0], np.cumsum([len(each) for each in rows]))).astype(np.int64)
    terms = np.concatenate(rows) if rows else np.zeros(0, np.int32)
    kept = terms >= 0
    starts = np.concatenate(([0], np.cumsum(kept)))[starts]
    terms = terms[kept].astype(np.int32)
    found = Vectors(*kernels.merged(starts, terms, np.ones(len(terms))))
    return Vectors(found.starts, found.terms, 1.0 + np.log(found.weights))


def pairs_of(bodies: Sequence[Numbers], terms: int) -> list[Numbers]:
    """The pairs of neighbouring words that carry meaning and are met more than once, as numbers from `terms` on."""
    rows = []
    for body in bodies:
        words = body[body >= 0].astype(np.int64)
        rows.append((words[:-1] << 32) | words[1:])
    if not rows:
        return []
    _, places, counts = np.unique(np.concatenate(rows), return_inverse=True, return_counts=True)
    again = np.cumsum(counts > 1) + terms - 1
    found = np.where(counts[places] > 1, again[places], -1).astype(np.int32)
    return np.split(found, np.cumsum([len(each) for each in rows])[:-1])


@dataclass(frozen=True, slots=True)
class Rarity:
    """Of each term: `holders` in this pile, and `share` of articles that hold it, in news at large and here."""

    holders: Numbers
    share: Floats

    @classmethod
    def of(cls, vectors: Vectors, words: Words) -> Rarity:
        """Counted in a pile, with the background as if it were a thousand articles more."""
        known = background()
        prior = np.full(max(len(words.terms), int(vectors.terms.max(initial=-1)) + 1), _UNKNOWN_PAIR)
        prior[: len(words.terms)] = [known.get(each, _UNKNOWN) for each in words.terms]
        holders = np.bincount(vectors.terms, minlength=len(prior))
        share = (holders + _PRIOR * prior) / (len(vectors.starts) - 1 + _PRIOR)
        return cls(holders, np.minimum(share, 0.999))

    def weigh(self, vectors: Vectors, most_telling: float) -> Floats:
        """The idf of each entry, `most_telling` at most."""
        return np.minimum(most_telling, -np.log(self.share[vectors.terms]))

    def weigh_nearby(self, vectors: Vectors, seen: Numbers, around: Numbers, most_telling: float) -> Floats:
        """The idf among the `around` articles of the same days, of which `seen` hold the term; -1 where unknown."""
        overall = self.share[vectors.terms]
        nearby = (np.maximum(seen, 0) + _LOCAL_PRIOR * overall) / (np.maximum(around, 0) + _LOCAL_PRIOR)
        share = np.where(seen >= 0, np.minimum(nearby, 0.999), overall)
        return np.minimum(most_telling, -np.log(share))


@cache
def background() -> dict[str, float]:
    """The share of news articles whose opening holds a stem, for the commonest stems."""
    return tables.numbers("whence.comparison.stories", "background.tsv")
