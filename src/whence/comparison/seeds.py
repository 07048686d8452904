"""Which pairs of texts may share a passage, and where: equal texts set aside, fingerprints paired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.comparison.documents import Corpus
from whence.comparison.kernels import pairing
from whence.comparison.kernels.folding import Bytes, Ints
from whence.comparison.kernels.house import house_prints, house_words
from whence.comparison.kernels.pairing import Seeds
from whence.comparison.kernels.phrases import spread_prints, spread_words
from whence.comparison.kernels.sorting import families
from whence.options import ReuseOptions

SMALL = 20_000
"""Texts of a pile from which chance is reckoned with."""
HOUSE = 3
"""Articles of one outlet that hold a line before it is taken for the house's own."""


@dataclass(frozen=True, slots=True)
class Found:
    """Seeds between texts that differ, the sets of equal texts (first one first), the house's own words, and for each
    word in how many surroundings the fingerprint stands that begins there (0: none does)."""

    seeds: Seeds
    twins: tuple[tuple[int, ...], ...]
    house: Bytes
    spread: Bytes


def find(corpus: Corpus, told: Bytes, groups: Ints, outlets: Ints, options: ReuseOptions) -> Found:
    """All seeds of pairs of texts of different groups, and what else the fingerprints show."""
    twins = equal_texts(corpus)
    kept = np.ones(len(corpus), dtype=np.bool_)
    mixed = groups.copy()
    for first, *others in twins:
        kept[others] = False
        if any(groups[each] != groups[first] for each in others):
            mixed[first] = -1
    owners = np.repeat(np.arange(len(corpus), dtype=np.int32), np.diff(corpus.prints.offsets))
    hashes, places = corpus.prints.hashes, corpus.prints.places
    if not kept.all():
        chosen = kept[owners]
        owners, hashes, places = owners[chosen], hashes[chosen], places[chosen]
    alike = families(hashes)
    enough = needed(options, len(corpus))
    found = pairing.seeds(corpus.words, told, alike, owners, places, mixed, options.max_frequency, *enough)
    ours = house_prints(alike, owners, outlets, HOUSE)
    house = house_words(corpus.words, owners, places, ours, options.ngram)
    counts = spread_prints(corpus.words, told, owners, places, alike, options.ngram)
    few = spread_words(corpus.words, owners, places, counts)
    return Found(found, twins, shared_with(house, corpus, twins), shared_with(few, corpus, twins))


def needed(options: ReuseOptions, texts: int) -> tuple[int, int]:
    """What `pairing.seeds` needs in a pile of so many texts, in tenths of a nat, and how many words beside a seed.

    Pairs by chance grow with the square of the pile (Karlin and Altschul, 1990), so that at each doubling beyond
    `SMALL` it takes twice the logarithm of two more, half of it at half a doubling.
    """
    halves = max(0, ((texts * texts) // (SMALL * SMALL)).bit_length() - 1)
    return round(10 * (options.hint + log(2) * halves)), min(2, halves // 2)


def equal_texts(corpus: Corpus) -> tuple[tuple[int, ...], ...]:
    """Texts of the same words and marks, in order, where there are several."""
    return sets(map(partial(digest, corpus), range(len(corpus))))


def digest(corpus: Corpus, text: int) -> bytes:
    """What texts of the same words and marks have in common; empty for a text without words."""
    words = corpus.words
    start, end = words.offsets[text], words.offsets[text + 1]
    if start == end:
        return b""
    found = blake2b(words.forms[start:end].tobytes(), digest_size=16)
    found.update(words.marks[start:end].tobytes())
    return found.digest()


def sets(digests: Iterable[bytes]) -> tuple[tuple[int, ...], ...]:
    """The numbers of those that are equal, where there are several; an empty one equals none."""
    table: dict[bytes, list[int]] = defaultdict(list)
    for number, each in enumerate(digests):
        if each:
            table[each].append(number)
    return tuple(tuple(each) for each in table.values() if len(each) > 1)


def shared_with(house: Bytes, corpus: Corpus, twins: tuple[tuple[int, ...], ...]) -> Bytes:
    """The house's words of equal texts are those of the first."""
    offsets = corpus.words.offsets
    for first, *others in twins:
        flags: NDArray[Any] = house[offsets[first] : offsets[first + 1]]
        for each in others:
            house[offsets[each] : offsets[each + 1]] = flags
    return house
