"""Whence: a provenance engine for news. A handful of verbs; everything heavy is imported when one of them is used.

import whence

whence.add("articles/", ledger="whence.db")
print(whence.trace("some words").count)
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whence.answers.models import Trace, Who
    from whence.ledger import View
    from whence.options import Options
    from whence.pipeline import Summary

__version__ = "0.1.0"
__all__ = ["add", "open", "report", "trace", "who"]

_LEDGER = "./whence.db"


def open(ledger: str | Path = _LEDGER) -> View:
    """The reading side of a ledger; use it in a `with`. Raises `LedgerMissing` and other `LedgerError`s."""
    from whence.ledger import View

    return View.open(str(ledger))


def add(
    paths: str | Path | Iterable[str | Path], ledger: str | Path = _LEDGER, options: Options | None = None
) -> Summary:
    """Read the articles at `paths` into a ledger, which is made where there is none, and compare them.

    Rejected documents are in the summary, each with its reason. Raises `WhenceError` where nothing could be done.
    """
    from whence import pipeline
    from whence.options import Options

    several = [paths] if isinstance(paths, str | Path) else list(paths)
    return pipeline.add([str(each) for each in several], str(ledger), options or Options())


def trace(words: str, ledger: str | Path = _LEDGER) -> Trace:
    """The chain of the claim that some words express. Raises `NotFound`."""
    from whence import answers

    with open(ledger) as view:
        return answers.trace(view, words)


def who(name: str, ledger: str | Path = _LEDGER) -> Who:
    """All that an actor said in a pile. Raises `NotFound`."""
    from whence import answers

    with open(ledger) as view:
        return answers.who(view, name)


def report(path: str | Path, ledger: str | Path = _LEDGER, stories: Iterable[str] = ()) -> Path:
    """Write the report on some stories (all where none is named) as one self-contained page."""
    from whence.report import write

    with open(ledger) as view:
        return write(view, path, tuple(stories))


class _Verbs(ModuleType):
    """This package: its verb `report` outlasts the import of the module of that name."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name == "report" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Verbs
