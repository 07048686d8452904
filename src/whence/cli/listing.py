"""The options of every stage as a page: what `whence options` prints and docs/options.md holds."""

from __future__ import annotations

from dataclasses import fields

import click

from whence.options import Options, described

_FLAGS = ("reading.outlet", "reading.date", "reading.meta", "reading.primary", "independence.families")


def options_page() -> str:
    """All options as Markdown, one table per stage, from `whence.options` alone."""
    lines = [
        "# Options",
        "",
        "Written by `whence options`; do not edit. Give any of them to `add` and the filters as",
        "`--set STAGE.NAME=VALUE`, or build a `whence.options.Options` in Python.",
    ]
    for stage in fields(Options):
        kind = type(getattr(Options(), stage.name))
        lines += [
            "",
            f"## {stage.name}",
            "",
            (kind.__doc__ or "").strip(),
            "",
            "| option | default | |",
            "|---|---|---|",
        ]
        for name, default, sentence in described(kind):
            path = f"{stage.name}.{name}"
            flag = f" Also `--{name}`." if path in _FLAGS else ""
            lines.append(f"| `{path}` | {'none' if default is None else default} | {sentence}{flag} |")
    return "\n".join(lines)


@click.command(short_help="The options of every stage, for --set.")
def options() -> None:
    """Print every option with its default, as Markdown.

    \b
    whence options
    """
    click.echo(options_page())
