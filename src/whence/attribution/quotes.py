"""Quotation marks of every style, and the regions that they quote.

Marks are judged by what stands around them before their shape: an opening mark printed at the end of a quotation, or
a closing one at its start, is common in news copy. A quotation that is not closed runs to the end of its paragraph,
and on into the next where that begins with a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from whence.attribution.sentences import Paragraph

_DOUBLE = re.compile(r"[“”\"„«»‟]|''|``|‘‘|’’")
_SINGLE = re.compile(r"(?<!\w)[‘'](?=[^\W_]|[“\"\[])|(?<=[\w.,!?…\])])[’'](?!\w)")
_AFTER_OPENING = re.compile(r"[\w\[(‘'’.…$£€#@¿¡-]")
_LONGEST_SINGLE = 800
_FRAMED = re.compile(r"\"[^\"\n]+")
_SPOKEN_IN = re.compile(r"“[^“”\n]{2,600}”")
_TOGETHER = 2
"""Paragraphs before and behind in which an extract must hold somebody's words in curly marks."""
_BEFORE_OPENING = re.compile(r"[\s(\[—–\-:;,/]")


class Quote(NamedTuple):
    """A quoted region, marks included, at `[start, end)`; `nested` marks one inside another."""

    start: int
    end: int
    nested: bool = False


def quotes(text: str, paragraphs: Iterable[Paragraph]) -> tuple[Quote, ...]:
    """The quoted regions of the paragraphs in reading order, an outer one before those nested in it."""
    return tuple(quote for part in paragraphs for quote in _of_paragraph(text, part))


def framing(text: str, paragraphs: Iterable[Paragraph]) -> list[int]:
    """Where a straight mark opens a paragraph of a long extract, which nothing in the paragraph closes.

    Extracts are printed so, with curly marks around what is said in them; several such paragraphs stand together.
    """
    alone = [part if _FRAMED.fullmatch(text, part.start, part.end) else None for part in paragraphs]
    speaks = [part is not None and _SPOKEN_IN.search(text, part.start, part.end) is not None for part in alone]
    found = []
    for at, part in enumerate(alone):
        if part is not None and any(speaks[max(0, at - _TOGETHER) : at + _TOGETHER + 1]):
            found.append(part.start)
    return found


def _of_paragraph(text: str, part: Paragraph) -> list[Quote]:
    outer = _doubles(text, part)
    found: list[Quote] = []
    inner = _singles(text, part.start, part.end)
    place = 0
    for region in outer:
        while place < len(inner) and inner[place].end <= region.start:
            found.append(inner[place])
            place += 1
        found.append(region)
        while place < len(inner) and inner[place].start < region.end:
            if inner[place].end <= region.end and inner[place].start > region.start:
                found.append(inner[place]._replace(nested=True))
            place += 1
    return found + inner[place:]


def _doubles(text: str, part: Paragraph) -> list[Quote]:
    """Regions between double marks; a curly opening mark inside an open region nests."""
    found: list[Quote] = []
    opened: int | None = None
    depth = 0
    for mark in _DOUBLE.finditer(text, part.start, part.end):
        opening = _opening(text, mark, part)
        if opened is None:
            if opening or mark.group() in "“„«":
                opened, depth = mark.start(), 1
            continue
        if opening and mark.group() in "“„«":
            depth += 1
        elif not opening or mark.group() in "”»":
            depth -= 1
            if depth == 0:
                found.append(Quote(opened, mark.end()))
                opened = None
    if opened is not None:
        found += _unclosed(text, opened, part)
    return found


def _unclosed(text: str, opened: int, part: Paragraph) -> list[Quote]:
    """What to make of a region without a closing mark: a nesting miscounted, or a quotation that runs on."""
    marks = list(_DOUBLE.finditer(text, opened + 1, part.end))
    closing = [each for each in marks if not _opening(text, each, part)]
    if closing:
        last = closing[-1].end()
        rest = Paragraph(last, part.end, part.zone)
        return [Quote(opened, last), *(_doubles(text, rest) if last < part.end else [])]
    return [Quote(opened, part.end)]


def _opening(text: str, mark: re.Match[str], part: Paragraph) -> bool:
    """Whether a mark stands where opening marks stand: a word after it, and no word before it."""
    after = text[mark.end()] if mark.end() < part.end else " "
    before = text[mark.start() - 1] if mark.start() > part.start else " "
    if not _AFTER_OPENING.match(after) and after not in '“"‘':
        return False
    return bool(_BEFORE_OPENING.match(before)) or (before in "‘'“" and mark.group() in '“„«"')


def _singles(text: str, start: int, end: int) -> list[Quote]:
    """Regions of two words or more between single marks; an apostrophe that nothing closes opens nothing."""
    found: list[Quote] = []
    opened: int | None = None
    for mark in _SINGLE.finditer(text, start, end):
        before = text[mark.start() - 1] if mark.start() > start else " "
        if before.isspace() or (mark.end() < end and text[mark.end()].isalnum()):
            if opened is None or mark.start() - opened > _LONGEST_SINGLE:
                opened = mark.start()
        elif opened is not None and (before in ".,!?…" or " " in text[opened : mark.start()]):
            found.append(Quote(opened, mark.end()))
            opened = None
    return found
