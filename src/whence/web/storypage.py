"""A story made ready for the page: its picture, who stands in which column, the claims that are shown, its days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from whence.answers.copying import MUCH
from whence.answers.models import Cell, ClaimRow, CopyEdge, DisputeLine, OmissionLine, Place, StoryAnswer, WireLine
from whence.web.links import Links
from whence.web.picture import Edge, Node, draw, main_edges
from whence.web.words import percent

SHOWS = {"shared": "in several articles", "changed": "changed on the way", "disputed": "disputed", "all": "all claims"}
WORDY, NAMED = 6, 12
"""Up to how many columns cells hold words, and up to how many the name of who is credited."""


@dataclass(frozen=True, slots=True)
class Day:
    """What came out on one day; `day` is None for what is undated."""

    day: str | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What one copy left out of one origin."""

    copy: Place
    origin: Place
    lines: tuple[OmissionLine, ...]


@dataclass(frozen=True, slots=True)
class Disputed:
    """The disputes of one kind on one claim, surest first: copies repeat them."""

    lines: tuple[DisputeLine, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """All that a story's template needs; `rows` are the claims of the chosen `show`, `counts` how many each has."""

    answer: StoryAnswer
    picture: Markup | None
    sources: dict[str, CopyEdge]
    show: str
    rows: tuple[ClaimRow, ...]
    counts: tuple[tuple[str, str, int], ...]
    days: tuple[Day, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def perhaps(self) -> bool:
        """Whether the picture ties origins of which only one is one."""
        return self.picture is not None and 'class="node perhaps"' in self.picture

    @property
    def disputed(self) -> tuple[Disputed, ...]:
        """The disputes, those on one claim together."""
        table: dict[tuple[str, str], list[DisputeLine]] = {}
        for line in self.answer.disputes:
            table.setdefault((line.claim, line.kind), []).append(line)
        return tuple(Disputed(tuple(lines)) for lines in table.values())

    @property
    def names(self) -> dict[str, str]:
        """The name of each article."""
        return {place.id: place.name for place in self.answer.articles}

    @property
    def ties(self) -> dict[str, CopyEdge]:
        """For each article that has much in common with another, and nobody knows who copied, the largest such edge."""
        loose = [each for each in self.answer.edges if not each.known and each.share >= MUCH]
        found: dict[str, CopyEdge] = {}
        for each in sorted(loose, key=lambda each: (-each.share, each.source)):
            found.setdefault(each.source, each)
            found.setdefault(each.copier, each)
        return found

    @property
    def from_agencies(self) -> dict[str, str]:
        """For each article that is an agency's text the agency, which is not in this pile."""
        whole = [each for each in self.answer.wires if each.whole]
        return {each.article: f"a text of {each.agency}" for each in whole}

    @property
    def width(self) -> str:
        """How much a cell of the table can hold: "wordy", "named", or "signs" alone."""
        columns = len(self.answer.articles)
        return "wordy" if columns <= WORDY else "named" if columns <= NAMED else "signs"


def story_page(answer: StoryAnswer, link: Links, show: str = "") -> StoryPage:
    """A story's page; an unknown `show` means the claims that stand in several articles, else all."""
    chosen = {name: tuple(row for row in answer.claims if _fits(row, name)) for name in SHOWS}
    wanted = show if show in SHOWS else ("shared" if chosen["shared"] else "all")
    counts = tuple((name, words, len(chosen[name])) for name, words in SHOWS.items())
    return StoryPage(
        answer,
        _picture(answer, link),
        main_sources(answer.edges),
        wanted,
        chosen[wanted],
        counts,
        tuple(_days(answer.articles)),
        tuple(_left_out(answer.omissions, main_sources(answer.edges))),
    )


def main_sources(edges: Sequence[CopyEdge]) -> dict[str, CopyEdge]:
    """For each article that copied, the edge that brought it most."""
    best: dict[str, CopyEdge] = {}
    for edge in sorted(edges, key=lambda each: (-each.share, each.source)):
        if edge.known:
            best.setdefault(edge.copier, edge)
    return best


def kind(edge: CopyEdge) -> str:
    """Whether most of an edge's passages are word for word the same."""
    return "verbatim" if edge.verbatim * 2 >= edge.passages else "reworded"


def _fits(row: ClaimRow, show: str) -> bool:
    filled = [cell for cell in row.cells if cell.variant]
    if show == "shared":
        return len(filled) > 1
    if show == "changed":
        return any(cell.drift or cell.as_fact or cell.variant in ("altered", "truncated", "merged") for cell in filled)
    return row.disputed if show == "disputed" else True


def signs(cell: Cell) -> tuple[str, ...]:
    """The marks of a cell: its variant, that nobody is credited, that the credit changed."""
    if cell.variant is None:
        return ()
    lost = ("lost",) if cell.as_fact and cell.variant != "origin" else ()
    changed = ("drift",) if cell.drift and not lost else ()
    return (cell.variant, *lost, *changed)


def _picture(answer: StoryAnswer, link: Links) -> Markup | None:
    """Who copied whom; None where there is one article only, and no wire."""
    if len(answer.articles) < 2 and not answer.wires:
        return None
    all_edges = [
        Edge(each.source, each.copier, each.share, kind(each), each.known, each.sentence) for each in answer.edges
    ]
    days = {place.id: (place.published or "")[:10] for place in answer.articles}
    nodes = [*_agencies(answer.wires, days)]
    order = [*(node.id for node in nodes), *(place.id for place in answer.articles)]
    wires = {whole: [_wire(each) for each in answer.wires if each.whole is whole] for whole in (True, False)}
    # of several lines into one article the last says below which its row stands
    lines = [*wires[False], *main_edges([*all_edges, *wires[True]], order, days)]
    notes = {each.copy: _note(answer, each) for each in lines if each.sure}
    for place in answer.articles:
        day, note = days[place.id], notes.get(place.id, "")
        nodes.append(Node(place.id, link.article(place.id), place.name, day, note if day else f"undated  {note}"))
    label = "Who copied whom, over time: origins on the left, a line from each origin to its copy"
    # ElementTree escapes all text and attributes, so the picture may stand as it is
    return Markup(draw(nodes, lines, label))


def _wire(each: WireLine) -> Edge:
    """The line from an agency outside the pile; how much of the article is the agency's is not known."""
    return Edge(each.agency, each.article, MUCH if each.whole else 0.0, "wire", True, each.sentence)


def _note(answer: StoryAnswer, edge: Edge) -> str:
    if edge.kind == "wire":
        return f"{'text' if edge.share else 'words'} of {edge.origin}"
    names = {place.id: place.name for place in answer.articles}
    return f"{percent(edge.share)} from {names[edge.origin]}"


def _agencies(wires: Sequence[WireLine], days: Mapping[str, str]) -> Iterable[Node]:
    """The agencies, each on the day of its first copy: it had it by then."""
    for agency in dict.fromkeys(each.agency for each in wires):
        known = [days[each.article] for each in wires if each.agency == agency and days[each.article]]
        yield Node(agency, None, agency, min(known, default=""), "not in this pile", outside=True)


def _days(places: Sequence[Place]) -> list[Day]:
    grouped = groupby(places, key=lambda place: (place.published or "")[:10] or None)
    return [Day(day, tuple(inside)) for day, inside in grouped]


def _left_out(lines: Sequence[OmissionLine], sources: Mapping[str, CopyEdge]) -> list[LeftOut]:
    """What each copy left out of the article that it took most from; copies of copies would repeat it."""
    table: dict[tuple[str, str], list[OmissionLine]] = {}
    for line in lines:
        if line.copy.id not in sources or sources[line.copy.id].source == line.origin.id:
            table.setdefault((line.copy.id, line.origin.id), []).append(line)
    return [LeftOut(each[0].copy, each[0].origin, tuple(each)) for each in table.values()]
