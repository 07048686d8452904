"""Who copied whom among some articles: copied passages summed up to one edge per pair, with the share taken."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whence.answers import wording
from whence.answers.lines import place
from whence.answers.models import CopyEdge, WireLine
from whence.answers.pile import Lookup
from whence.comparison import copies
from whence.lexicon.outlets import publisher
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


@dataclass(frozen=True, slots=True)
class Copies:
    """Who copied whom among some articles, the wires from outside the pile, and how many origins that makes."""

    edges: tuple[CopyEdge, ...]
    wires: tuple[WireLine, ...]
    origins: int

    @property
    def outside(self) -> tuple[str, ...]:
        """The agencies that count as origins and are not in this pile, sorted."""
        return tuple(sorted({each.agency for each in self.wires if each.whole}))


def copies_among(look: Lookup, articles: Sequence[str]) -> Copies:
    """The copy graph among some articles: each article's nearest sources, not every pair."""
    passages = look.view.copied_among(articles)
    found = [edge(look, each.passages) for each in copies.graph(passages)]
    links = tuple(sorted((each for each in found if each), key=lambda each: (-each.share, each.source, each.copier)))
    wires = _wires(look, articles, links, passages)
    return Copies(links, wires, origins(articles, links, wires))


def _wires(
    look: Lookup, articles: Sequence[str], links: Iterable[CopyEdge], passages: Sequence[Reuse]
) -> tuple[WireLine, ...]:
    """The wires of agencies that have no article here, into articles that did not get their text from another one."""
    inside = [look.article(each) for each in articles]
    here = {publisher(each.outlet) for each in inside}
    taken = {each.copier for each in links if each.known and each.share >= MUCH}
    found = [each for each in copies.wires(inside, passages) if each.origin is None and each.agency not in here]
    return tuple(
        WireLine(each.agency, each.article, each.whole, wording.wire_sentence(place(look.article(each.article)), each))
        for each in found
        if each.article not in taken
    )


def origins(articles: Sequence[str], links: Iterable[CopyEdge], wires: Iterable[WireLine] = ()) -> int:
    """How many origins the articles come from: those that took little from another; a circle or a pair
    whose direction is unknown counts once. Who took a passage only is still an origin of the rest.
    Articles that are the text of an agency have that as their origin, in the pile or not."""
    whole = [each for each in wires if each.whole]
    agencies = {f"agency {each.agency}" for each in whole}
    parent = {each: each for each in (*articles, *agencies)}
    copied = {each.article for each in whole}

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
    groups = {root(each) for each in parent}
    tainted = {root(each) for each in copied}
    return max(len(groups - tainted), 1 if articles else 0)
