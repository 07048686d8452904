"""The samples, end to end: what a reader found in them against what Whence finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from whence import export, pipeline, samples
from whence.ledger import View
from whence.options import Options, ReadingOptions

Row = dict[str, Any]
EXPECTED = samples.expected()


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Row]]:
    ledger = tmp_path_factory.mktemp("samples") / "pile.db"
    pipeline.add([samples.folder()], ledger, Options(reading=ReadingOptions(meta=str(samples.metadata()))))
    with View.open(ledger) as view:
        found = {
            name: list(export.rows(view, name)) for name in ("articles", "statements", "reuse", "claims", "actors")
        }
        keys = {row["id"]: row["key"] for row in found["articles"]}
        texts = {keys[each.id]: each.text for each in view.articles()}
    for row in found["statements"]:
        row["article"] = keys[row["article"]]
    for row in found["reuse"]:
        row["a"], row["b"] = keys[row["a"]], keys[row["b"]]
    for row in found["claims"]:
        for place in row["appearances"]:
            place["article"] = keys[place["article"]]
    found["texts"] = [texts]
    return found


def letters(spans: list[list[int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def wanted(tables: dict[str, list[Row]]) -> Iterator[tuple[str, Row, list[list[int]]]]:
    """(article, expected statement, spans of its content)."""
    for article, rows in EXPECTED["statements"].items():
        text = tables["texts"][0][article]
        for row in rows:
            spans = [[text.index(each), text.index(each) + len(each)] for each in row["content"]]
            yield article, row, spans


def matching(tables: dict[str, list[Row]], article: str, spans: list[list[int]]) -> Row | None:
    gold = letters(spans)
    best: tuple[float, Row] | None = None
    for each in tables["statements"]:
        if each["article"] == article:
            found = letters(each["content"]["spans"])
            score = len(gold & found) / len(gold | found)
            if score >= 0.5 and (best is None or score > best[0]):
                best = (score, each)
    return best[1] if best else None


def test_each_expected_content_stands_once_in_its_article(tables: dict[str, list[Row]]) -> None:
    for article, rows in EXPECTED["statements"].items():
        text = tables["texts"][0][article]
        assert all(text.count(each) == 1 for row in rows for each in row["content"]), article


def test_most_statements_are_found_with_their_speakers(tables: dict[str, list[Row]]) -> None:
    every = [(row, matching(tables, article, spans)) for article, row, spans in wanted(tables)]
    found = [(row, hit) for row, hit in every if hit]
    right = [row for row, hit in found if row["speaker"].casefold() in (hit["speaker"] or "").casefold()]
    assert len(found) >= 0.85 * len(every), [row["content"] for row, hit in every if not hit]
    assert len(right) >= 0.8 * len(every), [(row["speaker"], hit["speaker"]) for row, hit in found if row not in right]


def test_relays_are_found(tables: dict[str, list[Row]]) -> None:
    relayed = [(row, matching(tables, article, spans)) for article, row, spans in wanted(tables) if row["relay"]]
    right = [row for row, hit in relayed if hit and hit["relay"] == row["relay"]]
    missed = [(row["content"], hit and (hit["speaker"], hit["relay"])) for row, hit in relayed if row not in right]
    assert len(right) >= 0.75 * len(relayed), missed


def test_junk_is_no_body_and_nobody_says_it(tables: dict[str, list[Row]]) -> None:
    zones = {row["key"]: row["zones"] for row in tables["articles"]}
    for article, pieces in EXPECTED["junk"].items():
        text = tables["texts"][0][article]
        for piece in pieces:
            at = text.index(piece)
            (zone,) = [each for each in zones[article] if each["start"] <= at < each["end"]]
            assert zone["zone"] not in ("body", "heading"), (piece, zone)
            assert not any(
                at in letters(each["content"]["spans"]) for each in tables["statements"] if each["article"] == article
            )


def pairs(tables: dict[str, list[Row]], origin: str, copy: str) -> list[Row]:
    return [each for each in tables["reuse"] if {each["a"], each["b"]} == {origin, copy}]


@pytest.mark.parametrize(("origin", "copy"), EXPECTED["copies"])
def test_copies_are_found_with_their_direction(tables: dict[str, list[Row]], origin: str, copy: str) -> None:
    found = [each for each in pairs(tables, origin, copy) if each["cause"] == "copied"]
    assert found
    for each in found:
        assert each["direction"] == ("a->b" if each["a"] == origin else "b->a"), json.dumps(each["evidence"])


@pytest.mark.parametrize(("one", "other"), EXPECTED["no_copies"])
def test_nobody_else_copied(tables: dict[str, list[Row]], one: str, other: str) -> None:
    assert not [each for each in pairs(tables, one, other) if each["cause"] == "copied"]


def appearances(tables: dict[str, list[Row]], case: Row) -> list[Row]:
    """Where `to` carries a claim that stands at the words in `from`."""
    text = tables["texts"][0][case["from"]]
    place = letters([[text.index(case["words"]), text.index(case["words"]) + len(case["words"])]])
    return [
        each
        for claim in tables["claims"]
        if any(each["article"] == case["from"] and letters(each["spans"]) & place for each in claim["appearances"])
        for each in claim["appearances"]
        if each["article"] == case["to"]
    ]


@pytest.mark.parametrize("case", EXPECTED["drift"], ids=lambda case: f"{case['to']}-{case['words'][:12]}")
def test_drift_is_flagged(tables: dict[str, list[Row]], case: Row) -> None:
    flags = {flag for each in appearances(tables, case) for flag in each["drift"]}
    assert set(case["drift"]) <= flags


@pytest.mark.parametrize("case", EXPECTED["variants"], ids=lambda case: f"{case['to']}-{case['variant']}")
def test_variants_are_told(tables: dict[str, list[Row]], case: Row) -> None:
    assert case["variant"] in {each["variant"] for each in appearances(tables, case)}


@pytest.mark.parametrize(("one", "other"), EXPECTED["different_people"])
def test_a_shared_surname_is_not_one_person(tables: dict[str, list[Row]], one: str, other: str) -> None:
    names = [{row["name"], *row["aliases"]} for row in tables["actors"]]
    assert any(one in each for each in names)
    assert any(other in each for each in names)
    assert not any({one, other} <= each for each in names)


def test_the_samples_come_with_their_table() -> None:
    assert len([each for each in samples.folder().iterdir() if Path(each).suffix in (".txt", ".html", ".jsonl")]) == 16
    assert samples.metadata().read_text("utf-8").startswith("path,outlet,date,url,title,authors")
