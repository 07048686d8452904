"""Stories on many processes: words are read where the articles are, neighbours looked for in blocks, groups made here.

articles | words of each unit | vectors | neighbours of each block | pairs, groups

The functions are those of one machine and number words as it does, so that every sum is made in the same order.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import numpy as np

from whence.cluster import parts, storage
from whence.comparison.stories import words
from whence.comparison.stories.dating import Days
from whence.comparison.stories.grouping import grouped
from whence.comparison.stories.neighbours import Index
from whence.comparison.stories.titles import light
from whence.comparison.stories.vectors import Vectors
from whence.comparison.stories.words import Numbers, Words
from whence.engines import Engine, Failure
from whence.errors import EngineFailed
from whence.options import StoryOptions
from whence.records import Article, Story

BATCH = 4
"""Units that one task reads."""
BLOCK = 1_000
"""Articles whose neighbours one task looks for."""
_FIELDS = ("outlet", "published", "url", "title", "text", "zones")


def stories(output: str, total: int, options: StoryOptions, engine: Engine, mark: str) -> tuple[Story, ...]:
    """The stories of the articles of `total` units below `output`; `mark` tells this run from any other."""
    held: list[Words] = []
    best: dict[str, tuple[Article, int, int]] = {}
    for lot, read in _all(
        engine, partial(_read, output), [range(at, min(at + BATCH, total)) for at in range(0, total, BATCH)]
    ):
        for place, each in enumerate(lot):
            known = best.get(each.id)
            if known is None or (each.path, each.key) < (known[0].path, known[0].key):
                best[each.id] = (each, len(held), place)
        held.append(read)
    ordered = [best[each] for each in sorted(best)]
    everything = words.joined(held, [(part, place) for _, part, place in ordered])
    return grouped([each for each, *_ in ordered], options, everything, Elsewhere(output, engine, mark))


def _read(output: str, units: range) -> tuple[list[Article], Words]:
    """The articles of some units with what heads and dates them, and their words."""
    found = [each for unit in units for each in parts.light(output, unit, *_FIELDS)]
    return [light(each) for each in found], words.read(found)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Looks for the neighbours of blocks of articles on the workers, which find the index below `output`."""

    output: str
    engine: Engine
    mark: str

    def __call__(self, index: Index, asked: Numbers, reach: int) -> tuple[Numbers, Any]:
        """What `index.nearest` gives."""
        if not len(asked):
            return index.nearest(asked, reach)
        place = storage.below(self.output, "index", f"{self.mark}-{reach}.npz")
        columns = (*index.vectors.rows, index.days.first, index.days.last)
        stream = io.BytesIO()
        np.savez(stream, *columns)
        storage.write(place, stream.getvalue())
        blocks = [asked[at : at + BLOCK] for at in range(0, len(asked), BLOCK)]
        found = list(_all(self.engine, partial(_nearest, place, reach), blocks))
        storage.remove(place)
        return np.concatenate([each for each, _ in found]), np.concatenate([each for _, each in found])


def _nearest(place: str, reach: int, asked: Numbers) -> tuple[Numbers, Any]:
    return _index(place).nearest(asked, reach)


@lru_cache(maxsize=1)
def _index(place: str) -> Index:
    with np.load(io.BytesIO(storage.read(place))) as held:
        starts, terms, weights, first, last = (held[name] for name in held.files)
    return Index(Vectors(starts, terms, weights), Days(first, last))


def _all(engine: Engine, function: Any, items: list[Any]) -> Iterator[Any]:
    for each in engine.map(function, items):
        if isinstance(each, Failure):
            raise EngineFailed(f"the stories failed: {each.reason}")
        yield each
