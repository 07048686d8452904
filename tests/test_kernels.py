"""The compiled kernels do what the plain functions do, whatever the text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.comparison import passages
from whence.comparison.documents import Stretch, Tokenizer, chosen, gather
from whence.comparison.kernels import aligning
from whence.comparison.kernels.tokens import FUNCTION, OPEN, PARAGRAPH, QUOTED, SENTENCE
from whence.comparison.reuse import numbered, spans_of
from whence.options import ReuseOptions
from whence.text import words

TOKENIZER = Tokenizer()
ALPHABET = st.sampled_from("aAéßİǅ９ſﬁ中़🌊 .,'’-–\"“”«»\n\t\u00a0\u0301\u200b_0")


@given(st.text(ALPHABET, max_size=60) | st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_words_are_those_of_the_text(text: str) -> None:
    found = TOKENIZER.words([[Stretch(0, text)]])
    expected = words(text)
    assert list(zip(found.starts.tolist(), found.ends.tolist(), strict=True)) == [(w.start, w.end) for w in expected]
    numbers: dict[str, int] = {}
    for word, form in zip(expected, found.forms.tolist(), strict=True):
        assert numbers.setdefault(word.form, form) == form


@pytest.mark.parametrize(
    ("text", "word", "marks"),
    [
        ("The mill closed.", 0, PARAGRAPH | SENTENCE | FUNCTION),
        ('He said: "No water." Then rain fell.', 2, QUOTED),
        ('He said: "No water." Then rain fell.', 4, SENTENCE),
        ('She asked: "Why\nNobody knew.', 2, OPEN),
        ("Mr. Brandt left.", 1, 0),
        ("It rained. mist rose.", 2, 0),
    ],
)
def test_marks(text: str, word: int, marks: int) -> None:
    found = int(TOKENIZER.words([[Stretch(0, text)]]).marks[word])
    asked = marks or SENTENCE
    assert found & asked == marks


FIRST = "The keeper of the northern lighthouse counted eleven ships before dawn and wrote their names into a blue book"
OTHER = "Nobody in the village remembered a colder spring than the one in which the old orchard froze to its roots"
EDITED = FIRST.replace("eleven", "twelve").replace("blue", "worn")
QUOTE = "We have carried these stones for eleven years without a single pay rise"
MISQUOTE = QUOTE.replace("carried", "hauled").replace("single", "decent")


def found_in(*texts: str, groups: tuple[str | None, ...] | None = None) -> list[tuple[int, int, str]]:
    corpus = gather([[Stretch(0, text)] for text in texts], ReuseOptions())
    kinds = numbered(groups or (None,) * len(texts))
    shared = passages.find(corpus, kinds, np.full(len(texts), -1, dtype=np.int32), ReuseOptions())
    rows = zip(shared.passages.a, shared.passages.b, *spans_of(corpus, shared), strict=True)
    return [(int(a), int(b), texts[a][start:end]) for a, b, start, end, _, _ in rows]


@pytest.mark.parametrize(
    ("left", "right", "passage"),
    [
        (f"{FIRST}.\n\n{OTHER}.", f"{FIRST}.", FIRST),
        (f"Morning. {FIRST}, he says.", f"{EDITED}.", FIRST),
        (f'He said: "{QUOTE}." Then he left.', f'"{MISQUOTE}," Orlo told the meeting on Friday.', QUOTE),
        (FIRST, FIRST, FIRST),
    ],
)
def test_a_passage_is_found_whole(left: str, right: str, passage: str) -> None:
    assert found_in(left, right) == [(0, 1, passage)]


def test_a_group_shares_nothing_with_itself_even_where_texts_are_equal() -> None:
    found = found_in(FIRST, FIRST, FIRST, EDITED, groups=("x", "x", "y", "x"))
    assert {(a, b) for a, b, _ in found} == {(0, 2), (1, 2), (2, 3)}


def test_many_equal_texts_are_linked_to_the_first_and_the_one_before() -> None:
    found = found_in(*[FIRST] * 100, OTHER)
    assert {(a, b) for a, b, _ in found} == {(0, b) for b in range(1, 100)} | {(b - 1, b) for b in range(2, 100)}


def test_a_document_may_be_of_any_length() -> None:
    long = " ".join(f"w{at} x{at * 7 % 1009}" for at in range(60_000))
    ((a, b, passage),) = found_in(f"{long} {FIRST}", f"{OTHER}. {FIRST}")
    assert (a, b, passage) == (0, 1, FIRST)


def test_a_corpus_in_another_order_is_what_its_texts_would_be() -> None:
    texts = [FIRST, OTHER, EDITED]
    corpus = gather([[Stretch(0, text)] for text in texts], ReuseOptions())
    turned = gather([[Stretch(0, text)] for text in texts[::-1]], ReuseOptions())
    for one, other in zip(chosen(corpus, [2, 1, 0]).words, turned.words, strict=True):
        assert (one == other).all()


_FEW_WORDS = st.lists(st.integers(2, 5), max_size=12)


@settings(max_examples=60, deadline=None)
@given(_FEW_WORDS, _FEW_WORDS, st.lists(st.sampled_from((0, FUNCTION)), min_size=26, max_size=26))
def test_what_is_not_bridged_would_have_gained_nothing(left: list[int], right: list[int], kinds: list[int]) -> None:
    """Where no table is filled because nothing could be gained, the table says the same."""
    forms = np.asarray([0, *left, 1, *right], dtype=np.uint32)
    marks = np.asarray(kinds, dtype=np.uint8)
    where = (forms, marks, 0, len(left) + 1, len(left) + 1, len(right) + 1, 1)
    table, ways = np.zeros((4, 17), dtype=np.int32), np.zeros((65, 17), dtype=np.uint8)
    partner = np.full(len(forms), -1, dtype=np.int64)
    if not aligning._worthwhile(*where):
        assert aligning._bridge(*where, table, ways, partner, 0) == (0, 0, 0, False)
        assert (partner == -1).all()
