"""Texts as the comparison of passages sees them: numbered words and fingerprints, in arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    """Arrays to which more is added; the last ones, `offsets`, are counted on.

    They grow in place, which the system does without a copy.
    """

    def __init__(self, parts: Sequence[Hashes]) -> None:
        self._columns = [each.copy() for each in parts[:-1]]
        self._size = len(parts[0])
        self._counts = [np.diff(parts[-1])]

    def add(self, parts: Sequence[Hashes]) -> None:
        size = self._size + len(parts[0])
        for column, part in zip(self._columns, parts, strict=False):
            if size > len(column):
                column.resize(2 * size, refcheck=False)
            column[self._size : size] = part
        self._counts.append(np.diff(parts[-1]))
        self._size = size

    def whole(self) -> list[Hashes]:
        for column in self._columns:
            column.resize(self._size, refcheck=False)
        counts = np.concatenate(self._counts)
        return [*self._columns, _offsets(counts, len(counts))]


def gather(texts: Iterable[Sequence[Stretch]], options: ReuseOptions) -> Corpus:
    """Words and fingerprints of texts; of the texts themselves a few megabytes are in memory at a time."""
    tokenizer = Tokenizer()
    words: _Growing | None = None
    prints: _Growing | None = None
    for batch in _batches(texts):
        found = tokenizer.lent(batch)
        marked = fingerprints(found, options.ngram, options.window)
        if words is None or prints is None:
            words, prints = _Growing(found), _Growing(marked)
        else:
            words.add(found)
            prints.add(marked)
    if words is None or prints is None:
        return gather([[]], options)
    return Corpus(Words._make(words.whole()), Fingerprints._make(prints.whole()))


def chosen(corpus: Corpus, order: Sequence[int]) -> Corpus:
    """Some texts of a corpus, in another order."""
    return Corpus(Words._make(_chosen(corpus.words, order)), Fingerprints._make(_chosen(corpus.prints, order)))


def _chosen(parts: Words | Fingerprints, order: Sequence[int]) -> list[Any]:
    texts = np.asarray(order, dtype=np.int64)
    starts, counts = parts.offsets[texts], np.diff(parts.offsets)[texts]
    offsets = _offsets(counts, len(texts))
    spans = list(zip(starts.tolist(), (starts + counts).tolist(), strict=True))
    columns = [np.concatenate([each[start:end] for start, end in spans]) if spans else each[:0] for each in parts[:-1]]
    return [*columns, offsets]


def joined(parts: Sequence[Words]) -> Words:
    """The words of several lots of texts as one."""
    return Words._make(_joined(parts))


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


def _joined(parts: Sequence[Words] | Sequence[Fingerprints]) -> list[Hashes]:
    """Every array of several lots, one after another; the last one, `offsets`, is counted on."""
    columns = [np.concatenate(column) for column in zip(*(part[:-1] for part in parts), strict=True)]
    counts = np.concatenate([np.diff(part.offsets) for part in parts])
    return [*columns, _offsets(counts, len(counts))]
