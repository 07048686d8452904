"""Countries and unions: their other names, what belongs to them, and the seats that stand for them ("the Kremlin")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from whence.lexicon.tables import listed, rows


@dataclass(frozen=True, slots=True)
class Place:
    """A country or union: name, other names and adjectives, seats of its government."""

    name: str
    forms: tuple[str, ...]
    seats: tuple[str, ...]


@cache
def _by_form() -> dict[str, Place]:
    table: dict[str, Place] = {}
    for name, forms, seats in rows("places.tsv"):
        place = Place(name, listed(forms), listed(seats))
        for each in (name, *place.forms):
            table.setdefault(each, place)
    return table


@cache
def _by_seat() -> dict[str, Place]:
    table: dict[str, Place] = {}
    for name, forms, seats in rows("places.tsv"):
        for each in listed(seats):
            table.setdefault(each, Place(name, listed(forms), listed(seats)))
    return table


def country(word: str) -> Place | None:
    """The country that a name or an adjective of nationality belongs to: "Russian" → Russia."""
    return _by_form().get(word)


def seat(word: str) -> Place | None:
    """The country whose government a seat stands for: "Kremlin" → Russia."""
    return _by_seat().get(word)
