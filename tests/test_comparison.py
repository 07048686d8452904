from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from hand_made import article, pile, said
from whence.comparison import compare
from whence.options import Options
from whence.records import Comparison, Judgement, Pile, Verdict

QUOTE = "We built this harbour with our own hands and nobody in the capital paid a single crown for it,"
WIRE = article(
    "wire",
    f"The harbour strike in Greyfen entered its third week on Tuesday as talks broke down. “{QUOTE}” Ana Orlo told the "
    "Coast Wire. The dockers’ leader suggested that the grain would rot in the silos of Greyfen before anybody signed. "
    "She denied that her members had cut the power cables of the northern crane.",
    "Coast Wire",
)
COPY = article(
    "copy",
    f"The harbour strike in Greyfen entered its third week on Tuesday as talks broke down. “{QUOTE}” Orlo claimed. "
    "She believes that the grain will rot in the silos of Greyfen before anybody signs. Prices rose.",
    "Morning Call",
)
CHARGE = article(
    "charge",
    "Minister Tomas Reik accused dockers in Greyfen of having cut the power cables of the northern crane. "
    "Snow is expected in the hills by the weekend.",
    "State Bulletin",
)
STATEMENTS = [
    said(WIRE, QUOTE, "Ana Orlo", "told", kind="direct"),
    said(
        WIRE, "the grain would rot in the silos of Greyfen before anybody signed", "Ana Orlo", "suggested", strength=-1
    ),
    said(WIRE, "her members had cut the power cables of the northern crane", "Ana Orlo", "denied", act="deny"),
    said(COPY, QUOTE, "Orlo", "claimed", kind="direct", strength=-2),
    said(COPY, "the grain will rot in the silos of Greyfen before anybody signs", "Orlo", "believes", strength=1),
    said(CHARGE, "having cut the power cables of the northern crane", "Tomas Reik", "accused", act="accuse"),
]


def small(*judgements: Judgement) -> Pile:
    days = ("2031-03-04", "2031-03-06", "2031-03-05")
    dated = [replace(each, published=day) for each, day in zip((WIRE, COPY, CHARGE), days, strict=True)]
    return pile(dated, STATEMENTS, judgements)


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(small(), Options())


def test_the_whole_chain(found: Comparison) -> None:
    assert {each.name for each in found.actors} == {"Ana Orlo", "Tomas Reik"}
    assert any({each.a, each.b} == {"copy", "wire"} and each.cause == "copied" for each in found.reuse)
    quote = next(each for each in found.claims if "own hands" in each.text)
    assert {each.article for each in quote.appearances} == {"wire", "copy"}
    assert quote.witnesses == 1
    denial = next(each for each in found.disputes if each.kind == "denial")
    assert (denial.by, denial.target) == (STATEMENTS[2].id, STATEMENTS[5].id)


def test_the_copy_left_the_denial_out(found: Comparison) -> None:
    assert ("copy", "wire", STATEMENTS[2].id, "denial") in {
        (each.article, each.origin, each.statement, each.kind) for each in found.omissions
    }


def test_every_table_is_sorted_and_ids_are_unique(found: Comparison) -> None:
    for table in (found.actors, found.reuse, found.stories, found.claims, found.disputes):
        ids = [each.id for each in table]
        assert ids == sorted(set(ids))


def test_ids_point_to_what_is_there(found: Comparison) -> None:
    statements = {each.id for each in STATEMENTS}
    claims = {each.id for each in found.claims}
    for dispute in found.disputes:
        assert dispute.by in statements
        assert dispute.target is None or dispute.target in statements
        assert dispute.claim in claims


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_pile_changes_nothing(found: Comparison, seed: int) -> None:
    here, random = small(), Random(seed)
    articles, attributions = list(here.articles), list(here.attributions)
    random.shuffle(articles)
    random.shuffle(attributions)
    assert compare(Pile(tuple(articles), tuple(attributions)), Options()) == found


def test_progress_is_told_each_stage() -> None:
    told: list[str] = []
    compare(Pile((), ()), Options(), told.append)
    assert told == ["reuse", "direction", "stories", "actors", "claims", "omissions", "disputes"]


def test_an_empty_pile_compares_to_nothing() -> None:
    assert compare(Pile((), ()), Options()) == Comparison()


def test_a_passage_that_a_person_rejected_is_gone(found: Comparison) -> None:
    no = [Judgement(each.id, "reuse", each.id, None, Verdict.NO, "me", "2020-01-01") for each in found.reuse]
    after = compare(small(*no), Options())
    assert after.reuse == ()
    undone = [replace(each, undone=True) for each in no]
    assert compare(small(*undone), Options()).reuse == found.reuse
