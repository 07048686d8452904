"""Capitalised words that name no person: regions, and what laws, places and works are called by ("Act", "Hill")."""

from __future__ import annotations

from functools import cache

from whence.lexicon.tables import rows


@cache
def _of(kind: str) -> frozenset[str]:
    return frozenset(word for word, each in rows("things.tsv") if each == kind)


def region(name: str) -> bool:
    """Whether a name is that of a state, province or large city."""
    return name in _of("region")


def is_thing(word: str) -> bool:
    """Whether a word is what laws, places, works or times are called by, last in their names."""
    return word in _of("thing")


def opens_places(word: str) -> bool:
    """Whether a word is the first of names of places, not of people ("North", "Los")."""
    return word in _of("opening")
