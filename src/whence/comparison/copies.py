"""The copy graph: for each article its nearest source, not every pair that shares words.

Where five papers ran one wire story, each pair of them shares passages, but each has only one source. For every article
the sources are taken one by one, the one first that gives most of its words, and another only for words that those
before it do not give (greedy set cover; Chvátal 1979).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from whence.comparison import credits
from whence.lexicon import outlets
from whence.records import Article, Reuse, Span

NEW_LETTERS = 120
"""Letters that a further source must give beyond the nearer ones, about twenty words."""


@dataclass(frozen=True, slots=True)
class Copy:
    """`copier` has the passages from `source`; where who copied is not `known`, `source` is the lesser id."""

    source: str
    copier: str
    passages: tuple[Reuse, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Wire:
    """An agency whose text an article says that it holds, and the agency's own article in the pile, if there is one.

    `whole` is False where the agency only contributed to the article.
    """

    agency: str
    article: str
    origin: str | None
    whole: bool = True


def graph(reuse: Iterable[Reuse]) -> tuple[Copy, ...]:
    """The copies that explain the passages, sorted by copier, nearest source first."""
    pairs = _pairs(reuse)
    sources: dict[str, list[Copy]] = defaultdict(list)
    for each in pairs:
        if each.known:
            sources[each.copier].append(each)
    chosen = {copier: _nearest(options) for copier, options in sorted(sources.items())}
    kept = [each for _, options in sorted(chosen.items()) for each in options]
    explained = {
        copier: [span for each in options for span in _spans(each, copier)] for copier, options in chosen.items()
    }
    loose = [each for each in pairs if not each.known and not _explained(each, explained)]
    return tuple(kept + loose)


def wires(articles: Sequence[Article], reuse: Iterable[Reuse] = ()) -> tuple[Wire, ...]:
    """The agencies behind some articles by their own word, in the pile or not; sorted by agency and article.

    The agency's article is the one of that outlet that shares most with the article.
    """
    by_id = {each.id: each for each in articles}
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for each in reuse:
        if each.cause in ("copied", "unknown"):
            shared[each.a, each.b] += each.a_span.end - each.a_span.start
            shared[each.b, each.a] += each.b_span.end - each.b_span.start
    found = []
    for article in articles:
        for agency in sorted(credits.bylines(article) - {outlets.publisher(article.outlet)}):
            own = [
                (size, other)
                for (one, other), size in shared.items()
                if one == article.id and other in by_id and outlets.publisher(by_id[other].outlet) == agency
            ]
            whole = agency in credits.wholly(article)
            found.append(Wire(agency, article.id, max(own)[1] if own else None, whole))
    return tuple(sorted(found, key=lambda each: (each.agency, each.article)))


def _pairs(reuse: Iterable[Reuse]) -> list[Copy]:
    pairs: dict[tuple[str, str], list[Reuse]] = defaultdict(list)
    for each in sorted(reuse, key=lambda each: each.id):
        if each.cause in ("copied", "unknown"):
            pairs[each.a, each.b].append(each)
    return [_copy(a, b, tuple(passages)) for (a, b), passages in sorted(pairs.items())]


def _copy(a: str, b: str, passages: tuple[Reuse, ...]) -> Copy:
    forth = sum(each.confidence for each in passages if each.direction == "a->b")
    back = sum(each.confidence for each in passages if each.direction == "b->a")
    if back > forth:
        return Copy(b, a, passages, True)
    return Copy(a, b, passages, forth > back)


def _nearest(options: Sequence[Copy]) -> list[Copy]:
    """The sources of one article, each for words that the nearer ones do not give."""
    left = sorted(options, key=lambda each: each.source)
    taken: set[int] = set()
    kept: list[Copy] = []
    while left:
        gains = [(len(_letters(each) - taken), _equal(each)) for each in left]
        at = max(range(len(left)), key=lambda place: (gains[place], -place))
        best = left.pop(at)
        if kept and gains[at][0] < NEW_LETTERS:
            break
        kept.append(best)
        taken |= _letters(best)
    return kept


def _letters(copy: Copy) -> set[int]:
    return {at for span in _spans(copy, copy.copier) for at in range(*span)}


def _equal(copy: Copy) -> float:
    """How many words, as letters, are the same on both sides."""
    return round(sum(each.similarity * (each.a_span.end - each.a_span.start) for each in copy.passages), 6)


def _spans(copy: Copy, article: str) -> list[Span]:
    return [each.a_span if each.a == article else each.b_span for each in copy.passages]


def _explained(copy: Copy, explained: Mapping[str, Sequence[Span]]) -> bool:
    """Whether both sides have most of what they share from sources that are known."""
    return all(
        2 * _common(_spans(copy, side), explained.get(side, ())) > sum(b - a for a, b in _spans(copy, side))
        for side in (copy.source, copy.copier)
    )


def _common(spans: Sequence[Span], others: Sequence[Span]) -> int:
    covered = {at for span in others for at in range(*span)}
    return sum(at in covered for span in spans for at in range(*span))
