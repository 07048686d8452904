"""show: an article's text with its layers of zones, statements and copied passages."""

from __future__ import annotations

from collections.abc import Iterable

from whence.answers import versions, wording
from whence.answers.lines import passage_line, place, saying
from whence.answers.models import Layer, Mark, PassageLine, Shown, ZoneMark
from whence.answers.pile import Lookup, PileView
from whence.records import Part, Statement


def show(view: PileView, article: str) -> Shown:
    """An article by id, key, path or the end of a path. Raises `NotFound`."""
    look = Lookup.of(view)
    found = view.find_article(article)
    statements = sorted(view.statements(found.id), key=lambda each: (each.content.spans[:1], each.id))
    lines = [passage_line(look, each, found.id) for each in view.shared(found.id)]
    passages = tuple(sorted(lines, key=lambda each: (each.here_span, each.id)))
    marks = [mark for each in statements for mark in _statement_marks(look, each)]
    marks += [Mark(*each.here_span, "passage", each.id, each.direction_note) for each in passages]
    story = view.story_of(found.id)
    return Shown(
        place(found),
        found.text,
        found.authors,
        tuple(ZoneMark(each.start, each.end, each.zone, each.reason) for each in found.zones),
        tuple(sorted(marks, key=lambda each: (each.start, -each.end, each.layer, each.ref))),
        tuple(saying(look, each) for each in statements),
        passages,
        story.id if story else None,
        "; ".join(each for each in (versions.told(view, found), _sentence(len(statements), passages)) if each),
    )


def _statement_marks(look: Lookup, statement: Statement) -> Iterable[Mark]:
    speaker = look.speaker_of(statement) or "no source named"
    parts: tuple[tuple[Part | None, Layer], ...] = (
        (statement.source, "source"),
        (statement.cue, "cue"),
        (statement.content, "content"),
    )
    for part, layer in parts:
        for span in part.spans if part else ():
            yield Mark(*span, layer, statement.id, speaker)
    for relay in statement.relay:
        for span in relay.spans:
            yield Mark(*span, "relay", statement.id, f"passed on by {relay.name}")


def _sentence(statements: int, passages: tuple[PassageLine, ...]) -> str:
    if not passages:
        return f"{wording.number(statements, 'statement')}, no passage shared with another article in this pile"
    others = len({each.there.id for each in passages})
    shared = f"{wording.number(len(passages), 'passage')} shared with {wording.number(others, 'other article')}"
    return f"{wording.number(statements, 'statement')}, {shared} in this pile"
