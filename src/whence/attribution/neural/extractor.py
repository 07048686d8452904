"""The trained extractor behind the seam of `attribution.document`: a network, and rules where it is silent."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from whence.attribution import channels, relay, telling
from whence.attribution.dividing import divide
from whence.attribution.document import Document, Extraction
from whence.attribution.layouts import laid_out
from whence.attribution.nearby import Nearby
from whence.attribution.neural.nesting import within
from whence.attribution.neural.reading import Read, read
from whence.attribution.neural.session import load
from whence.attribution.passing import reveal
from whence.attribution.quotes import Quote, framing
from whence.attribution.tagger import Rules
from whence.records import Span

FILLED = 0.5
"""Confidence from which an attribution that only the rules find is kept."""


@dataclass(frozen=True, slots=True)
class Trained:
    """Finds attributions with the packaged network; raises nothing on any text, and its cost is linear in it."""

    rules: Rules = Rules()  # noqa: RUF009 - frozen and without state

    def extract(self, document: Document) -> list[Extraction]:
        """The attributions of a document in reading order of their first content."""
        masked, gaps = mask(document)
        found = [_extraction(each, gaps) for each in read(masked, *load())]
        ruled = self.rules.extract(document)
        found = divide(document, reveal(document, found, ruled), ruled)
        found += _silent(document, found, ruled)
        found += within(document, found)
        found = [channels.addressed(document.text, each) for each in laid_out(document, found)]
        return sorted(found, key=lambda each: (each.content, each.cue, each.source))


def mask(document: Document) -> tuple[str, list[Span]]:
    """The text with blanks for all that is no body or heading, offsets unchanged, and where those blanks are."""
    parts, gaps, at = [], [], 0
    for start, end in (*((part.start, part.end) for part in document.paragraphs), (len(document.text),) * 2):
        between = document.text[at:start]
        if between.strip():
            gaps.append(Span(at, start))
            between = "".join(each if each.isspace() else " " for each in between)
        parts += [between, document.text[start:end]]
        at = end
    masked = list("".join(parts))
    for start in framing(document.text, document.paragraphs):
        masked[start] = " "
    return "".join(masked), gaps


def _extraction(found: Read, gaps: list[Span]) -> Extraction:
    content = tuple(part for span in found.content for part in _around(span, gaps))
    return Extraction(content, found.source, found.cue, found.confidence, "trained")


def _around(span: Span, gaps: list[Span]) -> Iterator[Span]:
    """A span without the blanked stretches inside it."""
    at = span.start
    first = bisect_right(gaps, at, key=lambda each: each.start)
    for number in range(first, len(gaps)):
        gap = gaps[number]
        if gap.end >= span.end:
            break
        yield Span(at, gap.start)
        at = gap.end
    yield Span(at, span.end)


def _silent(document: Document, found: list[Extraction], ruled: list[Extraction]) -> Iterator[Extraction]:
    """What only the rules see: quotations that no content of the network touches, and statements inside another's.

    The network learned from a gold without nesting, so it never sees who speaks inside an agency's report.
    """
    outers = Nearby([(span, each) for each in found for span in each.content])
    marks = Nearby([(Span(mark.start, mark.end), mark) for mark in document.quotes])
    for each in ruled:
        if any(relay.contains(one, each) for one in outers.meeting((each.cue or each.source or each.content)[0])):
            if each.pattern.startswith("nested") and each not in found and _tells(document.text, each):
                yield each
        elif each.confidence >= FILLED and _quoted(marks, each) and not any(map(outers.meeting, each.content)):
            yield each


def _tells(text: str, each: Extraction) -> bool:
    return bool(each.cue) and telling.tells(text[each.cue[0].start : each.cue[-1].end])


def _quoted(marks: Nearby[Quote], each: Extraction) -> bool:
    return any(
        mark.start <= span.start and span.end <= mark.end for span in each.content for mark in marks.meeting(span)
    )
