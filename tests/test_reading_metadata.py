"""The choice among metadata, and the table that a person writes: whence.reading.{metadata,table}."""

from __future__ import annotations

from pathlib import Path

import pytest

from whence.errors import BadMetadata, BadOption
from whence.options import ReadingOptions
from whence.reading.drafts import Draft
from whence.reading.metadata import RANKING, authors_in, finished
from whence.reading.table import row_for
from whence.records import Candidate, identity

TEXT = "The board said on Monday that both cranes would be repaired."


def draft(*candidates: tuple[str, str, str], path: str = "b/a.txt", key: str = "b/a.txt") -> Draft:
    return Draft(TEXT, path, key, tuple(Candidate(*each) for each in candidates))


def table(folder: Path, *lines: str) -> ReadingOptions:
    place = folder / "meta.csv"
    place.write_text("\n".join(lines) + "\n")
    return ReadingOptions(meta=str(place), outlet="Default", date="2020-01-01")


def test_the_documents_own_value_wins_over_the_default() -> None:
    options = ReadingOptions(outlet="Default", date="2020-01-01")
    own = finished(draft(("outlet", "The Tern", "record"), ("published", "2021-03-04", "record")), options)
    assert (own.outlet, own.published) == ("The Tern", "2021-03-04")
    none = finished(draft(("published", "someday", "record")), options)
    assert (none.outlet, none.published) == ("Default", "2020-01-01")
    assert Candidate("published", "someday", "record") in none.candidates


def test_the_table_wins_over_everything(tmp_path: Path) -> None:
    options = table(
        tmp_path,
        "path,outlet,date,url,title,authors",
        'b/a.txt,The Gull,2019-05-06,https://gull.example/1,"A, title",Ola Fen; Max Quay',
    )
    found = finished(draft(("outlet", "The Tern", "record"), ("title", "Other", "json-ld")), options)
    assert (found.outlet, found.published, found.url) == ("The Gull", "2019-05-06", "https://gull.example/1")
    assert (found.title, found.authors) == ("A, title", ("Ola Fen", "Max Quay"))
    assert {each.origin for each in found.candidates} == {"record", "json-ld", "table", "option"}
    assert found.id == identity("a", TEXT, "The Gull", "https://gull.example/1")


@pytest.mark.parametrize(
    ("row", "path", "key", "matches"),
    [
        ("b/a.txt", "b/a.txt", "b/a.txt", True),
        ("./b/a.txt", "b/a.txt", "b/a.txt", True),
        ("a.txt", "b/a.txt", "b/a.txt", True),
        ("c/a.txt", "a.txt", "a.txt", True),
        ("k7", "rows.jsonl", "k7", True),
        ("other.txt", "b/a.txt", "b/a.txt", False),
    ],
)
def test_which_article_a_row_is_about(tmp_path: Path, row: str, path: str, key: str, matches: bool) -> None:
    options = table(tmp_path, "path,outlet", f"{row},The Gull")
    assert bool(row_for(path, key, options.meta)) is matches


def test_a_file_name_that_two_rows_share_names_none(tmp_path: Path) -> None:
    options = table(tmp_path, "path,outlet", "x/a.txt,One", "y/a.txt,Two")
    assert row_for("a.txt", "a.txt", options.meta) == ()
    assert [each.value for each in row_for("y/a.txt", "y/a.txt", options.meta)] == ["Two"]


def test_an_empty_cell_says_nothing(tmp_path: Path) -> None:
    options = table(tmp_path, "path,outlet,date", "b/a.txt,,")
    assert finished(draft(("outlet", "The Tern", "record")), options).outlet == "The Tern"


@pytest.mark.parametrize(
    "lines",
    [("file,outlet", "a,b"), ("path,outlet", "a.txt,One", "a.txt,Two"), ("path,outlet", 'a.txt,"broken'), ("",)],
)
def test_a_table_that_cannot_be_used_is_the_users_mistake(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(BadMetadata):
        row_for("a.txt", "a.txt", table(tmp_path, *lines).meta)


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(BadMetadata):
        row_for("a.txt", "a.txt", "/nowhere/meta.csv")


def test_a_default_date_must_be_a_date() -> None:
    with pytest.raises(BadOption):
        finished(draft(), ReadingOptions(date="03/04/2015"))


def test_the_ranking_chooses_and_a_relative_address_names_no_page() -> None:
    found = finished(
        draft(
            ("title", "From the tag", "title-tag"),
            ("title", "From JSON-LD", "json-ld"),
            ("url", "/a/1", "canonical"),
            ("url", "https://tern.example/a/1", "opengraph"),
            ("published", "no date", "json-ld"),
            ("published", "2021-03-04", "meta"),
        ),
        ReadingOptions(),
    )
    assert (found.title, found.url, found.published) == ("From JSON-LD", "https://tern.example/a/1", "2021-03-04")


def test_every_field_of_the_ranking_is_an_articles() -> None:
    article = finished(draft(), ReadingOptions())
    assert all(hasattr(article, field) for field in RANKING)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ola Fen", ["Ola Fen"]),
        ("By Ola Fen, Max Quay and N. R. Brandt", ["Ola Fen", "Max Quay", "N. R. Brandt"]),
        ("Ola Fen & Max Quay, Jr.", ["Ola Fen", "Max Quay, Jr."]),
        ("Ola Fen; Max Quay", ["Ola Fen", "Max Quay"]),
        ("https://tern.example/ola", []),
        ("ola@tern.example", []),
        ("", []),
    ],
)
def test_authors_in(written: str, names: list[str]) -> None:
    assert authors_in(written) == names
