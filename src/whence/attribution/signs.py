"""What in a statement tells its act: signs of its content, its source and its cue, by name.

The words stand in `lexicon/signs.tsv`, the patterns in `lexicon/contents.tsv` (those of the source are named "by …");
how much each sign speaks for each act is learned (`attribution/weights.tsv`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from whence.lexicon.cues import Cue
from whence.lexicon.tables import listed, rows

_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_OPENING = re.compile(
    r"[\W_]*(?:that\b)?[\W_]*(?:(?:i|we) (?:think|believe|guess|mean|know|feel)\b[\W_]*(?:that\b)?[\W_]*)?"
)
_MARKS = str.maketrans("’‘“”", "''\"\"")
_HEAD, _HEAD_WORDS = 80, 14
_SHORT, _LONG = 7, 20
_STEM = 3
_DENSE = 10
_EACH = frozenset(("must", "future", "denial", "harm"))
"""Words of which each is a sign of its own as well: "must" is not "need"."""


def observe(cue: Cue | None, content: str, source: str) -> set[str]:
    """The signs of a statement; `^` ends the names of those that stand in the first words of its content."""
    low = content.lower().translate(_MARKS)
    opening = _OPENING.match(low)
    inner = low[opening.end() :] if opening else low
    found = {f"cue {cue.lemma if cue else '?'}", "sourced" if source else "no source"}
    if low.startswith("that "):
        found.add("that")
    words = _WORD.findall(inner)
    found.add("short" if len(words) < _SHORT else "middling" if len(words) < _LONG else "long")
    found.update(_told_by_words(words))
    found.update(_told_by_patterns(inner))
    who = source.lower()
    found.update(sign for sign, pattern in _patterns() if sign.startswith("by ") and pattern.search(who))
    return found


def _told_by_words(words: Sequence[str]) -> Iterator[str]:
    counts: dict[str, int] = {}
    for place, word in enumerate(words):
        for sign, form in _meanings(word):
            counts[sign] = counts.get(sign, 0) + 1
            names = (sign, f"{sign} {form}") if sign in _EACH else (sign,)
            yield from names
            if place < _HEAD_WORDS:
                yield from (f"{name}^" for name in names)
    for sign, count in counts.items():
        if count > 1:
            yield f"{sign} twice"
        if count * _DENSE > len(words):
            yield f"{sign} often"


def _told_by_patterns(inner: str) -> Iterator[str]:
    for sign, pattern in _patterns():
        match = None if sign.startswith("by ") else pattern.search(inner)
        if match:
            yield sign
            if match.start() < _HEAD:
                yield f"{sign}^"


@cache
def _meanings(word: str) -> tuple[tuple[str, str], ...]:
    """The signs that a word is, each with the form of the table: "failed" → bad, fail*."""
    forms = (word, *(f"{word[:size]}*" for size in range(_STEM, len(word) + 1)))
    return tuple((sign, form) for form in forms for sign in _words().get(form, ()))


@cache
def _words() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for sign, forms in rows("signs.tsv"):
        for form in listed(forms):
            table[form] = (*table.get(form, ()), sign)
    return table


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    by_sign: dict[str, list[str]] = {}
    for sign, pattern in rows("contents.tsv"):
        by_sign.setdefault(sign, []).append(pattern)
    return tuple((sign, re.compile("|".join(each), re.IGNORECASE)) for sign, each in by_sign.items())
