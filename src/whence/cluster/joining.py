"""The join of fingerprints, in three exchanges; the kernels are those of one machine, and so are the answers.

articles | prints by hash          each with the words around it, texts by the first text equal to them
         | seeds by the older text, lines of the house by text
         | pairs by the younger text, the older one's words with them
         | passages
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pyarrow
from numpy.typing import NDArray

from whence.cluster import parcels, parts, proofs
from whence.cluster.parcels import Kind, Parcel, Texts
from whence.cluster.survey import Survey, load
from whence.comparison import passages
from whence.comparison import seeds as seeding
from whence.comparison.documents import Corpus, gather, stretches
from whence.comparison.kernels import house, pairing, phrases, telling
from whence.comparison.kernels.prints import Fingerprints
from whence.comparison.kernels.sorting import families
from whence.comparison.kernels.tokens import Words
from whence.comparison.reuse import records
from whence.options import ReuseOptions
from whence.records import Reuse

DONE = pyarrow.schema([("bucket", pyarrow.uint32())])
_Columns = tuple[NDArray[Any], ...]
_SHIFT = np.uint64(20)  # `families` sorts by the bits above these, so texts that it may mix up share a bucket


class _Prints(NamedTuple):
    """Fingerprints by text, each with the words around it: `sizes[n]` of them, it begins at the one of `spots[n]`."""

    hashes: NDArray[Any]
    owners: NDArray[Any]
    places: NDArray[Any]
    spots: NDArray[Any]
    sizes: NDArray[Any]
    forms: NDArray[Any]
    told: NDArray[Any]

    @classmethod
    def joined(cls, lots: Sequence[_Prints]) -> _Prints:
        """Several lots as one, in order of the texts; those of one text are in one lot and stay in their order."""
        hashes, owners, places, spots, sizes, forms, told = (np.concatenate(each) for each in zip(*lots, strict=True))
        order = np.argsort(owners, kind="stable")
        around = parcels.spread((np.cumsum(sizes) - sizes)[order], sizes[order])
        return cls(hashes[order], owners[order], places[order], spots[order], sizes[order], forms[around], told[around])


@dataclass(frozen=True, slots=True)
class Join:
    """One run: where its articles are and its passages go, in how many buckets; `mark` tells it from another run."""

    output: str
    mark: str
    buckets: int
    options: ReuseOptions

    def known(self) -> Survey:
        """What is known of the whole pile."""
        return load(self.output, self.mark)

    def give(self, units: Sequence[int]) -> pyarrow.Table:
        """Fingerprints and words of the articles of some units."""
        known = self.known()
        held = sorted(pair for unit in units for pair in known.articles(self.output, unit))
        if not held:
            return parcels.packed([])
        numbers = np.asarray([number for number, _ in held], dtype=np.int32)
        corpus = gather((stretches(article) for _, article in held), self.options)
        return parcels.packed([*self._texts(known, corpus, numbers), *self._prints(known, corpus, numbers)])

    def seeds(self, table: pyarrow.Table) -> pyarrow.Table:
        """From the fingerprints of one bucket: seeds, and lines that an outlet repeats."""
        lots, out = [], []
        for parcel in parcels.unpacked(table):
            if parcel.kind == Kind.PRINTS:
                lots.append(parcel.data)
            else:
                out.append(parcel)
        return parcels.packed([*out, *self._paired(_Prints.joined(lots))] if lots else out)

    def pairs(self, table: pyarrow.Table) -> pyarrow.Table:
        """The words of the older text of each pair sent to where the younger one's are."""
        texts, seeds, ours, spread = self._sorted_out(table)
        if texts is None:
            return parcels.packed([])
        texts = self._flagged(texts, ours, spread)
        here = int(self._bucket(self.known().firsts[texts.numbers[:1]])[0])
        out = [Parcel(here, Kind.TEXTS, texts)]
        for bucket, rows in parcels.dealt(self._bucket(seeds[:, 1])):
            sent = seeds[rows]
            mine = None if bucket == here else self._families(texts, sent[:, 0])
            out.append(Parcel(bucket, Kind.PAIRS, (sent, mine)))
        return parcels.packed(out)

    def passages(self, table: pyarrow.Table) -> pyarrow.Table:
        """The passages of the pairs of one bucket, written into a part of the output."""
        lots, sent, here = [], [], 0
        for parcel in parcels.unpacked(table):
            here = parcel.bucket
            if parcel.kind == Kind.TEXTS:
                lots.append(parcel.data)
            else:
                sent.append(parcel.data[0])
                lots += [] if parcel.data[1] is None else [parcel.data[1]]
        found = self._found(parcels.joined(lots), sent, here) if lots else []
        proven = sorted(found, key=lambda each: each[0].id)
        parts.put(self.output, here, Reuse, [each for each, _ in proven])
        proofs.put(self.output, here, [each for _, each in proven])
        return pyarrow.table({"bucket": [here]}, schema=DONE)

    def _bucket(self, numbers: NDArray[Any]) -> NDArray[Any]:
        return np.asarray(numbers, dtype=np.int64) % self.buckets

    def _texts(self, known: Survey, corpus: Corpus, numbers: NDArray[Any]) -> Iterator[Parcel]:
        ids = np.asarray([known.ids[number] for number in numbers])
        none = np.zeros(len(corpus.words.forms), dtype=np.uint8)
        whole = Texts(numbers, ids, corpus.words, none, none)
        for bucket, rows in parcels.dealt(self._bucket(known.firsts[numbers])):
            yield Parcel(bucket, Kind.TEXTS, parcels.picked(whole, rows))

    def _prints(self, known: Survey, corpus: Corpus, numbers: NDArray[Any]) -> Iterator[Parcel]:
        prints, words = corpus.prints, corpus.words
        local = np.repeat(np.arange(len(corpus), dtype=np.int32), np.diff(prints.offsets))
        told = telling.information(words, known.counts)
        starts, ends = pairing.neighbours(words, local, prints.places)
        spots = words.offsets[local] + prints.places - starts
        kept = np.flatnonzero(known.firsts[numbers[local]] == numbers[local])
        buckets = ((prints.hashes >> _SHIFT) % np.uint64(self.buckets)).astype(np.int64)
        for bucket, chosen in parcels.dealt(buckets[kept]):
            rows = kept[chosen]
            sizes = (ends - starts)[rows]
            around = parcels.spread(starts[rows], sizes)
            data = _Prints(
                prints.hashes[rows], numbers[local[rows]], prints.places[rows], spots[rows].astype(np.int32), sizes,
                words.forms[around], told[around],
            )  # fmt: skip
            yield Parcel(bucket, Kind.PRINTS, data)

    def _paired(self, prints: _Prints) -> Iterator[Parcel]:
        known = self.known()
        texts, owners = np.unique(prints.owners, return_inverse=True)
        owners, alike = owners.astype(np.int32), families(prints.hashes)
        none, alone = np.zeros(0, dtype=np.int32), np.full(len(texts), -1, dtype=np.int32)
        offsets = np.concatenate([[0], np.cumsum(prints.sizes)]).astype(np.int64)
        around = Words(prints.forms, none.astype(np.uint32), none, none, none.astype(np.uint8), offsets)
        found = pairing.seeds_within(
            around, prints.told, prints.spots, alike, owners, prints.places, alone,
            self.options.max_frequency, *seeding.needed(self.options, len(known.ids)),
        )  # fmt: skip
        seeds = np.stack([texts[found.a], texts[found.b], found.at, found.bt], axis=1).astype(np.int32)
        for bucket, rows in parcels.dealt(self._bucket(seeds[:, 0])):
            yield Parcel(bucket, Kind.SEEDS, seeds[rows])
        outlets = known.outlets[texts].astype(np.int32)
        ours = np.flatnonzero(house.house_prints(alike, owners, outlets, seeding.HOUSE))
        for bucket, rows in parcels.dealt(self._bucket(prints.owners[ours])):
            yield Parcel(bucket, Kind.HOUSE, (prints.owners[ours[rows]], prints.places[ours[rows]]))

        rows = np.arange(len(prints.hashes), dtype=np.int32)
        spread = phrases.spread_prints(around, prints.told, rows, prints.spots, alike, self.options.ngram)
        for bucket, rows in parcels.dealt(self._bucket(prints.owners)):
            yield Parcel(bucket, Kind.SPREAD, (prints.owners[rows], prints.places[rows], spread[rows]))

    def _sorted_out(self, table: pyarrow.Table) -> tuple[Texts | None, NDArray[Any], _Columns, _Columns]:
        """What came to a bucket: texts, seeds, (text, place) of house lines, (text, place, spread) of fingerprints."""
        lots: dict[Kind, list[Any]] = defaultdict(list)
        for parcel in parcels.unpacked(table):
            lots[parcel.kind].append(parcel.data)
        texts = parcels.joined(lots[Kind.TEXTS]) if lots[Kind.TEXTS] else None
        none = np.zeros(0, dtype=np.int32)
        seeds = np.concatenate([none.reshape(0, 4), *lots[Kind.SEEDS]])
        ours = tuple(np.concatenate([none, *(each[at] for each in lots[Kind.HOUSE])]) for at in (0, 1))
        spread = tuple(np.concatenate([none, *(each[at] for each in lots[Kind.SPREAD])]) for at in range(3))
        return texts, seeds, ours, spread

    def _flagged(self, texts: Texts, ours: _Columns, spread: _Columns) -> Texts:
        """The texts with what the fingerprints showed of their words."""
        words, size = texts.words, len(texts.house)
        local, places = np.searchsorted(texts.numbers, ours[0]).astype(np.int32), ours[1]
        lines = house.house_words(words, local, places, np.ones(len(local), np.uint8), self.options.ngram)
        local = np.searchsorted(texts.numbers, spread[0]).astype(np.int32)
        few = phrases.spread_words(words, local, spread[1], spread[2])
        return texts._replace(house=lines[:size], spread=few[:size])

    def _families(self, texts: Texts, numbers: NDArray[Any]) -> Texts:
        """These texts with all that are equal to one of them."""
        return parcels.picked(texts, np.flatnonzero(np.isin(self.known().firsts[texts.numbers], numbers)))

    def _found(self, texts: Texts, sent: list[NDArray[Any]], here: int) -> Iterator[tuple[Reuse, proofs.Proof]]:
        """The passages of the pairs that were sent here and of equal texts at home here, each with its proof."""
        known = self.known()
        seeds = np.concatenate([np.zeros((0, 4), dtype=np.int32), *sent])
        firsts = known.firsts[texts.numbers]
        many = np.isin(firsts, firsts[firsts != texts.numbers]) & (self._bucket(firsts) == here)
        texts = parcels.picked(texts, np.flatnonzero(np.isin(firsts, seeds[:, :2]) | many))
        if not len(texts.numbers):
            return
        seeds[:, 0], seeds[:, 1] = (np.searchsorted(texts.numbers, seeds[:, at]) for at in (0, 1))
        seeds = seeds[np.lexsort((seeds[:, 3], seeds[:, 2], seeds[:, 1], seeds[:, 0]))]
        firsts = np.searchsorted(texts.numbers, known.firsts[texts.numbers])
        twins = _twins(firsts)
        nothing = Fingerprints(np.zeros(0, np.uint64), np.zeros(0, np.int32), np.zeros(1, np.int64))
        corpus = Corpus(texts.words, nothing)
        flags = (np.append(each, np.uint8(0)) for each in (texts.house, texts.spread))
        lines, few = (seeding.shared_with(each, corpus, twins) for each in flags)
        start = seeding.Found(pairing.Seeds(*(seeds[:, at].copy() for at in range(4))), twins, lines, few)
        told = telling.information(texts.words, known.counts)
        alone = np.full(len(texts.numbers), -1, dtype=np.int32)
        shared = passages.grown(corpus, known.counts, told, start, alone, self.options)
        found = shared.passages
        away = self._bucket(texts.numbers[firsts]) != here
        kept = (firsts[found.a] != firsts[found.b]) | ~away[firsts[found.a]]
        shared = shared.picked(kept)
        proof = map(proofs.Proof, *(each.tolist() for each in (shared.cause, shared.proof, shared.phrase)))
        yield from zip(records(corpus, shared, texts.ids.tolist()), proof, strict=True)


def _twins(firsts: NDArray[Any]) -> tuple[tuple[int, ...], ...]:
    """The sets of equal texts, first one first."""
    table: dict[int, list[int]] = defaultdict(list)
    for number, first in enumerate(firsts.tolist()):
        table[first].append(number)
    return tuple(tuple(each) for each in table.values() if len(each) > 1)
