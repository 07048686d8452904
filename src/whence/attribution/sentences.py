"""Paragraphs and sentences with their offsets, in the zones where statements are sought (body and heading)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from whence.records import Article, Zone, ZoneName

SOUGHT: tuple[ZoneName, ...] = ("body", "heading")

_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"(?:[.!?…]+|[。！？])[)\]\"”’'»]*(?=\s|$|[“\"«‘][A-Z])|[。！？]")
_BEFORE = re.compile(r"(\S{1,24})$")
_NEXT = re.compile(r"\s*[\"“‘'«(\[”]*\s*(\S)")
# Never the end of a sentence: a name or a number follows.
_TITLES = frozenset(
    (
        "mr mrs ms dr prof sen rep gov gen col lt capt maj sgt adm cmdr rev hon st ft mt pres amb supt insp det "
        "atty messrs mmes brig spc pvt cpl fr sr jr vs no nos art fig vol pp ca cf al op"
    ).split()
)
# The end only where the next word starts a sentence more often than it carries on a name.
_MAYBE = frozenset(
    (
        "inc corp co ltd bros etc jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun a.m "
        "p.m u.s u.k u.n e.u u.s.a d.c ph.d m.d b.a m.a j.d a.p ave blvd calif fla mass tenn ariz colo conn ill "
        "ind kan ky md mich minn miss mo mont neb nev okla ore pa tex va vt wash wis wyo ala ark del ga la est "
        "dept"
    ).split()
)
_STARTERS = frozenset(
    (
        "the a an he she it they we i you this that these those in on at but and so as for if when while there his "
        "her its their our my what who why how where after before since although though meanwhile still yet then "
        "now also according not no some many most both all by with from to one"
    ).split()
)
_SOFT = re.compile(r"[.!?:;\"”’')\]…]$")
_WRAPPED = (45, 100)


class Sentence(NamedTuple):
    """A sentence at `[start, end)` of the article; `paragraph` counts from 0 over the article."""

    start: int
    end: int
    paragraph: int
    zone: ZoneName


class Paragraph(NamedTuple):
    """A paragraph at `[start, end)` of the article, white space at its ends left out."""

    start: int
    end: int
    zone: ZoneName


def split(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article's body and headings, in reading order; closing marks stay with their sentence."""
    return tuple(
        Sentence(start, end, number, paragraph.zone)
        for number, paragraph in enumerate(paragraphs(article))
        for start, end in sentences(article.text, paragraph.start, paragraph.end)
    )


def paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """The paragraphs of an article's body and headings; an article without zones is all body."""
    zones = article.zones or (Zone(0, len(article.text), "body", ""),)
    return tuple(
        Paragraph(start, end, zone.zone)
        for zone in zones
        if zone.zone in SOUGHT
        for start, end in _blocks(article.text, zone.start, min(zone.end, len(article.text)))
    )


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of `text[start:end]` lie, white space between them left out."""
    begin = start
    for mark in _END.finditer(text, start, end):
        if mark.end() <= begin or not _ends(text, mark, begin, end):
            continue
        yield from _stripped(text, begin, mark.end())
        begin = mark.end()
    yield from _stripped(text, begin, end)


def _ends(text: str, mark: re.Match[str], begin: int, end: int) -> bool:
    """Whether a full stop ends its sentence, by the word before it and the letter after."""
    following = _NEXT.match(text, mark.end(), end)
    if following is None:
        return True
    letter = following[1]
    if not mark.group().startswith(".") or mark.group().startswith(".."):
        # "Why?" she asked, "so!" he said: the sentence runs on.
        return not letter.islower()
    if letter.islower() or letter in ",;:":
        return False
    before = _BEFORE.search(text, max(begin, mark.start() - 24), mark.start())
    word = before[1].lstrip("(\"“‘'[«").lower() if before else ""
    if word in _TITLES and mark.group() == ".":
        return False
    if len(word) == 1 and word.isalpha() and mark.group() == ".":
        return False
    if word in _MAYBE or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return _starter(text, following.start(1), end)
    return True


def _starter(text: str, at: int, end: int) -> bool:
    """Whether the word at `at` is one that begins sentences."""
    word = re.compile(r"\w+").match(text, at, end)
    return word is not None and word.group().lower() in _STARTERS


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Paragraphs: blank lines part them, and line ends that are no mere wrapping."""
    begin: int | None = None
    last = start
    for line in _LINE.finditer(text, start, end):
        words = line.group().strip()
        if not words:
            if begin is not None:
                yield from _stripped(text, begin, last)
            begin = None
            continue
        if begin is not None and not _wraps(text, last, line.start(), words):
            yield from _stripped(text, begin, last)
            begin = None
        if begin is None:
            begin = line.start()
        last = line.end()
    if begin is not None:
        yield from _stripped(text, begin, last)


def _wraps(text: str, last: int, start: int, words: str) -> bool:
    """Whether the line that ends at `last` runs on in the next, `words`: hard-wrapped text does."""
    if text.count("\n", last, start) > 1:
        return False
    tail = text[max(0, last - _WRAPPED[1] - 1) : last]
    line = tail.rsplit("\n", 1)[-1].rstrip()
    if words[:1].islower():
        return not re.search(r"[.!?]$", line)
    return _WRAPPED[0] <= len(line) <= _WRAPPED[1] and not _SOFT.search(line) and len(words) > _WRAPPED[0]


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without white space at its ends; nothing where only white space is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
