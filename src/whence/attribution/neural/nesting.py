"""The statements inside contents: what somebody quoted says that somebody else said.

The gold that the network learned from marks the outermost attribution only. So contents that hold words of telling
are read once more, each as if it were a text of its own; reading all of them would double the cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whence.attribution.document import Document, Extraction
from whence.attribution.nearby import Nearby
from whence.attribution.neural.reading import Read, read
from whence.attribution.neural.session import load
from whence.records import Span

_TELLING = re.compile(
    r"(?<!\w)(?:according to|said|says|told|tells|assured|claimed|claims|announced|promised|denied|insisted|admitted"
    r"|quoted|citing|reported|reports|warned|wrote)(?!\w)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"that\s+", re.IGNORECASE)
_HEARER = re.compile(r"(?:me|us|him|her|them|you)\s+", re.IGNORECASE)
_MARKS = '"“”„«»'
_SHORTEST = 40
_SURE = 0.3
_NOBODY = frozenset(("i", "we", "you", "me", "us", "one", "that", "which", "it"))


def within(document: Document, found: Sequence[Extraction]) -> list[Extraction]:
    """The statements inside the contents of `found` that it lacks, each wholly inside one content."""
    outers = list(_telling(document, found))
    if not outers:
        return []
    inner = (
        _extraction(document.text, each)
        for each in read(_only(document.text, outers), *load())
        if each.confidence >= _SURE
    )
    contents, cues = (
        Nearby((each, each) for each in outers),
        Nearby((span, span) for each in found for span in each.cue),
    )
    return [each for each in inner if _holds(document.text, contents, each) and not cues.meeting(each.cue[0])]


def _telling(document: Document, found: Sequence[Extraction]) -> Iterator[Span]:
    """The contents that hold a word of telling, without those that another one contains."""
    last = -1
    for span in sorted({span for each in found for span in each.content}, key=lambda each: (each.start, -each.end)):
        if span.end > last and span.end - span.start >= _SHORTEST:
            if _TELLING.search(document.text, span.start, span.end):
                yield span
            last = max(last, span.end)


def _only(text: str, spans: Sequence[Span]) -> str:
    """The text with blanks for all but the spans, each a paragraph without its outer quotation marks."""
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
    """Whether one content holds the whole statement, told in so many words by a third person."""
    if not each.source or not each.cue:
        return False
    if text[each.source[0].start : each.source[-1].end].lower() in _NOBODY:
        return False
    if not _TELLING.search(text, each.cue[0].start, each.cue[-1].end):
        return False
    spans = (*each.source, *each.cue, *each.content)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return any(outer.start <= start and end <= outer.end for outer in outers.meeting(each.cue[0]))
