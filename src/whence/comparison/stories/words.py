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


def _array(values: list[int]) -> Numbers:
    return np.array(values, np.int32)
