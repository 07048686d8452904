"""A real browser for the tests of the pages: Chromium, told to ask nobody for anything, and a server to look at."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from whence.web.app import application
from whence.web.settings import Settings

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = sync_api.expect
"""States of a page are asked for with this alone: it waits until they hold, where a plain read races the page."""
WAIT = 60_000
"""Milliseconds: the machine may be busy with other tests."""
expect.set_options(timeout=WAIT)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium; the test is skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_api.sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@contextmanager
def serving(ledger: Path, **more: Any) -> Iterator[str]:
    """The address of a server on `ledger`, as long as the block lasts."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = application(Settings(ledger, port=port, who="Ann", **more))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@dataclass
class Watched:
    """A tab, and all that went wrong in it: messages of the console, errors of scripts, requests to elsewhere."""

    page: Any
    base: str
    wrong: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the server."""
        self.page.goto(self.base + path)

    def watch(self) -> None:
        """Write down what goes wrong from now on."""
        self.page.on("console", lambda said: self.wrong.append(f"console: {said.text}"))
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self.page.on("dialog", self._popped)
        self.page.on("request", self._asked)

    def _popped(self, dialog: Any) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.base, "blob:", "data:")):
            self.wrong.append(f"request: {request.url}")


@contextmanager
def tab(started: Any, base: str, **how: Any) -> Iterator[Watched]:
    """A tab of its own, in which nothing may go wrong."""
    context = started.new_context(**{"viewport": {"width": 1280, "height": 900}, **how})
    context.set_default_timeout(WAIT)
    watched = Watched(context.new_page(), base)
    watched.watch()
    yield watched
    context.close()
    assert watched.wrong == []
