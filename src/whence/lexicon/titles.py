"""Role words: what a person, a group or an organisation is called by ("minister", "officials", "ministry")."""

from __future__ import annotations

from functools import cache
from typing import cast

from whence.lexicon.tables import rows
from whence.records import ActorKind


@cache
def kinds() -> dict[str, ActorKind]:
    """Kind by lower-case role word."""
    return {word: cast(ActorKind, kind) for word, kind in rows("titles.tsv")}


def kind_of(word: str) -> ActorKind | None:
    """The kind that a role word names, plurals of persons being groups; None for other words."""
    table = kinds()
    low = word.lower()
    if low == "un" and word != "UN":  # "Kim Jong Un"
        return None
    kind = table.get(low) or table.get(low.rstrip("."))
    if kind is None and low.endswith(("ologist", "surgeon", "swoman", "sperson", "ologists", "surgeons", "speople")):
        return "group" if low.endswith(("s", "people")) else "person"
    if kind is None and low.endswith("ians"):
        return "group"
    if kind is None and low.endswith("s") and len(low) > 4:
        single = table.get(low[:-1]) or table.get(low[:-3] + "y" if low.endswith("ies") else low)
        return "group" if single else None
    return kind
