"""What the commands that ask print, on a small pile: plain text, JSON, colours."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from test_answers_fake import FakeView, pile
from whence import answers
from whence.cli import whence
from whence.cli.chain import draw_trace
from whence.cli.terminal import clean
from whence.records import Article

Ask = Callable[..., Result]
CLOSED = "c0000000000000001"


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    @contextmanager
    def reading(ledger: str) -> Iterator[FakeView]:
        yield pile()

    monkeypatch.setattr("whence.cli.asking.reading", reading)

    def run(*words: str) -> Result:
        return CliRunner().invoke(whence, list(words), catch_exceptions=False)

    return run


def test_trace_prints_the_chain(ask: Ask) -> None:
    result = ask("trace", "old", "bridge", "would", "stay")
    lines = [line.strip() for line in result.output.splitlines()]
    assert result.exit_code == 0
    assert "\x1b" not in result.output
    assert lines[0] == "“the old bridge would stay closed until May”"
    assert lines[1] == "2 appearances in this pile · order inferred from the evidence of copying"
    first, second = (next(n for n, line in enumerate(lines) if line.startswith(start)) for start in ("1  ", "2  "))
    assert lines[first] == "1  The Gazette · 2031-03-01 · Bridge to stay closed"
    assert lines[first + 1] == "origin"
    assert lines[first + 2] == "Ann Lee (as “Harbour minister Ann Lee”), “suggested”, through The Herald"
    assert lines[second] == "2  Daily Echo · undated"
    printed = " ".join(lines)
    assert "Officials insist the old bridge [-would-] {+will+} stay closed until May." in printed
    assert "speaker generalised: Ann Lee → Officials" in printed
    assert "relay dropped: The Herald" in printed
    assert "Tom Roe (denial.txt) denies it" in printed
    assert "1 independent source in this pile (1 independent account, 1 independent voice)" in printed


def test_no_line_is_wider_than_the_terminal(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for words in (("trace", CLOSED), ("who", "Lee"), ("stories",), ("stories", "t1"), ("compare", "a1", "a2")):
        assert max(map(len, ask(*words).output.splitlines())) <= 80


def test_trace_of_a_lone_sentence(ask: Ask) -> None:
    output = ask("trace", "the ferry runs at noon").output
    assert "The Gazette · 2031-03-01" in output
    assert "belongs to no claim" in output


def test_words_not_found_end_with_two(ask: Ask) -> None:
    result = ask("trace", "zebras")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("whence: no sentence in this pile")


@pytest.mark.parametrize(
    ("words", "model"),
    [
        (("trace", CLOSED), answers.trace(pile(), CLOSED)),
        (("who", "Ann", "Lee"), answers.who(pile(), "Ann Lee")),
        (("stories",), answers.stories(pile())),
        (("stories", "t1"), answers.story(pile(), "t1")),
        (("show", "a1"), answers.show(pile(), "a1")),
        (("compare", "a1", "a2"), answers.compare(pile(), "a1", "a2")),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_json_is_the_answer(ask: Ask, words: tuple[str, ...], model: object) -> None:
    result = ask(*words, "--json")
    assert json.loads(result.stdout) == answers.as_json(model)


def test_who_prints_said_relayed_and_disputed(ask: Ask) -> None:
    output = ask("who", "Lee").output
    assert "Is said to have said, through others" in output
    assert "through The Herald" in output
    assert "2 statements of Ann Lee in 1 article of this pile" in output


def test_stories_and_one_story(ask: Ask) -> None:
    assert "1 story of 3 articles in this pile" in ask("stories").output
    output = ask("stories", "t1").output
    assert "Daily Echo almost surely took" in output
    assert "3 articles of 2 outlets, 2 origins in this pile" in output
    assert "Daily Echo left out a quote of Ann Lee" in output


def test_show_numbers_the_statements(ask: Ask) -> None:
    output = ask("show", "copy.txt").output
    assert "insist ‹1 the old bridge will stay closed until May›." in output
    assert "[promo: a share button] Share" in output


def test_compare_prints_the_diff(ask: Ask) -> None:
    output = ask("compare", "copy.txt", "first.txt").output
    assert "reworded, 80% of the words equal" in output
    assert "left out a quote" in output


def test_colours_strike_what_was_cut() -> None:
    out = Console(file=StringIO(), force_terminal=True, color_system="standard", width=100)
    draw_trace(out, answers.trace(pile(), CLOSED))
    drawn = out.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b[9;31mwould" in drawn
    assert "[-" not in drawn


@pytest.mark.parametrize("bad", ["\x1b[2J", "\x9b", "\u202e", "\x07", "\ud800", "\r"])
def test_no_article_moves_the_cursor(bad: str) -> None:
    full = pile()
    table = [replace(each, title=f"{bad}title", outlet=f"{bad}outlet") for each in full.table]
    hostile: tuple[Article, ...] = tuple(table)
    answer = clean(answers.trace(replace(full, table=hostile), CLOSED))
    out = Console(file=StringIO(), color_system=None, width=100)
    draw_trace(out, answer)
    assert bad not in out.file.getvalue()  # type: ignore[attr-defined]
    assert len(clean(bad)) == len(bad)
