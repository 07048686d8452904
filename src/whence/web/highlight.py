"""An article's text cut into runs that carry the same highlights, so that overlapping layers can be drawn as HTML."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from whence.answers.models import Mark, ZoneMark

JUNK = frozenset(("caption", "byline", "promo", "comment"))
STYLES = {"content": "statement", "source": "source", "cue": "cue", "relay": "relay", "passage": "copied"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: its classes, what to say on hover, and the id of the statement or passage it leads to."""

    text: str
    classes: tuple[str, ...]
    title: str
    ref: str | None
    zone: str | None = None


def runs(text: str, zones: Sequence[ZoneMark], marks: Sequence[Mark]) -> list[Run]:
    """The whole of `text` as runs in order; joined they are the text again."""
    cuts = {0, len(text)}
    ends = [(each.start, each.end) for each in zones] + [(each.start, each.end) for each in marks]
    for end in (at for pair in ends for at in pair):
        cuts.add(min(max(end, 0), len(text)))
    edges = sorted(cuts)
    opening = sorted(marks, key=lambda mark: (mark.start, mark.end, mark.layer, mark.ref))
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
    if zone is not None and (junk or zone.zone == "heading"):
        classes.add("junk" if junk else "heading")
    titles = [mark.label for mark in active if mark.layer in STYLES]
    if junk and zone is not None:
        titles.append(f"{zone.zone}: {zone.reason}")
    statements = [mark.ref for mark in active if mark.layer in ("content", "source", "cue")]
    passages = [mark.ref for mark in active if mark.layer == "passage"]
    name = zone.zone if junk and zone is not None and zone.start == start else None
    ref = next(iter((*statements, *passages)), None)
    return Run(text, tuple(sorted(classes)), "\n".join(dict.fromkeys(titles)), ref, name)
