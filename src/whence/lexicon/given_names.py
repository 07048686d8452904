"""Common given names, for telling whom "he" or "she" can mean and which names are those of persons.

Most are from the United States census of 1990 (public domain): a name is female or male where it is at least five
times as common with one sex as with the other, else "either"; names of words and places, and those that are surnames
first of all, were left out. Names from the news of other countries were added by hand. `surname` marks what is a
surname as well.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

from whence.lexicon.tables import rows

Gender = Literal["female", "male"]


@cache
def _table() -> dict[str, tuple[Gender | None, bool]]:
    return {
        name: (None if gender == "either" else cast(Gender, gender), surname == "yes")
        for name, gender, surname in rows("given_names.tsv")
    }


def known(word: str) -> bool:
    """Whether a word, in any case, is a given name."""
    return word.lower() in _table()


def gender(word: str) -> Gender | None:
    """The sex of those who are called by a given name; None for other words and for names of both."""
    return _table().get(word.lower(), (None, False))[0]


def only_given(word: str) -> bool:
    """Whether a word is a given name and hardly ever a surname."""
    found = _table().get(word.lower())
    return found is not None and not found[1]
