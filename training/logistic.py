"""Logistic regression with a ridge, for the weights that are learned from labelled pairs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_ROUNDS, _CLOSE, _FURTHEST = 50, 1e-8, 40.0


def fit(x: Floats, y: Floats, counted: Floats, ridge: Floats, offset: Floats | float = 0.0) -> Floats:
    """The weights of least penalised log-loss (Newton's method).

    Rows of `x` are examples, `y` is 1 or 0 for each, `counted` how much each counts; `ridge` is the penalty of each
    weight, and `offset` what is added to each example's log-odds beside the weights.
    """
    beta = np.zeros(x.shape[1])
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(x @ beta + offset, -_FURTHEST, _FURTHEST)))
        slope = x.T @ (counted * (y - p)) - ridge * beta
        curve = (x * (counted * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        beta += step
        if np.abs(step).max() < _CLOSE:
            break
    return beta
