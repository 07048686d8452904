"""Which outlet words name: in full, by its last word ("the Gazette"), or by its sort alone ("the newspaper")."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from whence.lexicon import outlets, programmes
from whence.records import Span, Spans

_SORTS = {
    "agency": frozenset(("agency", "news agency", "wire service", "news service")),
    "broadcaster": frozenset(("network", "broadcaster", "channel", "station", "news channel", "cable channel")),
    "paper": frozenset(("newspaper", "paper", "daily", "magazine", "tabloid", "website", "site", "blog", "news site")),
    "": frozenset(("outlet", "news outlet", "publication", "news organization", "news organisation")),
}
"""What an outlet of each kind is called where it was named before; what is under "" any may be."""
_KIND_OF = {word: kind for kind, words in _SORTS.items() for word in words}
_ANAPHOR = rf"[Tt]he (?:same )?(?:{'|'.join(sorted(_KIND_OF, key=len, reverse=True))})"
_SHORT = r"[Tt]he [A-Z][a-z]+(?:-[A-Z][a-z]+)*"
_SORT = (
    r"(?:(?:[A-Z]?[\w’'-]+ ){0,4}"
    r"(?:agency|newspaper|paper|broadcaster|channel|network|magazine|website|site|service),? )?"
)
_NETWORKS = frozenset(("ABC", "CBS", "NBC"))
"""Broadcasters whose news division bears another name, so that the name stays as it is written."""
_PIECE = r"(?:['’]s?)?(?: (?:video|footage|report|reports|account|accounts|story|article|analysis))?"
_PIECE_IN = re.compile(
    r"(?:[Aa]n?|[Tt]he|[Oo]ne) (?:\w+ )?(?:report|story|article|piece|editorial|analysis) (?:in|by|from|on) "
)
_BACK = 3000
"""Characters before "the agency" in which the agency is looked for."""


@cache
def pattern() -> str:
    """A pattern of an outlet's name, in the group `outlet`, with or without an article before it."""
    by_first: dict[str, list[str]] = {}
    for name in sorted(outlets.by_name(), key=lambda each: (-len(each), each)):
        by_first.setdefault(name[0], []).append(re.escape(name[1:]))
    known = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    return rf"(?P<article>[Tt]he |an? |its )?(?P<outlet>{outlets.SHAPE}|{known})(?:-TV)?(?![\w-])"


@cache
def taken_up() -> str:
    """A pattern of an outlet named before, in the group `again`: "the network", "the Gazette"."""
    return rf"(?P<again>(?:{_ANAPHOR}|{_SHORT})(?![\w-]))"


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"{_SORT}{pattern()}{_PIECE},?")


@cache
def _again() -> re.Pattern[str]:
    return re.compile(rf"{taken_up()}{_PIECE},?")


@lru_cache(maxsize=4)
def _mentions(text: str) -> tuple[tuple[int, str], ...]:
    """Where a text names outlets, and their names as they are written there, without an article."""
    found = re.finditer(rf"(?<![\w-]){pattern()}", text)
    return tuple((match.start("outlet"), outlets.without_article(match["outlet"])) for match in found)


def canonical(text: str, span: Span, own: str | None) -> str | None:
    """The usual name of the outlet or programme named at `span`, None for a platform that anybody writes on.

    "The Post" is the article's own outlet where that is a Post, else the last Post named before in full; "the paper"
    is the last paper named before.
    """
    words = text[span.start : span.end]
    if words in programmes.outlets() and words not in outlets.by_name():
        return programmes.outlets()[words].removesuffix(" News")
    if words in _NETWORKS:
        return words
    bare = outlets.without_article(words).removeprefix("same ")
    if bare in _KIND_OF:
        return _of_kind(text, span.start, _KIND_OF[bare])
    if " " not in bare and (bare != words or text[max(0, span.start - 4) : span.start].lower() == "the "):
        words = _in_full(text, span.start, bare, own) or words
    found = outlets.find(words)
    return None if found is None or found.kind == "platform" else found.name


def _in_full(text: str, at: int, short: str, own: str | None) -> str | None:
    """The full name of "the Post": the own outlet's, else the last one before a place that ends so."""
    if own is not None and own.lower().endswith(f" {short.lower()}"):
        return own
    for start, name in reversed(_mentions(text)):
        if at - _BACK < start < at and (name.endswith(f" {short}") or name.startswith(f"{short} of ")):
            return name
    return None


def _of_kind(text: str, at: int, kind: str) -> str | None:
    """The last outlet of a kind named before a place, for "the agency" there."""
    for start, name in reversed(_mentions(text)):
        found = outlets.find(name) if at - _BACK < start < at else None
        if found is not None and found.kind != "platform" and kind in ("", found.kind):
            return found.name
    return None


def outlet_of(text: str, source: Spans, own: str | None = None) -> str | None:
    """The outlet that a source is, if it is one."""
    if len(source) != 1:
        return None
    span = source[0]
    words = text[span.start : span.end].strip(" ,")
    piece = _PIECE_IN.match(words)
    if piece is not None:
        return outlet_of(text, (Span(span.start + piece.end(), span.end),), own)
    again = _again().fullmatch(words)
    if again is not None:
        found = canonical(text, Span(span.start, span.start + again.end("again")), own)
        if found is not None:
            return found
    match = _whole().fullmatch(words)
    if match is None:
        return None
    if outlets.find(words):
        return canonical(text, Span(span.start, span.start + len(words)), own)
    return canonical(text, Span(*(span.start + at for at in match.span("outlet"))), own)
