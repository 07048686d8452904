"""Layouts in which no verb says who speaks: "Name: words" lines of a transcript, "“Words.” — Name", "Words: Name".

Users of other tools ask for these first (textacy #383); no network learned from running prose sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.attribution.document import Document, Extraction
from whence.records import Span

_NAME = r"(?:[A-Z][\w.'’-]*|[A-ZÀ-Þ]{2,})(?:[ -](?:(?:of|the|de|van|von|al|bin) )?[A-Z][\w.'’-]*){0,5}"
_TURN = re.compile(rf"(?P<source>{_NAME})(?: \([^)\n]{{2,40}}\))?(?P<cue>:)[ \t]+(?P<content>\S[^\n]*)")
_SIGNED = re.compile(
    rf"(?P<content>[“\"«„][^\n]{{8,}}?[”\"»“])[ \t]*(?P<cue>[—–―]|--?)[ \t]*"
    rf"(?P<source>{_NAME}(?:,[^\n.“\"]{{2,60}})?)[ \t.]*$",
    re.MULTILINE,
)
_TURNS = 2
_SURE = 0.8
_NO_NAMES = frozenset(
    "related more also note update correction photo video read image source sources credit watch listen tags topics by "
    "editor editors caption date time place location when where what why how who example result results".split()
)


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line lays out, and the whole line."""

    whole: Span
    extraction: Extraction


def laid_out(document: Document, found: Sequence[Extraction]) -> list[Extraction]:
    """The attributions, those in lines of such a layout replaced by what the layout says."""
    lines = [*_turns(document), *_signed(document)]
    if not lines:
        return list(found)
    kept = [each for each in found if not any(_crosses(each, line.whole) for line in lines)]
    return [*kept, *(line.extraction for line in lines)]


def _turns(document: Document) -> list[_Line]:
    """The turns of a transcript: one speaker's name and a colon say nothing, several lines of them do."""
    found: list[_Line] = []
    for part in document.paragraphs:
        match = _TURN.fullmatch(document.text, part.start, part.end)
        if match and match["source"].split()[0].lower() not in _NO_NAMES:
            found.append(_line(match, Span(part.start, part.end)))
    return found if len(found) >= _TURNS else []


def _signed(document: Document) -> Iterator[_Line]:
    for part in document.paragraphs:
        for match in _SIGNED.finditer(document.text, part.start, part.end):
            yield _line(match, Span(*match.span()))


def _line(match: re.Match[str], whole: Span) -> _Line:
    content, source, cue = (Span(*match.span(name)) for name in ("content", "source", "cue"))
    return _Line(whole, Extraction((content,), (source,), (cue,), _SURE, "layout"))


def _crosses(each: Extraction, line: Span) -> bool:
    """Whether an attribution is made in the line, or only reaches into it; one inside its words may stay."""
    spans = (*each.source, *each.cue, *each.content)
    touches = any(span.start < line.end and line.start < span.end for span in spans)
    inside = each.source and all(line.start < span.start and span.end <= line.end for span in spans)
    return touches and not (inside and each.cue and each.cue[0].end - each.cue[0].start > 1)
