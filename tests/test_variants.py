from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whence.comparison.variants import diff
from whence.records import Span
from whence.text import forms


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
