from __future__ import annotations

import pytest

from hand_made import article, pile, said
from whence.comparison.likeness import Link, opposed
from whence.comparison.propositions import Proposition, propose
from whence.comparison.surroundings import around, least, settled
from whence.records import Evidence


def told(*contents: str) -> list[Proposition]:
    made = [(article(str(at), f"Orlo said {each} ."), each) for at, each in enumerate(contents)]
    statements = [said(here, each, "Orlo", "said") for here, each in made]
    return propose(pile([here for here, _ in made], statements))[0]


def pair_of_articles() -> list[Proposition]:
    """Five statements of one article, then five of another, in reading order."""
    contents = [f"{word} was mended by spring" for word in ("dam", "bridge", "harbour", "ferry", "tower")]
    found: list[Proposition] = []
    for name in ("one", "two"):
        here = article(name, " ".join(f"Orlo said {each} ." for each in contents))
        found += propose(pile([here], [said(here, each, "Orlo", "said") for each in contents]))[0]
    return sorted(found, key=lambda each: (each.article != article("one", "").id, each.key))


STATEMENTS = sorted(pair_of_articles(), key=lambda each: each.key)
SURE, UNSURE = Link(0.9, (Evidence("passage", 2.2, "sure"),)), Link(0.3, (Evidence("shared words", -0.85, "some"),))


@pytest.mark.parametrize(
    ("linked", "pair", "expected"),
    [
        ({(0, 5): SURE, (1, 6): UNSURE}, (1, 6), {"neighbours": 1.0, "foremost": 1.0}),
        ({(0, 5): SURE, (4, 9): UNSURE}, (4, 9), {"foremost": 1.0}),
        ({(0, 9): SURE, (4, 5): UNSURE}, (4, 5), {"crossed": 1.0, "foremost": 1.0}),
        ({(1, 6): SURE, (1, 7): UNSURE}, (1, 7), {}),
        ({(0, 5): UNSURE, (1, 6): UNSURE}, (1, 6), {"foremost": 1.0}),
        ({(0, 5): SURE, (3, 6): SURE, (2, 8): UNSURE}, (2, 8), {"neighbours": 1.0, "crossed": 0.5, "foremost": 1.0}),
    ],
)
def test_what_stands_around_a_pair(
    linked: dict[tuple[int, int], Link], pair: tuple[int, int], expected: dict[str, float]
) -> None:
    assert dict(around(linked, STATEMENTS))[pair] == expected


def test_a_pair_beside_a_sure_one_is_kept_and_one_far_off_is_not() -> None:
    near, far = {(0, 5): SURE, (1, 6): UNSURE}, {(0, 5): SURE, (4, 9): UNSURE}
    assert set(settled(near, STATEMENTS, 0.5)) == {(0, 5), (1, 6)}
    assert set(settled(far, STATEMENTS, 0.5)) == {(0, 5)}


def test_what_is_below_the_least_cannot_be_raised() -> None:
    hopeless = Link(least(0.5) - 0.01, (Evidence("shared words", -1.7, "few"),))
    assert set(settled({(0, 5): SURE, (1, 6): hopeless}, STATEMENTS, 0.5)) == {(0, 5)}


def test_what_a_proposition_alone_says_in_its_article() -> None:
    here = article("one", "Orlo said the dam leaks. Orlo said the dam holds.")
    statements = [said(here, each, "Orlo", "said") for each in ("the dam leaks", "the dam holds")]
    assert [each.own for each in propose(pile([here], statements))[0]] == [{"leak"}, {"hold"}]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("“the dam held all winter”", "“the dam never held all winter”", True),
        ("“our eyes are open and we turn to the dam”",
         "“our eyes are open, we were used to say what we do not believe, and we turn to the dam”", False),
    ],
)  # fmt: skip
def test_a_denial_in_a_clause_that_was_left_out_opposes_nothing(one: str, two: str, expected: bool) -> None:
    left, right = told(one, two)
    assert opposed(left, right) is opposed(right, left) is expected
