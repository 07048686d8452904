"""Sorting in lots that fit a cache: large arrays are dealt out once, then each lot is sorted by digits (radix sort)."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.compiling import compiled, inlined
from whence.comparison.kernels.folding import Ints
from whence.comparison.kernels.tokens import Longs

_DIGIT, _LOW = 11, 20
_SIZE, _MASK = 1 << _DIGIT, (1 << _DIGIT) - 1
_LARGE = 1 << 20
"""Keys from which on they are dealt out by their first digit."""
_FEW = 24


class Families(NamedTuple):
    """Rows of equal keys, in the order of the rows: family n is `rows[bounds[n]:bounds[n + 1]]`; none has one row."""

    rows: NDArray[Any]
    bounds: Longs


@compiled
def families(keys: NDArray[Any]) -> Families:
    """The families of 64-bit hashes, in order of their upper 44 bits."""
    held, rows, lots = _dealt(keys)
    most = np.diff(lots).max()
    one, two = np.empty(most, dtype=np.uint64), np.empty(most, dtype=np.uint64)
    here, there = np.empty(most, dtype=np.uint32), np.empty(most, dtype=np.uint32)
    bounds = np.zeros(len(keys) // 2 + 2, dtype=np.int64)
    count = size = 0
    for lot in range(len(lots) - 1):
        low, high = lots[lot], lots[lot + 1]
        if high - low < 2:
            continue
        digits = 3 if len(lots) > 2 else 4
        _pass(held[low:high], rows[low:high], one, here, high - low, 0)
        for digit in range(1, digits - 1):
            _pass(one, here, two, there, high - low, digit)
            one, two, here, there = two, one, there, here
        _pass(one, here, held[low:high], rows[low:high], high - low, digits - 1)
        start = low
        while start < high:
            end = start + 1
            while end < high and held[end] == held[start]:
                end += 1
            if end > start + 1:
                for at in range(start, end):
                    rows[size + at - start] = rows[at]  # never behind what is still to be read
                size += end - start
                count += 1
                bounds[count] = size
            start = end
    return Families(rows[:size].copy(), bounds[: count + 1].copy())


@inlined
def _dealt(keys: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], Longs]:
    """The keys and their places, by the first digit where there are many, and where each lot begins."""
    held, rows = np.empty(len(keys), dtype=np.uint64), np.empty(len(keys), dtype=np.uint32)
    if len(keys) < _LARGE:
        held[:] = keys
        for at in range(len(keys)):
            rows[at] = at
        return held, rows, np.array([0, len(keys)])
    top = np.uint64(64 - _DIGIT)
    lots = np.zeros(_SIZE + 1, dtype=np.int64)
    for key in keys:
        lots[np.int64(key >> top) + 1] += 1
    for each in range(_SIZE):
        lots[each + 1] += lots[each]
    ends = lots[:-1].copy()
    for at in range(len(keys)):
        slot = np.int64(keys[at] >> top)
        held[ends[slot]], rows[ends[slot]] = keys[at], at
        ends[slot] += 1
    return held, rows, lots


@inlined
def _pass(
    keys: NDArray[Any], rows: NDArray[Any], held: NDArray[Any], places: NDArray[Any], count: int, digit: int
) -> None:
    """Some keys and their rows by one digit, equal ones as they stand."""
    shift, mask = np.uint64(_LOW + _DIGIT * digit), np.uint64(_MASK)
    starts = np.zeros(_SIZE + 1, dtype=np.int64)
    for at in range(count):
        starts[np.int64((keys[at] >> shift) & mask) + 1] += 1
    for each in range(_SIZE):
        starts[each + 1] += starts[each]
    for at in range(count):
        slot = np.int64((keys[at] >> shift) & mask)
        held[starts[slot]], places[starts[slot]] = keys[at], rows[at]
        starts[slot] += 1


@compiled
def by_pairs(rows: NDArray[Any], texts: int) -> tuple[Ints, Ints, Ints, Ints]:
    """The columns of rows (a, b, at, bt), sorted by all four; a and b are less than `texts`."""
    last, shift = max(0, texts - 1), 0
    while last >> (shift + _DIGIT):
        shift += 1
    lots = np.zeros((last >> shift) + 2, dtype=np.int64)
    for row in range(len(rows)):
        lots[(rows[row, 0] >> shift) + 1] += 1
    for each in range(len(lots) - 1):
        lots[each + 1] += lots[each]
    out, ends = np.empty((len(rows), 4), dtype=np.int32), lots[:-1].copy()
    for row in range(len(rows)):
        lot = rows[row, 0] >> shift
        for at in range(4):
            out[ends[lot], at] = rows[row, at]
        ends[lot] += 1
    spare = np.empty((np.diff(lots).max(), 4), dtype=np.int32)
    for lot in range(len(lots) - 1):
        _sorted(out[lots[lot] : lots[lot + 1]], spare, last, shift)
    return out[:, 0].copy(), out[:, 1].copy(), out[:, 2].copy(), out[:, 3].copy()


@inlined
def _sorted(rows: NDArray[Any], spare: NDArray[Any], last: int, shift: int) -> None:
    """One lot, by the digits of b, then by what is left of a, then each pair of texts by itself."""
    count = len(rows)
    if count < 2:
        return
    for column in (1, 0):
        digit = 0
        while last >> digit if column else digit < shift:
            _counted(rows, spare, column, digit)
            rows[:] = spare[:count]
            digit += _DIGIT
    start = 0
    while start < count:
        end = start + 1
        while end < count and rows[end, 0] == rows[start, 0] and rows[end, 1] == rows[start, 1]:
            end += 1
        _by_places(rows[start:end])
        start = end


@inlined
def _counted(rows: NDArray[Any], out: NDArray[Any], column: int, shift: int) -> None:
    starts = np.zeros(_SIZE + 1, dtype=np.int64)
    for row in range(len(rows)):
        starts[((rows[row, column] >> shift) & _MASK) + 1] += 1
    for each in range(_SIZE):
        starts[each + 1] += starts[each]
    for row in range(len(rows)):
        slot = (rows[row, column] >> shift) & _MASK
        for at in range(4):
            out[starts[slot], at] = rows[row, at]
        starts[slot] += 1


@inlined
def _by_places(rows: NDArray[Any]) -> None:
    """The rows of one pair of texts, by at and bt."""
    if len(rows) > _FEW:
        rows[:] = rows[np.argsort(rows[:, 2].astype(np.int64) * (1 << 31) + rows[:, 3])]
        return
    for row in range(1, len(rows)):
        at, bt, back = rows[row, 2], rows[row, 3], row
        while back and (rows[back - 1, 2] > at or (rows[back - 1, 2] == at and rows[back - 1, 3] > bt)):
            rows[back, 2], rows[back, 3] = rows[back - 1, 2], rows[back - 1, 3]
            back -= 1
        rows[back, 2], rows[back, 3] = at, bt
