"""Stories: the articles on one event, from words, names, numbers, places and days.

Articles become weighted words; an inverted index offers each its likest neighbours of the same days; a regression over
many likenesses says how probable it is that two tell of one event; average link makes groups of the pairs.
"""

from __future__ import annotations

from whence.comparison.stories.titles import heading
from whence.options import StoryOptions
from whence.records import Pile, Story

__all__ = ["group", "heading"]


def group(pile: Pile, options: StoryOptions) -> tuple[Story, ...]:
    """Every article in exactly one story, a lone one in a story of its own; sorted by id.

    The order of the pile does not matter. An undated article takes part; where its site counts its articles in their
    addresses, its day is inferred from that.
    """
    from whence.comparison.stories.grouping import grouped  # compiled loops take long to load

    return grouped(sorted(pile.articles, key=lambda each: each.id), options)
