"""What each line of an article is: body, heading, caption, byline, promo or comment, with the reason.

Nothing is deleted. A false label costs statements, so a line is body unless its words, its form or its place say
otherwise, and a sentence in which somebody speaks is body whatever else it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from whence.reading.comments import comment_block
from whence.reading.lines import Line, lines
from whence.reading.zone_rules import BYLINE, CREDIT, DATELINE, GLUED_CREDIT, NAME_AGENCY, RULES
from whence.records import Zone, ZoneName
from whence.text import forms

_LONGEST_TITLE = 30
_LONGEST_HEAD = 12
_LONGEST_CAPTION = 60
_LONGEST_RULE = max(rule.most for rule in RULES)
_WIDEST_RULE = 1_500
"""In characters: 120 words are seldom more, and a line without spaces must not keep the patterns busy."""
_SPEECH = re.compile(
    r"\b(?:said|says|saying|told|according to|asked|wrote|added|announced|argued|claimed|insisted|warned|tweeted)\b"
)
_BULLET = re.compile(r"^(?:[-–—•*·o▪●]|\d{1,2}[.)])\s")
_LETTER = re.compile(r"[^\W\d_]")
_PUNCTUATED = re.compile(r"[,;:–—-]$")
_MAY_CREDIT = re.compile(r"[\])/]|(?:photo|image|picture|credit|courtesy)", re.IGNORECASE)
_TAIL = 200


class _Label(NamedTuple):
    zone: ZoneName
    reason: str
    cut: int = 0
    """Where in the line the zone begins; what is before it is body."""


_BODY = _Label("body", "running text")


def label(text: str, title: str | None = None) -> tuple[Zone, ...]:
    """The zones of a text, sorted, without gap or overlap, covering all of it; a text without lines is all body."""
    found = list(lines(text))
    if not found:
        return (Zone(0, len(text), "body", "no text"),) if text else ()
    labels = [_by_words(line) for line in found]
    _bylines(found, labels)
    _title(found, labels, title)
    _captions(found, labels)
    _heads(found, labels)
    for index in comment_block(found, [each and (each.zone, each.reason) for each in labels], len(text)):
        labels[index] = _Label("comment", "readers' comments at the end")
    return _joined(text, found, [each or _BODY for each in labels])


def _by_words(line: Line) -> _Label | None:
    """What the words of a line alone say."""
    if not _LETTER.search(line.words):
        return None
    return _credited(line) or _ruled(line) or _glued(line)


def _ruled(line: Line) -> _Label | None:
    """The first rule that fits; none does where somebody speaks in a whole sentence."""
    if line.count > _LONGEST_RULE or len(line.words) > _WIDEST_RULE:
        return None
    ended = line.ended
    if ended and _SPEECH.search(line.words):
        return None
    for rule in RULES:
        if line.count <= rule.most and not (rule.open and ended) and rule.pattern.search(line.words):
            return _Label(rule.zone, rule.reason)
    return None


def _glued(line: Line) -> _Label | None:
    """An agency that stands where no sentence would have it."""
    if line.count <= 40 and GLUED_CREDIT.match(line.words):
        return _Label("caption", "an agency's credit run into the caption")
    if line.count <= 14 and NAME_AGENCY.match(line.words):
        return _Label("caption", "photo credit")
    return None


def _credited(line: Line) -> _Label | None:
    """A credit at the end makes a short line a caption; of a long one, or one in which somebody speaks, its end."""
    tail = line.words[-_TAIL:]
    if not _MAY_CREDIT.search(tail):
        return None
    credit = CREDIT.search(tail)
    if not credit:
        return None
    start = len(line.words) - len(tail) + credit.start()
    before = line.words[:start]
    if before.count(" ") < _LONGEST_CAPTION and not _SPEECH.search(before):
        return _Label("caption", "photo credit" if not before.strip() else "a caption that ends in a photo credit")
    return _Label("caption", "photo credit", start)


def _title(found: Sequence[Line], labels: list[_Label | None], title: str | None) -> None:
    """The title where it is known, and the first line where it has a title's form and text follows."""
    wanted = forms(title) if title else None
    for index, line in enumerate(found[:15]):
        # Most lines are far longer; only one of about the title's length is worth comparing word by word.
        if title and abs(len(line.words) - len(title)) <= 20 and forms(line.words) == wanted:
            labels[index] = _Label("heading", "the article's title")
            return
    first = next((n for n, each in enumerate(labels) if each is None or _could_be_title(found[n], each)), None)
    if first is None or first > 12 or not _looks_like_title(found[first]):
        return
    rest = found[first + 1 :]
    if any(line.count >= 12 and line.ended for line in rest[:6]):
        labels[first] = _Label("heading", "the first line, and no sentence")


def _could_be_title(line: Line, given: _Label) -> bool:
    """A first line like "Watch: the minister resigns" promotes nothing: there is nothing above it."""
    return line.start == 0 and given.reason == "more of the same" and line.count >= 5 and ":" in line.words


def _looks_like_title(line: Line) -> bool:
    opening = line.words.lstrip("\"'“‘«([")[:1]
    closing = line.words.rstrip("\"'”’»)]")[-1:]
    return (
        3 <= line.count <= _LONGEST_TITLE
        and (not line.ended or closing in "?!")
        and not _PUNCTUATED.search(line.words)
        and not _BULLET.match(line.words)
        and (opening.isupper() or opening.isdigit())
    )


def _bylines(found: Sequence[Line], labels: list[_Label | None]) -> None:
    """Who wrote it, and a place alone: only near the top or the end, for "By Design" may head a section."""
    for index, line in enumerate(found):
        near = index < 10 or index >= len(found) - 3
        if near and labels[index] is None and line.count <= 22 and not line.ended:
            if BYLINE.match(line.words):
                labels[index] = _Label("byline", "the author's name")
            elif DATELINE.match(line.words):
                labels[index] = _Label("byline", "a place alone")


def _captions(found: Sequence[Line], labels: list[_Label | None]) -> None:
    """A short line right above a credited caption, without a blank line between, belongs to the picture."""
    for index in range(len(found) - 1, 0, -1):
        below, above = labels[index], labels[index - 1]
        if below is None or below.zone != "caption" or below.cut or found[index].gap or above is not None:
            continue
        line = found[index - 1]
        if line.count <= (45 if below.reason == "photo credit" else 15) and (
            not line.ended or (below.reason == "photo credit" and not _SPEECH.search(line.words) and line.gap)
        ):
            labels[index - 1] = _Label("caption", "right above a photo credit")


def _heads(found: Sequence[Line], labels: list[_Label | None]) -> None:
    """Short lines that are no sentence, set apart, with running text below them."""
    spaced = any(line.gap for line in found[1:])
    for index in range(len(found) - 1):
        line, below = found[index], found[index + 1]
        if (
            labels[index] is None
            and line.count <= _LONGEST_HEAD
            and _looks_like_head(line)
            and (not spaced or (line.gap and below.gap) or index == 1)
            and labels[index + 1] is None
            and below.count >= 8
        ):
            labels[index] = _Label("heading", "a short line set apart, and no sentence")


def _looks_like_head(line: Line) -> bool:
    opening = line.words.lstrip("\"'“‘«([")[:1]
    return (
        not line.ended
        and not _PUNCTUATED.search(line.words)
        and not _BULLET.match(line.words)
        and (opening.isupper() or opening.isdigit())
        and bool(_LETTER.search(line.words))
        and not _SPEECH.search(line.words)
    )


def _joined(text: str, found: Sequence[Line], labels: Sequence[_Label]) -> tuple[Zone, ...]:
    """Zones from labelled lines: each reaches to the next, neighbours of one kind are one."""
    starts: list[tuple[int, _Label]] = []
    for line, each in zip(found, labels, strict=True):
        if each.cut:
            starts.append((line.start, _BODY))
            at = text.index(line.words, line.start) + each.cut
            starts.append((at, each))
        else:
            starts.append((line.start, each))
    starts[0] = (0, starts[0][1])
    kept = [starts[0]]
    for start, each in starts[1:]:
        if each.zone != kept[-1][1].zone:
            kept.append((start, each))
    ends = [start for start, _ in kept[1:]] + [len(text)]
    return tuple(Zone(start, end, each.zone, each.reason) for (start, each), end in zip(kept, ends, strict=True))
