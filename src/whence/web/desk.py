"""What every page is handed: the settings, the templates, the queue of jobs, and the way to an answer."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from whence import __version__, answers
from whence.answers.models import StoryList
from whence.errors import WhenceError
from whence.ledger import View
from whence.web import assets
from whence.web.jobs import Jobs
from whence.web.links import ServerLinks
from whence.web.settings import CARDS, Settings
from whence.web.shelf import Shelf
from whence.web.templating import environment

__all__ = ["Change", "Desk", "Handler", "Paging", "Request", "Response"]

_WARM_PAGES = 100


@dataclass(frozen=True, slots=True)
class Paging:
    """Where the pages before and after are, and which one this is."""

    before: str | None
    after: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What handlers work with."""

    settings: Settings
    link: ServerLinks
    jobs: Jobs
    templates: Environment
    shelf: Shelf

    @classmethod
    def of(cls, settings: Settings) -> Desk:
        """A desk for a server."""
        link = ServerLinks(settings.base)
        templates = environment(
            link,
            "server",
            static=lambda name: link.static(name, assets.version(name)),
            version=__version__,
            question=None,
            section=None,
            csrf="",
            here="",
        )
        return cls(settings, link, Jobs(settings.ledger, settings.options), templates, Shelf(settings.ledger))

    def reading(self) -> AbstractContextManager[View]:
        """The ledger, open for this request."""
        return self.shelf.reading()

    def cards(self, start: int) -> StoryList:
        """A page of stories; its sentence may be older than the articles. Raises `LedgerMissing`."""
        return self.shelf.settled(("stories", start), lambda view: answers.stories(view, start, CARDS))

    def warm(self) -> None:
        """Make the templates ready, and in a server that lasts the first pages of stories, while nobody waits."""
        for name in self.templates.list_templates(extensions=["html"]):
            self.templates.get_template(name)
        if self.settings.warm:
            with suppress(WhenceError):
                self._warm_cards()
            # what is there by now stays for good: to look through it anew each time would halt every reader
            gc.collect()
            gc.freeze()

    def _warm_cards(self) -> None:
        total = self.cards(0).total
        for start in range(CARDS, min(total, CARDS * _WARM_PAGES), CARDS):
            began = time.thread_time()
            self.cards(start)
            time.sleep(time.thread_time() - began)  # every other moment is left to who is there already

    def page(self, request: Request, name: str, status: int = 200, **given: Any) -> Response:
        """A page as an answer."""
        job = self.jobs.current
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        given = {"csrf": request.state.csrf, "here": here, "busy": job.sentence if job else "", **given}
        text = self.templates.get_template(f"pages/{name}.html").render(given)
        return HTMLResponse(text.encode("utf-8", "replace"), status)

    def to(self, path: str) -> Response:
        """A redirect to a page of ours."""
        return RedirectResponse(self.link.at(path), 303)

    @staticmethod
    def number(request: Request, name: str, default: int) -> int:
        """A count in the query, or the default where it is none."""
        given = request.query_params.get(name, "")
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else default

    def paging(self, request: Request, start: int, size: int, total: int) -> Paging | None:
        """The links to the pages before and after; None where all fits on one."""
        if total <= size:
            return None

        def at(place: int) -> str:
            return f"?{urlencode({**request.query_params, 'from': place})}"

        before = at(max(0, start - size)) if start > 0 else None
        after = at(start + size) if start + size < total else None
        return Paging(before, after, f"{start + 1:,} – {min(start + size, total):,} of {total:,}")


Handler = Callable[[Desk, Request], Response]
Change = Callable[[Desk, Request, FormData], Response]
