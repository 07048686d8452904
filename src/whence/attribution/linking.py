"""Quotations that are interrupted, or run on over sentences and paragraphs, joined into one statement each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import replace

from whence.attribution.document import Document, Extraction
from whence.attribution.quotes import Quote
from whence.records import Span, Spans, StatementKind

_WORD = re.compile(r"\w+")
_GAP = re.compile(r"[\s.,;:!?…\"”“’'»)\-–—]*")
_SHORTEST = 12
_ORPHAN_SHARE = 0.6
_DIRECT_SHARE = 0.9
_NEAR = 120
_FEW = 12
_SENTENCE = re.compile(r"[.!?][\"”’']?\s+\S.*[.!?]", re.DOTALL)
_OPENS = re.compile(r"[.:,]\s*$")


def join(document: Document, extractions: Sequence[Extraction]) -> list[Extraction]:
    """The extractions with the quotations that nothing claimed joined to what they carry on, in reading order."""
    opening = {quote.start for quote in document.quotes} & {part.start for part in document.paragraphs}
    joined = sorted((part for each in extractions for part in _parted(document, each, opening)), key=_place)
    by_end = sorted((_ends(each), index) for index, each in enumerate(joined) if each.pattern != "nested")
    claimed = sorted(span for each in joined for span in each.content)
    starts = [part.start for part in document.paragraphs]
    place, last = 0, -1
    for quote in document.quotes:
        while place < len(by_end) and by_end[place][0] <= quote.start:
            if last < 0 or by_end[place][0] >= _ends(joined[last]):
                last = by_end[place][1]
            place += 1
        if last < 0 or quote.nested or quote.end - quote.start < _SHORTEST or _claims(claimed, quote):
            continue
        number = max(0, bisect_right(starts, quote.start) - 1)
        if _carries_on(document, joined[last], quote, number):
            joined[last] = replace(joined[last], content=(*joined[last].content, Span(quote.start, quote.end)))
        elif _is_orphan(document, joined[last], quote, number):
            joined.append(_orphan(joined[last], (Span(quote.start, quote.end),)))
            last = len(joined) - 1
    kept = [
        each for at, each in enumerate(joined) if not _sourceless_within(each, joined[max(0, at - _FEW) : at + _FEW])
    ]
    return sorted(kept, key=_place)


def _parted(document: Document, each: Extraction, opening: Set[int]) -> list[Extraction]:
    """An attribution in plain words and the quotation of the next paragraph, as the two statements that they are.

    So it is in PolNeAR's training articles in 1,083 places out of 1,100; a colon before the quotation ties it.
    `opening` holds the places where a quotation opens a paragraph.
    """
    for at in range(1, len(each.content)):
        before, span = each.content[:at], each.content[at]
        tied = document.text[: span.start].rstrip().endswith(":")
        if span.start in opening and not tied and share_quoted(document, before) == 0:
            return [replace(each, content=before), _orphan(each, each.content[at:])]
    return [each]


def _place(each: Extraction) -> tuple[Spans, Spans, Spans]:
    return each.content, each.cue, each.source


def _claims(claimed: Sequence[Span], quote: Quote) -> bool:
    """Whether contents hold the half of a quotation; smaller ones inside are what the quoted person says of others."""
    at = bisect_right(claimed, Span(quote.start, quote.start))
    near = claimed[max(0, at - 12) : at + 12]
    held = sum(max(0, min(span.end, quote.end) - max(span.start, quote.start)) for span in near)
    return 2 * held >= quote.end - quote.start


def _sourceless_within(each: Extraction, others: Sequence[Extraction]) -> bool:
    """Whether an attribution to nobody stands inside the words of somebody: it is theirs, then."""
    if each.source or each.pattern == "orphan":
        return False
    first, last = each.content[0], each.content[-1]
    return any(
        other is not each
        and other.source
        and any(span.start <= first.start and last.end <= span.end for span in other.content)
        for other in others
    )


def _ends(each: Extraction) -> int:
    return max(span.end for part in (each.content, each.cue, each.source) for span in part[-1:])


def _carries_on(document: Document, last: Extraction, quote: Quote, number: int) -> bool:
    """Whether a quotation carries on the one of the statement before it: nothing but marks stands between the two."""
    if share_quoted(document, last.content) == 0:
        return False
    end = _ends(last)
    between = document.text[end : quote.start]
    if end > document.paragraphs[number].start:
        # "…," she said Tuesday at the town hall. "…"
        return len(between) < _NEAR and not _SENTENCE.search(between) and bool(_OPENS.search(between))
    return last.content[-1].end == end and _GAP.fullmatch(between) is not None


def _is_orphan(document: Document, last: Extraction, quote: Quote, number: int) -> bool:
    """Whether a quotation without a cue fills its paragraph and the statement before it stands in the one before."""
    part = document.paragraphs[number]
    fills = quote.start == part.start and quote.end - quote.start >= _ORPHAN_SHARE * (part.end - part.start)
    return fills and number > 0 and bool(last.source) and _ends(last) > document.paragraphs[number - 1].start


def _orphan(last: Extraction, content: Spans) -> Extraction:
    """A quotation without a cue belongs to whoever spoke last before it."""
    return Extraction(content, last.source, (), last.confidence * 0.7, "orphan")


def share_quoted(document: Document, content: Spans) -> float:
    """The share of a content's words that stand inside quotation marks."""
    regions = document.quotes
    words = inside = 0
    for span in content:
        at = max(0, bisect_right(regions, span.start, key=lambda each: each.start) - 4)
        near: list[Quote] = []
        while at < len(regions) and regions[at].start < span.end:
            near.append(regions[at])
            at += 1
        for word in _WORD.finditer(document.text, span.start, span.end):
            words += 1
            inside += any(each.start <= word.start() and word.end() <= each.end for each in near)
    return inside / words if words else 0.0


def kind(document: Document, content: Spans) -> StatementKind:
    """Direct where nine words in ten are quoted, mixed where some are, else indirect."""
    share = share_quoted(document, content)
    if share >= _DIRECT_SHARE:
        return "direct"
    return "mixed" if share > 0 else "indirect"
