"""Three filters on files without a ledger, for researchers and benchmarks: statements, passages, group.

files | read | attribute                    → statements
files | read | find passages | direction    → passages
files | read | find passages | stories      → group
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import click

from whence.cli.handing import FORMATS
from whence.cli.shared import options_from, reading_flags
from whence.cli.source import Source
from whence.records import Reject, Reuse

Command = TypeVar("Command", bound=Callable[..., Any])


def _filter_flags(command: Command) -> Command:
    """The flags and the argument of a filter."""
    command = click.option("-o", "--output", metavar="FILE", help="Where to; standard output where none is given.")(
        command
    )
    command = click.option(
        "--format", "kind", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="Form of rows."
    )(command)
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(reading_flags(command))


@click.command(short_help="Statements of files, without a ledger.")
@_filter_flags
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


@click.command(short_help="Passages shared by files, without a ledger.")
@click.option(
    "--group",
    "field",
    metavar="FIELD",
    help="Leave out pairs with one value of this field (outlet, or a record's own).",
)
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
    from whence.comparison.direction import decide
    from whence.comparison.reuse import find
    from whence.export import reuse_row, write_rows

    options = options_from(**flags)
    source = Source(paths, options, field)
    pile = source.pile()
    keys = {each.id: each.key for each in pile.articles}
    groups = {each.id: source.group_of(each) for each in pile.articles}
    found = tuple(each for each in find(pile, options.reuse) if not _same(groups[each.a], groups[each.b]))
    decided = decide(pile, found)
    if kind == "tsv":
        count = _lines((_columns(each, keys) for each in decided), output)
    else:
        count = write_rows((reuse_row(each) | {"a": keys[each.a], "b": keys[each.b]} for each in decided), kind, output)
    source.finish(context, count, "passages")


def _same(one: str | None, other: str | None) -> bool:
    """Whether two articles are of one group; those without a value are of none."""
    return one is not None and one == other


def _columns(each: Reuse, keys: dict[str, str]) -> tuple[str, ...]:
    sides = (keys[each.a], *map(str, each.a_span), keys[each.b], *map(str, each.b_span))
    return (*sides, f"{each.similarity:.4f}", each.direction)


def _lines(rows: Any, output: str | None) -> int:
    """Tab-separated lines without a header, as other tools on passages expect them; the number of lines."""
    count = 0
    with click.open_file(output or "-", "w", encoding="utf-8", atomic=bool(output and output != "-")) as stream:
        for row in rows:
            stream.write("\t".join(" ".join(each.split()) for each in row) + "\n")
            count += 1
    return count


@click.command(short_help="Stories of files, without a ledger.")
@_filter_flags
@click.pass_context
def group(context: click.Context, /, paths: tuple[str, ...], kind: str, output: str | None, **flags: Any) -> None:
    """Group the articles at each PATH into stories, as rows of keys.

    \b
    whence group articles.jsonl -o stories.jsonl
    """
    from whence.comparison.direction import decide
    from whence.comparison.reuse import find
    from whence.comparison.stories import group as grouped
    from whence.export import write_rows

    options = options_from(**flags)
    source = Source(paths, options)
    pile = source.pile()
    keys = {each.id: each.key for each in pile.articles}
    found = grouped(pile, decide(pile, find(pile, options.reuse)), options.stories)
    rows = ({"id": each.id, "articles": sorted(keys[a] for a in each.articles), "title": each.title} for each in found)
    source.finish(context, write_rows(rows, kind, output), "stories")
