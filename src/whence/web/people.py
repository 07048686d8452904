"""The pages on people: who is named, and what one of them said, is said to have said, and denied."""

from __future__ import annotations

from whence import answers
from whence.answers.models import Who
from whence.errors import NotFound
from whence.records import VoiceRole
from whence.web.desk import Desk, Request, Response
from whence.web.settings import PEOPLE, SAYINGS

_ALIKE = 12
_MENTIONS = 40


def actors(desk: Desk, request: Request) -> Response:
    """All who are named, those in most articles first."""
    start, words = desk.number(request, "from", 0), request.query_params.get("name", "").strip()[:200]
    with desk.reading() as view:
        found = answers.people(view, start, PEOPLE, words)
    pages = desk.paging(request, start, PEOPLE, found.total)
    return desk.page(request, "actors", section="People", found=found, pages=pages, words=words, start=start)


def actor(desk: Desk, request: Request) -> Response:
    """One actor, by id or name."""
    name, start, role = request.path_params["id"], desk.number(request, "from", 0), _role(request)
    with desk.reading() as view:
        who = answers.who(view, name, start if role else 0, SAYINGS, role)
        last = who.name.split()[-1]
        alike = [each for each in answers.named(view, last, _ALIKE + 1) if each.id != who.id]
        mentions = answers.mentions(view, who.id, limit=_MENTIONS) if who.id else ()
    more = {each: link for each in answers.ROLES if (link := _more(who, each, role))}
    pages = desk.paging(request, start, SAYINGS, getattr(who.counts, role)) if role else None
    return desk.page(
        request, "actor", section="People", who=who, alike=alike[:_ALIKE], mentions=mentions, role=role,
        more=more, pages=pages, most=_MENTIONS,
        start=start if role else 0,
    )  # fmt: skip


def _role(request: Request) -> VoiceRole | None:
    """The one role that is looked at, if it is one."""
    return next((each for each in answers.ROLES if each == request.query_params.get("role")), None)


def _more(who: Who, role: VoiceRole, alone: VoiceRole | None) -> str | None:
    """Where the rest of a role's statements is, if a page of all roles does not hold them."""
    return f"?role={role}&from={SAYINGS}" if alone is None and getattr(who.counts, role) > SAYINGS else None


def same(desk: Desk, request: Request) -> Response:
    """Two actors by their names, asked whether they are one."""
    one, other = request.query_params.get("one", ""), request.query_params.get("other", "").strip()
    with desk.reading() as view:
        first, second = answers.who(view, one, limit=0), answers.who(view, other, limit=0)
    if first.id is None or second.id is None or first.id == second.id:
        raise NotFound("these are not two named actors; choose another name")
    return desk.page(request, "same", section="People", one=first, other=second)
