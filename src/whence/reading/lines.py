"""The lines of a text, as the zones see them: where they stand, and a few facts that the rules ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]*]*$")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Jr|Sr|Inc|Co|Corp|Ltd|No|St|vs)\.$")
_BLANK = "\ufeff\u200b\u200e\u200f\u2060"


@dataclass(frozen=True, slots=True)
class Line:
    """A line `[start, end)` with its line break; `words` is its text without surrounding white space."""

    start: int
    end: int
    words: str
    count: int
    indent: int
    gap: bool
    """Whether a blank line, or the text's beginning, is before it."""

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        tail = self.words[-16:]
        return bool(_SENTENCE_END.search(tail)) and not _ABBREVIATED.search(tail)


def lines(text: str) -> Iterator[Line]:
    """The lines that are not blank, in order; every line break that Unicode knows ends one."""
    position, gap = 0, True
    for raw in text.splitlines(keepends=True):
        words = raw.strip().strip(_BLANK).strip()
        if words:
            indent = len(raw) - len(raw.lstrip())
            yield Line(position, position + len(raw), words, words.count(" ") + 1, indent, gap)
        gap = not words
        position += len(raw)
