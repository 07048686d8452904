"""Who copied whom, drawn as SVG: origins on the left, each copy to the right of what it copied.

A layered drawing in the manner of Sugiyama, Tagawa and Toda (1981): a layer is the longest chain of copies that leads
to an article; within a layer articles follow the mean row of what they copied. No script, no inline style.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

COLUMN, ROW, BOX, HEIGHT, EDGE = 250, 58, 190, 42, 12
LONGEST = 26


@dataclass(frozen=True, slots=True)
class Node:
    """An article in the picture: where its box links to, its outlet, and a date or other second line."""

    id: str
    link: str
    outlet: str
    note: str


@dataclass(frozen=True, slots=True)
class Edge:
    """`copy` took the share 0–1 of its words from `origin`; `sure` says whether the direction is known."""

    origin: str
    copy: str
    share: float
    kind: str
    sure: bool
    note: str


def draw(nodes: list[Node], edges: list[Edge], label: str) -> str:
    """The picture as one `<svg>` element; the text alternative is `label`."""
    places = layout(nodes, edges)
    columns = 1 + max((column for column, _ in places.values()), default=0)
    rows = 1 + max((row for _, row in places.values()), default=0)
    size = {"viewBox": f"0 0 {columns * COLUMN} {rows * ROW + EDGE}", "class": "copies", "role": "img"}
    svg = Xml.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "aria-label": label, **size})
    svg.set("width", str(columns * COLUMN))
    Xml.SubElement(svg, "title").text = label
    for edge in edges:
        if edge.origin in places and edge.copy in places:
            _arrow(svg, edge, places[edge.origin], places[edge.copy])
    for node in nodes:
        _box(svg, node, places[node.id])
    return Xml.tostring(svg, encoding="unicode")


def layout(nodes: list[Node], edges: list[Edge]) -> dict[str, tuple[int, int]]:
    """(column, row) of each node; no two share a place, and a sure edge always points right."""
    known = {node.id for node in nodes}
    origins: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.sure and edge.origin in known and edge.copy in known:
            origins[edge.copy].append(edge.origin)
    column = _depths([node.id for node in nodes], origins)
    row: dict[str, int] = {}
    for depth in range(1 + max(column.values(), default=0)):
        layer = [node.id for node in nodes if column[node.id] == depth]
        taken = -1
        for name in sorted(layer, key=lambda each: (_mean([row[o] for o in origins[each] if o in row]), each)):
            taken = max(taken + 1, round(_mean([row[o] for o in origins[name] if o in row])))
            row[name] = taken
    return {name: (column[name], row[name]) for name in column}


def _mean(values: list[int]) -> float:
    return sum(values) / len(values) if values else 0.0


def _depths(names: list[str], origins: dict[str, list[str]]) -> dict[str, int]:
    """Longest chain of copies to each name; a loop in the evidence is cut where it closes."""
    depths: dict[str, int] = {}

    def depth(name: str, trail: frozenset[str]) -> int:
        if name not in depths:
            trail |= {name}
            above = [each for each in sorted(origins.get(name, ())) if each not in trail]
            depths[name] = 1 + max((depth(each, trail) for each in above), default=-1)
        return depths[name]

    for name in names:
        depth(name, frozenset())
    return depths


def _arrow(svg: Xml.Element, edge: Edge, start: tuple[int, int], end: tuple[int, int]) -> None:
    x1, y1 = start[0] * COLUMN + BOX, start[1] * ROW + HEIGHT // 2 + EDGE
    x2, y2 = end[0] * COLUMN, end[1] * ROW + HEIGHT // 2 + EDGE
    if not edge.sure or x2 <= x1:
        x1, x2 = start[0] * COLUMN + 12, end[0] * COLUMN + 12
    bend = max(30, abs(x2 - x1) // 2)
    path = f"M{x1},{y1} C{x1 + bend},{y1} {x2 - bend},{y2} {x2},{y2}"
    width = f"{1.5 + 8 * min(1.0, edge.share):.1f}"
    style = "edge " + edge.kind + ("" if edge.sure else " unsure")
    line = Xml.SubElement(svg, "path", {"d": path, "class": style, "stroke-width": width, "fill": "none"})
    Xml.SubElement(line, "title").text = edge.note


def _box(svg: Xml.Element, node: Node, place: tuple[int, int]) -> None:
    x, y = place[0] * COLUMN, place[1] * ROW + EDGE
    link = Xml.SubElement(svg, "a", {"href": node.link})
    Xml.SubElement(link, "rect", {"x": str(x + 1), "y": str(y), "width": str(BOX), "height": str(HEIGHT), "rx": "3"})
    for text, lower, style in ((node.outlet, 18, "outlet"), (node.note, 34, "note")):
        line = Xml.SubElement(link, "text", {"x": str(x + 10), "y": str(y + lower), "class": style})
        line.text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
