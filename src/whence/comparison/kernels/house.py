"""What a passage is made of: lines that an outlet prints again and again, and words inside quotation marks."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.compiling import compiled
from whence.comparison.kernels.folding import Bytes, Ints
from whence.comparison.kernels.passages import Passages
from whence.comparison.kernels.sorting import Families
from whence.comparison.kernels.tokens import OPEN, QUOTED, Longs, Words


@compiled
def house_words(words: Words, owners: Ints, places: Ints, ours: Bytes, length: int) -> Bytes:
    """1 for each word of the fingerprints that `ours` marks."""
    flags = np.zeros(len(words.forms) + 1, dtype=np.uint8)
    for at in range(len(owners)):
        if ours[at]:
            begin = words.offsets[owners[at]] + places[at]
            for word in range(begin, min(begin + length, words.offsets[owners[at] + 1])):
                flags[word] = 1
    return flags


@compiled
def house_prints(alike: Families, owners: Ints, outlets: Ints, least: int) -> Bytes:
    """1 for each fingerprint that at least `least` texts of its outlet hold (a negative one is unknown)."""
    flags = np.zeros(len(owners), dtype=np.uint8)
    texts = np.zeros(max(0, outlets.max()) + 1 if len(outlets) else 1, dtype=np.int64)
    for family in range(len(alike.bounds) - 1):
        rows = alike.rows[alike.bounds[family] : alike.bounds[family + 1]]
        if len(rows) < least:
            continue
        held = -1
        for row in rows:
            owner = owners[row]
            if outlets[owner] >= 0 and owner != held:
                texts[outlets[owner]] += 1
            held = owner
        for row in rows:
            if outlets[owners[row]] >= 0 and texts[outlets[owners[row]]] >= least:
                flags[row] = 1
        for row in rows:
            if outlets[owners[row]] >= 0:
                texts[outlets[owners[row]]] = 0
    return flags


@compiled
def composition(words: Words, passages: Passages, house: Bytes) -> NDArray[Any]:
    """For each passage: quoted words of a and of b, house words of a and of b, equal words quoted on neither side."""
    out = np.zeros((len(passages.a), 5), dtype=np.int32)
    inside = QUOTED | OPEN
    for row in range(len(out)):
        base, other = words.offsets[passages.a[row]], words.offsets[passages.b[row]]
        for at in range(base + passages.a_start[row], base + passages.a_end[row]):
            out[row, 0] += (words.marks[at] & inside) != 0
            out[row, 2] += house[at]
        for at in range(other + passages.b_start[row], other + passages.b_end[row]):
            out[row, 1] += (words.marks[at] & inside) != 0
            out[row, 3] += house[at]
        for run in range(passages.first[row], passages.last[row]):
            i, j = base + passages.runs[run, 0], other + passages.runs[run, 1]
            for step in range(passages.runs[run, 2]):
                out[row, 4] += ((words.marks[i + step] | words.marks[j + step]) & inside) == 0
    return out


@compiled
def house_share(words: Words, a: Ints, b: Ints, runs: NDArray[Any], bounds: Longs, house: Bytes) -> NDArray[Any]:
    """The share of house words, on the side that has more, among equal words: runs `[bounds[n], bounds[n + 1])`."""
    out = np.zeros(len(a))
    for row in range(len(a)):
        base, other = words.offsets[a[row]], words.offsets[b[row]]
        one = two = total = 0
        for run in range(bounds[row], bounds[row + 1]):
            for step in range(runs[run, 2]):
                one += house[base + runs[run, 0] + step]
                two += house[other + runs[run, 1] + step]
                total += 1
        out[row] = max(one, two) / max(1, total)
    return out
