"""Well-known companies, agencies and organisations whose names do not tell what they are."""

from __future__ import annotations

from functools import cache

from whence.lexicon.tables import listed, rows


@cache
def _sorts() -> dict[str, tuple[str, ...]]:
    return {name: listed(sorts) for name, sorts in rows("bodies.tsv")}


def known() -> frozenset[str]:
    """All names of the table."""
    return frozenset(_sorts())


def sorts(name: str) -> tuple[str, ...]:
    """The nouns that a body of that name is called by ("bank", "agency"); () for names that are not in the table."""
    return _sorts().get(name.replace("’", "'"), ())
