"""What an article is beside a report: a revision of another text, or a primary document."""

from __future__ import annotations

from whence.answers import wording
from whence.answers.lines import place
from whence.answers.pile import PileView
from whence.comparison import revisions
from whence.records import Article


def told(view: PileView, article: Article) -> str | None:
    """What an article is, in words: "revision of …; N words changed", "a primary document"; None for any other."""
    notes = ["a primary document: the words themselves"] if article.primary else []
    if article.url:
        here = {each.id: each for each in view.articles_at(article.url)}
        before = revisions.revised(here.values()).get(article.id)
        if before is not None:
            notes.append(revision(here[before], article))
    return "; ".join(notes) or None


def revision(before: Article, after: Article) -> str:
    """One text as the revision of another of the same article."""
    changed = wording.number(revisions.changed(before, after), "word")
    day = f" of {before.published[:10]}" if before.published else ""
    if not revisions.are_dated(before, after):
        name = place(before).name
        return f"another text of {name}{day} at the same address, which came first is unknown; {changed} changed"
    return f"revision of the text{day} at the same address ({before.id}); {changed} changed"


def of_one(one: Article, two: Article) -> bool:
    """Whether two articles are texts of one: the same address and outlet, other words."""
    return any(len(group) == 2 for group in revisions.texts_of_one((one, two)))
