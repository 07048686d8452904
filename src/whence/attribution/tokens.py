"""Tokens with a class each, by lexicon and shape alone; a quotation counts as one token.

Classes: D determiner, P pronoun, R relative pronoun, A auxiliary, I preposition, C coordinator, S subordinator,
B adverb, T word of time, V other finite verb, Q form of a cue verb, N noun cue, U capitalised word, W other word,
# number, “ quotation, and a mark for itself (every dash is -, every closing mark of a sentence is .).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from whence.lexicon import cues, grammar

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:['’]s)?|[A-Z][a-z]{0,4}\.(?=\s+\S)|\w+(?:['’\-‑&/.@]\w+)*(?:(?<=s)['’](?=\s+[a-zA-Z]))?|--+|\.\.+|[^\w\s]"
)
_PARTICLED = re.compile(r"(?:al|el|ul|ad|as|an|ash|az|d|de|l)[-‑'’][A-Z][a-z]")
_MARKS = {"–": "-", "—": "-", "--": "-", "―": "-", "!": ".", "?": ".", "…": ".", "[": "(", "]": ")", "·": "-", "•": "-"}
_CLASSES = (
    ("subordinator", "S"),
    ("relative", "R"),
    ("pronoun", "P"),
    ("determiner", "D"),
    ("auxiliary", "A"),
    ("preposition", "I"),
    ("coordinator", "C"),
    ("time", "T"),
)
_PLURAL_SUBJECTS = frozenset(
    ("i we you they who people police men women some many most few both others all children").split()
)
_TO_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am"])
_MONTHS = frozenset(["may", "march", "last", "next", "week", "month", "year", "day", "late", "early"])


class Token(NamedTuple):
    """A token at `[start, end)` of the text; `low` is lower-cased with straight apostrophes, `tag` its class."""

    start: int
    end: int
    text: str
    low: str
    tag: str


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for name, tag in _CLASSES:
        for word in grammar.words(name):
            table.setdefault(word, tag)
    for form in cues.verbs():
        table.setdefault(form, "Q")
    for noun in cues.nouns():
        table.setdefault(noun, "N")
    for name, tag in (("verb", "V"), ("adverb", "B")):
        for word in grammar.words(name):
            table.setdefault(word, tag)
    return table


def tokens(text: str, start: int, end: int, quoted: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """The tokens of `text[start:end]`; each of the regions `quoted`, sorted and within it, is one token."""
    found: list[Token] = []
    titled = _title_case(text, start, end)
    at = start
    for begin, close in quoted:
        _words(text, (at, begin), found, titled)
        found.append(Token(begin, close, text[begin:close], "", "“"))
        at = close
    _words(text, (at, end), found, titled)
    return _read_as_nouns(found)


def between(found: Sequence[Token], low: int, high: int) -> Sequence[Token]:
    """The tokens that start in `[low, high)`, in time that hardly grows with their segment."""
    first = bisect_left(found, low, key=lambda each: each.start)
    return found[first : bisect_left(found, high, first, key=lambda each: each.start)]


def _title_case(text: str, start: int, end: int) -> bool:
    """Whether the words are capitalised as in a headline, so that a capital says nothing about a word."""
    if end - start > 300:
        return False
    long = list(re.findall(r"[^\W\d_]{4,}", text[start:end]))
    return len(long) > 3 and sum(each[0].isupper() for each in long) >= 0.75 * len(long)


def _words(text: str, where: tuple[int, int], found: list[Token], titled: bool) -> None:
    table = _table()
    for each in _TOKEN.finditer(text, *where):
        word = each.group()
        low = word.lower().replace("’", "'")
        first = word[0]
        if first.isalpha() and _PARTICLED.match(word):
            tag = "U"
        elif first.isalpha():
            tag = table.get(low) or ("B" if low.endswith("ly") and not first.isupper() else "W")
            shouted = tag in "DIAR" and word.isupper() and len(word) > 1
            if first.isupper() and (tag in "WQNVTB" or shouted or low == "may"):
                tag = _capitalised(tag, low, found, titled)
        elif first.isdigit():
            tag = "#"
        elif first.isalnum() or first == "_":
            tag = "W"
        else:
            tag = "." if first == "." else _MARKS.get(word, first)
        found.append(Token(each.start(), each.end(), word, low, tag))


def _capitalised(tag: str, low: str, found: list[Token], titled: bool) -> str:
    """The class of a capitalised word: a name, unless it is a day or opens the segment as a common word."""
    if titled:
        return "U" if tag == "W" or (tag in "QN" and not found) else tag
    opening = not found or found[-1].tag in ("“", ":", ".", "-")
    if low == "may":
        return "U" if found and found[-1].tag == "U" else tag
    if tag == "T" and low not in _MONTHS:
        return "T"
    if opening and tag != "W":
        return tag
    return "U"


def _read_as_nouns(found: list[Token]) -> list[Token]:
    """Cue forms that stand where only a noun can stand ("the report", "their claims") are no cues there."""
    for place, token in enumerate(found):
        if token.tag == "Q" and _is_noun(found, place):
            found[place] = token._replace(tag="N" if token.low in cues.nouns() else "W")
    return found


def _is_noun(found: list[Token], place: int) -> bool:
    token = found[place]
    before = found[place - 1] if place else None
    if before is None:
        return not token.low.endswith(("ing", "ed")) and "n" in _frames(token.low)
    if token.low.endswith("ing"):
        return before.tag == "D" and before.low not in ("that", "all", "both", "some", "many")
    nouny = "n" in _frames(token.low) or token.low in cues.nouns()
    if before.tag == "D" and before.low not in ("some", "many", "most", "all", "both", "few", "others", "several"):
        return nouny or token.low.endswith("ed")
    if not nouny or token.low.endswith("ed"):
        return False
    return not _agrees(before, token, found[place + 1] if place + 1 < len(found) else None)


def _agrees(before: Token, token: Token, after: Token | None) -> bool:
    """Whether a form that is noun and verb can be the verb of what stands before it."""
    if before.tag in "AR" or before.low == "to":
        return True
    if before.tag == "I" or before.low.endswith(("'s", "s'")):
        return False
    if after is not None and after.low == "of":
        return False
    plural = before.low in _PLURAL_SUBJECTS or (
        before.low.endswith("s") and not before.low.endswith(("ss", "us", "is"))
    )
    if token.low.endswith("s"):
        return not plural or before.tag in {"U", "P"}
    return plural or before.tag in "B,C"


@cache
def _frames(form: str) -> str:
    return "".join(sorted({frame for cue in cues.verbs().get(form, ()) for frame in cue.frames}))


def passive(found: Sequence[Token], start: int, head: int) -> bool:
    """Whether the verb at `head`, its auxiliaries from `start`, is a passive."""
    low = found[head].low
    if low.endswith("ing"):
        return False
    return any(
        each.low in _TO_BE or (each.low.endswith(("n't",)) and each.low[:-3] in _TO_BE) for each in found[start:head]
    )
