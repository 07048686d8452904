from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hand_made import article, passage, pile, said
from whence.comparison.houselines import furniture, own
from whence.comparison.propositions import stated

LINKS = "Mayor says the dam holds Critics call the pier a folly Ten facts on Orlo"
ONE = article("one", f"Orlo said the tide was high. {LINKS}", "First Post")
TWO = article("two", f"Reik said the cranes are sold. {LINKS}", "First Post")


def test_link_lists_of_an_outlet_are_furniture_across_events_only() -> None:
    statements = [
        said(ONE, "the tide was high", "Orlo", "said"),
        said(ONE, "the dam holds Critics call the pier a folly", "Mayor", "says"),
        said(TWO, "the dam holds Critics call the pier a folly", "Mayor", "says"),
    ]
    told = stated(pile([ONE, TWO], statements))
    shared = [passage(ONE, LINKS, TWO, LINKS, cause="house")]
    assert furniture(told, shared, {"one": "flood", "two": "sale"}) == {1, 2}
    assert furniture(told, shared, {"one": "flood", "two": "flood"}) == set()
    assert furniture(told, [passage(ONE, LINKS, TWO, LINKS)], {"one": "flood", "two": "sale"}) == set()


CAPTION = "The old crane on Wharf Street, seen from the ferry, where the strike of the dockers began in the spring"
NOTE = "Ilse Orlo writes on harbours for these pages, and is the author of a book on tides that nobody has read"
_FILL = "The council met again and nothing was settled between the two sides of the room. " * 20


MIDDLE_A, MIDDLE_B = (f"{start} {_FILL}{CAPTION}. {_FILL}" for start in ("A strike began.", "Ferries were late."))
ENDS_A, ENDS_B = (f"{start} {_FILL}{NOTE}." for start in ("Dams are dull.", "Piers are not."))
WHOLE = f"{CAPTION}. {NOTE}."
POST, MAIL = ("First Post", None), ("Evening Mail", None)


@pytest.mark.parametrize(
    ("one", "two", "words", "days", "cause", "expected"),
    [
        ((MIDDLE_A, *POST), (MIDDLE_B, *POST), CAPTION, 40, "copied", "house"),
        ((MIDDLE_A, *POST), (MIDDLE_B, *POST), CAPTION, 2, "copied", "copied"),  # an update of the same story
        ((MIDDLE_A, *POST), (MIDDLE_B, *POST), CAPTION, 40, "quoted", "quoted"),
        ((MIDDLE_A, *POST), (MIDDLE_B, *MAIL), CAPTION, 40, "copied", "copied"),
        ((MIDDLE_A, *POST), (MIDDLE_B, *POST), CAPTION, None, "copied", "house"),
        ((WHOLE, *POST), (f"{WHOLE} Again.", *POST), WHOLE, 40, "copied", "copied"),  # printed again
        ((WHOLE, *POST), (f"{WHOLE} Again.", *POST), WHOLE, None, "copied", "copied"),
        ((ENDS_A, *POST), (ENDS_B, *POST), NOTE, 0, "copied", "house"),
        ((ENDS_A, *POST), (ENDS_B, *MAIL), NOTE, 40, "unknown", "house"),  # an author of two houses
        ((ENDS_A, *POST), (ENDS_B, *MAIL), NOTE, 1, "copied", "copied"),
        ((MIDDLE_A, "First Post", "https://post.test/1"), (MIDDLE_B, "A guest", "https://www.post.test/2"), CAPTION, 40,
         "copied", "house"),
        ((MIDDLE_A, "CNN", "https://keep.test/1"), (MIDDLE_B, "Reuters", "https://keep.test/2"), CAPTION, 40, "copied",
         "copied"),
    ],
)  # fmt: skip
def test_what_a_house_prints_again_is_its_own(
    one: tuple[str, str, str | None], two: tuple[str, str, str | None], words: str, days: int | None, cause: str,
    expected: str,
) -> None:  # fmt: skip
    dates = (None, None) if days is None else ("2031-03-01", (date(2031, 3, 1) + timedelta(days)).isoformat())
    here = [
        article(key, text, outlet, day, url=url)
        for key, (text, outlet, url), day in zip(("one", "two"), (one, two), dates, strict=True)
    ]
    shared = passage(here[0], words, here[1], words, cause=cause)
    assert [each.cause for each in own([shared], {each.id: each for each in here})] == [expected]


def test_what_two_share_besides_the_end_is_no_note() -> None:
    one, two = article("one", CAPTION + ENDS_A, "First Post"), article("two", CAPTION + ENDS_B, "First Post")
    shared = [passage(one, each, two, each) for each in (CAPTION, NOTE)]
    dated = [replace(each, published="2031-03-01") for each in (one, two)]
    assert {each.cause for each in own(shared, {each.id: each for each in dated})} == {"copied"}


def test_lines_of_far_days_are_the_same_on_near_days() -> None:
    texts = [f"{start} {CAPTION}. {_FILL}{NOTE}. {_FILL}" for start in ("A strike began.", "It went on.", "It ended.")]
    days = ("2031-03-01", "2031-03-02", "2031-05-01")
    first, next_day, later = (article(f"a{at}", text, "First Post", days[at]) for at, text in enumerate(texts))
    shared = [
        passage(first, CAPTION, next_day, CAPTION),
        passage(first, NOTE, next_day, NOTE),
        passage(first, CAPTION, later, CAPTION),
        passage(next_day, CAPTION, later, CAPTION, cause="house"),
    ]
    found = own(shared, {each.id: each for each in (first, next_day, later)})
    assert [each.cause for each in found] == ["house", "copied", "house", "house"]
