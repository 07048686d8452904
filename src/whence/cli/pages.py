"""The other answers drawn for the terminal: who, stories, story, show, compare."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from whence.answers.models import (
    Aligned,
    Cell,
    ClaimRow,
    Compared,
    Place,
    Saying,
    Shown,
    StoryAnswer,
    StoryList,
    Who,
)
from whence.cli.chain import diff_text, draw_disputes, heading, numbered, put

_MOST_ROWS = 40
_SIGNS = {"origin": "O", "exact": "=", "truncated": "<", "altered": "~", "reworded": "≈", "merged": "+"}
_LEGEND = "O origin  = word for word  < truncated  ~ altered  ≈ reworded  + merged  ! drift  F stated as fact"


def draw_who(out: Console, who: Who) -> None:
    """Print what an actor said."""
    put(out, Text.assemble((who.name, "bold"), (f"  {who.kind}", "dim")))
    for label, words in (("also", who.aliases), ("roles", who.roles), ("outlets", who.outlets)):
        if words:
            put(out, Text(f"{label}: {', '.join(words)}", style="dim"), 2)
    for label, lines in (
        ("Said", who.said),
        ("Is said to have said, through others", who.relayed),
        ("Denied", who.denied),
    ):
        draw_sayings(out, label, lines)
    draw_disputes(out, who.disputed, about=True)
    put(out, Text(f"\n{who.sentence}", style="bold"))
    if who.others:
        put(out, Text(f"Others of that name: {', '.join(who.others)}", style="dim"))


def draw_sayings(out: Console, label: str, lines: Sequence[Saying]) -> None:
    """Print statements under a heading, article by article."""
    if not lines:
        return
    put(out, Text(f"\n{label}", style="bold"))
    at = None
    for each in lines:
        if each.place.id != at:
            put(out, heading(each.place), 2)
            at = each.place.id
        more = f"  [{each.appearances} appearances]" if each.appearances > 1 else ""
        put(out, Text.assemble((each.credit.sentence, "magenta"), (more, "dim")), 4)
        put(out, Text(each.words), 6)


def draw_stories(out: Console, answer: StoryList) -> None:
    """Print the stories as a table."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, right in (("story", 0), ("first", 0), ("last", 0), ("articles", 1), ("origins", 1), ("claims", 1)):
        table.add_column(name, justify="right" if right else "left", no_wrap=True)
    table.add_column("title", ratio=1)
    for line in answer.stories:
        dates = [(each or "undated")[:10] for each in (line.first, line.last)]
        numbers = [str(line.articles), str(line.origins), str(line.claims)]
        table.add_row(Text(line.id, style="cyan"), *dates, *numbers, Text(line.title))
    if answer.stories:
        out.print(table)
    put(out, Text(f"{answer.sentence}; `whence stories STORY` tells one in full", style="dim"))


def draw_story(out: Console, story: StoryAnswer) -> None:
    """Print one story: its articles, who copied whom, claims against articles, disputes, omissions."""
    out.print(Text(story.line.title, style="bold"))
    out.print(Text(story.line.sentence, style="dim"))
    for number, place in enumerate(story.articles, 1):
        put(out, numbered(f"{number:>2} ", place), 1)
    if story.edges or story.wires:
        put(out, Text("\nWho copied whom", style="bold"))
        for wire in story.wires:
            put(out, Text(wire.sentence), 2)
        for edge in story.edges:
            put(out, Text(edge.sentence), 2)
    if story.claims:
        put(out, Text("\nClaims against articles", style="bold"))
        out.print(_claims_table(story.claims, story.articles))
        hidden = len(story.claims) - _MOST_ROWS
        out.print(Text(_LEGEND + (f"  ({hidden} further claims: --json)" if hidden > 0 else ""), style="dim"))
    draw_disputes(out, story.disputes, about=True)
    if story.omissions:
        put(out, Text("\nLeft out", style="bold"))
        for each in story.omissions:
            put(out, Text(each.sentence), 2)
            put(out, Text(each.words, style="dim"), 4)


def _claims_table(rows: Sequence[ClaimRow], places: Sequence[Place]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("claim", ratio=1)
    for number in range(1, len(places) + 1):
        table.add_column(str(number), justify="center", no_wrap=True)
    table.add_column("independent", justify="right", no_wrap=True)
    for row in rows[:_MOST_ROWS]:
        text = row.text if len(row.text) <= 90 else row.text[:89] + "…"
        disputed = ("  disputed", "red") if row.disputed else ""
        cells = [Text(_sign(cell), style="red" if cell.drift else "green") for cell in row.cells]
        table.add_row(Text.assemble(text, disputed), *cells, str(row.independent_sources))
    return table


def _sign(cell: Cell) -> str:
    if cell.variant is None:
        return "·"
    return _SIGNS[cell.variant] + ("F" if cell.as_fact else "") + ("!" if cell.drift else "")


def draw_shown(out: Console, shown: Shown) -> None:
    """Print an article: zones in the margin, statements numbered in the text and listed below it."""
    put(out, heading(shown.place))
    out.print(Text(shown.sentence, style="dim"))
    numbers = {each.id: number for number, each in enumerate(shown.statements, 1)}
    for zone in shown.zones or ():
        text = _zone_text(shown, zone.start, zone.end, numbers, out.color_system is not None)
        if zone.zone not in ("body", "heading"):
            text = Text.assemble((f"[{zone.zone}: {zone.reason}] ", "dim italic"), (text.plain.strip(), "dim"))
        text.rstrip()
        if text.plain.strip():
            out.print(text)
    for number, each in enumerate(shown.statements, 1):
        put(out, Text.assemble((f"{number:>3} ", "bold"), (each.credit.sentence, "magenta")), 0)
    for passage in shown.passages:
        put(out, Text.assemble(("passage ", "bold"), passage.direction_note), 2)


def _zone_text(shown: Shown, start: int, end: int, numbers: dict[str, int], colours: bool) -> Text:
    """A stretch of the article with its marks: styles, or ‹1 … › around each statement's content where plain."""
    styles = {"source": "bold cyan", "cue": "bold yellow", "content": "green", "relay": "bold magenta"}
    text = Text(shown.text[start:end])
    for mark in shown.marks:
        if mark.start < end and mark.end > start:
            style = styles.get(mark.layer, "on grey19")
            text.stylize(style, max(mark.start - start, 0), min(mark.end, end) - start)
    if colours:
        return text
    signs: list[tuple[int, int, str]] = []
    for mark in shown.marks:
        if mark.layer == "content" and start <= mark.start < end:
            signs += [(mark.start - start, 1, f"‹{numbers[mark.ref]} "), (min(mark.end, end) - start, 0, "›")]
    plain, at = "", 0
    for place, _, sign in sorted(signs):
        plain += text.plain[at:place] + sign
        at = place
    return Text(plain + text.plain[at:])


def draw_compared(out: Console, answer: Compared) -> None:
    """Print two articles side by side."""
    for name, place in (("A", answer.a), ("B", answer.b)):
        put(out, numbered(f"{name}  ", place))
    out.print(Text(answer.sentence, style="bold"))
    shares = f"{answer.share_of_a:.0%} of A and {answer.share_of_b:.0%} of B stand in both"
    out.print(Text(shares, style="dim"))
    common = _common_notes(answer.passages)
    for note in common:
        put(out, Text(f"· {note}", style="dim"), 2)
    for passage in answer.passages:
        _draw_aligned(out, passage, common)
    if answer.omissions:
        put(out, Text("\nLeft out", style="bold"))
        for each in answer.omissions:
            put(out, Text(each.sentence), 2)
            put(out, Text(each.words, style="dim"), 4)
    draw_sayings(out, "Statements in A only", answer.only_a)
    draw_sayings(out, "Statements in B only", answer.only_b)


def _common_notes(passages: Sequence[Aligned]) -> list[str]:
    """The evidence that all passages share, which is told once; of a single passage, all of it."""
    notes = [[each.note for each in passage.evidence] for passage in passages]
    return [note for note in notes[0] if all(note in each for each in notes)] if notes else []


def _draw_aligned(out: Console, passage: Aligned, told: Sequence[str]) -> None:
    put(out, Text(f"\n{passage.kind}, {passage.similarity:.0%} of the words equal", style="bold"))
    put(out, Text(passage.direction_note, style="yellow"), 2)
    if passage.changes:
        put(out, diff_text(passage.changes, out.color_system is not None), 2)
    else:
        put(out, Text(passage.a_words), 2)
    for each in passage.evidence:
        if each.note not in told:
            put(out, Text(f"· {each.note}", style="dim"), 4)
