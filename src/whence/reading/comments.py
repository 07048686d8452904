"""Readers' comments below an article: where they begin, if there are any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from whence.reading.lines import Line

_SIGN = "sign of a comment"
_CALL = "call for comments"
_EARLIEST = 0.4
"""No comments begin before this share of the text."""

_NUMBERED = re.compile(r"^(\d{1,3})[.)]\s+\S")
_COUNT = re.compile(r"\d")
_LEADS_TO_LIST = re.compile(
    r"[:：]$|\b(?:following|as follows|below|these|here(?:'s| are| is)|steps|reasons|points)\b[^.]*[.:]?$"
)
_PERSONAL = re.compile(
    r"\b(?:I|I'm|I've|me|my|you|your|you're|u|lol|imo|wow|yeah|please|thanks|thank you|article|shame|sheeple|wake up)\b"
    r"|!!|\?\?",
)
_SHORTEST_COMMENT = 15

Given = tuple[str, str] | None


def comment_block(found: Sequence[Line], given: Sequence[Given], length: int) -> Iterable[int]:
    """Indices of the lines that are readers' comments; `given` is (zone, reason) of each line, None for body."""
    begin = _after_signs(found, given, length)
    if begin is None:
        begin = _after_count(found, given, length)
    if begin is None:
        begin = _numbered(found, given, length)
    if begin is None:
        return ()
    return [n for n in range(begin, len(found)) if given[n] is None or _is(given[n], "heading", "caption", "byline")]


def _is(given: Given, *zones: str) -> bool:
    return given is not None and given[0] in zones


def _after_signs(found: Sequence[Line], given: Sequence[Given], length: int) -> int | None:
    """The line after a call for comments with signs of comments below it, or after the first of several signs."""
    signs = [n for n, each in enumerate(given) if each and each[1] == _SIGN and found[n].start >= _EARLIEST * length]
    if not signs:
        return None
    calls = [n for n, each in enumerate(given) if each and each[1] == _CALL and found[n].start >= _EARLIEST * length]
    before = [n for n in calls if n < signs[0]]
    if before:
        return before[0] + 1
    few_left = len(found) - signs[0] <= 6
    return signs[0] + 1 if len(signs) > 1 or few_left else None


def _after_count(found: Sequence[Line], given: Sequence[Given], length: int) -> int | None:
    """The line after "3 Comments", where what follows to the end is numbered or mostly somebody's own voice."""
    counts = [n for n, each in enumerate(given) if each and each[1] == _CALL and _COUNT.search(found[n].words)]
    if not counts or found[counts[-1]].start < _EARLIEST * length:
        return None
    below = found[counts[-1] + 1 :]
    personal = sum(bool(_PERSONAL.search(line.words)) for line in below)
    numbered = bool(below) and _NUMBERED.match(below[0].words) is not None
    return counts[-1] + 1 if below and (numbered or 2 * personal >= len(below)) else None


def _numbered(found: Sequence[Line], given: Sequence[Given], length: int) -> int | None:
    """A numbered list at the very end that the article does not lead up to.

    Lists of comments lose their frames in extraction and keep their numbers. An article's own list has an
    introduction and more than one item; a list of one, indented, is a reader's.
    """
    items = [n for n, line in enumerate(found) if _NUMBERED.match(line.words)]
    if not items or items[0] == 0 or found[items[0]].start < _EARLIEST * length:
        return None
    begin = items[0]
    numbers = [int(_NUMBERED.match(found[n].words)[1]) for n in items]  # type: ignore[index]
    if numbers != list(range(1, len(items) + 1)) or not all(found[n].indent for n in items):
        return None
    above = found[begin - 1].words
    if _LEADS_TO_LIST.search(above) or _is(given[begin - 1], "heading"):
        return None
    if len(items) == 1:
        lasts = begin == len(found) - 1 or len(found) - begin <= 4
        return begin if lasts and found[begin].count >= _SHORTEST_COMMENT else None
    personal = sum(bool(_PERSONAL.search(found[n].words)) for n in items)
    return begin if 2 * personal >= len(items) else None
