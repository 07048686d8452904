"""Texts as the comparison of passages sees them: numbered words and fingerprints, in arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from whence.comparison.kernels.folding import Folds
from whence.comparison.kernels.prints import Fingerprints, fingerprints
from whence.comparison.kernels.tokens import Hashes, Longs, Pieces, Scan, Words, hashed, mark, room, scan
from whence.comparison.wording import FUNCTION_WORDS
from whence.options import ReuseOptions
from whence.records import Article

SOUGHT = ("body", "heading")
"""Zones whose text takes part."""
_ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr prof sen rep gov gen col lt capt maj sgt adm cmdr rev hon st ft mt pres supt det jr sr vs no inc "
        "corp co ltd jan feb aug sept oct nov dec u.s u.k u.n e.u d.c a.m p.m ph.d calif fla mass tenn ariz colo conn "
        "ill ind kan ky md mich minn miss mo mont neb nev okla ore pa tex va vt wash wis wyo ala ark del ga la dept"
    ).split()
)
_BATCH = 1 << 22
_ROOM = 4


class Stretch(NamedTuple):
    """A part of a text that takes part, and the code point at which it begins; it may come as UTF-8."""

    start: int
    text: str | bytes


@dataclass(frozen=True, slots=True)
class Corpus:
    """The words and fingerprints of texts, in the order in which they came."""

    words: Words
    prints: Fingerprints

    def __len__(self) -> int:
        return len(self.words.offsets) - 1


class Tokenizer:
    """Texts to arrays; keeps the tables of folded characters and of function words that it has made."""

    def __init__(self) -> None:
        self._folds = Folds()
        self._function_words = hashed(FUNCTION_WORDS, self._folds)
        self._abbreviations = hashed(_ABBREVIATIONS, self._folds)
        self._spare: Scan | None = None

    def words(self, texts: Sequence[Sequence[Stretch]]) -> Words:
        """The words of some texts, each in one or more stretches."""
        return Words._make(each.copy() for each in self.lent(texts))

    def lent(self, texts: Sequence[Sequence[Stretch]]) -> Words:
        """The same in arrays that hold other words after the next call."""
        parts = [_encoded(stretch.text) for text in texts for stretch in text]
        points = np.fromiter((stretch.start for text in texts for stretch in text), np.int64, len(parts))
        pieces = Pieces(np.frombuffer(b"".join(parts), np.uint8), _offsets(map(len, parts), len(parts)), points)
        found = scan(pieces, self._folds, self._spare)
        if self._spare is None:
            self._spare = room(5 * _BATCH // 8)
        marks = mark(pieces, found, self._function_words, self._abbreviations)
        owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        counts = np.bincount(owners, weights=found.counts, minlength=len(texts)).astype(np.int64)
        return Words(found.forms, found.stems, found.starts, found.ends, marks, _offsets(counts, len(texts)))


class _Growing:
    """The words of texts, to which those of more are added.

    Room is taken generously, and not cleared: the system gives no memory that nothing was written to.
    """

    def __init__(self, words: Words) -> None:
        self._columns = [each.copy() for each in words[:-1]]
        self._size = len(words.forms)
        self._counts = [np.diff(words.offsets)]

    def add(self, words: Words) -> None:
        size = self._size + len(words.forms)
        for at, (column, part) in enumerate(zip(self._columns, words, strict=False)):
            if size > len(column):
                self._columns[at] = np.empty(_ROOM * size, dtype=column.dtype)
                self._columns[at][: self._size] = column[: self._size]
            self._columns[at][self._size : size] = part
        self._counts.append(np.diff(words.offsets))
        self._size = size

    def whole(self) -> Words:
        """All words."""
        counts = np.concatenate(self._counts)
        columns = [each[: self._size] for each in self._columns]
        return Words._make([*columns, _offsets(counts, len(counts))])

    def chosen(self, order: Sequence[int]) -> Words:
        """The words of some texts, in another order; nothing may be added after that.

        An array that is done with is room for the next one: memory that was never used is what costs most.
        """
        *columns, offsets = self.whole()
        self._columns = []
        spans, chosen = _spans(offsets, order)
        done: list[Hashes] = []
        room: Hashes = np.empty(0, dtype=np.uint8)
        while columns:
            column = columns.pop(0)
            fits = room.itemsize == column.itemsize and len(room) >= chosen[-1]
            done.append(_picked(column, spans, room[: chosen[-1]].view(column.dtype) if fits else None))
            room = column
        return Words._make([*done, chosen])


def gather(
    texts: Iterable[Sequence[Stretch]], options: ReuseOptions, arranged: Callable[[], Sequence[int]] | None = None
) -> Corpus:
    """Words and fingerprints of texts; of the texts themselves a few megabytes are in memory at a time.

    When all have come, `arranged` says which of them to take, and in which order.
    """
    tokenizer = Tokenizer()
    growing: _Growing | None = None
    for batch in _batches(texts):
        found = tokenizer.lent(batch)
        if growing is None:
            growing = _Growing(found)
        else:
            growing.add(found)
    if growing is None:
        growing = _Growing(tokenizer.lent([]))
    words = growing.whole() if arranged is None else growing.chosen(arranged())
    return Corpus(words, fingerprints(words, options.ngram, options.window))


def chosen(corpus: Corpus, order: Sequence[int]) -> Corpus:
    """Some texts of a corpus, in another order."""
    return Corpus(Words._make(_chosen(corpus.words, order)), Fingerprints._make(_chosen(corpus.prints, order)))


def _chosen(parts: Words | Fingerprints, order: Sequence[int]) -> list[Any]:
    spans, offsets = _spans(parts.offsets, order)
    return [*(_picked(each, spans) for each in parts[:-1]), offsets]


def _spans(offsets: Longs, order: Sequence[int]) -> tuple[list[slice], Longs]:
    """Where some texts stand, and their offsets in that order."""
    texts = np.asarray(order, dtype=np.int64)
    starts, counts = offsets[texts], np.diff(offsets)[texts]
    return list(map(slice, starts.tolist(), (starts + counts).tolist())), _offsets(counts, len(texts))


def _picked(column: Hashes, spans: Sequence[slice], room: Hashes | None = None) -> Hashes:
    """Stretches of an array, put into `room` where that is given."""
    return np.concatenate([column[each] for each in spans], out=room) if spans else column[:0]


def joined(parts: Sequence[Words]) -> Words:
    """The words of several lots of texts as one."""
    columns = [np.concatenate(column) for column in zip(*(part[:-1] for part in parts), strict=True)]
    counts = np.concatenate([np.diff(part.offsets) for part in parts])
    return Words._make([*columns, _offsets(counts, len(counts))])


def stretches(article: Article) -> list[Stretch]:
    """The body and headings of an article; one without zones is all body."""
    if not article.zones:
        return [Stretch(0, article.text)]
    return [Stretch(zone.start, article.text[zone.start : zone.end]) for zone in article.zones if zone.zone in SOUGHT]


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _batches(texts: Iterable[Sequence[Stretch]]) -> Iterator[list[Sequence[Stretch]]]:
    batch: list[Sequence[Stretch]] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += sum(len(each.text) for each in text)
        if size > _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _offsets(counts: Iterable[int] | Longs, number: int) -> Longs:
    out = np.zeros(number + 1, dtype=np.int64)
    np.cumsum(np.fromiter(counts, np.int64, number), out=out[1:])
    return out
