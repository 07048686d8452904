"""The pages over the samples, asked for without a browser."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from serving import client, csrf, sample_ledger
from whence import answers
from whence.ledger import View
from whence.web.links import text_hash
from whence.web.searchpage import grouped
from whence.web.uploads import safe_path


def ids() -> dict[str, str]:
    with View.open(sample_ledger()) as view:
        story = answers.stories(view).stories[0]
        claim = answers.story(view, story.id).claims[0]
        return {"story": story.id, "claim": claim.id, "article": view.find_article("01-wire.txt").id}


def test_a_story_says_how_many_outlets_and_origins_it_has() -> None:
    with client(sample_ledger()) as web:
        page = web.get(f"/story/{ids()['story']}").text
    with View.open(sample_ledger()) as view:
        line = answers.stories(view).stories[0]
    assert len(line.outlets) > line.origins >= 1
    assert f"{len(line.outlets)} outlets" in page
    assert f"{line.origins} {'origin' if line.origins == 1 else 'origins'}" in page
    assert "<svg" in page
    assert "% from Meridian Press" in page


def test_a_claim_shows_the_origin_and_what_changed() -> None:
    with client(sample_ledger()) as web:
        page = web.get(f"/claim/{ids()['claim']}").text
    assert "How it travelled" in page
    assert "<del>" in page
    assert "<ins>" in page
    assert "cue strengthened: said → revealed" in page
    assert "How that was counted" in page


def test_an_article_is_shown_as_it_was_published() -> None:
    with client(sample_ledger()) as web, View.open(sample_ledger()) as view:
        page = web.get(f"/article/{ids()['article']}").text
        text = view.article(ids()["article"]).text
    body = re.search(r'<div class="body.*?>(.*?)</div>', page, re.DOTALL)
    assert body
    plain = re.sub(r"<[^>]*>", "", body[1])
    for entity, sign in (("&#34;", '"'), ("&#39;", "'"), ("&#13;", "\r"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        plain = plain.replace(entity, sign)
    assert plain == text


@pytest.mark.parametrize(
    ("span", "hash_of", "marked"),
    [
        ("0-7", "text", True),
        ("0-7,10-12", "text", True),
        ("0-7", "another text", False),
        ("7-0", "text", False),
        ("0-99999999", "text", False),
        ("<script>", "text", False),
    ],
)
def test_a_permalink_marks_its_words_or_says_why_not(span: str, hash_of: str, marked: bool) -> None:
    with client(sample_ledger()) as web, View.open(sample_ledger()) as view:
        article = view.article(ids()["article"])
        given = text_hash(article.text if hash_of == "text" else hash_of)
        page = web.get(f"/article/{article.id}", params={"span": span, "hash": given}).text
    assert ('id="span"' in page) is marked
    assert ('role="alert"' in page) is not marked


def test_search_finds_words_and_marks_them() -> None:
    with client(sample_ledger()) as web:
        page = web.get("/search", params={"q": "opened shortly after two"}).text
        nothing = web.get("/search", params={"q": "<script>alert(1)</script>"}).text
    assert "<mark>opened shortly after two</mark>" in page
    assert "Trace this claim" in page
    assert "<script>alert" not in nothing


def test_hits_come_by_story_and_claim() -> None:
    with View.open(sample_ledger()) as view:
        found = answers.search(view, "before sunrise")
    groups = grouped(found)
    hits = [hit for group in groups for claim in group.claims for hit in claim.hits]
    assert sorted(hits, key=str) == sorted(found.hits, key=str)
    assert len(groups) == len({hit.story for hit in hits}) < len(hits)
    for group in groups:
        for claim in group.claims:
            assert {(hit.story, hit.claim) for hit in claim.hits} == {(group.story, claim.best.claim)}
    most = max((claim for group in groups for claim in group.claims), key=lambda each: len(each.hits))
    assert len(most.hits) > 2
    assert most.best.place.published == min(hit.place.published or "9" for hit in most.hits)


@pytest.mark.parametrize(
    "path", ["/story/nope", "/claim/nope", "/article/nope", "/jobs/nope", "/nope", "/static/../app.py"]
)
def test_what_is_not_there_is_told_on_a_page(path: str) -> None:
    with client(sample_ledger()) as web:
        answer = web.get(path)
    assert answer.status_code == 404
    assert "<h1>" in answer.text


def test_without_a_ledger_the_start_page_takes_files(tmp_path: Path) -> None:
    with client(tmp_path / "new.db") as web:
        first = web.get("/").text
        assert "Try it on the sample articles" in first
        assert web.get("/stories").status_code == 404
        files = [
            (
                "files",
                ("pile/a.txt", b"The bridge will stay shut until May, harbour minister Ann Lee said on Monday.\n"),
            ),
            ("files", ("pile/b.pdf", b"%PDF-1.4")),
        ]
        sent = web.post("/add", data={"csrf": csrf(first), "outlet": "The Herald"}, files=files)
        assert sent.status_code == 303
        job = sent.headers["location"].rsplit("/", 1)[1]
        state = finished(web, job)
        assert state["sentence"] == "1 article added; 1 document could not be read."
        rejects = state["rejects"]
        assert isinstance(rejects, list)
        assert [each["path"] for each in rejects] == ["b.pdf"]
        assert "The Herald" in web.get("/").text
    with View.open(tmp_path / "new.db") as view:
        assert [each.path for each in view.articles()] == ["a.txt"]


def finished(web: object, job: str) -> dict[str, object]:
    """The state of a job when it is done."""
    for _ in range(600):
        state: dict[str, object] = web.get(f"/api/jobs/{job}").json()  # type: ignore[attr-defined]
        if state["done"]:
            return state
        time.sleep(0.1)
    raise AssertionError("the job does not end")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a.txt", "a.txt"),
        ("folder/a.txt", "folder/a.txt"),
        ("../../etc/passwd", None),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\news\\a.txt", "news/a.txt"),
        (".hidden", None),
        ("folder/.DS_Store", None),
        ("", None),
    ],
)
def test_no_file_leaves_its_folder(name: str, path: str | None) -> None:
    found = safe_path(name)
    assert (found.as_posix() if found else None) == path
