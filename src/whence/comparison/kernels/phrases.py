"""Turns of phrase: words that stand together in many places that have nothing else in common.

What follows and goes before tells a phrase from a copy: the words around a copied sentence are copied with it, those
around a phrase differ from place to place (accessor variety; Feng, Chen, Deng and Zheng 2004).
"""

from __future__ import annotations

import numpy as np

from whence.comparison.kernels.compiling import compiled, inlined
from whence.comparison.kernels.folding import Bytes, Ints
from whence.comparison.kernels.passages import Passages
from whence.comparison.kernels.sorting import Families
from whence.comparison.kernels.telling import first_worth
from whence.comparison.kernels.tokens import FUNCTION, NAME, Longs, Words

_BEFORE, _AFTER = 8, 12
"""Words before the first one of a fingerprint, and from it on, that are looked at; `pairing.neighbours` has as many."""
_SURROUNDINGS = 8
_FEW, _SOME = 4, 6
_NAME = 40
_FACTOR, _MORE, _LOWER = np.uint64(0x9E3779B1), np.uint64(0x85EBCA6B), np.uint64(0xFFFFFFFF)


@compiled
def spread_prints(words: Words, told: Bytes, texts: Ints, spots: Ints, alike: Families, length: int) -> Bytes:
    """In how many different surroundings each fingerprint stands, 1 to 8 and no more.

    Fingerprint n is looked up in text `texts[n]`, at `spots[n]`. Surroundings have a number below 8, from their most
    telling word; they are looked at in the order of the texts, which is quicker than to jump about in them.
    """
    out, rows, bounds = np.ones(len(texts), dtype=np.uint8), alike.rows, alike.bounds
    for family in range(len(bounds) - 1):
        for row in rows[bounds[family] : bounds[family + 1]]:
            out[row] = min(bounds[family + 1] - bounds[family], _FEW + 1)
    forms, offsets = (
        words.forms,
        words.offsets,
    )  # no function in these loops: calls with arrays cost more than their work
    places = np.zeros(len(texts), dtype=np.uint8)
    for row in range(len(texts)):
        if out[row] <= _FEW:
            continue
        low, high = offsets[texts[row]], offsets[texts[row] + 1]
        at = low + spots[row]
        best = np.uint64(0)
        for place in range(max(low, at - _BEFORE), min(high, at + _AFTER)):
            if place < at or place >= at + length:
                mixed = (np.uint64(forms[place]) * _FACTOR) & _LOWER
                best = max(best, (np.uint64(told[place]) << np.uint64(32)) | mixed)
        places[row] = 1 << np.int64((((best & _LOWER) * _MORE) >> np.uint64(20)) & np.uint64(_SURROUNDINGS - 1))
    for family in range(len(bounds) - 1):
        if bounds[family + 1] - bounds[family] <= _FEW:
            continue
        seen, count = np.uint8(0), 0
        for row in rows[bounds[family] : bounds[family + 1]]:
            seen |= places[row]
        while seen:
            seen &= seen - np.uint8(1)
            count += 1
        for row in rows[bounds[family] : bounds[family + 1]]:
            out[row] = count
    return out


@compiled
def spread_words(words: Words, owners: Ints, places: Ints, spread: Bytes) -> Bytes:
    """What `spread` says of the fingerprint that each word begins; of two the less, 0 of none."""
    flags = np.zeros(len(words.forms) + 1, dtype=np.uint8)
    for row in range(len(owners)):
        at = words.offsets[owners[row]] + places[row]
        if flags[at] == 0 or spread[row] < flags[at]:
            flags[at] = spread[row]
    return flags


@compiled
def proofs(words: Words, told: Bytes, passages: Passages, spread: Bytes, length: int) -> Ints:
    """What the equal words of each passage tell beyond turns of phrase and names, in tenths of a nat.

    A word at the end of a fingerprint that stands in several surroundings tells two thirds of what it told, in many
    one third; a name tells what a text is about rather than where it comes from.
    """
    out = np.zeros(len(passages.a), dtype=np.int32)
    for row in range(len(out)):
        base = words.offsets[passages.a[row]]
        total = 0.0
        for run in range(passages.first[row], passages.last[row]):
            start = base + passages.runs[run, 0]
            end = start + passages.runs[run, 2]
            for at in range(start, end):
                worth = np.float64(told[at]) if at > start else first_worth(words.marks[at])
                if at - start >= length - 1:
                    count = _known(spread, start, at - length + 1, end - length)
                    worth *= 1.0 if count <= _FEW else 2.0 / 3.0 if count <= _SOME else 1.0 / 3.0
                if words.marks[at] & NAME and not words.marks[at] & FUNCTION:
                    worth = max(0.0, worth - _NAME)
                total += worth
        out[row] = np.int32(total)
    return out


@inlined
def _known(spread: Bytes, first: int, at: int, last: int) -> int:
    """The spread of the fingerprint that begins here; of one that winnowing left out that of its neighbours."""
    if spread[at]:
        return np.int64(spread[at])
    before = np.int64(spread[at - 1]) if at > first else 0
    after = np.int64(spread[at + 1]) if at < last else 0
    if before or after:
        return max(before, after)
    return max(np.int64(spread[max(0, at - 1)]), np.int64(spread[at + 1]))


@compiled
def phrase(words: Words, passages: Passages) -> Longs:
    """A number for what a passage consists of: that of the first words of its longest equal run."""
    out = np.zeros(len(passages.a), dtype=np.int64)
    for row in range(len(out)):
        base, start, longest = words.offsets[passages.a[row]], 0, 0
        for run in range(passages.first[row], passages.last[row]):
            if passages.runs[run, 2] > longest:
                start, longest = base + passages.runs[run, 0], passages.runs[run, 2]
        state = np.uint64(0)
        for form in words.forms[start : start + min(longest, 4)]:
            state = (state + np.uint64(form)) * np.uint64(0x9E3779B97F4A7C15)
            state ^= state >> np.uint64(29)
        out[row] = np.int64(state >> np.uint64(16))
    return out
