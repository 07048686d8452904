"""UTF-8 text to numbered words: hashes of folded forms, offsets in code points, and what stands around each word."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.compiling import compiled, inlined
from whence.comparison.kernels.folding import Bytes, Folds, Ints, decoded

QUOTED, OPEN, PARAGRAPH, SENTENCE, FUNCTION, NAME = 1, 2, 4, 8, 16, 32
"""Marks of a word: inside closed quotation marks; after an opening mark that a line's end leaves open; first of a
paragraph; first of a sentence; a function word; a capital inside a sentence, or a number."""

_SEED, _PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)
_SLOTS = 2048
_PLAIN = np.zeros(256, dtype=np.uint64)
"""The folded code points of ASCII letters, digits and the underscore; 0 of other bytes. What `Folds` has for them."""
for _byte in range(128):
    if chr(_byte).isalnum() or chr(_byte) == "_":
        _PLAIN[_byte] = ord(chr(_byte).lower())
Hashes = NDArray[Any]
Longs = NDArray[Any]


class Words(NamedTuple):
    """Words of many texts one after another: text n has those from `offsets[n]` to `offsets[n + 1]`.

    `forms` are 32-bit hashes of the compared forms, `stems` of their first letters; `starts` and `ends` are code points
    in their text.
    """

    forms: Hashes
    stems: Hashes
    starts: Ints
    ends: Ints
    marks: Bytes
    offsets: Longs


class Pieces(NamedTuple):
    """Stretches of texts: their UTF-8 bytes in one buffer, and the code point at which each begins in its text."""

    buffer: Bytes
    bounds: Longs
    points: Longs


def hashed(words: frozenset[str], folds: Folds) -> Hashes:
    """A table of hashed words that `member` looks in."""
    texts = sorted(words)
    data = " ".join(texts).encode()
    buffer = np.frombuffer(data, dtype=np.uint8)
    found = scan(Pieces(buffer, np.asarray([0, len(data)]), np.asarray([0])), folds)
    table = np.zeros(_SLOTS, dtype=np.uint32)
    for each in found.forms:
        at = int(each) % _SLOTS
        while table[at]:
            at = (at + 1) % _SLOTS
        table[at] = each
    return table


class Scan(NamedTuple):
    """Words as the first pass sees them, with their places in the buffer."""

    forms: Hashes
    stems: Hashes
    starts: Ints
    ends: Ints
    begins: Longs
    stops: Longs
    counts: Longs


def room(most: int) -> Scan:
    """Room for so many words."""
    kinds = (np.uint32, np.uint32, np.int32, np.int32, np.int64, np.int64, np.int64)
    return Scan._make(np.empty(most, dtype=kind) for kind in kinds)


def scan(pieces: Pieces, folds: Folds, spare: Scan | None = None) -> Scan:
    """The words of some pieces; a word is what `text.words` takes for one, and is folded as `text.form` does.

    They are put into `spare`, where that is given and large enough.
    """
    tables = folds.learn(pieces.buffer)
    most = len(pieces.buffer) // 2 + len(pieces.points) + 1
    found = spare if spare is not None and len(spare.forms) >= most else room(most)
    found = found._replace(counts=np.zeros(len(pieces.points), dtype=np.int64))
    count = _scan(pieces, *tables, found)
    return Scan._make([*(each[:count] for each in found[:-1]), found.counts])


@compiled
def _scan(pieces: Pieces, info: Ints, starts: Ints, points: Ints, found: Scan) -> int:
    buffer, forms, stems = pieces.buffer, found.forms, found.stems
    first, last, begins, stops = found.starts, found.ends, found.begins, found.stops
    count = 0
    for piece in range(len(pieces.points)):
        at, end, point = pieces.bounds[piece], pieces.bounds[piece + 1], pieces.points[piece]
        before = count
        while at < end:
            plain = _PLAIN[buffer[at]]
            if plain == 0:
                here, size = np.int64(0), np.int64(1)
                if buffer[at] >= 0x80:
                    here, size = decoded(buffer, at)
                if info[here] <= 0:
                    at += size
                    point += 1
                    continue
            # most words are ASCII letters alone, and are read here; `_word` reads any
            stop, state, fourth, fifth = at, _SEED, _SEED, _SEED
            while plain:
                state = (state ^ plain) * _PRIME
                stop += 1
                if stop == at + 4:
                    fourth = state
                elif stop == at + 5:
                    fifth = state
                plain = _PLAIN[buffer[stop]] if stop < end else np.uint64(0)
            length = stop - at
            if length and (stop == end or _ended(buffer, stop, end)):
                form = _mixed(state)
                stem = form if length < 4 else _mixed(fourth if length < 7 else fifth)
            else:
                stop, length, form, stem = _word(buffer, at, end, info, starts, points)
            forms[count], stems[count] = form, stem
            first[count], last[count] = point, point + length
            begins[count], stops[count] = at, stop
            count += 1
            at, point = stop, point + length
        found.counts[piece] = count - before
    return count


@inlined
def _ended(buffer: Bytes, at: int, end: int) -> bool:
    """Whether a word surely ends before this byte, which is no ASCII letter."""
    here = buffer[at]
    if here >= 0x80:
        return False
    if here not in (0x27, 0x2D, 0x2E):
        return True
    return at + 1 == end or (buffer[at + 1] < 0x80 and _PLAIN[buffer[at + 1]] == 0)


@inlined
def _word(
    buffer: Bytes, at: int, end: int, info: Ints, starts: Ints, points: Ints
) -> tuple[int, int, np.uint32, np.uint32]:
    """Where the word that begins here ends, its length in code points, and the hashes of its form and its stem."""
    state = last = before = _SEED
    stem4 = stem5 = _SEED
    letters, length = 0, 0
    one = two = np.int64(0)
    stop, stop_length, joined = at, 0, np.int64(0)
    while at < end:
        here, size = decoded(buffer, at)
        if info[here] <= 0:
            if joined or here not in (0x27, 0x2D, 0x2E, 0x2019):
                break
            joined = np.int64(0x27) if here == 0x2019 else here
            at += size
            length += 1
            continue
        entry = info[here]
        for place in range(starts[entry - 1] - (joined > 0), starts[entry]):
            each = joined if place < starts[entry - 1] else np.int64(points[place])
            before, last = last, state
            two, one = one, each
            state = (state ^ np.uint64(each)) * _PRIME
            letters += 1
            if letters == 4:
                stem4 = state
            elif letters == 5:
                stem5 = state
        joined = np.int64(0)
        at += size
        length += 1
        stop, stop_length = at, length
    if one == 0x73 and two == 0x27:
        state, letters = before, letters - 2
    stem = state if letters < 4 else stem4 if letters < 7 else stem5
    return stop, stop_length, _mixed(state), _mixed(stem)


@inlined
def _mixed(state: np.uint64) -> np.uint32:
    """The upper half of a well mixed hash, never 0."""
    state = (state ^ (state >> np.uint64(32))) * np.uint64(0x9E3779B97F4A7C15)
    return np.uint32((state >> np.uint64(32)) | np.uint64(1))


@inlined
def member(form: np.uint32, table: Hashes) -> bool:
    """Whether a hash is in a table that `hashed` made."""
    at = np.int64(form) % len(table)
    while table[at]:
        if table[at] == form:
            return True
        at = (at + 1) % len(table)
    return False


@compiled
def mark(pieces: Pieces, found: Scan, function_words: Hashes, abbreviations: Hashes) -> Bytes:
    """The marks of each word, from the characters between it and the word before it."""
    marks = np.zeros(len(found.forms), dtype=np.uint8)
    word = 0
    for piece in range(len(pieces.points)):
        at, last, opened = pieces.bounds[piece], word + found.counts[piece], -1
        first = True
        while word <= last:
            end = found.begins[word] if word < last else pieces.bounds[piece + 1]
            line, stopped, quoting = False, 0, False
            if end != at + 1 or pieces.buffer[at] != 0x20:  # a space alone says nothing
                opened, line, stopped, quoting = _gap(pieces.buffer, at, end, word, opened, marks)
            if word == last:
                if opened >= 0:
                    _set(marks, opened, last, OPEN)
                break
            letter = pieces.buffer[end]
            capital = letter >= 0x80 or 65 <= letter <= 90 or 48 <= letter <= 57
            if first or line:
                marks[word] |= PARAGRAPH | SENTENCE
            elif (capital or quoting) and (
                stopped == 2 or (stopped == 1 and not _abbreviated(found, word - 1, abbreviations))
            ):
                marks[word] |= SENTENCE
            elif capital and letter < 0x80:
                marks[word] |= NAME
            if member(found.forms[word], function_words):
                marks[word] |= FUNCTION
            at = found.stops[word]
            first = False
            word += 1
    return marks


@inlined
def _set(marks: Bytes, start: int, end: int, flag: int) -> None:
    for at in range(start, end):
        marks[at] |= flag


@inlined
def _abbreviated(found: Scan, word: int, abbreviations: Hashes) -> bool:
    return found.ends[word] - found.starts[word] == 1 or member(found.forms[word], abbreviations)


@inlined
def _gap(buffer: Bytes, at: int, end: int, word: int, opened: int, marks: Bytes) -> tuple[int, bool, int, bool]:
    """What the characters before a word say: the open quotation, a line's end, a full stop (1 or surely 2), a mark."""
    line, stopped, ended, quoting = False, 0, 0, False
    while at < end:
        here, size = decoded(buffer, at)
        at += size
        if here == 0x0A:
            line = True
            if opened >= 0:
                _set(marks, opened, word, OPEN)
            opened = -1
        elif here in (0x201C, 0xAB, 0x201E) or (here == 0x22 and opened < 0):
            opened = word
            quoting = True
        elif here in (0x201D, 0xBB, 0x22):
            if opened >= 0:
                _set(marks, opened, word, QUOTED)
            opened = -1
        elif here == 0x2E:
            stopped = max(stopped, 1)
        elif here in (0x21, 0x3F, 0x2026):
            stopped = 2
        elif here in (0x20, 0x09, 0xA0):
            ended = stopped
    return opened, line, ended, quoting
