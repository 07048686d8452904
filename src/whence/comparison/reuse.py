"""Passages that stand in two articles, as records: what `passages` finds in arrays, with its edits.

Direction is another matter (`direction`). Everything here is the same for any order of the pile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from whence.comparison import passages
from whence.comparison.documents import Corpus, gather, stretches
from whence.comparison.kernels.folding import Ints
from whence.comparison.passages import Shared
from whence.options import ReuseOptions
from whence.records import Article, Cause, Edit, Pile, Reuse, ReuseKind, Span, flat, identity

VERBATIM = 0.85
"""Share of equal words from which a passage is verbatim."""
CAUSES: tuple[Cause, ...] = ("copied", "quoted", "house", "unknown")


def find(pile: Pile, options: ReuseOptions) -> tuple[Reuse, ...]:
    """All passages, sorted by id, with their cause; direction is left unknown."""
    articles = sorted(pile.articles, key=age)
    corpus = gather(map(stretches, articles), options)
    groups = np.full(len(corpus), -1, dtype=np.int32)
    shared = passages.find(corpus, groups, numbered(each.outlet for each in articles), options)
    found = records(corpus, shared, [each.id for each in articles])
    return tuple(sorted(found, key=lambda each: each.id))


def age(article: Article) -> tuple[str, str]:
    """Earlier articles first, those without a date last: a text in very many articles is linked to the earliest."""
    return article.published or "~", article.id


def numbered(values: Iterable[str | None]) -> Ints:
    """A number for each value, -1 for none."""
    table: dict[str, int] = {}
    return np.asarray([-1 if each is None else table.setdefault(each, len(table)) for each in values], dtype=np.int32)


def records(corpus: Corpus, shared: Shared, ids: Sequence[str]) -> Iterator[Reuse]:
    """The passages as records; `a` is the article whose id is the lesser."""
    found = shared.passages
    columns = (found.a, found.b, found.first, found.last, shared.cause, shared.reworded)
    spans = spans_of(corpus, shared)
    rows = zip(*(each.tolist() for each in (*columns, similarities(shared), *spans)), strict=True)
    for a, b, first, last, cause, reworded, similarity, *ends in rows:
        sides = [(ids[a], Span(*ends[:2]), a), (ids[b], Span(*ends[2:]), b)]
        runs = found.runs[first:last]
        if ids[b] < ids[a]:
            sides, runs = sides[::-1], runs[:, [1, 0, 2]]
        (one, a_span, left), (other, b_span, right) = sides
        kind: ReuseKind = "reworded" if reworded or similarity < VERBATIM else "verbatim"
        yield Reuse(
            id=identity("r", one, other, flat([a_span]), flat([b_span])),
            a=one,
            b=other,
            a_span=a_span,
            b_span=b_span,
            similarity=similarity,
            kind=kind,
            cause=CAUSES[cause],
            edits=tuple(edits(corpus, left, right, a_span, b_span, runs.tolist())),
        )


def spans_of(corpus: Corpus, shared: Shared) -> tuple[Ints, Ints, Ints, Ints]:
    """Code points at which the passages begin and end: in a, then in b."""
    words, found = corpus.words, shared.passages
    left, right = words.offsets[found.a], words.offsets[found.b]
    return (
        words.starts[left + found.a_start],
        words.ends[left + found.a_end - 1],
        words.starts[right + found.b_start],
        words.ends[right + found.b_end - 1],
    )


def similarities(shared: Shared) -> NDArray[np.float64]:
    """The share of aligned words that are equal, of each passage."""
    found = shared.passages
    longer = np.maximum(found.a_end - found.a_start, found.b_end - found.b_start)
    shares: NDArray[np.float64] = found.equal / np.maximum(longer, 1)
    return shares


def edits(corpus: Corpus, a: int, b: int, a_span: Span, b_span: Span, runs: Sequence[Sequence[int]]) -> Iterator[Edit]:
    """The steps that lead from a's words to b's; together they cover both spans but for what stands between words."""
    words = corpus.words
    left, right = int(words.offsets[a]), int(words.offsets[b])
    at, bt = _word(corpus, a, a_span.start), _word(corpus, b, b_span.start)
    end_a, end_b = _word(corpus, a, a_span.end), _word(corpus, b, b_span.end)
    first = at, bt
    for i, j, length in (*runs, (end_a - left, end_b - right, 0)):
        if at < left + i or bt < right + j:
            one = _stretch(corpus, at, left + i, first[0])
            other = _stretch(corpus, bt, right + j, first[1])
            yield Edit("put_in" if at == left + i else "cut" if bt == right + j else "replaced", one, other)
        if length:
            yield Edit(
                "kept",
                _stretch(corpus, left + i, left + i + length, at),
                _stretch(corpus, right + j, right + j + length, bt),
            )
        at, bt = left + i + length, right + j + length


def _word(corpus: Corpus, text: int, point: int) -> int:
    """The number of the first word of a text that begins at a code point or after it."""
    low, high = corpus.words.offsets[text], corpus.words.offsets[text + 1]
    return int(low + np.searchsorted(corpus.words.starts[low:high], point))


def _stretch(corpus: Corpus, start: int, end: int, first: int) -> Span:
    """Code points of words; no words stand where the word before ends, or where the first one begins."""
    words = corpus.words
    if start < end:
        return Span(int(words.starts[start]), int(words.ends[end - 1]))
    point = int(words.starts[start] if start == first else words.ends[start - 1])
    return Span(point, point)


def covered(found: Sequence[Reuse], article: str) -> list[Span]:
    """The spans of an article that stand in some passage, merged and sorted."""
    spans = sorted(each.a_span if each.a == article else each.b_span for each in found if article in (each.a, each.b))
    out: list[Span] = []
    for span in spans:
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
