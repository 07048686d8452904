"""Links between propositions: which pairs to look at, and which of them give way to better ones.

Pairs come from passages that stand in both articles, from words they share within one story, and, across stories,
from runs of words (quotes travel further than events).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from whence.comparison.likeness import Link
from whence.comparison.propositions import Proposition
from whence.comparison.quoting import same
from whence.records import Article, Reuse, Span

_RUN = 5
_RUN_CAP = 30
_WORD_CAP = 40
_FEW = 6
_SHORT_QUOTE = 8
_CLEARLY = 0.1
_TWICE = 0.6
_HALF = 0.5
_FACTOR = 0x5851F42D4C957F2D
_SURE = 0.6
_TELLING = 2
_RESUMED = 3  # words
Pair = tuple[int, int]
Longs = NDArray[np.int64]


def copies(reuse: Iterable[Reuse], articles: Mapping[str, Article]) -> dict[tuple[str, str], float]:
    """For each pair of articles (both ways round) that share copied words, the share of the shorter one, 0 to 1."""
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for each in reuse:
        if each.cause in ("copied", "unknown"):
            shared[each.a, each.b] += min(each.a_span.end - each.a_span.start, each.b_span.end - each.b_span.start)
    found = {
        (a, b): min(1.0, length / max(1, min(len(articles[a].text), len(articles[b].text))))
        for (a, b), length in shared.items()
    }
    return found | {(b, a): share for (a, b), share in found.items()}


def aligned(ones: Sequence[Proposition], others: Sequence[Proposition], reuse: Iterable[Reuse]) -> dict[Pair, float]:
    """How far a passage carries the one proposition into the other, 0 to 1, for each pair (of different articles).

    A negative sign never occurs; pairs that no passage joins are absent. Lines of the house's own carry nothing.
    """
    left, right = _by_article(ones), _by_article(others)
    found: dict[Pair, float] = {}
    for each in (passage for passage in reuse if passage.cause != "house"):
        for a, b in ((each.a, each.b), (each.b, each.a)):
            forth = a == each.a
            for one in _within(ones, left.get(a, ()), each.a_span if forth else each.b_span):
                image = _image(each, ones[one].spans, forth)
                if image is None:
                    continue
                for other in _within(others, right.get(b, ()), image):
                    share = _overlap(image, others[other].spans)
                    if share > 0.3:
                        share *= each.similarity if each.kind == "reworded" else 1.0
                        found[one, other] = max(found.get((one, other), 0.0), share)
    return found


def _by_article(propositions: Sequence[Proposition]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(propositions):
        found[each.article].append(at)
    return found


def _within(propositions: Sequence[Proposition], places: Sequence[int], span: Span) -> list[int]:
    return [
        at
        for at in places
        if propositions[at].spans[0].start < span.end and propositions[at].spans[-1].end > span.start
    ]


def _image(reuse: Reuse, spans: Sequence[Span], forth: bool) -> Span | None:
    """Where the alignment of a passage puts these spans in the other article; None if hardly any of it lies there."""
    inside = reuse.a_span if forth else reuse.b_span
    start, end = max(spans[0].start, inside.start), min(spans[-1].end, inside.end)
    if end - start < 0.4 * sum(span.end - span.start for span in spans):
        return None
    kept = [
        (here, there)
        for edit in reuse.edits
        if edit.operation in ("kept", "replaced")
        for here, there in [(edit.a, edit.b) if forth else (edit.b, edit.a)]
        if here.start < end and here.end > start
    ]
    if kept:
        first, last = kept[0], kept[-1]
        begin = first[1].start + max(0, start - first[0].start)
        stop = last[1].end - max(0, last[0].end - end)
        return Span(min(begin, stop), max(begin, stop))
    outside = reuse.b_span if forth else reuse.a_span
    scale = (outside.end - outside.start) / max(1, inside.end - inside.start)
    return Span(
        outside.start + round((start - inside.start) * scale), outside.start + round((end - inside.start) * scale)
    )


def _overlap(image: Span, spans: Sequence[Span]) -> float:
    shared = sum(max(0, min(image.end, span.end) - max(image.start, span.start)) for span in spans)
    shorter = min(image.end - image.start, sum(span.end - span.start for span in spans))
    return shared / shorter if shorter else 0.0


class Shelf:
    """Propositions by story and telling word, made once for all that look them up."""

    def __init__(self, propositions: Sequence[Proposition], story_of: Mapping[str, str]) -> None:
        self.story_of = story_of
        self._listed: dict[str, dict[str, list[int]]] = {}
        for at, each in enumerate(propositions):
            words = self._listed.setdefault(self.story(each), {})
            for term in each.terms:
                words.setdefault(term, []).append(at)

    def story(self, proposition: Proposition) -> str:
        """The story that a proposition is of; the article where there is none."""
        return self.story_of.get(proposition.article, proposition.article)

    def of(self, proposition: Proposition) -> Mapping[str, list[int]]:
        """The numbers of the propositions of the same story, by telling word."""
        return self._listed.get(self.story(proposition), {})


def alike(
    ones: Sequence[Proposition],
    others: Sequence[Proposition],
    story_of: Mapping[str, str],
    weights: Mapping[str, float],
    shelf: Shelf | None = None,
) -> set[Pair]:
    """Pairs of one story that share rare enough words; each of `ones` with the few of `others` that share most.

    `shelf` holds `others`, where it is made already.
    """
    shelf = shelf or Shelf(others, story_of)
    pairs: set[Pair] = set()
    for at, each in enumerate(ones):
        listed = shelf.of(each)
        sums: dict[int, float] = defaultdict(float)
        for term in sorted(each.terms):
            found = listed.get(term, ())
            if len(found) <= _WORD_CAP:
                weight = weights.get(term, 1.0)
                for other in found:
                    sums[other] += weight
        ranked = sorted((-value, other) for other, value in sums.items() if others[other].article != each.article)
        pairs.update((at, other) for _, other in ranked[:_FEW])
    return pairs


def runs(ones: Sequence[Proposition], others: Sequence[Proposition]) -> set[Pair]:
    """Pairs that share a run of five words; a run in many propositions joins each to the first of them only."""
    numbers: dict[str, int] = {}
    articles = {each.article: at for at, each in enumerate((*ones, *others))}
    holders, held = _runs(others, numbers)
    seekers, sought = (holders, held) if ones is others else _runs(ones, numbers)
    first = np.searchsorted(held, sought, "left")
    counts = np.searchsorted(held, sought, "right") - first
    counts[counts > _RUN_CAP] = 1
    places = np.arange(counts.sum()) + np.repeat(first - np.cumsum(counts) + counts, counts)
    left, right = np.repeat(seekers, counts), holders[places]
    home, away = (np.array([articles[each.article] for each in side], np.int64) for side in (ones, others))
    kept = home[left] != away[right]
    codes = np.unique(left[kept] * len(others) + right[kept])
    return {divmod(code, len(others)) for code in codes.tolist()}


def _runs(propositions: Sequence[Proposition], numbers: dict[str, int]) -> tuple[Longs, Longs]:
    """For each run of five words of each proposition the proposition and a hash of the run, sorted by the latter."""
    words = np.array(
        [numbers.setdefault(form, len(numbers)) for each in propositions for form in each.forms], dtype=np.int64
    )
    lengths = np.array([len(each.forms) for each in propositions], dtype=np.int64)
    owners = np.repeat(np.arange(len(propositions), dtype=np.int64), lengths)
    last = max(0, len(words) - _RUN + 1)
    hashes = np.zeros(last, dtype=np.int64)
    for at in range(_RUN):  # a polynomial over the numbers of the words, modulo 2**64
        hashes = hashes * _FACTOR + (words[at : at + last] + 1) * _FACTOR
        hashes ^= hashes >> 29
    inside = owners[:last] == owners[_RUN - 1 :] if last else owners[:0] == owners[:0]
    hashes, owners = hashes[inside], owners[:last][inside]
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
    return owners[fresh], hashes[fresh]


def quoting(
    ones: Sequence[Proposition],
    others: Sequence[Proposition],
    story_of: Mapping[str, str],
    shelf: Shelf | None = None,
) -> set[Pair]:
    """Pairs of one story where the one quotes a few words that the other holds; looked up by the rarest of them.

    `shelf` holds `others`, where it is made already.
    """
    shelf = shelf or Shelf(others, story_of)
    pairs: set[Pair] = set()
    for at, each in enumerate(ones):
        for piece in each.pieces:
            if len(piece.forms) <= _SHORT_QUOTE:
                words = shelf.of(each)
                found = min((words.get(term, []) for term in sorted(piece.terms)), key=len)
                for other in found if len(found) <= _WORD_CAP else ():
                    if others[other].article != each.article and piece.terms <= others[other].terms:
                        pairs.add((at, other))
    return pairs


def candidates(
    ones: Sequence[Proposition],
    others: Sequence[Proposition],
    reuse: Iterable[Reuse],
    story_of: Mapping[str, str],
    weights: Mapping[str, float],
) -> dict[Pair, float]:
    """All pairs worth a look, of different articles, and how far a passage carries the one into the other (0 to 1).

    Where both are the same propositions, each pair stands in it once or twice.
    """
    found = aligned(ones, others, reuse)
    shelf = Shelf(others, story_of)
    near = alike(ones, others, story_of, weights, shelf) | quoting(ones, others, story_of, shelf) | runs(ones, others)
    if ones is not others:
        near |= {(one, two) for two, one in quoting(others, ones, story_of)}
    for pair in near:
        found.setdefault(pair, 0.0)
    return {pair: share for pair, share in found.items() if ones[pair[0]].article != others[pair[1]].article}


def outdone(links: Mapping[Pair, Link], propositions: Sequence[Proposition]) -> set[Pair]:
    """Pairs where one side says better, in the other's article, what the two have in common.

    Two statements of one article are seldom the same one; a quote that merges two shares other words with each. A link
    gives way as well where its other side has a partner of its own.
    """
    partners: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for (one, two), each in links.items():
        partners[one, propositions[two].article].append((each.confidence, two))
        partners[two, propositions[one].article].append((each.confidence, one))
    found: set[Pair] = set()
    for (one, article), rivals in partners.items():
        best, chosen = max(rivals)
        common = propositions[one].terms & propositions[chosen].terms
        for confidence, other in rivals:
            if confidence >= best - _CLEARLY or twice(propositions[other], propositions[chosen]):
                continue
            if confidence >= _SURE and _again(propositions[other], propositions[chosen], propositions[one]):
                continue
            less = propositions[one].terms & propositions[other].terms <= common
            elsewhere = partners[other, propositions[one].article]
            quote = any(each.name == "same quote" for each in links[min(one, other), max(one, other)].evidence)
            spare = not quote and any(value >= _HALF and at != one and not twice(propositions[at], propositions[one])
                        and max(partners[at, article])[1] == other for value, at in elsewhere)  # fmt: skip
            if less or spare:
                found.add((min(one, other), max(one, other)))
    return found


def _again(one: Proposition, full: Proposition, source: Proposition) -> bool:
    """Whether an article quotes again, in part, what it gives in full, and the other article quotes it too."""
    return any(
        len(piece.terms) >= _TELLING
        and len(piece.forms) >= _RESUMED
        and any(same(piece, other) for other in full.pieces)
        and any(same(piece, other) for other in source.pieces)
        for piece in one.pieces
    )


def twice(one: Proposition, other: Proposition) -> bool:
    """Whether an article says it twice, in the headline and in the lead."""
    return len(one.terms & other.terms) >= _TWICE * max(len(one.terms), len(other.terms))
