"""The report: stories, chains and articles as one self-contained page that opens from a file.

    answers → (templates, style, picture, highlights) → one HTML file

Nothing is fetched: style and script stand in the page, and a content-security policy of their hashes forbids all else.
"""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from whence import answers
from whence.answers.models import CopyEdge, Overview, Shown, StoryAnswer, StoryLine, Trace
from whence.ledger import View
from whence.web.highlight import runs
from whence.web.picture import Edge, Node, draw

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class StoryPart:
    """A story as the report shows it: its picture, and the chain of each claim that stands in several articles."""

    answer: StoryAnswer
    picture: Markup | None
    chains: tuple[Trace, ...]


def write(view: View, path: str | Path, stories: Sequence[str] = (), progress: Progress | None = None) -> Path:
    """Write the report on `stories` (ids; all where none is named) to `path`, replacing what is there at once.

    Raises `NotFound` for an unknown story.
    """
    target = Path(path)
    page = render(view, stories, progress)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(page)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


def render(view: View, stories: Sequence[str] = (), progress: Progress | None = None) -> str:
    """The report as HTML text."""
    overview = answers.overview(view)
    lines = [line for line in answers.stories(view).stories if not stories or line.id in stories]
    wanted = list(stories) or [line.id for line in lines if line.articles > 1]
    parts = []
    for number, name in enumerate(wanted):
        parts.append(_part(view, answers.story(view, name)))
        if progress:
            progress("report", number + 1, len(wanted))
    shown = _shown(view, lines, parts)
    return _page(overview, lines, parts, shown)


def _part(view: View, story: StoryAnswer) -> StoryPart:
    several = [row.id for row in story.claims if row.appearances > 1 or row.disputed]
    chains = tuple(answers.trace(view, name) for name in several)
    return StoryPart(story, _picture(story), chains)


def _picture(story: StoryAnswer) -> Markup | None:
    """Who copied whom; None where nobody is known to have copied. Each article's nearest source is enough."""
    if not story.edges:
        return None
    involved = {name for edge in story.edges for name in (edge.source, edge.copier)}
    nodes = [
        Node(place.id, f"#a-{place.id}", place.name, " · ".join(filter(None, (place.published or "undated",))))
        for place in story.articles
        if place.id in involved
    ]
    label = "Who copied whom: origins on the left, an arrow from each origin to its copy"
    # ElementTree escapes all text and attributes, so the picture may stand as it is
    return Markup(draw(nodes, [_edge(each) for each in story.edges], label))


def _edge(edge: CopyEdge) -> Edge:
    kind = "verbatim" if edge.verbatim * 2 >= edge.passages else "reworded"
    return Edge(edge.source, edge.copier, edge.share, kind, edge.known, edge.sentence)


def _shown(view: View, lines: Sequence[StoryLine], parts: Sequence[StoryPart]) -> list[Shown]:
    """The articles of the stories shown first, in their order, then those of the lone ones."""
    names = [place.id for part in parts for place in part.answer.articles]
    full = {part.answer.line.id for part in parts}
    for line in lines:
        if line.id not in full:
            names += [place.id for place in answers.story(view, line.id).articles]
    return [answers.show(view, name) for name in dict.fromkeys(names)]


def _page(overview: Overview, lines: Sequence[StoryLine], parts: Sequence[StoryPart], shown: Sequence[Shown]) -> str:
    environment = Environment(
        loader=PackageLoader("whence.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["runs"] = runs
    style, script = _asset("whence.css"), _asset("report.js")
    return environment.get_template("report.html").render(
        overview=overview,
        lines=lines,
        parts=parts,
        shown=shown,
        claims={row.id for part in parts for row in part.answer.claims if row.appearances > 1 or row.disputed},
        style=Markup(style),
        script=Markup(script),
        policy=policy(style, script),
    )


def _asset(name: str) -> str:
    return files("whence.web").joinpath("static", name).read_text("utf-8")


def policy(style: str, script: str) -> str:
    """A content-security policy under which only these two texts are applied and nothing is fetched."""

    def digest(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"

    return (
        f"default-src 'none'; style-src {digest(style)}; script-src {digest(script)}; img-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )
