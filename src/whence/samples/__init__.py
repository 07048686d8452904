"""The sample articles: an invented dispute over a dam, told by invented outlets; and what should be found in them."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any


def folder() -> Path:
    """The folder of the articles."""
    return Path(str(files("whence.samples").joinpath("articles")))


def metadata() -> Path:
    """The table of outlets, dates and titles for the articles that carry none."""
    return Path(str(files("whence.samples").joinpath("meta.csv")))


def expected() -> dict[str, Any]:
    """What a reader finds in the articles: statements, copies, drift, disputes and independent sources."""
    found: dict[str, Any] = json.loads(files("whence.samples").joinpath("expected.json").read_text("utf-8"))
    return found
