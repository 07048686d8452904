"""Which statement another is made inside of, and which is only the frame of another."""

from __future__ import annotations

from whence.attribution.document import Extraction

_BEGINS_WITHIN = 60
_COVERS = 0.5


def passes_on(outer: Extraction, inner: Extraction) -> bool:
    """Whether an outlet's report is only the frame of another's statement: "the agency reported that Lee said …"."""
    begins = inner.source[0].start if inner.source else inner.content[0].start
    begins = min(begins, inner.content[0].start)
    start, end = outer.content[0].start, outer.content[-1].end
    parts = (*inner.content, *inner.source, *inner.cue)
    covered = sum(max(0, min(end, span.end) - max(start, span.start)) for span in parts)
    return begins - start < _BEGINS_WITHIN and covered >= _COVERS * (end - start)


def contains(outer: Extraction, inner: Extraction) -> bool:
    """Whether one statement is made inside the content of another."""
    anchor = inner.cue or inner.source
    if not anchor or outer is inner:
        return False
    return any(span.start <= anchor[0].start and anchor[0].end <= span.end for span in outer.content) and (
        outer.cue,
        outer.source,
    ) != (inner.cue, inner.source)
