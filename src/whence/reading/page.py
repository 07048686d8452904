"""One page to text and offered metadata; runs inside the sandbox, for the libraries trust their input.

The text is trafilatura's (Barbaresi 2021), set to favour precision. Metadata are taken from JSON-LD, OpenGraph,
other meta tags and trafilatura alike; nothing is chosen here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import trafilatura
from trafilatura.metadata import extract_metadata

from whence.errors import Rejected
from whence.reading.linked_data import from_json_ld
from whence.reading.sandbox import Page
from whence.reading.shallow import shallow

Offer = tuple[str, str, str]

_META: dict[str, tuple[str, str]] = {
    "og:title": ("title", "opengraph"),
    "og:site_name": ("outlet", "opengraph"),
    "og:url": ("url", "opengraph"),
    "article:published_time": ("published", "opengraph"),
    "article:author": ("authors", "opengraph"),
    "twitter:title": ("title", "meta"),
    "dc.title": ("title", "meta"),
    "headline": ("title", "meta"),
    "dc.publisher": ("outlet", "meta"),
    "author": ("authors", "meta"),
    "byl": ("authors", "meta"),
    "parsely-author": ("authors", "meta"),
    "sailthru.author": ("authors", "meta"),
    "dc.creator": ("authors", "meta"),
    "citation_author": ("authors", "meta"),
    "date": ("published", "meta"),
    "pubdate": ("published", "meta"),
    "publishdate": ("published", "meta"),
    "publish-date": ("published", "meta"),
    "datepublished": ("published", "meta"),
    "dc.date": ("published", "meta"),
    "dc.date.issued": ("published", "meta"),
    "dcterms.created": ("published", "meta"),
    "parsely-pub-date": ("published", "meta"),
    "sailthru.date": ("published", "meta"),
    "citation_publication_date": ("published", "meta"),
}
# Only what the page says of itself: htmldate's extensive search would take a date out of the body or the footer.
_DATES = {"extensive_search": False, "original_date": True}


def extract(page: str) -> Page:
    """The text and the offered metadata of a page; raises `Rejected` (html) for what no parser takes."""
    tree = trafilatura.load_html(shallow(page))
    if tree is None:
        raise Rejected("html", "the page cannot be parsed as HTML")
    offers = tuple(
        dict.fromkeys((field, value.strip(), origin) for field, value, origin in _offers(tree) if value.strip())
    )
    return Page(_text(tree), offers)


def _text(tree: Any) -> str:
    for precise in (True, False):
        found = trafilatura.extract(tree, favor_precision=precise, include_comments=False, with_metadata=False)
        if found and found.strip():
            return str(found)
    return str(trafilatura.baseline(tree)[1])


def _offers(tree: Any) -> Iterator[Offer]:
    yield from from_json_ld(tree.xpath("//script[contains(@type, 'ld+json')]/text()"))
    for meta in tree.xpath("//meta[@content]"):
        for attribute in ("property", "name", "itemprop"):
            known = _META.get((meta.get(attribute) or "").strip().lower())
            if known:
                yield known[0], meta.get("content"), known[1]
                break
    for link in tree.xpath("//link[@rel='canonical'][@href]"):
        yield "url", link.get("href"), "canonical"
    for time in tree.xpath("//time[@datetime][@pubdate or contains(@itemprop, 'datePublished')]"):
        yield "published", time.get("datetime"), "time-tag"
    headings = tree.xpath("//h1")
    if len(headings) == 1:
        yield "title", " ".join(headings[0].text_content().split()), "h1"
    for title in tree.xpath("(//head/title)[1]"):
        yield "title", " ".join(title.text_content().split()), "title-tag"
    yield from _trafilatura(tree)


def _trafilatura(tree: Any) -> Iterator[Offer]:
    """What trafilatura makes of title, author and date; its site name may be a host's name, so it is left out."""
    try:
        found = extract_metadata(tree, date_config=dict(_DATES), extensive=False)
    except (ValueError, TypeError, AttributeError, KeyError):  # it fails on some metadata that JSON-LD holds
        return
    for field, value in (("title", found.title), ("authors", found.author), ("published", found.date)):
        if value:
            yield field, str(value), "trafilatura"
