"""The `--meta` table: what a person wrote about articles that carry no metadata of their own."""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from pathlib import Path, PurePosixPath

from whence.errors import BadMetadata, Rejected
from whence.records import Candidate
from whence.text import decode

_COLUMNS = {"outlet": "outlet", "date": "published", "published": "published", "url": "url", "title": "title"}
_COLUMNS |= {"authors": "authors", "author": "authors", "source": "outlet", "primary": "primary"}
_Row = tuple[Candidate, ...]


class Table:
    """Rows by path, by key, and by file name where no two rows share it."""

    def __init__(self, rows: dict[str, _Row]) -> None:
        self._rows = rows
        self._names: dict[str, _Row | None] = {}
        for path, row in rows.items():
            name = PurePosixPath(path).name
            self._names[name] = None if name in self._names else row

    def row(self, path: str, key: str) -> _Row:
        """What the table says about an article, empty if nothing."""
        found = self._rows.get(path) or self._rows.get(key)
        return found or self._names.get(PurePosixPath(path).name) or ()


def row_for(path: str, key: str, table: str | None) -> tuple[Candidate, ...]:
    """The candidates that the table in file `table` offers for an article; raises `BadMetadata`."""
    if table is None:
        return ()
    try:
        seen = Path(table).stat()
    except OSError as error:
        raise BadMetadata(f"--meta {table} cannot be read: {error.strerror}") from None
    return _load(table, seen.st_mtime_ns, seen.st_size).row(path, key)


@lru_cache(maxsize=4)
def _load(table: str, _changed: int, _size: int) -> Table:
    try:
        text = decode(Path(table).read_bytes()).text.removeprefix("\ufeff")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        names = {name: name.strip().lower() for name in reader.fieldnames or () if name}
        if "path" not in names.values():
            raise BadMetadata(f"--meta {table} has no column named path; it has {', '.join(names) or 'none'}")
        rows: dict[str, _Row] = {}
        for line in reader:
            row = {names[name]: value.strip() for name, value in line.items() if name in names and value}
            path = row.pop("path", "").removeprefix("./")
            found = tuple(
                Candidate(_COLUMNS[name], row[name], "table") for name in row if name in _COLUMNS and row[name]
            )
            if rows.setdefault(path, found) != found:
                raise BadMetadata(f"--meta {table}, line {reader.line_num}: {path} is there twice, and differs")
    except (OSError, csv.Error, Rejected) as error:
        raise BadMetadata(f"--meta {table} cannot be read: {error}") from None
    rows.pop("", None)
    return Table(rows)
