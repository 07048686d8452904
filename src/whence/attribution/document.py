"""What an extractor reads and what it hands back: the seam between finding spans and understanding them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from whence.attribution.quotes import Quote, quotes
from whence.attribution.sentences import Paragraph, paragraphs, sentences
from whence.records import Article, Spans


@dataclass(frozen=True, slots=True)
class Document:
    """An article's text with its paragraphs (body and heading only) and its quoted regions."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Quote, ...]

    @classmethod
    def of(cls, article: Article) -> Document:
        """The document of an article."""
        parts = paragraphs(article)
        return cls(article.text, parts, quotes(article.text, parts))


@dataclass(frozen=True, slots=True)
class Extraction:
    """Raw spans of one attribution, in code points; source and cue may be empty, content may not.

    `confidence` is the chance that a reader would agree, 0 to 1; `pattern` names what found it.
    """

    content: Spans
    source: Spans = ()
    cue: Spans = ()
    confidence: float = 0.5
    pattern: str = ""


class Extractor(Protocol):
    """Finds attributions in a document: rules today, a trained tagger wherever one is given."""

    def extract(self, document: Document) -> list[Extraction]:
        """The attributions in reading order of their first content; no speaker is resolved yet."""
        ...


def segments(document: Document) -> Iterator[tuple[int, int, int]]:
    """(start, end, paragraph) of every stretch between sentence ends that lie outside quotations."""
    regions = [each for each in document.quotes if not each.nested]
    place = 0
    for number, part in enumerate(document.paragraphs):
        begin: int | None = None
        for start, end in sentences(document.text, part.start, part.end):
            begin = start if begin is None else begin
            while place < len(regions) and regions[place].end <= end:
                place += 1
            if place < len(regions) and regions[place].start < end:
                continue
            yield begin, end, number
            begin = None
        if begin is not None:
            yield begin, part.end, number
