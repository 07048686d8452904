"""The ledger: what is known of a pile of articles, in one SQLite file. `Writer` writes, `View` reads."""

from whence.ledger.view import Hit, View
from whence.ledger.writer import Writer

__all__ = ["Hit", "View", "Writer"]
