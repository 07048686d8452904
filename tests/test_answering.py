from __future__ import annotations

import pytest

from hand_made import article, pile, said
from whence.comparison.answering import answers, observe, sure
from whence.comparison.cases import Case, cases
from whence.comparison.columns import Columns
from whence.comparison.propositions import rarity, stated
from whence.comparison.wording import weigh

PAPER = article(
    "a",
    "Veldania accused the Ports Union of sinking two barges. Weather stayed calm, said Ana Orlo. "
    "Tomas Reik of the union denied sinking any barges in the canal. The union's spokesman never saw the barges.",
)
OTHER = article("b", "Ana Orlo said that two barges were sunk in the canal by the union.")
BUILT = pile(
    [PAPER, OTHER],
    [
        said(PAPER, "sinking two barges", "Veldania", "accused", act="accuse"),
        said(PAPER, "Weather stayed calm", "Ana Orlo"),
        said(PAPER, "sinking any barges in the canal", "Tomas Reik", "denied", act="deny"),
        said(PAPER, "never saw the barges", "spokesman", "saw"),
        said(OTHER, "two barges were sunk in the canal by the union", "Ana Orlo"),
    ],
)
SAID = stated(BUILT)
WEIGHTS = rarity(SAID)
CASES = cases(SAID, {each.id: each for each in (PAPER, OTHER)}, [])
EVERY = [each for own in CASES.values() for each in own]
COLUMNS = Columns(CASES, WEIGHTS)


@pytest.mark.parametrize("by", EVERY)
def test_all_candidates_at_once_are_seen_as_each_alone(by: Case) -> None:
    others = [each for each in EVERY if each is not by]
    together = observe(by, others, COLUMNS)
    for at, each in enumerate(others):
        alone = observe(by, [each], COLUMNS)
        assert {name: values[at] for name, values in together.items()} == {name: v[0] for name, v in alone.items()}


@pytest.mark.parametrize("by", EVERY)
def test_words_weigh_in_columns_what_they_weigh_by_themselves(by: Case) -> None:
    terms = COLUMNS.terms.at(COLUMNS.places(EVERY))
    weight, count = terms.met(by.proposition.terms)
    shared = [by.proposition.terms & each.proposition.terms for each in EVERY]
    assert count.tolist() == [len(each) for each in shared]
    assert weight.tolist() == pytest.approx([weigh(each, WEIGHTS) for each in shared])


@pytest.mark.parametrize("by", EVERY)
def test_shares_are_of_one_and_sureness_grows_with_them(by: Case) -> None:
    found = answers(by, [each for each in EVERY if each is not by], COLUMNS)
    assert sum(each.confidence for each in found) <= 1
    assert [each.confidence for each in found] == sorted((each.confidence for each in found), reverse=True)
    assert bool(found) is (by.stance is not None)
    assert 0 <= sure(by, 0.0) < sure(by, 0.3) < sure(by, 0.9) <= 1


def test_a_denial_answers_the_accusation_first() -> None:
    (by,) = (each for each in EVERY if each.stance == "denial")
    others = [each for each in EVERY if each is not by]
    assert answers(by, others, COLUMNS)[0].target.accuses
    assert answers(by, [], COLUMNS) == []
