"""The articles of some paths without a ledger, each once, with what was rejected and the group each belongs to."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from whence.cli.adding import print_rejects
from whence.cli.shared import ALL_READ, NOTHING_DONE, SOME_REJECTED
from whence.cli.terminal import Meter
from whence.errors import NothingToRead
from whence.records import Article, Attribution, Pile, Reject

if TYPE_CHECKING:
    from whence.options import Options
    from whence.reading import Document

_OF_ARTICLES = ("outlet", "title", "published", "url", "path", "key")
_TOLD_EVERY = 256


class Source:
    """Reads the articles of some paths; `field` names what groups them, an article's own or a JSON record's."""

    def __init__(self, paths: tuple[str, ...], options: Options, field: str | None = None) -> None:
        self.paths, self.options, self.field = list(paths), options, field
        self.rejects: list[Reject] = []
        self.articles = 0
        self._values: dict[str, str] = {}
        self._stdin: Any = sys.stdin.buffer
        if field and field not in _OF_ARTICLES:
            # the records are gone through twice, and standard input can be read but once
            self._stdin = sys.stdin.buffer.read() if "-" in paths else None
            self._values = dict(self._record_values(field))

    def __iter__(self) -> Iterator[Article]:
        from whence import reading

        with Meter() as progress:
            for document in reading.documents(self.paths, self._stdin):
                found = [document] if isinstance(document, Reject) else reading.read(document, self.options.reading)
                for each in found:
                    if isinstance(each, Reject):
                        self.rejects.append(each)
                        continue
                    self.articles += 1
                    if self.articles % _TOLD_EVERY == 0:
                        progress("read", self.articles, 0)
                    yield each

    def pile(self) -> Pile:
        """All articles at once, each once, sorted by id, without statements."""
        table: dict[str, Article] = {}
        for each in self:
            known = table.get(each.id)
            if known is None or (each.path, each.key) < (known.path, known.key):
                table[each.id] = each
        articles = tuple(table[id] for id in sorted(table))
        return Pile(articles, tuple(Attribution(each.id) for each in articles))

    def group_of(self, article: Article) -> str | None:
        """The value of `field` for an article, None where it has none."""
        if self.field is None:
            return None
        if self.field in _OF_ARTICLES:
            value: str | None = getattr(article, self.field)
            return value
        return self._values.get(article.key)

    def finish(self, context: click.Context, rows: int, noun: str) -> None:
        """Say on standard error what was read and found, and end with the exit status."""
        if not self.articles and all(each.code == "missing" for each in self.rejects):
            raise NothingToRead(
                f"nothing to read: {', '.join(self.paths)}; name a file or folder, or - for standard input"
            )
        print_rejects(self.rejects)
        click.echo(f"{rows:,} {noun} in {self.articles:,} articles; {len(self.rejects):,} rejected", err=True)
        bad = SOME_REJECTED if self.articles else NOTHING_DONE
        context.exit(bad if self.rejects else ALL_READ)

    def _record_values(self, field: str) -> Iterator[tuple[str, str]]:
        """(key, value) of a field of all JSON records that have both an id of their own and the field."""
        from whence import reading

        for document in reading.documents(self.paths, self._stdin):
            if not isinstance(document, Reject) and document.format == "json":
                for record in _records(document):
                    if isinstance(record, dict) and "id" in record and record.get(field) is not None:
                        yield str(record["id"]), str(record[field])


def _records(document: Document) -> Iterator[Any]:
    """The JSON values of a document; what is broken is passed over, for reading it tells of it."""
    data = b"".join(document.chunks())
    whole = _parsed(data)
    if whole is not None:
        yield from whole if isinstance(whole, list) else [whole]
    else:
        yield from map(_parsed, data.splitlines())


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None
