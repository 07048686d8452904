"""What newer texts touch in a pile: fingerprints that they have too, and seeds that are linked no more."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.compiling import compiled, inlined
from whence.comparison.kernels.folding import Bytes, Ints
from whence.comparison.kernels.pairing import Seeds
from whence.comparison.kernels.prints import Prints
from whence.comparison.kernels.tokens import Longs

_BITS = 22, 24
"""Bits of two tables of what newer texts have; the first one, in which most are not found, fits a cache."""


@compiled
def touched(hashes: Prints, offsets: Longs, kept: Bytes, fresh: int) -> tuple[NDArray[Any], Ints]:
    """The fingerprints, of texts that are `kept`, of which a text from `fresh` on has an equal one, and a few more; and
    the text of each.

    All equal ones are among them or none. Text n has the fingerprints from `offsets[n]` on.
    """
    near = np.zeros((1 << _BITS[0]) >> 3, dtype=np.uint8)
    far = np.zeros((1 << _BITS[1]) >> 3, dtype=np.uint8)
    for text in range(fresh, len(kept)):
        if kept[text]:
            for at in range(offsets[text], offsets[text + 1]):
                one, two = _slots(hashes[at])
                near[one >> 3] |= np.uint8(1 << (one & 7))
                far[two >> 3] |= np.uint8(1 << (two & 7))
    rows, owners = np.empty(1 << 16, dtype=np.uint32), np.empty(1 << 16, dtype=np.int32)
    count = 0
    for text in range(len(kept)):
        if not kept[text]:
            continue
        for at in range(offsets[text], offsets[text + 1]):
            one, two = _slots(hashes[at])
            if near[one >> 3] >> (one & 7) & 1 and far[two >> 3] >> (two & 7) & 1:
                if count == len(rows):
                    rows, owners = _longer(rows), _longer(owners)
                rows[count], owners[count] = at, text
                count += 1
    return rows[:count].copy(), owners[:count].copy()


@inlined
def _longer(column: NDArray[Any]) -> NDArray[Any]:
    longer = np.empty(2 * len(column), dtype=column.dtype)
    longer[: len(column)] = column
    return longer


@inlined
def _slots(key: np.uint64) -> tuple[int, int]:
    """Of the bits that `families` sorts by the uppermost, and the lowest."""
    one = np.int64(key >> np.uint64(64 - _BITS[0]))
    return one, np.int64((key >> np.uint64(20)) & np.uint64((1 << _BITS[1]) - 1))


@compiled
def located(held: Seeds, sought: NDArray[Any], low: Longs, high: Longs) -> Longs:
    """Which seeds the rows (a, b, at, bt) are, each sought from `low[n]` to `high[n]`, if any."""
    out = np.empty(len(sought), dtype=np.int64)
    count = 0
    for row in range(len(sought)):
        for place in range(low[row], high[row]):
            if (
                held.a[place] == sought[row, 0]
                and held.at[place] == sought[row, 2]
                and held.bt[place] == sought[row, 3]
            ):
                out[count] = place
                count += 1
                break
    return out[:count].copy()
