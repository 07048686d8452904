from __future__ import annotations

import pytest

from whence.comparison.quoting import Piece, found_in, pieces, same
from whence.records import Article, Span


def told(text: str) -> list[str]:
    article = Article("a", text, "a.txt", "a")
    return [" ".join(each.forms) for each in pieces(article, (Span(0, len(text)),), None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor called the dam “a disgrace” and left.", ["a disgrace"]),
        ("“We built it. Nobody paid us.” He left.", ["we built it", "nobody paid us"]),
        ("“We built it … with bare hands,” he said.", ["we built it", "with bare hands"]),
        ("The dam is safe.", []),
    ],
)
def test_quotes_come_sentence_by_sentence(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("a disgrace", "the dam is a disgrace to us all", True),
        ("a disgrace", "a real disgrace", False),
        ("the wall will hold all winter long", "and the wall would hold all winter long we hope", True),
        (
            "the wall will hold all winter long",
            "the mayor and all of them who will this winter see a wall they hold to be long past its best",
            False,
        ),
    ],
)
def test_some_words_stand_in_others(part: str, whole: str, expected: bool) -> None:
    assert found_in(part.split(), whole.split()) is expected


def test_the_shorter_quote_stands_in_the_longer() -> None:
    article = Article("a", "“A total disgrace.” “It is a total disgrace to us.”", "a.txt", "a")
    one, two = pieces(article, (Span(0, len(article.text)),), None)
    assert same(one, two)
    assert same(two, one)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("“a weak and crumbling dam wall”", "“crumbling dam wall that nobody tends”", True),
        ("“a weak and crumbling dam”", "“a dam that nobody tends”", False),
    ],
)
def test_cuts_of_one_sentence_overlap(one: str, two: str, expected: bool) -> None:
    article = Article("a", f"{one} {two}", "a.txt", "a")
    left, right = pieces(article, (Span(0, len(article.text)),), None)
    assert same(left, right) is same(right, left) is expected


def test_a_single_word_held_at_a_distance_is_no_cut_of_a_sentence() -> None:
    (word,) = quotes("The so-called “alliance” kept the barges back.")
    (sentence,) = quotes("“The alliance has kept every barge of ours back since the spring.”")
    (short,) = quotes("He spoke of “an alliance” again.")
    assert not same(word, sentence)
    assert same(word, short)


def quotes(text: str) -> tuple[Piece, ...]:
    return pieces(Article("a", text, "a.txt", "a"), (Span(0, len(text)),), None)
