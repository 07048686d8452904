"""Reading an article with a network: windows through it, their scores joined, decoded to character spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from whence.attribution.neural.decoding import (
    TAGS,
    Floats,
    Found,
    Linked,
    Links,
    bent,
    link,
    spans,
    unspoken,
    viterbi,
)
from whence.attribution.neural.encoding import CLS, SEP, Encoded, Window, encode, windows
from whence.records import Span, Spans

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BATCH = 8
Halves = NDArray[np.float16]
Seen = tuple[Floats, Halves, Halves]
"""What a network saw in a window: tags, and pointers in half precision, which are most of the memory."""


class Network(Protocol):
    """ids [batch, pieces], features [batch, pieces, 3], mask [batch, pieces] → three arrays of log-probabilities."""

    def __call__(
        self, ids: NDArray[np.int64], features: NDArray[np.int64], mask: NDArray[np.int64]
    ) -> tuple[Floats, Floats, Floats]:
        """Tags [batch, pieces, tags], content to cue and cue to source [batch, pieces, pieces]."""
        ...


@dataclass(frozen=True, slots=True)
class Read:
    """An attribution in code points, with the product of what the network was sure of."""

    source: Spans
    cue: Spans
    content: Spans
    confidence: float


def read(text: str, tokenizer: Tokenizer, network: Network) -> list[Read]:
    """The attributions of `text`, in order of their first content."""
    return _read([encode(text, tokenizer)], network)


def read_each(text: str, spans: Iterable[Span], tokenizer: Tokenizer, network: Network) -> list[Read]:
    """The attributions within each span, every span read as if it were a text of its own."""
    return _read([encode(text, tokenizer, each.start, each.end) for each in spans], network)


def _read(parts: Sequence[Encoded], network: Network) -> list[Read]:
    found: list[Read] = []
    parts = [each for each in parts if len(each.ids)]
    for encoded, (scores, links) in zip(parts, _run(parts, network), strict=True):
        linked = decode(scores, links, encoded)
        found += (_in_text(each, encoded) for each in sorted(linked, key=lambda each: each.contents[0].start))
    return found


def decode(scores: Floats, links: Links, encoded: Encoded) -> list[Linked]:
    """The attributions that the network's scores make likeliest, quotations without a speaker looked at twice."""
    found = spans(viterbi(scores), scores)
    linked = link(found, links, encoded)
    around = unspoken(linked, found, encoded)
    if not around.any():
        return linked
    found = spans(viterbi(bent(scores, around)), scores)
    return link(found, links, encoded)


def _run(parts: Sequence[Encoded], network: Network) -> list[tuple[Floats, Links]]:
    """Of each part the tag scores of every piece, from the window in which it stands most central, and the pointers."""
    cuts = [(part, window) for part in parts for window in windows(len(part.ids))]
    # windows of one length together, so that little is padded
    order = sorted(range(len(cuts)), key=lambda at: cuts[at][1].start - cuts[at][1].end)
    seen: dict[int, Seen] = {}
    for at in range(0, len(order), BATCH):
        batch = order[at : at + BATCH]
        outputs = zip(*network(*_collate([cuts[each] for each in batch])), strict=True)
        for each, (tags, *pointers) in zip(batch, outputs, strict=True):
            size = cuts[each][1].end - cuts[each][1].start + 1
            to_cue, to_source = (one[:size, :size].astype(np.float16) for one in pointers)
            seen[each] = tags[1:size].copy(), to_cue, to_source
    results, at = [], 0
    for part in parts:
        mine = list(windows(len(part.ids)))
        results.append(_joined(len(part.ids), mine, [seen.pop(each) for each in range(at, at + len(mine))]))
        at += len(mine)
    return results


def _joined(count: int, cuts: Sequence[Window], seen: Sequence[Seen]) -> tuple[Floats, Links]:
    scores = np.zeros((count, len(TAGS)), dtype=np.float32)
    margin = np.full(count, -1)
    links = Links()
    for window, (tags, to_cue, to_source) in zip(cuts, seen, strict=True):
        size = window.end - window.start
        at = np.arange(size)
        central = np.minimum(at + (window.start == 0) * count, size - 1 - at + (window.end == count) * count)
        better = central > margin[window.start : window.end]
        scores[window.start : window.end][better] = tags[better]
        margin[window.start : window.end][better] = central[better]
        links.add(window.start, to_cue, to_source)
    return scores, links


def _collate(cuts: list[tuple[Encoded, Window]]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    longest = max(cut.end - cut.start for _, cut in cuts) + 2
    ids = np.zeros((len(cuts), longest), dtype=np.int64)
    features = np.zeros((len(cuts), longest, 3), dtype=np.int64)
    mask = np.zeros((len(cuts), longest), dtype=np.int64)
    for row, (encoded, cut) in enumerate(cuts):
        size = cut.end - cut.start
        ids[row, : size + 2] = [CLS, *encoded.ids[cut.start : cut.end], SEP]
        features[row, 1 : size + 1] = encoded.features[cut.start : cut.end]
        mask[row, : size + 2] = 1
    return ids, features, mask


def _in_text(linked: Linked, encoded: Encoded) -> Read:
    def place(found: Found | None) -> Spans:
        if found is None:
            return ()
        return (Span(int(encoded.offsets[found.start, 0]), int(encoded.offsets[found.end - 1, 1])),)

    contents = tuple(span for each in linked.contents for span in place(each))
    return Read(place(linked.source), place(linked.cue), contents, linked.confidence)
