"""Fingerprints: hashed runs of words, winnowed, and short runs inside quotation marks.

Winnowing is Schleimer, Wilkerson and Aiken (2003): of each window of fingerprints the least is kept, so that every
shared run of `ngram + window - 1` words has a fingerprint in common.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.compiling import compiled, inlined
from whence.comparison.kernels.folding import Bytes, Ints
from whence.comparison.kernels.tokens import FUNCTION, OPEN, QUOTED, Hashes, Longs, Words

QUOTE_GRAM = 3
"""Words in a fingerprint of a quote."""
_PRIME = np.uint64(0x100000001B3)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_QUOTE_SEED = np.uint64(0x51ED270B0929F0D5)
Prints = NDArray[Any]


class Fingerprints(NamedTuple):
    """Hashes with the word that each begins at, in its text; text n has those from `offsets[n]` on."""

    hashes: Prints
    places: Ints
    offsets: Longs


def fingerprints(words: Words, ngram: int, window: int) -> Fingerprints:
    """The winnowed fingerprints of some texts, and all short ones inside their quotation marks."""
    most = 2 * len(words.forms) + 1
    hashes, places = np.empty(most, dtype=np.uint64), np.empty(most, dtype=np.int32)
    offsets = np.zeros(len(words.offsets), dtype=np.int64)
    count = _fingerprints(words.forms, words.marks, words.offsets, ngram, window, hashes, places, offsets)
    for each in (hashes, places):  # the system gives no room that was not used, and takes back the rest
        each.resize(count, refcheck=False)
    return Fingerprints(hashes, places, offsets)


@compiled
def _fingerprints(
    forms: Hashes, marks: Bytes, bounds: Longs, ngram: int, window: int, hashes: Prints, places: Ints, offsets: Longs
) -> int:
    count = 0
    for text in range(len(bounds) - 1):
        start, end = bounds[text], bounds[text + 1]
        count = _winnow(forms, start, end, ngram, window, hashes, places, count)
        count = _quotes(forms, marks, start, end, hashes, places, count)
        offsets[text + 1] = count
    return count


@inlined
def _gram(forms: Hashes, at: int, ngram: int, state: np.uint64) -> np.uint64:
    for each in forms[at : at + ngram]:
        state = (state + np.uint64(each)) * _FACTOR
        state ^= state >> np.uint64(29)
    return state


@inlined
def _winnow(
    forms: Hashes, start: int, end: int, ngram: int, window: int, hashes: Prints, places: Ints, count: int
) -> int:
    ring = np.empty(window, dtype=np.uint64)
    total = end - start - ngram + 1
    least_at = -1
    least = np.uint64(0)
    for at in range(total):
        here = _gram(forms, start + at, ngram, np.uint64(0))
        ring[at % window] = here
        fresh = False
        if least_at <= at - window or least_at < 0:
            least, least_at, fresh = here, at, True
            for back in range(max(0, at - window + 1), at):
                if ring[back % window] < least:
                    least, least_at = ring[back % window], back
        elif here < least:
            least, least_at, fresh = here, at, True
        if (fresh and at >= window - 1) or at == min(window, total) - 1:
            hashes[count], places[count] = least, least_at
            count += 1
    return count


@inlined
def _quotes(forms: Hashes, marks: Bytes, start: int, end: int, hashes: Prints, places: Ints, count: int) -> int:
    inside = 0
    for at in range(start, end):
        inside = inside + 1 if marks[at] & (QUOTED | OPEN) else 0
        first = at - QUOTE_GRAM + 1
        if inside >= QUOTE_GRAM:
            plain = 0
            for word in range(first, at + 1):
                plain += (marks[word] & FUNCTION) != 0
            if plain < QUOTE_GRAM:
                hashes[count] = _gram(forms, first, QUOTE_GRAM, _QUOTE_SEED)
                places[count] = first - start
                count += 1
    return count
