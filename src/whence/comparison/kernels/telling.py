"""How much a word tells after the word before it: what stock phrases share is no news.

The information of a word, in tenths of a nat, under a model of word pairs counted in the pile itself (Shannon, 1948).
Few counts are not believed: then a function word tells little and any other much. Counts are sums, so those of two
piles add up.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.compiling import compiled, inlined
from whence.comparison.kernels.folding import Bytes
from whence.comparison.kernels.tokens import FUNCTION, NAME, Hashes, Longs, Words

_BITS = 20
_SLOTS = 1 << _BITS
_BELIEVED = 50.0
_SMALL, _FULL = 3.0, 7.0
_OFTEN, _FEW = 1 / 4_000, 10.0
"""Pairs per word beyond which no pair of plain words goes in any language, and in small piles so many: what is beyond
comes from copies, and would make a pile of nothing but copies of one text tell nothing."""
MODEL = 20_000
"""Texts, the oldest ones, that tell how words follow each other."""
ALONE = 0.7
"""What the first word of a run counts, as a share of the most that it could tell."""
Counts = NDArray[Any]


def counted(words: Words, counts: Counts | None = None) -> Counts:
    """Counts of words (first row) and of pairs of words, by hash, added to those given; no pair spans two texts.

    Of a large pile the first `MODEL` texts are counted, so that what is newer changes nothing of what is old.
    """
    table = np.zeros((2, _SLOTS), dtype=np.uint32) if counts is None else counts
    _count(words.forms, words.offsets[: MODEL + 1], table)
    return table


@inlined
def single(form: np.uint32) -> int:
    """The column of a word in the counts."""
    return np.int64((np.uint64(form) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - _BITS))


@inlined
def _double(before: np.uint32, form: np.uint32) -> int:
    mixed = np.uint64(form) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(before)
    return np.int64((mixed * np.uint64(0xC2B2AE3D27D4EB4F)) >> np.uint64(64 - _BITS))


@compiled
def _count(forms: Hashes, offsets: Longs, counts: Counts) -> None:
    for text in range(len(offsets) - 1):
        before = np.uint32(0)
        for form in forms[offsets[text] : offsets[text + 1]]:
            counts[0, single(form)] += np.uint32(1)
            counts[1, _double(before, form)] += np.uint32(1)
            before = form


def information(words: Words, counts: Counts) -> Bytes:
    """What each word tells, in tenths of a nat."""
    return _information(words.forms, words.marks, words.offsets, counts)


@compiled
def _information(forms: Hashes, marks: Bytes, offsets: Longs, counts: Counts) -> Bytes:
    told = np.empty(len(forms), dtype=np.uint8)
    most = max(_FEW, _OFTEN * counts[0].sum())
    before = np.uint32(0)
    text = 0
    for at in range(len(forms)):
        while offsets[text] <= at:
            if offsets[text] == at:
                before = np.uint32(0)
            text += 1
        both = counts[1, _double(before, forms[at])]
        if both <= 1:
            told[at] = np.uint8(10.0 * (_SMALL if marks[at] & FUNCTION else _FULL))
            before = forms[at]
            continue
        least = np.exp(-_SMALL) if marks[at] & FUNCTION else np.exp(-_FULL)
        seen = np.float64(both) if marks[at] & (FUNCTION | NAME) else min(np.float64(both), most)
        share = max(seen - 1.0, 0.0) / (np.float64(counts[0, single(before)]) + _BELIEVED)
        told[at] = np.uint8(10.0 * -np.log(min(1.0, share + least)))
        before = forms[at]
    return told


@inlined
def first_worth(mark: int) -> float:
    """What the first word of a run counts, in tenths of a nat."""
    return 10 * ALONE * (_SMALL if mark & FUNCTION else _FULL)


@inlined
def worth(marks: Bytes, told: Bytes, start: int, end: int) -> int:
    """What a run of words tells; before its first word nothing is known."""
    total = np.int64(first_worth(marks[start]))
    for at in range(start + 1, end):
        total += told[at]
    return total


@inlined
def frequencies(counts: Counts) -> NDArray[Any]:
    """What the words of each column tell by their frequency alone, in nats, at most ten."""
    total = np.float64(counts[0].sum())
    out = np.empty(counts.shape[1])
    for each in range(len(out)):
        out[each] = min(10.0, np.log((total + 1.0) / (np.float64(counts[0, each]) + 1.0)) + 0.1)
    return out
