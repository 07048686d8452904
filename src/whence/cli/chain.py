"""A trace drawn for the terminal: the origin, then each appearance in time order, with what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from whence.answers.models import Change, DisputeLine, Excerpt, PassageLine, Place, Step, Trace

_LONGEST_ASIDE = 200
_ALARMS = ("lost", "changed", "generalised", "strengthened", "dropped", "altered", "truncated", "hedged", "merged")


def put(out: Console, text: Text, indent: int = 0) -> None:
    """Print a text as a block that starts `indent` columns from the left."""
    # a bare Text loses its own wrapping and cutting in print, a padded one does not
    out.print(Padding(text, (0, 0, 0, indent)))


def draw_trace(out: Console, trace: Trace) -> None:
    """Print a trace."""
    if trace.found == "sentence":
        _draw_sentence(out, trace)
    else:
        _draw_claim(out, trace)
    if trace.alternatives:
        put(out, Text("\nOther claims that fit the words", style="bold"))
        for each in trace.alternatives:
            count = f"{each.appearances} appearance" + ("s" if each.appearances != 1 else "")
            put(out, Text.assemble((each.id, "cyan"), f"  “{each.text}” ({count})"), 2)


def _draw_sentence(out: Console, trace: Trace) -> None:
    put(out, heading(trace.at))
    put(out, quote(trace.excerpt), 2)
    out.print(Text(trace.order_note[:1].upper() + trace.order_note[1:] + ".", style="italic"))
    draw_passages(out, trace.passages)


def _draw_claim(out: Console, trace: Trace) -> None:
    put(out, Text(f"“{trace.text}”", style="bold"))
    many = "1 appearance" if len(trace.steps) == 1 else f"{len(trace.steps)} appearances"
    put(out, Text(f"{many} in this pile · {trace.order_note}", style="dim"))
    numbers = {step.position: number for number, step in enumerate(in_order(trace), 1)}
    for step in in_order(trace):
        out.print()
        _draw_step(out, step, numbers, numbers[step.position] == 1)
    draw_disputes(out, trace.disputes)
    carried = {step.place.id for step in trace.steps}
    draw_passages(out, [each for each in trace.passages if each.there.id not in carried])
    if trace.count:
        out.print()
        out.print(Text(trace.count.sentence, style="bold"))
        for line in trace.count.reasoning:
            put(out, Text(f"· {line}"), 2)


def in_order(trace: Trace) -> list[Step]:
    """The origin, then the other steps in time order."""
    rest = [step for step in trace.steps if step.position != trace.origin]
    return [trace.steps[trace.origin], *rest]


def _draw_step(out: Console, step: Step, numbers: dict[int, int], first: bool) -> None:
    put(out, numbered(f"{numbers[step.position]:>2}  ", step.place))
    lines = [_origin(step) if first else flags_line(step.flags)]
    if step.against is not None and numbers[step.against] != 1:
        lines[0].append(f"  (against {numbers[step.against]})", style="dim")
    lines.append(Text(step.credit.sentence if step.credit else "stated as fact, nobody is credited", style="magenta"))
    body = diffed(step.excerpt, step.changes, out.color_system is not None) if step.changes else quote(step.excerpt)
    for line in (*lines, body):
        put(out, line, 4)


def _origin(step: Step) -> Text:
    notes = [each for each in step.flags if each == "primary document"]
    return Text(" · ".join(["origin", *notes]), style="green bold")


def heading(place: Place) -> Text:
    """An article in one line: outlet or path, date, title; a long title is cut short."""
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(place.name, style="bold cyan").append(f" · {place.published or 'undated'}", style="dim")
    return line.append(f" · {place.title}") if place.title else line


def numbered(sign: str, place: Place) -> Text:
    """An article in one line after a sign of its own."""
    return Text(sign, style="bold", no_wrap=True, overflow="ellipsis").append(heading(place))


def flags_line(flags: Sequence[str]) -> Text:
    """The flags of a step in a row, those that hide something from a reader in red."""
    line = Text()
    for number, flag in enumerate(flags):
        line.append(" · " if number else "", style="dim")
        line.append(flag, style="red" if any(word in flag for word in _ALARMS) else "yellow")
    return line


def quote(excerpt: Excerpt) -> Text:
    """A sentence with its marked words bright and the rest dim."""
    line = Text(style="dim")
    at = 0
    for start, end in excerpt.marks:
        line.append(_flat(excerpt.text[at:start]))
        line.append(_flat(excerpt.text[max(at, start) : end]), style="not dim")
        at = max(at, end)
    return line.append(_flat(excerpt.text[at:]))


def diffed(excerpt: Excerpt, changes: Iterable[Change], colours: bool) -> Text:
    """A sentence whose marked words are a diff: [-cut-] {+put in+}, struck red and green where there are colours."""
    before, after = excerpt.text, ""
    if excerpt.marks:
        before, after = excerpt.text[: excerpt.marks[0].start], excerpt.text[excerpt.marks[-1].end :]
    line = Text(_flat(before)[-_LONGEST_ASIDE:], style="dim")
    line.append(diff_text(changes, colours))
    return line.append(_flat(after)[:_LONGEST_ASIDE])


def diff_text(changes: Iterable[Change], colours: bool) -> Text:
    """A word-level diff as one line."""
    styles = {"kept": "not dim", "cut": "not dim strike red", "put_in": "not dim green"}
    signs = {"kept": ("", ""), "cut": ("[-", "-]"), "put_in": ("{+", "+}")}
    line = Text()
    for number, each in enumerate(changes):
        left, right = ("", "") if colours else signs[each.operation]
        line.append(" " if number else "")
        line.append(f"{left}{each.words}{right}", style=styles[each.operation])
    return line


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")


def draw_disputes(out: Console, disputes: Sequence[DisputeLine], about: bool = False) -> None:
    """Print the disputes; with `about`, each with the claim it is on."""
    if not disputes:
        return
    put(out, Text("\nDisputed", style="bold red"))
    for each in disputes:
        put(out, Text(each.sentence), 2)
        if about:
            put(out, Text(f"on “{each.claim_text}”", style="dim"), 4)
        put(out, quote(each.excerpt), 4)


def draw_passages(out: Console, passages: Sequence[PassageLine]) -> None:
    """Print passages shared with other articles."""
    if not passages:
        return
    put(out, Text("\nThe same passage elsewhere in this pile", style="bold"))
    for each in passages:
        put(out, heading(each.there), 2)
        put(out, Text(f"{each.kind}, {each.direction_note}", style="yellow"), 4)
        put(out, Text(each.there_words), 4)
