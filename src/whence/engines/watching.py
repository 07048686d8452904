"""A watch over a Ray cluster: when a machine is lost, Daft now and then waits for it for ever (seen with 0.7.26)."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from whence.engines import quiet
from whence.errors import Stalled

PATIENCE = 30.0
"""Seconds without a result, after a machine was lost, from which the rest is taken to stand still."""
_SLOW = 3.0
"""So many times the longest wait for a result before must have gone by as well."""


class Watch:
    """Interrupts the main thread where machines are fewer than at the start and no result has come for long."""

    def __init__(self) -> None:
        self._machines = _alive()
        self._last = time.monotonic()
        self._longest = 0.0
        self._done = threading.Event()
        self.stalled = False

    def progress(self) -> None:
        """A result has come."""
        now = time.monotonic()
        self._longest, self._last = max(self._longest, now - self._last), now

    def look(self) -> None:
        """Watch until told to stop."""
        while not self._done.wait(1.0):
            waited = time.monotonic() - self._last
            if waited > max(PATIENCE, _SLOW * self._longest) and self._machines - _alive():
                self.stalled = True
                # a signal, for it ends a wait in the system too
                signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
                return

    def stop(self) -> None:
        """End the watch."""
        self._done.set()


@contextmanager
def watched(runner: str) -> Iterator[Watch | None]:
    """Watch over what is done in this context, on Ray. Raises `Stalled` where a machine is lost and nothing moves."""
    if runner != "ray" or threading.current_thread() is not threading.main_thread():
        yield None
        return
    watch = Watch()
    # a shell that starts a command in the background has it ignore the signal that ends the wait
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=watch.look, daemon=True).start()
    try:
        yield watch
    except KeyboardInterrupt:
        if watch.stalled:
            raise Stalled("a machine was lost, and the others stand still; run it again, what is done stays") from None
        raise
    finally:
        watch.stop()
        signal.signal(signal.SIGINT, before)


def _alive() -> set[str]:
    return {str(node["NodeID"]) for node in quiet.ray().nodes() if node["Alive"]}
