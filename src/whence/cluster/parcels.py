"""What travels between the steps of the join: arrays in one cell, with the bucket that they are for."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
import pyarrow
from numpy.typing import NDArray

from whence.comparison.kernels.tokens import Words

SCHEMA = pyarrow.schema([("bucket", pyarrow.uint32()), ("kind", pyarrow.uint8()), ("data", pyarrow.large_binary())])


class Kind(IntEnum):
    """What a parcel holds."""

    PRINTS = 0
    TEXTS = 1
    SEEDS = 2
    HOUSE = 3
    SPREAD = 4
    PAIRS = 5


class Parcel(NamedTuple):
    """One cell: arrays, or named tuples of arrays, for one bucket."""

    bucket: int
    kind: Kind
    data: Any


class Texts(NamedTuple):
    """Words of some articles: their numbers (ascending), ids, words, and what is known of each word.

    `house`: 1 where it is in a line of its house; `spread`: as `kernels.phrases.spread_words` has it.
    """

    numbers: NDArray[Any]
    ids: NDArray[Any]
    words: Words
    house: NDArray[Any]
    spread: NDArray[Any]


def packed(parcels: Iterable[Parcel]) -> pyarrow.Table:
    """Parcels as a table."""
    rows = [(each.bucket, int(each.kind), _pressed(each.data)) for each in parcels]
    columns = zip(*rows, strict=True) if rows else ([], [], [])
    arrays = [pyarrow.array(list(cells), type=field.type) for cells, field in zip(columns, SCHEMA, strict=True)]
    return pyarrow.Table.from_arrays(arrays, schema=SCHEMA)


def unpacked(table: pyarrow.Table) -> Iterator[Parcel]:
    """The parcels of a table."""
    for bucket, kind, data in zip(*(table.column(name).to_pylist() for name in SCHEMA.names), strict=True):
        size = int.from_bytes(data[:8], "little")
        yield Parcel(bucket, Kind(kind), pickle.loads(pyarrow.decompress(data[8:], size, "lz4", asbytes=True)))


def _pressed(data: Any) -> bytes:
    """Arrays as bytes; the words around neighbouring fingerprints are mostly the same, and shrink to a few."""
    plain = pickle.dumps(data, protocol=5)
    return len(plain).to_bytes(8, "little") + bytes(pyarrow.compress(plain, "lz4", asbytes=True))


def joined(parts: Sequence[Texts]) -> Texts:
    """Several lots of texts as one, each text once, in order of their numbers."""
    numbers = np.concatenate([each.numbers for each in parts])
    offsets = np.concatenate([[0], np.cumsum(np.concatenate([np.diff(each.words.offsets) for each in parts]))])
    columns = [np.concatenate(column) for column in zip(*(each.words[:-1] for each in parts), strict=True)]
    house, few = (np.concatenate([each[at] for each in parts]) for at in (3, 4))
    whole = Texts(numbers, np.concatenate([each.ids for each in parts]), Words._make([*columns, offsets]), house, few)
    return picked(whole, np.unique(numbers, return_index=True)[1])


def picked(texts: Texts, rows: NDArray[Any]) -> Texts:
    """Some of the texts, in the order of `rows`."""
    words = texts.words
    sizes = np.diff(words.offsets)[rows]
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    places = spread(words.offsets[:-1][rows], sizes)
    chosen = Words._make([*(each[places] for each in words[:-1]), offsets])
    return Texts(texts.numbers[rows], texts.ids[rows], chosen, texts.house[places], texts.spread[places])


def spread(starts: NDArray[Any], sizes: NDArray[Any]) -> NDArray[Any]:
    """All places of stretches that begin at `starts`."""
    before = np.cumsum(sizes) - sizes
    return np.repeat(starts - before, sizes) + np.arange(int(sizes.sum()))


def dealt(buckets: NDArray[Any]) -> Iterator[tuple[int, NDArray[Any]]]:
    """For each bucket its rows, in their order."""
    order = np.argsort(buckets, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(buckets[order])) + 1):
        if len(rows):
            yield int(buckets[rows[0]]), rows
