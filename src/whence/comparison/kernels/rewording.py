"""Sentences of two related texts that say the same in other words: they share rare stems, names and numbers.

A stem is the first letters of a form, so that "accused" and "accusing" meet. A word weighs what it tells by its
frequency in the pile (inverse frequency; Spärck Jones, 1972). Likeness is the cosine of two sentences' words.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.compiling import compiled, inlined
from whence.comparison.kernels.folding import Bytes, Ints
from whence.comparison.kernels.passages import Passages
from whence.comparison.kernels.telling import Counts, frequencies, single
from whence.comparison.kernels.tokens import FUNCTION, SENTENCE, Hashes, Longs, Words

_SLOTS = 1 << 13
_MOST = 2_000
_LEAST, _LONGEST = 4, 200


class Measure(NamedTuple):
    """From when on two sentences match: stems shared, share of the lighter one's weight, and cosine."""

    stems: int
    contained: float
    cosine: float


class Index(NamedTuple):
    """Stems of one text: `keys` by hash, the last entry of each, and entries (sentence, the entry before)."""

    keys: Hashes
    heads: Ints
    seen: Ints
    entries: NDArray[Any]


@inlined
def _sentences(words: Words, text: int, bounds: Ints) -> int:
    """Where each sentence of a text begins, and where the last ends; how many there are."""
    start, end = words.offsets[text], words.offsets[text + 1]
    count = 0
    for at in range(start, end):
        if (words.marks[at] & SENTENCE or at == start) and count < _MOST:
            bounds[count] = at - start
            count += 1
    bounds[count] = end - start
    return count


@inlined
def _slot(keys: Hashes, stem: np.uint32) -> int:
    at = np.int64(stem) % _SLOTS
    while keys[at] and keys[at] != stem:
        at = (at + 1) % _SLOTS
    return at


@inlined
def _repeated(words: Words, text: int, bounds: Ints, count: int, empty: Bytes) -> None:
    """Mark the words that count for nothing: function words, and those whose stem the sentence has already."""
    for sentence in range(count):
        start = words.offsets[text] + bounds[sentence]
        end = min(words.offsets[text] + bounds[sentence + 1], start + _LONGEST)
        for at in range(start, end):
            empty[at] = (words.marks[at] & FUNCTION) != 0
            for before in range(start, at):
                if words.stems[before] == words.stems[at] and not empty[before]:
                    empty[at] = 1
                    break


@inlined
def _weights(
    words: Words, text: int, bounds: Ints, count: int, empty: Bytes, telling: NDArray[Any], out: NDArray[Any]
) -> None:
    for sentence in range(count):
        out[sentence] = 0.0
        for at in range(bounds[sentence], bounds[sentence + 1]):
            place = words.offsets[text] + at
            if not empty[place]:
                out[sentence] += telling[single(words.forms[place])]


@inlined
def _fill(words: Words, text: int, bounds: Ints, count: int, index: Index) -> None:
    """The stems of all sentences of a text into the index."""
    index.keys[:] = 0
    index.heads[:] = -1
    index.seen[:] = -1
    size = used = 0
    for sentence in range(count):
        for at in range(bounds[sentence], bounds[sentence + 1]):
            place = words.offsets[text] + at
            if words.marks[place] & FUNCTION or used > _SLOTS // 2 or size == len(index.entries):
                continue
            slot = _slot(index.keys, words.stems[place])
            used += index.keys[slot] == 0
            index.keys[slot] = words.stems[place]
            head = index.heads[slot]
            if head < 0 or index.entries[head, 0] != sentence:
                index.entries[size, 0], index.entries[size, 1] = sentence, head
                index.heads[slot] = size
                size += 1


@inlined
def _covered(passages: Passages, start: int, end: int, low: int, high: int, lowest: int, highest: int) -> bool:
    """Whether one passage holds the half of both sentences already."""
    for row in range(start, end):
        one = min(high, passages.a_end[row]) - max(low, passages.a_start[row])
        two = min(highest, passages.b_end[row]) - max(lowest, passages.b_start[row])
        if 2 * one > high - low and 2 * two > highest - lowest:
            return True
    return False


@compiled
def reworded(
    words: Words, counts: Counts, passages: Passages, firsts: Longs, lasts: Longs, measure: Measure
) -> NDArray[Any]:
    """Rows (number of the pair, a_start, a_end, b_start, b_end, cosine) of matching sentences outside the passages.

    Pair n has the passages `[firsts[n], lasts[n])`.
    """
    bounds_a, bounds_b = np.empty(_MOST + 1, dtype=np.int32), np.empty(_MOST + 1, dtype=np.int32)
    heavy_a, heavy_b = np.empty(_MOST), np.empty(_MOST)
    index = Index(
        np.zeros(_SLOTS, dtype=np.uint32), np.zeros(_SLOTS, dtype=np.int32), np.zeros(_SLOTS, dtype=np.int32),
        np.zeros((_SLOTS * 2, 2), dtype=np.int32),
    )  # fmt: skip
    empty, known = np.zeros(len(words.forms), dtype=np.uint8), np.zeros(len(words.offsets), dtype=np.bool_)
    out = np.empty((1024, 6))
    size, held, count_a = 0, -1, 0
    telling = frequencies(counts)  # a logarithm for each word of each pair would cost more
    for pair in range(len(firsts)):
        first, last = firsts[pair], lasts[pair]
        a, b = passages.a[first], passages.b[first]
        if a != held:
            count_a = _sentences(words, a, bounds_a)
            if not known[a]:
                _repeated(words, a, bounds_a, count_a, empty)
                known[a] = True
            _fill(words, a, bounds_a, count_a, index)
            _weights(words, a, bounds_a, count_a, empty, telling, heavy_a)
            held = a
        count_b = _sentences(words, b, bounds_b)
        if not known[b]:
            _repeated(words, b, bounds_b, count_b, empty)
            known[b] = True
        _weights(words, b, bounds_b, count_b, empty, telling, heavy_b)
        scores = _scores(
            words, passages, first, last, bounds_a, bounds_b, count_a, count_b, index, telling,
            heavy_a, heavy_b, measure,
        )  # fmt: skip
        for row in range(len(scores)):
            one, two = int(scores[row, 0]), int(scores[row, 1])
            if size == len(out):
                longer = np.empty((2 * size, 6))
                longer[:size] = out
                out = longer
            out[size, 0], out[size, 5] = pair, scores[row, 2]
            out[size, 1], out[size, 2] = bounds_a[one], bounds_a[one + 1]
            out[size, 3], out[size, 4] = bounds_b[two], bounds_b[two + 1]
            size += 1
    return out[:size].copy()


@inlined
def _scores(
    words: Words, passages: Passages, first: int, last: int, bounds_a: Ints, bounds: Ints, count_a: int, count_b: int,
    index: Index, telling: NDArray[Any], heavy_a: NDArray[Any], heavy_b: NDArray[Any], measure: Measure,
) -> NDArray[Any]:  # fmt: skip
    """Rows (sentence of a, of b, cosine): the best match of each sentence of either, above the measure."""
    best_a, best_b = np.zeros(count_a), np.zeros(count_b)
    for_a, for_b = np.full(count_a, -1), np.full(count_b, -1)
    weight, shared = np.zeros(count_a), np.zeros(count_a, dtype=np.int64)
    index.seen[:] = -1
    for sentence in range(count_b):
        if not _LEAST <= bounds[sentence + 1] - bounds[sentence] <= _LONGEST:
            continue
        weight[:] = 0.0
        shared[:] = 0
        for at in range(bounds[sentence], bounds[sentence + 1]):
            place = words.offsets[passages.b[first]] + at
            if words.marks[place] & FUNCTION:
                continue
            slot = _slot(index.keys, words.stems[place])
            if index.keys[slot] == 0 or index.seen[slot] == sentence:
                continue
            index.seen[slot] = sentence
            worth = telling[single(words.forms[place])]
            entry = index.heads[slot]
            while entry >= 0:
                other = index.entries[entry, 0]
                weight[other] += worth
                shared[other] += 1
                entry = index.entries[entry, 1]
        for other in range(count_a):
            if shared[other] < measure.stems or bounds_a[other + 1] - bounds_a[other] > _LONGEST:
                continue
            cosine = weight[other] / np.sqrt(heavy_a[other] * heavy_b[sentence])
            contained = weight[other] / min(heavy_a[other], heavy_b[sentence])
            low, high = bounds_a[other], bounds_a[other + 1]
            if (
                cosine >= measure.cosine
                and contained >= measure.contained
                and not _covered(passages, first, last, low, high, bounds[sentence], bounds[sentence + 1])
            ):
                if cosine > best_a[other]:
                    best_a[other], for_a[other] = cosine, sentence
                if cosine > best_b[sentence]:
                    best_b[sentence], for_b[sentence] = cosine, other
    rows = np.empty((count_a + count_b, 3))
    size = 0
    for one in range(count_a):
        if for_a[one] >= 0:
            rows[size, 0], rows[size, 1], rows[size, 2] = one, for_a[one], best_a[one]
            size += 1
    for two in range(count_b):
        if for_b[two] >= 0 and for_a[for_b[two]] != two:
            rows[size, 0], rows[size, 1], rows[size, 2] = for_b[two], two, best_b[two]
            size += 1
    return rows[:size]


@compiled
def common(words: Words, a: Ints, b: Ints, spans: NDArray[Any]) -> tuple[NDArray[Any], Longs]:
    """Runs of equal words of sentences (a_start, a_end, b_start, b_end), as many as keep their order (LCS)."""
    runs = np.empty((max(1, spans[:, 1].sum() - spans[:, 0].sum()), 3), dtype=np.int32)
    bounds = np.zeros(len(a) + 1, dtype=np.int64)
    size = 0
    for row in range(len(a)):
        low, high, lowest, highest = spans[row, 0], spans[row, 1], spans[row, 2], spans[row, 3]
        base, other = words.offsets[a[row]], words.offsets[b[row]]
        table = np.zeros((high - low + 1, highest - lowest + 1), dtype=np.int32)
        for i in range(high - low - 1, -1, -1):
            for j in range(highest - lowest - 1, -1, -1):
                if words.forms[base + low + i] == words.forms[other + lowest + j]:
                    table[i, j] = table[i + 1, j + 1] + 1
                else:
                    table[i, j] = max(table[i + 1, j], table[i, j + 1])
        i = j = 0
        while i < high - low and j < highest - lowest:
            if words.forms[base + low + i] == words.forms[other + lowest + j]:
                before = size > bounds[row] and runs[size - 1, 0] + runs[size - 1, 2] == low + i
                if before and runs[size - 1, 1] + runs[size - 1, 2] == lowest + j:
                    runs[size - 1, 2] += 1
                else:
                    runs[size, 0], runs[size, 1], runs[size, 2] = low + i, lowest + j, 1
                    size += 1
                i, j = i + 1, j + 1
            elif table[i + 1, j] >= table[i, j + 1]:
                i += 1
            else:
                j += 1
        bounds[row + 1] = size
    return runs[:size].copy(), bounds


@compiled
def absorbed(passages: Passages, firsts: Longs, lasts: Longs, numbers: Longs, spans: NDArray[Any]) -> Bytes:
    """1 for each passage that lies within both sentences of a match (number of its pair, and spans as above)."""
    out = np.zeros(len(passages.a), dtype=np.uint8)
    for match in range(len(numbers)):
        for row in range(firsts[numbers[match]], lasts[numbers[match]]):
            inside_a = spans[match, 0] <= passages.a_start[row] and passages.a_end[row] <= spans[match, 1]
            inside_b = spans[match, 2] <= passages.b_start[row] and passages.b_end[row] <= spans[match, 3]
            if inside_a and inside_b:
                out[row] = 1
    return out


@compiled
def longest(runs: NDArray[Any], bounds: Longs) -> Ints:
    """The longest run of equal words of each match."""
    out = np.zeros(len(bounds) - 1, dtype=np.int32)
    for match in range(len(out)):
        for run in range(bounds[match], bounds[match + 1]):
            out[match] = max(out[match], runs[run, 2])
    return out
