"""What newer texts touch in a pile: fingerprints that they have too, and seeds that are linked no more."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.compiling import compiled, inlined
from whence.comparison.kernels.folding import Bytes
from whence.comparison.kernels.pairing import Seeds
from whence.comparison.kernels.prints import Prints
from whence.comparison.kernels.tokens import Longs

_BITS = 24


@compiled
def touched(hashes: Prints, offsets: Longs, kept: Bytes, fresh: int) -> NDArray[Any]:
    """The fingerprints, of texts that are `kept`, of which a text from `fresh` on has an equal one, and a few more.

    All equal ones are among them or none. Text n has the fingerprints from `offsets[n]` on.
    """
    tables = np.zeros((2, (1 << _BITS) >> 3), dtype=np.uint8)
    for text in range(fresh, len(kept)):
        if kept[text]:
            for at in range(offsets[text], offsets[text + 1]):
                for table in range(2):
                    slot = _slot(hashes[at], table)
                    tables[table, slot >> 3] |= np.uint8(1 << (slot & 7))
    rows = np.empty(1 << 16, dtype=np.uint32)
    count = 0
    for text in range(len(kept)):
        if not kept[text]:
            continue
        for at in range(offsets[text], offsets[text + 1]):
            if _has(tables, hashes[at], 0) and _has(tables, hashes[at], 1):
                if count == len(rows):
                    longer = np.empty(2 * count, dtype=np.uint32)
                    longer[:count] = rows
                    rows = longer
                rows[count] = at
                count += 1
    return rows[:count].copy()


@inlined
def _slot(key: np.uint64, table: int) -> int:
    """Of the bits that `families` sorts by the uppermost, or the lowest."""
    return np.int64((key >> np.uint64(64 - _BITS - 20 * table)) & np.uint64((1 << _BITS) - 1))


@inlined
def _has(tables: Bytes, key: np.uint64, table: int) -> bool:
    slot = _slot(key, table)
    return (tables[table, slot >> 3] & np.uint8(1 << (slot & 7))) != 0


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
