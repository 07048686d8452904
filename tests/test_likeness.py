from __future__ import annotations

import pytest

from hand_made import article, pile, said
from whence.comparison.likeness import Context, observe, opposed, reach, score
from whence.comparison.propositions import Proposition, propose, rarity


def told(*contents: str) -> list[Proposition]:
    made = [(article(str(at), f"Orlo said {each} ."), each) for at, each in enumerate(contents)]
    statements = [said(here, each, "Orlo", "said") for here, each in made]
    return propose(pile([here for here, _ in made], statements))[0]


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


def test_what_a_proposition_alone_says_in_its_article() -> None:
    here = article("one", "Orlo said the dam leaks. Orlo said the dam holds.")
    statements = [said(here, each, "Orlo", "said") for each in ("the dam leaks", "the dam holds")]
    assert [each.own for each in propose(pile([here], statements))[0]] == [{"leak"}, {"hold"}]


@pytest.mark.parametrize(
    ("content", "topic"),
    [("the harbour question", True), ("the ferries are late", False), ("he wanted the ferries mended", False)],
)
def test_a_thing_that_is_only_named_is_a_topic(content: str, topic: bool) -> None:
    assert told(content)[0].topic is topic


@pytest.mark.parametrize(
    ("one", "two", "seen", "unseen"),
    [
        ("the ferries will be mended by spring", "by spring the ferries are mended", "plain words", "mere topic"),
        ("Orlo and Harbourside", "Harbourside is closed", "mere topic", "plain words"),
        ("the dam is “rotten”", "“every plank of it is rotten and has to go”", "word taken out", "same quote"),
        ("“the dam is rotten through”", "“the dam is rotten through and through”", "same quote", "word taken out"),
    ],
)
def test_what_is_observed_of_a_pair(one: str, two: str, seen: str, unseen: str) -> None:
    left, right = told(one, two)
    found = observe(left, right, 0.0, Context(rarity([left, right]), {}, {}))
    assert seen in found
    assert unseen not in found


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("the ferries will be mended by spring", "by spring the ferries are mended"),
        ("“the dam is rotten through”", "“the dam is rotten through and through”"),
        ("the harbour question", "Harbourside is closed"),
        ("the dam is “rotten”", "“every plank of it is rotten and has to go”"),
    ],
)
def test_no_pair_scores_beyond_its_reach(one: str, two: str) -> None:
    left, right = told(one, two)
    context = Context(rarity([left, right]), {}, {})
    assert score(left, right, 0.0, context).confidence <= reach(left, right, 0.0, context) + 1e-9
