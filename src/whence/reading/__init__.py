"""Bytes to articles: `documents | read`, one file per format; zones and metadata are set, nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterator

from whence.errors import Rejected
from whence.options import ReadingOptions
from whence.reading.documents import Document, documents
from whence.reading.drafts import Draft
from whence.reading.html import draft_page
from whence.reading.jsonl import draft_records
from whence.reading.metadata import finished
from whence.reading.plain import draft_text
from whence.reading.zones import label
from whence.records import Article, Reject

__all__ = ["Document", "documents", "label", "read"]

_DEFAULTS = ReadingOptions()
_FORMATS = {"text": draft_text, "html": draft_page, "json": draft_records}


def read(document: Document, options: ReadingOptions = _DEFAULTS, zoned: bool = True) -> Iterator[Article | Reject]:
    """The articles of a document in order, and a `Reject` for each part that is none; the rest goes on.

    Without `zoned` only articles without a title get zones, which is faster where nobody asks for them.
    Raises `BadMetadata` for an unusable `--meta` table and `BadOption` for a `--date` that is no date.
    """
    try:
        for each in _FORMATS[document.format](document, options):
            yield finished(each, options, zoned) if isinstance(each, Draft) else each
    except Rejected as error:
        yield Reject(document.path, error.code, error.reason)
    except OSError as error:
        yield Reject(document.path, "unreadable", f"the file cannot be read: {error.strerror or error}")
