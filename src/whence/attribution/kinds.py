"""What a name names, a person or a body, by its words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whence.lexicon import bodies, given_names, outlets, places, things, titles
from whence.records import ActorKind

_SEAT = re.compile(r"[RDI]-[A-Z]")
LINKING = frozenset(("of for on the de del della di da al bin ibn van von der den du la le &").split())
"""Words in lower case, and a mark, that stand inside names."""


def bare(word: str) -> str:
    """A word or name without a possessive ending."""
    for ending in ("'s", "’s"):
        if word.endswith(ending):
            return word[:-2]
    return word[:-1] if word.endswith(("s'", "s’")) else word


def kind_of(name: str, role: str) -> ActorKind:
    """The kind of what a name names, by its words and the role before it."""
    words = name.split()
    if places.country(name):
        return "country"
    if places.seat(name):
        return "organisation" if name in ("Pentagon", "Kremlin", "White House") else "country"
    found = outlets.by_name().get(name)
    if found is not None and not role:
        return "organisation"
    if bodies.sorts(name) and not role:
        return "organisation"
    if any(titles.kind_of(word) == "organisation" for word in words if not word.islower()):
        return "organisation"
    if things.region(name):
        return "unknown"
    if len(words) > 1 and titles.kind_of(words[-1]) == "group":
        return "group"
    if role or given_names.known(words[0]):
        return "person"
    if len(words) == 1:
        return "organisation" if name.isupper() and len(name) > 1 else "unknown"
    return "person" if _personal(words) else "unknown"


def _personal(words: Sequence[str]) -> bool:
    """Whether several capitalised words without a given name that we know can name a person."""
    if any(places.country(bare(word)) for word in words) or any(word in LINKING for word in words[1:2]):
        return False
    if things.is_thing(words[-1]) or things.region(words[0]) or things.opens_places(words[0]) or bodies.sorts(words[0]):
        return False
    if len(words[-1]) == 1:
        return False
    return 1 < len(words) <= 4 and not any(word.isupper() and len(word) > 2 for word in words)


def is_seat(word: str) -> bool:
    """Whether a word is a party and state behind a lawmaker's name: "R-Texas"."""
    return _SEAT.match(word) is not None


def is_body(words: Sequence[str]) -> bool:
    """Whether one of the words is what organisations are called by."""
    return any(titles.kind_of(word) == "organisation" for word in words)


def is_office(words: Sequence[str]) -> bool:
    """Whether capitalised words are an office, not a name: "Chief Financial Officer"; "Ann Baker" is a name."""
    return titles.kind_of(words[-1]) == "person" and not any(given_names.known(word) for word in words[:-1])
