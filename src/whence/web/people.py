"""The pages on people: who is named, and what one of them said, is said to have said, and denied."""

from __future__ import annotations

from whence import answers
from whence.errors import NotFound
from whence.web.desk import Desk, Request, Response

_ROWS = 60
_ALIKE = 12


def actors(desk: Desk, request: Request) -> Response:
    """All who are named, those in most articles first."""
    start, words = desk.number(request, "from", 0), request.query_params.get("name", "").strip()[:200]
    with desk.reading() as view:
        found = answers.people(view, start, _ROWS, words)
    pages = desk.paging(request, start, _ROWS, found.total)
    return desk.page(request, "actors", section="People", found=found, pages=pages, words=words)


def actor(desk: Desk, request: Request) -> Response:
    """One actor, by id or name."""
    name = request.path_params["id"]
    with desk.reading() as view:
        who = answers.who(view, name)
        last = who.name.split()[-1]
        alike = [each for each in answers.people(view, 0, _ALIKE + 1, last).people if each.id != who.id]
        mentions = answers.mentions(view, who.id) if who.id else ()
    return desk.page(request, "actor", section="People", who=who, alike=alike[:_ALIKE], mentions=mentions)


def same(desk: Desk, request: Request) -> Response:
    """Two actors by their names, asked whether they are one."""
    one, other = request.query_params.get("one", ""), request.query_params.get("other", "").strip()
    with desk.reading() as view:
        first, second = answers.who(view, one), answers.who(view, other)
    if first.id is None or second.id is None or first.id == second.id:
        raise NotFound("these are not two named actors; choose another name")
    return desk.page(request, "same", section="People", one=first, other=second)
