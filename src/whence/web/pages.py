"""The pages that show: start, stories, story, claim, article, search."""

from __future__ import annotations

from typing import Any

from whence import answers
from whence.errors import LedgerMissing
from whence.web.articlepage import article_page
from whence.web.comparepage import compare_page
from whence.web.desk import Desk, Request, Response
from whence.web.searchpage import grouped
from whence.web.settings import CARDS
from whence.web.storypage import signs, story_page


def home(desk: Desk, request: Request) -> Response:
    """The start: a field to trace words, the stories as cards, a place to drop files."""
    try:
        overview = desk.shelf.kept("overview", answers.overview)
        return desk.page(request, "home", overview=overview, **_cards(desk, request))
    except LedgerMissing:
        return desk.page(request, "home", overview=None, stories=None, pages=None, start=0)


def stories(desk: Desk, request: Request) -> Response:
    """All stories, a page of cards at a time."""
    found = _cards(desk, request)
    sentence = desk.shelf.kept("stories", answers.stories_sentence)
    return desk.page(request, "stories", section="Stories", sentence=sentence, **found)


def _cards(desk: Desk, request: Request) -> dict[str, Any]:
    start = desk.number(request, "from", 0)
    found = desk.cards(start)
    return {"stories": found, "pages": desk.paging(request, start, CARDS, found.total), "start": start}


def story(desk: Desk, request: Request) -> Response:
    """One story: who copied whom, claims against outlets, disputes, days, omissions."""
    with desk.reading() as view:
        page = story_page(
            answers.story(view, request.path_params["id"]), desk.link, request.query_params.get("show", "")
        )
    return desk.page(request, "story", section="Stories", story=page, signs=signs)


def claim(desk: Desk, request: Request) -> Response:
    """One claim: the origin's words and what became of them."""
    with desk.reading() as view:
        trace = answers.claim(view, request.path_params["id"])
    return desk.page(request, "claim", trace=trace)


def article(desk: Desk, request: Request) -> Response:
    """One article as published, with its layers; `span` and `hash` mark the words of a permalink."""
    query = request.query_params
    with desk.reading() as view:
        shown = answers.show(view, request.path_params["id"])
    page = article_page(shown, desk.link, query.get("span", ""), query.get("hash", ""))
    return desk.page(request, "article", article=page)


def compare(desk: Desk, request: Request) -> Response:
    """Two articles side by side."""
    with desk.reading() as view:
        compared = answers.compare(view, request.path_params["a"], request.path_params["b"])
    return desk.page(request, "compare", pair=compare_page(compared))


def search(desk: Desk, request: Request) -> Response:
    """The places that hold some words."""
    words = request.query_params.get("q", "").strip()[:1000]
    if not words:
        return desk.to("/")
    with desk.reading() as view:
        found = answers.search(view, words)
    return desk.page(request, "search", found=found, groups=grouped(found), question=words)
