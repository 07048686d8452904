"""How two texts differ in words: the steps from one to the other.

Words are compared in their folded form, so case, accents, the style of quotation marks and dashes make no difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel, LCSseq

from whence.records import Edit, EditOperation, Span
from whence.text import Word, words


def diff(a_text: str, a_spans: Sequence[Span], b_text: str, b_spans: Sequence[Span]) -> tuple[Edit, ...]:
    """The steps from the words of `a` to those of `b`, in reading order, with offsets into both texts.

    As many equal forms as can be are kept (longest common subsequence; Hyyrö 2004, as in rapidfuzz). A step never
    crosses a gap between two spans. A step without words on one side has an empty span there, where they would stand.
    """
    a, b = _fragments(a_text, a_spans), _fragments(b_text, b_spans)
    edits: list[Edit] = []
    for step in _steps([word.form for _, word in a], [word.form for _, word in b]):
        left, right = a[step.a.start : step.a.end], b[step.b.start : step.b.end]
        here = _place(a, step.a.start), _place(b, step.b.start)
        edits.extend(_edits(step.operation, left, right, here))
    return tuple(edits)


def _steps(a: Sequence[str], b: Sequence[str]) -> list[Edit]:
    """The alignment as edits over word indices; words cut and put in at one place are replaced."""
    found: list[Edit] = []
    for step in Indel.opcodes(a, b):
        left, right = Span(step.src_start, step.src_end), Span(step.dest_start, step.dest_end)
        last = found[-1] if found else None
        if step.tag == "equal":
            found.append(Edit("kept", left, right))
        elif last is not None and last.operation != "kept":
            found[-1] = Edit("replaced", Span(last.a.start, left.end), Span(last.b.start, right.end))
        else:
            found.append(Edit("cut" if step.tag == "delete" else "put_in", left, right))
    return found


def _fragments(text: str, spans: Sequence[Span]) -> list[tuple[int, Word]]:
    return [(number, word) for number, span in enumerate(spans) for word in words(text, *span)]


def _place(side: list[tuple[int, Word]], at: int) -> int:
    """Where a word at index `at` would begin."""
    if at < len(side):
        return side[at][1].start
    return side[-1][1].end if side else 0


def _edits(
    operation: EditOperation,
    left: list[tuple[int, Word]],
    right: list[tuple[int, Word]],
    here: tuple[int, int],
) -> list[Edit]:
    if operation == "kept":
        keys = [(one[0], two[0]) for one, two in zip(left, right, strict=True)]
        return [Edit("kept", _cover(left[i:j]), _cover(right[i:j])) for i, j in _runs(keys)]
    if operation == "replaced" and left[0][0] == left[-1][0] and right[0][0] == right[-1][0]:
        return [Edit("replaced", _cover(left), _cover(right))]
    cut = [Edit("cut", _cover(left[i:j]), Span(here[1], here[1])) for i, j in _runs([each[0] for each in left])]
    after = left[-1][1].end if left else here[0]
    put = [Edit("put_in", Span(after, after), _cover(right[i:j])) for i, j in _runs([each[0] for each in right])]
    return cut + put


def _runs(keys: Sequence[object]) -> list[tuple[int, int]]:
    """The stretches of equal keys as index ranges."""
    starts = [at for at in range(len(keys)) if at == 0 or keys[at] != keys[at - 1]]
    return list(pairwise([*starts, len(keys)])) if starts else []


def _cover(side: list[tuple[int, Word]]) -> Span:
    return Span(side[0][1].start, side[-1][1].end)


def placed(part: Sequence[str], whole: Sequence[str]) -> int | None:
    """Where some words stand in others in one unbroken stretch; None where they do not."""
    width = len(part)
    return next((at for at in range(len(whole) - width + 1) if whole[at : at + width] == part), None)


def closeness(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of the shorter side's words that the other keeps in order, 0 to 1."""
    return LCSseq.similarity(list(a), list(b)) / max(1, min(len(a), len(b)))
