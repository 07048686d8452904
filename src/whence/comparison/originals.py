"""Primary documents as origins: where a quotation stands in a transcript or a release, and what became of the words.

A quotation is sought by runs of three words and placed where most of them stand together; the place is then widened to
whole sentences, so that what was cut shows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whence.attribution.sentences import split
from whence.comparison.propositions import Proposition, as_fact
from whence.comparison.sharing import inside
from whence.comparison.variants import closeness, diff
from whence.records import Appearance, Article, Claim, Edit, Span, Spans, Variant
from whence.text import words

_RUN = 3
_LEAST = 5
"""Words of a quotation that is sought."""
_FOUND = 0.6
"""Share of its words that must stand in the document, in order."""
_KEPT = 0.5
"""Share below which the words are others."""

Place = tuple[Proposition, float]


@dataclass(frozen=True, slots=True)
class _Document:
    article: Article
    forms: tuple[str, ...]
    starts: tuple[int, ...]
    sentences: tuple[Span, ...]


class Originals:
    """The primary documents of a pile, and where its statements quote them."""

    def __init__(self, articles: Mapping[str, Article], said: Sequence[Proposition]) -> None:
        self._articles = articles
        self._documents = [_document(each) for _, each in sorted(articles.items()) if each.primary]
        self._runs: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for number, each in enumerate(self._documents):
            for at in range(len(each.forms) - _RUN + 1):
                self._runs[each.forms[at : at + _RUN]].append((number, at))
        self._found = self._find(said)

    def same_places(self) -> dict[tuple[int, int], float]:
        """The pairs of statements, by number, that quote the same sentences; each with the first that does."""
        first: dict[tuple[str, Spans], tuple[int, float]] = {}
        found: dict[tuple[int, int], float] = {}
        for at in sorted(self._found):
            for place, share in self._found[at]:
                other, known = first.setdefault((place.article, place.spans), (at, share))
                if other != at:
                    found[other, at] = min(share, known)
        return found

    def places(self, number: int) -> Sequence[Place]:
        """Where the quoted words of a statement stand in primary documents, with the share that does."""
        return self._found.get(number, ())

    def _find(self, said: Sequence[Proposition]) -> dict[int, list[Place]]:
        """The places of each statement; of several that an article puts in one place, one in another, the longest."""
        longest: dict[tuple[str, str, Spans], tuple[int, int]] = {}
        found: dict[int, list[Place]] = {}
        for at, each in enumerate(said) if self._documents else ():
            found[at] = list(self._places(each))
            for place, _ in found[at]:
                key = (each.article, place.article, place.spans)
                longest[key] = max(longest.get(key, (0, 0)), (len(self._quoted(each)), -at))
        kept = {(-at, document, spans) for (_, document, spans), (_, at) in longest.items()}
        return {
            at: [each for each in places if (at, each[0].article, each[0].spans) in kept]
            for at, places in found.items()
        }

    def _places(self, proposition: Proposition) -> Iterator[Place]:
        if proposition.statement is None or self._articles[proposition.article].primary:
            return
        sought = self._quoted(proposition)
        if len(sought) < _LEAST:
            return
        hits: dict[int, list[int]] = defaultdict(list)
        for at in range(len(sought) - _RUN + 1):
            for number, place in self._runs.get(sought[at : at + _RUN], ()):
                hits[number].append(place)
        for number, found in sorted(hits.items()):
            here = self._documents[number]
            start, end = _densest(sorted(found), 2 * len(sought) + 20)
            spans = _sentences(here, start, end + _RUN - 1)
            share = closeness(sought, _forms(here.article.text, spans)) if spans else 0.0
            if share >= _FOUND:
                yield as_fact(here.article, spans), share

    def checked(self, claim: Claim) -> Claim:
        """The claim with its quotations checked word for word against the primary document that is its origin."""
        origin = claim.appearances[claim.origin]
        if not self._articles[origin.article].primary:
            return claim
        return replace(claim, appearances=tuple(self._check(claim, each) for each in claim.appearances))

    def _check(self, claim: Claim, here: Appearance) -> Appearance:
        """Against the words themselves nothing is gained by naming who said them, or by marking them as a quote."""
        origin = claim.appearances[claim.origin]
        if here is origin:
            return here
        text = self._articles[here.article].text
        quotes = tuple(each for span in here.spans for each in inside(text, span))
        against = claim.appearances[here.against or 0]
        if self._articles[against.article].primary and against.statement is None:
            here = replace(
                here, drift=tuple(each for each in here.drift if each not in ("attribution_gained", "quotes_added"))
            )
        if here.statement is None or len(_forms(text, quotes)) < _LEAST:
            return here
        edits = diff(self._articles[origin.article].text, origin.spans, text, quotes)
        return replace(here, variant=_variant(edits, text, len(_forms(text, quotes))))

    def _quoted(self, proposition: Proposition) -> tuple[str, ...]:
        text = self._articles[proposition.article].text
        return _forms(text, tuple(each for span in proposition.spans for each in inside(text, span)))


def _document(article: Article) -> _Document:
    found = words(article.text)
    sentences = tuple(Span(each.start, each.end) for each in split(article))
    return _Document(article, tuple(each.form for each in found), tuple(each.start for each in found), sentences)


def _forms(text: str, spans: Spans) -> tuple[str, ...]:
    return tuple(each.form for span in spans for each in words(text, *span))


def _densest(places: Sequence[int], width: int) -> tuple[int, int]:
    """The first and last of the most places that lie within `width` words; the first such stretch."""
    best = (0, places[0], places[0])
    for at, start in enumerate(places):
        end = bisect_right(places, start + width) - 1
        if end - at + 1 > best[0]:
            best = (end - at + 1, start, places[end])
    return best[1], best[2]


def _sentences(here: _Document, start: int, end: int) -> Spans:
    """The sentences that hold the words from `start` to `end`, as one span; none where no body sentence does."""
    first, last = here.starts[start], here.starts[min(end, len(here.starts) - 1)]
    ends = [each.end for each in here.sentences]
    begins = [each.start for each in here.sentences]
    a, b = bisect_right(ends, first), bisect_left(begins, last + 1)
    return (Span(begins[a], ends[b - 1]),) if a < b else ()


def _variant(edits: Sequence[Edit], text: str, length: int) -> Variant:
    """Words put in or replaced alter a quotation (an editor's brackets do not), words cut truncate it."""
    kept = sum(len(words(text, *each.b)) for each in edits if each.operation == "kept")
    if kept < _KEPT * length:
        return "reworded"
    if any(each.operation in ("put_in", "replaced") and not _bracketed(text, each.b) for each in edits):
        return "altered"
    return "truncated" if any(each.operation in ("cut", "replaced") for each in edits) else "exact"


def _bracketed(text: str, span: Span) -> bool:
    return text[: span.start].rstrip()[-1:] in ("[", "(") and text[span.end :].lstrip()[:1] in ("]", ")")
