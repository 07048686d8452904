"""Which fingerprints become seeds, in small piles and in large ones."""

from __future__ import annotations

import random

import numpy as np
import pytest

from whence.comparison import seeds
from whence.comparison.documents import Corpus, Stretch, gather
from whence.comparison.kernels import pairing, telling
from whence.comparison.kernels.sorting import families
from whence.options import ReuseOptions

_OPTIONS = ReuseOptions()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (2, (150, 0)),
        (28_284, (150, 0)),
        (28_285, (157, 0)),
        (39_999, (157, 0)),
        (40_000, (164, 1)),
        (100_000, (178, 2)),
        (300_000, (199, 2)),
    ],
)
def test_seeds_must_tell_more_at_each_half_doubling_of_the_pile(texts: int, expected: tuple[int, int]) -> None:
    assert seeds.needed(_OPTIONS, texts) == expected


def _found(corpus: Corpus, cap: int, asked: int) -> set[tuple[int, int, int, int]]:
    told = telling.information(corpus.words, telling.counted(corpus.words))
    owners = np.repeat(np.arange(len(corpus), dtype=np.int32), np.diff(corpus.prints.offsets))
    alike = families(corpus.prints.hashes)
    alone = np.full(len(corpus), -1, dtype=np.int32)
    found = pairing.seeds(corpus.words, told, alike, owners, corpus.prints.places, alone, cap, 150, asked)
    return set(zip(*(each.tolist() for each in found), strict=True))


def _corpus(number: int) -> Corpus:
    """Texts of a few hundred words, of which each has a stretch of the first, with some words changed."""
    draw = random.Random(number)
    words = [f"w{each}" for each in range(400)]
    first = draw.choices(words, k=200)
    texts = [first]
    for _ in range(7):
        start = draw.randrange(120)
        copied = [each if draw.random() < 0.9 else "changed" for each in first[start : start + 60]]
        texts.append(draw.choices(words, k=50) + copied)
    return gather([[Stretch(0, " ".join(each))] for each in texts], _OPTIONS)


@pytest.mark.parametrize("number", range(5))
def test_large_piles_take_some_of_the_seeds_of_small_ones_and_miss_no_copy(number: int) -> None:
    corpus = _corpus(number)
    every, some = _found(corpus, 60, 0), _found(corpus, 60, 2)
    assert some <= every
    assert {(a, b) for a, b, _, _ in some if a == 0} == {(0, each) for each in range(1, 8)}


@pytest.mark.parametrize("number", range(3))
def test_above_the_cap_each_text_is_linked_to_the_first_and_the_one_before(number: int) -> None:
    corpus = _corpus(number)
    linked, every = _found(corpus, 2, 0), _found(corpus, 60, 0)
    assert linked <= every
    forms = {(text, place) for a, b, at, bt in every for text, place in ((a, at), (b, bt))}
    assert {(text, place) for a, b, at, bt in linked for text, place in ((a, at), (b, bt))} <= forms
    assert {each for each in every if each[0] == 0 and each[1] == 1} <= linked
