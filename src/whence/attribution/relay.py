"""Which outlet a name or a source is, and which statement another is made inside of."""

from __future__ import annotations

import re
from functools import cache

from whence.attribution.document import Extraction
from whence.lexicon import outlets, programmes
from whence.records import Span, Spans

_GENERIC = (
    r"(?:(?:[A-Z][\w.'’-]+ )*(?:state|state-run|state-owned|local|national|Russian|Syrian|Chinese|Iranian|Turkish)"
    r" (?:news |television |TV )?(?:media|television|TV|radio|news agency|broadcaster|agency))"
    r"|(?:(?:[A-Z][\w.&'’-]+ ){1,3}(?:Times|Post|Journal|Herald|Tribune|Gazette|Chronicle|Courier|Observer|Telegraph"
    r"|Mail|News(?: Foundation)?|Radio(?: \d)?|TV|Television|news agency|newspaper|magazine|television|radio|Agency"
    r"|Press))"
)
_ANAPHORS = frozenset(("the agency", "the news agency", "the newspaper", "the paper", "the broadcaster", "the network"))
_SHORT = frozenset(("post", "times", "journal", "herald", "tribune", "guardian", "star", "sun", "globe", "daily news"))
"""What a paper calls itself, and other papers too."""
_SORT = (
    r"(?:(?:[A-Z]?[\w’'-]+ ){0,4}"
    r"(?:agency|newspaper|paper|broadcaster|channel|network|magazine|website|site|service),? )?"
)
_NETWORKS = frozenset(("ABC", "CBS", "NBC"))
"""Broadcasters whose news division bears another name, so that the name stays as it is written."""
_PIECE = r"(?:['’]s?)?(?: (?:video|footage|report|reports|account|accounts|story|article|analysis))?"
_BACK = 3000
"""Characters before "the agency" in which the agency is looked for."""
_BEGINS_WITHIN = 60
_COVERS = 0.5


@cache
def named() -> str:
    """A pattern of an outlet's name, in the group `outlet`, with or without an article before it."""
    names = sorted(outlets.by_name(), key=lambda each: (-len(each), each))
    known = "|".join(re.escape(each) for each in names)
    return rf"(?P<article>[Tt]he |an? |its )?(?P<outlet>{_GENERIC}|{known})(?![\w-])"


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"{_SORT}{named()}{_PIECE},?")


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){named()}")


def canonical(text: str, span: Span, own: str | None) -> str | None:
    """The usual name of the outlet or programme named at `span`, None for a platform that anybody writes on.

    "The Post" is the article's own outlet where that is a Post, else the last Post named before in full.
    """
    words = text[span.start : span.end]
    if words in programmes.outlets() and words not in outlets.by_name():
        return programmes.outlets()[words].removesuffix(" News")
    if words in _NETWORKS:
        return words
    bare = outlets.without_article(words)
    if bare.lower() in _SHORT:
        ours = own is not None and own.lower().endswith(" " + bare.lower())
        full = own if ours else _in_full(text, span.start, bare)
        words = full or words
    found = outlets.find(words)
    if found is None:
        return words
    return None if found.kind == "platform" else found.name


def _in_full(text: str, at: int, bare: str) -> str | None:
    """The last name before a place that ends in a short one: "Homs Post" for "the Post"."""
    names = re.findall(rf"((?:[A-Z][\w.&’'-]+ ){{1,3}}{re.escape(bare)})(?!\w)", text[max(0, at - _BACK) : at])
    return outlets.without_article(names[-1]) if names else None


def outlet_of(text: str, source: Spans, own: str | None = None) -> str | None:
    """The outlet that a source is, if it is one."""
    if len(source) != 1:
        return None
    span = source[0]
    words = text[span.start : span.end].strip(" ,")
    if words.lower() in _ANAPHORS:
        return _before(text, span.start)
    match = _whole().fullmatch(words)
    if match is None:
        return None
    if outlets.find(words):
        return canonical(text, Span(span.start, span.start + len(words)), own)
    return canonical(text, Span(*(span.start + at for at in match.span("outlet"))), own)


def _before(text: str, at: int) -> str | None:
    """The last agency or paper named before a place, for "the agency" there."""
    last = None
    for match in _anywhere().finditer(text, max(0, at - _BACK), at):
        last = match["outlet"]
    if last is None:
        return None
    found = outlets.find(last)
    return found.name if found else last


def passes_on(outer: Extraction, inner: Extraction) -> bool:
    """Whether an outlet's report is only the frame of another's statement: "the agency reported that Lee said …"."""
    begins = inner.source[0].start if inner.source else inner.content[0].start
    begins = min(begins, inner.content[0].start)
    start, end = outer.content[0].start, outer.content[-1].end
    parts = (*inner.content, *inner.source, *inner.cue)
    covered = sum(max(0, min(end, span.end) - max(start, span.start)) for span in parts)
    return begins - start < _BEGINS_WITHIN and covered >= _COVERS * (end - start)


def contains(outer: Extraction, inner: Extraction) -> bool:
    """Whether one statement is made inside the content of another."""
    anchor = inner.cue or inner.source
    if not anchor or outer is inner:
        return False
    return any(span.start <= anchor[0].start and anchor[0].end <= span.end for span in outer.content) and (
        outer.cue,
        outer.source,
    ) != (inner.cue, inner.source)
