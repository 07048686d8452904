"""Who copied: evidence adds up, and what is thin stays unknown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from test_reuse import COPY, QUOTER, WIRE, article, pile
from whence.comparison import clues
from whence.comparison.clues import Clue, Side
from whence.comparison.direction import CHANGED, conclude, decide, weigh
from whence.comparison.reuse import find
from whence.options import ReuseOptions
from whence.records import Article, Attribution, Evidence, Reuse


def decided(*articles: Article) -> tuple[Reuse, ...]:
    made = pile(*articles)
    return decide(made, find(made, ReuseOptions()))


@pytest.mark.parametrize(
    ("first", "second", "direction"),
    [
        ("2031-03-01", "2031-03-02", "a->b"),
        ("2031-03-02", "2031-03-01", "b->a"),
        ("2031-03-01T08:00:00Z", "2031-03-01T17:00:00Z", "a->b"),
    ],
)
def test_the_earlier_is_the_source(first: str, second: str, direction: str) -> None:
    a, b = article("a", WIRE), article("b", WIRE)
    found = decided(replace(a, published=first), replace(b, published=second))
    assert {each.direction for each in found} == {direction}
    assert all(each.confidence >= 0.75 for each in found)


@pytest.mark.parametrize(("first", "second"), [(None, None), ("2031-03-01", "2031-03-01"), ("2031-03-01", None)])
def test_identical_texts_without_evidence_stay_unknown(first: str | None, second: str | None) -> None:
    found = decided(replace(article("a", WIRE), published=first), replace(article("b", WIRE), published=second))
    assert {(each.direction, each.confidence) for each in found} == {("unknown", 0.0)}


def test_who_credits_the_other_copied() -> None:
    a, b = (
        article("a", COPY + "The story was first told by the Valley Gazette.\n"),
        article("b", WIRE, "Valley Gazette"),
    )
    found = decided(a, b)
    assert {each.direction for each in found} == {"b->a"}
    assert "mention" in {each.name for each in found[0].evidence}


def test_a_shared_quote_has_no_direction() -> None:
    a, q = replace(article("a", WIRE), published="2031-03-01"), replace(article("q", QUOTER), published="2031-03-04")
    (found,) = decided(a, q)
    assert (found.direction, found.confidence, found.evidence) == ("unknown", 0.0, ())


def test_ids_do_not_decide() -> None:
    for one, other, direction in (("a", "b", "a->b"), ("y", "x", "b->a")):
        early, late = (
            replace(article(one, WIRE), published="2031-03-01"),
            replace(article(other, COPY), published="2031-03-02"),
        )
        assert {each.direction for each in decided(early, late)} == {direction}


@pytest.mark.parametrize(
    ("weights", "direction"), [((), "unknown"), ((0.4, 0.5), "unknown"), ((0.7, 0.6), "a->b"), ((1.0, -3.0), "b->a")]
)
def test_evidence_adds_up(weights: tuple[float, ...], direction: str) -> None:
    assert conclude([Evidence("x", weight, "") for weight in weights])[0] == direction


@pytest.mark.parametrize(
    ("line", "outlet", "direction"),
    [
        ("", "Hill Courier", "b->a"),
        (
            "The Associated Press contributed to this report.\n",
            "Hill Courier",
            "unknown",
        ),  # both may have it from there
        ("The Associated Press contributed to this report.\n", "The Associated Press", "b->a"),
    ],
)
def test_an_agency_behind_one_of_two_makes_a_credit_less_sure(line: str, outlet: str, direction: str) -> None:
    credit = f"The story was first told by the {outlet}.\n".replace("the The", "the")
    found = decided(article("a", COPY + credit, "Valley Gazette"), article("b", WIRE + line, outlet))
    assert {each.direction for each in found} == {direction}


def test_changes_of_statements_alone_make_little_sure() -> None:
    a, b = Side(article("a", WIRE), Attribution("a"), ()), Side(article("b", COPY), Attribution("b"), ())
    changes = [Clue(name, 1.0, "") for name, *_ in clues.CHANGES]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clues, "clues", lambda *_: iter([*changes, Clue("hour", 1.0, "")]))
        weights = {each.name: each.weight for each in weigh(a, b)}
    assert sum(weights.values()) == pytest.approx(CHANGED + weights["hour"])
    assert all(weights[each.name] > 0 for each in changes)
