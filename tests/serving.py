"""What the tests of the pages share: the samples in a ledger, made once, and a client that speaks to a server on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from starlette.testclient import TestClient

from whence import pipeline, samples
from whence.options import Options
from whence.web.app import application
from whence.web.settings import Settings


@cache
def sample_ledger() -> Path:
    """A ledger of the sample articles; tests that change it copy it first."""
    ledger = Path(mkdtemp(prefix="whence-test-")) / "samples.db"
    options = Options()
    reading = replace(options.reading, meta=str(samples.metadata()))
    pipeline.add([samples.folder()], ledger, replace(options, reading=reading))
    return ledger


@contextmanager
def client(ledger: Path, **more: Any) -> Iterator[TestClient]:
    """A client of a server on `ledger`."""
    settings = Settings(ledger, **more)
    with TestClient(application(settings), base_url="http://127.0.0.1:8765", follow_redirects=False) as made:
        yield made


def csrf(page: str) -> str:
    """The token that a page holds."""
    found = re.search(r'data-csrf="([0-9a-f]{64})"', page)
    assert found
    return found[1]
