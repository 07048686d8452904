"""Words in their sentence: where sentences begin and end, and spans cut out with their surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from whence.answers.models import Change, Excerpt
from whence.records import Article, Edit, Span

_END = re.compile(r"""[.!?…]['"”’)\]]*\s+(?=["“‘'(\[]*[^\W_a-z])|\n+""")
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Sen|Rep|Gov|St|vs|No|Jr|Sr|Inc|Ltd|Co)|\b[A-Z])\.\s*$")
_LONGEST = 1200


def sentences(text: str) -> list[Span]:
    """The sentences of a text as spans without outer white space; lines are never joined."""
    bounds, start = [], 0
    for match in _END.finditer(text):
        if "\n" not in match.group() and _ABBREVIATION.search(text, max(start, match.start() - 8), match.end()):
            continue
        bounds.append((start, match.end()))
        start = match.end()
    bounds.append((start, len(text)))
    return [trimmed for a, b in bounds if (trimmed := _trim(text, a, b)).end > trimmed.start]


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


def excerpt(article: Article, spans: Sequence[Span]) -> Excerpt:
    """The sentences that `spans` stand in, with the spans marked; a very long stretch is cut at `spans`."""
    text = article.text
    first, last = min(each.start for each in spans), max(each.end for each in spans)
    left = max(0, first - _LONGEST)
    around = [Span(a + left, b + left) for a, b in sentences(text[left : last + _LONGEST])]
    touched = [each for each in around if each.start < last and each.end > first] or [Span(first, last)]
    start, end = min(touched[0].start, first), max(touched[-1].end, last)
    marks = tuple(Span(each.start - start, each.end - start) for each in sorted(spans))
    return Excerpt(text[start:end], start, end, marks)


def cut(text: str, spans: Iterable[Span]) -> str:
    """The words of spans, fragments joined by an ellipsis, white space made single."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def changes(old: str, new: str, edits: Iterable[Edit], turned: bool = False) -> tuple[Change, ...]:
    """A word-level diff from `old` to `new` as kept, cut and put-in words; `turned` where the edits run new to old."""
    steps: list[Change] = []
    for edit in edits:
        a, b = (edit.b, edit.a) if turned else (edit.a, edit.b)
        before, after = " ".join(old[a.start : a.end].split()), " ".join(new[b.start : b.end].split())
        if edit.operation == "kept":
            steps.append(Change("kept", after))
            continue
        steps += [Change("cut", before)] * bool(before) + [Change("put_in", after)] * bool(after)
    return tuple(steps)
