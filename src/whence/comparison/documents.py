"""An article as the comparison of passages sees it: numbered words, sentences as ranges of them, what is quoted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.attribution import sentences
from whence.records import Article, Span
from whence.text import Word, words

OPENING, CLOSING, BOTH = "“«„", "”»", '"'


@dataclass(frozen=True, slots=True)
class Document:
    """`ids` number the forms of `words`; `sentences` are half-open ranges of words; `quoted` is one flag a word."""

    article: Article
    words: tuple[Word, ...]
    ids: NDArray[np.int64]
    sentences: tuple[tuple[int, int], ...]
    quoted: NDArray[np.bool_]

    def begins(self, at: int) -> bool:
        """Whether a paragraph begins with word `at`."""
        return at > 0 and "\n" in self.article.text[self.words[at - 1].end : self.words[at].start]

    def span(self, start: int, end: int) -> Span:
        """The code points that words `[start, end)` cover."""
        return Span(self.words[start].start, self.words[end - 1].end)


class Numbers:
    """A number for each form of a word, the same for all documents of a comparison."""

    def __init__(self) -> None:
        self._table: dict[str, int] = {}

    def of(self, forms: Iterable[str]) -> NDArray[np.int64]:
        """The numbers of some forms."""
        table = self._table
        return np.fromiter((table.setdefault(form, len(table)) for form in forms), dtype=np.int64)


def prepare(article: Article, numbers: Numbers) -> Document:
    """The document of an article; only its body and headings take part."""
    found: list[Word] = []
    ranges: list[tuple[int, int]] = []
    for sentence in sentences.split(article):
        start = len(found)
        found += words(article.text, sentence.start, sentence.end)
        if len(found) > start:
            ranges.append((start, len(found)))
    ids = numbers.of(word.form for word in found)
    return Document(article, tuple(found), ids, tuple(ranges), _quoted(article.text, found))


def _quoted(text: str, found: list[Word]) -> NDArray[np.bool_]:
    """Whether each word stands inside double quotation marks; a line's end closes what is open."""
    flags = np.zeros(len(found), dtype=np.bool_)
    starts = [word.start for word in found]
    opened: int | None = None
    for at, mark in enumerate(text):
        if mark == "\n":
            opened = None
        elif mark in OPENING or (mark in BOTH and opened is None):
            opened = at
        elif mark in CLOSING + BOTH and opened is not None:
            flags[bisect_left(starts, opened) : bisect_left(starts, at)] = True
            opened = None
    return flags
