"""The stages of grouping in their order: words | vectors | days | neighbours | evidence | linkage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from whence.comparison.stories import dating, evidence, linkage, neighbours, words
from whence.comparison.stories.neighbours import SPREAD
from whence.comparison.stories.titles import title
from whence.options import StoryOptions
from whence.records import Article, Story, identity

Nearest = Callable[[neighbours.Index, words.Numbers, int], tuple[words.Numbers, Any]]
"""What `Index.nearest` does, here or elsewhere."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of articles (places in the given list) that were looked at, with their likenesses."""

    a: Any
    b: Any
    columns: dict[str, Any]
    days: dating.Days


def grouped(
    articles: Sequence[Article],
    options: StoryOptions,
    read: words.Words | None = None,
    nearest: Nearest = neighbours.Index.nearest,
) -> tuple[Story, ...]:
    """The stories of articles that are sorted by id.

    Where their words are `read` already, of an article only what dates it and heads it is looked at.
    """
    found = compared(articles, options, read, nearest)
    chances = evidence.probabilities(found.columns) if len(found.a) else np.zeros(0)
    periods = found.days.periods()
    parts = linkage.clusters(
        len(articles), found.a, found.b, chances, options.threshold, periods, int(options.days) + SPREAD
    )
    centres = np.bincount(found.a, chances, len(articles)) + np.bincount(found.b, chances, len(articles))
    by_id = {each.id: float(centre) for each, centre in zip(articles, centres, strict=True)}
    stories = [_story([articles[at] for at in part], by_id) for part in parts]
    return tuple(sorted(stories, key=lambda each: each.id))


def compared(
    articles: Sequence[Article],
    options: StoryOptions,
    read: words.Words | None = None,
    nearest: Nearest = neighbours.Index.nearest,
) -> Compared:
    """The pairs worth comparing, and how alike they are."""
    told = evidence.Evidence(articles, read or words.read(articles))
    days = _days(articles, told, nearest)
    everyone, reach = np.arange(len(articles)), int(options.days)
    index = neighbours.Index(told.main, days)
    found, _ = nearest(index, everyone, reach)
    a, b = neighbours.pairs(everyone, found)
    return Compared(a, b, told.columns(a, b, days, neighbours.Index(told.counts(), days)), days)


def _days(articles: Sequence[Article], told: evidence.Evidence, nearest: Nearest) -> dating.Days:
    """What dates and addresses say, and where they say nothing, what the counters of the sites do."""
    days = dating.stated(articles)
    undated = np.flatnonzero(~days.known)
    found, cosines = nearest(neighbours.Index(told.main, days), undated, dating.EVER)
    near = {
        int(at): (others[others >= 0], values[others >= 0])
        for at, others, values in zip(undated, found, cosines, strict=True)
    }
    return dating.counted(articles, days, near)


def _story(articles: Sequence[Article], centres: dict[str, float]) -> Story:
    ids = tuple(each.id for each in articles)
    return Story(identity("t", ids[0]), ids, title(articles, centres))
