"""JSON records: whence.reading.jsonl."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from whence.options import ReadingOptions
from whence.reading import Document, documents, read
from whence.records import Article, Reject, identity

DEFAULTS = ReadingOptions()
TEXT = "The board said on Monday that both cranes would be repaired."


def written(folder: Path, *lines: str | bytes | dict[str, Any], name: str = "rows.jsonl") -> Path:
    raw = [
        line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    ]
    data = b"\n".join(raw)
    place = folder / name
    place.write_bytes(lzma.compress(data) if name.endswith(".xz") else data)
    return place


def results(place: Path, options: ReadingOptions = DEFAULTS) -> list[Article | Reject]:
    (document,) = documents([place])
    assert isinstance(document, Document)
    return list(read(document, options))


def test_fields(tmp_path: Path) -> None:
    record = {
        "id": 7,
        "text": TEXT,
        "title": "Cranes",
        "url": "https://tern.example/1",
        "source": "The Tern",
        "date": "March 4, 2021",
        "authors": "By Ola Fen and Max Quay, Jr.",
    }
    (found,) = results(written(tmp_path, record, name="rows.jsonl.xz"))
    assert isinstance(found, Article)
    assert (found.path, found.key, found.text) == ("rows.jsonl.xz", "7", TEXT)
    assert (found.title, found.url, found.outlet) == ("Cranes", "https://tern.example/1", "The Tern")
    assert (found.published, found.authors) == ("2021-03-04", ("Ola Fen", "Max Quay, Jr."))
    assert found.id == identity("a", TEXT, "The Tern", "https://tern.example/1")
    assert ("published", "March 4, 2021") in {(each.field, each.value) for each in found.candidates}


def test_a_missing_value_is_none_and_the_key_names_the_line(tmp_path: Path) -> None:
    (found,) = results(written(tmp_path, "", {"text": TEXT, "authors": None, "outlet": "", "date": "03/04/2015"}))
    assert isinstance(found, Article)
    assert (found.key, found.id) == ("rows.jsonl#2", identity("a", TEXT, "rows.jsonl#2"))
    assert (found.title, found.url, found.outlet, found.published, found.authors) == (None, None, None, None, ())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("not json", "json"),
        ("[1, 2]", "json"),
        ('{"title": "x"}', "no_text"),
        ('{"text": 5}', "no_text"),
        ('{"text": "  "}', "empty"),
        (b'{"text": "caf\xe9"}', "encoding"),
        ("[" * 200_000, "json"),
        ('{"text": ' + "9" * 5000 + "}", "json"),
        ('{"text": "cut', "json"),
    ],
)
def test_each_bad_record_is_its_own_reject(tmp_path: Path, line: str | bytes, code: str) -> None:
    first, bad, last = results(written(tmp_path, {"text": "One."}, line, {"text": "Three."}))
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(bad, Reject)
    assert (bad.path, bad.code) == ("rows.jsonl:2", code)
    assert bad.reason


def test_a_line_above_the_limit_is_left_out_and_the_rest_goes_on(tmp_path: Path) -> None:
    place = written(tmp_path, {"text": "One."}, {"text": "x" * 3_000_000}, {"text": "Three."})
    found = results(place, ReadingOptions(max_bytes=1000))
    assert [each.code if isinstance(each, Reject) else each.key for each in found] == [
        "rows.jsonl#1",
        "too_large",
        "rows.jsonl#3",
    ]


def test_records_before_a_break_are_kept(tmp_path: Path) -> None:
    records = [{"text": f"Sentence {hash_} on cranes."} for hash_ in range(50_000)]
    place = written(tmp_path, *records, name="rows.jsonl.xz")
    place.write_bytes(place.read_bytes()[:-3000])
    found = results(place)
    assert isinstance(found[-1], Reject)
    assert (found[-1].path, found[-1].code) == ("rows.jsonl.xz", "truncated")
    assert 100 < len(found) < 50_001
    assert all(isinstance(each, Article) for each in found[:-1])


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_file_may_be_one_object_or_a_list(tmp_path: Path, indent: int | None) -> None:
    (tmp_path / "one.json").write_text(json.dumps({"text": "One.", "id": "a"}, indent=indent))
    (tmp_path / "two.json").write_text(json.dumps([{"text": "One."}, {"text": "Two."}, 3], indent=indent))
    assert [each.key for each in results(tmp_path / "one.json") if isinstance(each, Article)] == ["a"]
    found = [each.code if isinstance(each, Reject) else each.key for each in results(tmp_path / "two.json")]
    assert found == ["two.json#1", "two.json#2", "json"]


def test_a_json_file_of_lines_with_a_bad_first_line(tmp_path: Path) -> None:
    found = results(written(tmp_path, "{bad", {"text": "Two."}, name="rows.json"))
    assert [type(each) for each in found] == [Reject, Article]


def test_text_is_stored_unchanged_but_for_what_cannot_be_stored(tmp_path: Path) -> None:
    text = "One.\r\n\u2028Two 🙂 \u0085three"
    (found,) = results(written(tmp_path, {"text": text, "title": "Title"}))
    assert isinstance(found, Article)
    assert found.text == text
    (found,) = results(written(tmp_path, '{"text": "a\\ud800b", "id": "\\udfff"}'))
    assert isinstance(found, Article)
    assert (found.text, found.key) == ("a\ufffdb", "\ufffd")


def test_an_empty_file_is_rejected(tmp_path: Path) -> None:
    (found,) = results(written(tmp_path, "\n\n"))
    assert isinstance(found, Reject)
    assert found.code == "empty"
