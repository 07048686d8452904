"""Pages, friendly and hostile: whence.reading.{html,page,linked_data,shallow,sandbox}."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from whence.options import ReadingOptions
from whence.reading import documents, read, sandbox
from whence.reading.html import declared
from whence.reading.linked_data import from_json_ld
from whence.reading.shallow import DEEPEST, shallow
from whence.records import Article, Reject

DEFAULTS = ReadingOptions()
PARAGRAPHS = tuple(
    f"On day {n} the harbour board met in Tern Bay, and its chairwoman said that the cranes would be repaired."
    for n in range(6)
)
BODY = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "@id": "#o", "name": "The Tern"},
        {
            "@type": ["NewsArticle"],
            "headline": "Cranes &amp; winter",
            "datePublished": "2021-03-04T09:59:00+01:00",
            "author": [{"@type": "Person", "name": "Ola Fen"}, "Max Quay"],
            "publisher": {"@id": "#o"},
            "mainEntityOfPage": {"@id": "https://tern.example/a/1"},
        },
    ],
}
HEAD = """<meta charset="utf-8"><title>Cranes to be repaired | The Tern</title>
<meta property="og:title" content="Cranes to be repaired"><meta property="og:site_name" content="Tern Online">
<link rel="canonical" href="https://tern.example/a/1"><meta name="author" content="Ola Fen">"""


def page(body: str = BODY, head: str = HEAD) -> bytes:
    clutter = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{clutter}<article>{body}</article></body></html>".encode()


def results(data: bytes, options: ReadingOptions = DEFAULTS) -> list[Article | Reject]:
    (document,) = documents(["-"], data)
    assert not isinstance(document, Reject)
    assert document.format == "html"
    return list(read(document, options))


def article(data: bytes, options: ReadingOptions = DEFAULTS) -> Article:
    (found,) = results(data, options)
    assert isinstance(found, Article), found
    return found


@pytest.fixture(scope="module", autouse=True)
def _no_worker_left() -> Iterator[None]:
    yield
    sandbox.close()


def test_text_without_clutter_and_merged_metadata() -> None:
    linked = f'{HEAD}<script type="application/ld+json">{json.dumps(LINKED)}</script>'
    found = article(page(head=linked))
    assert all(each in found.text for each in PARAGRAPHS)
    assert "Sport" not in found.text
    assert (found.title, found.outlet, found.url) == ("Cranes & winter", "The Tern", "https://tern.example/a/1")
    assert (found.published, found.authors) == ("2021-03-04T08:59:00Z", ("Ola Fen", "Max Quay"))
    offered = {(each.field, each.value, each.origin) for each in found.candidates}
    assert ("outlet", "Tern Online", "opengraph") in offered
    assert ("title", "Cranes to be repaired | The Tern", "title-tag") in offered
    assert (found.zones[0].start, found.zones[-1].end) == (0, len(found.text))


def test_nothing_is_guessed() -> None:
    found = article(page(head=""))
    assert (found.outlet, found.published, found.url, found.authors) == (None, None, None, ())


def test_opengraph_where_there_is_no_json_ld() -> None:
    found = article(page())
    assert (found.title, found.outlet, found.authors) == ("Cranes to be repaired", "Tern Online", ("Ola Fen",))


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1251", "utf-16"])
def test_declared_encodings(encoding: str) -> None:
    word = "Министерство" if encoding == "windows-1251" else "Édouard"
    text = page(BODY + f"<p>{word} said on Friday that the cranes would not be repaired in his time.</p>").decode()
    assert word in article(text.replace("utf-8", encoding).encode(encoding)).text


@pytest.mark.parametrize("opening", ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<blockquote><p>"])
def test_nesting_of_any_depth_is_read(opening: str) -> None:
    found = article(page(opening * (100_000 // opening.count("<")) + BODY))
    assert all(each in found.text for each in PARAGRAPHS)


def test_a_page_that_takes_too_long_is_stopped_and_the_next_is_read() -> None:
    options = ReadingOptions(max_seconds=1.0)
    slow = page("<table>" + "<tr><td>x</td></tr>" * 400_000 + "</table>" + BODY)
    (found,) = results(slow, options)
    assert isinstance(found, Reject)
    assert (found.code, found.path) == ("timeout", "-")
    assert article(page()).title == "Cranes to be repaired"


def test_one_worker_serves_many_pages() -> None:
    article(page())
    first = sandbox._current[0]
    for _ in range(20):
        article(page())
    assert sandbox._current[0] is first


def test_a_worker_that_died_is_replaced() -> None:
    article(page())
    sandbox._current[0]._process.kill()
    sandbox._current[0]._process.wait()
    assert article(page()).text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html><body></body></html>", "empty"),
        (b"<html>" + b"<!--" * 50_000, "empty"),
        (b"<html>\x00\x01\xff", "binary"),
    ],
)
def test_pages_without_text(data: bytes, code: str) -> None:
    (found,) = results(data)
    assert isinstance(found, Reject)
    assert found.code in {code, "html"}


def test_too_large() -> None:
    (found,) = results(page(), ReadingOptions(max_bytes=100))
    assert isinstance(found, Reject)
    assert found.code == "too_large"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'<meta charset="UTF-8">', "utf-8"),
        (b"<meta http-equiv=content-type content='text/html; charset=windows-1252'>", "windows-1252"),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        (b"<html>", None),
    ],
)
def test_declared(head: bytes, expected: str | None) -> None:
    assert declared(head) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('{"@type":"NewsArticle","headline":"H"}', {("title", "H")}),
        ('<!-- {"@type":"Article","name":"N"} -->', {("title", "N")}),
        ('//<![CDATA[\n{"@type":"BlogPosting","author":"A"}\n//]]>', {("authors", "A")}),
        ('[{"@type":"http://schema.org/NewsArticle","publisher":{"name":"P"}}]', {("outlet", "P")}),
        ('{"@type":"WebSite","name":"S"}', set()),
        ('{"@type":"NewsArticle","headline":5,"author":{"name":["A","B"]}}', {("authors", "A"), ("authors", "B")}),
        ("not json", set()),
        ("[" * 100_000, set()),
        ('{"@type":"NewsArticle","url":"/relative"}', set()),
    ],
)
def test_json_ld(script: str, expected: set[tuple[str, str]]) -> None:
    assert {(field, value) for field, value, _ in from_json_ld([script])} == expected


def test_shallow_leaves_ordinary_pages_alone() -> None:
    text = page().decode()
    assert shallow(text) is text
    long = "<p>x" * 1000 + "<ul>" + "<li>y" * 1000 + "</ul>"
    assert shallow(long) is long
    assert shallow("<script>" + "'<div>'" * 1000 + "</script>").count("<div>") == 1000
    assert shallow("<!--" + "<div>" * 1000 + "-->").count("<div>") == 1000


def test_shallow_keeps_the_text_of_deep_pages() -> None:
    deep = "<div>" * 1000 + "one<b>two</b>" + "</div>" * 1000 + "<p>three</p>"
    flat = shallow(deep)
    assert flat.count("<div>") == flat.count("</div>") == DEEPEST
    assert "one" in flat
    assert "<p>three</p>" in flat
