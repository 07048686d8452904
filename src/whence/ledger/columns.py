"""Arrays kept in files beside a ledger: appended to in place, read through memory maps, whole or not there.

`manifest.json` says how long each column is; it is replaced in one step when all has been written, so that what a kill
leaves behind it is only written over. Nothing here is evidence: what is missing or foreign is made anew.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MANIFEST = "manifest.json"


class Columns:
    """The columns in a folder that were written under a mark; under another one, or for None, there are none."""

    def __init__(self, place: Path, mark: str | None) -> None:
        self._place = place
        held = _read(place / _MANIFEST)
        self._turn = int(held.get("turn", 0)) + 1
        self._columns: dict[str, dict[str, Any]] = (
            held["columns"] if mark is not None and held.get("mark") == mark else {}
        )

    def __contains__(self, name: str) -> bool:
        return name in self._columns

    def get(self, name: str) -> NDArray[Any]:
        """A column, mapped; what is written to it goes nowhere."""
        held = self._columns[name]
        kind, shape = np.dtype(held["kind"]), tuple(held["shape"])
        if not all(shape):
            return np.zeros(shape, dtype=kind)
        return np.asarray(np.memmap(self._place / held["file"], dtype=kind, mode="c", shape=shape))

    def put(self, name: str, values: NDArray[Any]) -> NDArray[Any]:
        """Write a column anew, and map it; it stays when `commit` says so."""
        file = f"{name}.{self._turn}"
        with (self._place / file).open("wb") as stream:
            stream.write(np.ascontiguousarray(values).data if values.size else b"")
            _flushed(stream)
        self._columns[name] = {"file": file, "kind": _kind(values), "shape": list(values.shape)}
        return self.get(name)

    def add(self, name: str, values: NDArray[Any]) -> NDArray[Any]:
        """Write more rows of a column, or all of one that is not there, and map it."""
        if name not in self._columns:
            return self.put(name, values)
        held = self._columns[name]
        rows, *rest = held["shape"]
        with (self._place / held["file"]).open("r+b") as stream:
            stream.seek(rows * int(np.prod(rest, dtype=np.int64)) * np.dtype(held["kind"]).itemsize)
            stream.write(np.ascontiguousarray(values, dtype=held["kind"]).data if values.size else b"")
            stream.truncate()
            _flushed(stream)
        self._columns[name] = held | {"shape": [rows + len(values), *rest]}
        return self.get(name)

    def commit(self, mark: str) -> None:
        """From now on the columns are as written, under a mark; files that belong to none are taken away."""
        fresh = self._place / f"{_MANIFEST}.new"
        with fresh.open("w", encoding="utf-8") as stream:
            json.dump({"mark": mark, "turn": self._turn, "columns": self._columns}, stream)
            _flushed(stream)
        fresh.replace(self._place / _MANIFEST)
        used = {each["file"] for each in self._columns.values()} | {_MANIFEST, _LOCK}
        for each in self._place.iterdir():
            if each.name not in used:
                each.unlink()


_LOCK = "lock"


@contextmanager
def locked(place: Path) -> Iterator[bool]:
    """The folder, made where there is none, held by this process; False where another one holds it."""
    place.mkdir(parents=True, exist_ok=True)
    with (place / _LOCK).open("wb") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def _read(manifest: Path) -> dict[str, Any]:
    try:
        found = json.loads(manifest.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _kind(values: NDArray[Any]) -> str:
    return values.dtype.str


def _flushed(stream: Any) -> None:
    stream.flush()
    os.fsync(stream.fileno())
