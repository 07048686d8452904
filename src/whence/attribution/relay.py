"""Through whom a statement came: the outlets and people that passed it on, outermost first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from whence.attribution.document import Extraction
from whence.lexicon import outlets, relays
from whence.records import Relay, Span, Spans

_TELL = "tell|tells|told|telling"
_REPORTS = "reported|reports|has reported|had reported|said|says|noted|wrote|put it|quoted|cited"
_GENERIC = (
    r"(?:(?:[A-Z][\w.'’-]+ )*(?:state|state-run|state-owned|local|national|Russian|Syrian|Chinese|Iranian|Turkish)"
    r" (?:news |television |TV )?(?:media|television|TV|radio|news agency|broadcaster|agency))"
    r"|(?:(?:[A-Z][\w.&'’-]+ ){1,3}(?:Times|Post|Journal|Herald|Tribune|Gazette|Chronicle|Courier|Observer|Telegraph"
    r"|Mail|News|Radio|TV|Television|news agency|newspaper|magazine|television|radio|Agency|Press))"
)
_ANAPHORS = frozenset(("the agency", "the news agency", "the newspaper", "the paper", "the broadcaster", "the network"))
_ASIDE = 400
"""Characters before and behind a statement in which an outlet is looked for; a segment may be any length."""
_BACK = 3000
"""Characters before "the agency" in which the agency is looked for."""
_BEGINS_WITHIN = 60
_COVERS = 0.5


@cache
def _outlet() -> str:
    names = sorted(outlets.by_name(), key=lambda each: (-len(each), each))
    known = "|".join(re.escape(each) for each in names)
    return rf"(?P<article>[Tt]he |an? |its )?(?P<outlet>{_GENERIC}|{known})(?![\w-])"


@cache
def _through() -> re.Pattern[str]:
    phrases = [_TELL if phrase == "tell" else re.escape(phrase) for phrase in relays.phrases()]
    before = "|".join(phrases)
    return re.compile(rf"(?<!\w)(?:{before})\s+{_outlet()}", re.UNICODE)


@cache
def _as_reported() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)as\s+{_outlet()}\s+(?:first |later |also )?(?:{_REPORTS})(?!\w)")


def named_beside(text: str, window: Span, extraction: Extraction) -> tuple[Relay, ...]:
    """The outlets that the words around a statement's cue, inside `window`, say it was told to or carried by."""
    found: dict[str, Relay] = {}
    parts = sorted((*extraction.content, *extraction.source))
    whole = (*parts, *extraction.cue)
    low, high = min(each.start for each in whole) - _ASIDE, max(each.end for each in whole) + _ASIDE
    for start, end in _gaps(Span(max(window.start, low), min(window.end, high)), parts):
        piece = text[start:end]
        for pattern in (_as_reported(), _through()):
            for match in pattern.finditer(piece):
                outlet = outlets.find(match["outlet"])
                name = outlet.name if outlet else match["outlet"]
                span = Span(start + match.start("outlet"), start + match.end("outlet"))
                found.setdefault(name, Relay(name, (span,)))
    return tuple(sorted(found.values(), key=lambda each: each.spans))


def _gaps(window: Span, parts: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """What of the window no part covers."""
    at = window.start
    for part in parts:
        if part.start > at:
            yield at, min(part.start, window.end)
        at = max(at, part.end)
    if at < window.end:
        yield at, window.end


def outlet_of(text: str, source: Spans) -> str | None:
    """The outlet that a source is, if it is one."""
    if len(source) != 1:
        return None
    words = text[source[0].start : source[0].end].strip(" ,")
    if words.lower() in _ANAPHORS:
        return _before(text, source[0].start)
    match = re.fullmatch(_outlet(), words)
    if match is None:
        return None
    found = outlets.find(words) or outlets.find(match["outlet"])
    return found.name if found else match["outlet"]


def _before(text: str, at: int) -> str | None:
    """The last agency or paper named before a place, for "the agency" there."""
    last = None
    for match in re.finditer(rf"(?<!\w){_outlet()}", text[max(0, at - _BACK) : at]):
        last = match["outlet"]
    if last is None:
        return None
    found = outlets.find(last)
    return found.name if found else last


def passes_on(outer: Extraction, inner: Extraction) -> bool:
    """Whether an outlet's report is only the frame of another's statement: "the agency reported that Lee said …"."""
    begins = inner.source[0].start if inner.source else inner.content[0].start
    begins = min(begins, inner.content[0].start)
    start, end = outer.content[0].start, outer.content[-1].end
    covered = sum(min(end, span.end) - max(start, span.start) for span in inner.content)
    return begins - start < _BEGINS_WITHIN and covered >= _COVERS * (end - start)


def contains(outer: Extraction, inner: Extraction) -> bool:
    """Whether one statement is made inside the content of another."""
    anchor = inner.cue or inner.source
    if not anchor or outer is inner:
        return False
    return (
        any(span.start <= anchor[0].start and anchor[0].end <= span.end for span in outer.content)
        and outer.cue != inner.cue
    )
