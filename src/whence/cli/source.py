"""The articles of some paths without a ledger, with what was rejected."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import click

from whence.cli.adding import print_rejects
from whence.cli.shared import ALL_READ, NOTHING_DONE, SOME_REJECTED
from whence.cli.terminal import Meter
from whence.errors import NothingToRead
from whence.records import Article, Attribution, Pile, Reject

if TYPE_CHECKING:
    from whence.options import Options
    from whence.reading import Document
    from whence.reading.bare import Bare

_TOLD_EVERY = 256
Item = TypeVar("Item")


class Source:
    """Reads the articles of some paths, and remembers what was rejected.

    Without `zoned`, articles that carry a title get no zones.
    """

    def __init__(self, paths: tuple[str, ...], options: Options, zoned: bool = True) -> None:
        self.paths, self.options, self.zoned = list(paths), options, zoned
        self.rejects: list[Reject] = []
        self.articles = 0

    def __iter__(self) -> Iterator[Article]:
        from whence import reading

        yield from self._told(lambda document: reading.read(document, self.options.reading, self.zoned))

    def bare(self, field: str | None = None) -> Iterator[Bare]:
        """The articles without zones, for passages alone; `field` names what groups them, their own or a record's."""
        from whence.reading.bare import bare

        yield from self._told(lambda document: bare(document, self.options.reading, field))

    def _told(self, read: Callable[[Document], Iterable[Item | Reject]]) -> Iterator[Item]:
        from whence import reading

        with Meter() as progress:
            for document in reading.documents(self.paths, sys.stdin.buffer):
                for each in [document] if isinstance(document, Reject) else read(document):
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
