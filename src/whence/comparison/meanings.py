"""How near two propositions are in meaning, by a static embedding; each is embedded once, when first asked for."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from whence.comparison.embedding import Embedding, Floats
from whence.comparison.propositions import Proposition


class Meanings:
    """The vectors of propositions, by what they say."""

    def __init__(self, embedding: Embedding) -> None:
        self._embedding = embedding
        self._place: dict[str, int] = {}
        self._vectors: Floats = np.zeros((0, embedding.width), dtype=np.float32)

    def learn(self, propositions: Iterable[Proposition]) -> None:
        """Embed the propositions that are not known yet, all at once."""
        fresh = sorted({each.text for each in propositions} - self._place.keys())
        if fresh:
            start = len(self._place)
            self._place |= {text: start + at for at, text in enumerate(fresh)}
            self._vectors = np.concatenate([self._vectors, self._embedding.vectors(fresh)])

    def cosine(self, one: Proposition, other: Proposition) -> float:
        """The cosine of two propositions that have been learned."""
        a, b = self._place[one.text], self._place[other.text]
        return round(float(self._vectors[a] @ self._vectors[b]), 4)
