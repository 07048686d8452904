"""What a passage must tell is read off the pile: many that tell little and few that tell more are chance."""

from __future__ import annotations

import numpy as np
import pytest

from whence.comparison import chance, passages
from whence.comparison.documents import Stretch, gather
from whence.comparison.kernels import telling
from whence.comparison.kernels.phrases import spread_prints, spread_words
from whence.comparison.kernels.sorting import families
from whence.options import ReuseOptions


def proofs(falling: int, lasting: int) -> np.ndarray:
    """So many passages by chance between 8 and 24 nats, each 16 nats beyond that a seventh; and as many at any nats."""
    nats = np.arange(8, 120)
    many = falling / 16 * np.where(nats < 24, 1.0, 0.3 * 0.15 ** ((nats - 24) / 16)) + lasting
    return 10 * np.repeat(nats, many.astype(int))


@pytest.mark.parametrize(
    ("falling", "lasting", "low", "high"),
    [
        (0, 0, chance.ANY, chance.ANY),
        (0, 30, chance.ANY, 16),
        (12, 0, chance.ANY, chance.ANY),
        (2_000, 30, 15, 40),
        (80_000, 30, 45, 64),
        (80_000, 300, 30, 55),
    ],
)
def test_the_more_chance_the_more_must_be_told(falling: int, lasting: int, low: float, high: float) -> None:
    found = proofs(falling, lasting)
    assert low <= chance.least(found, np.arange(len(found))) <= high


def test_a_phrase_counts_once() -> None:
    found = proofs(80_000, 30)
    assert chance.least(found, np.zeros(len(found), dtype=np.int64)) == chance.ANY


def test_each_cause_has_its_own_floor_and_none_holds_for_the_others() -> None:
    cause, told = np.asarray([0, 0, 1, 1, 2]), np.asarray([-50, 300, 150, 170, -900])
    floors = chance.floors(told, np.arange(5), cause, {0: chance.ANY, 1: 16.0})
    assert floors == {0: chance.ANY, 1: 16.0}
    assert chance.proven(told, cause, floors).tolist() == [True, True, False, True, True]


PHRASE = "the deputy chairman of the harbour board"
PLACES = (
    "Rain fell on {} while ferries waited.",
    "Nobody envies {}, says a cook.",
    "A goose bit {} near Sarn.",
    "Lanterns hung above {} until morning.",
    "The choir thanked {} with songs.",
    "Eleven miners wrote to {} twice.",
    "Her uncle became {} last autumn.",
    "Snow buried {} at Easter.",
    "Both painters portrayed {} sleeping.",
    "Cattle followed {} uphill.",
)
COPY = "Old bakers in Sarn still remember that the deputy chairman of the harbour board once paid"


REST = "for every single loaf that was baked in the valley during the long winter of the great flood"


def spread(*texts: str) -> int:
    """In how many surroundings the phrase stands in the last text."""
    options = ReuseOptions()
    corpus = gather([[Stretch(0, text)] for text in texts], options)
    told = telling.information(corpus.words, telling.counted(corpus.words))
    prints = corpus.prints
    owners = np.repeat(np.arange(len(corpus), dtype=np.int32), np.diff(prints.offsets))
    alike = families(prints.hashes)
    counts = spread_prints(corpus.words, told, owners, prints.places, alike, options.ngram)
    flags = spread_words(corpus.words, owners, prints.places, counts)
    start = int(corpus.words.offsets[-2])
    first = texts[-1].split().index("deputy") - 1
    return int(flags[start + first : start + first + 4].max())


def test_a_phrase_stands_in_many_surroundings_and_a_copy_in_one() -> None:
    assert spread(*(each.format(PHRASE) for each in PLACES)) >= 4
    assert spread(*[f"{at}: Once again, {COPY} {REST}, part {at}" for at in range(10)]) <= 2


def test_a_passage_that_tells_too_little_for_its_pile_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    others = [each.format("a stranger") for each in PLACES]
    texts = [" ".join((f"{COPY}.", *others[:4])), " ".join((f"Yesterday: {COPY}, he said.", *others[4:]))]
    corpus = gather([[Stretch(0, text)] for text in texts], ReuseOptions())
    none = np.full(2, -1, dtype=np.int32)
    assert len(passages.find(corpus, none, none, ReuseOptions()).cause) == 1
    monkeypatch.setattr(passages, "FLOORS", dict.fromkeys(passages.FLOORS, 1_000.0))
    assert len(passages.find(corpus, none, none, ReuseOptions()).cause) == 0
