"""The small words of English by class, for finding where phrases and clauses begin and end without a parser."""

from __future__ import annotations

from functools import cache

from whence.lexicon.tables import rows

CLASSES = (
    "determiner",
    "pronoun",
    "relative",
    "auxiliary",
    "preposition",
    "coordinator",
    "subordinator",
    "adverb",
    "time",
    "verb",
)


@cache
def words(name: str) -> frozenset[str]:
    """The lower-case words of one of the `CLASSES`."""
    return frozenset(word for word, each in rows("grammar.tsv") if each == name)
