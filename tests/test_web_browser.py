"""The pages in a real browser: each rendered and driven on the samples, with nothing amiss in the console."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import browser, expect, serving, tab
from serving import sample_ledger
from whence import answers, samples
from whence.ledger import View

axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(sample_ledger(), tmp_path_factory.mktemp("web") / "a.db"))


@pytest.fixture(scope="module")
def base(ledger: Path) -> Iterator[str]:
    with serving(ledger) as address:
        yield address


@pytest.fixture(scope="module")
def paths(ledger: Path) -> dict[str, str]:
    with View.open(ledger) as view:
        story = answers.stories(view).stories[0]
        claim = next(row for row in answers.story(view, story.id).claims if row.disputed and row.appearances > 2)
    return {
        "home": "/",
        "stories": "/stories",
        "story": f"/story/{story.id}",
        "claim": f"/claim/{claim.id}",
        "article": "/article/13-junk.txt",
        "compare": "/compare/01-wire.txt/05-spun.txt",
        "people": "/actors",
        "actor": "/actor/Ida%20Renn",
        "judge": "/judge",
        "search": "/search?q=before+sunrise",
        "data": "/api",
        "nothing": "/nowhere",
    }


SCROLLED = """(node) => new Promise((tell) => {
  const end = Date.now() + 60000;
  const look = () => (node.scrollTop > 20 || Date.now() > end ? tell(node.scrollTop > 20) : setTimeout(look, 20));
  look();
})"""
CLIPBOARD = ["clipboard-read", "clipboard-write"]
PAGES = ("home", "stories", "story", "claim", "article", "compare", "people", "actor", "judge", "search", "data")


@pytest.mark.parametrize(
    ("name", "scheme"),
    [(name, "light") for name in PAGES] + [(name, "dark") for name in ("home", "story", "article", "compare")],
)
def test_no_serious_finding_of_axe(chrome: Any, base: str, paths: dict[str, str], name: str, scheme: str) -> None:
    with tab(chrome, base, color_scheme=scheme) as at:
        at.go(paths[name])
        expect(at.page.locator("h1").first).to_be_visible()
        found = axe_api.Axe().run(at.page).response["violations"]
        told = [
            (each["id"], each["nodes"][0]["html"][:200], each["nodes"][0]["failureSummary"])
            for each in found
            if each["impact"] in ("serious", "critical")
        ]
        assert told == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_small_phone(chrome: Any, base: str, paths: dict[str, str], name: str) -> None:
    with tab(chrome, base, viewport={"width": 360, "height": 740}) as at:
        at.go(paths[name])
        expect(at.page.locator("h1").first).to_be_visible()
        assert at.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_files_are_dropped_watched_and_found(chrome: Any, tmp_path: Path) -> None:
    names = ("01-wire.txt", "04-generalised.txt", "05-spun.txt")
    texts = {name: (samples.folder() / name).read_text("utf-8") for name in names}
    with serving(tmp_path / "new.db") as base, tab(chrome, base) as at:
        at.go("/")
        expect(at.page.get_by_role("button", name="Try it on the sample articles")).to_be_visible()
        at.page.evaluate(
            """(texts) => {
              const data = new DataTransfer();
              for (const [name, text] of Object.entries(texts)) data.items.add(new File([text], name));
              const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true });
              document.querySelector(".dropzone").dispatchEvent(drop);
            }""",
            texts,
        )
        at.page.wait_for_url(re.compile("/jobs/"))
        expect(at.page.locator("progress")).to_have_count(1)
        expect(at.page.get_by_role("heading", name="Articles added")).to_be_visible(timeout=240_000)
        expect(at.page.locator("[data-part=sentence]")).to_contain_text("3 articles added")
        at.page.get_by_role("link", name="Look at what was found").click()
        at.page.locator(".card h3 a").first.click()
        expect(at.page.locator("svg.copies .edge")).to_have_count(2)


def test_a_story_leads_to_a_claim_an_article_and_back(chrome: Any, base: str, paths: dict[str, str]) -> None:
    with tab(chrome, base) as at:
        at.go("/")
        at.page.locator(".card h3 a").first.click()
        expect(at.page.locator("h1 ~ p.verdict").first).to_have_text(re.compile(r"\d outlets, \d origins?"))
        expect(at.page.locator("svg.copies a.node:is(.origin, .perhaps)").first).to_be_visible()
        at.page.get_by_role("navigation", name="Which claims").get_by_text("disputed").click()
        at.page.wait_for_url(re.compile("show=disputed"))
        at.page.locator(".matrix .claimcol a").first.click()
        expect(at.page.locator("aside .dispute").first).to_be_visible()
        at.page.locator(".step .where a").first.click()
        expect(at.page.locator("#span").first).to_be_visible()


def test_two_articles_are_joined_by_bands_and_scroll_together(chrome: Any, base: str, paths: dict[str, str]) -> None:
    with tab(chrome, base, viewport={"width": 1280, "height": 520}) as at:
        at.go(paths["compare"])
        expect(at.page.locator("svg.bands path").nth(3)).to_be_attached()
        left, right = (at.page.locator(f"[data-side={side}]") for side in "ab")
        left.evaluate("(node) => { node.style.maxHeight = '160px'; }")
        right.evaluate("(node) => { node.style.maxHeight = '160px'; node.scrollTop = 0; }")
        left.evaluate("(node) => { node.scrollTop = 200; }")
        assert right.evaluate(SCROLLED)


def test_judging_by_key_and_taking_it_back(chrome: Any, tmp_path: Path) -> None:
    ledger = Path(shutil.copy(sample_ledger(), tmp_path / "a.db"))
    with serving(ledger) as base, tab(chrome, base) as at:
        at.go("/judge?subject=dispute")
        asked = at.page.locator("[name=target]").first.input_value()  # waits until there is one
        at.page.keyboard.press("s")
        at.page.wait_for_url(re.compile("at=1"))
        expect(at.page.locator("[name=target]").first).not_to_have_value(asked)
        at.go("/judge?subject=dispute")
        at.page.keyboard.press("n")
        expect(at.page.get_by_text("Ann said no on a dispute")).to_be_visible()
        expect(at.page.locator("[name=target]").first).not_to_have_value(asked)
        with View.open(ledger) as view:
            assert [(each.target, each.verdict.value, each.who) for each in view.judgements()] == [(asked, "no", "Ann")]
        at.page.keyboard.press("z")
        expect(at.page.get_by_text("taken back")).to_be_visible()
        with View.open(ledger) as view:
            assert [each.undone for each in view.judgements()] == [True]


def test_search_and_a_table_taken_away(chrome: Any, base: str, paths: dict[str, str]) -> None:
    with tab(chrome, base) as at:
        at.go(paths["stories"])
        at.page.get_by_role("searchbox").fill("before sunrise")
        at.page.get_by_role("button", name="Search").click()
        expect(at.page.locator(".hits mark").first).to_have_text("before sunrise")
        at.go(paths["story"])
        with at.page.expect_download() as taken:
            at.page.locator(".exports a", has_text="CSV").nth(1).click()
        text = Path(taken.value.path()).read_text("utf-8-sig")
        assert text.splitlines()[0].startswith("claim,text,independent_sources,disputed,outlet")
        assert "speaker_generalised" in text


def test_words_pointed_at_tell_who_said_them(chrome: Any, base: str) -> None:
    with tab(chrome, base) as at:
        at.go("/article/01-wire.txt")
        said = at.page.locator(".body a.statement[title*='Arvid Solheim']").first
        said.hover()
        expect(at.page.locator("#card-note")).to_contain_text("Arvid Solheim")
        at.page.keyboard.press("Escape")
        expect(at.page.locator("#card-note")).to_be_hidden()
        said.click()
        at.page.wait_for_url(re.compile("/claim/"))


def test_a_touch_tells_first_and_follows_second(chrome: Any, base: str) -> None:
    with tab(chrome, base, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True) as at:
        at.go("/article/01-wire.txt")
        at.page.locator(".body a.statement").nth(1).tap()
        expect(at.page.locator("#card-note")).to_be_visible()
        assert "/article/" in at.page.url
        at.page.locator(".body a.statement").nth(1).tap()
        at.page.wait_for_url(re.compile("/claim/"))


def test_selected_words_get_a_link_in_code_points(chrome: Any, tmp_path: Path) -> None:
    from whence import pipeline

    file = tmp_path / "emoji.txt"
    file.write_bytes("Wave 🌊🌊 over\r\nthe dam, minister Ann Lee said. 𝒳 marks the quay 🚢 tonight.\n".encode())
    pipeline.add([file], tmp_path / "a.db")
    with serving(tmp_path / "a.db") as base, tab(chrome, base, permissions=CLIPBOARD) as at:
        at.go("/article/emoji.txt")
        at.page.evaluate(
            """() => {
              const walker = document.createTreeWalker(document.querySelector(".body"), NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf("quay 🚢");
                if (at < 0) continue;
                getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + "quay 🚢".length);
              }
            }"""
        )
        at.page.get_by_role("button", name="Link to these words").click()
        expect(at.page.locator(".span-link")).to_have_text("Copied")
        at.page.goto(at.page.evaluate("navigator.clipboard.readText()"))
        expect(at.page.locator("#span")).to_have_text("quay 🚢")


def test_everything_works_without_script(chrome: Any, tmp_path: Path, paths: dict[str, str], base: str) -> None:
    with serving(tmp_path / "new.db") as fresh, tab(chrome, fresh, java_script_enabled=False) as at:
        at.go("/")
        at.page.set_input_files("input[name=files] >> nth=0", str(samples.folder() / "01-wire.txt"))
        at.page.get_by_role("button", name="Add", exact=True).click()
        expect(at.page.get_by_role("status").get_by_text("1 article added")).to_be_visible(timeout=240_000)
        at.page.get_by_role("link", name="Look at what was found").click()
        expect(at.page.locator(".card")).to_have_count(1)
    with tab(chrome, base, java_script_enabled=False) as at:
        for name in PAGES:
            at.go(paths[name])
            expect(at.page.locator("h1").first).to_be_visible()
        at.go(paths["article"])
        at.page.locator(".layers input").first.uncheck()
        expect(at.page.locator(".layers input").first).not_to_be_checked()


def test_the_keyboard_reaches_everything_in_order(chrome: Any, base: str, paths: dict[str, str]) -> None:
    with tab(chrome, base) as at:
        at.go(paths["story"])
        at.page.keyboard.press("Tab")
        expect(at.page.locator(":focus")).to_have_text("Skip to the content")
        at.page.keyboard.press("Enter")
        at.page.wait_for_url(re.compile("#content$"))
        at.page.keyboard.press("Tab")
        expect(at.page.locator("main :focus")).to_have_count(1)
