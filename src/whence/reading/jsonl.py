"""JSON records: one object a line, streamed; or one document that is an object or a list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from whence.errors import Rejected
from whence.options import ReadingOptions
from whence.reading.documents import Document
from whence.reading.drafts import Draft
from whence.records import Candidate, Reject

_FIELDS = (
    ("title", ("title", "headline")),
    ("outlet", ("outlet", "source")),
    ("url", ("url",)),
    ("published", ("date", "published")),
    ("authors", ("authors", "author")),
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BOM = b"\xef\xbb\xbf"


class _Line(NamedTuple):
    number: int
    data: bytes | None
    """None where the line is longer than the limit."""


class Record(NamedTuple):
    """A JSON value and the number of its line, or of its place in a list."""

    number: int
    value: Any


def draft_records(document: Document, options: ReadingOptions) -> Iterator[Draft | Reject]:
    """A draft for each record, a `Reject` (path `FILE:LINE`) for each bad one; memory holds one record at a time."""
    for each in records(document, options):
        yield each if isinstance(each, Reject) else draft(document.path, each)


def records(document: Document, options: ReadingOptions) -> Iterator[Record | Reject]:
    """The JSON values of a document, a `Reject` for each that is none; memory holds one at a time."""
    seen = False
    for line in _lines(document, options.max_bytes):
        if not seen and _may_be_one_value(document) and not _is_object(line.data):
            yield from _one_document(document, options)
            return
        seen = True
        yield _value(document.path, line, options.max_bytes)
    if not seen:
        raise Rejected("empty", "the document holds no record")


def _lines(document: Document, limit: int) -> Iterator[_Line]:
    """The lines that are not blank, numbered; of one above the limit nothing is kept."""
    number, kept, long = document.first, bytearray(), False
    for piece in document.chunks():
        parts = piece.split(b"\n")
        for index, part in enumerate(parts):
            if index:
                if long or kept.strip():
                    yield _Line(number, None if long else bytes(kept))
                number, kept, long = number + 1, bytearray(), False
            long = long or len(kept) + len(part) > limit
            if not long:
                kept += part
            elif kept:
                kept = bytearray()
    if long or kept.strip():
        yield _Line(number, None if long else bytes(kept))


def _may_be_one_value(document: Document) -> bool:
    """A `.json` file may hold one value over many lines; JSON Lines and standard input are read line by line."""
    return document.file is not None and ".json" in [each.lower() for each in document.file.suffixes]


def _is_object(data: bytes | None) -> bool:
    try:
        return isinstance(json.loads(data or b""), dict)
    except (ValueError, RecursionError):
        return False


def _one_document(document: Document, options: ReadingOptions) -> Iterator[Record | Reject]:
    """A file that is one JSON value over several lines, an object or a list of them; else its lines after all."""
    lines = list(_lines(document, options.max_bytes))
    data = b"\n".join(line.data for line in lines if line.data is not None)
    if len(data) > options.max_bytes:
        raise Rejected("too_large", f"the document has more than {options.max_bytes:,} bytes; use one record a line")
    try:
        value = _parsed(data)
    except Rejected:
        found = [_value(document.path, line, options.max_bytes) for line in lines]
        if not any(isinstance(each, Record) and _has_text(each.value) for each in found):
            raise
        yield from found
        return
    for number, record in enumerate(value if isinstance(value, list) else [value], 1):
        yield Record(number, record)


def _has_text(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("text"), str) and bool(value["text"].strip())


def _value(path: str, line: _Line, limit: int) -> Record | Reject:
    if line.data is None:
        return Reject(f"{path}:{line.number}", "too_large", f"the record has more than {limit:,} bytes (max_bytes)")
    try:
        return Record(line.number, _parsed(line.data))
    except Rejected as error:
        return Reject(f"{path}:{line.number}", error.code, error.reason)


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data.removeprefix(_BOM))
    except UnicodeDecodeError:
        raise Rejected("encoding", "the record is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise Rejected("json", f"the record is no JSON: {error.msg} at column {error.colno}") from None
    except (ValueError, RecursionError) as error:
        raise Rejected("json", f"the record cannot be parsed: {error}") from None


def draft(path: str, found: Record) -> Draft | Reject:
    """The draft of a record with a text, else a `Reject`."""
    number, record = found
    place = f"{path}:{number}"
    if not isinstance(record, dict):
        return Reject(place, "json", "the record is no object")
    text = record.get("text")
    if not isinstance(text, str):
        return Reject(place, "no_text", 'the record has no field "text" that is a string')
    if not text.strip():
        return Reject(place, "empty", 'the field "text" is empty')
    key = record.get("id")
    named = str(key) if isinstance(key, str | int) and str(key).strip() else f"{path}#{number}"
    candidates = tuple(
        Candidate(field, value, "record")
        for field, names in _FIELDS
        for name in names
        for value in _strings(record.get(name))
    )
    if record.get("primary") is True:
        candidates = (*candidates, Candidate("primary", "true", "record"))
    return Draft(_storable(text), path, _storable(named), candidates)


def _strings(value: Any) -> Iterator[str]:
    """The strings a field holds: itself, its items, or the names in it."""
    if isinstance(value, str) and value.strip():
        yield _storable(value.strip())
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each) if not isinstance(each, list) else ()
    elif isinstance(value, dict):
        yield from _strings(value["name"]) if isinstance(value.get("name"), str) else ()


def _storable(text: str) -> str:
    """Text without lone surrogates, which no file or database can hold; one character for one, so offsets stay."""
    return _LONE_SURROGATE.sub("\ufffd", text)
