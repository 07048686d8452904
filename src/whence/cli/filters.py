"""Three filters on files without a ledger, for researchers and benchmarks: statements, passages, group.

files | read | attribute                    → statements
files | read | find passages | direction    → passages
files | read | find passages | stories      → group
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from whence.cli.adding import print_rejects
from whence.cli.handing import FORMATS
from whence.cli.shared import ALL_READ, NOTHING_DONE, SOME_REJECTED, options_from, reading_flags
from whence.records import Article, Attribution, Pile, Reject

if TYPE_CHECKING:
    from whence.options import Options

Command = TypeVar("Command", bound=Callable[..., Any])
FIELDS = ("outlet", "title", "published", "url", "path")


def _filter_flags(command: Command) -> Command:
    """The flags and the argument of a filter."""
    command = click.option("-o", "--output", metavar="FILE", help="Where to; standard output where none is given.")(
        command
    )
    command = click.option(
        "--format", "kind", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="Form of rows."
    )(command)
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(reading_flags(command))


class _Source:
    """The articles of some paths, read one by one; what is rejected is kept with its reason."""

    def __init__(self, paths: tuple[str, ...], options: Options) -> None:
        self.paths, self.options = paths, options
        self.rejects: list[Reject] = []
        self.articles = 0

    def __iter__(self) -> Iterator[Article]:
        from whence import reading

        for document in reading.documents(list(self.paths), sys.stdin.buffer):
            found = [document] if isinstance(document, Reject) else reading.read(document, self.options.reading)
            for each in found:
                if isinstance(each, Reject):
                    self.rejects.append(each)
                else:
                    self.articles += 1
                    yield each

    def pile(self) -> Pile:
        """All articles at once, each once, sorted by id, without statements."""
        table = {each.id: each for each in self}
        articles = tuple(table[id] for id in sorted(table))
        return Pile(articles, tuple(Attribution(each.id) for each in articles))

    def finish(self, context: click.Context, rows: int, noun: str) -> None:
        """Say on standard error what was read and found, and end with the exit status."""
        print_rejects(self.rejects)
        click.echo(f"{rows:,} {noun} in {self.articles:,} articles; {len(self.rejects):,} rejected", err=True)
        bad = SOME_REJECTED if self.articles else NOTHING_DONE
        context.exit(bad if self.rejects else ALL_READ)


@click.command(short_help="Statements of files, without a ledger.")
@_filter_flags
@click.pass_context
def statements(context: click.Context, /, paths: tuple[str, ...], kind: str, output: str | None, **flags: Any) -> None:
    """Find the statements in each PATH and write them as rows; no ledger is read or written.

    \b
    whence statements articles/ --format csv -o statements.csv
    cat articles.jsonl | whence statements - | jq .speaker
    """
    from whence.attribution import attribute
    from whence.cli.rows import statement_row, write_rows

    options = options_from(**flags)
    source = _Source(paths, options)
    rows = (
        statement_row(each, article)
        for article in source
        for each in attribute(article, options.attribution).statements
    )
    source.finish(context, write_rows("statements", rows, kind, output), "statements")


@click.command(short_help="Passages shared by files, without a ledger.")
@click.option("--group", "field", type=click.Choice(FIELDS), help="Leave out pairs with the same value of this field.")
@_filter_flags
@click.pass_context
def passages(
    context: click.Context, /, paths: tuple[str, ...], kind: str, output: str | None, field: str | None, **flags: Any
) -> None:
    """Find the passages that stand in two of the articles at each PATH, with spans and direction, as rows.

    TSV has no header; its columns are a, a_start, a_end, b, b_start, b_end, similarity, direction.

    \b
    whence passages articles.jsonl --group outlet --format tsv
    """
    from whence.cli.rows import passage_row, write_rows
    from whence.comparison import direction, reuse

    options = options_from(**flags)
    source = _Source(paths, options)
    pile = source.pile()
    articles = {each.id: each for each in pile.articles}
    found = [each for each in reuse.find(pile, options.reuse) if _kept(articles[each.a], articles[each.b], field)]
    rows = (passage_row(each, articles) for each in direction.decide(pile, tuple(found)))
    source.finish(context, write_rows("passages", rows, kind, output), "passages")


def _kept(a: Article, b: Article, field: str | None) -> bool:
    """Whether a pair is wanted: two articles without a value of the field are not of one group."""
    return field is None or getattr(a, field) is None or getattr(a, field) != getattr(b, field)


@click.command(short_help="Stories of files, without a ledger.")
@_filter_flags
@click.pass_context
def group(context: click.Context, /, paths: tuple[str, ...], kind: str, output: str | None, **flags: Any) -> None:
    """Group the articles at each PATH into stories, as rows of keys.

    \b
    whence group articles.jsonl -o stories.jsonl
    """
    from whence.cli.rows import story_row, write_rows
    from whence.comparison import direction, reuse, stories

    options = options_from(**flags)
    source = _Source(paths, options)
    pile = source.pile()
    articles = {each.id: each for each in pile.articles}
    shared = direction.decide(pile, reuse.find(pile, options.reuse))
    rows = (story_row(each, articles) for each in stories.group(pile, shared, options.stories))
    source.finish(context, write_rows("stories", rows, kind, output), "stories")
