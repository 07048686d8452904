"""Adding, adding again, being killed, taking out: the ledger ends the same."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from whence import export, pipeline, samples
from whence.errors import NothingToRead
from whence.ledger import View
from whence.options import IndependenceOptions, Options, ReadingOptions

TABLES = ("articles", "statements", "actors", "reuse", "stories", "claims", "omissions", "disputes")
OPTIONS = Options(reading=ReadingOptions(meta=str(samples.metadata())))


def exports(ledger: Path) -> dict[str, list[str]]:
    with View.open(ledger) as view:
        return {table: [json.dumps(row) for row in export.rows(view, table)] for table in TABLES}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ledger = tmp_path_factory.mktemp("whole") / "pile.db"
    pipeline.add([samples.folder()], ledger, OPTIONS)
    return ledger


def test_primary_documents_are_marked_in_any_order(tmp_path: Path) -> None:
    text = tmp_path / "release.txt"
    text.write_text("The ministry said that the bridge would stay closed until the autumn.", "utf-8")
    primary = Options(reading=ReadingOptions(primary=True))
    for name, order in (("one.db", (Options(), primary)), ("two.db", (primary, Options()))):
        for options in order:
            pipeline.add([text], tmp_path / name, options)
        with View.open(tmp_path / name) as view:
            assert [row["primary"] for row in export.rows(view, "articles")] == [True]
            assert not view.stale()


def test_a_table_and_a_record_can_say_what_is_primary(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    record = {"id": "r", "text": "The harbour will close at nightfall, the board said.", "primary": True}
    (tmp_path / "in" / "records.jsonl").write_text(json.dumps(record), "utf-8")
    (tmp_path / "in" / "release.txt").write_text("The bridge will open, said the minister of works.", "utf-8")
    (tmp_path / "in" / "news.txt").write_text("A bridge opens, and everybody is glad of it.", "utf-8")
    table = tmp_path / "meta.csv"
    table.write_text("path,primary\nrelease.txt,yes\nnews.txt,\n", "utf-8")
    pipeline.add([tmp_path / "in"], tmp_path / "pile.db", Options(reading=ReadingOptions(meta=str(table))))
    with View.open(tmp_path / "pile.db") as view:
        marked = {row["key"]: row["primary"] for row in export.rows(view, "articles")}
    assert marked == {"news.txt": False, "r": True, "release.txt": True}


def test_the_table_of_families_is_kept_for_later_comparisons(tmp_path: Path) -> None:
    table, ledger = tmp_path / "own.csv", tmp_path / "pile.db"
    table.write_text("outlet,family,as_of,source\nHill Gazette,Tide,2020,x\nDale Gazette,Tide,2020,x\n", "utf-8")
    said = "“The lighthouse will stay dark until the keepers are paid what they are owed,”"
    for outlet, rest in (
        ("Hill Gazette", "said Ana Orlo, the mayor."),
        ("Dale Gazette", "Mayor Ana Orlo said in a speech."),
    ):
        text = tmp_path / f"{outlet}.txt"
        text.write_text(f"{said} {rest}\n", "utf-8")
        pipeline.add([text], ledger, Options(reading=ReadingOptions(outlet=outlet)))
    assert counted(ledger) == 2
    with_table = Options(independence=IndependenceOptions(str(table)))
    pipeline.add(
        [tmp_path / "Hill Gazette.txt"], ledger, replace(with_table, reading=ReadingOptions(outlet="Hill Gazette"))
    )
    assert counted(ledger) == 1
    other = tmp_path / "other.txt"
    other.write_text("The mill has been sold.", "utf-8")
    pipeline.add([other], ledger, Options())
    assert counted(ledger) == 1
    pipeline.add([other], ledger, Options(independence=IndependenceOptions("built-in")))
    assert counted(ledger) == 2


def counted(ledger: Path) -> int:
    """The independent sources of the claim that stands in most articles."""
    with View.open(ledger) as view:
        return max(view.claims(), key=lambda each: len(each.appearances)).independent_sources


def test_the_samples_are_all_read_and_the_ledger_is_sound(whole: Path) -> None:
    with View.open(whole) as view:
        assert view.counts()["articles"] == 17
        assert view.rejects() == []
        assert view.problems() == []


def test_adding_twice_adds_nothing(whole: Path) -> None:
    before = exports(whole)
    summary = pipeline.add([samples.folder()], whole, OPTIONS)
    assert (summary.added, summary.known) == (0, 17)
    assert exports(whole) == before


def test_order_and_batches_do_not_matter(whole: Path, tmp_path: Path) -> None:
    files = sorted(samples.folder().iterdir())
    random.Random(7).shuffle(files)
    for file in files:
        pipeline.add([file], tmp_path / "pile.db", OPTIONS)
    assert exports(tmp_path / "pile.db") == exports(whole)


def test_what_is_removed_was_never_there(whole: Path, tmp_path: Path) -> None:
    more = tmp_path / "extra.txt"
    text = (samples.folder() / "03-silent.txt").read_text("utf-8")
    more.write_text("From another paper.\n\n" + text, "utf-8")
    pipeline.add([samples.folder()], tmp_path / "pile.db", OPTIONS)
    pipeline.add([more], tmp_path / "pile.db", OPTIONS)
    assert exports(tmp_path / "pile.db") != exports(whole)
    pipeline.remove("extra.txt", tmp_path / "pile.db", OPTIONS)
    assert exports(tmp_path / "pile.db") == exports(whole)


@pytest.mark.parametrize("point", ["store", "compare"])
def test_a_killed_add_resumes(whole: Path, tmp_path: Path, point: str) -> None:
    """SIGKILL itself, once after the first batches were stored and once within the comparison."""
    script = f"""
import os, signal
from whence import pipeline, samples
from whence.ledger import Writer
from whence.options import Options, ReadingOptions
pipeline.BATCH = 3
kill = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
if {point!r} == "store":
    add, calls = Writer.add, []
    def counted(self, pairs):
        calls.append(1)
        if len(calls) == 3:
            kill()
        add(self, pairs)
    Writer.add = counted
else:
    Writer.replace = kill
options = Options(reading=ReadingOptions(meta=str(samples.metadata())))
pipeline.add([samples.folder()], {str(tmp_path / "pile.db")!r}, options)
"""
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    with View.open(tmp_path / "pile.db") as view:
        assert 0 < view.counts()["articles"] <= 17
        assert view.stale()
    pipeline.add([samples.folder()], tmp_path / "pile.db", OPTIONS)
    assert exports(tmp_path / "pile.db") == exports(whole)


def test_what_cannot_be_read_is_kept_with_its_reason_and_forgotten_when_it_can(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("The mill closed on Friday, its owner Ruta Lind said.\n")
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    summary = pipeline.add([folder], tmp_path / "pile.db")
    assert [each.path for each in summary.rejects] == ["bad.txt"]
    (folder / "bad.txt").write_text("The mill will open again in May, Lind said.\n")
    assert pipeline.add([folder], tmp_path / "pile.db").added == 1
    with View.open(tmp_path / "pile.db") as view:
        assert view.rejects() == []


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead):
        pipeline.add([tmp_path / "none"], tmp_path / "pile.db")
    assert not (tmp_path / "pile.db").exists()


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    pipeline.add([samples.folder()], tmp_path / "pile.db", OPTIONS, lambda *each: told.append(each))
    assert {stage for stage, _, _ in told} == {"read", "compare"}
    assert told[-1][1] == told[-1][2]


def test_a_reader_sees_a_whole_state_while_an_add_runs(whole: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "pile.db"
    pipeline.add([samples.folder() / "01-wire.txt"], ledger, OPTIONS)
    command = [sys.executable, "-m", "whence", "add", str(samples.folder()), "--ledger", str(ledger)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
    while running.poll() is None:
        with View.open(ledger) as view:
            stories = [name for story in view.stories() for name in story.articles]
            assert stories, "the last comparison stands until the next is whole"
        time.sleep(0.05)
    assert running.returncode == 0
