"""How an appearance differs in words from the origin: the alignment, and the name for the difference.

Words are compared in their folded form, so case, accents, the style of quotation marks and dashes make no
difference. Brackets are an editor's hand: words in them count neither as put in nor as replaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from whence.records import Edit, EditOperation, Span, Variant
from whence.text import Word, words

_REWORDED_BELOW = 0.5
_MERGED_WORDS = 4
_BRACKET = "[]"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to compare: the article's text, the spans in it, and whether they are quoted word for word."""

    text: str
    spans: tuple[Span, ...]
    quoted: bool = False


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


def classify(origin: Wording, here: Wording, others: Sequence[Wording] = ()) -> Variant:
    """The variant of `here` against `origin`; `others` are further statements of the origin's article.

    exact: all words of the origin stand here in one stretch (more may stand around them, in a longer quote);
    truncated: all words here come from the origin, some of which fell out; merged: the words that do not come
    from the origin come from another statement of it; altered: quoted words were changed; reworded: the rest.
    """
    a, b = _forms(origin), _forms(here)
    if not a or not b:
        return "reworded"
    if placed(a, b) is not None:
        return "exact"
    kept, lost, foreign = _balance(a, b)
    if not foreign:
        whole = not lost and kept >= _REWORDED_BELOW * len(a)
        return "exact" if whole else "truncated" if kept >= _REWORDED_BELOW * len(b) else "reworded"
    literal = origin.quoted and here.quoted
    if literal and kept >= _MERGED_WORDS and any(_is_merge(foreign, _forms(other)) for other in others):
        return "merged"
    return "altered" if literal and kept >= _REWORDED_BELOW * min(len(a), len(b)) else "reworded"


def _forms(side: Wording) -> list[str]:
    """The compared forms; the words of one pair of brackets become one `_BRACKET`."""
    found: list[str] = []
    for span in side.spans:
        for word in words(side.text, *span):
            if not _bracketed(side, span, word):
                found.append(word.form)
            elif not found or found[-1] != _BRACKET:
                found.append(_BRACKET)
    return found[1:] if found[:1] == ["that"] and not side.quoted else found  # it only ties content to cue


def _bracketed(side: Wording, span: Span, word: Word) -> bool:
    opened = side.text.rfind("[", span.start, word.start)
    return opened >= 0 and "]" not in side.text[opened : word.start]


def placed(part: Sequence[str], whole: Sequence[str]) -> int | None:
    """Where some words stand in others in one unbroken stretch; None where they do not."""
    width = len(part)
    return next((at for at in range(len(whole) - width + 1) if whole[at : at + width] == part), None)


def _balance(a: list[str], b: list[str]) -> tuple[int, int, list[str]]:
    """How many words are kept, how many of `a` are lost, and the words of `b` that are new."""
    kept, lost, foreign = 0, 0, []
    for step in _steps(a, b):
        left, right = a[step.a.start : step.a.end], b[step.b.start : step.b.end]
        if step.operation == "kept":
            kept += len(left)
            continue
        foreign += [word for word in right if word != _BRACKET]
        if _BRACKET not in right:
            lost += sum(word != _BRACKET for word in left)
    return kept, lost, foreign


def _is_merge(foreign: list[str], other: list[str]) -> bool:
    return len(foreign) >= _MERGED_WORDS and bool(other) and _balance(other, foreign)[0] >= 0.8 * len(foreign)


def closeness(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of the shorter side's words that the other keeps in order, 0 to 1."""
    return _balance(list(a), list(b))[0] / max(1, min(len(a), len(b)))
