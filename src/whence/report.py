"""The report: stories, claims and articles as one self-contained page that opens from a file.

    answers → the views of the pages → one HTML file

Nothing is fetched: style and script stand in the page, and a content-security policy of their hashes forbids all else.
Each view is a section of its own and only the one that the address names is laid out, so a large report opens at once.
"""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from whence import __version__, answers
from whence.answers.models import Overview, Shown, StoryAnswer, StoryLine, Trace
from whence.ledger import View
from whence.web import assets
from whence.web.articlepage import article_page
from whence.web.links import ReportLinks
from whence.web.storypage import signs, story_page
from whence.web.templating import environment

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class _Held:
    """What a report holds."""

    overview: Overview
    lines: tuple[StoryLine, ...]
    stories: tuple[StoryAnswer, ...]
    traces: tuple[Trace, ...]
    shown: tuple[Shown, ...]
    lone: dict[str, str]

    @property
    def link(self) -> ReportLinks:
        """The links among what it holds."""
        return ReportLinks(
            frozenset(each.line.id for each in self.stories),
            frozenset(each.claim for each in self.traces if each.claim),
            frozenset(each.place.id for each in self.shown),
        )


def write(
    view: View,
    path: str | Path,
    stories: Sequence[str] = (),
    progress: Progress | None = None,
    excerpts: int | None = None,
) -> Path:
    """Write the report on `stories` (ids; all where none is named) to `path`, replacing what is there at once.

    `excerpts` limits each quotation to so many words of context. Raises `NotFound` for an unknown story.
    """
    target = Path(path)
    page = render(view, stories, progress, excerpts)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
            file.write(page)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


def render(
    view: View, stories: Sequence[str] = (), progress: Progress | None = None, excerpts: int | None = None
) -> str:
    """The report as HTML text."""
    held = _gather(view, stories, progress)
    link = held.link
    templates = environment(link, "report", version=__version__, csrf="", here="", signs=signs)
    style, script = assets.style(), assets.script()
    return templates.get_template("report.html").render(
        overview=held.overview,
        lines=held.lines,
        lone=held.lone,
        pages=[story_page(each, link) for each in held.stories],
        traces=held.traces,
        shown=[article_page(each, link) for each in held.shown],
        excerpts=excerpts,
        style=Markup(style),
        script=Markup(script),
        policy=policy(style, script),
    )


def _gather(view: View, wanted: Sequence[str], progress: Progress | None) -> _Held:
    lines = tuple(line for line in answers.stories(view).stories if not wanted or line.id in wanted)
    names = list(wanted) or [line.id for line in lines if line.articles > 1]
    told: list[StoryAnswer] = []
    for number, name in enumerate(names):
        told.append(answers.story(view, name))
        if progress:
            progress("report", number + 1, len(names))
    full = {each.line.id for each in told}
    lone = {line.id: answers.story(view, line.id).articles[0].id for line in lines if line.id not in full}
    claims = dict.fromkeys(row.id for each in told for row in each.claims if row.appearances > 1 or row.disputed)
    articles = dict.fromkeys([place.id for each in told for place in each.articles] + list(lone.values()))
    return _Held(
        answers.overview(view),
        lines,
        tuple(told),
        tuple(answers.trace(view, each) for each in claims),
        tuple(answers.show(view, each) for each in articles),
        lone,
    )


def policy(style: str, script: str) -> str:
    """A content-security policy under which only these two texts are applied and nothing is fetched."""

    def digest(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"

    return (
        f"default-src 'none'; style-src {digest(style)}; script-src {digest(script)}; img-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )
