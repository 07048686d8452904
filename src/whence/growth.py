"""Passages of a large ledger, found through a stored index: only what newer articles touch is looked at again.

ids | read the index | append words and fingerprints | extend | commit | records

The index stands in a hidden folder beside the ledger, which is no input of `add`. It may be deleted at any time; where
it is missing, was made by other code or other options, or an article is gone or came in between, it is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.comparison import growing
from whence.comparison.documents import Corpus, gather, stretches
from whence.comparison.growing import Known, Searched
from whence.comparison.kernels import telling
from whence.comparison.kernels.folding import Ints
from whence.comparison.kernels.pairing import Seeds
from whence.comparison.kernels.passages import Passages
from whence.comparison.kernels.prints import Fingerprints
from whence.comparison.kernels.tokens import Words
from whence.comparison.passages import Shared
from whence.comparison.reuse import age, numbered, records
from whence.ledger.columns import Columns, locked
from whence.options import ReuseOptions
from whence.records import Article, Pile, Reuse

LEAST = telling.MODEL
"""Articles from which on an index is worth its place: that of a smaller pile would not hold when there are more."""
_KNOWN = ("counts", "told", "ours", "spread", "digests")
_COUNTED = ("words.offsets", "prints.offsets")


def find(pile: Pile, ledger: str | Path, options: ReuseOptions) -> tuple[Reuse, ...] | None:
    """What `comparison.reuse.find` finds; None where another process has the index."""
    articles = sorted(pile.articles, key=age)
    place = folder(ledger)
    with locked(place) as free:
        if not free:
            return None
        corpus, shared = renewed(articles, place, options)
        found = records(corpus, shared, [each.id for each in articles])
        return tuple(sorted(found, key=lambda each: each.id))


def folder(ledger: str | Path) -> Path:
    """Where the index of a ledger stands."""
    return Path(ledger).with_name(f".{Path(ledger).name}.passages")


def renewed(articles: Sequence[Article], place: Path, options: ReuseOptions) -> tuple[Corpus, Shared]:
    """The index in a folder brought up to some articles, in order of age: their words, and all their passages."""
    place.mkdir(parents=True, exist_ok=True)
    columns = Columns(place, mark(options))
    ids = np.asarray([each.id.encode() for each in articles])
    fresh = _held(columns, ids, options)
    if not fresh:
        columns = Columns(place, None)
    more = gather(map(stretches, articles[fresh:]), options)
    corpus = _corpus(columns, more)
    outlets = numbered(each.outlet for each in articles)
    known = _extended(columns, corpus, outlets, options, fresh)
    shared, searched = growing.settled(known, corpus, options)
    for name, each in zip(Searched._fields, searched, strict=True):
        columns.put(f"searched.{name}", each)
    columns.put("ids", ids)
    columns.commit(mark(options))
    return corpus, shared


def mark(options: ReuseOptions) -> str:
    """What an index must have been made under to serve: the same code and the same options."""
    return json.dumps([growing.version(), asdict(options)])


def _held(columns: Columns, ids: NDArray[Any], options: ReuseOptions) -> int:
    """How many of the articles, the first ones, the index holds; 0 where it holds others, or does not serve."""
    if "ids" not in columns:
        return 0
    held = columns.get("ids")
    if len(held) > len(ids) or not growing.extends(len(held), len(ids), options):
        return 0
    return len(held) if np.array_equal(held, ids[: len(held)]) else 0


def _corpus(columns: Columns, more: Corpus) -> Corpus:
    """The words and fingerprints of all, those of some newer ones appended."""

    def joined(name: str, values: NDArray[Any]) -> NDArray[Any]:
        if name in _COUNTED and name in columns:
            values = values[1:] + columns.get(name)[-1]
        return columns.add(name, values)

    words, prints = more.words, more.prints
    return Corpus(
        Words._make(joined(f"words.{name}", each) for name, each in zip(Words._fields, words, strict=True)),
        Fingerprints._make(joined(f"prints.{name}", each) for name, each in zip(prints._fields, prints, strict=True)),
    )


def _extended(columns: Columns, corpus: Corpus, outlets: Ints, options: ReuseOptions, fresh: int) -> Known:
    before = _known(columns) if fresh else growing.nothing()
    after = growing.extended(before, corpus, outlets, options)
    for name in _KNOWN:
        columns.put(name, getattr(after, name))
    for name, one, two, more in zip(Seeds._fields, before.seeds, after.seeds, after.more, strict=True):
        if one is not two:
            columns.put(f"seeds.{name}", two)
        columns.add(f"seeds.{name}", more)
    for name, one, two in zip(Passages._fields, before.found, after.found, strict=True):
        _update(columns, f"found.{name}", one, two)
    return after


def _update(columns: Columns, name: str, old: NDArray[Any], new: NDArray[Any]) -> None:
    """Append where the column begins as it did, which is mostly so."""
    if len(old) <= len(new) and np.array_equal(old, new[: len(old)]):
        columns.add(name, new[len(old) :])
    else:
        columns.put(name, new)


def _known(columns: Columns) -> Known:
    held = Seeds._make(columns.get(f"seeds.{each}") for each in Seeds._fields)
    found = Passages._make(columns.get(f"found.{each}") for each in Passages._fields)
    searched = Searched._make(columns.get(f"searched.{each}") for each in Searched._fields)
    kept = {each: columns.get(each) for each in _KNOWN}
    return Known(**kept, seeds=held, more=growing.nothing().more, found=found, searched=searched)
