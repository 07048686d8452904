"""The same answers as JSON: what the pages are drawn from, under /api; lists come in pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from whence import answers
from whence.answers import asked, models
from whence.web.desk import Desk, Request, Response

MOST = 500


@dataclass(frozen=True, slots=True)
class Call:
    """One address of the API: `answers` is the view model that comes back, `paged` the field that comes in pages."""

    path: str
    sentence: str
    handler: Callable[[Desk, Request], Response]
    answers: type
    query: tuple[tuple[str, str, bool], ...] = ()
    paged: str | None = None


def _give(value: Any) -> Response:
    return JSONResponse(answers.as_json(value))


def _span(desk: Desk, request: Request) -> tuple[int, int]:
    return desk.number(request, "offset", 0), min(desk.number(request, "limit", 100), MOST)


def _paged(desk: Desk, request: Request, value: Any, total: int) -> Response:
    """A model that holds the page asked for, with where the next one is."""
    start, limit = _span(desk, request)
    after = urlencode({**request.query_params, "offset": start + limit, "limit": limit})
    more = f"{request.url.path}?{after}" if start + limit < total else None
    page = {"offset": start, "limit": limit, "total": total, "next": more}
    return JSONResponse({**answers.as_json(value), "page": page})


def _need(request: Request, name: str) -> str:
    given = request.query_params.get(name, "").strip()
    if not given:
        raise HTTPException(400, f"the query needs {name}=…")
    return given[:1000]


def overview(desk: Desk, _request: Request) -> Response:
    """What the ledger holds."""
    with desk.reading() as view:
        return _give(answers.overview(view))


def stories(desk: Desk, request: Request) -> Response:
    """All stories, largest first."""
    with desk.reading() as view:
        found = answers.stories(view, *_span(desk, request))
    return _paged(desk, request, found, found.total)


def story(desk: Desk, request: Request) -> Response:
    """A story in full."""
    with desk.reading() as view:
        return _give(answers.story(view, request.path_params["id"]))


def claim(desk: Desk, request: Request) -> Response:
    """The chain of a claim."""
    with desk.reading() as view:
        return _give(answers.claim(view, request.path_params["id"]))


def trace(desk: Desk, request: Request) -> Response:
    """The chain of the claim that some words express."""
    words = _need(request, "q")
    with desk.reading() as view:
        return _give(answers.trace(view, words))


def article(desk: Desk, request: Request) -> Response:
    """An article with its layers."""
    with desk.reading() as view:
        return _give(answers.show(view, request.path_params["id"]))


def compare(desk: Desk, request: Request) -> Response:
    """Two articles against each other."""
    with desk.reading() as view:
        return _give(answers.compare(view, request.path_params["a"], request.path_params["b"]))


def actors(desk: Desk, request: Request) -> Response:
    """Who is named."""
    with desk.reading() as view:
        found = answers.people(view, *_span(desk, request), request.query_params.get("name", ""))
    return _paged(desk, request, found, found.total)


def actor(desk: Desk, request: Request) -> Response:
    """What an actor said, is said to have said, and denied: of each list the same page, as long as the longest."""
    role = next((each for each in answers.ROLES if each == request.query_params.get("role")), None)
    with desk.reading() as view:
        found = answers.who(view, request.path_params["id"], *_span(desk, request), role)
    total = max(getattr(found.counts, each) for each in ((role,) if role else answers.ROLES))
    return _paged(desk, request, found, total)


def search(desk: Desk, request: Request) -> Response:
    """Where words stand."""
    words = _need(request, "q")
    with desk.reading() as view:
        found = answers.search(view, words, MOST)
    start, limit = _span(desk, request)
    return _paged(desk, request, replace(found, hits=found.hits[start : start + limit]), len(found.hits))


def questions(desk: Desk, request: Request) -> Response:
    """What a person could settle, and what was judged."""
    with desk.reading() as view:
        found = answers.questions(view, request.query_params.get("subject", ""), *_span(desk, request))
    return _paged(desk, request, found, found.total)


def job(desk: Desk, request: Request) -> Response:
    """How far a job is."""
    found = desk.jobs.find(request.path_params["id"])
    if found is None:
        raise HTTPException(404, "this job is not known")
    return JSONResponse({**answers.as_json(found), "heading": found.heading}, headers={"cache-control": "no-store"})


WORDS = (("q", "The words.", True),)
ROLE = (("role", "Of one kind alone: said, relayed or denied.", False),)
CALLS = (
    Call("/api/overview", "What the ledger holds.", overview, models.Overview),
    Call("/api/stories", "All stories, largest first.", stories, models.StoryList, paged="stories"),
    Call("/api/stories/{id}", "A story in full.", story, models.StoryAnswer),
    Call("/api/claims/{id}", "The chain of a claim.", claim, models.Trace),
    Call("/api/trace", "The chain of the claim that words express.", trace, models.Trace, WORDS),
    Call("/api/articles/{id}", "An article with its layers.", article, models.Shown),
    Call("/api/compare/{a}/{b}", "Two articles against each other.", compare, models.Compared),
    Call("/api/actors", "Who is named.", actors, asked.PeopleList, (("name", "Part of a name.", False),), "people"),
    Call("/api/actors/{id}", "What an actor said and denied.", actor, models.Who, ROLE, "said"),
    Call("/api/search", "Where words stand.", search, models.Found, WORDS, "hits"),
    Call(
        "/api/questions",
        "What a person could settle.",
        questions,
        asked.Queue,
        (("subject", "Of one kind.", False),),
        "questions",
    ),
)


def page(desk: Desk, request: Request) -> Response:
    """What the API offers, for people."""
    return desk.page(request, "api", calls=CALLS)
