"""From words to the sentences and claims they mean: exact words first, then words in order with gaps, then likeness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import shorten

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from whence.answers.excerpts import sentences
from whence.answers.lines import touches
from whence.answers.pile import Hit, Lookup
from whence.errors import NotFound
from whence.records import Article, Claim, Span
from whence.text import Word, forms, words

_ENOUGH = 0.6
_LIKE = 75.0
_CLOSE = 0.08
_SUGGESTED = 55.0
_MOST_ARTICLES = 200
_NEAR = 30
_HINT, _MARKS = 90, ' "“”'
_LONG_WORD = 40
"""Letters that a word and what stands behind it take at most."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where words stand: `score` is 1 for the exact phrase, below it for words in order with gaps or likeness."""

    article: Article
    span: Span
    score: float


def matches(look: Lookup, question: str, limit: int = 50) -> list[Match]:
    """The best place of each sentence that fits the words, best first. Raises `NotFound` with suggestions."""
    asked = list(forms(question))
    if not asked:
        raise NotFound("there are no words to look for; give a few words of the quote or sentence")
    whole = _articles(look, look.view.search(question, "phrase", _MOST_ARTICLES))
    found = [Match(article, span, 1.0) for article in whole for span in _runs(article, asked)]
    if not found:
        near = _near(look, question)
        found = [match for article in near for match in _in_article(article, asked)]
        found = found or [match for article in near for match in _alike(article, question)]
    if not found:
        raise NotFound(_nothing(look, question))
    if any(each.score == 1.0 for each in found):
        found = [each for each in found if each.score == 1.0]
    return sorted(found, key=lambda each: (-each.score, each.article.id, each.span))[:limit]


def _near(look: Lookup, question: str) -> list[Article]:
    """The articles with all or most of the words; of a small pile all, for the words may be misspelt."""
    hits = [*look.view.search(question, "all", _NEAR), *look.view.search(question, "any", _NEAR)]
    found = _articles(look, hits)
    return found if found or look.view.counts()["articles"] > _MOST_ARTICLES else list(look.view.articles())


def _articles(look: Lookup, hits: Iterable[Hit]) -> list[Article]:
    return [look.article(id) for id in dict.fromkeys(hit.article for hit in hits)]


def _in_article(article: Article, asked: Sequence[str]) -> Iterable[Match]:
    exact = _runs(article, asked)
    if exact:
        return [Match(article, span, 1.0) for span in exact]
    likely = [span for span in _chunks(article) if _holds(article.text[slice(*span)], asked)]
    return [match for span in likely for match in _ordered(article, span, asked)]


def _holds(text: str, asked: Sequence[str]) -> bool:
    """Whether a text may hold enough of the words: a quick look at letters before words are made of them."""
    plain = text.casefold()
    return sum(each in plain or not each.isascii() for each in asked) >= _ENOUGH * len(asked)


def _chunks(article: Article) -> list[Span]:
    """Sentences, and each sentence with the next of its line: a quote may run over both."""
    single = list(sentences(article))
    between = ((a, b, article.text[a.end : b.start]) for a, b in pairwise(single))
    return single + [Span(a.start, b.end) for a, b, gap in between if "\n" not in gap]


def _runs(article: Article, asked: Sequence[str]) -> list[Span]:
    """Where the words stand one after the other; only around the longest of them is the text made into words."""
    width = len(asked)
    anchor = max((at for at in range(width) if asked[at].isascii()), key=lambda at: len(asked[at]), default=None)
    if anchor is None:
        return _run(words(article.text), asked)
    found: set[Span] = set()
    for place in re.finditer(re.escape(asked[anchor]), article.text, re.IGNORECASE):
        start, end = place.start() - _LONG_WORD * (anchor + 1), place.end() + _LONG_WORD * (width - anchor)
        found.update(_run(words(article.text, *_whole_words(article.text, start, end)), asked))
    return sorted(found)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the words that its ends cut."""
    while 0 < start < len(text) and not text[start].isspace():
        start -= 1
    while 0 < end < len(text) and not text[end].isspace():
        end += 1
    return max(0, start), min(len(text), end)


def _run(found: Sequence[Word], asked: Sequence[str]) -> list[Span]:
    width, all_forms = len(asked), [each.form for each in found]
    return [
        Span(found[at].start, found[at + width - 1].end)
        for at in range(len(found) - width + 1)
        if all_forms[at] == asked[0] and all_forms[at : at + width] == list(asked)
    ]


def _ordered(article: Article, span: Span, asked: Sequence[str]) -> list[Match]:
    """The asked words in order, with gaps: the share that stands here, less a little for what stands between."""
    here = words(article.text, *span)
    blocks = [step for step in LCSseq.opcodes(asked, [each.form for each in here]) if step.tag == "equal"]
    kept = sum(step.src_end - step.src_start for step in blocks)
    if not kept or kept < _ENOUGH * len(asked) or (kept < 2 and len(asked) > 1):
        return []
    first, last = blocks[0].dest_start, blocks[-1].dest_end
    score = 0.8 * kept / len(asked) + 0.19 * kept / (last - first)
    return [Match(article, Span(here[first].start, here[last - 1].end), score)]


def _alike(article: Article, question: str) -> list[Match]:
    """Sentences whose letters are like the question's: for misspelt words."""
    whole = " ".join(forms(question))
    spans = sentences(article)
    scored = [(span, fuzz.partial_ratio(whole, " ".join(forms(article.text[slice(*span)])))) for span in spans]
    return [Match(article, span, score / 200) for span, score in scored if score >= _LIKE]


def _nothing(look: Lookup, question: str) -> str:
    near = {claim.text for article in _near(look, question)[:_NEAR] for claim, _ in look.claims_in(article.id)}
    like = process.extract(
        question, sorted(near), scorer=fuzz.partial_token_set_ratio, score_cutoff=_SUGGESTED, limit=3
    )
    meant = " or ".join(f"“{shorten(text.strip(_MARKS), _HINT, placeholder=' …')}”" for text, _, _ in like)
    hint = f"; did you mean {meant}?" if like else "; try fewer words"
    return f"no sentence in this pile holds the words “{question}”{hint}"


def claims_for(look: Lookup, found: Sequence[Match]) -> list[tuple[Claim, float, Match]]:
    """The claims that the matches fall into, the chosen one first.

    Claims whose score is close to the best come first by the number of their appearances (the most
    connected tells most), then by score; the rest follow by score.
    """
    best: dict[str, tuple[Claim, float, Match]] = {}
    for match in found:
        for claim in look.claims_at(match.article.id, match.span) or _credited(look, match):
            score = match.score * _covered(claim, match)
            if claim.id not in best or score > best[claim.id][1]:
                best[claim.id] = (claim, score, match)
    top = max((score for _, score, _ in best.values()), default=0.0)
    return sorted(best.values(), key=lambda each: _rank(each[0], each[1], top))


def _credited(look: Lookup, match: Match) -> list[Claim]:
    """The claims of the statements whose source or cue the match touches: such words name who speaks."""
    here = look.view.statements(match.article.id)
    parts = ((each, part) for each in here for part in (each.source, each.cue) if part)
    meant = {each.content.spans[0] for each, part in parts if any(touches(span, match.span) for span in part.spans)}
    return [claim for span in sorted(meant) for claim in look.claims_at(match.article.id, span)]


def _rank(claim: Claim, score: float, top: float) -> tuple[bool, int, float, str]:
    close = score >= top - _CLOSE
    return (not close, -len(claim.appearances) if close else 0, -score, claim.id)


def _covered(claim: Claim, match: Match) -> float:
    """How much of the match lies in the claim's appearance there, from 0.5 (hardly) to 1 (all)."""
    length = max(1, match.span.end - match.span.start)
    shares = [
        sum(max(0, min(span.end, match.span.end) - max(span.start, match.span.start)) for span in each.spans) / length
        for each in claim.appearances
        if each.article == match.article.id
    ]
    return 0.5 + 0.5 * min(1.0, max(shares, default=0.0))
