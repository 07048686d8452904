"""The title of a story: that of its most central article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from whence.records import Article

_LENGTH = 90


def title(articles: Sequence[Article], centres: Mapping[str, float]) -> str:
    """The title of the most central dated article that has one, else of the most central; `centres` is by id."""

    def rank(each: Article) -> tuple[bool, bool, float, str]:
        return not heading(each), not each.published, -round(centres.get(each.id, 0.0), 9), each.id

    best = min(articles, key=rank)
    return heading(best) or _cut(" ".join(best.text.split()))


def light(article: Article) -> Article:
    """The article with no more of title and text than the title of a story is made of."""
    head = heading(article)
    return replace(
        article, title=head or None, text="" if head else " ".join(article.text.split())[: 2 * _LENGTH], zones=()
    )


def heading(article: Article) -> str:
    """An article's title, else its first heading line, else an empty string."""
    if article.title and article.title.strip():
        return " ".join(article.title.split())
    lines = (article.text[each.start : each.end].split("\n") for each in article.zones if each.zone == "heading")
    return next((" ".join(line.split()) for each in lines for line in each if line.strip()), "")


def _cut(line: str) -> str:
    return line if len(line) <= _LENGTH else line[:_LENGTH].rsplit(" ", 1)[0] + " …"
