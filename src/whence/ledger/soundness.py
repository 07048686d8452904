"""Whether a ledger is sound: offsets that quote what they say, zones that cover, ids that point somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from whence.records import Article, Comparison, Part, Pile, Span

MOST = 100


def problems(pile: Pile, found: Comparison, stale: bool) -> list[str]:
    """Every problem as a sentence, at most `MOST`; an empty list means that what is stored is sound."""
    out: list[str] = []
    if stale:
        out.append("the comparison is older than the articles; run `whence add` again to renew it")
    for problem in (*_articles(pile), *_statements(pile), *_across(found, pile, stale)):
        out.append(problem)
        if len(out) >= MOST:
            return [*out, "… and more"]
    return out


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


def _across(found: Comparison, pile: Pile, stale: bool) -> Iterator[str]:
    lengths = {article.id: len(article.text) for article in pile.articles}
    statements = {each.id for one in pile.attributions for each in one.statements}
    for each in found.reuse:
        for article, span in ((each.a, each.a_span), (each.b, each.b_span)):
            if article not in lengths or not 0 <= span.start < span.end <= lengths[article]:
                yield f"reuse {each.id}: its span of {article} does not lie in the text"
    for claim in found.claims:
        if not 0 <= claim.origin < len(claim.appearances):
            yield f"claim {claim.id}: its origin is none of its appearances"
        for place in claim.appearances:
            if place.article not in lengths or (place.statement and place.statement not in statements):
                yield f"claim {claim.id}: an appearance points at nothing"
    grouped = sorted(name for story in found.stories for name in story.articles)
    if not stale and grouped != sorted(lengths):
        yield "not every article stands in exactly one story"
    for dispute in found.disputes:
        if dispute.by not in statements or (dispute.target and dispute.target not in statements):
            yield f"dispute {dispute.id} points at nothing"
