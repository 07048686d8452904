"""What articles are compared by: the stems of titles and openings as numbers, names apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from whence.comparison.wording import FUNCTION_WORDS, stem
from whence.records import Article
from whence.text import form

Numbers = Any
"""A numpy array of integers."""
LONGEST = 600
"""Words of a text that are read; the event of an article is told in its opening."""
_CHARACTERS = 10
_WORD = re.compile(r"\w+(?:[.'’\-]\w+)*")
_NAME = re.compile(r"(?<=[\w,;)] )[A-Z]\w*(?:[.'’\-]\w+)*")
_NOTHING = -1


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of each article, numbered by `terms`; function words are -1 in `body`, left out elsewhere."""

    terms: tuple[str, ...]
    titles: tuple[Numbers, ...]
    bodies: tuple[Numbers, ...]
    names: tuple[Numbers, ...]


class _Numbered(dict[str, int]):
    """Word as written → number of its stem; each distinct word is looked at once."""

    def __init__(self) -> None:
        self.stems: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        compared = form(word)
        at = _NOTHING if compared in FUNCTION_WORDS else self.stems.setdefault(stem(compared), len(self.stems))
        self[word] = at
        return at


def read(articles: Sequence[Article]) -> Words:
    """The words of the articles; numbers depend on the order of the articles, so give them sorted."""
    numbered = _Numbered()
    titles, bodies, names = [], [], []
    for each in articles:
        text = each.text[: LONGEST * _CHARACTERS]
        title = _array([at for word in _WORD.findall(each.title or "") if (at := numbered[word]) >= 0])
        titles.append(title)
        bodies.append(_array([numbered[word] for word in _WORD.findall(text)[:LONGEST]]))
        named = _array([at for word in _NAME.findall(text) if (at := numbered[word]) >= 0])
        names.append(np.concatenate((named, title)))
    return Words(tuple(numbered.stems), tuple(titles), tuple(bodies), tuple(names))


def joined(parts: Sequence[Words], order: Sequence[tuple[int, int]]) -> Words:
    """The words of articles that were read apart, each named by part and place there, just as `read` numbers them."""
    numbers: dict[str, int] = {}
    tables = [_array([*(numbers.setdefault(each, len(numbers)) for each in part.terms), _NOTHING]) for part in parts]
    rows = [
        tuple(tables[at][column[place]] for column in (parts[at].titles, parts[at].bodies, parts[at].names))
        for at, place in order
    ]  # a word that is no term is -1, and finds the -1 at the end of the table
    flat = np.concatenate([_array([]), *(each for row in rows for each in row)])
    known, first = np.unique(flat[flat >= 0], return_index=True)
    known = known[np.argsort(first)]
    table = np.full(len(numbers) + 1, _NOTHING, np.int32)
    table[known] = np.arange(len(known))
    titles, bodies, names = (tuple(table[row[at]] for row in rows) for at in range(3))
    terms = list(numbers)
    return Words(tuple(terms[at] for at in known.tolist()), titles, bodies, names)


def _array(values: list[int]) -> Numbers:
    return np.array(values, np.int32)
