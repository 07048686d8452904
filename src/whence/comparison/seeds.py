"""Pairs of places that may begin a shared passage: winnowed fingerprints that stand in more than one document.

Winnowing is Schleimer, Wilkerson and Aiken (2003): of each window of fingerprints the least is kept, so that every
shared run of `ngram + window - 1` words has a fingerprint in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from whence.comparison.documents import Document
from whence.options import ReuseOptions

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
Places = dict[tuple[int, int], list[tuple[int, int]]]


def find(documents: Sequence[Document], options: ReuseOptions) -> Places:
    """For each pair of documents (numbers, the lesser first) the word positions that share a fingerprint.

    A fingerprint of more than `max_frequency` documents links each to the first and to the previous one only.
    """
    values, owners, positions = _all(documents, options)
    order = np.lexsort((positions, owners, values))
    values, owners, positions = values[order], owners[order], positions[order]
    edges = np.flatnonzero(np.diff(values)) + 1
    pairs: Places = defaultdict(list)
    for start, end in zip(np.concatenate(([0], edges)), np.concatenate((edges, [len(values)])), strict=True):
        if end - start > 1 and owners[start] != owners[end - 1]:
            _pair(pairs, owners[start:end].tolist(), positions[start:end].tolist(), options.max_frequency)
    return pairs


def _all(
    documents: Sequence[Document], options: ReuseOptions
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    values, owners, positions = [], [], []
    for number, document in enumerate(documents):
        prints, places = fingerprints(document.ids, options.ngram, options.window)
        values.append(prints)
        positions.append(places)
        owners.append(np.full(len(prints), number, dtype=np.int64))
    none = np.zeros(0, dtype=np.int64)
    return (
        np.concatenate([np.zeros(0, dtype=np.uint64), *values]),
        np.concatenate([none, *owners]),
        np.concatenate([none, *positions]),
    )


def fingerprints(ids: NDArray[np.int64], ngram: int, window: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The winnowed fingerprints of a document and their word positions."""
    if len(ids) < ngram:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    mixed = (ids.astype(np.uint64) + np.uint64(1)) * _FACTOR
    mixed ^= mixed >> np.uint64(29)
    grams = np.zeros(len(ids) - ngram + 1, dtype=np.uint64)
    for offset in range(ngram):
        grams = (grams * np.uint64(0x100000001B3)) ^ mixed[offset : offset + len(grams)]
    if len(grams) <= window:
        places = np.asarray([int(grams.argmin())])
    else:
        view = sliding_window_view(grams, window)
        places = np.unique(view.argmin(axis=1) + np.arange(len(view)))
    return grams[places], places.astype(np.int64)


def _pair(pairs: Places, owners: list[int], positions: list[int], cap: int) -> None:
    first: dict[int, int] = {}
    for owner, position in zip(owners, positions, strict=True):
        first.setdefault(owner, position)
    places = list(first.items())
    if len(places) > cap:
        links = {(0, at) for at in range(1, len(places))} | {(at - 1, at) for at in range(1, len(places))}
    else:
        links = {(i, j) for j in range(len(places)) for i in range(j)}
    for i, j in links:
        (a, at), (b, bt) = places[i], places[j]
        pairs[a, b].append((at, bt))
