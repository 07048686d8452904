"""The ledger as the pages read it: a view for each request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from whence.errors import LedgerMissing
from whence.ledger import View
from whence.web.settings import Settings


@contextmanager
def reading(settings: Settings) -> Iterator[View]:
    """The ledger opened for one request. Raises `LedgerMissing` where nothing was added yet."""
    if not settings.ledger.exists() or settings.ledger.stat().st_size == 0:
        raise LedgerMissing("nothing has been added yet; the start page takes files")
    with View.open(settings.ledger) as view:
        yield view
