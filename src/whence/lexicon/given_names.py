"""Common given names, for telling whom "he" or "she" can mean and which names are those of persons."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

from whence.lexicon.tables import rows

Gender = Literal["female", "male"]


@cache
def genders() -> dict[str, Gender]:
    """Gender by lower-case given name."""
    return {name: cast(Gender, gender) for name, gender in rows("given_names.tsv")}
