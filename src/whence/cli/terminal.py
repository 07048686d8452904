"""The terminal: when there are colours, what may reach the screen, progress, and answers as JSON.

Words of articles are other people's: before they are drawn, `clean` puts a visible sign in place of control
characters and of the marks that reorder text, so that no article can move the cursor or hide its words.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

_WIDEST = 110
_PIPE_WIDTH = 100
_EVERY = 5.0
_BAD = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    0x09: "\t",
    0x0A: "\n",
    0x0D: " ",
    0x85: " ",
}

Progress = Callable[[str, int, int], None]


def clean(model: Any) -> Any:
    """The same model with every string safe to draw; no string changes its length."""
    if isinstance(model, str):
        return model.translate(_BAD)
    if is_dataclass(model) and not isinstance(model, type):
        return replace(model, **{each.name: clean(getattr(model, each.name)) for each in fields(model)})
    if isinstance(model, tuple) and type(model) is tuple:
        return tuple(clean(each) for each in model)
    return model


def coloured(stream: IO[str]) -> bool:
    """Whether a stream is a terminal that wants colours (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def console(stream: IO[str] | None = None) -> Console:
    """A console on a stream (standard output where none is given), plain where the stream wants no colours."""
    from rich.console import Console

    out = stream or sys.stdout
    plain = not coloured(out)
    made = Console(
        file=out, highlight=False, markup=False, emoji=False, color_system=None if plain else "auto", soft_wrap=False
    )
    width = made.width if out.isatty() else int(os.environ.get("COLUMNS") or _PIPE_WIDTH)
    made.width = max(40, min(width, _WIDEST))
    return made


def draw(answer: Any, how: Callable[[Console, Any], None]) -> None:
    """Draw an answer on standard output with the function that knows how."""
    out = console()
    with out.capture() as drawn:
        how(out, clean(answer))
    # rich fills lines with blanks up to the width, which nobody wants in a file
    click.echo("\n".join(line.rstrip(" ") for line in drawn.get().split("\n")), nl=False, color=True)


def print_json(value: Any) -> None:
    """A plain value as JSON on standard output; escaped where the stream's encoding could not hold it."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2)
    click.echo(text)


class Meter:
    """Progress on standard error: a bar on a terminal, else a plain line every few seconds and at each stage's end."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}
        self._said: dict[str, float] = {}
        self._live = coloured(sys.stderr)

    def __enter__(self) -> Progress:
        if self._live:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._bar = Progress(*columns, console=console(sys.stderr), transient=True)
            self._bar.start()
        return self.report

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def report(self, stage: str, done: int, total: int) -> None:
        """Say that `done` of `total` (0 where unknown) steps of a stage are done."""
        if self._bar:
            if stage not in self._tasks:
                self._tasks[stage] = self._bar.add_task(stage, total=total or None)
            self._bar.update(self._tasks[stage], completed=done, total=total or None)
            return
        now = time.monotonic()
        self._said.setdefault(stage, now)
        finished = bool(total) and done >= total
        if now - self._said[stage] >= _EVERY or finished:
            self._said[stage] = float("inf") if finished else now
            click.echo(f"{stage}: {done:,}" + (f" of {total:,}" if total else ""), err=True)
