"""From the network's scores to attributions: a Viterbi path over span tags, then each content to its cue, each cue
to its source or to none.

Tags are BILOU (Ratinov and Roth, 2009) over three roles. The pointers are biaffine (Dozat and Manning, 2017): every
piece of a content points at the first piece of its cue, every piece of a cue at the first of its source.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIEU"))
Floats = NDArray[np.float32]


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


_ALLOWED = allowed()
_FIRST = np.asarray([0.0 if tag[0] in "OBU" else -np.inf for tag in TAGS], dtype=np.float32)
_LAST = np.asarray([0.0 if tag[0] in "OEU" else -np.inf for tag in TAGS], dtype=np.float32)


def viterbi(scores: Floats) -> NDArray[np.int64]:
    """The best allowed path of tags through log-probabilities [pieces, tags]."""
    pieces = len(scores)
    if not pieces:
        return np.zeros(0, dtype=np.int64)
    back = np.zeros((pieces, len(TAGS)), dtype=np.int64)
    best = _FIRST + scores[0]
    for at in range(1, pieces):
        options = best[:, None] + _ALLOWED
        back[at] = options.argmax(axis=0)
        best = options[back[at], np.arange(len(TAGS))] + scores[at]
    path = np.zeros(pieces, dtype=np.int64)
    path[-1] = int((best + _LAST).argmax())
    for at in range(pieces - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return path


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


class Links:
    """Pointer scores between pieces of one article, gathered from its windows.

    Each window's matrices are [pieces + 1, pieces + 1] log-probabilities; row and column 0 stand for "none".
    """

    def __init__(self) -> None:
        self._windows: list[tuple[int, int, Floats, Floats]] = []

    def add(self, start: int, to_cue: Floats, to_source: Floats) -> None:
        """Take the two matrices of the window that starts at piece `start`."""
        self._windows.append((start, start + len(to_cue) - 1, to_cue, to_source))

    def score(self, which: int, span: Found, target: int | None) -> float | None:
        """Mean log-probability that the pieces of `span` point at piece `target`, None where no window sees both."""
        best: tuple[int, float] | None = None
        for start, end, *matrices in self._windows:
            low, high = max(span.start, start), min(span.end, end)
            if low >= high or (target is not None and not start <= target < end):
                continue
            column = 0 if target is None else target - start + 1
            value = float(matrices[which][low - start + 1 : high - start + 1, column].mean())
            # the window that sees most of the span, and most around it, knows best
            margin = (high - low) * 1000 + min(low - start, end - high)
            if best is None or margin > best[0]:
                best = (margin, value)
        return None if best is None else best[1]


REACH = 260
"""Word pieces between two spans beyond which no link is looked for; a little more than a window."""


def link(found: list[Found], links: Links) -> list[Linked]:
    """Each content to its best cue, each cue to its best source or none; contents of one cue are one attribution."""
    cues = [each for each in found if each.role == "cue"]
    sources = [each for each in found if each.role == "source"]
    by_cue: dict[int, list[tuple[Found, float]]] = {}
    for content in (each for each in found if each.role == "content"):
        choice, sure = _best(links, 0, content, cues)
        if choice is not None:
            by_cue.setdefault(choice.start, []).append((content, sure))
    out = []
    for cue in cues:
        contents = by_cue.get(cue.start)
        if contents:
            source, sure = _best(links, 1, cue, sources)
            out.append(_linked(source, cue, contents, sure))
    return out


def _best(links: Links, which: int, span: Found, targets: list[Found]) -> tuple[Found | None, float]:
    choices: list[tuple[float, Found | None]] = []
    for target in targets:
        if abs(target.start - span.start) <= REACH or abs(target.start - span.end) <= REACH:
            score = links.score(which, span, target.start)
            if score is not None:
                choices.append((score, target))
    if which == 1:
        none = links.score(which, span, None)
        choices.append((-np.inf if none is None else none, None))
    if not choices:
        return None, 0.0
    score, chosen = max(choices, key=lambda each: (each[0], -(each[1].start if each[1] else 0)))
    return chosen, float(np.exp(score))


def _linked(source: Found | None, cue: Found, contents: list[tuple[Found, float]], sure: float) -> Linked:
    parts = [cue.confidence, sure, *(value for content, link in contents for value in (content.confidence, link))]
    if source is not None:
        parts.append(source.confidence)
    return Linked(
        source, cue, tuple(content for content, _ in contents), float(np.exp(np.log(np.maximum(parts, 1e-6)).mean()))
    )
