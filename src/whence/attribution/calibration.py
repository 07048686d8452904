"""How likely it is that a person would mark what was found: the network's own probabilities, put right.

A logistic curve (Platt, 1999) over the network's confidence and three plain facts, fitted on PolNeAR dev by
`benchmarks/attribution_calibration.py`, which reports each half of the articles by the curve of the other half.
"""

from __future__ import annotations

import math

from whence.records import StatementKind

LEARNED = frozenset(("trained", "divided"))
"""Patterns that the network found; what rules alone found keeps the share that was measured for the rule."""
WEIGHTS = (0.346, 0.831, -0.477, -0.924, 0.248)
"""Of: one, the logit of the confidence, indirect words, no source, several contents."""
_EDGE = 0.001
NESTED = 0.35
"""What is said of statements inside another's words."""


def features(confidence: float, kind: StatementKind, sourced: bool, contents: int) -> tuple[float, ...]:
    """What the weights are for."""
    inner = min(max(confidence, _EDGE), 1 - _EDGE)
    return 1.0, math.log(inner / (1 - inner)), float(kind == "indirect"), float(not sourced), float(contents > 1)


def chance(confidence: float, pattern: str, facts: tuple[StatementKind, bool, int]) -> float:
    """The calibrated confidence, 0 to 1; `facts` are the kind, whether there is a source, the number of contents."""
    if pattern in ("nested", "citing"):
        # PolNeAR marks no statement inside another, so nothing is known of these; they are right less often.
        return NESTED
    if pattern not in LEARNED:
        return confidence
    value = sum(weight * each for weight, each in zip(WEIGHTS, features(confidence, *facts), strict=True))
    return 1 / (1 + math.exp(-value))
