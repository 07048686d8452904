"""Revisions, end to end: two texts at one address are one article, compared and counted once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hand_made import article
from whence import answers, export, pipeline
from whence.comparison.revisions import are_dated, changed, revised, texts_of_one
from whence.ledger import View
from whence.options import Options, ReadingOptions
from whence.records import Article

URL = "https://gazette.example/bridge"
FIRST = article("one", "The bridge will stay closed until autumn.", "Gazette", "2031-03-01", url=URL)
LATER = article("two", "The bridge will stay closed until spring, he said.", "Gazette", "2031-03-02", url=URL)
TABLE: tuple[tuple[str, tuple[Article, Article], dict[str, str]], ...] = (
    ("another text", (FIRST, LATER), {"two": "one"}),
    ("in the order of dates, not of ids", (replace(FIRST, published="2031-03-09"), LATER), {"one": "two"}),
    ("the same text", (FIRST, replace(LATER, text=FIRST.text)), {}),
    ("another address", (FIRST, replace(LATER, url=URL + "/2")), {}),
    ("no address", (replace(FIRST, url=None), replace(LATER, url=None)), {}),
    ("another outlet", (FIRST, replace(LATER, outlet="Herald")), {}),
    ("a section of the outlet", (FIRST, replace(LATER, outlet="Gazette (Online)")), {"two": "one"}),
)


@pytest.mark.parametrize(("name", "pair", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_what_is_a_revision(name: str, pair: tuple[Article, Article], expected: dict[str, str]) -> None:
    assert revised(pair) == revised(pair[::-1]) == expected
    assert bool(texts_of_one(pair)) is bool(expected)


def test_changed_words_and_unknown_order() -> None:
    assert changed(FIRST, LATER) == 3  # autumn → spring, he said
    assert are_dated(FIRST, LATER)
    assert not are_dated(FIRST, replace(LATER, published=None))
    assert not are_dated(FIRST, replace(LATER, published=FIRST.published))


BODY = (
    "The town met on the quay on Monday and talked until the lamps were lit about the price of stone and of labour. "
    "“The bridge will stay closed until the last bolt has been tested,” Mayor Ana Orlo told reporters. "
    "A boy of nine asked who would carry the milk, and nobody in the hall had an answer for him. {}"
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("revisions")
    for at, (outlet, date, url, end) in enumerate(
        (
            ("Gazette", "2031-03-01", URL, "The ferry costs two crowns."),
            ("Gazette", "2031-03-02", URL, "The ferry costs three crowns, and the fare will rise."),
        )
    ):
        (folder / f"{at}.txt").write_text(BODY.format(end), "utf-8")
        table = folder / f"{at}.csv"
        table.write_text(f"path,outlet,date,url\n{at}.txt,{outlet},{date},{url}\n", "utf-8")
        pipeline.add([folder / f"{at}.txt"], folder / "pile.db", Options(reading=ReadingOptions(meta=str(table))))
    return folder / "pile.db"


def test_revisions_are_no_copies_and_no_second_source(ledger: Path) -> None:
    with View.open(ledger) as view:
        assert view.reuse()
        assert {(each.cause, each.direction) for each in view.reuse()} == {("house", "unknown")}
        claim = next(each for each in view.claims() if "last bolt" in each.text)
        assert len(claim.appearances) == 2
        assert claim.independent_sources == 1
        assert any("revisions of one article" in each for each in claim.reasoning)


def test_revisions_are_compared_shown_and_exported(ledger: Path) -> None:
    with View.open(ledger) as view:
        compared = answers.compare(view, "0.txt", "1.txt")
        assert "revision of the text of 2031-03-01" in compared.sentence
        assert "words changed" in compared.sentence
        assert compared.share_of_a > 0.8
        shown = answers.show(view, "1.txt")
        assert shown.sentence.startswith("revision of the text of 2031-03-01")
        assert "revision" not in answers.show(view, "0.txt").sentence
        steps = answers.trace(view, "closed until the last bolt").steps
        assert "revision of the same article" in steps[1].flags
        rows = {row["key"]: row for row in export.rows(view, "articles")}
        assert rows["1.txt"]["revision_of"] == rows["0.txt"]["id"]
        assert rows["0.txt"]["revision_of"] is None
