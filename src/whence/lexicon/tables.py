"""Reading tab-separated tables: those of this package, and the weights that others have learned."""

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


def numbers(package: str, name: str) -> dict[str, float]:
    """The number of each name in a learned table of a package; lines that begin with # and further cells tell how."""
    lines = files(package).joinpath(name).read_text("utf-8").splitlines()
    table = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {feature: float(weight) for feature, weight, *_ in table}


def listed(cell: str) -> tuple[str, ...]:
    """A cell that holds several values, parted by a slash."""
    return tuple(each for each in cell.split("/") if each)
