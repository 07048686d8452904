"""Finding what lies at a place of the text, in time that does not grow with the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, TypeVar

from whence.records import Span

T = TypeVar("T")


class Nearby(Generic[T]):
    """Spans with what they belong to, found by where they lie; the cost grows with the longest span only."""

    def __init__(self, entries: Iterable[tuple[Span, T]]) -> None:
        self._entries = sorted(entries, key=lambda each: each[0])
        self._starts = [span.start for span, _ in self._entries]
        self._longest = max((span.end - span.start for span, _ in self._entries), default=0)

    def meeting(self, span: Span) -> list[T]:
        """What shares a character with the span, in reading order."""
        low = bisect_left(self._starts, span.start - self._longest)
        high = bisect_left(self._starts, span.end)
        return [value for each, value in self._entries[low:high] if each.end > span.start]
