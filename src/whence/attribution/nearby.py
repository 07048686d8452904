"""Finding what lies at a place of the text, in time that does not grow with the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, TypeVar

from whence.records import Span

T = TypeVar("T")


_LONG = 2000
"""Characters from which a span is kept apart, so that one long span makes no look-up slow."""


class Nearby(Generic[T]):
    """Spans with what they belong to, found by where they lie."""

    def __init__(self, entries: Iterable[tuple[Span, T]]) -> None:
        ordered = sorted(entries, key=lambda each: each[0])
        self._long = [each for each in ordered if each[0].end - each[0].start > _LONG]
        self._short = [each for each in ordered if each[0].end - each[0].start <= _LONG]
        self._starts = [span.start for span, _ in self._short]

    def meeting(self, span: Span) -> list[T]:
        """What shares a character with the span; long ones first, else in reading order."""
        low = bisect_left(self._starts, span.start - _LONG)
        high = bisect_left(self._starts, span.end)
        near = (*self._long, *self._short[low:high])
        return [value for each, value in near if each.start < span.end and span.start < each.end]
