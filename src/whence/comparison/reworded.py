"""Sentences of two related articles that say the same in other words: they share rare stems, names and numbers.

A stem is the first letters of a form, so that "accuse" and "accusations" meet. Weights are inverse sentence frequencies
within the two articles (Spärck Jones, 1972): what both repeat throughout, their topic, counts for little.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import log, sqrt

from whence.comparison.documents import Document
from whence.comparison.wording import terms

STEM = 6
SHARED = 3
"""Stems that two sentences must share at least."""
CONTAINED, COSINE = 0.4, 0.3
"""Least share of the shorter sentence's weight, and least cosine, of a match."""


@dataclass(frozen=True, slots=True)
class Match:
    """Sentences number `a` and `b` of two documents, and how alike they are, 0–1."""

    a: int
    b: int
    score: float


def stems(document: Document, sentence: int) -> frozenset[str]:
    """What a sentence is about: the first letters of its terms, function words left out."""
    start, end = document.sentences[sentence]
    span = document.span(start, end)
    return frozenset(term[:STEM] for term in terms(document.article.text[span.start : span.end]))


def matches(a: Document, b: Document) -> list[Match]:
    """For each sentence of either document its best match in the other."""
    left = [stems(a, at) for at in range(len(a.sentences))]
    right = [stems(b, at) for at in range(len(b.sentences))]
    weight = _weights([*left, *right])
    places: dict[str, list[int]] = defaultdict(list)
    for at, bag in enumerate(right):
        for each in bag:
            places[each].append(at)
    found = []
    for at, bag in enumerate(left):
        near = Counter(bt for each in bag for bt in places[each])
        for bt, shared in near.items():
            if shared >= SHARED:
                score = _score(bag, right[bt], weight)
                if score:
                    found.append(Match(at, bt, score))
    return _best(found)


def _weights(bags: list[frozenset[str]]) -> dict[str, float]:
    frequency = Counter(each for bag in bags for each in bag)
    return {each: log(1 + len(bags) / count) for each, count in frequency.items()}


def _score(a: frozenset[str], b: frozenset[str], weight: dict[str, float]) -> float:
    """Cosine of the weighted stems, 0 where too little is shared."""
    shared = sum(weight[each] for each in a & b)
    sizes = [sum(weight[each] for each in bag) for bag in (a, b)]
    contained, cosine = shared / min(sizes), shared / sqrt(sizes[0] * sizes[1])
    return cosine if contained >= CONTAINED and cosine >= COSINE else 0.0


def _best(found: list[Match]) -> list[Match]:
    """Each sentence's best match: a copy may part one sentence into two, or join two."""
    best: dict[tuple[str, int], Match] = {}
    for match in sorted(found, key=lambda each: (-each.score, each.a, each.b)):
        best.setdefault(("a", match.a), match)
        best.setdefault(("b", match.b), match)
    return sorted(set(best.values()), key=lambda each: (each.a, each.b))
