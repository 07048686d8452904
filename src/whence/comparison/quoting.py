"""Quoted words that two propositions share: sentence by sentence, so that part of a long quote is found in another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whence.comparison.variants import closeness, placed
from whence.comparison.wording import meaningful, quoted, tokens, weigh
from whence.records import Article, Spans, Statement

_END = re.compile(r"(?<=[.!?])[\"”’']*\s+|\.{2,}|…|—|--")
_ALIKE = 0.75
_RUN, _TELLING = 3, 2  # words, telling words
_LEAST = 5  # words from which a quote may be changed a little and still be taken for the same


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or less that is given as somebody's own words: its forms and its telling stems."""

    forms: tuple[str, ...]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shared:
    """How much quoted matter two propositions share, in weight of telling words.

    `both` is quoted on both sides, `plain` on one only; `of` is what the side with less quotes; `broken` says that
    both quote and share nothing, `apart` that both quote and share no quotation; `longest` is the most words of one
    piece that is quoted on both sides.
    """

    both: float
    plain: float
    of: float
    broken: bool
    longest: int = 0
    apart: bool = False


def pieces(article: Article, spans: Spans, statement: Statement | None) -> tuple[Piece, ...]:
    """The quoted sentences of a proposition; of a direct statement all of its content."""
    if statement is not None and statement.kind == "direct":
        stretches = [article.text[span.start : span.end] for span in spans]
    else:
        stretches = [article.text[a:b] for span in spans for a, b in quoted(article.text, *span)]
    words = (tuple(tokens(part)) for each in stretches for part in _END.split(each))
    return tuple(each for each in (Piece(forms, meaningful(forms)) for forms in words) if each.terms)


def shared(
    one: Sequence[Piece],
    two: Sequence[Piece],
    texts: tuple[tuple[str, ...], tuple[str, ...]],
    rarity: Mapping[str, float],
) -> Shared:
    """What the quoted pieces of two propositions, whose words are `texts`, have in common."""
    mass = [{at: weigh(piece.terms, rarity) for at, piece in enumerate(side)} for side in (one, two)]
    both = [0.0, 0.0]
    plain = [0.0, 0.0]
    longest = 0
    for side, (ours, theirs) in enumerate(((one, two), (two, one))):
        for at, piece in enumerate(ours):
            met = [min(len(piece.forms), len(other.forms)) for other in theirs if same(piece, other)]
            if met:
                both[side] += mass[side][at]
                longest = max(longest, *met)
            elif found_in(piece.forms, texts[1 - side]):
                plain[side] += mass[side][at]
    totals = [sum(each.values()) for each in mass]
    of = min(totals) if all(totals) else max(totals)
    apart = all(totals) and not max(both)
    return Shared(max(both), max(plain), of, apart and not max(plain), longest, apart)


def same(one: Piece, two: Piece) -> bool:
    """Whether the shorter of two quotes stands in the longer, word for word or, from five words on, nearly so."""
    short, long = sorted((one, two), key=lambda each: len(each.forms))
    if len(short.terms & long.terms) < 0.6 * len(short.terms):
        return False
    if len(short.forms) == 1 < _RUN < len(long.forms):
        return False  # a word held at a distance ("coalition") is no cut of whatever sentence holds it
    return found_in(short.forms, long.forms) or _overlap(short, long)


def _overlap(short: Piece, long: Piece) -> bool:
    """Whether two cuts of one sentence overlap: the one ends with the words that the other begins with."""
    half = max(_RUN, (len(short.forms) + 1) // 2)
    for one, two in ((short.forms, long.forms), (long.forms, short.forms)):
        for width in range(half, len(short.forms)):
            if one[-width:] == two[:width] and len(short.terms & long.terms) >= _TELLING:
                return True
    return False


def found_in(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether some words stand in others in one stretch, or, from five on, nearly so."""
    if placed(part, whole) is not None:
        return True
    return len(part) >= _LEAST and closeness(part, whole) >= _ALIKE and _dense(part, whole)


def _dense(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the kept words stand close together, not scattered over a long text."""
    inside = set(part)
    width = len(part) + max(3, len(part) // 2)
    if len(whole) <= width:
        return True
    hits = [each in inside for each in whole]
    here = sum(hits[:width])
    best = here
    for at in range(width, len(hits)):
        here += hits[at] - hits[at - width]
        best = max(best, here)
    return best >= _ALIKE * len(part)
