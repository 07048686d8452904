"""Broadcast programmes and the outlets whose they are: words said there were given to that outlet."""

from __future__ import annotations

from functools import cache

from whence.lexicon.tables import rows


@cache
def outlets() -> dict[str, str]:
    """The outlet of each programme, by the programme's usual name."""
    return {row[0]: row[1] for row in rows("programmes.tsv")}
