"""Passages that stand in two articles:

documents | fingerprints | pairs | blocks of equal words | chains | reworded sentences | cause

Direction is another matter (`direction`). Everything here is the same for any order of the pile.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from whence.comparison import reworded, seeds
from whence.comparison.alignment import Block, align, blocks, chains, paragraphs
from whence.comparison.documents import Document, Numbers, prepare
from whence.options import ReuseOptions
from whence.records import Cause, Pile, Reuse, ReuseKind, Span, flat, identity

VERBATIM = 0.85
"""Share of equal words from which a passage is verbatim."""
QUOTED = 0.8
"""Share of a passage's words inside quotation marks from which it is a quote."""
QUOTE_WORDS = 5
PROOF_WORDS = 12
"""Verbatim words outside quotation marks that show that one copied."""
PROOF_MATCHES = 3
"""Reworded sentences, besides, that show the same."""
HOUSE = 3
"""Articles of one outlet that hold a line before it is taken for the house's own."""


def find(pile: Pile, options: ReuseOptions) -> tuple[Reuse, ...]:
    """All passages, sorted by id, with their cause; direction is left unknown."""
    numbers = Numbers()
    documents = [prepare(article, numbers) for article in sorted(pile.articles, key=lambda each: each.id)]
    pairs = seeds.find(documents, options)
    house = _house(documents, pairs)
    found: list[Reuse] = []
    for a, b in sorted(pairs):
        found += _pair(documents[a], documents[b], pairs[a, b], house, options)
    return tuple(sorted(found, key=lambda each: each.id))


def _pair(
    a: Document, b: Document, places: Sequence[tuple[int, int]], house: set[tuple[str, int]], options: ReuseOptions
) -> Iterator[Reuse]:
    parts = [part for block in chains(blocks(a, b, places)) for part in paragraphs(a, b, block)]
    verbatim = [block for block in parts if _counts(a, block, options)]
    if not verbatim:
        return
    ours = {block for block in verbatim if _is_house(a, block.a, block.a_end, house)}
    others = [block for block in verbatim if block not in ours]
    matches = _reworded(a, b, verbatim) if others else []
    cause = _cause(a, others, matches)
    for block in others:
        yield _passage(a, b, block, cause)
    for block in sorted(ours):
        yield _passage(a, b, block, "house")
    if cause == "copied":
        for block in matches:
            yield _passage(a, b, block, cause, "reworded")


def _counts(a: Document, block: Block, options: ReuseOptions) -> bool:
    """Long enough, and like enough; a quote may be shorter, for its marks say that it is one."""
    least = QUOTE_WORDS if _in_quotes(a, block.a, block.a_end) else options.min_words
    longest = max(block.a_end - block.a, block.b_end - block.b)
    return block.equal >= least and block.equal / longest >= options.min_similarity


def _in_quotes(document: Document, start: int, end: int) -> bool:
    return float(document.quoted[start:end].mean()) >= QUOTED


def _reworded(a: Document, b: Document, verbatim: Sequence[Block]) -> list[Block]:
    """Sentences that match in other words, outside what is shared word for word."""
    out = []
    for match in reworded.matches(a, b):
        (start, end), (other, stop) = a.sentences[match.a], b.sentences[match.b]
        block = Block(start, end, other, stop, 0)
        if not any(_overlap(block, each) for each in verbatim):
            out.append(block)
    return out


def _overlap(one: Block, other: Block) -> bool:
    """Whether most of a sentence is shared already on either side."""
    a = min(one.a_end, other.a_end) - max(one.a, other.a)
    b = min(one.b_end, other.b_end) - max(one.b, other.b)
    return 2 * a > one.a_end - one.a or 2 * b > one.b_end - one.b


def _cause(a: Document, verbatim: Sequence[Block], matches: Sequence[Block]) -> Cause:
    plain = sum(int((~a.quoted[block.a : block.a_end]).sum()) for block in verbatim)
    if plain >= PROOF_WORDS or len(matches) >= PROOF_MATCHES:
        return "copied"
    return "quoted" if all(_in_quotes(a, block.a, block.a_end) for block in verbatim) else "unknown"


def _passage(a: Document, b: Document, block: Block, cause: Cause, kind: ReuseKind | None = None) -> Reuse:
    edits, similarity = align(a, b, block)
    spans = a.span(block.a, block.a_end), b.span(block.b, block.b_end)
    return Reuse(
        id=identity("r", a.article.id, b.article.id, flat(spans[:1]), flat(spans[1:])),
        a=a.article.id,
        b=b.article.id,
        a_span=spans[0],
        b_span=spans[1],
        similarity=similarity,
        kind=kind or ("verbatim" if similarity >= VERBATIM else "reworded"),
        cause=cause,
        edits=edits,
    )


def _house(documents: Sequence[Document], pairs: seeds.Places) -> set[tuple[str, int]]:
    """(article, word) places that begin a fingerprint which several articles of the same outlet hold."""
    holders: dict[tuple[str, int], set[str]] = defaultdict(set)
    for (a, b), places in pairs.items():
        one, other = documents[a].article, documents[b].article
        if one.outlet is not None and one.outlet == other.outlet:
            for at, bt in places:
                holders[one.id, at].add(other.id)
                holders[other.id, bt].add(one.id)
    return {place for place, others in holders.items() if len(others) + 1 >= HOUSE}


def _is_house(document: Document, start: int, end: int, house: set[tuple[str, int]]) -> bool:
    """Whether most fingerprints of a passage are house lines (a fingerprint begins every few words)."""
    count = Counter((document.article.id, at) in house for at in range(start, end))
    return count[True] * 8 >= end - start


def covered(passages: Sequence[Reuse], article: str) -> list[Span]:
    """The spans of an article that stand in some passage, merged and sorted."""
    spans = sorted(
        each.a_span if each.a == article else each.b_span for each in passages if article in (each.a, each.b)
    )
    out: list[Span] = []
    for span in spans:
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
