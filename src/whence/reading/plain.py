"""Plain text: the file itself, decoded; its offsets are offsets into the decoded file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whence.errors import Rejected
from whence.options import ReadingOptions
from whence.reading.documents import Document
from whence.reading.drafts import Draft
from whence.records import Reject
from whence.text import decode

_CUT_CHARACTER = re.compile(rb"[\xc2-\xdf\xe0-\xef\xf0-\xf4][\x80-\xbf]{0,2}\Z")


def whole(document: Document, limit: int) -> tuple[bytes, Rejected | None]:
    """All bytes of a document, and what cut them short, if anything did; raises `Rejected` above the limit."""
    pieces: list[bytes] = []
    size = 0
    broken = None
    try:
        for piece in document.chunks():
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                break
    except Rejected as error:
        broken = error
    if size > limit:
        raise Rejected("too_large", f"the document has more than {limit:,} bytes (max_bytes)")
    if broken and not pieces:
        raise broken
    return b"".join(pieces), broken


def draft_text(document: Document, options: ReadingOptions) -> Iterator[Draft | Reject]:
    """The one article of a text file; of a file that breaks off, what came before, and a `Reject` for the rest."""
    data, broken = whole(document, options.max_bytes)
    if broken:
        data = _without_cut_character(data)
    yield Draft(decode(data).text, document.path, document.path)
    if broken:
        yield Reject(document.path, broken.code, f"{broken.reason}; the text before the break was kept")


def _without_cut_character(data: bytes) -> bytes:
    """Bytes without a UTF-8 character that the break cut in two, which would spoil the guess of the encoding."""
    tail = _CUT_CHARACTER.search(data[-4:])
    if not tail:
        return data
    start = len(data) - len(tail.group())
    try:
        data[start:].decode("utf-8")
    except UnicodeDecodeError:
        return data[:start]
    return data
