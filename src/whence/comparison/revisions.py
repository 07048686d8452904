"""Revisions: texts that one outlet published at one address, one after the other. They are one article.

They are kept and compared, but no revision is a copy, and none a second source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from whence.comparison.chronology import moment
from whence.comparison.variants import diff
from whence.lexicon.outlets import publisher
from whence.records import Article, Reuse, Span
from whence.text import words


def revised(articles: Iterable[Article]) -> dict[str, str]:
    """For each article that revises another the one it revises: the one before it by date.

    Undated ones stand last, and those of one moment by id, for nobody knows which of them came first.
    """
    found: dict[str, str] = {}
    for together in texts_of_one(articles):
        for before, after in pairwise(together):
            found[after.id] = before.id
    return found


def texts_of_one(articles: Iterable[Article]) -> list[list[Article]]:
    """The articles that have one address and one outlet but different texts, each group in the order of time."""
    groups: dict[tuple[str, str | None], list[Article]] = defaultdict(list)
    for each in articles:
        if each.url:
            groups[each.url, publisher(each.outlet)].append(each)
    several = (group for _, group in sorted(groups.items(), key=lambda each: (each[0][0], each[0][1] or "")))
    return [sorted(group, key=_when) for group in several if len({each.text for each in group}) > 1]


def _when(article: Article) -> tuple[bool, str, str, str]:
    at = moment(article.published)
    return at is None, at.day if at else "", (at.time or "") if at else "", article.id


def are_dated(one: Article, two: Article) -> bool:
    """Whether the dates tell which of two revisions came first."""
    return moment(one.published) is not None and moment(two.published) is not None and _when(one)[:3] != _when(two)[:3]


def without_copies(passages: Sequence[Reuse], articles: Mapping[str, Article]) -> tuple[Reuse, ...]:
    """The passages, those between two texts of one article as the house's own: nobody copied from anybody."""
    one = {each.id: number for number, group in enumerate(texts_of_one(articles.values())) for each in group}
    return tuple(
        replace(each, cause="house", direction="unknown", confidence=0.0, evidence=())
        if each.a in one and one[each.a] == one.get(each.b)
        else each
        for each in passages
    )


def changed(before: Article, after: Article) -> int:
    """How many words differ: of each stretch that was changed the longer side."""
    edits = diff(before.text, (Span(0, len(before.text)),), after.text, (Span(0, len(after.text)),))
    return sum(
        max(len(words(before.text, *each.a)), len(words(after.text, *each.b)))
        for each in edits
        if each.operation != "kept"
    )
