"""Whom an article credits, as a table of texts."""

from __future__ import annotations

import pytest

from whence.comparison.credits import bylines, crediting, is_agency
from whence.lexicon.outlets import publisher
from whence.records import Article


def article(text: str, outlet: str | None = None, authors: tuple[str, ...] = ()) -> Article:
    return Article("x", text, "p", "k", outlet=outlet, authors=authors)


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("SARN (Reuters) - The dam was opened at two.", {"Reuters"}),
        ("SARN, Kestria (AP) — The dam was opened.", {"The Associated Press"}),
        ("By Lena Holm\nThe Associated Press\nThe dam was opened.", {"The Associated Press"}),
        ("The dam was opened.\nAssociated Press writer Lena Holm contributed.", {"The Associated Press"}),
        ("The dam was opened.\nReuters contributed to this report.", {"Reuters"}),
        ("The minister told Reuters that the dam was opened.", set()),
        ("He showed his map (an old one) to the reporter.", set()),
        ("They ran ap tests.", set()),
    ],
)
def test_the_agencies_whose_text_it_says_it_is(text: str, agencies: set[str]) -> None:
    assert bylines(article(text)) == agencies


def test_an_author_may_be_an_agency() -> None:
    assert bylines(article("The dam was opened.", authors=("Lena Holm", "Associated Press"))) == {
        "The Associated Press"
    }


@pytest.mark.parametrize(
    ("text", "other", "how"),
    [
        ("The minister told CNN on Monday that it was opened.", "CNN (Web News)", "credit"),
        ("The Washington Post first reported the order.", "Washington Post", "credit"),
        ("The Valley Gazette reported on Monday that it was opened.", "Valley Gazette", "credit"),
        ("He went to the Hill on Monday.", "The Hill", None),
        ("A camera of the Valley Gazette was lost.", "Valley Gazette", "mention"),
        ("SARN (Reuters) - It was opened.", "Reuters", "byline"),
        ("Nothing is known.", "Reuters", None),
        ("Nothing is known.", None, None),
    ],
)
def test_how_an_article_credits_another(text: str, other: str | None, how: str | None) -> None:
    found = crediting(article(text, "Harbour Post"), other)
    assert (found.how if found else None) == how


def test_its_own_outlet_is_no_credit() -> None:
    own = article("The minister told the Harbour Post that it was opened.", "Harbour Post")
    assert crediting(own, "Harbour Post") is None


@pytest.mark.parametrize(
    ("outlet", "name"),
    [
        ("CNN (Web News)", "CNN"),
        ("New York Times - Opinion", "The New York Times"),
        ("Fox Online News", "Fox News"),
        ("AP", "The Associated Press"),
        ("The Harbour Post", "The Harbour Post"),
        ("harbour.com", "harbour"),
        ("", None),
        (None, None),
    ],
)
def test_an_outlet_goes_by_the_name_that_others_credit(outlet: str | None, name: str | None) -> None:
    assert publisher(outlet) == name


@pytest.mark.parametrize(("outlet", "agency"), [("Reuters", True), ("AP", True), ("CNN", False), (None, False)])
def test_which_outlets_are_agencies(outlet: str | None, agency: bool) -> None:
    assert is_agency(outlet) is agency
