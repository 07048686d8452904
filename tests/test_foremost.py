from __future__ import annotations

import pytest

from hand_made import article, pile, said
from whence.comparison.foremost import foremost
from whence.comparison.likeness import Link, opposed
from whence.comparison.propositions import Proposition, propose
from whence.records import Evidence

SPEAKER = Evidence("one speaker", 0.6, "one speaker")
NEAR = Evidence("close in meaning", 0.5, "alike")


def told(*contents: str) -> list[Proposition]:
    made = [(article(str(at), f"Orlo said {each} ."), each) for at, each in enumerate(contents)]
    statements = [said(here, each, "Orlo", "said") for here, each in made]
    return propose(pile([here for here, _ in made], statements))[0]


ONES = told("the dam will be mended by spring", "the ferries are to run again", "the dam is safe")


def link(confidence: float, *evidence: Evidence) -> Link:
    weight = Evidence("shared words", -1.25, "some")
    return Link(confidence, (weight, *evidence))


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ({(0, 1): link(0.46, SPEAKER, NEAR)}, {(0, 1)}),
        ({(0, 1): link(0.46, NEAR)}, set()),
        ({(0, 1): link(0.46, SPEAKER)}, set()),
        ({(0, 1): link(0.8)}, {(0, 1)}),
        ({(0, 1): link(0.46, SPEAKER, NEAR), (0, 2): link(0.8)}, {(0, 1), (0, 2)}),
    ],
)
def test_the_best_of_one_speaker_is_raised(found: dict[tuple[int, int], Link], kept: set[tuple[int, int]]) -> None:
    assert set(foremost(found, ONES, ONES, 0.5)) == kept


def test_the_second_best_in_an_article_is_not_raised() -> None:
    same = told("the dam will be mended by spring", "the ferries are to run again")
    here = [same[0], same[1], same[1]]
    found = {(0, 1): link(0.46, SPEAKER, NEAR), (0, 2): link(0.9)}
    assert set(foremost(found, here, here, 0.5)) == {(0, 2)}


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
