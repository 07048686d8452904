"""The commands on a real ledger, mostly in processes of their own: exit statuses, streams, files, colours."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from whence.cli.handing import FORMATS, TABLES

WIRE = """Bridge to stay closed, minister says

The old bridge over the Arle will stay closed until May, harbour minister Ann Lee said on Monday.

"We will not open a bridge that shakes in the wind, and no one should ask us to do so," Lee told reporters.

A ministry official said engineers would inspect the four pillars again on Thursday before any ferry is sold.
"""
COPY = """No bridge before May

The old bridge over the Arle will stay closed until May, officials said.

"We will not open a bridge that shakes in the wind," harbour minister Ann Lee claimed.

Engineers will inspect the four pillars again on Thursday before any ferry is sold.
"""
OTHER = """Baker wins prize

The baker Joan Fell won the county's bread prize on Sunday. "I am glad," Fell said.
"""


def whence(*words: str, stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/tmp"), "LANG": "C.UTF-8", **more}
    command = [sys.executable, "-m", "whence", *words]
    return subprocess.run(command, input=stdin, capture_output=True, env=environment, timeout=300, check=False)


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    for name, text in (("wire.txt", WIRE), ("copy.txt", COPY), ("other.txt", OTHER)):
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def ledger(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("ledger") / "pile.db")
    done = whence("add", str(pile), "--ledger", path)
    assert done.returncode == 0, done.stderr.decode()
    assert b"3 articles read: 3 new, 0 known; 0 rejected" in done.stdout
    assert b"in this pile" in done.stdout
    return path


def test_adding_twice_adds_nothing(pile: Path, ledger: str) -> None:
    done = whence("add", str(pile), "--ledger", ledger, "--json")
    summary = json.loads(done.stdout)
    assert (done.returncode, summary["added"], summary["known"], summary["rejects"]) == (0, 0, 3, [])


def test_some_rejected_is_one_and_all_rejected_is_two(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(OTHER, "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    done = whence("add", str(tmp_path), "--ledger", str(tmp_path / "a.db"))
    assert done.returncode == 1
    assert b"1 rejected" in done.stdout
    assert b"rejected bad.txt: the document is empty (empty)" in done.stderr
    done = whence("add", str(tmp_path / "bad.txt"), "--ledger", str(tmp_path / "b.db"))
    assert done.returncode == 2


def test_no_path_that_exists_is_two(tmp_path: Path) -> None:
    for words in (("add", "--ledger", str(tmp_path / "a.db")), ("statements",), ("passages",), ("group",)):
        done = whence(words[0], str(tmp_path / "nothing"), *words[1:])
        assert (done.returncode, done.stdout) == (2, b""), words
        assert done.stderr.startswith(b"whence: nothing to read"), words


def test_standard_input_takes_the_metadata_of_the_flags(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    done = whence("add", "-", "--outlet", "The Gazette", "--date", "2031-03-01", "--ledger", path, stdin=WIRE.encode())
    assert done.returncode == 0, done.stderr.decode()
    (row,) = map(json.loads, whence("export", "articles", "--ledger", path).stdout.splitlines())
    assert (row["outlet"], row["published"], row["key"]) == ("The Gazette", "2031-03-01", "-")


def test_the_chain_of_a_copy(ledger: str) -> None:
    done = whence("trace", "We will not open a bridge that shakes", "--ledger", ledger, "--json")
    answer = json.loads(done.stdout)
    assert {step["place"]["path"] for step in answer["steps"]} == {"wire.txt", "copy.txt"}
    assert all(step["credit"]["speaker"] == "Ann Lee" for step in answer["steps"])
    plain = whence("trace", "We will not open a bridge that shakes", "--ledger", ledger).stdout.decode()
    assert "in this pile" in plain
    assert "\x1b" not in plain


@pytest.mark.parametrize(
    "words",
    [
        ("who", "Ann Lee"),
        ("stories",),
        ("stories", "wire.txt"),
        ("show", "wire.txt"),
        ("compare", "wire.txt", "copy.txt"),
    ],
)
def test_the_other_questions_have_answers(words: tuple[str, ...], ledger: str) -> None:
    done = whence(*words, "--ledger", ledger)
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    assert done.stdout.strip()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("kind", FORMATS)
def test_every_table_is_exported_in_every_form(table: str, kind: str, ledger: str, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from whence.cli import whence as group

    place = tmp_path / f"rows.{kind}"
    done = CliRunner().invoke(group, ["export", table, "--format", kind, "-o", str(place), "--ledger", ledger])
    assert done.exit_code == 0, done.output
    if kind == "jsonl":
        rows = [json.loads(line) for line in place.read_text("utf-8").splitlines()]
        assert rows or table in ("omissions", "disputes")
    elif kind in ("csv", "tsv"):
        text = place.read_text("utf-8")
        assert text.startswith("article" if table == "omissions" else "id") or not text
        assert all(len(row) > 2 for row in csv.reader(io.StringIO(text), delimiter="," if kind == "csv" else "\t"))
    else:
        assert place.read_bytes()[:4] == b"PAR1"


def test_check_is_content(ledger: str) -> None:
    done = whence("check", "--ledger", ledger, "--json")
    assert (done.returncode, json.loads(done.stdout)["problems"]) == (0, [])


def test_remove_takes_an_article_out(pile: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    whence("add", str(pile / "wire.txt"), str(pile / "copy.txt"), "--ledger", path)
    assert whence("remove", "copy.txt", "--ledger", path).returncode == 0
    alone = str(tmp_path / "b.db")
    whence("add", str(pile / "wire.txt"), "--ledger", alone)
    for table in ("articles", "statements", "claims", "reuse"):
        one, other = (whence("export", table, "--ledger", each).stdout for each in (path, alone))
        assert one == other
    assert whence("remove", "copy.txt", "--ledger", path).returncode == 2


def test_the_report_is_written(ledger: str, tmp_path: Path) -> None:
    done = whence("report", "-o", str(tmp_path / "r.html"), "--ledger", ledger)
    assert done.returncode == 0, done.stderr.decode()
    assert b"<html" in (tmp_path / "r.html").read_bytes()


@pytest.mark.parametrize("content", ["no ledger", ""])
def test_a_file_that_is_no_ledger_is_one_sentence(content: str, tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text(content, "utf-8")
    done = whence("trace", "x", "--ledger", str(tmp_path / "x.db"))
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert (tmp_path / "x.db").read_text("utf-8") == content


def test_a_broken_ledger_is_no_traceback(ledger: str, tmp_path: Path) -> None:
    data = bytearray(Path(ledger).read_bytes())
    data[4096:] = b"\x7f" * (len(data) - 4096)
    (tmp_path / "x.db").write_bytes(data)
    done = whence("check", "--ledger", str(tmp_path / "x.db"))
    assert done.returncode in (1, 2)
    assert b"Traceback" not in done.stderr


def test_a_place_that_cannot_be_written_is_one_sentence(ledger: str, tmp_path: Path) -> None:
    done = whence("export", "claims", "-o", str(tmp_path / "none" / "x.jsonl"), "--ledger", ledger)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_closed_pipe_is_quiet(ledger: str) -> None:
    command = f"{sys.executable} -m whence export statements --ledger {ledger} | true"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, timeout=60, check=False)
    assert done.stderr == b""


def on_a_terminal(*words: str, **more: str) -> str:
    """What a command draws on a terminal."""
    main, second = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color", "COLUMNS": "90", **more}
    with subprocess.Popen([sys.executable, "-m", "whence", *words], stdout=second, env=environment) as process:
        os.close(second)
        drawn = b""
        try:
            while piece := os.read(main, 65536):
                drawn += piece
        except OSError:  # the other end is closed
            pass
        process.wait(60)
    os.close(main)
    return drawn.decode()


def test_colours_on_a_terminal_only_and_never_with_no_color(ledger: str) -> None:
    words = ("trace", "We will not open a bridge that shakes", "--ledger", ledger)
    assert "\x1b[" in on_a_terminal(*words)
    assert "\x1b" not in on_a_terminal(*words, NO_COLOR="1")


def test_statements_without_a_ledger_are_named_by_key(pile: Path) -> None:
    done = whence("statements", str(pile))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert {row["article"] for row in rows} == {"wire.txt", "copy.txt", "other.txt"}
    assert b"in 3 articles; 0 rejected" in done.stderr


def records(*rows: dict[str, str]) -> bytes:
    return "\n".join(map(json.dumps, rows)).encode()


TWO = records({"id": "w", "text": WIRE, "series": "one"}, {"id": "c", "text": COPY, "series": "one"})


def test_passages_without_a_ledger() -> None:
    done = whence("passages", "-", "--format", "tsv", stdin=TWO)
    lines = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert lines
    assert all(len(line) == 8 and {line[0], line[3]} == {"w", "c"} for line in lines)
    texts = {"w": WIRE, "c": COPY}
    found = [texts[line[0]][int(line[1]) : int(line[2])] for line in lines]
    assert any("open a bridge that shakes" in each for each in found)
    rows = list(map(json.loads, whence("passages", "-", stdin=TWO).stdout.splitlines()))
    # rows of JSON are sorted by id, those of TSV by place
    assert sorted(row["a_span"] for row in rows) == sorted([int(line[1]), int(line[2])] for line in lines)


def test_passages_within_a_group_are_left_out() -> None:
    assert whence("passages", "-", "--group", "series", stdin=TWO).stdout == b""
    assert whence("passages", "-", "--group", "outlet", stdin=TWO).stdout != b""


def test_groups_are_keys() -> None:
    rows = list(map(json.loads, whence("group", "-", stdin=TWO).stdout.splitlines()))
    assert [row["articles"] for row in rows] == [["c", "w"]]
