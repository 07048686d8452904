"""From the network's scores to attributions: a Viterbi path over span tags, then each content to its cue, each cue
to its source or to none.

Tags are BILOU (Ratinov and Roth, 2009) over three roles. The pointers are biaffine (Dozat and Manning, 2017): every
piece of a content points at the first piece of its cue, every piece of a cue at the first of its source. Where a
pointer wavers, what stands between the two decides; the weights of that were set on PolNeAR train.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.attribution.neural.encoding import SHAPES, STRIDE, WINDOW, Encoded

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIEU"))
Floats = NDArray[np.float32]
Pointers = NDArray[np.float16] | NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """A span of word pieces `[start, end)` in one role, with the mean probability of its tags."""

    role: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution over word pieces; `contents` are fragments in order."""

    source: Found | None
    cue: Found | None
    contents: tuple[Found, ...]
    confidence: float


def allowed() -> Floats:
    """Log of which tag may follow which: 0 or minus infinity, [tags, tags]."""
    table = np.full((len(TAGS), len(TAGS)), -np.inf, dtype=np.float32)
    for i, left in enumerate(TAGS):
        for j, right in enumerate(TAGS):
            inside = left[0] in "BI"
            same = left[1:] == right[1:]
            if (inside and same and right[0] in "IE") or (not inside and right[0] in "OBU"):
                table[i, j] = 0.0
    return table


_ENDED = np.flatnonzero(allowed()[:, TAGS.index("O")] == 0).tolist()
"""The tags that no span goes on behind."""
_RUNS = [tuple(TAGS.index(f"{place}-{role}") for place in "BIE") for role in ROLES]
_FIRST = np.asarray([0.0 if tag[0] in "OBU" else -np.inf for tag in TAGS], dtype=np.float32)
_LAST = np.asarray([0.0 if tag[0] in "OEU" else -np.inf for tag in TAGS], dtype=np.float32)


def viterbi(scores: Floats) -> NDArray[np.int64]:
    """The best allowed path of tags through log-probabilities [pieces, tags]."""
    if not len(scores):
        return np.zeros(0, dtype=np.int64)
    # What may stand outside a span follows one set of tags, and what goes on a span of a role two: no table is needed.
    best = (_FIRST + scores[0]).tolist()
    back: list[list[int]] = []
    for at in range(1, len(scores)):
        free = max(_ENDED, key=best.__getitem__)
        came = [free] * len(TAGS)
        for begin, inside, last in _RUNS:
            came[inside] = came[last] = begin if best[begin] >= best[inside] else inside
        best = [best[before] + score for before, score in zip(came, scores[at].tolist(), strict=True)]
        back.append(came)
    path = [int(np.argmax(np.asarray(best) + _LAST))]
    for came in reversed(back):
        path.append(came[path[-1]])
    return np.asarray(path[::-1], dtype=np.int64)


def spans(path: NDArray[np.int64], scores: Floats) -> list[Found]:
    """The spans of a path, in reading order."""
    found, start = [], 0
    for at, tag in enumerate(TAGS[each] for each in path.tolist()):
        if tag[0] in "BU":
            start = at
        if tag[0] in "EU":
            sure = float(np.exp(scores[start : at + 1].max(axis=1)).mean())
            found.append(Found(tag[2:], start, at + 1, sure))
    return found


_OVERLAP = -(-WINDOW // STRIDE)
"""How many windows hold one piece, at most."""


class Links:
    """Pointer scores between pieces of one article, gathered from its windows.

    Each window's matrices are [pieces + 1, pieces + 1] log-probabilities; row and column 0 stand for "none".
    """

    def __init__(self) -> None:
        self._windows: list[tuple[int, int, Pointers, Pointers]] = []
        self._starts: list[int] = []

    def add(self, start: int, to_cue: Pointers, to_source: Pointers) -> None:
        """Take the two matrices of the window that starts at piece `start`."""
        self._windows.append((start, start + len(to_cue) - 1, to_cue, to_source))
        self._starts.append(start)

    def score(self, which: int, span: Found, target: int | None) -> float | None:
        """Mean log-probability that the pieces of `span` point at piece `target`, None where no window sees both."""
        best: tuple[int, float] | None = None
        # Windows come in order, so that those which see the span stand together: the cost stays linear in the text.
        first = max(0, bisect_right(self._starts, span.start) - _OVERLAP)
        for start, end, *matrices in self._windows[first : bisect_right(self._starts, span.end)]:
            low, high = max(span.start, start), min(span.end, end)
            if low >= high or (target is not None and not start <= target < end):
                continue
            column = 0 if target is None else target - start + 1
            total = np.add.reduce(matrices[which][low - start + 1 : high - start + 1, column], dtype=np.float32)
            value = float(total / np.float32(high - low))
            # the window that sees most of the span, and most around it, knows best
            margin = (high - low) * 1000 + min(low - start, end - high)
            if best is None or margin > best[0]:
                best = (margin, value)
        return None if best is None else best[1]


REACH = 260
"""Word pieces between two spans beyond which no link is looked for; a little more than a window."""
BESIDE = 2.0
"""What it adds to a pointer's log-probability that nothing but a source and marks stand between a content and a cue."""
BREAK = 2.0
"""What each end of a paragraph between a content and a cue takes from it."""
SPOKEN = 3.0
"""What it takes from "no source" that the words stand in quotation marks: somebody must have spoken them."""

AROUND = 25
"""Word pieces on each side of a quotation without a cue in which one is looked for again."""
FAVOUR = 1.5
"""What is added there to the log-probability of sources and cues."""


class Layout:
    """What stands between the spans of an article: marks, sources, ends of paragraphs, quotation marks."""

    def __init__(self, encoded: Encoded, sources: Sequence[Found]) -> None:
        shapes, starts, quoted = encoded.features.T
        # Single places are read, which plain lists do ten times faster than arrays.
        self._marks = _sums(shapes != SHAPES.index("mark"))
        bare = shapes != SHAPES.index("mark")
        for each in sources:
            bare[each.start : each.end] = False
        self._words = _sums(bare)
        self._breaks: list[int] = np.cumsum(starts == 1).tolist()
        self._quoted = _sums(quoted > 0)

    def beside(self, one: Found, other: Found) -> bool:
        """Whether nothing but sources and marks stands between two spans of one paragraph."""
        low, high = _between(one, other)
        return self.breaks(one, other) == 0 and self._words[max(low, high)] == self._words[low]

    def touching(self, one: Found, other: Found) -> bool:
        """Whether nothing but marks stands between two spans."""
        low, high = _between(one, other)
        return self._marks[max(low, high)] == self._marks[low]

    def breaks(self, one: Found, other: Found) -> int:
        """How many paragraphs end between two spans."""
        low, high = _between(one, other)
        return abs(self._breaks[min(high, len(self._breaks) - 1)] - self._breaks[low - 1])

    def alone(self, span: Found) -> bool:
        """Whether a span is all that its paragraph says: a signature, or a name above the words."""
        number = self._breaks[span.start]
        first, end = bisect_left(self._breaks, number), bisect_right(self._breaks, number)
        outside = self._marks[end] - self._marks[span.end] + self._marks[span.start] - self._marks[first]
        return outside == 0

    def quoted(self, contents: Sequence[Found]) -> bool:
        """Whether four in five pieces of contents stand in quotation marks."""
        inside = sum(self._quoted[each.end] - self._quoted[each.start] for each in contents)
        return inside > 0.8 * sum(each.end - each.start for each in contents)


def _sums(flags: NDArray[np.bool_]) -> list[int]:
    """How many of the flags before each place are set."""
    sums: list[int] = np.cumsum(flags).tolist()
    return [0, *sums]


def _between(one: Found, other: Found) -> tuple[int, int]:
    first, last = (one, other) if one.start <= other.start else (other, one)
    return first.end, last.start


def link(found: list[Found], links: Links, encoded: Encoded) -> list[Linked]:
    """Each content to its best cue, each cue to its best source or none; contents of one cue are one attribution."""
    cues = [each for each in found if each.role == "cue"]
    sources = [each for each in found if each.role == "source"]
    layout = Layout(encoded, sources)
    by_cue: dict[int, list[tuple[Found, float]]] = {}
    for content in (each for each in found if each.role == "content"):
        choice, sure = _cue(links, layout, content, cues)
        if choice is not None:
            by_cue.setdefault(choice.start, []).append((content, sure))
    chosen: dict[int, tuple[Found | None, float]] = {}
    for cue in cues:
        spoken = layout.quoted([each for each, _ in by_cue.get(cue.start, [])])
        chosen[cue.start] = _source(links, layout, cue, sources, spoken)
    taken = {source.start for source, _ in chosen.values() if source}
    free = [each for each in sources if each.start not in taken]
    out = []
    for cue in cues:
        contents = []
        for content, sure in by_cue.get(cue.start, []):
            signer = None if layout.beside(content, cue) else _signer(layout, content, free)
            if signer is None:
                contents.append((content, sure))
            else:
                out.append(_linked(signer, None, [(content, sure)], 1.0))
        if contents:
            source, sure = chosen[cue.start]
            out.append(_linked(source, cue, contents, sure))
    return out


def unspoken(linked: Sequence[Linked], found: Sequence[Found], encoded: Encoded) -> NDArray[np.bool_]:
    """The pieces around quotations that have no cue beside them, to be read again: somebody must have spoken them."""
    layout = Layout(encoded, [each for each in found if each.role == "source"])
    around = np.zeros(len(encoded.ids), dtype=np.bool_)
    _, starts, quoted = encoded.features.T
    for each in linked:
        for content in each.contents:
            if each.cue is None or layout.beside(content, each.cue) or not layout.quoted([content]):
                continue
            high = content.end + AROUND
            stops = np.flatnonzero((starts[content.end : high] == 1) | (quoted[content.end : high] == 1))
            around[content.end : content.end + int(stops[0]) if len(stops) else high] = True
            low = max(0, content.start - AROUND)
            stops = np.flatnonzero((starts[low : content.start] == 1) | (quoted[low : content.start] == 1))
            around[low + (int(stops[-1]) if len(stops) else 0) : content.start] = True
    return around


def bent(scores: Floats, around: NDArray[np.bool_]) -> Floats:
    """Tag scores that favour sources and cues where `around` says so."""
    favoured = np.asarray([tag.endswith(("-source", "-cue")) for tag in TAGS])
    return scores + (FAVOUR * np.outer(around, favoured)).astype(np.float32)


def _signer(layout: Layout, content: Found, free: list[Found]) -> Found | None:
    """The source behind or before a quotation that no cue joins to it: "“Words.” Lee, a baker", "Lee — “Words.”"."""
    if not layout.quoted([content]):
        return None
    near = (
        each
        for each in free
        if layout.touching(content, each)
        and (layout.breaks(content, each) == 0 or (layout.breaks(content, each) == 1 and layout.alone(each)))
    )
    return min(near, key=lambda each: (layout.breaks(content, each), -each.start), default=None)


def _cue(links: Links, layout: Layout, content: Found, cues: list[Found]) -> tuple[Found | None, float]:
    """The cue of a content, and how sure the pointer is of it."""
    choices = []
    for cue in _near(content, cues):
        score = links.score(0, content, cue.start)
        if score is not None:
            placed = BESIDE * layout.beside(content, cue) - BREAK * layout.breaks(content, cue)
            choices.append((score + placed, -cue.start, score, cue))
    if not choices:
        return None, 0.0
    *_, score, chosen = max(choices, key=lambda each: each[:2])
    return chosen, float(np.exp(score))


def _source(links: Links, layout: Layout, cue: Found, sources: list[Found], spoken: bool) -> tuple[Found | None, float]:
    """The source of a cue, or none, and how sure the pointer is of it."""
    none = links.score(1, cue, None)
    choices: list[tuple[float, int, float, Found | None]] = []
    if none is not None:
        choices.append((none - SPOKEN * spoken, 0, none, None))
    for source in _near(cue, sources):
        score = links.score(1, cue, source.start)
        if score is not None:
            # "Lee attacked the plan, a blow to all, saying": what stands before a comma need not be the subject.
            joined = source.end == cue.start or (source.start >= cue.end and layout.touching(cue, source))
            choices.append((score + BESIDE * joined, -source.start, score, source))
    if not choices:
        return None, 0.0
    *_, score, chosen = max(choices, key=lambda each: each[:2])
    return chosen, float(np.exp(score))


def _near(span: Found, targets: list[Found]) -> Iterator[Found]:
    low = bisect_left(targets, span.start - REACH, key=lambda each: each.start)
    high = bisect_right(targets, span.end + REACH, key=lambda each: each.start)
    return (
        each for each in targets[low:high] if min(abs(each.start - span.start), abs(each.start - span.end)) <= REACH
    )


def _linked(source: Found | None, cue: Found | None, contents: list[tuple[Found, float]], sure: float) -> Linked:
    parts = [sure, *(value for content, link in contents for value in (content.confidence, link))]
    parts += [each.confidence for each in (cue, source) if each is not None]
    return Linked(
        source, cue, tuple(content for content, _ in contents), float(np.exp(np.log(np.maximum(parts, 1e-6)).mean()))
    )
