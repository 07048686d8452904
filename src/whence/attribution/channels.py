"""The outlets that words were given to or came through, as the words around a statement name them.

"told CNN's Ann Lee", "in an interview with the Post", "on “Face the Nation”", "…, Reuters reported". The phrases are in
`lexicon/relays.tsv`; a platform such as Twitter is no outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from whence.attribution import outlet_names
from whence.attribution.document import Extraction
from whence.lexicon import programmes, relays
from whence.records import Relay, Span

_ASIDE = 400
"""Characters before and behind a statement in which an outlet is looked for; a segment may be any length."""
_LEAST = 8
"""Letters that must be left of a content from which a hearer is cut."""
_TELL = "tell|tells|told|telling"
_BY = re.compile(r"(?:by|to report|according to|via)\s+$|^(?:published|wrote|writing|according)", re.IGNORECASE)
"""Phrases of who carried or reported the words, against those of whom they were given to."""
_TELLING = re.compile(rf"(?<!\w)(?:{_TELL})$")
_GIVEN = (
    r"interview(?:s|ed)?(?:,? [\w-]+){0,3}? (?:with|on|by|for|to|in)|(?:wrote|said|writing|tweeted) \w+day (?:in|on)"
    r"|(?:sent|gave|emailed)|(?:speaking|spoke|spoken|talking|talked) (?:\w+ )?(?:with|to|on)"
    r"|(?:appearing|appeared|appearance|appearances)(?: \w+){0,2}? on"
    r"|(?:comments?|remarks?|statement|e-?mail|op-ed|essay|column|article|piece)(?: \w+){0,2}? (?:to|for|in|on)"
    r"|(?:confirm|admit|explain|acknowledge|complain|respond|disclose)(?:s|t?ed)? to|(?:contacted|obtained|reviewed) by"
)
_HOST = (
    r"(?:(?:a|an|the|The|his|her|its|their|both|local|conservative|liberal|radio|television|TV|talk|news|cable"
    r"|morning|late-night|host|anchor|presenter|correspondent|reporter|columnist|blogger|magazine|newspaper|website|site|channel|network|show"
    r"|station|program|programme|affiliate|agency|\d{4}|\w+day(?:['’]s)?)\s+){0,5}"
)
_PERSON = r"(?:(?:[A-Z][\w.'’-]+ ){1,3}(?:of|from|at|on|with)\s+)?"
_NAME = r"(?!\w+day\b|In |On |The |A )[A-Z][\w.'’-]*\w"
_ASKING = r"(?:host|anchor|moderator|columnist)\s+"
_SORT = (
    r"(?:newspaper|station|network|channel|website|magazine|broadcaster|agency|daily|tabloid|outlet|blog|podcast)\s+"
)
_ASKER = (
    rf"{_HOST}(?:[A-Z][a-z]+ (?:television |TV |radio |news )?)?(?<!the ){_SORT}(?P<called>{_NAME}(?: {_NAME}){{0,2}})"
    rf"|{_HOST}{_ASKING}(?P<host>{_NAME}(?: {_NAME}){{1,2}})"
)
"""Whom only what stands before the name tells to be an outlet or one who asks: "radio host Ann Lee"."""
_THERE = re.compile(
    r"(?<!\w)(?:in|during|on) (?:the|that) (?:same )?(?:interview|show|program|programme|broadcast)(?!\w)", re.I
)
"""What takes up an interview told of before."""
_ASKED = re.compile(rf"(?:{_ASKING}|{_SORT})$")
_ROLE = 20
_BEFORE = 1500
"""Characters before "in the interview" in which that interview is looked for."""
_REPORTS = "reported|reports|has reported|had reported|said|says|noted|wrote|revealed|quoted|cited"
_BEHIND = re.compile(r"\s*(?:[.,;:—–]|$|citing|on |in |last |late |earlier |this |\w+day|at the time|and |of the )")


@cache
def _phrase() -> re.Pattern[str]:
    phrases = "|".join(_TELL if phrase == "tell" else re.escape(phrase) for phrase in relays.phrases())
    return re.compile(rf"(?<!\w)(?i:{phrases}|{_GIVEN})(?!\w)\s+")


@cache
def _hosted() -> re.Pattern[str]:
    shows = "|".join(map(re.escape, sorted(programmes.outlets(), key=lambda each: (-len(each), each))))
    outlet = rf"{outlet_names.pattern()}|(?P<show>{shows})(?!\w)|{outlet_names.taken_up()}"
    return re.compile(rf"(?:{_ASKER}|{_HOST}{_PERSON}{_HOST}[“\"‘]?(?:{outlet}))")


@cache
def _show() -> re.Pattern[str]:
    return re.compile(rf"(?:[Oo]n |[Ii]n )?[“\"‘]?{_hosted().pattern}[,.]?[”\"’]?,?")


@cache
def _reported() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<!\w)as\s+|[,”\"’]\s+){outlet_names.pattern()}(?:\s+(?:first|later|also|\w+ly))?\s+(?:{_REPORTS})(?!\w)"
    )


@cache
def _reporting() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-]){outlet_names.pattern()}(?: ha[sd])?(?: first| also| \w+ly)? reports?(?:ed)?(?: \w+day)? that"
        r"[^;:\n“”\".]*$"
    )


@cache
def _within() -> re.Pattern[str]:
    pieces = "documentary|interview|op-ed|essay|column|article|podcast|special|appearance|broadcast|town hall|forum"
    return re.compile(rf"(?<!\w)[Ii]n {_HOST}{outlet_names.pattern()}(?:['’]s?)?\s+(?:\w+\s+)?(?:{pieces})(?!\w)")


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(
        rf"{outlet_names.pattern()}(?:['’]s?|\s+(?:['’]\s*)?)\s*(?:[\w-]+\s+){{0,2}}(?:sources?|interview)(?!\w)"
    )


def beside(text: str, window: Span, extraction: Extraction, own: str | None) -> tuple[Relay, ...]:
    """The outlets that the words around a statement, inside `window`, say it was told to or carried by.

    `own` is the outlet of the article, which its own paper calls "The Post".
    """
    found: dict[str, Relay] = {}
    # Who reported it stands outside of whom it was told to.
    for _, span in sorted({*_named(text, window, extraction)}):
        name = _relay(text, span, own)
        if name is not None:
            found.setdefault(name, Relay(name, (span,)))
    return tuple(found.values())


def _named(text: str, window: Span, extraction: Extraction) -> Iterator[tuple[bool, Span]]:
    parts = sorted((*extraction.content, *extraction.source))
    whole = (*parts, *extraction.cue)
    low, high = min(each.start for each in whole) - _ASIDE, max(each.end for each in whole) + _ASIDE
    for start, end in _gaps(Span(max(window.start, low), min(window.end, high)), parts):
        yield from _given(text, start, end)
        yield from _there(text, start, end)
        for match in _reported().finditer(text, start, end):
            if _BEHIND.match(text, match.end()):
                yield False, Span(*match.span("outlet"))
        if end <= min(each.start for each in whole):
            yield from ((False, Span(*match.span("outlet"))) for match in _reporting().finditer(text, start, end))
    for source in extraction.source:
        yield from _given(text, source.start, source.end)
        yield from ((False, Span(*match.span("outlet"))) for match in _owned().finditer(text, source.start, source.end))
    hearer = told(text, extraction)
    if hearer is not None:
        yield True, _name(hearer)


def _given(text: str, start: int, end: int) -> Iterator[tuple[bool, Span]]:
    for phrase in _phrase().finditer(text, start, end):
        match = _hosted().match(text, phrase.end(), end)
        if match is not None:
            yield _BY.search(phrase.group()) is None, _name(match)
    for match in _within().finditer(text, start, end):
        yield True, Span(*match.span("outlet"))


def _there(text: str, start: int, end: int) -> Iterator[tuple[bool, Span]]:
    """The outlet of the last interview before, where one is taken up: "Lee said in the interview"."""
    for match in _THERE.finditer(text, start, end):
        before = [span for to, span in _given(text, max(0, match.start() - _BEFORE), match.start()) if to]
        yield from ((True, span) for span in before[-1:])


def _relay(text: str, span: Span, own: str | None) -> str | None:
    """The name of a link: the outlet, else what is called one, or the person who asks."""
    named = outlet_names.canonical(text, span, own)
    asks = _ASKED.search(text, max(0, span.start - _ROLE), span.start)
    return named or (text[span.start : span.end] if asks else None)


def _name(match: re.Match[str]) -> Span:
    return Span(*next(match.span(each) for each in ("outlet", "show", "again", "called", "host") if match[each]))


def told(text: str, extraction: Extraction) -> re.Match[str] | None:
    """The outlet right behind "told", with those who speak for it, also where it was taken for words that were told."""
    cue = extraction.cue[-1] if extraction.cue else None
    if cue is None or not _TELLING.search(text, cue.start, cue.end):
        return None
    at = cue.end
    while at < len(text) and text[at] == " ":
        at += 1
    match = _hosted().match(text, at, min(len(text), at + _ASIDE))
    return match if match and _relay(text, _name(match), None) else None


def addressed(text: str, extraction: Extraction) -> Extraction:
    """The attribution without outlets and programmes in its content: whom it was told to, or on what it was said."""
    match = told(text, extraction)
    content = []
    for span in extraction.content:
        start = match.end() if match and span.start < match.end() < span.end - _LEAST else span.start
        if not _show().fullmatch(text, start, span.end):
            content.append(Span(start, span.end))
    return replace(extraction, content=tuple(content)) if content else extraction


def _gaps(window: Span, parts: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """What of the window no part covers."""
    at = window.start
    for part in parts:
        if part.start > at:
            yield at, min(part.start, window.end)
        at = max(at, part.end)
    if at < window.end:
        yield at, window.end
