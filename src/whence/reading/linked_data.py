"""What a page says about itself in JSON-LD (schema.org): headline, date, authors, publisher, address."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

_ARTICLES = re.compile(r"(?:^|[/:])(?:\w*Article|\w*NewsArticle|BlogPosting|LiveBlogPosting|Report)$")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_LARGEST = 2_000_000
_MOST_NODES = 20_000


def from_json_ld(scripts: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """(field, value, "json-ld") for each article described; what is no JSON is passed over."""
    nodes = [node for script in scripts for node in _nodes(script)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    for node in nodes:
        if any(_ARTICLES.search(each) for each in _strings(node.get("@type"))):
            for field, value in _article(node, by_id):
                yield field, html.unescape(value), "json-ld"


def _nodes(script: str) -> list[dict[str, Any]]:
    """All objects of a script, outermost first; without recursion, for a page decides how deep they nest."""
    if len(script) > _LARGEST:
        return []
    try:
        value = json.loads(_WRAPPING.sub("", script).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return []
    found: list[dict[str, Any]] = []
    waiting = [value]
    while waiting and len(found) < _MOST_NODES:
        each = waiting.pop(0)
        if isinstance(each, dict):
            found.append(each)
            waiting.extend(part for part in each.values() if isinstance(part, dict | list))
        elif isinstance(each, list):
            waiting.extend(part for part in each if isinstance(part, dict | list))
    return found


def _article(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for value in _strings(node.get("headline") or node.get("name")):
        yield "title", value
    for value in _strings(node.get("datePublished")):
        yield "published", value
    for value in _names(node.get("author") or node.get("creator"), by_id):
        yield "authors", value
    for value in _names(node.get("publisher"), by_id):
        yield "outlet", value
    page = node.get("mainEntityOfPage")
    for value in _strings(node.get("url") or (page.get("@id") if isinstance(page, dict) else page)):
        if value.startswith(("http://", "https://")):
            yield "url", value


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    return [each for each in value if isinstance(each, str) and each.strip()] if isinstance(value, list) else []


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The names of persons or organisations: strings, objects with a name, references to such, or lists of these."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            if each.strip():
                yield each
        elif isinstance(each, dict):
            whole = each if "name" in each else by_id.get(str(each.get("@id")), each)
            yield from _strings(whole.get("name"))
