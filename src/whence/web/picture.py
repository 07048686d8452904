"""Who copied whom, drawn as SVG over time: an article a row, a day a column, each copy below and right of its origin.

A row holds one dot and its label, and lines run down a column and then along the row of the copy, so that no line
crosses a label: the manner of a branch graph of revisions. No script, no inline style.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from whence.answers.copying import MUCH

ROW, TOP, LEFT, LABEL, DOT = 34, 40, 16, 330, 6.5
WIDEST, NARROWEST, BREADTH = 130, 44, 640
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Node:
    """An article in the picture: where it links to, its outlet, its day (empty where unknown), and a second line.

    `outside` is an agency that is known from its copies alone.
    """

    id: str
    link: str | None
    outlet: str
    day: str
    note: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """`copy` took the share 0-1 of its words from `origin`; `sure` says whether the direction is known."""

    origin: str
    copy: str
    share: float
    kind: str
    sure: bool
    note: str


def draw(nodes: Sequence[Node], edges: Sequence[Edge], label: str) -> str:
    """The picture as one `<svg>` element; the text alternative is `label`. Nodes come in time order."""
    places = layout(nodes, edges)
    step = _step(places)
    width = max((LEFT + places[node.id][0] * step + _label(node) for node in nodes), default=0) + step
    height = TOP + len(places) * ROW + 6
    size = {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height)}
    svg = Xml.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "copies", "role": "group", **size})
    svg.set("aria-label", label)
    at = {name: (LEFT + column * step, TOP + row * ROW + ROW // 2) for name, (column, row) in places.items()}
    _days(svg, nodes, places, step, height)
    drawn = [edge for edge in edges if edge.origin in at and edge.copy in at]
    for edge in sorted(drawn, key=lambda each: each.share):
        _line(svg, edge, at[edge.origin], at[edge.copy])
    roles = _roles(nodes, edges)
    for node in nodes:
        _dot(svg, node, at[node.id], "origin outside" if node.outside else roles[node.id])
    return Xml.tostring(svg, encoding="unicode")


def layout(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, tuple[int, int]]:
    """(column, row) of each node: a row for each, copies below what they copied, later days further right.

    A sure edge always points right, unless the evidence goes in a circle or against the days.
    """
    known = {node.id for node in nodes}
    origin = {each.copy: each.origin for each in edges if each.sure and {each.origin, each.copy} <= known}
    origins: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.sure and {edge.origin, edge.copy} <= known:
            origins[edge.copy].append(edge.origin)
    columns = _columns(nodes, origins)
    rows = _rows([node.id for node in nodes], origin)
    return {name: (columns[name], rows[name]) for name in rows}


def _columns(nodes: Sequence[Node], origins: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """A day begins right of all that the days before it hold; within a day a copy stands right of its origin."""
    column: dict[str, int] = {}
    days = sorted({node.day for node in nodes if node.day})
    start = 0
    for day in days:
        names = [node.id for node in nodes if node.day == day]
        _place(names, origins, column, start)
        start = 1 + max(column[name] for name in names)
    _place([node.id for node in nodes if not node.day], origins, column, 0)
    return column


def _place(names: Sequence[str], origins: Mapping[str, Sequence[str]], column: dict[str, int], start: int) -> None:
    waiting = set(names)

    def place(name: str, trail: frozenset[str]) -> int:
        if name in waiting:
            trail |= {name}
            above = [
                each for each in origins.get(name, ()) if each not in trail and (each in waiting or each in column)
            ]
            column[name] = max([start, *(1 + place(each, trail) for each in above)])
            waiting.discard(name)
        return column[name]

    for name in names:
        place(name, frozenset())


def _rows(names: Sequence[str], origin: Mapping[str, str]) -> dict[str, int]:
    """Each tree of copies in one piece: the origin, then its copies with theirs; those who copied nobody first."""
    below: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if origin.get(name):
            below[origin[name]].append(name)
    rows: dict[str, int] = {}

    def lay(name: str) -> None:
        stack = [name]
        while stack:
            top = stack.pop()
            if top not in rows:
                rows[top] = len(rows)
                stack += reversed(below[top])

    roots = [name for name in names if name not in origin]
    for name in sorted(roots, key=lambda each: not below[each]):
        lay(name)
    for name in names:  # what copies only in a circle
        lay(name)
    return rows


def _roles(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, str]:
    """What each dot is: a copy by its kind; an origin; or "perhaps", where trees are tied by a line that nobody can
    direct, so that only one of their roots is an origin."""
    taken = {edge.copy: edge for edge in edges if edge.sure and edge.share >= MUCH}
    tied = {name for edge in edges if not edge.sure for name in (edge.origin, edge.copy)}

    def root(name: str) -> str:
        seen: set[str] = set()
        while name in taken and name not in seen:
            seen.add(name)
            name = taken[name].origin
        return name

    loose = {root(name) for name in tied}
    roots = {node.id: "perhaps" if node.id in loose else "origin" for node in nodes}
    return roots | {name: edge.kind for name, edge in taken.items()}


def _label(node: Node) -> int:
    """About how wide a node's label is, in pixels: letters of the outlet are bold."""
    return max(LABEL, int(40 + 8.4 * min(len(node.outlet), LONGEST) + 7 * len(node.note)))


def _step(places: Mapping[str, tuple[int, int]]) -> int:
    columns = max((column for column, _ in places.values()), default=0)
    return max(NARROWEST, min(WIDEST, BREADTH // max(columns, 1)))


def _days(
    svg: Xml.Element, nodes: Sequence[Node], places: Mapping[str, tuple[int, int]], step: int, height: int
) -> None:
    first: dict[str, int] = {}
    for node in nodes:
        if node.day:
            first[node.day] = min(first.get(node.day, 1 << 30), places[node.id][0])
    shown = -1.0
    for day, column in sorted(first.items(), key=lambda each: each[1]):
        x = LEFT + column * step
        Xml.SubElement(svg, "path", {"d": f"M{x},{TOP - 12}V{height}", "class": "day"})
        if x - shown >= 62 or shown < 0:
            Xml.SubElement(svg, "text", {"x": str(x - 6), "y": "16", "class": "axis"}).text = _short(day)
            shown = x


def _short(day: str) -> str:
    """A day for the axis: the month and date; the year is told elsewhere."""
    from whence.web.words import day as worded

    return " ".join(worded(day).split()[:2])


def _line(svg: Xml.Element, edge: Edge, start: tuple[int, int], end: tuple[int, int]) -> None:
    (x1, y1), (x2, y2) = start, end
    bend = min(26, abs(x2 - x1) or 26, abs(y2 - y1) or 26)
    down = bend if y2 >= y1 else -bend
    right = bend if x2 >= x1 else -bend
    path = f"M{x1},{y1}V{y2 - down}Q{x1},{y2} {x1 + right},{y2}H{x2}" if y1 != y2 else f"M{x1},{y1}H{x2}"
    style = "edge " + edge.kind + ("" if edge.sure else " unsure")
    width = f"{1.2 + 8 * min(1.0, edge.share):.1f}"
    line = Xml.SubElement(svg, "path", {"d": path, "class": style, "stroke-width": width, "fill": "none"})
    Xml.SubElement(line, "title").text = edge.note


def _dot(svg: Xml.Element, node: Node, place: tuple[int, int], role: str) -> None:
    x, y = place
    link = Xml.SubElement(svg, "a", {"href": node.link} if node.link else {})
    link.set("class", f"node {role}")
    Xml.SubElement(link, "circle", {"cx": str(x), "cy": str(y), "r": str(DOT)})
    label = Xml.SubElement(link, "text", {"x": str(x + 14), "y": str(y + 4.5)})
    name = Xml.SubElement(label, "tspan", {"class": "outlet"})
    name.text = node.outlet if len(node.outlet) <= LONGEST else node.outlet[: LONGEST - 1] + "…"
    if node.note:
        note = Xml.SubElement(label, "tspan", {"class": "note", "dx": "8"})
        note.text = node.note


def main_edges(edges: Iterable[Edge], order: Sequence[str], days: Mapping[str, str] | None = None) -> list[Edge]:
    """The edges worth drawing: for each article that which gave it most, and one dashed line for each pair of
    unknown direction that no other edge ties together. Of sources that gave about as much, one that came out later
    than the copy gives way."""
    best: dict[str, Edge] = {}
    loose: list[Edge] = []
    at = days or {}

    def rank(edge: Edge) -> tuple[float, str, str]:
        late = at.get(edge.origin, "") > at.get(edge.copy, "") != ""
        return (-edge.share * (0.5 if late else 1.0), edge.origin, edge.copy)

    for edge in sorted(edges, key=rank):
        if edge.sure:
            best.setdefault(edge.copy, edge)
        elif edge.share >= MUCH:
            loose.append(edge)
    root = {name: name for name in order}

    def find(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    for edge in best.values():
        if edge.origin in root and edge.copy in root and find(edge.copy) != find(edge.origin):
            root[find(edge.copy)] = find(edge.origin)
    kept = list(best.values())
    for edge in loose:
        if edge.origin in root and edge.copy in root and find(edge.origin) != find(edge.copy):
            root[find(edge.copy)] = find(edge.origin)
            kept.append(edge)
    return kept
