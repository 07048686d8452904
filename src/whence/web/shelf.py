"""The ledger as the pages read it: views kept open from one request to the next, as long as nobody writes.

What is known across articles changes less often than the file: an `add` writes each batch of articles as it is read and
compares at the end. Answers that hold nothing else are kept all that while.

A view sees one state, and keeps what it has looked up. So one that is kept must be let go as soon as the file changes,
which its times and sizes tell (those of its log too), and after a number of pages, or it would grow without end.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

from whence.errors import LedgerMissing
from whence.ledger import View

Answer = TypeVar("Answer")
Stamp = tuple[int, ...]
_MOST_IDLE = 8
_MOST_USES = 250
_MOST_KEPT = 300
_MISSING = object()


class _Kept:
    """Answers made once for each state of what they are about; a new state drops those of the last."""

    def __init__(self) -> None:
        self._mark: Hashable = ()
        self._said: dict[Hashable, Any] = {}
        self._lock = threading.Lock()

    def find(self, mark: Hashable, key: Hashable) -> Any:
        """The answer that is kept for a state, `_MISSING` where there is none."""
        with self._lock:
            return self._said.get(key, _MISSING) if self._mark == mark else _MISSING

    def keep(self, mark: Hashable, key: Hashable, answer: Any) -> None:
        """Keep an answer; where there are too many, or the state is another, the others go."""
        with self._lock:
            if self._mark != mark or len(self._said) >= _MOST_KEPT:
                self._mark, self._said = mark, {}
            self._said[key] = answer


class Shelf:
    """The views of one ledger."""

    def __init__(self, ledger: Path) -> None:
        self._ledger = ledger
        self._idle: list[tuple[Stamp, int, View]] = []
        self._lock = threading.Lock()
        self._of_file, self._of_comparison = _Kept(), _Kept()

    def kept(self, key: Hashable, make: Callable[[View], Answer]) -> Answer:
        """An answer that many ask for, made once for each state of the ledger. Raises `LedgerMissing`."""
        stamp = self._stamp()
        found = self._of_file.find(stamp, key)
        if found is _MISSING:
            with self.reading() as view:
                found = make(view)
            self._of_file.keep(stamp, key, found)
        return cast(Answer, found)

    def settled(self, key: Hashable, make: Callable[[View], Answer]) -> Answer:
        """An answer from what is known across articles alone, made once for each comparison. Raises `LedgerMissing`."""
        with self.reading() as view:
            mark = view.settled() or self._stamp()
            found = self._of_comparison.find(mark, key)
            if found is _MISSING:
                found = make(view)
                self._of_comparison.keep(mark, key, found)
        return cast(Answer, found)

    @contextmanager
    def reading(self) -> Iterator[View]:
        """The ledger for one request. Raises `LedgerMissing` where nothing was added yet."""
        stamp = self._stamp()
        uses, view = self._take(stamp)
        try:
            yield view
        except BaseException:
            view.close()
            raise
        with self._lock:
            keep = uses < _MOST_USES and len(self._idle) < _MOST_IDLE
            if keep:
                self._idle.append((stamp, uses + 1, view))
        if not keep:
            view.close()

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            idle, self._idle = self._idle, []
        for _, _, view in idle:
            view.close()

    def _take(self, stamp: Stamp) -> tuple[int, View]:
        """A kept view of the present state, else a new one; those of an older state are let go."""
        with self._lock:
            old = [each for each in self._idle if each[0] != stamp]
            self._idle = [each for each in self._idle if each[0] == stamp]
            kept = self._idle.pop() if self._idle else None
        for _, _, view in old:
            view.close()
        return (kept[1], kept[2]) if kept else (0, View.open(self._ledger))

    def _stamp(self) -> Stamp:
        found: list[int] = []
        for ending in ("", "-wal"):
            try:
                state = Path(f"{self._ledger}{ending}").stat()
            except FileNotFoundError:
                continue
            found += [state.st_ino, state.st_mtime_ns, state.st_size]
        if not found or found[2] == 0:
            raise LedgerMissing("nothing has been added yet; the start page takes files")
        return tuple(found)
