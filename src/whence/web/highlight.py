"""An article's text as HTML: cut into runs that carry the same highlights, so that overlapping layers can be drawn.

The runs joined are the text again, code point for code point: line ends are kept as they are, and what no page can
carry is shown as one replacement character. So a place on the page can be counted back to an offset.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from whence.answers.models import Mark, ZoneMark
from whence.records import Span
from whence.web.words import UNSHOWABLE

JUNK = frozenset(("caption", "byline", "promo", "comment"))
STYLES = {"content": "statement", "source": "source", "cue": "cue", "relay": "relay", "passage": "copied"}
_CARRIAGE = {13: "&#13;"}
_NARROW = ("source", "cue", "relay")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: its classes, what to say on hover, and the ids of its statement and its passage."""

    text: str
    start: int
    classes: tuple[str, ...]
    title: str
    statement: str | None
    passage: str | None
    zone: str | None = None


def shown(text: str) -> Markup:
    """Text escaped so that a browser keeps each code point."""
    return Markup(str(escape(text.translate(UNSHOWABLE))).translate(_CARRIAGE))


def runs(text: str, zones: Sequence[ZoneMark], marks: Sequence[Mark], spans: Iterable[Span] = ()) -> list[Run]:
    """The whole of `text` as runs in order; joined they are the text again. `spans` are what a permalink names."""
    targets = [Mark(start, end, "zone", "", "") for start, end in spans]
    cuts = {0, len(text)}
    ends = [(each.start, each.end) for each in zones] + [(each.start, each.end) for each in (*marks, *targets)]
    for end in (at for pair in ends for at in pair):
        cuts.add(min(max(end, 0), len(text)))
    edges = sorted(cuts)
    opening = sorted([*marks, *targets], key=lambda mark: (mark.start, mark.end, mark.layer, mark.ref))
    out: list[Run] = []
    active: list[Mark] = []
    at = zone_at = 0
    ordered = sorted(zones, key=lambda zone: zone.start)
    for start, end in itertools.pairwise(edges):
        active = [mark for mark in active if mark.end > start]
        while at < len(opening) and opening[at].start <= start:
            if opening[at].end > start:
                active.append(opening[at])
            at += 1
        while zone_at + 1 < len(ordered) and ordered[zone_at + 1].start <= start:
            zone_at += 1
        zone = ordered[zone_at] if ordered and ordered[zone_at].start <= start < ordered[zone_at].end else None
        out.append(_run(text[start:end], active, zone, start))
    return out


def _run(text: str, active: list[Mark], zone: ZoneMark | None, start: int) -> Run:
    junk = zone is not None and zone.zone in JUNK
    classes = {STYLES[mark.layer] for mark in active if mark.layer in STYLES}
    if any(mark.layer == "zone" for mark in active):
        classes.add("target")
    if zone is not None and (junk or zone.zone == "heading"):
        classes.add("junk" if junk else "heading")
    titles = [mark.label for mark in active if mark.layer in STYLES]
    if junk and zone is not None:
        titles.append(f"{zone.zone}: {zone.reason}")
    name = zone.zone if junk and zone is not None and zone.start == start else None
    return Run(
        text,
        start,
        tuple(sorted(classes)),
        "\n".join(dict.fromkeys(titles)),
        _inner(active, ("content", *_NARROW)),
        _inner(active, ("passage",)),
        name,
    )


def _inner(active: list[Mark], layers: Sequence[str]) -> str | None:
    """What the shortest of the active marks of some layers belongs to: of nested statements the inner one."""
    inside = [mark for mark in active if mark.layer in layers]
    return min(inside, key=lambda mark: (mark.end - mark.start, mark.ref)).ref if inside else None


def html(found: Iterable[Run], href: Callable[[Run], str | None]) -> Markup:
    """Runs as HTML; `href` says where one leads. Only the first run of a statement is a stop for the keyboard."""
    out: list[str] = []
    reached: set[str | None] = set()
    spotted = False
    for run in found:
        text = str(shown(run.text))
        if not run.classes:
            out.append(text)
            continue
        target = href(run) if text.strip() else None  # a link needs words
        attributes = f' class="{" ".join(run.classes)}"'
        if run.title:
            attributes += f' title="{escape(run.title.translate(UNSHOWABLE))}"'
        if run.statement:
            attributes += f' data-s="{escape(run.statement)}"'
        if run.passage:
            attributes += f' data-p="{escape(run.passage)}"'
        if run.zone:
            attributes += f' data-zone="{escape(run.zone)}"'
        if "target" in run.classes and not spotted:
            attributes += ' id="span"'
            spotted = True
        tag = "a" if target else "span"
        if target:
            attributes += f' href="{escape(target)}"'
            key = run.statement or run.passage
            attributes += ' tabindex="-1"' if key in reached else ""
            reached.add(key)
        out.append(f"<{tag}{attributes}>{text}</{tag}>")
    return Markup("".join(out))
