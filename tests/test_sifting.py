from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import pytest

from hand_made import article, passage, pile, said
from whence.comparison import compare, propositions, sifting
from whence.options import Options
from whence.records import Pile, Reuse

Item = TypeVar("Item")
Result = TypeVar("Result")
PARTS = [
    "the council will sell the northern docks to a foreign company this spring",
    "forty lighthouse keepers walked out over unpaid wages on Monday",
    "the ferry to the island stops running at midnight and nobody was told",
]


def travelling(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
    """As an engine does it: function, items and results go as pickles."""
    for each in items:
        work, item = pickle.loads(pickle.dumps((function, each)))
        yield pickle.loads(pickle.dumps(work(item)))


def made() -> tuple[Pile, list[Reuse]]:
    articles = [
        article(f"n{at}", f"Orlo said {PARTS[at % 3]}. Reik said {PARTS[(at + at // 3) % 3]} indeed.", f"Post {at}")
        for at in range(9)
    ]
    statements = [
        said(each, words.removesuffix("."), name)
        for each in articles
        for name, words in (
            ("Orlo", each.text.split(" Reik said ")[0].removeprefix("Orlo said ")),
            ("Reik", each.text.split(" Reik said ")[1]),
        )
    ]
    return pile(articles, statements), [passage(articles[0], PARTS[0], articles[3], PARTS[0])]


@pytest.mark.parametrize(("lot", "read"), [(1, 1), (3, 2), (10_000, 100)])
def test_what_is_done_elsewhere_is_the_same(monkeypatch: pytest.MonkeyPatch, lot: int, read: int) -> None:
    built, passages = made()
    wanted = compare(built, Options(), passages=tuple(passages))
    assert max(len(each.appearances) for each in wanted.claims) > 2
    monkeypatch.setattr(sifting, "LOT", lot)
    monkeypatch.setattr(propositions, "LOT", read)
    assert compare(built, Options(), passages=tuple(passages), spread=travelling) == wanted
