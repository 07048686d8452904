from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.comparison.alteration import Wording, classify
from whence.records import Span


def whole(text: str, quoted: bool = True) -> Wording:
    return Wording(text, (Span(0, len(text)),), quoted)


@pytest.mark.parametrize(
    ("origin", "here", "quoted", "expected"),
    [
        ("The dam will hold, whatever they say", "the dam will hold whatever they say", True, "exact"),
        ("We didn’t open the gates", "We didn't open the gates", True, "exact"),
        ("We will not leave the valley", "[The settlers] will not leave the valley", True, "exact"),
        ("not leave the valley", "We will not leave the valley this year", True, "exact"),
        ("We will not leave the valley, not today, not ever", "We will not leave the valley", True, "truncated"),
        (
            "We asked them twice and they never gave us an answer",
            "We asked them … they never gave us an answer",
            True,
            "truncated",
        ),
        ("The dam will hold through the winter", "The dam might hold through the winter", True, "altered"),
        ("The dam will hold through the winter", "The dam could hold through the winter", False, "reworded"),
        (
            "We will not leave the valley, not today",
            "“not leave the valley, not today,” and not in spring",
            True,
            "truncated",
        ),
        ("It was the worst of botch-jobs in our history", "the worst of botch jobs in our history", True, "truncated"),
        ("The gates will open on Monday", "The gates will open on Tuesday", True, "altered"),
        ("The colour of the water is brown", "the color of the water is brown", True, "exact"),
        ("The dam will hold through the winter", "engineers trust the old wall", True, "reworded"),
    ],
)
def test_the_variant_has_its_name(origin: str, here: str, quoted: bool, expected: str) -> None:
    assert classify(whole(origin, quoted), whole(here, quoted)) == expected


def test_a_quote_made_of_two_is_merged() -> None:
    first, second = whole("We built the wall with our own hands"), whole("Nobody in the capital ever paid for it")
    both = whole("We built the wall with our own hands and nobody in the capital ever paid for it")
    assert classify(first, both, [second]) == "exact"  # all of the first stands in it, unbroken
    cut = whole("We built the wall and nobody in the capital ever paid for it")
    assert classify(first, cut, [second]) == "merged"
    assert classify(first, cut) == "altered"


VOCABULARY = ["dam", "gate", "river", "will", "not", "hold", "the", "Östra", "it's", "12"]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join)


@given(WORDS)
def test_the_same_words_are_exact_or_nothing(text: str) -> None:
    assert classify(whole(text), whole(text)) == ("exact" if text else "reworded")
