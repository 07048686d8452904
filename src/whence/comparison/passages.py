"""Passages of a corpus, in arrays: seeds | blocks | passages | equal texts | cause | reworded sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.comparison import chance, seeds
from whence.comparison.documents import Corpus
from whence.comparison.kernels import aligning, passages, rewording, telling
from whence.comparison.kernels.aligning import Blocks
from whence.comparison.kernels.folding import Bytes, Ints
from whence.comparison.kernels.house import composition, house_share
from whence.comparison.kernels.pairing import Seeds
from whence.comparison.kernels.passages import Limits, Passages
from whence.comparison.kernels.phrases import phrase, proofs
from whence.comparison.kernels.rewording import Measure
from whence.comparison.kernels.tokens import Longs
from whence.options import ReuseOptions

COPIED, QUOTED, HOUSE, UNSURE = range(4)
"""Codes of `Shared.cause`."""
GAP = 8
"""Unequal words between two equal blocks beyond which they are two passages."""
QUOTED_SHARE = 0.8
"""Share of a passage's words inside quotation marks from which it is a quote."""
HOUSE_SHARE = 0.5
"""Share of a passage's words in house lines from which it is the house's."""
HOUSE_WORDS = 120
"""Shared house words, were they most of an article, from which they are a copy and no house line."""
PROOF_WORDS, SOME_WORDS, FEW_WORDS, FEW_SHARE = 30, 20, 12, 0.15
"""Verbatim words outside quotation marks that show that one copied: so many; or some, where all that they share is such
a share of the shorter article; or a few that are such a share themselves. Two reports on one announcement share a dozen
words without either having seen the other."""
FLOORS = {COPIED: chance.ANY, QUOTED: 16.0, UNSURE: 8.0}
"""Nats that a passage must tell in any pile, by cause; in most piles it is more (`chance`)."""
RELATED_WORDS, RELATED_SHARE = 100, 0.15
"""As many equal words in all, or that share of the shorter article: then sentences are sought in other words too."""
MEASURE = Measure(3, 0.4, 0.38)
RUN, LONG_RUN, ALIKE = 0.04, 9, 0.75
"""Two sentences match from this cosine on, the longest run of equal words counting for something."""
_PROVEN = 1 << 20
"""What a reworded sentence tells, which is judged by other measures, and what stands in a pair of texts of which one
holds `MOSTLY` of the other: chance does not do that."""
MOSTLY = 0.5
CLOSE, LIKE = 0.2, 0.3
"""Of articles that share that much of the shorter one, sentences with such a share of equal words match too; their
cause is unknown."""


Search = Callable[[Passages, Longs, Longs], NDArray[Any]]
"""What `rewording.reworded` finds in pairs of texts, from their passages, and where those of each begin and end."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Passages by pair of texts, each with its cause and whether its sentences only say the same in other words.

    `proof` is what it tells beyond turns of phrase, in tenths of a nat, `phrase` a number for its words.
    """

    passages: Passages
    cause: Bytes
    reworded: NDArray[Any]
    proof: Ints
    phrase: Longs

    def picked(self, chosen: NDArray[Any]) -> Shared:
        """Some of the passages."""
        columns = (self.cause, self.reworded, self.proof, self.phrase)
        return Shared(picked(self.passages, chosen), *(each[chosen] for each in columns))


def find(corpus: Corpus, groups: Ints, outlets: Ints, options: ReuseOptions) -> Shared:
    """All passages of texts of different groups; a negative group or outlet is unknown."""
    counts = telling.counted(corpus.words)
    told = telling.information(corpus.words, counts)
    found = grown(corpus, counts, told, seeds.find(corpus, told, groups, outlets, options), groups, options)
    return proven(found)


def floors(proof: Ints, phrase: Longs, cause: Bytes) -> dict[int, float]:
    """The nats that passages of a pile must tell, by cause, from all that have grown in it."""
    return chance.floors(proof, phrase, cause, FLOORS)


def grown(
    corpus: Corpus, counts: telling.Counts, told: Bytes, start: seeds.Found, groups: Ints, options: ReuseOptions
) -> Shared:
    """The passages that grow from some seeds; each pair of texts by itself, whatever else is in the corpus.

    Those that tell too little for their pile are still among them.
    """
    found = aligned(corpus, told, start.seeds, options)
    return settled(corpus, told, found, start, groups, options, searching(corpus, counts))


def aligned(corpus: Corpus, told: Bytes, found: Seeds, options: ReuseOptions) -> Passages:
    """The passages that grow from seeds, those of equal texts left out."""
    limits = _limits(options)
    return passages.passages(corpus.words, told, aligning.blocks(corpus.words, told, found, limits.alone), limits)


def settled(
    corpus: Corpus, told: Bytes, found: Passages, start: seeds.Found, groups: Ints, options: ReuseOptions,
    search: Search,
) -> Shared:  # fmt: skip
    """All passages, from those without equal texts; pair by pair, each with its cause."""
    if start.twins:
        found = _with_twins(corpus, told, found, start.twins, _limits(options), options.max_frequency)
        found = picked(found, _apart(found, groups))
    return _judged(corpus, told, found, start, options.ngram, search)


def searching(corpus: Corpus, counts: telling.Counts) -> Search:
    """The search for reworded sentences in the texts of a corpus."""
    return lambda found, firsts, lasts: rewording.reworded(corpus.words, counts, found, firsts, lasts, MEASURE)


def proven(found: Shared) -> Shared:
    """Those that tell enough for their pile."""
    return found.picked(chance.proven(found.proof, found.cause, floors(found.proof, found.phrase, found.cause)))


def _limits(options: ReuseOptions) -> Limits:
    return Limits(
        round(10 * options.information), round(10 * options.beside), options.min_words, options.min_similarity, GAP
    )


def _apart(found: Passages, groups: Ints) -> NDArray[Any]:
    mine, other = groups[found.a], groups[found.b]
    apart: NDArray[Any] = (mine < 0) | (mine != other)
    return apart


def picked(found: Passages, chosen: NDArray[Any] | Longs) -> Passages:
    """Some of the passages."""
    return Passages._make([*(each[chosen] for each in found[:-1]), found.runs])


def _with_twins(
    corpus: Corpus, told: Bytes, found: Passages, twins: Sequence[tuple[int, ...]], limits: Limits, cap: int
) -> Passages:
    """The passages of equal texts among themselves, and for each of them those of the first."""
    sets = {each[0]: each for each in twins}
    rows: list[tuple[int, int, int]] = []
    for row, (a, b) in enumerate(zip(found.a.tolist(), found.b.tolist(), strict=True)):
        if a in sets or b in sets:
            rows += [(row, *pair) for pair in _across(sets.get(a, (a,)), sets.get(b, (b,)), cap)][1:]
    whole = passages.passages(corpus.words, told, _whole(corpus, twins), limits)
    shift = len(found.a)
    places = {first: np.flatnonzero(whole.a == first) + shift for first in sets}
    rows += [
        (row, *pair) for first, each in sets.items() for pair in _within(each, cap) for row in places[first].tolist()
    ]
    columns = [np.concatenate(pair) for pair in zip(found[:7], whole[:7], strict=True)]
    bounds = [np.concatenate((found[at], whole[at] + len(found.runs))) for at in (7, 8)]
    both = Passages._make([*columns, *bounds, np.concatenate((found.runs, whole.runs))])
    table = np.asarray([(row, row_a, row_b) for row, row_a, row_b in rows], dtype=np.int64).reshape(-1, 3)
    copies = picked(both, table[:, 0])._replace(a=table[:, 1].astype(np.int32), b=table[:, 2].astype(np.int32))
    columns = [np.concatenate(pair) for pair in zip(found[:-1], copies[:-1], strict=True)]
    merged = Passages._make([*columns, both.runs])
    merged = _turned(merged, merged.a > merged.b)
    return picked(merged, np.lexsort((merged.a_start, merged.b, merged.a)))


def _turned(found: Passages, turn: NDArray[Any]) -> Passages:
    """The same passages, with sides exchanged where `turn` says so; its rows have runs of their own then."""
    if not turn.any():
        return found
    runs, first, last = [found.runs], found.first.copy(), found.last.copy()
    size = len(found.runs)
    for row in np.flatnonzero(turn).tolist():
        mine = found.runs[found.first[row] : found.last[row]][:, [1, 0, 2]]
        first[row], last[row] = size, size + len(mine)
        size += len(mine)
        runs.append(mine)
    sides = [np.where(turn, found[at], found[at ^ 1]) for at in (1, 0)]
    starts = [np.where(turn, found[at], found[other]) for at, other in ((4, 2), (5, 3), (2, 4), (3, 5))]
    return Passages._make([*sides, *starts, found.equal, first, last, np.concatenate(runs)])


def _across(one: tuple[int, ...], other: tuple[int, ...], cap: int) -> Iterator[tuple[int, int]]:
    """Pairs of two sets, the first ones first; of large sets each with the first of the other only."""
    if len(one) * len(other) <= cap:
        yield from ((a, b) for a in one for b in other)
    else:
        yield from ((one[0], b) for b in other)
        yield from ((a, other[0]) for a in one[1:])


def _within(texts: tuple[int, ...], cap: int) -> Iterator[tuple[int, int]]:
    """Pairs of one set; of a large one each with the first and the one before."""
    if len(texts) <= cap:
        yield from combinations(texts, 2)
    else:
        yield from ((texts[0], each) for each in texts[1:])
        yield from pairwise(texts[1:])


def _whole(corpus: Corpus, twins: Sequence[tuple[int, ...]]) -> Blocks:
    """One block for each set of equal texts: the first two, from end to end."""
    a, b = (np.asarray([each[at] for each in twins], dtype=np.int32) for at in (0, 1))
    size = np.diff(corpus.words.offsets)[a].astype(np.int32)
    zeros = np.zeros(len(a), dtype=np.int32)
    runs = np.stack((zeros, zeros, size), axis=1)
    score = np.full(len(a), 1 << 20, dtype=np.int32)
    return Blocks(a, b, zeros, size, zeros, size, size, score, np.arange(len(a) + 1), runs)


def _judged(corpus: Corpus, told: Bytes, found: Passages, start: seeds.Found, length: int, search: Search) -> Shared:
    made = composition(corpus.words, found, start.house)
    width_a, width_b = found.a_end - found.a_start, found.b_end - found.b_start
    ours = (made[:, 2] >= HOUSE_SHARE * width_a) & (made[:, 3] >= HOUSE_SHARE * width_b)
    first, last, number = pairs_of(found)
    sizes = np.diff(corpus.words.offsets)
    shorter = np.minimum(sizes[found.a[first]], sizes[found.b[first]])
    whole = np.bincount(number, weights=ours * width_a, minlength=len(first))
    ours &= ~((whole > HOUSE_WORDS) & (whole > 0.5 * shorter))[number]
    quotes = (made[:, 0] >= QUOTED_SHARE * width_a) | (made[:, 1] >= QUOTED_SHARE * width_b)
    proof = proofs(corpus.words, told, found, start.spread, length)
    plain = np.bincount(number, weights=made[:, 4] * ~ours, minlength=len(first))
    equal = np.bincount(number, weights=found.equal * ~ours, minlength=len(first))
    few = (plain >= FEW_WORDS) & (plain >= FEW_SHARE * shorter)
    proof[(equal >= MOSTLY * shorter)[number] & ~ours] = _PROVEN
    copied = (plain >= PROOF_WORDS) | few | ((plain >= SOME_WORDS) & (equal >= FEW_SHARE * shorter))
    only_quotes = np.bincount(number, weights=~quotes & ~ours, minlength=len(first)) == 0
    cause = np.where(ours, HOUSE, np.where(copied, COPIED, np.where(only_quotes, QUOTED, UNSURE))[number])
    related = np.flatnonzero(copied & ((equal >= RELATED_WORDS) | (equal >= RELATED_SHARE * shorter)))
    rows = search(found, first[related], last[related])
    pair = related[rows[:, 0].astype(np.int64)]
    close = equal[pair] >= CLOSE * shorter[pair]
    shared = Shared(found, cause.astype(np.uint8), ours, proof, phrase(corpus.words, found))
    return _with_reworded(corpus, shared, rows, pair, close, start.house)


def pairs_of(found: Passages) -> tuple[Longs, Longs, Longs]:
    """For each pair of texts its first passage and the end of them, and for each passage the number of its pair."""
    fresh = np.ones(len(found.a), dtype=np.bool_)
    fresh[1:] = (found.a[1:] != found.a[:-1]) | (found.b[1:] != found.b[:-1])
    first = np.flatnonzero(fresh)
    return first, np.append(first[1:], len(found.a)), np.cumsum(fresh) - 1


def _with_reworded(
    corpus: Corpus, shared: Shared, rows: NDArray[Any], number: Longs, close: NDArray[Any], house: Bytes
) -> Shared:
    """The passages with reworded sentences, of which row n belongs to pair `number[n]`, in place of parts of them."""
    found = shared.passages
    first, last, _ = pairs_of(found)
    spans = rows[:, 1:5].astype(np.int32)
    a, b = found.a[first[number]], found.b[first[number]]
    runs, bounds = rewording.common(corpus.words, a, b, spans)
    sure = rows[:, 5] + RUN * np.minimum(rewording.longest(runs, bounds), LONG_RUN) >= ALIKE
    total = np.concatenate(([0], np.cumsum(runs[:, 2])))
    width = np.maximum(spans[:, 1] - spans[:, 0], spans[:, 3] - spans[:, 2])
    kept = sure | (close & (total[bounds[1:]] - total[bounds[:-1]] >= LIKE * width))
    kept &= house_share(corpus.words, a, b, runs, bounds, house) < HOUSE_SHARE
    spans, number, a, b, sure = spans[kept], number[kept], a[kept], b[kept], sure[kept]
    begins, ends = bounds[:-1][kept], bounds[1:][kept]
    equal = (total[ends] - total[begins]).astype(np.int32)
    shift = len(found.runs)
    more = Passages._make([a, b, *(spans[:, at] for at in range(4)), equal, begins + shift, ends + shift, runs])
    rest = rewording.absorbed(found, first, last, number[sure], spans[sure]) == 0
    both = Passages._make(
        np.concatenate((old if at == len(found) - 1 else old[rest], new))
        for at, (old, new) in enumerate(zip(found, more, strict=True))
    )
    order = np.lexsort((both.a_start, both.b, both.a))
    flags = np.arange(len(both.a)) >= rest.sum()
    causes = np.concatenate((shared.cause[rest], np.where(sure, COPIED, UNSURE).astype(np.uint8)))
    proof = np.concatenate((shared.proof[rest], np.full(len(sure), _PROVEN, dtype=np.int32)))
    words = np.concatenate((shared.phrase[rest], np.zeros(len(sure), dtype=np.int64)))
    return Shared(both, causes, flags, proof, words).picked(order)
