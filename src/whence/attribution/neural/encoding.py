"""An article as the network sees it: word pieces with offsets, three features a piece, overlapping windows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW = 254
"""Word pieces in a window, without the two special ones."""
STRIDE = 190
"""Word pieces between the starts of two windows."""
CLS, SEP = 101, 102
SHAPES = ("special", "lower", "title", "upper", "mixed", "number", "mark")
OPENING, CLOSING, BOTH = "“«„", "”»", '"'
_PARAGRAPH = re.compile(r"\n\s*")

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Word pieces of one article: ids, offsets [n, 2] in code points, and features [n, 3]."""

    ids: Ints
    offsets: Ints
    features: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `[start, end)` of an article."""

    start: int
    end: int


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer in `path`, without its padding and truncation."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def encode(text: str, tokenizer: Tokenizer, start: int = 0, end: int | None = None) -> Encoded:
    """The word pieces of `text[start:end]`, special ones left out; offsets are into `text`."""
    piece = text[start : len(text) if end is None else end]
    encoding = tokenizer.encode(piece, add_special_tokens=False)
    ids = np.asarray(encoding.ids, dtype=np.int64)
    offsets = np.asarray(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    features = np.stack([_shapes(piece, offsets), _line_starts(piece, offsets), _quoted(piece, offsets)], axis=1)
    return Encoded(ids, offsets + start, features.astype(np.int64))


def windows(pieces: int) -> Iterator[Window]:
    """Windows that cover `pieces` word pieces, each overlapping the next."""
    start = 0
    while True:
        end = min(pieces, start + WINDOW)
        yield Window(start, end)
        if end == pieces:
            return
        start += STRIDE


def _shapes(text: str, offsets: Ints) -> Ints:
    return np.asarray([_shape(text[start:end]) for start, end in offsets.tolist()], dtype=np.int64)


def _shape(word: str) -> int:
    if not word or not word[0].isalnum():
        return SHAPES.index("mark")
    if word[0].isdigit():
        return SHAPES.index("number")
    if word.islower():
        return SHAPES.index("lower")
    if word.isupper() and len(word) > 1:
        return SHAPES.index("upper")
    return SHAPES.index("title") if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else 4


def _line_starts(text: str, offsets: Ints) -> Ints:
    """1 for the first piece after a line's end, 2 for the first of the text, else 0."""
    breaks = {match.end() for match in _PARAGRAPH.finditer(text)}
    places = [1 if start in breaks else 0 for start in offsets[:, 0].tolist()]
    if places:
        places[0] = 2
    return np.asarray(places, dtype=np.int64)


def _quoted(text: str, offsets: Ints) -> Ints:
    """0 outside double quotation marks, 1 inside, 2 a mark; a line's end closes what is open."""
    state, last, out = 0, 0, []
    for start, end in offsets.tolist():
        if "\n" in text[last:start]:
            state = 0
        last, word = end, text[start:end]
        if word in OPENING + CLOSING + BOTH and word:
            state = int(word in OPENING or (word in BOTH and not state))
            out.append(2)
        else:
            out.append(state)
    return np.asarray(out, dtype=np.int64)
