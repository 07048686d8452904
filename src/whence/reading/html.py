"""HTML: the page goes to a process of its own, and what comes back is a draft or the reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whence.errors import Rejected
from whence.options import ReadingOptions
from whence.reading.documents import Document
from whence.reading.drafts import Draft
from whence.reading.plain import whole
from whence.reading.sandbox import extracted
from whence.records import Candidate, Reject
from whence.text import decode

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w\-:.]{2,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w\-:.]{2,40})", re.IGNORECASE)


def draft_page(document: Document, options: ReadingOptions) -> Iterator[Draft | Reject]:
    """The one article of a page; of a file that breaks off, what came before, and a `Reject` for the rest."""
    data, broken = whole(document, options.max_bytes)
    page = extracted(decode(data, declared(data)).text, options.max_seconds)
    if not page.text.strip():
        raise Rejected("empty", "the page holds no text of an article")
    yield Draft(page.text, document.path, document.path, tuple(Candidate(*each) for each in page.candidates))
    if broken:
        yield Reject(document.path, broken.code, f"{broken.reason}; the page before the break was kept")


def declared(data: bytes) -> str | None:
    """The encoding that a page says it is in, within its first 4,096 bytes."""
    match = _XML_DECLARED.match(data[:4096]) or _DECLARED.search(data[:4096])
    return match[1].decode("ascii", "ignore").lower() if match else None
