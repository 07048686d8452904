"""Other names of well-known people and bodies that no rule of language tells: letters, spellings, changed names."""

from __future__ import annotations

from functools import cache
from typing import cast

from whence.lexicon.tables import listed, rows
from whence.records import ActorKind


@cache
def _table() -> dict[str, tuple[str, ActorKind]]:
    table: dict[str, tuple[str, ActorKind]] = {}
    for name, kind, others in rows("aliases.tsv"):
        for each in (name, *listed(others)):
            table.setdefault(each, (name, cast(ActorKind, kind)))
    return table


def usual(name: str) -> tuple[str, ActorKind] | None:
    """The name under which a person or body is known, and its kind; None for names that are not in the table."""
    plain = name.replace("’", "'")
    return _table().get(plain) or _table().get(plain.removeprefix("the ").removeprefix("The "))
