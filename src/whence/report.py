"""The report: stories, claims, articles and pairs of them as one self-contained page that opens from a file.

    answers → the views of the pages → one HTML file

Nothing is fetched: style and script stand in the page, and a content-security policy of their hashes forbids all else.
Each view is a section of its own and only the one that the address names is laid out. In a large report claims,
articles and pairs lie in data blocks and are unfolded when they are asked for, so that it opens at once.
"""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from whence import __version__, answers
from whence.answers.models import Compared, CopyEdge, Overview, Shown, StoryAnswer, StoryLine, Trace
from whence.ledger import View
from whence.web import assets, shortening
from whence.web.articlepage import article_page
from whence.web.comparepage import compare_page
from whence.web.links import ReportLinks
from whence.web.storypage import main_sources, signs, story_page
from whence.web.templating import environment

MOST_AT_ONCE = 60
"""Up to how many articles a report holds all views as they are; of a larger one they are unfolded when asked for."""
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class _Held:
    """What a report holds."""

    overview: Overview
    lines: tuple[StoryLine, ...]
    stories: tuple[StoryAnswer, ...]
    traces: tuple[Trace, ...]
    shown: tuple[Shown, ...]
    pairs: tuple[Compared, ...]
    lone: dict[str, str]

    def cut(self, context: int) -> _Held:
        """The same with each quotation cut to so many words of context."""
        return replace(
            self,
            stories=tuple(shortening.story(each, context) for each in self.stories),
            traces=tuple(shortening.trace(each, context) for each in self.traces),
            shown=tuple(shortening.shown(each, context) for each in self.shown),
            pairs=tuple(shortening.compared(each, context) for each in self.pairs),
        )

    @property
    def link(self) -> ReportLinks:
        """The links among what it holds."""
        return ReportLinks(
            frozenset(each.line.id for each in self.stories),
            frozenset(each.claim for each in self.traces if each.claim),
            frozenset(each.place.id for each in self.shown),
            frozenset((each.a.id, each.b.id) for each in self.pairs),
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
    if excerpts is not None:
        held = held.cut(excerpts)
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
        pairs=[compare_page(each) for each in held.pairs],
        excerpts=excerpts,
        lazy=len(held.shown) > MOST_AT_ONCE,
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
        tuple(answers.compare(view, edge.source, edge.copier) for each in told for edge in _told(each)),
        lone,
    )


def _told(story: StoryAnswer) -> list[CopyEdge]:
    """The pairs worth laying side by side: each copy and the article that it took most from."""
    return list(main_sources(story.edges).values())


def policy(style: str, script: str) -> str:
    """A content-security policy under which only these two texts are applied and nothing is fetched."""

    def digest(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"

    return (
        f"default-src 'none'; style-src {digest(style)}; script-src {digest(script)}; img-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )
