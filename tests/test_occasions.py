from __future__ import annotations

import pytest

from hand_made import article, said
from whence.comparison.occasions import interviews, public, told
from whence.lexicon.outlets import by_name
from whence.lexicon.programmes import outlets

TOLD = (
    ("the mayor told CNN on Monday", ("CNN",)),
    ("the mayor said in an interview with The Hill", ("The Hill",)),
    ("the mayor said on “Fox News Sunday.”", ("Fox News",)),
    ("the mayor told the Associated Press", ("The Associated Press",)),
    ("during a Fox News interview the mayor said", ("Fox News",)),
    ("an interview with local NBC news affiliate KXYZ-TV", ("KXYZ",)),
    ("the mayor told NBC’s “Meet the Press”", ("NBC News",)),
    ("the mayor spoke exclusively to The Daily Beast", ("Daily Beast",)),
    ("the mayor told reporters", ()),
    ("the mayor said on Twitter", ()),
    ("the mayor told the council", ()),
    ("CNN has a tower in Atlanta", ()),
)
PUBLIC = (
    ("the mayor said in a statement", True),
    ("the mayor told reporters outside", True),
    ("the mayor tweeted", True),
    ("he said at a news conference", True),
    ("in a letter to the board he wrote", True),
    ("the mayor told CNN", False),
    ("the mayor wrote in a statement to The Hill", False),
    ("the mayor said", False),
)


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_whom_words_were_told_to(text: str, expected: tuple[str, ...]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), PUBLIC)
def test_what_was_said_in_public(text: str, expected: bool) -> None:
    assert public(text) is expected


def test_an_interview_named_elsewhere_in_the_article_is_known_by_surname() -> None:
    here = article("a", "Ana Orlo told The Hill that she was tired.\nThe bread is gone, Orlo said.\nReik left.", "Post")
    assert interviews(here, [said(here, "The bread is gone", "Orlo", "said")])["Orlo"] == ("The Hill",)


def test_programmes_are_of_known_outlets() -> None:
    assert outlets()
    assert not {each for each in outlets().values() if each not in by_name()}
