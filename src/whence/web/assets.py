"""Style and scripts, read once from the package: served with their version, or put into a report as they are."""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from importlib.resources import files

TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
REPORT_SCRIPTS = ("compare.js", "report.js")
_IMPORT = re.compile(r'from "\./([\w.]+)"')
_EXPORT = re.compile(r"^export (?=function|const)", re.MULTILINE)


@cache
def names() -> frozenset[str]:
    """The files that may be asked for."""
    return frozenset(each.name for each in files("whence.web").joinpath("static").iterdir() if "." in each.name)


@cache
def read(name: str) -> str:
    """A file of style or script; what a script imports is named with its version, for browsers keep it for good."""
    text = files("whence.web").joinpath("static", name).read_text("utf-8")
    return _IMPORT.sub(lambda found: f'from "./{found[1]}?v={version(found[1])}"', text)


@cache
def version(name: str) -> str:
    """What changes when the file does."""
    return blake2b(read(name).encode("utf-8"), digest_size=5).hexdigest()


def style() -> str:
    """All style, for a report."""
    return read("whence.css")


def script() -> str:
    """All script that a report needs, as one text."""
    return "\n".join(_EXPORT.sub("", read(name)) for name in REPORT_SCRIPTS)
