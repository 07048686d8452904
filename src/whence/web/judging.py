"""Judge: questions one at a time, most useful first; answers are kept apart, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlencode

from starlette.datastructures import FormData

from whence import answers, judgements
from whence.answers.asked import Queue
from whence.errors import LedgerBusy
from whence.web.desk import Desk, Request, Response

SUBJECTS = {
    "": "all",
    "claim": "same claim?",
    "reuse": "who copied?",
    "statement": "really said?",
    "dispute": "really a dispute?",
    "actor": "same person?",
}
_LATEST = 30
_TRIES = 14


def judge(desk: Desk, request: Request) -> Response:
    """The question that settles most, and what was judged so far."""
    subject, at = request.query_params.get("subject", ""), desk.number(request, "at", 0)
    queue = _queue(desk, subject, at)
    if at and not queue.questions:
        at, queue = 0, _queue(desk, subject, 0)
    counts = dict(queue.counts)
    counts[""] = sum(counts.values())
    here = {"subject": subject} if subject else {}
    return desk.page(
        request,
        "judge",
        section="Judge",
        queue=queue,
        ask=queue.questions[0] if queue.questions else None,
        latest=queue.judgements[:_LATEST],
        undoable=next((each for each in queue.judgements if not each.undone), None),
        subjects=[(name, words, counts.get(name, 0)) for name, words in SUBJECTS.items()],
        subject=subject,
        skip=f"?{urlencode({**here, 'at': at + 1})}",
        back=desk.link.at("/judge") + (f"?{urlencode(here)}" if here else ""),
    )


def _queue(desk: Desk, subject: str, at: int) -> Queue:
    ranking = desk.shelf.kept("ranking", answers.rank)
    key = ("questions", subject, at)
    return desk.shelf.kept(key, lambda view: answers.questions(view, subject, at, 1, ranking))


def record(desk: Desk, _request: Request, form: FormData) -> Response:
    """Keep a judgement, and have the answers brought up to date."""

    def given(name: str) -> str:
        return str(form.get(name) or "")

    made = judgements.judgement(
        given("subject"),
        given("target"),
        given("verdict"),
        desk.settings.who,
        other=given("other") or None,
        why=given("why"),
    )
    _patiently(lambda: judgements.record(desk.settings.ledger, made))
    desk.jobs.renew()
    return _back(desk, given("back"))


def undo(desk: Desk, request: Request, form: FormData) -> Response:
    """Take a judgement back."""
    _patiently(lambda: judgements.undo(desk.settings.ledger, request.path_params["id"]))
    desk.jobs.renew()
    return _back(desk, str(form.get("back") or ""))


def _patiently(write: Callable[[], None]) -> None:
    """Write, and wait while a comparison is being stored: the reader who judges is not to try again by hand."""
    for _ in range(_TRIES):
        with suppress(LedgerBusy):  # a try waits two seconds by itself
            return write()
    return write()


def _back(desk: Desk, where: str) -> Response:
    """To the page that was judged on, if it is one of ours."""
    path = where.removeprefix(desk.settings.base)
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and where.startswith(desk.settings.base)
    return desk.to(path if ours else "/judge")
