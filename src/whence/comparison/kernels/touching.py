"""What newer texts touch in a pile: fingerprints that they have too, and seeds that are linked no more."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.compiling import compiled
from whence.comparison.kernels.folding import Bytes, Ints
from whence.comparison.kernels.prints import Prints
from whence.comparison.kernels.tokens import Longs

_BITS = 24


@compiled
def touched(hashes: Prints, offsets: Longs, kept: Bytes, fresh: int) -> NDArray[Any]:
    """The fingerprints, of texts that are `kept`, of which a text from `fresh` on has an equal one, and a few more.

    All equal ones are among them or none. Text n has the fingerprints from `offsets[n]` on.
    """
    table = np.zeros((1 << _BITS) >> 3, dtype=np.uint8)
    shift = np.uint64(64 - _BITS)
    for text in range(fresh, len(kept)):
        if kept[text]:
            for at in range(offsets[text], offsets[text + 1]):
                slot = np.int64(hashes[at] >> shift)
                table[slot >> 3] |= np.uint8(1 << (slot & 7))
    rows = np.empty(1 << 16, dtype=np.uint32)
    count = 0
    for text in range(len(kept)):
        if not kept[text]:
            continue
        for at in range(offsets[text], offsets[text + 1]):
            slot = np.int64(hashes[at] >> shift)
            if table[slot >> 3] & np.uint8(1 << (slot & 7)):
                if count == len(rows):
                    longer = np.empty(2 * count, dtype=np.uint32)
                    longer[:count] = rows
                    rows = longer
                rows[count] = at
                count += 1
    return rows[:count].copy()


@compiled
def located(at: Ints, bt: Ints, sought: NDArray[Any], low: Longs, high: Longs) -> Longs:
    """Where the places of rows (a, b, at, bt) stand, each sought from `low[n]` to `high[n]`, if anywhere."""
    out = np.empty(len(sought), dtype=np.int64)
    count = 0
    for row in range(len(sought)):
        for place in range(low[row], high[row]):
            if at[place] == sought[row, 2] and bt[place] == sought[row, 3]:
                out[count] = place
                count += 1
                break
    return out[:count].copy()
