"""What an outlet only passes on: behind "…, the agency reported" and "according to X, citing Y" speaks somebody else.

A gold without nesting teaches a network the outermost source only; the words inside it tell who spoke.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whence.attribution import relay
from whence.attribution.document import Document, Extraction
from whence.attribution.nearby import Nearby
from whence.records import Span

_CITING = re.compile(
    r"(?:,?\s*(?:said|reported|reports|says)(?: \w+day)?)?,?\s*(?:which )?"
    r"(?P<cue>citing|quoting|cited|quoted|cites|quotes)"
    r"\s+(?:\w+day )?(?P<source>[^,.;:\n“”\"]{3,90}?)(?: as (?:saying|telling)\W|[,.;:]\s|[.;]?$|\n)",
    re.MULTILINE,
)
_THINGS = re.compile(r"(?<!\w)(?:documents?|reports?|data|figures|concerns?|reasons?|evidence|need|lack|fears?)(?!\w)")
_SHARED = 0.5
"""Share of the outlet's content that the inner statement must carry, or the other way round."""


def reveal(document: Document, found: Sequence[Extraction], ruled: Sequence[Extraction]) -> list[Extraction]:
    """The attributions with the statements that outlets among their sources pass on.

    An outlet's content is widened to hold the whole inner statement, its source and cue too: it is then its frame.
    """
    out: list[Extraction] = []
    by_content = Nearby((span, each) for each in ruled if each.source for span in each.content)
    for each in found:
        inner = next(_inner(document, each, by_content), None) if relay.outlet_of(document.text, each.source) else None
        if inner is None:
            out.append(each)
        else:
            out += [replace(each, content=(_around(each, inner),)), inner]
    return out


def _inner(document: Document, outer: Extraction, ruled: Nearby[Extraction]) -> Iterator[Extraction]:
    yield from _cited(document.text, outer)
    for each in (one for span in outer.content for one in ruled.meeting(span)):
        if each.cue != outer.cue and not relay.outlet_of(document.text, each.source):
            shared = _shared(each, outer)
            if shared >= _SHARED * min(_length(each), _length(outer)):
                yield each


def _cited(text: str, outer: Extraction) -> Iterator[Extraction]:
    """The source that an outlet names as its own: "according to X, citing Y, …"."""
    match = _CITING.match(text, outer.source[-1].end)
    if match is None:
        return
    content = tuple(
        Span(max(span.start, match.end()), span.end) if span.start < match.end() < span.end else span
        for span in outer.content
        if span.end > match.end() or span.end <= match.start()
    )
    informant = text[match.start("source") : match.end("source")]
    if content and not _THINGS.search(informant):
        source, cue = Span(*match.span("source")), Span(*match.span("cue"))
        yield replace(outer, content=content, source=(source,), cue=(cue,), pattern="citing")


def _shared(one: Extraction, other: Extraction) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)


def _length(each: Extraction) -> int:
    return sum(span.end - span.start for span in each.content)


def _around(outer: Extraction, inner: Extraction) -> Span:
    spans = (*outer.content, *inner.content, *inner.source, *inner.cue)
    return Span(min(span.start for span in spans), max(span.end for span in spans))
