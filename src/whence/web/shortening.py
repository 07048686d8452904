"""Quotations cut to some words of context, for a report that goes where the full texts may not.

A quotation is what a statement says, or where a claim stands. It stays whole, with at most so many words before and
after it; what lies between is "[…]". Stretches that two articles share are cut inside as well, to so many words at each
end, for they may be whole articles.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from whence.answers.models import (
    Change,
    Compared,
    DisputeLine,
    Excerpt,
    Mark,
    PassageLine,
    Shown,
    Side,
    StoryAnswer,
    Trace,
)
from whence.records import Span
from whence.text import words

GAP = " […] "


def excerpt(given: Excerpt, context: int) -> Excerpt:
    """An excerpt with at most `context` words before its first mark and after its last."""
    if not given.marks:
        return given
    kept = _window(given.text, [Span(given.marks[0].start, given.marks[-1].end)], context)[0]
    before, after = "… " if kept.start else "", " …" if kept.end < len(given.text) else ""
    moved = kept.start - len(before)
    marks = tuple(Span(each.start - moved, each.end - moved) for each in given.marks)
    text = before + given.text[kept.start : kept.end] + after
    return Excerpt(text, given.start + kept.start, given.start + kept.end, marks)


def trace(given: Trace, context: int) -> Trace:
    """A chain with all its excerpts cut."""
    steps = tuple(
        replace(each, excerpt=excerpt(each.excerpt, context), changes=changes(each.changes, context))
        for each in given.steps
    )
    disputes = tuple(_dispute(each, context) for each in given.disputes)
    passages = tuple(_passage(each, context) for each in given.passages)
    return replace(given, steps=steps, disputes=disputes, passages=passages, excerpt=excerpt(given.excerpt, context))


def story(given: StoryAnswer, context: int) -> StoryAnswer:
    """A story with its disputes cut."""
    return replace(given, disputes=tuple(_dispute(each, context) for each in given.disputes))


def shown(given: Shown, context: int) -> Shown:
    """An article of which only its statements are left, each in its context."""
    spans = [span for each in given.statements for span in each.spans]
    cut = _Cut.of(given.text, _window(given.text, spans, context))
    marks = [mark for each in given.marks for mark in cut.mark(each)]
    passages = tuple(_passage(each, context) for each in given.passages)
    return replace(given, text=cut.text, zones=(), marks=tuple(marks), passages=passages)


def compared(given: Compared, context: int) -> Compared:
    """Two articles of which only what stands in both is told, cut inside."""
    passages = tuple(
        replace(
            each,
            changes=changes(each.changes, context),
            a_words=ends(each.a_words, context),
            b_words=ends(each.b_words, context),
            edits=(),
        )
        for each in given.passages
    )
    nothing = Side("", ())
    return replace(given, passages=passages, a_side=nothing, b_side=nothing)


def changes(given: Sequence[Change], context: int) -> tuple[Change, ...]:
    """A diff whose stretches are cut inside."""
    return tuple(replace(each, words=ends(each.words, context)) for each in given)


def ends(text: str, context: int) -> str:
    """The first and the last `context` words of a text, where it has more than both."""
    found = words(text)
    if len(found) <= 2 * context:
        return text
    head = text[: found[context - 1].end] if context else ""
    tail = text[found[-context].start :] if context else ""
    return f"{head}{GAP}{tail}".strip()


def _dispute(given: DisputeLine, context: int) -> DisputeLine:
    return replace(given, excerpt=excerpt(given.excerpt, context))


def _passage(given: PassageLine, context: int) -> PassageLine:
    return replace(given, there_words=ends(given.there_words, context))


def _window(text: str, spans: Iterable[Span], context: int) -> list[Span]:
    """What is kept around spans, joined where it touches, in order."""
    found = words(text)
    starts = [each.start for each in found]
    kept: list[Span] = []
    for span in sorted(spans):
        first = max(0, bisect_right(starts, span.start) - 1 - context) if context else None
        last = min(len(found) - 1, bisect_right(starts, span.end - 1) - 1 + context) if context else None
        start = min(span.start, found[first].start) if first is not None and found else span.start
        end = max(span.end, found[last].end) if last is not None and found else span.end
        if kept and start <= kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, end))
        else:
            kept.append(Span(start, end))
    return kept


@dataclass(frozen=True, slots=True)
class _Cut:
    """A text of which only `kept` is left, and where each piece begins in what is left."""

    text: str
    kept: tuple[Span, ...]
    begins: tuple[int, ...]

    @classmethod
    def of(cls, text: str, kept: Sequence[Span]) -> _Cut:
        out, begins = "", []
        at = 0
        for span in kept:
            out += GAP if span.start > at else ""
            begins.append(len(out))
            out += text[span.start : span.end]
            at = span.end
        return cls(out + (GAP if at < len(text) else ""), tuple(kept), tuple(begins))

    def mark(self, mark: Mark) -> Iterable[Mark]:
        """What is left of a mark, moved to where it stands now."""
        for span, begin in zip(self.kept, self.begins, strict=True):
            start, end = max(mark.start, span.start), min(mark.end, span.end)
            if start < end:
                yield replace(mark, start=begin + start - span.start, end=begin + end - span.start)
