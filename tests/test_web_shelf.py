"""Answers that pages keep: until anything is written, or until what is known across articles changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from whence.errors import LedgerMissing
from whence.ledger import View, Writer
from whence.records import Article, Attribution, Comparison, Zone
from whence.web.shelf import Shelf


def add(writer: Writer, id: str) -> None:
    text = f"The ferry {id} is late."
    writer.add(
        [(Article(id, text, f"{id}.txt", f"{id}.txt", zones=(Zone(0, len(text), "body", "test"),)), Attribution(id))]
    )


def count(view: View) -> int:
    return view.counts()["articles"]


def test_what_is_kept_is_as_old_as_it_may_be(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "pile.db")
    with Writer.open(tmp_path / "pile.db") as writer:
        add(writer, "a1")
        assert (shelf.kept("n", count), shelf.settled("n", count)) == (1, 1)
        add(writer, "a2")
        assert (shelf.kept("n", count), shelf.settled("n", count)) == (2, 1), "no comparison was made since"
        writer.replace(Comparison())
        assert (shelf.kept("n", count), shelf.settled("n", count)) == (2, 2)
    shelf.close()


def test_without_a_ledger_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissing):
        Shelf(tmp_path / "none.db").settled("n", count)
