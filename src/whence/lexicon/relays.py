"""Relay phrases: words after which the name of an outlet says through whom a statement came."""

from __future__ import annotations

from functools import cache

from whence.lexicon.tables import rows


@cache
def phrases() -> tuple[str, ...]:
    """The phrases, longest first: "in a statement carried by", "told" goes by its lemma "tell"."""
    return tuple(sorted((phrase for phrase, _ in rows("relays.tsv")), key=lambda each: (-len(each), each)))
