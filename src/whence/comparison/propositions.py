"""Propositions: what could be a claim. Every statement, and what is left of a body sentence outside its statements."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log

from whence.attribution.sentences import split
from whence.attribution.tokens import Token
from whence.attribution.tokens import tokens as classed
from whence.comparison.quoting import Piece, pieces
from whence.comparison.spreading import Spread
from whence.comparison.stances import denied_by_cue
from whence.comparison.wording import meaningful, negating, numbers, quoted, tokens
from whence.records import Article, Attribution, Judgement, Pile, Span, Spans, Statement, Verdict, flat
from whence.text import forms

_LEAST_WORDS = 5
LOT = 100
"""Articles in one lot."""
_EDGE = re.compile(r"^(?:[\s,;:–—\-.\"”’)]|(?:and|but|while|though|although|that|as|who|which)\b)+", re.IGNORECASE)
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]*")
_TAIL = re.compile(r"[\s,;:–—\-\"“‘(]+$")


@dataclass(frozen=True, slots=True)
class Proposition:
    """One candidate: a statement's content, or a stretch that an article states as fact (`statement` is None).

    `forms` are its words, `terms` the stems that carry meaning, `quoted_words` how many stand in quotation
    marks, `pieces` the sentences that do. `denies` is true where the words or the act say that something is not so.
    `own` are the terms that no other proposition of its article holds, `names` those that are written with a capital;
    `topic` is true where no verb says anything of what it names ("the citizenship question").
    """

    article: str
    spans: Spans
    text: str
    statement: Statement | None
    forms: tuple[str, ...]
    terms: frozenset[str]
    numbers: frozenset[float]
    quoted_words: int
    denies: bool
    pieces: tuple[Piece, ...] = ()
    own: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    topic: bool = False

    @property
    def key(self) -> tuple[str, int, str, str]:
        """Article, place, spans, statement: a total order that no order of input can change."""
        return self.article, self.spans[0].start, flat(self.spans), self.statement.id if self.statement else ""

    @property
    def literal(self) -> bool:
        """Whether it gives words as somebody's own."""
        return self.quoted_words >= 3


def verdicts(judgements: Iterable[Judgement], subject: str) -> dict[tuple[str, str | None], Verdict]:
    """The last standing verdict on each target (and other side, both ways round) of one subject."""
    found: dict[tuple[str, str | None], Verdict] = {}
    for each in sorted(judgements, key=lambda each: (each.when, each.id)):
        if each.subject == subject and not each.undone:
            found[each.target, each.other] = each.verdict
            if each.other is not None:
                found[each.other, each.target] = each.verdict
    return found


def propose(pile: Pile, spread: Spread | None = None) -> tuple[list[Proposition], list[Proposition]]:
    """The propositions of a pile: those that are statements, and those stated as fact; both sorted by key.

    A statement that a person has judged not to be one is left out. `spread` reads the articles elsewhere.
    """
    kept = list(_kept(pile))
    lots = (kept[at : at + LOT] for at in range(0, len(kept), LOT))
    said: list[Proposition] = []
    facts: list[Proposition] = []
    for own, stretches in spread(_proposed, lots) if spread else map(_proposed, lots):
        said += own
        facts += stretches
    return sorted(said, key=lambda each: each.key), sorted(facts, key=lambda each: each.key)


def _proposed(lot: Sequence[tuple[Article, list[Statement]]]) -> tuple[list[Proposition], list[Proposition]]:
    every: list[Proposition] = []
    for article, kept in lot:
        said = [_proposition(article, each.content.spans, each) for each in kept]
        every += _owning([*said, *_facts(article, kept)])
    return [each for each in every if each.statement], [each for each in every if each.statement is None]


def _owning(propositions: Sequence[Proposition]) -> Iterable[Proposition]:
    """The propositions of one article, with what each of them alone says."""
    holders = Counter(term for each in propositions for term in each.terms)
    for each in propositions:
        yield replace(each, own=frozenset(term for term in each.terms if holders[term] == 1))


def stated(pile: Pile) -> list[Proposition]:
    """The propositions that are statements, sorted by key."""
    said = (_proposition(article, each.content.spans, each) for article, kept in _kept(pile) for each in kept)
    return sorted(said, key=lambda each: each.key)


def as_fact(article: Article, spans: Spans) -> Proposition:
    """The proposition that some words of an article are, with no source."""
    return _proposition(article, spans, None)


def _kept(pile: Pile) -> Iterable[tuple[Article, list[Statement]]]:
    """Each article with those of its statements that nobody has judged away."""
    judged = verdicts(pile.judgements, "statement")
    attributions = {each.article: each for each in pile.attributions}
    for article in pile.articles:
        found = attributions.get(article.id, Attribution(article.id)).statements
        yield article, [each for each in found if judged.get((each.id, None)) is not Verdict.NO and each.content.spans]


def _facts(article: Article, statements: list[Statement]) -> Iterable[Proposition]:
    """The stretches of body sentences that no statement takes up."""
    taken = sorted(extent for each in statements for extent in _extents(each))
    for sentence in split(article):
        if sentence.zone == "body":
            for start, end in _rest(sentence.start, sentence.end, taken):
                stretch = _trim(article.text, start, end)
                if len(forms(article.text[stretch.start : stretch.end])) >= _LEAST_WORDS:
                    yield _proposition(article, (stretch,), None)


def _extents(statement: Statement) -> list[Span]:
    """What a statement takes up: its source, cue and content, with the little between them."""
    parts = [part for part in (statement.source, statement.cue, statement.content) if part is not None]
    spans = sorted(span for part in parts for span in part.spans)
    joined = [spans[0]]
    for span in spans[1:]:
        if span.start - joined[-1].end <= 30:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _rest(start: int, end: int, taken: list[Span]) -> Iterable[tuple[int, int]]:
    at = start
    for span in taken:
        if span.end <= at or span.start >= end:
            continue
        if span.start > at:
            yield at, span.start
        at = max(at, span.end)
    if at < end:
        yield at, end


def _trim(text: str, start: int, end: int) -> Span:
    stretch = text[start:end]
    lead = _EDGE.match(stretch)
    begin = start + (lead.end() if lead else 0)
    tail = _TAIL.search(text[begin:end])
    return Span(begin, begin + tail.start() if tail else end)


def _proposition(article: Article, spans: Spans, statement: Statement | None) -> Proposition:
    text = " ".join(article.text[span.start : span.end] for span in spans)
    inside = 0
    if statement is not None and statement.kind == "direct":
        inside = len(forms(text))
    else:
        inside = sum(len(forms(article.text[a:b])) for span in spans for a, b in quoted(article.text, *span))
    words = tuple(tokens(text))
    denies = negating(words) != (statement is not None and denied_by_cue(statement))
    own = pieces(article, spans, statement)
    names = meaningful([word for name in _CAPITALISED.findall(text) for word in tokens(name)])
    return Proposition(
        article.id,
        spans,
        text,
        statement,
        words,
        meaningful(words),
        numbers(text),
        inside,
        denies,
        own,
        names=names,
        topic=not any(map(_verb, classed(text, 0, len(text)))),
    )


def _verb(token: Token) -> bool:
    return token.tag in ("V", "A", "Q") or (token.tag == "W" and token.low.endswith("ed"))


def rarity(propositions: Iterable[Proposition]) -> dict[str, float]:
    """The weight of each term, 0 to 1: log((articles + 1) / articles that use it) / log(articles + 1).

    (Spärck Jones 1972, scaled so that small piles and large ones can be weighed alike.)
    """
    users: dict[str, set[str]] = defaultdict(set)
    for each in propositions:
        for term in each.terms:
            users[term].add(each.article)
    total = len({article for articles in users.values() for article in articles})
    counts = Counter({term: len(articles) for term, articles in users.items()})
    return {term: log((total + 1) / count) / log(total + 1) for term, count in counts.items()}
