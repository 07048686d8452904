"""Two articles made ready for the page: both texts with their common passages numbered and the edits inside marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from whence.answers.models import Aligned, Compared, Side
from whence.records import Span
from whence.web.highlight import JUNK, shown

_ALIKE = 0.35
_EDITS = {"cut": ("fell", ""), "put_in": ("", "put"), "replaced": ("fell", "put")}


@dataclass(frozen=True, slots=True)
class ComparePage:
    """`numbers` are the passages' numbers on the page; `a` and `b` the two texts as HTML."""

    compared: Compared
    a: Markup
    b: Markup
    numbers: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Layer:
    """A span with a class; `ref` is set for a passage."""

    start: int
    end: int
    style: str
    ref: str = ""


def compare_page(compared: Compared) -> ComparePage:
    """The page of two articles. What fell out is marked in the older text, what came in in the newer one; where nobody
    knows which is older, both are marked as different."""
    numbers = {each.id: at for at, each in enumerate(compared.passages, 1)}
    sides = ((compared.a_side, "a", "b"), (compared.b_side, "b", "a"))
    html = [_side(each, compared.passages, numbers, mine, other) for each, mine, other in sides]
    return ComparePage(compared, html[0], html[1], numbers)


def _side(side: Side, passages: Sequence[Aligned], numbers: dict[str, int], mine: str, other: str) -> Markup:
    layers = [_Layer(zone.start, zone.end, "junk") for zone in side.zones if zone.zone in JUNK]
    layers += [_Layer(zone.start, zone.end, "heading") for zone in side.zones if zone.zone == "heading"]
    for each in passages:
        span = each.a_span if mine == "a" else each.b_span
        style = "quoted" if each.cause == "quoted" else each.kind
        layers.append(_Layer(*span, f"copied {style}", each.id))
        layers += _edits(each, mine)
    return _html(side.text, layers, numbers, mine, other)


def _edits(passage: Aligned, mine: str) -> Iterable[_Layer]:
    if passage.similarity < _ALIKE:  # hardly a word is the same: to strike all others out tells nothing
        return
    turned = passage.direction == "b->a"  # then b is the older text, and what `a` has more was put in
    for edit in passage.edits:
        span: Span = edit.a if mine == "a" else edit.b
        style = "".join(_EDITS.get(edit.operation, ("", ""))[0 if mine == "a" else 1])
        if not style or span.start >= span.end:
            continue
        if passage.direction == "unknown":
            style = "differs"
        elif turned:
            style = "put" if style == "fell" else "fell"
        yield _Layer(*span, style)


def _html(text: str, layers: Sequence[_Layer], numbers: dict[str, int], mine: str, other: str) -> Markup:
    cuts = sorted({0, len(text), *(min(at, len(text)) for each in layers for at in (each.start, each.end))})
    opening = sorted(layers, key=lambda each: (each.start, -each.end, each.ref))
    active: list[_Layer] = []
    seen: set[str] = set()
    out: list[str] = []
    at = 0
    for start, end in pairwise(cuts):
        active = [each for each in active if each.end > start]
        while at < len(opening) and opening[at].start <= start:
            if opening[at].end > start:
                active.append(opening[at])
            at += 1
        out.append(_run(text[start:end], active, seen, numbers, (mine, other)))
    return Markup("".join(out))


def _run(text: str, active: Sequence[_Layer], seen: set[str], numbers: dict[str, int], sides: tuple[str, str]) -> str:
    words = str(shown(text))
    if not active:
        return words
    styles = " ".join(sorted({style for each in active for style in each.style.split()}))
    passages = [each for each in active if each.ref]
    if not passages or not text.strip():
        return f'<span class="{styles}">{words}</span>'
    inner = min(passages, key=lambda each: (each.end - each.start, each.ref))
    mine, other = sides
    attributes = f'class="{styles}" data-p="{escape(inner.ref)}" href="#{other}-{escape(inner.ref)}"'
    for each in passages:
        if each.ref not in seen and each is inner:
            seen.add(each.ref)
            attributes += f' id="{mine}-{escape(each.ref)}" data-n="{numbers[each.ref]}"'
            return f"<a {attributes}>{words}</a>"
    return f'<a {attributes} tabindex="-1">{words}</a>'
