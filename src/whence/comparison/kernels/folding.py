"""How characters are compared: a table from code points to their folded code points, filled as new ones are met.

It does for each character what `text.form` does for a word: lower case, straight marks, no accents.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.compiling import compiled, inlined

POINTS = 0x110000
UNKNOWN, NO_WORD = -1, 0
_MARKS = str.maketrans({"’": "'", "‘": "'"})
Bytes = NDArray[Any]
Ints = NDArray[Any]


class Folds:
    """`info[point]` is UNKNOWN, NO_WORD, or 1 + the place in `starts` where its folded code points begin."""

    def __init__(self) -> None:
        self.info = np.full(POINTS, UNKNOWN, dtype=np.int32)
        self._starts: list[int] = [0]
        self._points: list[int] = []
        self._learn(range(128))

    def learn(self, buffer: Bytes) -> tuple[Ints, Ints, Ints]:
        """The three arrays of the table, with all code points of some UTF-8 text in it."""
        self._learn(map(int, unknown(buffer, self.info)))
        return self.info, self._starts_array, self._points_array

    def _learn(self, points: object) -> None:
        before = len(self._starts)
        for point in points:  # type: ignore[attr-defined]
            if self.info[point] != UNKNOWN:
                continue
            folded = _folded(chr(point))
            self.info[point] = len(self._starts) if folded is not None else NO_WORD
            if folded is not None:
                self._points += map(ord, folded)
                self._starts.append(len(self._points))
        if len(self._starts) != before:
            self._starts_array = np.asarray(self._starts, dtype=np.int32)
            self._points_array = np.asarray(self._points, dtype=np.int32)


def _folded(character: str) -> str | None:
    """What a character of words is compared as, None for any other."""
    if not (character.isalnum() or character == "_"):
        return None
    plain = unicodedata.normalize("NFKD", character.translate(_MARKS)).casefold()
    return "".join(each for each in plain if not unicodedata.combining(each))


@inlined
def decoded(buffer: Bytes, at: int) -> tuple[int, int]:
    """The code point at a place of UTF-8 text, and how many bytes it takes."""
    first = np.int64(buffer[at])
    if first < 0x80:
        return first, 1
    if first < 0xE0:
        return ((first & 0x1F) << 6) | (np.int64(buffer[at + 1]) & 0x3F), 2
    second = np.int64(buffer[at + 1]) & 0x3F
    third = np.int64(buffer[at + 2]) & 0x3F
    if first < 0xF0:
        return ((first & 0x0F) << 12) | (second << 6) | third, 3
    return ((first & 0x07) << 18) | (second << 12) | (third << 6) | (np.int64(buffer[at + 3]) & 0x3F), 4


@compiled
def unknown(buffer: Bytes, info: Ints) -> Ints:
    """Code points of UTF-8 text that the table does not know, each once."""
    found = np.empty(1024, dtype=np.int32)
    count, at = 0, 0
    while at < len(buffer):
        if buffer[at] < 0x80:
            at += 1
            continue
        point, size = decoded(buffer, at)
        at += size
        if info[point] == -1:
            info[point] = -2
            if count == len(found):
                longer = np.empty(2 * count, dtype=np.int32)
                longer[:count] = found
                found = longer
            found[count] = point
            count += 1
    for each in found[:count]:
        info[each] = -1
    return found[:count]
