"""Blocks to passages: neighbours chained, what tells too little left out, cut where paragraphs end on both sides."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.aligning import Blocks, told_by
from whence.comparison.kernels.compiling import compiled, inlined
from whence.comparison.kernels.folding import Bytes, Ints
from whence.comparison.kernels.tokens import PARAGRAPH, SENTENCE, Longs, Words

_NEAR = 8
_SNAP = 4
_SCRAP = 3


class Passages(NamedTuple):
    """Ranges of words of texts a and b; `runs` (at, bt, length) of equal words: of passage n `[first[n], last[n])`."""

    a: Ints
    b: Ints
    a_start: Ints
    a_end: Ints
    b_start: Ints
    b_end: Ints
    equal: Ints
    first: Longs
    last: Longs
    runs: NDArray[Any]


class Limits(NamedTuple):
    """What a passage must have: information (tenths of a nat) alone or beside another; equal words and their share."""

    alone: int
    beside: int
    equal: int
    share: float
    gap: int


def passages(words: Words, told: Bytes, blocks: Blocks, limits: Limits) -> Passages:
    """The passages of all pairs of texts, in the order of the blocks."""
    rows, runs = _passages(words, told, blocks, limits)
    bounds = rows[:, 7:].astype(np.int64)
    return Passages._make([*(rows[:, at].copy() for at in range(7)), bounds[:, 0].copy(), bounds[:, 1].copy(), runs])


@compiled
def _passages(words: Words, told: Bytes, blocks: Blocks, limits: Limits) -> tuple[NDArray[Any], NDArray[Any]]:
    rows = np.empty((len(blocks.a) + 1024, 9), dtype=np.int32)
    runs = np.empty((len(blocks.runs) + 1024, 3), dtype=np.int32)
    count = total = start = 0
    while start < len(blocks.a):
        end = start + 1
        while end < len(blocks.a) and blocks.a[end] == blocks.a[start] and blocks.b[end] == blocks.b[start]:
            end += 1
        order = start + np.argsort(blocks.a_start[start:end]) if end > start + 1 else np.arange(start, end)
        chain = _chained(blocks, order, limits.gap)
        values, equals, widths = _values(words, told, blocks, order, chain)
        strong = False
        for each in range(len(values)):
            strong = strong or (
                widths[each] > 0 and _good(values[each], equals[each], widths[each], limits.alone, limits)
            )
        if strong:
            for each in range(len(values)):
                if widths[each] > 0 and _good(values[each], equals[each], widths[each], limits.beside, limits):
                    most = _most(blocks, order, chain, each)
                    rows, runs = _room(rows, count + most), _room(runs, total + most)
                    count, total = _emit(words, blocks, order, chain, each, rows, count, runs, total)
        start = end
    return rows[:count].copy(), runs[:total].copy()


@inlined
def _room(rows: NDArray[Any], size: int) -> NDArray[Any]:
    if size < len(rows):
        return rows
    longer = np.empty((2 * size, rows.shape[1]), dtype=np.int32)
    longer[: len(rows)] = rows
    return longer


@inlined
def _most(blocks: Blocks, order: Longs, chain: Longs, number: int) -> int:
    """More than the passages and runs that a chain can be cut into."""
    most = 1
    for at in range(number, len(order)):
        if chain[at] == number:
            most += blocks.equal[order[at]]
    return most


@inlined
def _good(value: int, equal: int, width: int, least: int, limits: Limits) -> bool:
    return value >= least and equal >= limits.equal and equal >= limits.share * width


@inlined
def _chained(blocks: Blocks, order: Longs, gap: int) -> Longs:
    """For each block in order the number of its chain, that of its first block; -1 where it lies within another."""
    chain = np.arange(len(order))
    for at in range(1, len(order)):
        here = order[at]
        for back in range(at - 1, max(-1, at - 1 - _NEAR), -1):
            there = order[back]
            if chain[back] < 0:
                continue
            near_a = blocks.a_start[here] - blocks.a_end[there]
            near_b = blocks.b_start[here] - blocks.b_end[there]
            if 0 <= near_a <= gap and 0 <= near_b <= gap and not _taken(chain, back, at):
                chain[at] = chain[back]
                break
            if blocks.a_end[here] <= blocks.a_end[there] and (
                blocks.b_start[there] <= blocks.b_start[here] and blocks.b_end[here] <= blocks.b_end[there]
            ):
                chain[at] = -1
                break
    return chain


@inlined
def _taken(chain: Longs, back: int, at: int) -> bool:
    """Whether a block already has a successor in its chain."""
    for each in range(back + 1, at):  # noqa: SIM110 -- numba knows no generators here
        if chain[each] == chain[back]:
            return True
    return False


@inlined
def _values(words: Words, told: Bytes, blocks: Blocks, order: Longs, chain: Longs) -> tuple[Longs, Longs, Longs]:
    """What each chain tells less its edits, its equal words, and its words on the longer side (0: no chain)."""
    values, equals = np.zeros(len(order), dtype=np.int64), np.zeros(len(order), dtype=np.int64)
    widths = np.zeros(len(order), dtype=np.int64)
    for at in range(len(order)):
        if chain[at] < 0:
            continue
        here = order[at]
        width = max(blocks.a_end[here] - blocks.a_start[here], blocks.b_end[here] - blocks.b_start[here])
        base, first, last = words.offsets[blocks.a[here]], blocks.first[here], blocks.first[here + 1]
        edits = width - blocks.equal[here]
        values[chain[at]] += told_by(words, told, base, blocks.runs, first, last, edits, blocks.score[here])
        equals[chain[at]] += blocks.equal[here]
        widths[chain[at]] += width
    return values, equals, widths


@inlined
def _emit(
    words: Words, blocks: Blocks, order: Longs, chain: Longs, number: int,
    rows: NDArray[Any], count: int, runs: NDArray[Any], total: int,
) -> tuple[int, int]:  # fmt: skip
    """The passages of one chain, cut where a paragraph begins on both sides; scraps are left out."""
    a, b = blocks.a[order[number]], blocks.b[order[number]]
    base, other = words.offsets[a], words.offsets[b]
    begun, equal = total, 0
    for at in range(number, len(order)):
        if chain[at] != number:
            continue
        for run in range(blocks.first[order[at]], blocks.first[order[at] + 1]):
            i, j, end = blocks.runs[run, 0], blocks.runs[run, 1], blocks.runs[run, 0] + blocks.runs[run, 2]
            if equal and _parted(words, base, other, runs[total - 1], i, j):
                count, total = _close(words, rows, count, a, b, equal, begun, runs, total)
                begun, equal = total, 0
            while i < end:
                stop = i + 1
                while stop < end and not (words.marks[base + stop] & words.marks[other + j + stop - i] & PARAGRAPH):
                    stop += 1
                runs[total, 0], runs[total, 1], runs[total, 2] = i, j, stop - i
                total, equal = total + 1, equal + stop - i
                j += stop - i
                i = stop
                if i < end:
                    count, total = _close(words, rows, count, a, b, equal, begun, runs, total)
                    begun, equal = total, 0
    return _close(words, rows, count, a, b, equal, begun, runs, total)


@inlined
def _parted(words: Words, base: int, other: int, run: NDArray[Any], i: int, j: int) -> bool:
    """Whether a paragraph begins on both sides between a run's end and the next run."""
    one = two = False
    for at in range(base + run[0] + run[2], base + i + 1):
        one = one or (words.marks[at] & PARAGRAPH) != 0
    for at in range(other + run[1] + run[2], other + j + 1):
        two = two or (words.marks[at] & PARAGRAPH) != 0
    return one and two


@inlined
def _close(
    words: Words, rows: NDArray[Any], count: int, a: int, b: int, equal: int, begun: int,
    runs: NDArray[Any], total: int,
) -> tuple[int, int]:  # fmt: skip
    if equal < _SCRAP:
        return count, begun
    row = rows[count]
    row[0], row[1], row[6], row[7], row[8] = a, b, equal, begun, total
    row[2], row[4] = runs[begun, 0], runs[begun, 1]
    row[3], row[5] = runs[total - 1, 0] + runs[total - 1, 2], runs[total - 1, 1] + runs[total - 1, 2]
    _snap(words, row)
    return count + 1, total


@inlined
def _snap(words: Words, row: NDArray[Any]) -> None:
    """Ends moved to those of the sentence where a few words are missing on both sides, as many or one more or less."""
    base, other = words.offsets[row[0]], words.offsets[row[1]]
    one, two = _before(words, base, row[2]), _before(words, other, row[4])
    if one >= 0 and two >= 0 and abs(one - two) <= 1:
        row[2] -= one
        row[4] -= two
    end_a, end_b = words.offsets[row[0] + 1] - base, words.offsets[row[1] + 1] - other
    one, two = _after(words, base, row[3], end_a), _after(words, other, row[5], end_b)
    if one >= 0 and two >= 0 and abs(one - two) <= 1:
        row[3] += one
        row[5] += two


@inlined
def _before(words: Words, base: int, start: int) -> int:
    """Words from the sentence's beginning, -1 where it is too far."""
    for back in range(_SNAP):
        if start - back < 0:
            return -1
        if words.marks[base + start - back] & SENTENCE:
            return back
    return -1


@inlined
def _after(words: Words, base: int, end: int, size: int) -> int:
    """Words to the sentence's end, -1 where it is too far."""
    for ahead in range(_SNAP):
        if end + ahead == size or words.marks[base + end + ahead] & SENTENCE:
            return ahead
    return -1
