"""The application: which address leads to which page, behind the guard."""

from __future__ import annotations

import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

from anyio import to_thread
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from whence.errors import WhenceError
from whence.web import adding, api, assets, judging, pages, people, taking
from whence.web.desk import Change, Desk, Handler
from whence.web.guard import Guard, check
from whence.web.openapi import description
from whence.web.problems import detail_of, problem, status_of, title_of
from whence.web.settings import Settings

THREADS = 4
_TURN = 0.0005
"""Seconds that a thread may go on while another waits. A page of 300 look-ups lets go of the interpreter at each, and
would wait up to Python's 5 ms every time to have it back from a thread that renders."""


def described(desk: Desk, _request: Request) -> Response:
    """The description of the API."""
    return JSONResponse(description(desk.settings.base))


PAGES: tuple[tuple[str, Handler], ...] = (
    ("/", pages.home),
    ("/stories", pages.stories),
    ("/story/{id}", pages.story),
    ("/claim/{id}", pages.claim),
    ("/article/{id}", pages.article),
    ("/compare/{a}/{b}", pages.compare),
    ("/actors", people.actors),
    ("/actor/{id:path}", people.actor),
    ("/same", people.same),
    ("/judge", judging.judge),
    ("/search", pages.search),
    ("/jobs/{id}", adding.job),
    ("/table/{path:path}", taking.table),
    ("/api", api.page),
    ("/api/openapi.json", described),
    ("/api/jobs/{id}", api.job),
    *((call.path, call.handler) for call in api.CALLS),
)
CHANGES: tuple[tuple[str, Change], ...] = (
    ("/samples", adding.samples),
    ("/judgements", judging.record),
    ("/judgements/{id}/undo", judging.undo),
)


def application(settings: Settings) -> Starlette:
    """The whole server for one ledger, as an ASGI application."""
    desk = Desk.of(settings)

    @asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        # a few threads at once: more would only take turns, and make everybody wait for the slowest
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        if settings.warm:
            sys.setswitchinterval(_TURN)
            desk.jobs.warming.start()
        threading.Thread(target=desk.warm, daemon=True, name="whence-warm").start()
        yield
        desk.jobs.close()
        desk.shelf.close()

    routes: list[BaseRoute] = [Route(path, _sync(desk, handler)) for path, handler in PAGES]
    routes += [Route(path, _change(desk, handler), methods=["POST"]) for path, handler in CHANGES]
    routes += [
        Route("/add", partial(adding.add, desk), methods=["POST"]),
        Route("/static/{name}", static),
    ]
    inside = [Mount(settings.base, routes=routes)] if settings.base else routes
    return Starlette(
        routes=inside,
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={
            WhenceError: partial(_failed, desk),
            HTTPException: partial(_failed, desk),
        },
        lifespan=life,
    )


def _sync(desk: Desk, handler: Handler) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        return handler(desk, request)

    return endpoint


def _change(desk: Desk, handler: Change) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=40)
        check(request, form)
        return await run_in_threadpool(handler, desk, request, form)

    return endpoint


def static(request: Request) -> Response:
    """A file of style or script; its address changes with its content, so it may be kept for good."""
    name = request.path_params["name"]
    if name not in assets.names():
        raise HTTPException(404)
    kind = assets.TYPES.get(name.rsplit(".", 1)[-1], "application/octet-stream")
    headers = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(assets.read(name), media_type=kind, headers=headers)


def _failed(desk: Desk, request: Request, error: Exception) -> Response:
    path = request.url.path.removeprefix(desk.settings.base)
    if path.startswith("/api/") or "application/json" in request.headers.get("accept", ""):
        return problem(error)
    status = status_of(error)
    return desk.page(request, "error", status, heading=title_of(status), reason=detail_of(error))
