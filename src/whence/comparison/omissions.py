"""Omissions: what the origin has somebody say and its copy leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from whence.comparison import chronology
from whence.comparison.wording import negated, tokens
from whence.records import Article, Claim, Omission, OmissionKind, Pile, Reuse, Span, Spans, Statement

_LEAST_SHARE = 0.25
_COVERED = 0.5


@dataclass(frozen=True, slots=True)
class _Copying:
    """One article that took from another: the stretches of the origin, and the share of the copy that they became."""

    taken: Spans
    share: float


def find(pile: Pile, reuse: Sequence[Reuse], claims: Sequence[Claim]) -> tuple[Omission, ...]:
    """For each copy whose direction is known, the origin's statements that it neither repeats nor rewords.

    Only copies are asked that took a quarter of their text or more from the origin: who took one sentence has left
    out nothing. Sorted by article, origin, statement.
    """
    articles = {each.id: each for each in pile.articles}
    statements = {each.article: each.statements for each in pile.attributions}
    repeated = _repeated(claims)
    shared: dict[frozenset[str], list[Reuse]] = defaultdict(list)
    for each in reuse:
        if each.cause == "copied":
            shared[frozenset((each.a, each.b))].append(each)
    copied = chronology.sources(each for passages in shared.values() for each in passages)
    found: list[Omission] = []
    for copy, origins in sorted(copied.items()):
        for origin in sorted(origins):
            copying = _copying(shared[frozenset((origin, copy))], origin, articles[copy])
            if copying.share >= _LEAST_SHARE:
                found.extend(
                    Omission(copy, origin, each.id, _kind(each, articles[copy]))
                    for each in statements.get(origin, ())
                    if each.id in repeated
                    and copy not in repeated[each.id]
                    and not _covered(each.content.spans, copying.taken)
                )
    return tuple(sorted(found, key=lambda each: (each.article, each.origin, each.statement)))


def _repeated(claims: Iterable[Claim]) -> Mapping[str, set[str]]:
    """For each statement the articles in which its claim appears."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        carriers = {each.article for each in claim.appearances}
        for each in claim.appearances:
            if each.statement is not None:
                found[each.statement] |= carriers
    return found


def _copying(pairs: Sequence[Reuse], origin: str, article: Article) -> _Copying:
    taken = tuple(sorted(each.a_span if each.a == origin else each.b_span for each in pairs))
    put = sorted(each.b_span if each.a == origin else each.a_span for each in pairs)
    length, at = 0, 0
    for span in put:  # passages may overlap
        length += max(0, span.end - max(at, span.start))
        at = max(at, span.end)
    return _Copying(taken, length / max(1, len(article.text)))


def _covered(spans: Spans, taken: Sequence[Span]) -> bool:
    """Whether passages took at least half of these spans along."""
    length = sum(span.end - span.start for span in spans)
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in spans for b in taken)
    return shared >= _COVERED * max(1, length)


def _kind(statement: Statement, copy: Article) -> OmissionKind:
    if statement.act == "deny" or statement.polarity == "negative":
        return "denial"
    if statement.kind == "indirect" and negated(statement.content.text) and statement.act == "assert":
        return "denial"
    if statement.kind in ("direct", "mixed"):
        return "quote"
    last = tokens(statement.speaker or "")[-1:]
    return "source" if last and last[0] not in tokens(copy.text) else "other"
