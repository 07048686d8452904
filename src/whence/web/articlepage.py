"""An article made ready for the page: its text as HTML, and the words that a permalink names, if they still stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from whence.answers.models import PassageLine, Shown
from whence.records import Span
from whence.web.highlight import Run, html, runs
from whence.web.links import Links, text_hash

_SPANS = re.compile(r"\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9}){0,19}")


@dataclass(frozen=True, slots=True)
class Shared:
    """All that one other article has in common with this one; `note` tells of its longest passage."""

    passages: tuple[PassageLine, ...]

    @property
    def first(self) -> PassageLine:
        """The longest passage."""
        return max(self.passages, key=lambda each: (each.here_span.end - each.here_span.start, each.id))

    @property
    def note(self) -> str:
        """Who copied whom by the longest passage."""
        return self.first.direction_note


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """`html` is the text with its highlights, `hash` what permalinks to it carry, `broken` why a permalink fails."""

    shown: Shown
    html: Markup
    hash: str
    broken: str = ""

    @property
    def shared(self) -> tuple[Shared, ...]:
        """The other articles that have words in common with this one, those with most passages first."""
        table: dict[str, list[PassageLine]] = {}
        for each in self.shown.passages:
            table.setdefault(each.there.id, []).append(each)
        return tuple(
            Shared(tuple(lines)) for _, lines in sorted(table.items(), key=lambda each: (-len(each[1]), each[0]))
        )


def article_page(shown: Shown, link: Links, span: str = "", given_hash: str = "") -> ArticlePage:
    """The page of an article; a permalink's words are marked only where the text is the one that it was made for."""
    here = text_hash(shown.text)
    spans, broken = _spans(shown.text, span, given_hash, here)
    claims = {each.id: each.claim for each in shown.statements}
    others = {each.id: each.there.id for each in shown.passages}

    def href(run: Run) -> str | None:
        if run.statement and claims.get(run.statement):
            return link.claim(claims[run.statement])
        if run.passage and run.passage in others:
            return link.compare(shown.place.id, others[run.passage])
        return None

    return ArticlePage(shown, html(runs(shown.text, shown.zones, shown.marks, spans), href), here, broken)


def _spans(text: str, span: str, given: str, here: str) -> tuple[tuple[Span, ...], str]:
    """The spans that a permalink names, or why they are not shown: they are never quietly moved elsewhere."""
    if not span:
        return (), ""
    if given and given != here:
        return (), "This link was made for another version of the text, so the words it meant are not marked here."
    if not _SPANS.fullmatch(span):
        return (), "This link names no place in the text."
    found = tuple(sorted(Span(*map(int, each.split("-"))) for each in span.split(",")))
    if any(each.start >= each.end or each.end > len(text) for each in found):
        return (), "This link names a place outside the text."
    return found, ""
