"""Seeds to passages: extended both ways while the words agree (X-drop; Zhang, Berman and Miller 1998), then chained.

Equal words raise the score, function words by less; a word cut, put in or replaced lowers it. The extension ends where
the score has fallen by `_DROP` below its best.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.compiling import compiled, inlined
from whence.comparison.kernels.folding import Bytes, Ints
from whence.comparison.kernels.pairing import Seeds
from whence.comparison.kernels.telling import worth
from whence.comparison.kernels.tokens import FUNCTION, Hashes, Longs, Words

_FULL, _SMALL, _REPLACED, _GAP, _DROP = 10, 4, 6, 6, 40
_HALF = 8
_ROWS = 64
_RESYNC = 5
_LOW = -(1 << 20)
_EDIT = 15
_SURE, _MOST = 140, 1 << 20


class Blocks(NamedTuple):
    """Passages as ranges of words, `score` as above; `runs` of equal words: those of block n from `first[n]` on."""

    a: Ints
    b: Ints
    a_start: Ints
    a_end: Ints
    b_start: Ints
    b_end: Ints
    equal: Ints
    score: Ints
    first: Longs
    runs: NDArray[Any]


@inlined
def _worth(mark: int) -> int:
    return _SMALL if mark & FUNCTION else _FULL


@inlined
def _extend(
    forms: Hashes, marks: Bytes, i: int, j: int, room_a: int, room_b: int, step: int,
    table: NDArray[Any], ways: Bytes, partner: Longs, base: int,
) -> tuple[int, int, int]:  # fmt: skip
    """Equal words from (i, j) on, `step` 1 or -1, put into `partner`; how far it went on either side, and the score."""
    r = c = 0
    total = 0
    far_a = far_b = 0
    while True:
        while r < room_a and c < room_b and forms[i + step * r] == forms[j + step * c]:
            partner[i + step * r - base] = j + step * c
            total += _worth(marks[i + step * r])
            r += 1
            c += 1
        far_a, far_b = r, c
        if not _worthwhile(forms, marks, i + step * r, j + step * c, min(room_a - r, _ROWS), room_b - c, step):
            return far_a, far_b, total
        gain, down, right, alive = _bridge(
            forms,
            marks,
            i + step * r,
            j + step * c,
            min(room_a - r, _ROWS),
            room_b - c,
            step,
            table,
            ways,
            partner,
            base,
        )
        total += gain
        r += down
        c += right
        far_a, far_b = r, c
        if not alive or down == 0:
            return far_a, far_b, total


@inlined
def _bridge(
    forms: Hashes, marks: Bytes, i: int, j: int, rows: int, columns: int, step: int,
    table: NDArray[Any], ways: Bytes, partner: Longs, base: int,
) -> tuple[int, int, int, bool]:  # fmt: skip
    """The best way over unequal words within a band: its gain, its extent, and whether equal words follow it."""
    width = 2 * _HALF + 1
    best, best_r, best_c, alive = 0, 0, _HALF, False
    for c in range(width):
        table[0, c] = -_GAP * (c - _HALF) if 0 <= c - _HALF <= columns else _LOW
        table[1, c] = 0
        ways[0, c] = 3
    r = 0
    while r < rows and not alive:
        r += 1
        row_best = _LOW
        before, now = 2 * ((r - 1) % 2), 2 * (r % 2)  # rows of the table: a view for each would cost more than its use
        mine = forms[i + step * (r - 1)]
        worth = _worth(marks[i + step * (r - 1)])
        for c in range(width):
            column = r + c - _HALF
            score, way, run = _LOW, 0, 0
            if 0 <= column <= columns:
                if column >= 1 and table[before, c] > _LOW:
                    if mine == forms[j + step * (column - 1)]:
                        score, way, run = table[before, c] + worth, 1, table[before + 1, c] + 1
                    else:
                        score, way = table[before, c] - _REPLACED, 1
                if c + 1 < width and table[before, c + 1] - _GAP > score:
                    score, way, run = table[before, c + 1] - _GAP, 2, 0
                if c >= 1 and table[now, c - 1] - _GAP > score:
                    score, way, run = table[now, c - 1] - _GAP, 3, 0
            table[now, c], table[now + 1, c], ways[r, c] = score, run, way
            row_best = max(row_best, score)
            if score > best and run > 0:
                best, best_r, best_c, alive = score, r, c, run >= _RESYNC
        if row_best < best - _DROP:
            break
    _trace(forms, i, j, step, best_r, best_c, ways, partner, base)
    return best, best_r, best_r + best_c - _HALF, alive or (best_r > 0 and r == rows == _ROWS)


@inlined
def _worthwhile(forms: Hashes, marks: Bytes, i: int, j: int, rows: int, columns: int, step: int) -> bool:
    """Whether any way over words, the first two of which differ, could gain; most could not, and need no table.

    No way gains more than if each word that stands in the other band at all were matched, after one gap at least.
    """
    most = -_GAP
    for r in range(rows):
        mine, held = forms[i + step * r], False
        for column in range(max(0, r - _HALF), min(columns, r + _HALF + 1)):
            held |= mine == forms[j + step * column]
        if held:
            most += _worth(marks[i + step * r])
            if most > 0:
                return True
        elif r:
            most -= min(_REPLACED, _GAP)
        if most < -_DROP:
            return False
    return False


@inlined
def _trace(forms: Hashes, i: int, j: int, step: int, r: int, c: int, ways: Bytes, partner: Longs, base: int) -> None:
    while r > 0:
        way = ways[r, c]
        if way == 1:
            one, two = i + step * (r - 1), j + step * (r + c - _HALF - 1)
            if forms[one] == forms[two]:
                partner[one - base] = two
            r -= 1
        elif way == 2:
            r -= 1
            c += 1
        else:
            c -= 1


class _Room(NamedTuple):
    """Scratch for one pair of texts at a time."""

    table: NDArray[Any]
    ways: Bytes
    partner: Longs


def blocks(words: Words, told: Bytes, seeds: Seeds, least: int) -> Blocks:
    """The blocks of all pairs of texts, in the order of the seeds; no pair whose blocks together tell less than that.

    In a large pile most pairs share a turn of phrase by chance, and are gone before anything is kept of them.
    """
    longest = int((words.offsets[1:] - words.offsets[:-1]).max(initial=0))
    room = _Room(
        np.zeros((4, 2 * _HALF + 1), dtype=np.int32),
        np.zeros((_ROWS + 1, 2 * _HALF + 1), dtype=np.uint8),
        np.full(longest + 1, -1, dtype=np.int64),
    )
    rows, runs = _blocks(words, told, seeds, room, least)
    return Blocks._make(
        [*(rows[:, at].copy() for at in range(8)), np.append(rows[:, 8].astype(np.int64), len(runs)), runs]
    )


@inlined
def _grown(rows: NDArray[Any], size: int) -> NDArray[Any]:
    if size < len(rows):
        return rows
    longer = np.empty((2 * len(rows), rows.shape[1]), dtype=np.int32)
    longer[: len(rows)] = rows
    return longer


@compiled
def _blocks(words: Words, told: Bytes, seeds: Seeds, room: _Room, least: int) -> tuple[NDArray[Any], NDArray[Any]]:
    rows = np.empty((1 << 12, 9), dtype=np.int32)
    runs = np.empty((1 << 14, 3), dtype=np.int32)
    count = total = start = 0
    while start < len(seeds.a):
        end = start + 1
        while end < len(seeds.a) and seeds.a[end] == seeds.a[start] and seeds.b[end] == seeds.b[start]:
            end += 1
        here, begun, value = count, total, 0
        for seed in range(start, end):
            at, bt = seeds.at[seed], seeds.bt[seed]
            if _inside(rows, here, count, at, bt):
                continue
            rows = _grown(rows, count)
            total_before = total
            runs, total = _block(words, seeds.a[start], seeds.b[start], at, bt, room, rows[count], runs, total)
            if total > total_before:
                rows[count, 0], rows[count, 1], rows[count, 8] = seeds.a[start], seeds.b[start], total_before
                edits = max(rows[count, 3] - rows[count, 2], rows[count, 5] - rows[count, 4]) - rows[count, 6]
                base = words.offsets[seeds.a[start]]
                value += max(0, told_by(words, told, base, runs, total_before, total, edits, rows[count, 7]))
                count += 1
        if value < least:
            count, total = here, begun
        start = end
    return rows[:count].copy(), runs[:total].copy()


@inlined
def told_by(
    words: Words, told: Bytes, base: int, runs: NDArray[Any], first: int, last: int, edits: int, score: int
) -> int:
    """What the runs of a block tell less its edits, in tenths of a nat; one of a high score tells enough of itself."""
    value = np.int64(-_EDIT * edits)
    for run in range(first, last):
        place = base + runs[run, 0]
        value += worth(words.marks, told, place, place + runs[run, 2])
    return max(value, np.int64(_MOST)) if score >= _SURE else value


@inlined
def _inside(rows: NDArray[Any], start: int, end: int, at: int, bt: int) -> bool:
    """Whether a seed lies in a block that is there already."""
    for row in range(end - 1, max(start, end - 64) - 1, -1):
        if rows[row, 2] <= at < rows[row, 3] and rows[row, 4] <= bt < rows[row, 5]:
            return True
    return False


@inlined
def _block(
    words: Words, a: int, b: int, at: int, bt: int, room: _Room,
    row: NDArray[Any], runs: NDArray[Any], total: int,
) -> tuple[NDArray[Any], int]:  # fmt: skip
    """Extend one seed; its row and its runs of equal words."""
    base, other = words.offsets[a], words.offsets[b]
    i, j = base + at, other + bt
    if words.forms[i] != words.forms[j]:
        return runs, total
    size_a, size_b = words.offsets[a + 1] - base, words.offsets[b + 1] - other
    table, ways, partner = room.table, room.ways, room.partner
    down, right, score = _extend(
        words.forms, words.marks, i, j, size_a - at, size_b - bt, 1, table, ways, partner, base
    )
    up, left, more = _extend(words.forms, words.marks, i - 1, j - 1, at, bt, -1, table, ways, partner, base)
    row[2], row[3], row[4], row[5] = at - up, at + down, bt - left, bt + right
    row[7] = score + more
    equal = 0
    last = -2
    for each in range(at - up, at + down):
        if partner[each] < 0:
            continue
        place = partner[each] - other
        if equal and each == last + 1 and place == runs[total - 1, 1] + runs[total - 1, 2]:
            runs[total - 1, 2] += 1
        else:
            runs = _grown(runs, total)
            runs[total, 0], runs[total, 1], runs[total, 2] = each, place, 1
            total += 1
        last = each
        equal += 1
        partner[each] = -1
    row[6] = equal
    return runs, total
