"""Publisher families: outlets that one publisher owns count as one source.

The table is `families.csv`: outlet, family, as_of (the year or date for which the row holds) and source (where that
can be looked up; "unsourced" marks a row that nobody has checked yet). A yearly report is named where the owner is
generally known to list the outlet in it; the reports themselves were not read again for this table.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from whence.errors import BadOption
from whence.lexicon.outlets import publisher
from whence.text import forms

_COLUMNS = {"outlet", "family", "as_of", "source"}
UNSOURCED = "unsourced"
BUILT_IN = "built-in"
"""What stands for the built-in table where a file can be named."""


@dataclass(frozen=True, slots=True)
class Family:
    """One row: `outlet` belongs to `family`, true of `as_of`, as `source` says."""

    outlet: str
    family: str
    as_of: str
    source: str

    @property
    def sourced(self) -> bool:
        """Whether the row says where it was looked up."""
        return self.source not in ("", UNSOURCED)


@dataclass(frozen=True, slots=True)
class Families:
    """The families by the compared form of the outlet's name."""

    rows: dict[tuple[str, ...], Family]

    @classmethod
    def load(cls, path: str | None = None) -> Families:
        """The built-in table, or the CSV at `path` in its place. Raises `BadOption` for an unreadable one."""
        if path is None or path == BUILT_IN:
            return _built_in()
        try:
            return cls.parse(Path(path).read_text("utf-8").splitlines(), path)
        except (OSError, UnicodeDecodeError) as error:
            raise BadOption(f"the table of publisher families cannot be read: {error}") from None

    @classmethod
    def parse(cls, lines: Iterable[str], name: str) -> Families:
        """A table from the lines of a CSV with a header. Raises `BadOption` where a column is missing."""
        reader = csv.DictReader(lines)
        missing = sorted(_COLUMNS - set(reader.fieldnames or ()))
        if missing:
            raise BadOption(f"{name} lacks the column(s) {', '.join(missing)}")
        rows = (Family(row["outlet"], row["family"], row["as_of"], row["source"]) for row in reader)
        return cls({_key(row.outlet): row for row in rows})

    def of(self, outlet: str | None) -> str | None:
        """The family of an outlet, by its name as given or without section and edition; None where it is unknown."""
        for name in (outlet, publisher(outlet)):
            row = self.rows.get(_key(name)) if name else None
            if row is not None:
                return row.family
        return None


def _key(outlet: str) -> tuple[str, ...]:
    return tuple(each for each in forms(outlet) if each != "the")


@lru_cache(maxsize=1)
def _built_in() -> Families:
    table = files("whence.lexicon").joinpath("families.csv").read_text("utf-8")
    return Families.parse(table.splitlines(), "families.csv")
