"""Passages of a pile that grows: newer articles are compared with all, and what is known of the others is kept.

A pair of texts depends on no other text but by three things, and each of them can only change in fingerprints that a
newer text has too: which texts a fingerprint of very many links, which lines are the house's own, and in how many
surroundings a phrase stands. So those fingerprints are looked at again, all of them, and no others. What words tell is
counted in the oldest texts (`telling.MODEL`). What a passage must tell is read off all passages each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.comparison import passages, seeds
from whence.comparison.documents import Corpus
from whence.comparison.kernels import pairing, telling
from whence.comparison.kernels.folding import Bytes, Ints
from whence.comparison.kernels.house import house_prints, house_words
from whence.comparison.kernels.pairing import Seeds
from whence.comparison.kernels.passages import Passages
from whence.comparison.kernels.phrases import spread_prints, spread_words
from whence.comparison.kernels.sorting import families
from whence.comparison.kernels.tokens import Longs, Words
from whence.comparison.kernels.touching import located, touched
from whence.comparison.passages import Shared
from whence.options import ReuseOptions


class Searched(NamedTuple):
    """Pairs of texts, by a number that stands for the pair and its passages, in order; and what the search for reworded
    sentences found there, each row with the place of its pair."""

    pairs: Longs
    rows: NDArray[Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the texts of a pile, in order of age.

    `told` goes with the words, `ours` and `spread` with the fingerprints (0 for those of texts that equal an earlier
    one), `digests` with the texts. `counts` tell how words follow each other. `seeds` (of texts that differ) are sorted
    by their later text; those that are linked no more have an `at` of -1. `more` are those of the newest texts. `found`
    is what grew from them all, `searched` what the search for reworded sentences found when the passages were settled.
    """

    counts: telling.Counts
    told: Bytes
    ours: Bytes
    spread: Bytes
    digests: NDArray[Any]
    seeds: Seeds
    more: Seeds
    found: Passages
    searched: Searched

    def __len__(self) -> int:
        return len(self.digests)


def nothing() -> Known:
    """What is known of no texts."""
    empty, none, longs = np.zeros(0, dtype=np.uint8), np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64)
    found = Passages(none, none, none, none, none, none, none, longs, longs, none.reshape(0, 3))
    counts = np.zeros((2, 0), dtype=np.uint32)
    seeds = Seeds(none, none, none, none)
    searched = Searched(longs, np.zeros((0, 6)))
    return Known(counts, empty, empty, empty, np.zeros(0, dtype="V16"), seeds, seeds, found, searched)


@cache
def version() -> str:
    """A digest of the code that finds passages: with other code, what is known may be wrong."""
    found = blake2b(digest_size=16)
    folder = files("whence.comparison")
    for place in (folder, folder / "kernels"):
        for each in sorted(place.iterdir(), key=lambda each: each.name):
            if each.name.endswith(".py"):
                found.update(each.read_bytes())
    return found.hexdigest()


def extends(known: int, texts: int, options: ReuseOptions) -> bool:
    """Whether what is known of so many texts holds when there are more, all of them newer."""
    return known >= telling.MODEL and seeds.needed(options, known) == seeds.needed(options, texts)


def extended(known: Known, corpus: Corpus, outlets: Ints, options: ReuseOptions) -> Known:
    """The same of all texts of a corpus, of which the first ones are known."""
    fresh = len(known)
    counts = known.counts if fresh else telling.counted(corpus.words)
    told = np.concatenate((known.told, telling.information(_from(corpus.words, fresh), counts)))
    more = [seeds.digest(corpus, text) for text in range(fresh, len(corpus))]
    digests = np.concatenate((known.digests, np.asarray(more, dtype="V16")))
    kept = np.ones(len(corpus), dtype=np.uint8)
    for _, *others in _twins(digests):
        kept[others] = 0
    hashes, places, offsets = corpus.prints
    rows = touched(hashes, offsets, kept, fresh)
    owners = (np.searchsorted(offsets, rows, "right") - 1).astype(np.int32)
    alike, places = families(hashes[rows]), places[rows]
    ours, spread = (_longer(each, len(hashes)) for each in (known.ours, known.spread))
    ours[rows] = house_prints(alike, owners, outlets, seeds.HOUSE)
    spread[rows] = spread_prints(corpus.words, told, owners, places, alike, options.ngram)
    lost = pairing.parted(alike, owners, places, options.max_frequency, fresh) if fresh else _NONE
    alone = np.full(len(corpus), -1, dtype=np.int32)
    enough = seeds.needed(options, len(corpus))
    new = pairing.seeds(corpus.words, told, alike, owners, places, alone, options.max_frequency, *enough, fresh)
    held, again, pairs = _without(_joined(known.seeds, known.more), lost)
    found = _replaced(known.found, pairs, passages.aligned(corpus, told, _joined(again, new), options))
    return Known(counts, told, ours, spread, digests, held, _by_later(new), found, known.searched)


def settled(known: Known, corpus: Corpus, options: ReuseOptions) -> tuple[Shared, Searched]:
    """The passages that `passages.find` finds in the corpus, and what was searched for that."""
    owners = np.repeat(np.arange(len(corpus), dtype=np.int32), np.diff(corpus.prints.offsets))
    twins = _twins(known.digests)
    ours = house_words(corpus.words, owners, corpus.prints.places, known.ours, options.ngram)
    few = spread_words(corpus.words, owners, corpus.prints.places, known.spread)
    start = seeds.Found(
        known.more, twins, seeds.shared_with(ours, corpus, twins), seeds.shared_with(few, corpus, twins)
    )
    found = passages.picked(known.found, np.lexsort((known.found.a_start, known.found.b, known.found.a)))
    alone = np.full(len(corpus), -1, dtype=np.int32)
    search = _Search(passages.searching(corpus, known.counts), known.searched)
    shared = passages.settled(corpus, known.told, found, start, alone, options, search)
    return passages.proven(shared), search.searched


class _Search:
    """A search that leaves out what was searched before; a pair of texts depends on nothing but its passages."""

    def __init__(self, search: passages.Search, searched: Searched) -> None:
        self._search, self.searched = search, searched

    def __call__(self, found: Passages, firsts: Longs, lasts: Longs) -> NDArray[Any]:
        held, numbers = self.searched, _numbered(found, firsts, lasts)
        places = np.searchsorted(held.pairs, numbers)
        places[places == len(held.pairs)] = 0
        old = held.pairs[places] == numbers if len(held.pairs) else np.zeros(len(numbers), dtype=np.bool_)
        fresh, pair = np.flatnonzero(~old), np.full(len(held.pairs), -1, dtype=np.int64)
        pair[places[old]] = np.flatnonzero(old)
        more = self._search(found, firsts[fresh], lasts[fresh])
        numbered = np.concatenate((pair[held.rows[:, 0].astype(np.int64)], fresh[more[:, 0].astype(np.int64)]))
        rows = np.concatenate((held.rows, more))
        rows[:, 0] = numbered
        rows = rows[np.argsort(numbered, kind="stable")][np.count_nonzero(numbered < 0) :]
        order = np.argsort(numbers)
        kept = rows.copy()
        kept[:, 0] = np.argsort(order)[rows[:, 0].astype(np.int64)]
        self.searched = Searched(numbers[order], kept)
        return rows


def _numbered(found: Passages, firsts: Longs, lasts: Longs) -> Longs:
    """A number for each pair of texts and all of its passages."""
    state = np.zeros(len(found.a), dtype=np.uint64)
    for column in found[:6]:
        state = (state + column.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        state ^= state >> np.uint64(29)
    total = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(state)))
    return (total[lasts] - total[firsts]).view(np.int64)


_NONE = np.zeros((0, 4), dtype=np.int32)


def _twins(digests: NDArray[Any]) -> tuple[tuple[int, ...], ...]:
    """The sets of equal texts; a text without words has an empty digest, and equals none."""
    halves = digests.view(np.uint64)[::2]
    _, places, counts = np.unique(halves, return_inverse=True, return_counts=True)
    several = np.flatnonzero((counts[places] > 1) & (halves > 0))
    found = seeds.sets(digests[several].tolist())
    return tuple(tuple(several[each].tolist()) for each in map(list, found))


def _from(words: Words, text: int) -> Words:
    """The words of the texts from one on."""
    start = words.offsets[text]
    return Words._make([*(each[start:] for each in words[:-1]), words.offsets[text:] - start])


def _longer(flags: Bytes, size: int) -> Bytes:
    out = np.zeros(size, dtype=np.uint8)
    out[: len(flags)] = flags
    return out


def _joined(one: Seeds, two: Seeds) -> Seeds:
    if not len(two.a):
        return one
    return Seeds._make(np.concatenate(pair) for pair in zip(one, two, strict=True))


def _by_later(found: Seeds) -> Seeds:
    order = np.argsort(found.b, kind="stable")
    return Seeds._make(each[order] for each in found)


def _keys(rows: Seeds | Passages) -> NDArray[Any]:
    """A number for the two texts, by the later one first."""
    keys: NDArray[Any] = (rows.b.astype(np.int64) << 32) + rows.a
    return keys


def _without(held: Seeds, lost: NDArray[Any]) -> tuple[Seeds, Seeds, NDArray[Any]]:
    """The seeds, some linked no more; those that are left of the pairs that lose any; and the keys of these pairs."""
    low, high = (np.searchsorted(held.b, lost[:, 1], side) for side in ("left", "right"))
    gone = located(held, lost, low, high)
    if not len(gone):
        return held, Seeds._make(each[:0] for each in held), np.zeros(0, dtype=np.int64)
    at = held.at.copy()
    at[gone] = -1
    held = held._replace(at=at)
    pairs = np.unique(_keys(Seeds._make(each[gone] for each in held)))
    later = np.unique(held.b[gone])
    rows = _ranges(np.searchsorted(held.b, later), np.searchsorted(held.b, later, "right"))
    rows = rows[at[rows] >= 0]
    again = Seeds._make(each[rows] for each in held)
    left = np.isin(_keys(again), pairs)
    return held, Seeds._make(each[left] for each in again), pairs


def _ranges(low: NDArray[Any], high: NDArray[Any]) -> NDArray[Any]:
    """All numbers from each `low` to each `high`."""
    sizes = high - low
    numbers: NDArray[Any] = np.repeat(low - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
    return numbers


def _replaced(held: Passages, pairs: NDArray[Any], redone: Passages) -> Passages:
    """The passages, those of some pairs (by their keys) left out, and those found anew or for the first time."""
    if len(pairs):
        rows = np.flatnonzero(~np.isin(_keys(held), pairs))
        sizes = held.last[rows] - held.first[rows]
        ends = np.cumsum(sizes)
        runs = held.runs[_ranges(held.first[rows], held.last[rows])]
        held = Passages._make([*(each[rows] for each in held[:7]), ends - sizes, ends, runs])
    shift = len(held.runs)
    moved = redone._replace(first=redone.first + shift, last=redone.last + shift)
    return Passages._make(np.concatenate(pair) for pair in zip(held, moved, strict=True))
