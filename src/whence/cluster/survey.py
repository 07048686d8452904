"""What the join must know of the whole pile: its articles in order of age, equal texts, and counts of words."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import numpy as np
import pyarrow
from numpy.typing import NDArray

from whence.cluster import parts, storage
from whence.comparison import seeds
from whence.comparison.documents import chosen, gather, stretches
from whence.comparison.kernels import telling
from whence.comparison.reuse import age, numbered
from whence.engines import Engine, Failure
from whence.errors import EngineFailed
from whence.options import ReuseOptions
from whence.records import Article

BATCH = 4
"""Units that one task takes."""


@dataclass(frozen=True, slots=True)
class Survey:
    """Article n, in order of age: its id, unit and row, its outlet's number (-1: none), and the first equal to it."""

    ids: tuple[str, ...]
    units: NDArray[Any]
    rows: NDArray[Any]
    outlets: NDArray[Any]
    firsts: NDArray[Any]
    counts: NDArray[Any]

    def articles(self, output: str, unit: int) -> list[tuple[int, Article]]:
        """The articles of a unit with their numbers; one that another unit holds too is of one of them only."""
        held = parts.light(output, unit, "text", "zones")
        return [(int(number), held[self.rows[number]]) for number in np.flatnonzero(self.units == unit)]


def make(output: str, total: int, options: ReuseOptions, engine: Engine) -> int:
    """Survey the articles of `total` units, and write it below `output`; how many articles there are."""
    batches = [range(at, min(at + BATCH, total)) for at in range(0, total, BATCH)]
    heads: dict[str, tuple[Article, int, int]] = {}
    for lot in _all(engine, partial(_heads, output), batches):
        for article, unit, row in lot:
            known = heads.get(article.id)
            if known is None or (article.path, article.key) < (known[0].path, known[0].key):
                heads[article.id] = (article, unit, row)
    ordered = sorted(heads.values(), key=lambda each: age(each[0]))
    units, rows = (np.asarray([each[at] for each in ordered], dtype=np.int64) for at in (1, 2))
    wanted = [[(unit, rows[units == unit].tolist()) for unit in batch] for batch in batches]
    numbers = [np.concatenate([np.flatnonzero(units == unit) for unit in batch]) for batch in batches]
    early = [np.flatnonzero(each < telling.MODEL).tolist() for each in numbers]
    counts = np.zeros(0, dtype=np.uint32)
    places = {pair: number for number, pair in enumerate(zip(units.tolist(), rows.tolist(), strict=True))}
    found: list[bytes] = [b""] * len(ordered)
    for lot, packed in _all(engine, partial(_words, output, options), list(zip(wanted, early, strict=True))):
        more = np.frombuffer(zlib.decompress(packed), dtype=np.uint32)
        counts = counts + more if len(counts) else more
        for unit, row, digest in lot:
            found[places[unit, row]] = digest
    firsts = np.arange(len(ordered))
    for first, *others in seeds.sets(found):
        firsts[others] = first
    columns = {
        "id": [each[0].id for each in ordered],
        "unit": units,
        "row": rows,
        "outlet": numbered(each[0].outlet for each in ordered),
        "first": firsts,
    }
    storage.write_table(storage.below(output, "survey", "articles.parquet"), pyarrow.table(columns))
    half = len(counts) // 2
    table = pyarrow.table({"words": counts[:half], "pairs": counts[half:]})
    storage.write_table(storage.below(output, "survey", "counts.parquet"), table)
    return len(ordered)


@lru_cache(maxsize=1)
def load(output: str, mark: str) -> Survey:
    """The survey that `make` wrote; `mark` tells one run from another, so that no worker keeps an old one."""
    assert mark
    table = storage.read_table(storage.below(output, "survey", "articles.parquet"))
    counts = storage.read_table(storage.below(output, "survey", "counts.parquet"))
    units, rows, outlets, firsts = (table.column(name).to_numpy() for name in ("unit", "row", "outlet", "first"))
    both = np.stack([counts.column(name).to_numpy() for name in ("words", "pairs")])
    return Survey(tuple(table.column("id").to_pylist()), units, rows, outlets, firsts, both)


def _all(engine: Engine, function: Any, items: list[Any]) -> Iterator[Any]:
    for each in engine.map(function, items):
        if isinstance(each, Failure):
            raise EngineFailed(f"the survey of the articles failed: {each.reason}")
        yield each


def _heads(output: str, units: range) -> list[tuple[Article, int, int]]:
    """The articles without their texts, with unit and row."""
    return [
        (each, unit, row) for unit in units for row, each in enumerate(parts.light(output, unit, "outlet", "published"))
    ]


def _words(
    output: str, options: ReuseOptions, asked: tuple[list[tuple[int, list[int]]], list[int]]
) -> tuple[list[tuple[int, int, bytes]], bytes]:
    """For each article unit, row and what equal texts have in common; and the counts of words of some, packed."""
    wanted, early = asked
    places: list[tuple[int, int]] = []
    articles: list[Article] = []
    for unit, rows in wanted:
        held = parts.light(output, unit, "text", "zones")
        places += [(unit, row) for row in rows]
        articles += [held[row] for row in rows]
    corpus = gather(map(stretches, articles), options)
    found = [(unit, row, seeds.digest(corpus, text)) for text, (unit, row) in enumerate(places)]
    return found, zlib.compress(telling.counted(chosen(corpus, early).words).tobytes(), 1)
