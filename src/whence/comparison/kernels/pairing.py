"""From fingerprints to pairs of places that may begin a shared passage.

A fingerprint of more than `cap` texts links each to the first and to the previous one only, so that a story in 500
papers does not make 125,000 pairs. A pair of texts with a single seed goes on only where the words around it agree too:
most such pairs share nothing but a turn of phrase.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.compiling import compiled, inlined
from whence.comparison.kernels.folding import Bytes, Ints
from whence.comparison.kernels.prints import Prints
from whence.comparison.kernels.tokens import Hashes, Longs, Words

_REACH = 14
_EDIT, _DROP = 20, 60


class Seeds(NamedTuple):
    """Words `at` of text `a` and `bt` of text `b` that begin equal runs; `a` < `b`, sorted by all four."""

    a: Ints
    b: Ints
    at: Ints
    bt: Ints


def seeds(
    words: Words, told: Bytes, hashes: Prints, owners: Ints, places: Ints, order: NDArray[Any], groups: Ints,
    cap: int, need: int,
) -> Seeds:  # fmt: skip
    """All seeds of pairs of texts that are of different groups (a negative one is no group)."""
    found = _seeds(words, told, hashes, owners, places, owners, places, order, groups, cap, need)
    return Seeds(*_sorted(len(groups), *found))


def seeds_within(
    around: Words, told: Bytes, spots: Ints, hashes: Prints, owners: Ints, places: Ints, order: NDArray[Any],
    groups: Ints, cap: int, need: int,
) -> Seeds:  # fmt: skip
    """The same from the words around each fingerprint alone: those of n are text n, where it begins at `spots[n]`."""
    rows = np.arange(len(hashes), dtype=np.int32)
    found = _seeds(around, told, hashes, owners, places, rows, spots, order, groups, cap, need)
    return Seeds(*_sorted(len(groups), *found))


def neighbours(words: Words, owners: Ints, places: Ints) -> tuple[Longs, Longs]:
    """The words around each fingerprint that `seeds_within` may look at: from and to which place among all words."""
    at = words.offsets[owners] + places
    return np.maximum(at - _REACH, words.offsets[owners]), np.minimum(at + _REACH, words.offsets[owners + 1])


@inlined
def _distinct(owners: Ints, order: NDArray[Any], start: int, end: int, members: NDArray[Any]) -> int:
    """The first fingerprint of each text in a run of equal ones; how many texts there are."""
    count = 0
    for at in range(start, end):
        if at == start or owners[order[at]] != owners[order[at - 1]]:
            members[count] = order[at]
            count += 1
    return count


@inlined
def _run(hashes: Prints, order: NDArray[Any], start: int) -> int:
    end = start + 1
    while end < len(order) and hashes[order[end]] == hashes[order[start]]:
        end += 1
    return end


@inlined
def _apart(groups: Ints, a: int, b: int) -> bool:
    return groups[a] < 0 or groups[a] != groups[b]


@compiled
def _seeds(
    words: Words, told: Bytes, hashes: Prints, owners: Ints, places: Ints, texts: Ints, spots: Ints,
    order: NDArray[Any], groups: Ints, cap: int, need: int,
) -> tuple[Ints, Ints, Ints, Ints]:  # fmt: skip
    """Fingerprint n is of `owners[n]`, at `places[n]`; its words are looked up in text `texts[n]`, at `spots[n]`."""
    members = np.empty(len(groups) + 1, dtype=np.uint32)
    found = np.empty((1 << 16, 4), dtype=np.int32)
    size, start = 0, 0
    while start < len(order):
        end = _run(hashes, order, start)
        if end > start + 1:
            total = _distinct(owners, order, start, end, members)
            for second in range(1, total):
                first = 0
                while first < second:
                    one, two = members[first], members[second]
                    a, b = owners[one], owners[two]
                    if _apart(groups, a, b) and _near(
                        words, told, texts[one], texts[two], spots[one], spots[two], need
                    ):
                        if size == len(found):
                            longer = np.empty((2 * size, 4), dtype=np.int32)
                            longer[:size] = found
                            found = longer
                        found[size, 0], found[size, 1] = a, b
                        found[size, 2], found[size, 3] = places[one], places[two]
                        size += 1
                    first = second - 1 if total > cap and first == 0 and second > 1 else first + 1
        start = end
    return found[:size, 0].copy(), found[:size, 1].copy(), found[:size, 2].copy(), found[:size, 3].copy()


@inlined
def _near(words: Words, told: Bytes, a: int, b: int, at: int, bt: int, need: int) -> bool:
    """Whether what agrees around a seed, over `_REACH` words on either side, tells enough."""
    low, lowest = words.offsets[a], words.offsets[b]
    high, highest = words.offsets[a + 1], words.offsets[b + 1]
    i, j = low + at, lowest + bt
    score = _along(words.forms, told, i, j, min(_REACH, high - i), min(_REACH, highest - j), 1)
    if score >= need:
        return True
    return score + _along(words.forms, told, i - 1, j - 1, min(_REACH, at), min(_REACH, bt), -1) >= need


@inlined
def _along(forms: Hashes, told: Bytes, i: int, j: int, left: int, right: int, step: int) -> int:
    """The best sum in one direction of what equal words tell; a word cut, put in or replaced is stepped over."""
    score = best = np.int64(0)
    while left > 0 and right > 0 and score > best - _DROP:
        if forms[i] == forms[j]:
            score += told[i]
            best = max(best, score)
        else:
            score -= _EDIT
            if left > 1 and forms[i + step] == forms[j]:
                i += step
                left -= 1
                continue
            if right > 1 and forms[i] == forms[j + step]:
                j += step
                right -= 1
                continue
        i, j = i + step, j + step
        left, right = left - 1, right - 1
    return best


@compiled
def _sorted(texts: int, a: Ints, b: Ints, at: Ints, bt: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """By a, then b, then at: two passes of counting, then each pair by itself."""
    order = _counted(texts, b, np.arange(len(a)))
    order = _counted(texts, a, order)
    a, b, at, bt = a[order], b[order], at[order], bt[order]
    start = 0
    while start < len(a):
        end = start + 1
        while end < len(a) and a[end] == a[start] and b[end] == b[start]:
            end += 1
        if end > start + 1:
            inner = np.argsort(at[start:end].astype(np.int64) * (1 << 31) + bt[start:end])
            at[start:end], bt[start:end] = at[start:end][inner], bt[start:end][inner]
        start = end
    return a, b, at, bt


@inlined
def _counted(texts: int, keys: Ints, order: Longs) -> Longs:
    starts = np.zeros(texts + 1, dtype=np.int64)
    for key in keys:
        starts[key + 1] += 1
    for each in range(texts):
        starts[each + 1] += starts[each]
    out = np.empty(len(order), dtype=np.int64)
    for place in order:
        out[starts[keys[place]]] = place
        starts[keys[place]] += 1
    return out
