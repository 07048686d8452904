"""Layouts in which no verb says who speaks: "Name: words" in a transcript, "“Words.” — Name", a name under the words.

Users of other tools ask for these first (textacy #383); no network learned from running prose sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from whence.attribution.document import Document, Extraction
from whence.attribution.nearby import Nearby
from whence.attribution.sentences import Paragraph
from whence.attribution.tokens import tokens
from whence.records import Span

_LONGEST_QUOTE = 3000
"""Letters of a quotation in one line; without a bound a long line would be gone through for each mark in it."""
_OPENING, _CLOSING = '“"«„', '”"»“'
_GAP = r"[^\S\n]{0,9}"
"""White space within a line, no-break spaces too."""
_NAME = r"(?:[A-Z][\w.'’-]*|[A-ZÀ-Þ]{2,})(?:[ -](?:(?:of|the|de|van|von|al|bin) )?[A-Z][\w.'’-]*){0,5}"
_DASH = r"(?:[—–―]|--?)"
_TURN = re.compile(
    rf"[{_OPENING}]?(?P<source>{_NAME})(?: \([^)\n]{{2,40}}\))?(?P<cue>:)(?:[ \t\xa0]+|(?=[“\"]))(?P<content>\S[^\n]*)"
)
_WHO = rf"(?P<source>{_NAME}(?:(?:,| \()[^\n:“”\"]{{1,80}}?)?)"
_SIGNED = re.compile(
    rf"(?P<content>(?:[{_OPENING}]|^”)[^\n]{{8,{_LONGEST_QUOTE}}}?[{_CLOSING}]){_GAP}"
    rf"(?P<cue>{_DASH})?{_GAP}{_WHO}(?:\.|[^\S\n]){{0,40}}$",
    re.MULTILINE,
)
_SIGNATURE = re.compile(rf"(?P<cue>{_DASH})?{_GAP}{_WHO}(?P<end>(?:\.|[^\S\n]){{0,40}}[{_CLOSING}]?)")
_TWEETED = re.compile(
    r"(?P<cue>[—–])[ \t]*"
    r"(?P<source>[^\n<>—–(]{2,50}\(@\w{2,20}\)) (?P<date>[A-Z][a-z]{2,8} \d\d?, \d{4})"
)
_PARTS = ("content", "source", "cue")
_TURNS = 2
_FULL_NAME = 4
_FEWEST_WORDS = 3
_NEAR = 4
_SHORTEST_TWEET = 8
_SURE = 0.8
_LONGEST_SIGNATURE = 90
_NO_NAMES = frozenset(
    "related more also note update correction photo video read image source sources credit watch listen tags topics by "
    "editor editors caption date time place location when where what why how who example result results".split()
)


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line lays out, and the whole line."""

    whole: Span
    extraction: Extraction


def laid_out(document: Document, found: Sequence[Extraction]) -> list[Extraction]:
    """The attributions, those in lines of such a layout replaced by what the layout says."""
    lines = [*_turns(document), *_signed(document), *_signatures(document), *_tweets(document)]
    if not lines:
        return list(found)
    wholes = Nearby((line.whole, line.whole) for line in lines)
    kept = [each for each in found if not any(_crosses(each, line) for line in _met(wholes, each))]
    return [*kept, *(line.extraction for line in lines)]


def _met(lines: Nearby[Span], each: Extraction) -> Iterator[Span]:
    return (line for span in (*each.source, *each.cue, *each.content) for line in lines.meeting(span))


def _turns(document: Document) -> list[_Line]:
    """The turns of a transcript: one speaker's name and a colon say nothing, several lines of them do.

    A transcript that is quoted opens every paragraph with a mark; one without a name carries the last turn on.
    """
    found: list[_Line] = []
    names, last = 0, -1
    for number, part in enumerate(document.paragraphs):
        match = _TURN.fullmatch(document.text, part.start, part.end)
        if match and _takes_turn(match):
            names = names + 1 if names and number - last <= _NEAR else names or 1
            line = _line(match, Span(part.start, part.end))
            found.append(line)
            last = number
        elif names and last == number - 1 and _opens(document.text, part) and _opens(document.text, found[-1].whole):
            turn = found[-1].extraction
            words = Span(part.start + 1, _unmarked(document.text, part.end))
            found[-1] = _Line(Span(found[-1].whole.start, part.end), replace(turn, content=(*turn.content, words)))
            last = number
    return found if names >= _TURNS else []


def _takes_turn(match: re.Match[str]) -> bool:
    """Whether a name and a colon open somebody's words, and no item of a list or a note."""
    return match["source"].split()[0].lower() not in _NO_NAMES and len(match["content"].split()) >= _FEWEST_WORDS


def _signed(document: Document) -> Iterator[_Line]:
    """A quotation with nothing behind it but who said it, in one line."""
    for part in document.paragraphs:
        for match in _SIGNED.finditer(document.text, part.start, part.end):
            if _is_name(document.text, match, bool(match["cue"])):
                yield _line(match, Span(*match.span()))


def _signatures(document: Document) -> Iterator[_Line]:
    """A quotation, and under it a line that holds no more than who said it."""
    for quotation, below in zip(document.paragraphs, document.paragraphs[1:], strict=False):
        if below.end - below.start > _LONGEST_SIGNATURE or not _opens(document.text, quotation):
            continue
        match = _SIGNATURE.fullmatch(document.text, below.start, below.end)
        if match and _signs(document.text, quotation, below, match):
            line = _line(match, Span(quotation.start, below.end))
            words = (Span(quotation.start, quotation.end),)
            yield replace(line, extraction=replace(line.extraction, content=words))


def _signs(text: str, quotation: Paragraph, below: Paragraph, match: re.Match[str]) -> bool:
    """Whether a name under a quotation signs it: by a dash, by the mark that closes behind it, or right below it."""
    if not _is_name(text, match, bool(match["cue"])):
        return False
    closed = text[quotation.end - 1] in _CLOSING
    whole = text.count(text[quotation.start], quotation.start, quotation.end) == 1 or closed
    right_below = text.count("\n", quotation.end, below.start) == 1
    inside = not closed and match["end"][-1:] in tuple(_CLOSING)
    return whole and (inside or (closed and bool(match["cue"] or right_below)))


def _tweets(document: Document) -> Iterator[_Line]:
    """A message, a dash, who sent it with a handle, and the day: sought from behind, so that it is linear."""
    text = document.text
    for part in document.paragraphs:
        last = part.start
        for match in _TWEETED.finditer(text, part.start, part.end):
            start = max(last, *(text.rfind(mark, last, match.start()) + 1 for mark in "\n<>"))
            words = text[start : match.start()]
            content = Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
            if content.end - content.start >= _SHORTEST_TWEET:
                source, cue = (Span(*match.span(name)) for name in ("source", "cue"))
                whole = Span(content.start, match.end())
                yield _Line(whole, Extraction((content,), (source,), (cue,), _SURE, "layout"))
            last = match.end()


def _opens(text: str, part: Paragraph | Span) -> bool:
    return text[part.start] in _OPENING


def _unmarked(text: str, end: int) -> int:
    return end - 1 if text[end - 1] in _CLOSING else end


def _is_name(text: str, match: re.Match[str], dashed: bool) -> bool:
    """Whether what signs is a name with a description at most, no clause; without a dash, a name of several words."""
    toks = tokens(text, *match.span("source"))
    if dashed:
        return True
    name = next((at for at, each in enumerate(toks) if each.tag in ",(."), len(toks))
    said = any(each.tag in "AVQPRS" for each in toks)
    return not said and 1 < name <= _FULL_NAME and all(each.tag == "U" for each in toks[:name])


def _line(match: re.Match[str], whole: Span) -> _Line:
    parts = match.groupdict()
    content, source, cue = ((Span(*match.span(name)),) if parts.get(name) else () for name in _PARTS)
    return _Line(whole, Extraction(content, source, cue, _SURE, "layout"))


def _crosses(each: Extraction, line: Span) -> bool:
    """Whether an attribution is made in the line, or only reaches into it; one inside its words may stay."""
    spans = (*each.source, *each.cue, *each.content)
    touches = any(span.start < line.end and line.start < span.end for span in spans)
    inside = each.source and all(line.start < span.start and span.end <= line.end for span in spans)
    return touches and not (inside and each.cue and each.cue[0].end - each.cue[0].start > 1)
