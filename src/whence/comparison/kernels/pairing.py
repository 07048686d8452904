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


def seeds(
    words: Words, told: Bytes, hashes: Prints, owners: Ints, places: Ints, order: NDArray[Any], groups: Ints,
    cap: int, need: int, asked: int, fresh: int = 0,
) -> Seeds:  # fmt: skip
    """All seeds of pairs of texts that are of different groups (a negative one is no group), the later one not before
    text `fresh`.

    What agrees around a seed must tell `need` tenths of a nat; of the words right beside it that tell anything `asked`
    must agree, at most two.
    """
    found = _seeds(words, told, hashes, owners, places, owners, places, order, groups, cap, need, asked, fresh)
    return Seeds(*_sorted(len(groups), *found))


def seeds_within(
    around: Words, told: Bytes, spots: Ints, hashes: Prints, owners: Ints, places: Ints, order: NDArray[Any],
    groups: Ints, cap: int, need: int, asked: int,
) -> Seeds:  # fmt: skip
    """The same from the words around each fingerprint alone: those of n are text n, where it begins at `spots[n]`."""
    rows = np.arange(len(hashes), dtype=np.int32)
    found = _seeds(around, told, hashes, owners, places, rows, spots, order, groups, cap, need, asked, 0)
    return Seeds(*_sorted(len(groups), *found))


def neighbours(words: Words, owners: Ints, places: Ints) -> tuple[Longs, Longs]:
    """The words around each fingerprint that `seeds_within` may look at: from and to which place among all words."""
    at = words.offsets[owners] + places
    return np.maximum(at - _REACH, words.offsets[owners]), np.minimum(at + _REACH, words.offsets[owners + 1])


@inlined
def _apart(groups: Ints, a: int, b: int) -> bool:
    return groups[a] < 0 or groups[a] != groups[b]


@compiled
def _seeds(
    words: Words, told: Bytes, hashes: Prints, owners: Ints, places: Ints, texts: Ints, spots: Ints,
    order: NDArray[Any], groups: Ints, cap: int, need: int, asked: int, fresh: int,
) -> tuple[Ints, Ints, Ints, Ints]:  # fmt: skip
    """Fingerprint n is of `owners[n]`, at `places[n]`; its words are looked up in text `texts[n]`, at `spots[n]`."""
    rows, bounds = _members(hashes, owners, order)
    beside, gains = _sketched(words, told, texts, spots, rows)
    mine, text, spot = owners[rows], texts[rows], spots[rows]  # in one go: one by one they would be waited for
    found = np.empty((1 << 16, 2), dtype=np.int32)
    size = 0
    for group in range(len(bounds) - 1):
        start, end = bounds[group], bounds[group + 1]
        for two in range(start + 1, end):
            one = start if mine[two] >= fresh else two
            while one < two:
                alike = 0
                if _apart(groups, mine[one], mine[two]):
                    alike = _alike(beside[one], beside[two], need - gains[one], asked)
                if alike == _SURE or (alike and _near(words, told, text[one], text[two], spot[one], spot[two], need)):
                    found = _grown(found, size)
                    found[size, 0], found[size, 1] = one, two
                    size += 1
                one = two - 1 if end - start > cap and one == start and two > start + 1 else one + 1
    first, second = rows[found[:size, 0]], rows[found[:size, 1]]
    return owners[first], owners[second], places[first], places[second]


@compiled
def parted(hashes: Prints, owners: Ints, places: Ints, order: NDArray[Any], cap: int, fresh: int) -> NDArray[Any]:
    """Rows (a, b, at, bt) of places that are linked no more since there are texts from `fresh` on."""
    rows, bounds = _members(hashes, owners, order)
    found = np.empty((1 << 12, 2), dtype=np.int32)
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
                found[size, 0], found[size, 1] = one, two
                size += 1
    first, second = rows[found[:size, 0]], rows[found[:size, 1]]
    return np.stack((owners[first], owners[second], places[first], places[second]), axis=1)


@inlined
def _grown(found: NDArray[Any], size: int) -> NDArray[Any]:
    if size < len(found):
        return found
    longer = np.empty((2 * size, found.shape[1]), dtype=np.int32)
    longer[:size] = found
    return longer


@inlined
def _members(hashes: Prints, owners: Ints, order: NDArray[Any]) -> tuple[NDArray[Any], Longs]:
    """The fingerprints that several texts have, the first one of each text, and where each lot of equal ones begins."""
    keys = hashes[order]
    rows = np.empty(len(order), dtype=np.uint32)
    bounds = np.zeros(len(order) // 2 + 2, dtype=np.int64)
    count = groups = start = 0
    while start < len(keys):
        end = start + 1
        while end < len(keys) and keys[end] == keys[start]:
            end += 1
        if end > start + 1:
            begun, held = count, -1
            for row in order[start:end]:
                if owners[row] != held:
                    rows[count], held = row, owners[row]
                    count += 1
            if count == begun + 1:
                count = begun
            else:
                groups += 1
                bounds[groups] = count
        start = end
    return rows[:count].copy(), bounds[: groups + 1].copy()


@inlined
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
