"""The commands that change a ledger or look after it: add, remove, check."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from whence.cli.shared import (
    ALL_READ,
    NOTHING_DONE,
    SOME_REJECTED,
    comparing_flags,
    json_flag,
    ledger_flag,
    options_from,
    reading,
    reading_flags,
)
from whence.cli.terminal import Meter, clean, print_json

if TYPE_CHECKING:
    from whence.pipeline import Summary
    from whence.records import Reject

_MOST_REASONS = 20


@click.command(short_help="Read articles into the ledger and compare them.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@reading_flags
@comparing_flags
@ledger_flag
@json_flag
@click.pass_context
def add(context: click.Context, /, paths: tuple[str, ...], ledger: str, as_json: bool, **flags: Any) -> None:
    """Read the articles at each PATH (a file, a folder, an archive, - for standard input) into the ledger.

    Adding twice adds nothing; an interrupted add goes on where it stopped. Exit status 0: all were read; 1: some
    were rejected, each with its reason; 2: nothing could be done.

    \b
    whence add articles/
    whence add wire.txt --outlet "The Gazette" --date 2031-03-01
    cat articles.jsonl | whence add -
    whence add --primary briefing.txt --outlet "The White House"
    """
    from whence import pipeline

    options = options_from(**flags)
    with Meter() as progress:
        summary = pipeline.add(list(paths), ledger, options, progress=progress, stdin=sys.stdin.buffer)
    if as_json:
        from whence.answers import as_json as plain

        print_json(plain(summary))
    else:
        _print_summary(summary, ledger)
    context.exit(_status(summary))


def _status(summary: Summary) -> int:
    """0 where all was read, 1 where some was rejected, 2 where nothing but rejects came."""
    if not summary.rejects:
        return ALL_READ
    return SOME_REJECTED if summary.added or summary.known else NOTHING_DONE


def _print_summary(summary: Summary, ledger: str) -> None:
    print_rejects(summary.rejects)
    read = summary.added + summary.known
    click.echo(
        f"{read:,} articles read: {summary.added:,} new, {summary.known:,} known; {len(summary.rejects):,} rejected"
    )
    print_overview(ledger)


def print_overview(ledger: str) -> None:
    """Print what the ledger holds now, in numbers."""
    from whence.answers import overview

    with reading(ledger) as view:
        click.echo(f"{ledger}: {overview(view).sentence}")


def print_rejects(rejects: Iterable[Reject]) -> None:
    """Print on standard error what could not be read, and why; many are summed up by reason."""
    table = list(rejects)
    for each in table[:_MOST_REASONS]:
        click.echo(clean(f"rejected {each.path}: {each.reason} ({each.code})"), err=True)
    rest: dict[str, int] = {}
    for each in table[_MOST_REASONS:]:
        rest[each.code] = rest.get(each.code, 0) + 1
    for code, number in sorted(rest.items()):
        click.echo(f"rejected {number:,} more: {code}", err=True)


@click.command(short_help="Take an article out of the ledger.")
@click.argument("article")
@ledger_flag
def remove(article: str, ledger: str) -> None:
    """Take ARTICLE (its id, key or path) out: afterwards all answers are as if it had never been added.

    \b
    whence remove wire.txt
    """
    from whence import pipeline
    from whence.options import Options

    with Meter() as progress:
        pipeline.remove(article, ledger, Options(), progress=progress)
    print_overview(ledger)


@click.command(short_help="Look whether a ledger is sound.")
@ledger_flag
@json_flag
@click.pass_context
def check(context: click.Context, ledger: str, as_json: bool) -> None:
    """Look whether the ledger is sound: the file, every reference, every offset. Exit status 0: it is; 1: it is not.

    \b
    whence check --ledger pile.db
    """
    from whence.answers import as_json as plain
    from whence.answers import overview

    with reading(ledger) as view:
        problems = [str(each) for each in view.problems()]
        held = overview(view)
    if as_json:
        print_json({"problems": problems, "overview": plain(held)})
    else:
        for each in problems:
            click.echo(clean(each))
        click.echo(
            f"{ledger}: {held.sentence}; {'no problem' if not problems else f'{len(problems):,} problems'} found"
        )
        if held.rejects:
            click.echo(f"{len(held.rejects):,} documents were rejected when they were added")
    context.exit(1 if problems else 0)
