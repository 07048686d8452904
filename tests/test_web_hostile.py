"""Texts that would run if they were not taken for text: in a page, in a report, in a table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import browser, expect, serving, tab
from whence import answers, pipeline
from whence.ledger import View
from whence.report import write
from whence.web.taking import as_csv

SCRIPT = "<script>alert('ran')</script><img src=x onerror=alert('ran')>"
ATTRIBUTE = "\" onmouseover=\"alert('ran')\" x='&quot;"
BIDI = "\u202eevil\u202c \u2066isolated"
EMOJI = "🌊 flag 🇳🇴 family 👩‍👩‍👧"
FORMULA = '=HYPERLINK("http://evil.example","x")'


def records() -> list[dict[str, str]]:
    line = f"Minister {SCRIPT} Lee said the {ATTRIBUTE} bridge {BIDI} will stay shut {EMOJI} until the month of May."
    quote = '"We will not open a bridge that shakes in the wind," Lee told reporters on Monday evening.'
    two = f"{line}\n{quote}\n"
    end = " \x00 </textarea></style>"
    return [
        {"id": "one", "source": SCRIPT, "title": SCRIPT, "date": "2031-01-01", "text": f"{two}{FORMULA} said Lee.\n"},
        {"id": "two", "source": ATTRIBUTE, "title": f"{BIDI} {ATTRIBUTE}", "date": "2031-01-02", "text": two},
        {"id": "three", "source": "C", "title": "j:alert(1)", "url": "javascript:alert('ran')", "text": quote + end},
        {"id": "long", "source": "D", "title": "A long line", "text": "The dam held, Lee said. " + "wave " * 200_000},
    ]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("hostile")
    file = home / "pile.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in records()), "utf-8")
    pipeline.add([file], home / "a.db")
    return home / "a.db"


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    with browser() as started:
        yield started


def test_hostile_texts_are_shown_and_never_run(chrome: Any, ledger: Path) -> None:
    with View.open(ledger) as view:
        articles = view.articles()
        claims = [each.id for each in view.claims()]
        stories = [each.id for each in view.stories()]
        actors = [each.id for each in view.actors()]
    with serving(ledger) as base, tab(chrome, base) as at:
        names = [each.id for each in articles if each.key != "long"]
        paths = ["/", "/stories", "/actors", "/judge", f"/search?q={SCRIPT}", f"/compare/{names[0]}/{names[1]}"]
        paths += [f"/article/{name}" for name in names] + [f"/claim/{each}" for each in claims[:6]]
        paths += [f"/story/{each}" for each in stories] + [f"/actor/{each}" for each in actors[:6]]
        for path in paths:
            at.go(path)
            at.page.mouse.move(300, 300)
            expect(at.page.locator("main script")).to_have_count(0)
            expect(at.page.locator("[onmouseover], [onerror], [href^='javascript:']")).to_have_count(0)
        one = next(each for each in articles if each.key == "one")
        at.go(f"/article/{one.id}")
        assert at.page.evaluate("document.querySelector('.body').textContent") == one.text
        expect(at.page.locator("h1")).to_contain_text(SCRIPT)


def test_a_line_of_a_megabyte_is_shown_whole(chrome: Any, ledger: Path) -> None:
    with View.open(ledger) as view:
        long = next(each for each in view.articles() if each.key == "long")
    with serving(ledger) as base, tab(chrome, base, viewport={"width": 360, "height": 700}) as at:
        at.go(f"/article/{long.id}")
        assert at.page.evaluate("document.querySelector('.body').textContent.length") == len(long.text)
        assert at.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_report_of_hostile_texts_runs_nothing_and_asks_for_nothing(chrome: Any, ledger: Path, tmp_path: Path) -> None:
    with View.open(ledger) as view:
        page = write(view, tmp_path / "r.html")
        story = answers.stories(view).stories[0].id
    with tab(chrome, page.as_uri()) as at:
        for place in ("", f"#story-{story}", "#found"):
            at.go(place)
            expect(at.page.locator("[onmouseover], [onerror]")).to_have_count(0)
            expect(at.page.locator("script")).to_have_count(1)


def test_a_spreadsheet_runs_no_cell() -> None:
    rows = list(csv.reader(as_csv([{"words": FORMULA, "more": ["+1", "2"], "n": -1}]).splitlines()))
    assert rows == [["words", "more", "n"], [f"'{FORMULA}", "'+1; 2", "-1"]]
