"""Reading the tab-separated tables of this package."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of a table below its header, every row as wide as the header."""
    lines = files("whence.lexicon").joinpath(name).read_text("utf-8").splitlines()
    width = lines[0].count("\t") + 1
    for line in lines[1:]:
        cells = line.split("\t")
        yield tuple(cells + [""] * (width - len(cells)))


def listed(cell: str) -> tuple[str, ...]:
    """A cell that holds several values, parted by a slash."""
    return tuple(each for each in cell.split("/") if each)
