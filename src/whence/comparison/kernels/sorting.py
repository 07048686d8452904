"""Radix sort of hashes (least digit first), which numpy does for short integers only."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.compiling import compiled

_DIGIT, _DIGITS = 11, 4


@compiled
def order_of(keys: NDArray[Any]) -> NDArray[Any]:
    """Places of the keys in order of their upper 44 bits, equal ones as they stand."""
    count = len(keys)
    here, there = keys.copy(), np.empty(count, dtype=np.uint64)
    places, spare = np.arange(count).astype(np.uint32), np.empty(count, dtype=np.uint32)
    size = 1 << _DIGIT
    mask = np.uint64(size - 1)
    for digit in range(_DIGITS):
        shift = np.uint64(64 - _DIGIT * (_DIGITS - digit))
        starts = np.zeros(size + 1, dtype=np.int64)
        for key in here:
            starts[np.int64((key >> shift) & mask) + 1] += 1
        for each in range(size):
            starts[each + 1] += starts[each]
        for at in range(count):
            key = here[at]
            slot = np.int64((key >> shift) & mask)
            there[starts[slot]], spare[starts[slot]] = key, places[at]
            starts[slot] += 1
        here, there, places, spare = there, here, spare, places
    return places
