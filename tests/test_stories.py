from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hand_made import article
from whence.comparison.stories import dating, group, linkage
from whence.options import StoryOptions
from whence.records import Article, Attribution, Pile, identity

DAM = "The Greyfen dam gave way on Sunday night. Engineers had warned of cracks in the Greyfen spillway for months."
DAM_AGAIN = "Cracks in the spillway were known months before the Greyfen dam gave way, engineers told this newspaper."
VOTE = "Parliament in Veldania voted for the budget. The opposition walked out before the count of the ballots."
CUP = "Rovers won the cup after extra time. The goalkeeper saved two penalties in front of a full stadium."


def pile(*articles: Article) -> Pile:
    ordered = tuple(sorted(articles, key=lambda each: each.id))
    return Pile(ordered, tuple(Attribution(each.id) for each in ordered))


def grouped(*articles: Article) -> list[tuple[str, ...]]:
    return sorted(each.articles for each in group(pile(*articles), StoryOptions()))


def test_two_reports_of_one_event_are_one_story_dated_or_not() -> None:
    others = (article("c", VOTE), article("d", CUP))
    assert grouped(article("a", DAM), article("b", DAM_AGAIN), *others) == [("a", "b"), ("c",), ("d",)]
    dated = article("a", DAM, published="2020-05-01"), article("b", DAM_AGAIN, published="2020-05-02T08:00:00Z")
    assert grouped(*dated, *others) == [("a", "b"), ("c",), ("d",)]


def test_the_same_words_a_year_later_are_another_story() -> None:
    dated = article("a", DAM, published="2020-05-01"), article("b", DAM_AGAIN, published="2021-05-02")
    assert grouped(*dated, article("c", VOTE)) == [("a",), ("b",), ("c",)]


def test_the_title_is_that_of_a_dated_article_else_the_first_line() -> None:
    undated, dated = (
        article("a", DAM, title="Old wall"),
        article("b", DAM_AGAIN, published="2020-05-01", title="Dam breaks"),
    )
    (story,) = group(pile(undated, dated), StoryOptions())
    assert (story.title, story.id) == ("Dam breaks", identity("t", "a"))
    (lone,) = group(pile(article("a", CUP)), StoryOptions())
    assert lone.title.startswith("Rovers won the cup")


def test_nothing_and_empty_texts_are_grouped_too() -> None:
    assert group(pile(), StoryOptions()) == ()
    assert grouped(article("a", "12"), article("b", "…")) == [("a",), ("b",)]


TEXTS = st.lists(st.sampled_from([DAM, DAM_AGAIN, VOTE, CUP, DAM + " " + CUP, ""]), max_size=9)
DATES = st.lists(st.sampled_from([None, "2020-05-01", "2020-05-09", "no date"]), min_size=9, max_size=9)


@given(TEXTS, DATES, st.integers(0, 99))
def test_every_article_in_one_story_whatever_the_order(texts: list[str], dates: list[str | None], seed: int) -> None:
    articles = [article(f"n{at}", text, published=dates[at]) for at, text in enumerate(texts)]
    stories = group(pile(*articles), StoryOptions())
    assert sorted(each for story in stories for each in story.articles) == sorted(each.id for each in articles)
    assert len({each.id for each in stories}) == len(stories)
    Random(seed).shuffle(articles)
    assert group(Pile(tuple(articles), ()), StoryOptions()) == stories


def test_addresses_date_what_carries_no_date() -> None:
    table = (
        ("https://a.example/2019/03/22/dam-breaks", "2019-03-22", 0),
        ("https://a.example/2019/mar/22/dam", "2019-03-22", 0),
        ("https://a.example/news/20190322-dam", "2019-03-22", 0),
        ("https://a.example/2019/03/dam", "2019-03-01", 30),
        ("https://a.example/2019/33/99/dam", None, 0),
        ("https://a.example/dam-46855079", None, 0),
    )
    for url, first, width in table:
        found = dating.stated([article("a", DAM, url=url)])
        bounds = (int(found.first[0]), int(found.last[0]))
        day = date.fromisoformat(first).toordinal() if first else 0
        assert bounds == ((day, day + width) if first else (dating.NEVER, dating.EVER)), url


def test_a_counter_dates_what_stands_between_dated_numbers() -> None:
    dated = [
        article(f"n{at:02}", DAM, published=f"2020-05-{at + 1:02}", url=f"https://a.example/n-{100000 + 10 * at}")
        for at in range(20)
    ]
    lost = article("z", VOTE, url="https://www.a.example/n-100055")
    articles = [*dated, lost]
    found = dating.counted(articles, dating.stated(articles), {})
    assert [date.fromordinal(int(each[-1])).isoformat() for each in (found.first, found.last)] == [
        "2020-05-06",
        "2020-05-07",
    ]
    shuffled = [replace(each, url=f"https://a.example/n-{100000 + at * 7919 % 99991}") for at, each in enumerate(dated)]
    found = dating.counted([*shuffled, lost], dating.stated([*shuffled, lost]), {})
    assert not found.known[-1]


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (None, [[0, 1, 2]]),
        ([(1, 1), None, (4, 4)], [[0, 1, 2]]),
        ([(1, 1), None, (900, 900)], [[0, 1], [2]]),
        ([(1, 1), (9, 9), (18, 18)], [[0, 1, 2]]),
    ],
)
def test_no_undated_article_ties_what_lies_far_apart(
    periods: list[tuple[int, int] | None] | None, expected: list[list[int]]
) -> None:
    a, b, values = np.array([0, 1]), np.array([1, 2]), np.array([0.9, 0.8])
    assert linkage.clusters(3, a, b, values, 0.25, periods, reach=10) == expected
