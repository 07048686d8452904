"""The plan of a run: units of any size give the articles that the whole file gives, from JSONL and from Parquet."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence import reading
from whence.cluster import plan
from whence.engines import Embedded
from whence.errors import BadOption, NothingToRead
from whence.options import Options, ReadingOptions
from whence.records import Article, Reject

ENGINE = Embedded(workers=1)
LINE = st.one_of(
    st.text(alphabet='äb \u2028\r"', max_size=30).map(lambda text: json.dumps({"text": text}, ensure_ascii=False)),
    st.integers(0, 9).map(lambda number: json.dumps({"text": "The dam holds.", "id": number})),
    st.sampled_from(["", "   ", "no json", "[1]"]),
)


def in_units(path: Path, size: int) -> list[Article | Reject]:
    made = plan.make([str(path)], Options(), ENGINE, size)
    return [each for unit in made.units for each in plan.articles(unit, ReadingOptions())]


def at_once(path: Path) -> list[Article | Reject]:
    return [
        each
        for document in reading.documents([path])
        if not isinstance(document, Reject)
        for each in reading.read(document)
    ]


@given(lines=st.lists(LINE, min_size=1, max_size=12), size=st.integers(1, 200), ended=st.booleans())
def test_units_of_any_size_give_what_the_whole_file_gives(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], size: int, ended: bool
) -> None:
    path = tmp_path_factory.mktemp("plan") / "pile.jsonl"
    path.write_text("\n".join(lines) + "\n" * ended, "utf-8", newline="")
    whole = [each for each in at_once(path) if not (isinstance(each, Reject) and each.path == "pile.jsonl")]
    if path.stat().st_size:
        assert in_units(path, size) == whole


def test_packed_lines_and_parquet_give_the_same_articles(tmp_path: Path) -> None:
    rows = [
        {
            "id": f"n{at}",
            "text": f"The dam number {at} holds.\n\nNobody knows.",
            "outlet": "The Bell",
            "date": "2031-03-01",
        }
        for at in range(20)
    ]
    plain = tmp_path / "pile.jsonl"
    plain.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    packed = tmp_path / "pile.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    table = tmp_path / "pile.parquet"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), table, row_group_size=3)
    whole = at_once(plain)
    assert [replace(each, path="") for each in in_units(packed, 100) if isinstance(each, Article)] == [
        replace(each, path="") for each in whole if isinstance(each, Article)
    ]
    for size in (1, 1000, 1 << 20):
        assert [each.id for each in in_units(table, size) if isinstance(each, Article)] == [
            each.id for each in whole if isinstance(each, Article)
        ]


def test_rows_of_parquet_without_ids_are_numbered_over_the_whole_file(tmp_path: Path) -> None:
    table = tmp_path / "pile.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"text": ["One.", "Two.", "Three."]}), table, row_group_size=1)
    keys = [each.key for each in in_units(table, 1) if isinstance(each, Article)]
    assert keys == ["pile.parquet#1", "pile.parquet#2", "pile.parquet#3"]


def test_folders_are_walked_and_what_is_no_input_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/two.jsonl", "one.jsonl", ".hidden.jsonl", "notes.txt"):
        (tmp_path / name).write_text('{"text": "The dam holds."}\n', "utf-8")
    (tmp_path / "empty.jsonl").touch()
    made = plan.make([str(tmp_path)], Options(), ENGINE)
    assert [each.path for each in made.units] == ["b/two.jsonl", "one.jsonl"]
    assert [(each.path, each.code) for each in made.rejects] == [("empty.jsonl", "empty"), ("notes.txt", "format")]


def test_a_place_takes_one_plan_only(tmp_path: Path) -> None:
    pile, out = tmp_path / "pile.jsonl", str(tmp_path / "out")
    pile.write_text('{"text": "The dam holds."}\n', "utf-8")
    made = plan.make([str(pile)], Options(), ENGINE)
    plan.settle(made, out)
    plan.settle(made, out)
    assert plan.settled(out)["units"] == 1
    pile.write_text('{"text": "The dam does not hold."}\n', "utf-8")
    with pytest.raises(BadOption, match="another input"):
        plan.settle(plan.make([str(pile)], Options(), ENGINE), out)


def test_where_there_is_nothing_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead):
        plan.make([str(tmp_path / "none")], Options(), ENGINE)
    with pytest.raises(NothingToRead):
        plan.make([str(tmp_path)], Options(), ENGINE)
    with pytest.raises(NothingToRead, match="run it first"):
        plan.settled(str(tmp_path))
