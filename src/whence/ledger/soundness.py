"""Whether a ledger is sound: offsets that quote what they say, zones that cover, ids that point somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from whence.records import Article, Part, Pile, Span

if TYPE_CHECKING:
    from whence.ledger.view import View

MOST = 100


def check(view: View) -> list[str]:
    """Every problem as a sentence, at most `MOST`; an empty list means that the ledger is sound."""
    found = view.integrity()
    if view.stale():
        found.append("the comparison is older than the articles; run `whence add` again to renew it")
    pile = view.pile()
    for problem in (*_articles(pile), *_statements(pile), *_across(view, pile)):
        found.append(problem)
        if len(found) >= MOST:
            return [*found, "… and more"]
    return found


def _articles(pile: Pile) -> Iterator[str]:
    for article in pile.articles:
        at = 0
        for zone in article.zones:
            if zone.start != at or zone.end <= zone.start:
                yield f"article {article.id}: zones leave a gap or overlap at {at}"
                break
            at = zone.end
        if at != len(article.text):
            yield f"article {article.id}: zones end at {at}, the text at {len(article.text)}"


def _statements(pile: Pile) -> Iterator[str]:
    for article, found in zip(pile.articles, pile.attributions, strict=True):
        for statement in found.statements:
            for part in (statement.content, statement.source, statement.cue):
                if part is not None and Part.cut(article.text, part.spans) != part:
                    yield f"statement {statement.id}: its spans do not quote its words"
            if not all(_readable(article, span) for span in statement.content.spans):
                yield f"statement {statement.id} stands in a zone that is no body text"


def _readable(article: Article, span: Span) -> bool:
    return all(
        zone.zone in ("body", "heading") for zone in article.zones if zone.start < span.end and zone.end > span.start
    )


def _across(view: View, pile: Pile) -> Iterator[str]:
    lengths = {article.id: len(article.text) for article in pile.articles}
    statements = {each.id for found in pile.attributions for each in found.statements}
    for each in view.reuse():
        for article, span in ((each.a, each.a_span), (each.b, each.b_span)):
            if article not in lengths or not 0 <= span.start < span.end <= lengths[article]:
                yield f"reuse {each.id}: its span of {article} does not lie in the text"
    for claim in view.claims():
        if not 0 <= claim.origin < len(claim.appearances):
            yield f"claim {claim.id}: its origin is none of its appearances"
        for place in claim.appearances:
            if place.article not in lengths or (place.statement and place.statement not in statements):
                yield f"claim {claim.id}: an appearance points at nothing"
    grouped = [name for story in view.stories() for name in story.articles]
    if not view.stale() and sorted(grouped) != sorted(lengths):
        yield "not every article stands in exactly one story"
    for dispute in view.disputes():
        if dispute.by not in statements or (dispute.target and dispute.target not in statements):
            yield f"dispute {dispute.id} points at nothing"
