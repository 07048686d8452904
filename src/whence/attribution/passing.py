"""What somebody only passes on: behind "…, the agency reported, citing X" and "the paper quoted X as saying" speaks X.

A gold without nesting teaches a network the outermost source only; the words inside it tell who spoke.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from whence.attribution import outlet_names, telling
from whence.attribution.document import Document, Extraction
from whence.attribution.nearby import Nearby
from whence.attribution.phrases import subject
from whence.attribution.tokens import tokens
from whence.records import Span, Spans

_SAYING = r"(?:as \w+ing|(?:saying|telling|describing|calling|warning|claiming|insisting|denying|accusing|urging))"
_STOPPED = r"(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)(?<!Sen)(?<!Rep)(?<!Gen)(?<!Gov)\.(?!\w| [a-z])"
"""A full stop that no abbreviation has."""
_CITING = re.compile(
    r"(?<!\w)(?:which |that )?(?P<cue>citing|quoting|cited|quoted|cites|quotes)\s+(?:\w+day\s+)?"
    rf"(?P<source>[^,;:\n“”\"]{{3,90}}?)(?=,? {_SAYING}\W|\s+(?:that|who)\s|[,;:]|{_STOPPED}|$)",
    re.MULTILINE | re.IGNORECASE,
)
_AS_SAYING = re.compile(rf",?\s*(?P<cue>{_SAYING})(?: \w+(?= that))?,?:?\s*(?=\S)")
_THINGS = re.compile(r"(?:documents?|reports?|data|figures|concerns?|reasons?|evidence|need|lack|fears?)$")
_HEAD = re.compile(r"\s(?:of|from|in|at|with|familiar|on|by|to|about|briefed|close|for|against)\s")
_FAR = 300
"""Characters around "citing" in which the report is looked for that cites."""
_BESIDE = 90
_STOP = re.compile(r"[.!?][\"”’]?\s+\S|\n")
_SHARED = 0.5
"""Share of the outlet's content that the inner statement must carry, or the other way round."""


def reveal(document: Document, found: Sequence[Extraction], ruled: Sequence[Extraction]) -> list[Extraction]:
    """The attributions with the statements that outlets and documents among their sources pass on.

    An outlet's content is widened to hold the whole inner statement, its source and cue too: it is then its frame.
    """
    out: list[Extraction] = []
    by_content = Nearby((span, each) for each in ruled if each.source for span in each.content)
    for each in _informed(document, found):
        outlet = outlet_names.outlet_of(document.text, each.source) is not None
        according = bool(each.cue) and document.text[each.cue[0].start : each.cue[0].end].lower() == "according to"
        inner = next(_inner(document, each, by_content), None) if outlet or according else None
        if inner is None or each.pattern == "citing":
            out.append(each)
        elif outlet:
            out += [replace(each, content=(_around(each, inner),)), inner]
        elif not any(_same_cue(inner, one) for one in found):
            out += [each, inner]
    return out


def _same_cue(one: Extraction, other: Extraction) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.cue for b in other.cue)


def _inner(document: Document, outer: Extraction, ruled: Nearby[Extraction]) -> Iterator[Extraction]:
    text = document.text
    for each in (one for span in outer.content for one in ruled.meeting(span)):
        if _same_cue(each, outer) or outlet_names.outlet_of(text, each.source) or not each.cue:
            continue
        spoken = telling.tells(text[each.cue[0].start : each.cue[-1].end])
        if spoken and _shared(each, outer) >= _SHARED * min(_length(each), _length(outer)):
            yield replace(each, source=tuple(_before_according(text, span) for span in each.source))


def _before_according(text: str, source: Span) -> Span:
    """ "Lee, according to the complaint," without what follows the comma."""
    at = text.find(", according to", source.start, source.end)
    return Span(source.start, at) if at > source.start else source


def _informed(document: Document, found: Sequence[Extraction]) -> list[Extraction]:
    """The attributions, those of reports that cite somebody split into the report and what that one said."""
    index = Nearby((span, each) for each in found for span in (*each.content, *each.source, *each.cue))
    gone: set[int] = set()
    added: list[Extraction] = []
    for match in _CITING.finditer(document.text):
        near = index.meeting(Span(max(0, match.start() - _FAR), match.end() + _FAR))
        near = list({id(each): each for each in near if id(each) not in gone}.values())
        told = _AS_SAYING.match(document.text, match.end())
        if told is not None:
            used, made = _quoted_as_saying(document.text, match, told, near)
        elif not _THINGS.search(_HEAD.split(match["source"], maxsplit=1)[0]):
            used, made = _cited(document.text, match, near)
        else:
            continue
        gone |= {id(each) for each in used}
        added += made
    return [each for each in found if id(each) not in gone] + added


def _cited(text: str, match: re.Match[str], near: Sequence[Extraction]) -> tuple[list[Extraction], list[Extraction]]:
    """ "C, the agency reported, citing X" and "citing X, the agency said C"."""
    who, cue = Span(*match.span("source")), Span(*match.span("cue"))
    reports = [each for each in near if _reports(text, each, cue, who) and outlet_names.outlet_of(text, each.source)]
    outer = max(reports, key=_length, default=None)
    content = _without(text, outer.content, Span(match.start(), who.end)) if outer else ()
    if outer is None or not content:
        return [], []
    inner = replace(outer, content=content, source=(who,), cue=(cue,), pattern="citing")
    used = [each for each in near if each is not outer and (_within(each.content, who) or _meets(each.cue, cue))]
    return [outer, *used], [replace(outer, content=(_around(outer, inner),), pattern="frame"), inner]


def _quoted_as_saying(
    text: str, match: re.Match[str], told: re.Match[str], near: Sequence[Extraction]
) -> tuple[list[Extraction], list[Extraction]]:
    """ "The paper quoted X as saying C" and "“C,” the paper quoted X as saying"."""
    who, verb, cue = Span(*match.span("source")), Span(*match.span("cue")), Span(*told.span("cue"))
    mine = [each for each in near if _meets(each.cue, Span(verb.start, cue.end)) or _meets(each.content, who)]
    contents = [part for each in mine for part in _without(text, each.content, Span(verb.start - 1, told.end()))]
    source = _subject(text, verb.start)
    if not outlet_names.outlet_of(text, source):
        before = (each.source for each in mine if each.source and each.source[-1].end <= verb.start)
        source = next(before, source)
    if not contents or not source:
        return [], []
    behind = [part for part in contents if part.start >= told.end() - 1] or contents
    first = mine[0]
    content = tuple(sorted(_disjoint(behind)))
    inner = replace(first, content=content, source=(who,), cue=(cue,), pattern="citing")
    outer = Extraction((), source, (verb,), first.confidence, "frame")
    return mine, [replace(outer, content=(_around(outer, inner),)), inner]


def _subject(text: str, at: int) -> Spans:
    start = max(text.rfind("\n", 0, at) + 1, at - _FAR)
    toks = tokens(text, start, at)
    found = subject(toks, len(toks), 0)
    return (Span(toks[found[0]].start, toks[found[1] - 1].end),) if found else ()


def _reports(text: str, each: Extraction, cue: Span, who: Span) -> bool:
    """Whether an attribution is the report that cites: told right before "citing", or right behind whom it cites."""
    if not each.source or not each.content or _meets(each.source, who) or _within(each.content, who):
        return False
    start, end = each.source[0].start, each.source[-1].end
    if end > cue.start:
        return 0 <= start - who.end <= 4
    end = max(span.end for span in (*each.source, *each.cue, *each.content) if span.end <= cue.start)
    return cue.start - end < _BESIDE and not _STOP.search(text, end, cue.start)


def _without(text: str, content: Spans, hole: Span) -> Spans:
    """What of a content lies outside a stretch, without commas and "that" at the seams."""
    parts: list[Span] = []
    for span in content:
        for low, high in ((span.start, min(span.end, hole.start)), (max(span.start, hole.end), span.end)):
            words = text[low:high]
            start = low + len(words) - len(words.lstrip(" ,:\n"))
            if any(each.isalpha() for each in words):
                parts.append(Span(start, low + len(words.rstrip(" ,:\n"))))
    return tuple(parts)


def _disjoint(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start - each.end, each.start)):
        if not _meets(kept, span):
            kept.append(span)
    return kept


def _meets(spans: Sequence[Span], other: Span) -> bool:
    return any(span.start < other.end and other.start < span.end for span in spans)


def _within(spans: Sequence[Span], other: Span) -> bool:
    return all(other.start - 1 <= span.start and span.end <= other.end + 1 for span in spans)


def _shared(one: Extraction, other: Extraction) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)


def _length(each: Extraction) -> int:
    return sum(span.end - span.start for span in each.content)


def _around(outer: Extraction, inner: Extraction) -> Span:
    spans = (*outer.content, *inner.content, *inner.source, *inner.cue)
    return Span(min(span.start for span in spans), max(span.end for span in spans))
