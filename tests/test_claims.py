from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hand_made import article, passage, pile, place, said
from whence.comparison.actors import resolve
from whence.comparison.claims import link
from whence.comparison.stories import group
from whence.options import Options
from whence.records import Claim, Judgement, Pile, Reuse, Statement, Story, Verdict, identity

FIRST = (
    "Harbour minister Ana Orlo spoke to reporters on Tuesday. "
    "She suggested the grain would end up in the holds of smugglers. "
    "“The council admits the tender was a mistake and still it keeps paying for cranes and barges,” Orlo said. "
    "A port official said that the board would hold a third closed hearing on Friday with envoys of the Coast Guard.\n"
    "Tomas Reik told the Coast Wire that “stopping the ferries does not rank nearly as high” as dredging."
)
SECOND = (
    "Orlo mocked the council. "
    "She believes that the grain will end up in the holds of smugglers. "
    "“The council admits the tender was a mistake and still it keeps paying for cranes and barges,” Orlo claimed. "
    "So a third hearing with envoys of the Coast Guard will be held behind closed doors by the board on Friday.\n"
    "Officials said dredging comes first and stopping the ferries does not rank high."
)
GRAIN = "the grain would end up in the holds of smugglers"
GRAIN_AGAIN = "the grain will end up in the holds of smugglers"
TENDER = "The council admits the tender was a mistake and still it keeps paying for cranes and barges,"
HEARING = "the board would hold a third closed hearing on Friday with envoys of the Coast Guard"
HEARING_AGAIN = "a third hearing with envoys of the Coast Guard will be held behind closed doors by the board on Friday"
FERRIES = "“stopping the ferries does not rank nearly as high” as dredging"
FERRIES_AGAIN = "dredging comes first and stopping the ferries does not rank high"

ONE = article("one", FIRST, "First Post")
TWO = article("two", SECOND, "Second Post")


def statements() -> list[Statement]:
    return [
        said(ONE, GRAIN, "Ana Orlo", "suggested", strength=-1),
        said(ONE, TENDER, "Ana Orlo", "said", kind="direct"),
        said(ONE, HEARING, "port official", None, named=False, speaker_kind="person"),
        said(ONE, FERRIES, "Tomas Reik", "told", kind="mixed", relay=["Coast Wire"]),
        said(TWO, GRAIN_AGAIN, "Orlo", "believes", strength=1),
        said(TWO, TENDER, "Orlo", "claimed", kind="direct", strength=-2),
        said(TWO, FERRIES_AGAIN, "officials", "said", source="Officials", named=False),
    ]


def reuse() -> list[Reuse]:
    return [
        passage(ONE, TENDER, TWO, TENDER, direction="forth"),
        passage(ONE, "She suggested " + GRAIN, TWO, "She believes that " + GRAIN_AGAIN, direction="forth"),
    ]


def claims_of(pile_: Pile, found: list[Reuse]) -> tuple[Claim, ...]:
    stories = group(pile_, Options().stories)
    return link(pile_, found, stories, resolve(pile_, stories), Options())


def about(claims: tuple[Claim, ...], words: str) -> Claim:
    return next(each for each in claims if words in each.text)


@pytest.fixture(scope="module")
def found() -> tuple[Claim, ...]:
    return claims_of(pile([ONE, TWO], statements()), reuse())


def test_a_firmer_cue_is_seen_and_the_source_comes_first(found: tuple[Claim, ...]) -> None:
    claim = about(found, "grain")
    assert [each.article for each in claim.appearances] == ["one", "two"]
    assert claim.order == "inferred"
    assert claim.appearances[0].variant == "origin"
    assert claim.appearances[1].variant == "reworded"
    assert claim.appearances[1].drift == ("cue_strengthened",)
    assert claim.appearances[1].against == 0
    assert "passage" in {each.name for each in claim.appearances[1].links}


def test_the_same_quote_is_exact_and_hedged(found: tuple[Claim, ...]) -> None:
    claim = about(found, "tender")
    assert [each.variant for each in claim.appearances] == ["origin", "exact"]
    assert claim.appearances[1].drift == ("cue_hedged",)
    assert claim.witnesses == claim.independent_sources == 2  # what they share is a quotation


def test_what_was_attributed_stands_as_fact(found: tuple[Claim, ...]) -> None:
    claim = about(found, "third closed hearing")
    assert claim.appearances[1].statement is None
    assert HEARING_AGAIN in TWO.text[slice(*claim.appearances[1].spans[0])]
    assert claim.appearances[1].drift == ("attribution_lost",)


def test_the_speaker_is_generalised_and_the_relay_lost(found: tuple[Claim, ...]) -> None:
    claim = about(found, "ferries")
    assert claim.appearances[1].drift[:2] == ("speaker_generalised", "relay_dropped")


def test_a_claim_has_the_id_of_its_origin(found: tuple[Claim, ...]) -> None:
    claim = about(found, "grain")
    start, end = place(ONE, GRAIN)
    assert claim.id == identity("c", "one", f"{start}-{end}")
    assert claim.text == GRAIN


def test_without_direction_or_dates_the_order_is_unknown() -> None:
    undirected = [replace(each, direction="unknown", confidence=0.0) for each in reuse()]
    claim = about(claims_of(pile([ONE, TWO], statements()), undirected), "tender")
    assert claim.order == "unknown"


def test_dates_win() -> None:
    dated = [replace(ONE, published="2020-05-02"), replace(TWO, published="2020-05-01T09:00:00+00:00")]
    claim = about(claims_of(pile(dated, statements()), reuse()), "tender")
    assert claim.order == "dated"
    assert [each.article for each in claim.appearances] == ["two", "one"]


@pytest.mark.parametrize("verdict", [Verdict.YES, Verdict.NO, Verdict.UNSURE])
def test_people_decide(verdict: Verdict) -> None:
    all_of_them = statements()
    one, two = all_of_them[0], all_of_them[4]
    judgement = Judgement("j1", "claim", two.id, one.id, verdict, "me", "2020-01-01")
    claims = claims_of(pile([ONE, TWO], all_of_them, [judgement]), reuse())
    together = any({one.id, two.id} <= {each.statement for each in claim.appearances} for claim in claims)
    assert together is (verdict is not Verdict.NO)


def test_yes_joins_what_no_word_joins_and_an_undone_verdict_does_not() -> None:
    all_of_them = statements()
    one, two = all_of_them[0], all_of_them[6]
    yes = Judgement("j1", "claim", one.id, two.id, Verdict.YES, "me", "2020-01-01")
    for judgement, expected in ((yes, True), (replace(yes, undone=True), False)):
        claims = claims_of(pile([ONE, TWO], all_of_them, [judgement]), [])
        joined = any({one.id, two.id} <= {each.statement for each in claim.appearances} for claim in claims)
        assert joined is expected


def test_a_statement_that_was_not_really_said_is_left_out() -> None:
    all_of_them = statements()
    no = Judgement("j1", "statement", all_of_them[0].id, None, Verdict.NO, "me", "2020-01-01")
    claims = claims_of(pile([ONE, TWO], all_of_them, [no]), reuse())
    assert all_of_them[0].id not in {each.statement for claim in claims for each in claim.appearances}


DENIED = "The mayor said the bridge over the northern canal is not safe for heavy lorries."
SAFE = "The mayor said the bridge over the northern canal is safe for heavy lorries."


def test_a_negation_is_not_the_same_claim() -> None:
    a, b = article("a", DENIED), article("b", SAFE)
    pair = [
        said(a, "the bridge over the northern canal is not safe for heavy lorries", "Mayor"),
        said(b, "the bridge over the northern canal is safe for heavy lorries", "Mayor"),
    ]
    assert len(claims_of(pile([a, b], pair), [])) == 2


def test_a_long_quote_does_not_chain_two_different_ones_of_other_stories() -> None:
    parts = [
        "the old lighthouse must be handed to the village before winter",
        "no foreign trawler may ever again cast nets inside the bay",
        "every skipper will swear the oath upon the harbour stone",
    ]
    texts = [f"“{parts[i % 3]} and {parts[(i + 1) % 3]}” said Orlo." for i in range(3)] + [
        f"“{each}” said Orlo." for each in parts
    ]
    articles = [article(f"n{at}", text) for at, text in enumerate(texts)]
    quotes = [said(each, each.text[1 : each.text.index("”")], "Orlo", kind="direct") for each in articles]
    stories = tuple(Story(each.id, (each.id,), "") for each in articles)
    built = pile(articles, quotes)
    claims = link(built, [], stories, resolve(built), Options())
    assert max(len(each.appearances) for each in claims) < 6


SENTENCES = [
    "the council will sell the northern docks to a foreign company this spring",
    "the council will sell the northern docks this spring",
    "forty lighthouse keepers walked out over unpaid wages",
    "the ferry to the island stops running at midnight",
    "nobody may enter the flooded archive without a permit",
]
CHOICES = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(SENTENCES), st.sampled_from(["Ana Orlo", "Tomas Reik"])),
    max_size=14,
    unique_by=lambda each: each[:2],
)
DATES = st.lists(st.sampled_from([None, "2020-05-01", "2020-05-02T10:00:00Z", "rubbish"]), min_size=6, max_size=6)


@settings(max_examples=60, deadline=None)
@given(CHOICES, DATES, st.integers(0, 9))
def test_every_statement_in_one_claim_whatever_the_order(
    choices: list[tuple[int, str, str]], dates: list[str | None], seed: int
) -> None:
    texts = [[f"{who} said {what}." for at, what, who in choices if at == number] for number in range(6)]
    articles = [
        article(f"n{at}", " ".join(["Weather was fine.", *each]), published=dates[at]) for at, each in enumerate(texts)
    ]
    listed = [said(articles[at], what, who) for at, what, who in choices]
    built = pile(articles, listed)
    claims = claims_of(built, [])
    placed = sorted(each.statement for claim in claims for each in claim.appearances if each.statement)
    assert placed == sorted(each.id for each in listed)
    assert len({each.id for each in claims}) == len(claims)
    for claim in claims:
        assert claim.appearances[claim.origin].variant == "origin"
        assert 1 <= claim.witnesses <= len({each.article for each in claim.appearances})
    mixed = list(zip(built.articles, built.attributions, strict=True))
    Random(seed).shuffle(mixed)
    shuffled = Pile(tuple(each for each, _ in mixed), tuple(each for _, each in mixed))
    assert claims_of(shuffled, []) == claims


@pytest.mark.parametrize(
    ("one", "two", "together"),
    [  # two events: a name, a saying and a programme are in many; a sentence of one's own is in one
        (
            "Orlo said harbour minority leader Tomas Reik was late.",
            "Neal met harbour minority leader Tomas Reik.",
            False,
        ),
        ("Orlo called it “a step in the right direction”.", "Neal saw “a step in the right direction”.", False),
        ("Orlo said so on “Meet the Keepers”.", "Orlo sang on “Meet the Keepers”.", False),
        (
            "Orlo said “the keepers of the old lighthouse will never be paid in trawler coupons again”.",
            "Neal heard “the keepers of the old lighthouse will never be paid in trawler coupons again”.",
            True,
        ),
    ],
)
def test_across_events_it_takes_words_of_their_own(one: str, two: str, together: bool) -> None:
    articles = [article("one", one), article("two", two)]
    told = [
        said(each, each.text[len(name) + 1 : -1], name, kind="mixed")
        for each, name in zip(articles, (one.split()[0], two.split()[0]), strict=True)
    ]
    stories = tuple(Story(each.id, (each.id,), "") for each in articles)
    built = pile(articles, told)
    claims = link(built, [], stories, resolve(built), Options())
    assert (len(claims) == 1) is together
