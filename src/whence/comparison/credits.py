"""Whom an article credits: the outlet whose report it passes on, the agency whose text it says it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import product
from typing import Literal

from whence.lexicon import outlets
from whence.records import Article, Statement

How = Literal["byline", "credit", "mention"]

_AGENCIES = {
    "AP": "The Associated Press",
    "Associated Press": "The Associated Press",
    "Reuters": "Reuters",
    "AFP": "Agence France-Presse",
    "Agence France-Presse": "Agence France-Presse",
    "UPI": "United Press International",
    "Bloomberg News": "Bloomberg",
    "Canadian Press": "Canadian Press",
    "Press Association": "Press Association",
    "Xinhua": "Xinhua",
    "TASS": "TASS",
    "Interfax": "Interfax",
}
_FOLDED = {alias.casefold(): full for alias, full in _AGENCIES.items()}
_NAMES = "|".join(sorted(map(re.escape, _AGENCIES), key=lambda each: (-len(each), each)))
_BYLINE = re.compile(
    rf"^[^\n]{{0,60}}\(\s*(?P<dateline>{_NAMES})\s*\)"
    rf"|\bby (?:the )?(?P<by>{_NAMES})\s*$"
    rf"|^(?:the )?(?P<line>{_NAMES})\W*$"
    rf"|\b(?P<staff>{_NAMES}) (?:\w+ )?(?:writers?|reporters?|correspondents?)\b"
    rf"|\b(?P<gave>{_NAMES})(?: \w+){{0,3}} contributed to this (?:report|story|article)"
    rf"|©[^\n]{{0,20}}(?P<rights>{_NAMES})",
    re.MULTILINE | re.IGNORECASE,
)
_KNOWN: dict[bytes, frozenset[str]] = {}
_MOST_KNOWN = 1_000_000
_SHORTEST = 5
_LONG_NAMES = tuple(each.casefold() for each in _AGENCIES if len(each) >= _SHORTEST)
_SHORT_NAMES = tuple(
    each[0] + "".join(rest)
    for each in _AGENCIES
    if len(each) < _SHORTEST
    for rest in product(*((letter, letter.lower()) for letter in each[1:]))
)
"""Names of few letters in all the ways that start with a capital: "ap" stands inside half of all texts."""
_SHORT = re.compile(rf"\b(?:{'|'.join(_SHORT_NAMES)})\b")
_WHOLE = ("dateline", "by", "line", "rights")
_BEFORE = (
    r"(?:told|tells?|telling|according to|(?:first |was |were )?report(?:ed|s|ing)? (?:by|in|from)|obtained by"
    r"|published (?:by|in|on)|interview(?:ed)? (?:with|on|by)|citing|via|spoke (?:to|with)|speaking (?:to|with|on)"
    r"|said on|statement to|appear\w* on|seen by|report (?:by|in|from)|quoted by|wrote in|writing (?:in|for))"
)
_AFTER = (
    r"(?:[’']s?)?(?: [A-Z][\w’'-]+){0,3} (?:first |also |has |had )?(?:report\w*|sa(?:id|ys)|wrote|writes|noted"
    r"|obtained|found|learned|revealed|interview\w*|quoted|publish\w*|broke)\b"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """How an article names an outlet: as the maker of its text, as who reported it, or in passing."""

    outlet: str
    how: How


def bylines(article: Article) -> frozenset[str]:
    """The agencies whose text an article says that it is, or holds."""
    return _stated(article.text) | {known for author in article.authors if (known := _agency(author))}


def wholly(article: Article) -> frozenset[str]:
    """The agencies whose text an article says that it is; one whose people only contributed is none of them."""
    return _whole(article.text) | {known for author in article.authors if (known := _agency(author))}


@lru_cache(maxsize=2048)
def _whole(text: str) -> frozenset[str]:
    if not _may_name(text):
        return frozenset()
    found = (match[group] for match in _BYLINE.finditer(text) for group in _WHOLE)
    return frozenset(agency for name in found if name and _proper(name) and (agency := _agency(name)))


def _stated(text: str) -> frozenset[str]:
    """The agencies of a text, remembered by its digest: an article is asked about once for each pair it stands in."""
    key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    known = _KNOWN.get(key)
    if known is None:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        known = _KNOWN[key] = _read(text)
    return known


def _read(text: str) -> frozenset[str]:
    if not _may_name(text):
        return frozenset()
    found = (name for match in _BYLINE.finditer(text) for name in match.groups() if name and _proper(name))
    return frozenset(agency for name in found if (agency := _agency(name)))


def _may_name(text: str) -> bool:
    """Whether the letters of an agency's name stand anywhere: most texts hold none, and need no further look."""
    folded = text.casefold()
    if any(each in folded for each in _LONG_NAMES):
        return True
    return any(each in text for each in _SHORT_NAMES) and _SHORT.search(text) is not None


def crediting(article: Article, outlet: str | None) -> Credit | None:
    """How an article credits another outlet; None where it does not name it, or where it is its own."""
    other = outlets.publisher(outlet)
    if other is None or outlets.publisher(article.outlet) == other:
        return None
    if other in bylines(article):
        return Credit(other, "byline")
    how = _named(article.title or "", article.text, other)
    return Credit(other, how) if how else None


@lru_cache(maxsize=4096)
def _named(title: str, text: str, outlet: str) -> How | None:
    names, context, name = _patterns(outlet)
    if not any(each in title or each in text for each in names):  # mostly so, and quicker than the patterns
        return None
    if context.search(title) or context.search(text):
        return "credit"
    return "mention" if name.search(title) or name.search(text) else None


def names_author(article: Article, other: Article) -> str | None:
    """The author of another article whom an article names without having the same one itself."""
    own = {author.casefold() for author in article.authors}
    for author in other.authors:
        if " " in author and len(author) < 40 and author.casefold() not in own and author in article.text:
            return author
    return None


def attributes_to(article: Article, statements: Iterable[Statement], other: Article) -> bool:
    """Whether some statements are said to come from another article's outlet or author, or through that outlet."""
    outlet = outlets.publisher(other.outlet)
    if outlet is None or outlet == outlets.publisher(article.outlet):
        outlet = None
    surnames = {author.rsplit(" ", 1)[-1] for author in other.authors if " " in author and len(author) < 40}
    for each in statements:
        told = {outlets.publisher(name) for name in (each.speaker, *(relay.name for relay in each.relay)) if name}
        if outlet in told - {None} or (each.source and set(each.source.text.split()) & surnames):
            return True
    return False


def is_agency(outlet: str | None) -> bool:
    """Whether an outlet is an agency, which others run and which seldom runs others."""
    known = outlets.by_name().get(outlets.publisher(outlet) or "")
    return known is not None and known.kind == "agency"


@lru_cache(maxsize=4096)
def _patterns(outlet: str) -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    known = outlets.by_name().get(outlet)
    names = frozenset((outlet, outlets.without_article(outlet), *(known.aliases if known else ())))
    # a name of one common word ("Time", "the Hill") counts only where the context says that it is an outlet
    either = "|".join(sorted((re.escape(each) for each in names if len(each) > 1), key=lambda each: (-len(each), each)))
    context = re.compile(rf"\b{_BEFORE} (?:[Tt]he )?(?:{either})\b|\b(?:{either})\b{_AFTER}")
    telling = [re.escape(each) for each in names if " " in each or each.isupper()] or [re.escape(outlet)]
    return names, context, re.compile(rf"\b(?:{'|'.join(sorted(telling, key=lambda each: (-len(each), each)))})\b")


def _agency(name: str) -> str | None:
    return _FOLDED.get(outlets.without_article(name.strip()).casefold())


def _proper(name: str) -> bool:
    """Whether a name is written as one: "ap" in lower case is no agency."""
    return name[0].isupper()
