"""Two stretches of words aligned: blocks of equal words grown from seeds, chained, and turned into edits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from whence.comparison.documents import Document
from whence.records import Edit, EditOperation, Span

GAP = 12
"""Unequal words between two equal blocks beyond which they are two passages."""


class Block(NamedTuple):
    """Words `[a, a_end)` of one document against `[b, b_end)` of the other; `equal` of them are equal."""

    a: int
    a_end: int
    b: int
    b_end: int
    equal: int


def blocks(a: Document, b: Document, seeds: Sequence[tuple[int, int]]) -> list[Block]:
    """The longest runs of equal words around the seeds, each once, sorted."""
    found: set[Block] = set()
    left, right = a.ids.tolist(), b.ids.tolist()
    covered: dict[int, int] = {}
    for at, bt in sorted(set(seeds)):
        if left[at] != right[bt] or covered.get(bt - at, -1) > at:
            continue
        start = 0
        while at - start > 0 and bt - start > 0 and left[at - start - 1] == right[bt - start - 1]:
            start += 1
        end = 0
        while at + end < len(left) and bt + end < len(right) and left[at + end] == right[bt + end]:
            end += 1
        if end:
            covered[bt - at] = at + end
            found.add(Block(at - start, at + end, bt - start, bt + end, start + end))
    return sorted(found)


def chains(found: Sequence[Block], gap: int = GAP) -> list[Block]:
    """Neighbouring blocks in the same order on both sides joined to passages."""
    out: list[Block] = []
    for block in sorted(found):
        for at in range(len(out) - 1, max(-1, len(out) - 8), -1):
            last = out[at]
            near = 0 <= block.a - last.a_end <= gap and 0 <= block.b - last.b_end <= gap
            if near:
                out[at] = Block(last.a, block.a_end, last.b, block.b_end, last.equal + block.equal)
                break
            if last.a <= block.a and block.a_end <= last.a_end and last.b <= block.b and block.b_end <= last.b_end:
                break
        else:
            out.append(block)
    return out


def paragraphs(a: Document, b: Document, block: Block) -> list[Block]:
    """A chain cut where a paragraph ends on both sides, so that a quote and the sentence before it are two passages."""
    left, right = a.ids, b.ids
    steps = Levenshtein.opcodes(left[block.a : block.a_end].tolist(), right[block.b : block.b_end].tolist())
    out: list[Block] = []
    start_a, start_b, equal = block.a, block.b, 0
    for step in steps:
        if step.tag != "equal":
            continue
        for offset in range(step.src_end - step.src_start):
            at, bt = block.a + step.src_start + offset, block.b + step.dest_start + offset
            if equal and a.begins(at) and b.begins(bt):
                out.append(Block(start_a, at, start_b, bt, equal))
                start_a, start_b, equal = at, bt, 0
            equal += 1
    return [*out, Block(start_a, block.a_end, start_b, block.b_end, equal)]


def align(a: Document, b: Document, block: Block) -> tuple[tuple[Edit, ...], float]:
    """The edits that lead from `a`'s words to `b`'s, and the share of aligned words that are equal."""
    left, right = a.ids[block.a : block.a_end].tolist(), b.ids[block.b : block.b_end].tolist()
    edits, equal = [], 0
    for step in Levenshtein.opcodes(left, right):
        places = (block.a + step.src_start, block.a + step.src_end, block.b + step.dest_start, block.b + step.dest_end)
        equal += step.src_end - step.src_start if step.tag == "equal" else 0
        edits.append(Edit(_OPERATIONS[step.tag], _span(a, *places[:2]), _span(b, *places[2:])))
    return tuple(edits), equal / max(len(left), len(right), 1)


_OPERATIONS: dict[str, EditOperation] = {"equal": "kept", "delete": "cut", "insert": "put_in", "replace": "replaced"}


def _span(document: Document, start: int, end: int) -> Span:
    """Code points of words `[start, end)`; an empty range stands before its word."""
    if start < end:
        return document.span(start, end)
    at = document.words[start].start if start < len(document.words) else document.words[-1].end
    return Span(at, at)
