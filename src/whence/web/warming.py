"""Getting ready while nobody waits: what is compiled at the first comparison after an installation, half a minute once.

A server that starts has a child do it. A job that is to compare meanwhile waits for that child, for else the same would
be done twice at the same time, and says so.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_TOLD_EVERY = 5.0
_NICE = 10


@dataclass(slots=True)
class Warming:
    """The child that compiles, if one was started."""

    _child: Any = None
    _since: float = 0.0

    def start(self) -> None:
        """Begin; where all is compiled already the child is done in a second."""
        self._since = time.monotonic()
        self._child = multiprocessing.get_context("spawn").Process(target=_compile, daemon=True)
        self._child.start()

    def stop(self) -> None:
        """End the child: what it has compiled is kept."""
        if self._child is not None and self._child.is_alive():
            self._child.terminate()

    def wait(self, tell: Callable[[int], None]) -> None:
        """Wait until the child is done, telling every few seconds how long it has been at work."""
        while self._child is not None and self._child.is_alive():
            tell(int(time.monotonic() - self._since))
            self._child.join(_TOLD_EVERY)


def _compile() -> None:
    give_way()
    threading.Thread(target=end_with_parent, daemon=True).start()
    from whence.comparison.warming import warm

    warm()


def give_way() -> None:
    """In a child: leave the processor to the server while its readers wait, where the system has such priorities."""
    if hasattr(os, "nice"):
        os.nice(_NICE)


def end_with_parent() -> None:
    """In a child: end when the server does, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
