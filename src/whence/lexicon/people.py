"""People whom the news calls by surname or office alone: full name, forms that can mean nobody else, offices held.

Heads of state and government, leaders of Congress, cabinets and candidates of 2008 to 2022, from common knowledge; an
article's own words come first, the table helps only where it gives no full name or no office.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from whence.lexicon.tables import listed, rows


@dataclass(frozen=True, slots=True)
class Figure:
    """A person: full name, the forms that mean this person alone, and offices as an article would describe them."""

    name: str
    forms: tuple[str, ...]
    roles: tuple[str, ...]


@cache
def _by_name() -> dict[str, Figure]:
    return {name: Figure(name, listed(forms), listed(roles)) for name, forms, roles in rows("people.tsv")}


@cache
def _by_form() -> dict[str, Figure]:
    table: dict[str, Figure] = {}
    for figure in _by_name().values():
        for form in figure.forms:
            table.setdefault(form, figure)
    return table


def by_form(form: str) -> Figure | None:
    """Whom a surname ("Merkel") or a title with a surname ("Secretary Kerry") means, if it can mean one person only."""
    return _by_form().get(form.replace("’", "'"))


def roles(name: str) -> tuple[str, ...]:
    """The offices of the person of that full name, () if unknown."""
    found = _by_name().get(name)
    return found.roles if found else ()
