"""The statements inside contents: what somebody quoted says that somebody else said.

The gold that the network learned from marks the outermost attribution only. So contents that hold words of telling
are read once more, each as if it were a text of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whence.attribution import telling
from whence.attribution.document import Document, Extraction
from whence.attribution.nearby import Nearby
from whence.attribution.neural.reading import Read, read_each
from whence.attribution.neural.session import load
from whence.records import Span

_OPENING = re.compile(r"that\s+", re.IGNORECASE)
_HEARER = re.compile(r"(?:me|us|him|her|them|you)\s+", re.IGNORECASE)
_MARKS = '"“”„«»'
_SHORTEST = 25
_SURE = 0.7
_SELF = frozenset(("i", "we", "me", "us"))
_NOBODY = frozenset(("one", "that", "which"))
_LINK = re.compile(r"(?:,? (?:and|but)|,)(?: \w+ly| also| then| later| in \d{4})? $")


def within(document: Document, found: Sequence[Extraction]) -> list[Extraction]:
    """The statements inside the contents of `found` that it lacks, each wholly inside one content."""
    outers = list(_telling(document, found))
    if not outers:
        return []
    inner = [_extraction(document.text, each) for each in read_each(_only(document.text, outers), outers, *load())]
    contents = Nearby((each, each) for each in outers)
    cues = Nearby((span, span) for each in found for span in each.cue)
    out: list[Extraction] = []
    for each in inner:
        lent = _lent(document.text, each, out[-1] if out else None)
        if lent.confidence >= _SURE and _holds(document.text, contents, lent) and not cues.meeting(lent.cue[0]):
            out.append(lent)
    return out


def _lent(text: str, each: Extraction, last: Extraction | None) -> Extraction:
    """A cue without a subject of its own takes that of the one it is joined to: "ordered A and asked B"."""
    if each.source or not each.cue or last is None:
        return each
    end = last.content[-1].end
    joined = end <= each.cue[0].start and _LINK.fullmatch(text, end, each.cue[0].start)
    return replace(each, source=last.source) if joined else each


def _telling(document: Document, found: Sequence[Extraction]) -> Iterator[Span]:
    """The contents that hold a word of telling, without those that another one contains."""
    last = -1
    for span in sorted({span for each in found for span in each.content}, key=lambda each: (each.start, -each.end)):
        if span.end > last and span.end - span.start >= _SHORTEST:
            if telling.pattern().search(document.text, span.start, span.end):
                yield span
            last = max(last, span.end)


def _only(text: str, spans: Sequence[Span]) -> str:
    """The text with blanks for all but the spans, each without its quotation marks."""
    parts, at = [], 0
    for span in spans:
        start = max(at, span.start)
        parts += ["\n" * (start - at), _unmarked(text[start : span.end])]
        at = max(at, span.end)
    return "".join((*parts, "\n" * (len(text) - at)))


def _unmarked(words: str) -> str:
    return "".join(" " if each in _MARKS else each for each in words)


def _extraction(text: str, each: Read) -> Extraction:
    source = tuple(_without(_OPENING, text, span) for span in each.source)
    content = tuple(_without(_HEARER, text, span) for span in each.content)
    return Extraction(content, source, each.cue, each.confidence, "nested")


def _without(opening: re.Pattern[str], text: str, span: Span) -> Span:
    match = opening.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match and match.end() < span.end else span


def _holds(text: str, outers: Nearby[Span], each: Extraction) -> bool:
    """Whether one content holds the whole statement, told in so many words, and not by who speaks just now."""
    if not each.source or not each.cue:
        return False
    speaker = text[each.source[0].start : each.source[-1].end].lower()
    cue = text[each.cue[0].start : each.cue[-1].end]
    if speaker in _NOBODY or not telling.tells(cue) or (speaker in _SELF and not telling.earlier(cue)):
        return False
    spans = (*each.source, *each.cue, *each.content)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return any(outer.start <= start and end <= outer.end for outer in outers.meeting(each.cue[0]))
