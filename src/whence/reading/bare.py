"""Articles for the comparison of passages alone: text, names and date, but no zones and no other metadata.

Records of JSON are read without anything that passages do not need; other formats are read as ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from whence.errors import Rejected
from whence.options import ReadingOptions
from whence.reading import jsonl
from whence.reading.dates import iso
from whence.reading.documents import Document
from whence.reading.metadata import finished
from whence.records import Article, Reject

OF_ARTICLES = ("outlet", "title", "published", "url", "path", "key")
"""What groups articles by a field of their own; any other field is looked for in the JSON record."""


class Bare(NamedTuple):
    """An article, the value of the field that groups it, and its text in UTF-8 where that is known already."""

    article: Article
    group: str | None
    data: bytes | None = None


def bare(document: Document, options: ReadingOptions, field: str | None = None) -> Iterator[Bare | Reject]:
    """The articles of a document without zones, those of JSON with the value of `field`; a `Reject` for each bad part.

    Raises `BadMetadata` and `BadOption` as `reading.read` does.
    """
    try:
        if document.format == "json":
            for each in jsonl.records(document, options):
                yield each if isinstance(each, Reject) else _record(document.path, each, options, field)
            return
    except Rejected as error:
        yield Reject(document.path, error.code, error.reason)
        return
    except OSError as error:
        yield Reject(document.path, "unreadable", f"the file cannot be read: {error.strerror or error}")
        return
    from whence.reading import read

    for found in read(document, options):
        yield found if isinstance(found, Reject) else Bare(found, _own(found, field))


def _own(article: Article, field: str | None) -> str | None:
    value: str | None = getattr(article, field) if field in OF_ARTICLES else None
    return value


def _record(path: str, found: jsonl.Record, options: ReadingOptions, field: str | None) -> Bare | Reject:
    quick = _quick(path, found.value) if options.meta is options.outlet is options.date is None else None
    if quick is None:
        made = jsonl.draft(path, found)
        if isinstance(made, Reject):
            return made
        quick = Bare(replace(finished(made, options), zones=()), None)
    if field is None or field in OF_ARTICLES:
        return quick._replace(group=_own(quick.article, field))
    value = found.value.get(field)
    # a record without an id of its own is named by its place, and groups with no other
    return quick._replace(group=None if value is None or "id" not in found.value else str(value))


def _quick(path: str, record: Any) -> Bare | None:
    """The article of a plain record, None for one that has to be read with care."""
    if not isinstance(record, dict):
        return None
    text, key, url = record.get("text"), record.get("id"), record.get("url")
    outlet, published = _either(record, "outlet", "source"), _either(record, "date", "published")
    if not isinstance(text, str) or not isinstance(key, str) or not all(map(_simple, (outlet, published, url))):
        return None
    try:
        data, key_data = text.encode(), key.encode()
    except UnicodeEncodeError:
        return None
    if not text.strip() or not key_data.strip() or (url and url.startswith(("/", "#", "."))):
        return None
    known = outlet is not None or url is not None
    id = _identity(data, outlet, url) if known else _identity(data, key)
    return Bare(Article(id, text, path, key, outlet, published=_date(published), url=url), None, data)


def _identity(data: bytes, *parts: str | None) -> str:
    """What `identity` makes of the text and the parts, without another copy of the text."""
    state = blake2b(data, digest_size=8)
    for part in parts:
        state.update(b"\x1f" + (b"\x00" if part is None else part.encode()))
    return "a" + state.hexdigest()


@lru_cache(maxsize=4096)
def _date(published: str | None) -> str | None:
    return iso(published) if published else None


def _either(record: dict[str, Any], one: str, other: str) -> Any:
    value = record.get(one)
    return record.get(other) if value is None else value


def _simple(value: Any) -> bool:
    """Whether a value is missing, or a string that needs no cleaning."""
    return value is None or (
        isinstance(value, str) and value.isascii() and bool(value) and " ".join(value.split()) == value
    )
