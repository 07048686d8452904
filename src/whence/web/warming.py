"""Getting ready while nobody waits: what is compiled at the first comparison after an installation, half a minute once.

A server that starts has a child do it. A job that is to compare meanwhile waits for that child, which would otherwise
be done twice at the same time, and says so.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

_TOLD_EVERY = 5.0


@dataclass(slots=True)
class Warming:
    """The child that compiles; `ready` is set where nothing is to be waited for."""

    ready: Any = field(default_factory=lambda: multiprocessing.get_context("spawn").Event())
    _child: Any = None
    _since: float = 0.0

    def __post_init__(self) -> None:
        self.ready.set()

    def start(self) -> None:
        """Begin; where all is compiled already the child is done in a second."""
        self.ready.clear()
        self._since = time.monotonic()
        self._child = multiprocessing.get_context("spawn").Process(target=_compile, daemon=True)
        self._child.start()
        threading.Thread(target=self._watch, daemon=True, name="whence-warming").start()

    def stop(self) -> None:
        """End the child: what it has compiled is kept."""
        if self._child is not None and self._child.is_alive():
            self._child.terminate()

    @property
    def seconds(self) -> int:
        """How long it has been at work."""
        return int(time.monotonic() - self._since)

    def _watch(self) -> None:
        self._child.join()
        self.ready.set()


def wait(ready: Any, tell: Callable[[], None]) -> None:
    """In a job's child: wait until `ready` is set, telling every few seconds that it waits."""
    while not ready.wait(_TOLD_EVERY):
        tell()


def _compile() -> None:
    threading.Thread(target=end_with_parent, daemon=True).start()
    from whence.comparison.warming import warm

    warm()


def end_with_parent() -> None:
    """In a child: end when the server does, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
