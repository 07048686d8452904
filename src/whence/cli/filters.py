"""Two filters on files without a ledger, for researchers and benchmarks: statements and group (see also `passages`).

files | read | attribute                    → statements
files | read | stories                      → group
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import click

from whence.cli.handing import FORMATS
from whence.cli.shared import options_from, reading_flags
from whence.cli.source import Source
from whence.records import Reject

Command = TypeVar("Command", bound=Callable[..., Any])


def filter_flags(command: Command) -> Command:
    """The flags and the argument of a filter."""
    command = click.option("-o", "--output", metavar="FILE", help="Where to; standard output where none is given.")(
        command
    )
    command = click.option(
        "--format", "kind", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="Form of rows."
    )(command)
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(reading_flags(command))


@click.command(short_help="Statements of files, without a ledger.")
@filter_flags
@click.pass_context
def statements(context: click.Context, /, paths: tuple[str, ...], kind: str, output: str | None, **flags: Any) -> None:
    """Find the statements in each PATH and write them as rows; no ledger is read or written.

    \b
    whence statements articles/ --format csv -o statements.csv
    cat articles.jsonl | whence statements - | jq .speaker
    """
    from whence.engines import Embedded, Failure
    from whence.export import statement_row, write_rows
    from whence.pipeline import attributed

    options = options_from(**flags)
    source = Source(paths, options)

    def rows() -> Any:
        for found in Embedded().map(partial(attributed, options=options.attribution), source):
            if isinstance(found, Reject | Failure):
                source.rejects.append(found if isinstance(found, Reject) else Reject("?", "failed", found.reason))
                continue
            article, attribution = found
            for each in attribution.statements:
                yield statement_row(each) | {"article": article.key}

    source.finish(context, write_rows(rows(), kind, output), "statements")


@click.command(short_help="Stories of files, without a ledger.")
@filter_flags
@click.pass_context
def group(context: click.Context, /, paths: tuple[str, ...], kind: str, output: str | None, **flags: Any) -> None:
    """Group the articles at each PATH into stories, as rows of keys.

    \b
    whence group articles.jsonl -o stories.jsonl
    """
    from whence.comparison.stories import group as grouped
    from whence.export import write_rows

    options = options_from(**flags)
    source = Source(paths, options, zoned=False)
    pile = source.pile()
    keys = {each.id: each.key for each in pile.articles}
    found = grouped(pile, options.stories)
    rows = ({"id": each.id, "articles": sorted(keys[a] for a in each.articles), "title": each.title} for each in found)
    source.finish(context, write_rows(rows, kind, output), "stories")
