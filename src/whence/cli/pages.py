"""The other answers drawn for the terminal: who, stories, story, show, compare."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
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
from whence.cli.chain import diff_text, draw_disputes, heading

_MOST_ROWS = 40
_SIGNS = {"origin": "O", "exact": "=", "truncated": "<", "altered": "~", "reworded": "≈", "merged": "+"}
_LEGEND = "O origin  = word for word  < truncated  ~ altered  ≈ reworded  + merged  ! drift  F stated as fact"


def draw_who(out: Console, who: Who) -> None:
    """Print what an actor said."""
    out.print(Text.assemble((who.name, "bold"), (f"  {who.kind}", "dim")))
    for label, words in (("also", who.aliases), ("roles", who.roles), ("outlets", who.outlets)):
        if words:
            out.print(Padding(Text(f"{label}: {', '.join(words)}", style="dim"), (0, 0, 0, 2)))
    for label, lines in (
        ("Said", who.said),
        ("Is said to have said, through others", who.relayed),
        ("Denied", who.denied),
    ):
        draw_sayings(out, label, lines)
    draw_disputes(out, who.disputed, about=True)
    out.print(Text(f"\n{who.sentence}", style="bold"))
    if who.others:
        out.print(Text(f"Others of that name: {', '.join(who.others)}", style="dim"))


def draw_sayings(out: Console, label: str, lines: Sequence[Saying]) -> None:
    """Print statements under a heading, article by article."""
    if not lines:
        return
    out.print(Text(f"\n{label}", style="bold"))
    at = None
    for each in lines:
        if each.place.id != at:
            out.print(Padding(heading(each.place), (0, 0, 0, 2)))
            at = each.place.id
        more = f"  [{each.appearances} appearances]" if each.appearances > 1 else ""
        out.print(Padding(Text.assemble((each.credit.sentence, "magenta"), (more, "dim")), (0, 0, 0, 4)))
        out.print(Padding(Text(each.words), (0, 0, 0, 6)))


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
    out.print(Text(f"{answer.sentence}; `whence stories STORY` tells one in full", style="dim"))


def draw_story(out: Console, story: StoryAnswer) -> None:
    """Print one story: its articles, who copied whom, claims against articles, disputes, omissions."""
    out.print(Text(story.line.title, style="bold"))
    out.print(Text(story.line.sentence, style="dim"))
    for number, place in enumerate(story.articles, 1):
        out.print(Padding(Text.assemble((f"{number:>2} ", "bold"), heading(place)), (0, 0, 0, 1)))
    if story.edges:
        out.print(Text("\nWho copied whom", style="bold"))
        for edge in story.edges:
            out.print(Padding(Text(edge.sentence), (0, 0, 0, 2)))
    if story.claims:
        out.print(Text("\nClaims against articles", style="bold"))
        out.print(_claims_table(story.claims, story.articles))
        hidden = len(story.claims) - _MOST_ROWS
        out.print(Text(_LEGEND + (f"  ({hidden} further claims: --json)" if hidden > 0 else ""), style="dim"))
    draw_disputes(out, story.disputes, about=True)
    if story.omissions:
        out.print(Text("\nLeft out", style="bold"))
        for each in story.omissions:
            out.print(Padding(Text(each.sentence), (0, 0, 0, 2)))
            out.print(Padding(Text(each.words, style="dim"), (0, 0, 0, 4)))


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
    out.print(heading(shown.place))
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
        out.print(Padding(Text.assemble((f"{number:>3} ", "bold"), (each.credit.sentence, "magenta")), (0, 0, 0, 0)))
    for passage in shown.passages:
        out.print(Padding(Text.assemble(("passage ", "bold"), passage.direction_note), (0, 0, 0, 2)))


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
        out.print(Text.assemble((f"{name}  ", "bold"), heading(place)))
    out.print(Text(answer.sentence, style="bold"))
    shares = f"{answer.share_of_a:.0%} of A and {answer.share_of_b:.0%} of B stand in both"
    out.print(Text(shares, style="dim"))
    for passage in answer.passages:
        _draw_aligned(out, passage)
    if answer.omissions:
        out.print(Text("\nLeft out", style="bold"))
        for each in answer.omissions:
            out.print(Padding(Text(each.sentence), (0, 0, 0, 2)))
            out.print(Padding(Text(each.words, style="dim"), (0, 0, 0, 4)))
    draw_sayings(out, "Statements in A only", answer.only_a)
    draw_sayings(out, "Statements in B only", answer.only_b)


def _draw_aligned(out: Console, passage: Aligned) -> None:
    out.print(Text(f"\n{passage.kind}, {passage.similarity:.0%} of the words equal", style="bold"))
    out.print(Padding(Text(passage.direction_note, style="yellow"), (0, 0, 0, 2)))
    if passage.changes:
        out.print(Padding(diff_text(passage.changes, out.color_system is not None), (0, 0, 0, 2)))
    else:
        out.print(Padding(Text(passage.a_words), (0, 0, 0, 2)))
    for each in passage.evidence:
        out.print(Padding(Text(f"· {each.note}", style="dim"), (0, 0, 0, 4)))
