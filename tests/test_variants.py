from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.comparison.variants import Wording, classify, diff
from whence.records import Span
from whence.text import forms


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


def test_the_steps_carry_offsets_into_both_texts() -> None:
    a, b = "He said the bridge would close on Monday.", "The bridge will close Monday night, he said."
    edits = diff(a, [Span(8, len(a))], b, [Span(0, 34)])
    shown = [(each.operation, a[slice(*each.a)], b[slice(*each.b)]) for each in edits]
    assert shown == [
        ("kept", "the bridge", "The bridge"),
        ("replaced", "would", "will"),
        ("kept", "close", "close"),
        ("cut", "on", ""),
        ("kept", "Monday", "Monday"),
        ("put_in", "", "night"),
    ]


def test_no_step_crosses_a_gap() -> None:
    a = "one two three SKIPPED four five"
    b = "one two three four five"
    edits = diff(a, [Span(0, 13), Span(22, 31)], b, [Span(0, len(b))])
    assert [(a[slice(*each.a)], b[slice(*each.b)]) for each in edits] == [
        ("one two three", "one two three"),
        ("four five", "four five"),
    ]


VOCABULARY = ["dam", "gate", "river", "will", "not", "hold", "the", "Östra", "it's", "12"]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_the_steps_rebuild_both_sides(a: str, b: str) -> None:
    edits = diff(a, [Span(0, len(a))], b, [Span(0, len(b))])
    left = [word for each in edits for word in forms(a[slice(*each.a)])]
    right = [word for each in edits for word in forms(b[slice(*each.b)])]
    assert left == list(forms(a))
    assert right == list(forms(b))
    for each in edits:
        if each.operation == "kept":
            assert forms(a[slice(*each.a)]) == forms(b[slice(*each.b)])


@given(WORDS)
def test_the_same_words_are_exact_or_nothing(text: str) -> None:
    assert classify(whole(text), whole(text)) == ("exact" if text else "reworded")
