from __future__ import annotations

from dataclasses import replace

import pytest

from hand_made import article, pile, said
from whence.comparison.actors import resolve
from whence.comparison.claims import link
from whence.comparison.disputes import find
from whence.comparison.figures import clash, figures
from whence.options import Options
from whence.records import Article, Dispute, Judgement, Statement, Story, Verdict


def disputes(
    articles: list[Article], statements: list[Statement], judgements: list[Judgement] | None = None
) -> list[Dispute]:
    built = pile(articles, statements, judgements or [])
    stories = (Story("t", tuple(sorted(each.id for each in articles)), ""),)
    actors = resolve(built, stories)
    return list(find(built, link(built, [], stories, actors, Options()), actors, stories))


ACCUSED = (
    "Veldania accused the Ports Union of sinking two barges in the northern canal. "
    "Weather stayed calm. "
    "Tomas Reik of the union denied sinking any barges in the canal. "
    "The ferry timetable was published by Ana Orlo, who said trains would run hourly."
)
PAPER = article("a", ACCUSED)
CHARGE = said(
    PAPER, "sinking two barges in the northern canal", "Veldania", "accused", act="accuse", speaker_kind="country"
)
DENIAL = said(PAPER, "sinking any barges in the canal", "Tomas Reik", "denied", act="deny")
ASIDE = said(PAPER, "trains would run hourly", "Ana Orlo")


def test_a_denial_is_tied_to_what_it_denies() -> None:
    (found,) = disputes([PAPER], [CHARGE, DENIAL, ASIDE])
    assert (found.by, found.target, found.kind) == (DENIAL.id, CHARGE.id, "denial")
    assert found.confidence >= 0.6


def test_a_denial_in_another_outlet_finds_its_target() -> None:
    one = article("a", "Veldania accused the Ports Union of sinking two barges in the northern canal.")
    two = article("b", "Tomas Reik denied sinking any barges in the northern canal.")
    charge = said(one, "sinking two barges in the northern canal", "Veldania", act="accuse", speaker_kind="country")
    denial = said(two, "sinking any barges in the northern canal", "Tomas Reik", act="deny")
    (found,) = disputes([one, two], [charge, denial])
    assert (found.by, found.target) == (denial.id, charge.id)


def test_a_named_accuser_is_enough() -> None:
    text = (
        "Veldania says the harbour guard shelters smugglers on the outer islands. "
        "Colonel Ana Orlo contradicted Veldania’s accusations, telling the Coast Wire the aim was to catch them all."
    )
    here = article("a", text)
    charge = said(
        here, "the harbour guard shelters smugglers on the outer islands", "Veldania", "says", speaker_kind="country"
    )
    answer = said(here, "the aim was to catch them all", "Ana Orlo", "telling")
    (found,) = disputes([here], [charge, answer])
    assert (found.by, found.target, found.kind) == (answer.id, charge.id, "denial")


def test_nobody_denies_their_own_words_and_calm_talk_is_no_dispute() -> None:
    own = said(PAPER, "sinking any barges in the canal", "Veldania", "denied", act="deny", speaker_kind="country")
    assert [each.target for each in disputes([PAPER], [CHARGE, own])] == [None]
    assert disputes([PAPER], [CHARGE, ASIDE]) == []


def test_who_says_otherwise_contradicts_another_claim_and_never_the_one_it_is_part_of() -> None:
    here = article(
        "a",
        "Ana Orlo said the union sank two barges in the northern canal. "
        "But Tomas Reik said the union never sank any barges in the northern canal, and that Orlo was wrong.",
    )
    one = said(here, "the union sank two barges in the northern canal", "Ana Orlo")
    two = said(here, "the union never sank any barges in the northern canal", "Tomas Reik")
    built, stories = pile([here], [one, two]), (Story("t", ("a",), ""),)
    actors = resolve(built, stories)
    apart = link(built, [], stories, actors, Options())
    assert [each.kind for each in find(built, apart, actors, stories)] == ["contradiction"]
    places = tuple(place for each in apart for place in each.appearances)
    together = (replace(apart[0], appearances=places),)
    assert len(places) == 2
    assert find(built, together, actors, stories) == ()


def test_a_denial_that_answers_nobody_is_a_dispute_on_its_own_claim() -> None:
    (found,) = disputes([PAPER], [DENIAL])
    assert (found.by, found.target, found.kind) == (DENIAL.id, None, "denial")


REBUFF = article(
    "r",
    "Veldania accused the Ports Union of sinking two barges. Orlo said the ferry had run. "
    "Reik brushed aside these accusations, adding that the canal was open.",
)
SUNK = said(REBUFF, "sinking two barges", "Veldania", "accused", act="accuse", speaker_kind="country")
ASIDE_TAKEN = said(REBUFF, "these accusations", "Reik", "brushed aside", act="deny")
FERRY = said(REBUFF, "the ferry had run", "Orlo")
OPEN = said(REBUFF, "that the canal was open", "Reik", "adding")


def test_accusations_that_are_taken_up_by_name_are_those_above() -> None:
    found = disputes([REBUFF], [SUNK, FERRY, ASIDE_TAKEN, OPEN])
    assert {(each.by, each.target) for each in found} == {(ASIDE_TAKEN.id, SUNK.id), (OPEN.id, SUNK.id)}


def test_what_stands_inside_a_rebuff_is_what_it_answers() -> None:
    here = article("a", "Tomas Reik brushed aside Veldania’s accusations that his union had sunk two barges.")
    whole = "Veldania’s accusations that his union had sunk two barges"
    by = said(here, whole, "Tomas Reik", "brushed aside", act="deny")
    inside = said(here, "that his union had sunk two barges", "Veldania", act="accuse", speaker_kind="country")
    (found,) = disputes([here], [by, inside])
    assert (found.by, found.target, found.kind) == (by.id, inside.id, "denial")


def test_two_counts_of_the_dead() -> None:
    text = (
        "Only 12 sailors have been confirmed dead by Veldania, though Coast Wire says at least 40 crewmen were killed."
    )
    here = article("a", text)
    first = said(here, "12 sailors have been confirmed dead", "Veldania", speaker_kind="country")
    second = said(here, "at least 40 crewmen were killed", "Coast Wire", "says", speaker_kind="organisation")
    (found,) = disputes([here], [first, second])
    assert found.kind == "number"
    assert {found.by, found.target} == {first.id, second.id}
    (alone,) = disputes([here], [second])
    assert (alone.by, alone.target) == (second.id, None)


def test_people_decide() -> None:
    (found,) = disputes([PAPER], [CHARGE, DENIAL])
    no = Judgement("j", "dispute", found.id, None, Verdict.NO, "me", "2020-01-01")
    assert disputes([PAPER], [CHARGE, DENIAL], [no]) == []
    yes = Judgement("j", "dispute", found.id, None, Verdict.YES, "me", "2020-01-01")
    assert disputes([PAPER], [CHARGE, DENIAL], [yes])[0].confidence == 1.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 40 people were killed.", [(40, "least", "dead")]),
        ("Some 35 new missiles arrived.", [(35, "about", "missil")]),
        ("Two dozen villagers died in 2015.", [(24, "exact", "dead")]),
        ("They met on May 12 for 3 hours and paid $40 million.", []),
        ("About 70 percent voted.", []),
    ],
)
def test_counts_are_read(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert [(each.value, each.bound, each.thing) for each in figures(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("12 people were killed.", "40 people were killed.", True),
        ("12 people were killed.", "At least 40 people were killed.", True),
        ("At least 12 people were killed.", "40 people were killed.", False),
        ("About 38 people were killed.", "40 people were killed.", False),
        ("12 people were killed.", "40 people were injured.", False),
    ],
)
def test_which_counts_cannot_both_hold(one: str, two: str, expected: bool) -> None:
    (first,), (second,) = figures(one, 0, len(one)), figures(two, 0, len(two))
    assert clash(first, second) is clash(second, first) is expected
