"""From fingerprints to pairs of places that may begin a shared passage.

A fingerprint of more than `cap` texts links each to the first and to the previous one only, so that a story in 500
papers does not make 125,000 pairs. Two texts that share a fingerprint go on only where the words around it agree too:
most share nothing but a turn of phrase. As such pairs grow with the square of the pile, eight bytes that stand for the
words next to a fingerprint tell most of them before their texts are looked at.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.compiling import compiled, inlined
from whence.comparison.kernels.folding import Bytes, Ints
from whence.comparison.kernels.prints import Prints
from whence.comparison.kernels.sorting import Families, by_pairs
from whence.comparison.kernels.tokens import Hashes, Longs, Words

_REACH = 14
_EDIT, _DROP = 20, 60
_GRAM, _BESIDE = 4, 4
_WORD, _LITTLE = 70, 30
_SURE = 2
_SEVENS, _HIGH, _ONES = np.uint64(0x7F7F7F7F7F7F7F7F), np.uint64(0x8080808080808080), np.uint64(0x0101010101010101)
_LATER, _NEARER = np.uint64(0x00FFFFFF00FFFFFF), np.uint64(0xFFFFFF00FFFFFF00)


class Seeds(NamedTuple):
    """Words `at` of text `a` and `bt` of text `b` that begin equal runs; `a` < `b`, sorted by all four."""

    a: Ints
    b: Ints
    at: Ints
    bt: Ints


class _Around(NamedTuple):
    """Where the words around some fingerprints are to be found, a byte for each that is next to them, and what the
    words of the fingerprint tell."""

    texts: Ints
    spots: Ints
    beside: Prints
    gains: NDArray[Any]


class _Needs(NamedTuple):
    """From how many texts on a family is linked to its first and to the previous one only, and what seeds must have."""

    cap: int
    need: int
    asked: int
    fresh: int


def seeds(
    words: Words, told: Bytes, alike: Families, owners: Ints, places: Ints, groups: Ints,
    cap: int, need: int, asked: int, fresh: int = 0,
) -> Seeds:  # fmt: skip
    """All seeds of pairs of texts that are of different groups (a negative one is no group), the later one not before
    text `fresh`.

    What agrees around a seed must tell `need` tenths of a nat; of the words right beside it that tell anything `asked`
    must agree, at most two.
    """
    rows, bounds = _members(alike, owners)
    mine, spot = owners[rows], places[rows]
    around = _Around(mine, spot, *_sketched(words, told, owners, places, rows))
    found = _linked(words, told, bounds, around, mine, spot, groups, _Needs(cap, need, asked, fresh))
    return Seeds(*by_pairs(found, len(groups)))


def seeds_within(
    around: Words, told: Bytes, spots: Ints, alike: Families, owners: Ints, places: Ints, groups: Ints,
    cap: int, need: int, asked: int,
) -> Seeds:  # fmt: skip
    """The same from the words around each fingerprint alone: those of n are text n, where it begins at `spots[n]`."""
    rows, bounds = _members(alike, owners)
    texts = np.arange(len(owners), dtype=np.int32)
    near = _Around(texts[rows], spots[rows], *_sketched(around, told, texts, spots, rows))
    needs = _Needs(cap, need, asked, 0)
    found = _linked(around, told, bounds, near, owners[rows], places[rows], groups, needs)
    return Seeds(*by_pairs(found, len(groups)))


def neighbours(words: Words, owners: Ints, places: Ints) -> tuple[Longs, Longs]:
    """The words around each fingerprint that `seeds_within` may look at: from and to which place among all words."""
    at = words.offsets[owners] + places
    return np.maximum(at - _REACH, words.offsets[owners]), np.minimum(at + _REACH, words.offsets[owners + 1])


@inlined
def _apart(groups: Ints, a: int, b: int) -> bool:
    return groups[a] < 0 or groups[a] != groups[b]


@compiled
def _linked(
    words: Words, told: Bytes, bounds: Longs, around: _Around, owners: Ints, places: Ints, groups: Ints, needs: _Needs
) -> NDArray[Any]:
    """Rows (a, b, at, bt): the places of each family `[bounds[n], bounds[n + 1])` that are seeds."""
    found = np.empty((1 << 16, 4), dtype=np.int32)
    size = 0
    beside, need = around.beside, needs.need
    for group in range(len(bounds) - 1):
        start, end = bounds[group], bounds[group + 1]
        for two in range(start + 1, end):
            one = start if owners[two] >= needs.fresh else two
            while one < two:
                alike = _alike(beside[one], beside[two], need - around.gains[one], needs.asked)
                if (
                    alike
                    and _apart(groups, owners[one], owners[two])
                    and (alike == _SURE or _near(words, told, around, one, two, need))
                ):
                    found = _grown(found, size)
                    found[size, 0], found[size, 1] = owners[one], owners[two]
                    found[size, 2], found[size, 3] = places[one], places[two]
                    size += 1
                one = two - 1 if end - start > needs.cap and one == start and two > start + 1 else one + 1
    return found[:size]


@compiled
def parted(alike: Families, owners: Ints, places: Ints, cap: int, fresh: int) -> NDArray[Any]:
    """Rows (a, b, at, bt) of places that are linked no more since there are texts from `fresh` on."""
    rows, bounds = _members(alike, owners)
    found = np.empty((1 << 12, 4), dtype=np.int32)
    size = 0
    for group in range(len(bounds) - 1):
        start, end = bounds[group], bounds[group + 1]
        old = start
        while old < end and owners[rows[old]] < fresh:
            old += 1
        if end - start <= cap or old - start > cap:
            continue
        for two in range(start + 2, old):
            for one in range(start + 1, two - 1):
                found = _grown(found, size)
                first, second = rows[one], rows[two]
                found[size, 0], found[size, 1] = owners[first], owners[second]
                found[size, 2], found[size, 3] = places[first], places[second]
                size += 1
    return found[:size].copy()


@inlined
def _grown(found: NDArray[Any], size: int) -> NDArray[Any]:
    if size < len(found):
        return found
    longer = np.empty((2 * size, found.shape[1]), dtype=np.int32)
    longer[:size] = found
    return longer


@compiled
def _members(alike: Families, owners: Ints) -> tuple[NDArray[Any], Longs]:
    """The fingerprints that several texts have, the first one of each text, and where each family of them begins."""
    rows = np.empty(len(alike.rows), dtype=np.uint32)
    bounds = np.zeros(len(alike.bounds), dtype=np.int64)
    count = groups = 0
    for family in range(len(alike.bounds) - 1):
        begun, held = count, -1
        for row in alike.rows[alike.bounds[family] : alike.bounds[family + 1]]:
            if owners[row] != held:
                rows[count], held = row, owners[row]
                count += 1
        if count == begun + 1:
            count = begun
        else:
            groups += 1
            bounds[groups] = count
    return rows[:count].copy(), bounds[: groups + 1].copy()


@compiled
def _sketched(
    words: Words, told: Bytes, texts: Ints, spots: Ints, rows: NDArray[Any]
) -> tuple[Prints, NDArray[Any]]:  # fmt: skip
    """For each of some fingerprints a byte per word next to it (0: it tells little), and what its own words tell.

    All are looked at in the order of the texts, which is quicker than to jump about in them.
    """
    sought = np.zeros(len(texts), dtype=np.bool_)
    for row in rows:
        sought[row] = True
    beside, gains = np.empty(len(texts), dtype=np.uint64), np.empty(len(texts), dtype=np.int16)
    for row in np.flatnonzero(sought):
        beside[row], gains[row] = _sketch(words, told, texts[row], spots[row])
    return beside[rows], gains[rows]


@inlined
def _sketch(words: Words, told: Bytes, text: int, spot: int) -> tuple[np.uint64, int]:
    low, high = words.offsets[text], words.offsets[text + 1]
    at = low + spot
    gain = np.int64(0)
    for place in range(at, min(at + _GRAM, high)):
        gain += told[place]
    beside = np.uint64(0)
    for step in range(_BESIDE):
        after, before = at + _GRAM + step, at - 1 - step
        if after < high and told[after] > _LITTLE:
            beside |= np.uint64(1 + words.forms[after] % 255) << np.uint64(8 * step)
        if before >= low and told[before] > _LITTLE:
            beside |= np.uint64(1 + words.forms[before] % 255) << np.uint64(8 * (_BESIDE + step))
    return beside, gain


@inlined
def _alike(one: np.uint64, two: np.uint64, missing: int, asked: int) -> int:
    """Whether the words next to two fingerprints give what is still missing: `_SURE`; may, one place moved: 1; or 0."""
    if missing <= 0:
        return _SURE
    same = _equal(one, two)
    if _LITTLE * _count(same) >= missing:
        return _SURE
    same |= _equal(one & _LATER, (two >> np.uint64(8)) & _LATER) | _equal(
        one & _NEARER, (two << np.uint64(8)) & _NEARER
    )
    return 1 if _count(same) >= min(asked, 1 if missing <= _WORD else 2) else 0


@inlined
def _count(same: np.uint64) -> int:
    return np.int64(((same >> np.uint64(7)) * _ONES) >> np.uint64(56))


@inlined
def _equal(one: np.uint64, two: np.uint64) -> np.uint64:
    """The upper bit of each byte that is the same in both and is not 0."""
    apart = one ^ two
    same = ~(((apart & _SEVENS) + _SEVENS) | apart | _SEVENS)
    return same & (((one & _SEVENS) + _SEVENS) | one) & _HIGH


@inlined
def _near(words: Words, told: Bytes, around: _Around, one: int, two: int, need: int) -> bool:
    """Whether what agrees around a seed, over `_REACH` words on either side, tells enough."""
    a, b, at, bt = around.texts[one], around.texts[two], around.spots[one], around.spots[two]
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
