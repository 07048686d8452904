"""A process for hostile pages: one is started when first needed, serves page after page, and is killed when it hangs.

Pages exist that keep an extractor busy for minutes or fill the memory. A process can be stopped from outside and
limited by the system, a thread cannot. Messages are a length (8 bytes, big-endian) and that many bytes.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from typing import IO, NamedTuple

from whence.errors import Rejected

_STARTING_SECONDS = 120.0
_LENGTH = 8


class Page(NamedTuple):
    """What was found in a page: its text, and (field, value, origin) for each value offered."""

    text: str
    candidates: tuple[tuple[str, str, str], ...]


class _Worker:
    """One running process; `ask` is one page, one answer."""

    def __init__(self) -> None:
        path = os.pathsep.join(each for each in sys.path if each)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "whence.reading.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        self.owner = os.getpid()
        self.asked = 0
        self._timed_out = False
        if self._exchange(None, _STARTING_SECONDS) is None:
            raise Rejected("worker", "the process that reads HTML did not start")

    def ask(self, page: str, seconds: float) -> bytes:
        """The answer to a page; raises `Rejected` (timeout, crash) and leaves the process dead."""
        self.asked += 1
        answer = self._exchange(page.encode("utf-8", "replace"), seconds)
        if answer is not None:
            return answer
        self.close()
        if self._timed_out:
            raise Rejected("timeout", f"the page took longer than {seconds:g} seconds (max_seconds)")
        raise Rejected("crash", "the process that reads HTML broke down on this page, most likely for want of memory")

    def _exchange(self, message: bytes | None, seconds: float) -> bytes | None:
        timer = threading.Timer(seconds, self._expire)
        timer.daemon = True
        timer.start()
        try:
            if message is not None and self._process.stdin:
                self._process.stdin.write(len(message).to_bytes(_LENGTH, "big") + message)
                self._process.stdin.flush()
            return receive(self._process.stdout)
        except OSError:
            return None
        finally:
            timer.cancel()

    def _expire(self) -> None:
        self._timed_out = True
        self._process.kill()

    @property
    def alive(self) -> bool:
        """Whether it can be asked again, by this process."""
        return self.owner == os.getpid() and not self._timed_out and self._process.poll() is None

    def close(self) -> None:
        """Ends the process, unless it belongs to the parent of this one."""
        if self.owner == os.getpid():
            self._process.kill()
            self._process.communicate()


def receive(stream: IO[bytes] | None) -> bytes | None:
    """One message, None where the stream ended."""
    head = stream.read(_LENGTH) if stream else b""
    if not stream or len(head) < _LENGTH:
        return None
    size = int.from_bytes(head, "big")
    body = stream.read(size)
    return body if len(body) == size else None


_lock = threading.Lock()
_current: list[_Worker] = []
_PAGES_PER_WORKER = 2_000  # extractors keep caches; a fresh start now and then bounds what they hold


def extracted(page: str, seconds: float) -> Page:
    """What the process finds in a page; raises `Rejected` (timeout, crash, memory, html)."""
    with _lock:
        if _current and (not _current[0].alive or _current[0].asked >= _PAGES_PER_WORKER):
            close()
        if not _current:
            _current.append(_Worker())
        answer = json.loads(_current[0].ask(page, seconds))
    if "error" in answer:
        raise Rejected(answer["error"], answer["reason"])
    return Page(answer["text"], tuple((field, value, origin) for field, value, origin in answer["candidates"]))


def close() -> None:
    """Ends the process that reads HTML, if there is one; the next page starts another."""
    while _current:
        _current.pop().close()


atexit.register(close)
