"""The commands that hand out what a ledger holds: export and report."""

from __future__ import annotations

import click

from whence.cli.shared import ledger_flag, reading
from whence.cli.terminal import Meter

TABLES = ("articles", "statements", "actors", "reuse", "stories", "claims", "omissions", "disputes")
FORMATS = ("jsonl", "csv", "tsv", "parquet")


@click.command(short_help="A table as JSONL, CSV, TSV or Parquet.")
@click.argument("table", type=click.Choice(TABLES))
@click.option("--format", "kind", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="Form of rows.")
@click.option("-o", "--output", metavar="FILE", help="Where to; standard output where none is given.")
@ledger_flag
def export(table: str, kind: str, output: str | None, ledger: str) -> None:
    """Write TABLE, sorted by id. In CSV and TSV nested values are JSON text.

    \b
    whence export statements | jq .speaker
    whence export claims --format parquet -o claims.parquet
    """
    from whence.export import write

    with reading(ledger) as view:
        write(view, table, kind, output)


@click.command(short_help="One page with everything, to open in a browser.")
@click.argument("stories", nargs=-1)
@click.option("-o", "--output", default="report.html", show_default=True, metavar="FILE", help="Where to.")
@click.option("--excerpts", type=click.IntRange(0), metavar="N", help="Cut each quotation to N words of context.")
@ledger_flag
def report(stories: tuple[str, ...], output: str, excerpts: int | None, ledger: str) -> None:
    """Write a self-contained page on STORIES (ids; all where none is named).

    \b
    whence report -o report.html
    """
    from whence.report import write

    with reading(ledger) as view, Meter() as progress:
        written = write(view, output, stories, progress, excerpts)
    click.echo(f"written: {written}")
