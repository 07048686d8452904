"""What is too short to prove anything of two articles on different events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from whence.records import Article, Reuse, Span, Story

FLOOR = 16
"""Words from which a passage tells something of two articles, whatever their events."""


def proving(passages: Iterable[Reuse], stories: Iterable[Story], articles: Mapping[str, Article]) -> tuple[Reuse, ...]:
    """The passages without those of unknown cause that are shorter than `FLOOR` words and join two stories.

    Names of offices and turns of phrase stand in many articles; within one event the same words may still be a copy.
    """
    story_of = {article: story.id for story in stories for article in story.articles}
    return tuple(
        each
        for each in passages
        if each.cause != "unknown"
        or story_of.get(each.a, each.a) == story_of.get(each.b, each.b)
        or _words(articles[each.a], each.a_span) >= FLOOR
    )


def _words(article: Article, span: Span) -> int:
    return len(article.text[span.start : span.end].split())
