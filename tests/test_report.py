"""The report: the views of the pages in one file that asks for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from browsing import browser, expect, tab
from serving import sample_ledger
from whence import answers
from whence.errors import NotFound
from whence.ledger import View
from whence.report import render, write
from whence.text import words
from whence.web import shortening


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(params=["whole", "unfolding"])
def page(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "unfolding":
        monkeypatch.setattr(import_module("whence.report"), "MOST_AT_ONCE", 0)
    with View.open(sample_ledger()) as view:
        return write(view, tmp_path / "r.html")


def story_and_claim() -> tuple[str, str]:
    with View.open(sample_ledger()) as view:
        story = answers.stories(view).stories[0].id
        return story, answers.story(view, story).claims[0].id


def test_the_views_are_reached_by_their_addresses(chrome: Any, page: Path) -> None:
    story, claim = story_and_claim()
    with tab(chrome, page.as_uri()) as at:
        at.go("")
        at.page.locator(".card h3 a").first.click()
        expect(at.page.locator(f"#story-{story} svg.copies")).to_be_visible()
        expect(at.page.locator("#home")).to_be_hidden()
        at.page.locator(f"#story-{story} .matrix .claimcol a").first.click()
        expect(at.page.locator(".view.claim:visible .chain")).to_be_visible()
        at.go(f"#claim-{claim}")
        at.page.locator(f"#claim-{claim} .step .where a").nth(1).click()
        expect(at.page.locator(".view.article:visible .body")).to_be_visible()
        at.page.go_back()
        expect(at.page.locator(f"#claim-{claim}")).to_be_visible()
        at.page.locator(f"#claim-{claim} a", has_text="beside").first.click()
        expect(at.page.locator(".view.comparison:visible svg.bands path").first).to_be_attached()


def test_words_are_found_in_it(chrome: Any, page: Path) -> None:
    with tab(chrome, page.as_uri()) as at:
        at.go("")
        at.page.get_by_role("searchbox").fill("before sunrise")
        at.page.get_by_role("button", name="Search").click()
        expect(at.page.locator("#found mark").first).to_have_text("before sunrise")
        at.page.locator("#found a").first.click()
        expect(at.page.locator("#found")).to_be_hidden()


def test_a_small_report_reads_without_script(chrome: Any, tmp_path: Path) -> None:
    story, claim = story_and_claim()
    with View.open(sample_ledger()) as view:
        page = write(view, tmp_path / "r.html")
    with tab(chrome, page.as_uri(), java_script_enabled=False) as at:
        at.go("")
        expect(at.page.locator("#home")).to_be_visible()
        at.page.locator(".card h3 a").first.click()
        expect(at.page.locator(f"#story-{story}")).to_be_visible()
        expect(at.page.locator("#home")).to_be_hidden()
        at.go(f"#claim-{claim}")
        expect(at.page.locator(f"#claim-{claim}")).to_be_visible()


def test_nothing_in_it_asks_for_anything() -> None:
    with View.open(sample_ledger()) as view:
        page = render(view)
    assert "default-src &#39;none&#39;" in page
    assert not re.search(r"<(?:link|img|iframe|object|embed|base|video|audio)\b", page)
    assert not re.search(r"\b(?:src|action|poster)=", page)
    assert not re.search(r'href="(?!#)', page)
    assert "@import" not in page
    assert "url(" not in page


def test_an_unknown_story_is_told() -> None:
    with View.open(sample_ledger()) as view, pytest.raises(NotFound):
        render(view, ["nope"])


def test_excerpts_leave_the_quotation_whole_and_little_around_it() -> None:
    with View.open(sample_ledger()) as view:
        for article in view.articles():
            whole = answers.show(view, article.id)
            short = shortening.shown(whole, 3)
            for statement in whole.statements:
                for start, end in statement.spans:
                    assert whole.text[start:end] in short.text
            if whole.statements:
                said = sum(len(words(whole.text, *span)) for each in whole.statements for span in each.spans)
                spans = sum(len(each.spans) for each in whole.statements)
                assert len(words(short.text)) <= said + 6 * spans
            for mark in short.marks:
                assert 0 <= mark.start < mark.end <= len(short.text)


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("one two three four five", 1, "one […] five"),
        ("one two three four five", 2, "one two […] four five"),
        ("one two three", 2, "one two three"),
        ("one two three", 0, "[…]"),
    ],
)
def test_long_stretches_are_cut_inside(text: str, context: int, expected: str) -> None:
    assert shortening.ends(text, context) == expected


def test_a_report_of_excerpts_holds_no_full_text() -> None:
    with View.open(sample_ledger()) as view:
        page = render(view, excerpts=4)
        texts = [each.text for each in view.articles()]
    plain = re.sub(r"<[^>]*>", "", page).replace("&#34;", '"').replace("&#39;", "'")
    flat = " ".join(plain.split())
    assert not any(" ".join(text.split()) in flat for text in texts)
    assert "cut to 4 words of context" in page
