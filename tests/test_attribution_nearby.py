"""What lies at a place is all that shares a character with it, however long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whence.attribution.nearby import Nearby
from whence.attribution.tokens import between, tokens
from whence.records import Span

SPANS = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 6000), st.integers(1, 3000))


@given(st.lists(SPANS, max_size=30), SPANS)
def test_all_that_meets_is_found(spans: list[Span], place: Span) -> None:
    found = Nearby((each, each) for each in spans).meeting(place)
    assert sorted(found) == sorted(each for each in spans if each.start < place.end and place.start < each.end)


@given(st.text("ab .", max_size=60), st.integers(-2, 62), st.integers(-2, 62))
def test_tokens_between_two_places_start_there(text: str, low: int, high: int) -> None:
    found = tokens(text, 0, len(text))
    assert list(between(found, low, high)) == [each for each in found if low <= each.start < high]
