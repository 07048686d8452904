"""Who copied whom among some articles: copied passages summed up to one edge per pair, with the share taken."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from whence.answers import wording
from whence.answers.lines import place
from whence.answers.models import CopyEdge
from whence.answers.pile import Lookup
from whence.comparison import copies
from whence.records import Article, Reuse, Span

MUCH = 0.2
"""Share of an article's words that it must have from another to be no origin of its own."""


def is_copy(reuse: Reuse) -> bool:
    """Whether a passage counts as taken from one article by the other: no shared quote, no house paragraph."""
    return reuse.cause not in ("quoted", "house")


def share(look: Lookup, article: Article, spans: Iterable[Span]) -> float:
    """The share (0-1) of an article's body and heading words that lie in `spans`."""
    starts = look.starts(article)
    taken = sum(bisect_left(starts, span.end) - bisect_left(starts, span.start) for span in _merged(spans))
    return taken / len(starts) if starts else 0.0


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def edge(look: Lookup, passages: Sequence[Reuse]) -> CopyEdge | None:
    """One edge for all passages of one pair: the direction that carries most confidence; None where none is a copy.

    Where no passage has a direction, the source is `a` and `known` is False.
    """
    copies = [each for each in passages if is_copy(each)]
    if not copies:
        return None
    forth = sum(each.confidence for each in copies if each.direction == "a->b")
    back = sum(each.confidence for each in copies if each.direction == "b->a")
    known = forth != back
    turned = back > forth
    a, b = look.article(copies[0].a), look.article(copies[0].b)
    source, copier = (b, a) if turned else (a, b)
    taken = share(look, copier, (each.a_span if turned else each.b_span for each in copies))
    agreed = [each.confidence for each in copies if each.direction == ("b->a" if turned else "a->b")]
    confidence = max(agreed, default=0.0) if known else 0.0
    return CopyEdge(
        source.id,
        copier.id,
        round(taken, 4),
        len(copies),
        sum(each.kind == "verbatim" for each in copies),
        known,
        confidence,
        _sentence(place(source).name, place(copier).name, taken, len(copies), confidence if known else None),
    )


def _sentence(source: str, copier: str, taken: float, passages: int, confidence: float | None) -> str:
    many = wording.number(passages, "passage")
    if confidence is None:
        return f"{source} and {copier} share {many} ({taken:.0%} of {copier}), direction unknown"
    sure = wording.how_sure(confidence)
    return f"{copier} {sure} took {taken:.0%} of its words from {source} ({many}, {confidence:.0%} sure)"


def edges(look: Lookup, articles: Sequence[str]) -> tuple[CopyEdge, ...]:
    """The copy graph among some articles, largest share first: each article's nearest sources, not every pair."""
    found = [edge(look, each.passages) for each in copies.graph(look.view.copied_among(articles))]
    return tuple(sorted((each for each in found if each), key=lambda each: (-each.share, each.source, each.copier)))


def origins(articles: Sequence[str], links: Iterable[CopyEdge]) -> int:
    """How many origins the articles come from: those that took little from another; a circle or a pair
    whose direction is unknown counts once. Who took a passage only is still an origin of the rest."""
    parent = {each: each for each in articles}
    copied: set[str] = set()

    def root(each: str) -> str:
        while parent[each] != each:
            each = parent[each]
        return each

    for link in links:
        if link.share < MUCH:
            continue
        if link.known:
            copied.add(link.copier)
        else:
            parent[root(link.copier)] = root(link.source)
    groups = {root(each) for each in articles}
    tainted = {root(each) for each in copied}
    return max(len(groups - tainted), 1 if articles else 0)
