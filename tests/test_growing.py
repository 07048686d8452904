"""A pile that grows has the passages that it would have from scratch, to the last byte."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from whence.comparison import growing, passages, seeds
from whence.comparison.documents import Corpus, Stretch, chosen, gather
from whence.comparison.kernels import telling
from whence.comparison.passages import Shared
from whence.options import ReuseOptions

_OPTIONS = ReuseOptions(max_frequency=4)


def _texts(number: int) -> tuple[Corpus, list[str]]:
    """Copies with edits, equal texts, house lines, phrases that stand in very many; and the outlets of all."""
    draw = random.Random(number)
    words = [f"w{each}" for each in range(600)]
    stories = [draw.choices(words, k=150) for _ in range(4)]
    phrases = [draw.choices(words, k=9) for _ in range(3)]
    lines = {each: draw.choices(words, k=25) for each in "xyz"}
    texts: list[list[str]] = []
    outlets: list[str] = []
    for _ in range(60):
        outlet, kind = draw.choice("xyz"), draw.random()
        text = draw.choices(words, k=40)
        if kind < 0.6:
            start, rate = draw.randrange(90), draw.choice([0.0, 0.1, 0.25])
            story = draw.choice(stories)[start : start + draw.choice([30, 60])]
            text += [draw.choice(words) if draw.random() < rate else each for each in story]
        elif kind < 0.8 and texts:
            text = list(draw.choice(texts))
        if draw.random() < 0.5:
            text += draw.choice(phrases)
        if draw.random() < 0.4:
            text = text + lines[outlet] if draw.random() < 0.5 else lines[outlet] + text
        texts.append(text)
        outlets.append(outlet)
    return gather([[Stretch(0, " ".join(each))] for each in texts], _OPTIONS), outlets


def _rows(found: Shared) -> set[tuple[object, ...]]:
    held = found.passages
    return {
        (*(int(each[row]) for each in held[:7]), held.runs[held.first[row] : held.last[row]].tobytes(),
         int(found.cause[row]), bool(found.reworded[row]), int(found.proof[row]), int(found.phrase[row]))
        for row in range(len(held.a))
    }  # fmt: skip


@pytest.mark.parametrize("number", range(8))
def test_batches_find_what_is_found_at_once(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "MODEL", 10)
    if number % 2:
        monkeypatch.setattr(seeds, "SMALL", 30)
    corpus, outlets = _texts(number)
    numbers = np.asarray(["xyz".index(each) for each in outlets], dtype=np.int32)
    expected = passages.find(corpus, np.full(len(corpus), -1, dtype=np.int32), numbers, _OPTIONS)
    assert len(expected.passages.a) > 20
    draw = random.Random(number)
    cuts = sorted({draw.randrange(10, 60) for _ in range(draw.randrange(1, 6))} | {59, len(corpus)})
    known = growing.nothing()
    for cut in cuts:
        part = chosen(corpus, range(cut))
        if len(known) and not growing.extends(len(known), cut, _OPTIONS):
            known = growing.nothing()
        known = growing.extended(known, part, numbers[:cut], _OPTIONS)
        found, searched = growing.settled(known, part, _OPTIONS)
        known = replace(known, searched=searched)
    assert _rows(found) == _rows(expected)
    assert len(searched.pairs)
