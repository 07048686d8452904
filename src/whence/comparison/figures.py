"""Figures: counted things in a text ("at least 40 people were killed"), and whether two of them can both hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from whence.comparison.wording import FUNCTION_WORDS, Quantity, listed, quantities, stem, tokens

Bound = Literal["exact", "about", "least", "most"]
_FATES = {
    "dead": listed("dead killed kill die died dies deaths death fatalities toll perished slain casualties buried"),
    "hurt": listed("injured wounded hurt injuries wounds"),
    "held": listed("arrested detained held custody arrests"),
    "lost": listed("missing unaccounted"),
    "fled": listed("displaced fled evacuated homeless refugees"),
}
_FATE = {stem(word): fate for fate, words in _FATES.items() for word in words}
_BOUNDS: dict[Bound, re.Pattern[str]] = {
    "least": re.compile(
        r"(?:at least|more than|over|no fewer than|upwards? of|as many as|exceed\w*)\s+$", re.IGNORECASE
    ),
    "most": re.compile(r"(?:at most|fewer than|less than|under|up to|no more than)\s+$", re.IGNORECASE),
    "about": re.compile(r"(?:about|around|some|nearly|almost|roughly|approximately|close to)\s+$", re.IGNORECASE),
}
_NO_COUNT = listed(
    """year month week day hour minute second percent per p.m a.m am pm january february march april may june july
    august september october november december th st nd rd oclock times mile kilometer
    foot feet inch yard meter metre ton tonne pound kilogram gram gallon liter litre acre degree point dollar euro cent
    of"""
)
_CURRENCY = "$€£¥"
_APART = 20  # times: of two numbers further apart, one is of a part
_CLAUSE = re.compile(r"[;:.!?]\s|, (?:though|but|while|whereas|although|and)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A count at `[start, end)`: how many, of what (a fate such as "dead", else the stem of the thing)."""

    start: int
    end: int
    value: float
    bound: Bound
    thing: str


def figures(text: str, start: int, end: int) -> list[Figure]:
    """The counts in `text[start:end]`; years, dates, times, money and shares are none."""
    found = []
    for each in quantities(text[start:end]):
        at = Quantity(each.start + start, each.end + start, each.value)
        thing = _thing(text, at, start, end)
        if thing:
            found.append(Figure(at.start, at.end, at.value, _bound(text[start : at.start]), thing))
    return found


def _thing(text: str, at: Quantity, start: int, end: int) -> str | None:
    if text[at.start - 1 : at.start] in _CURRENCY and at.start:
        return None
    if text[at.end : at.end + 1] == "," and text[: at.start].endswith(", "):  # an age
        return None
    if text[at.end : at.end + 1] in ("%", ":", "-", "/") or 1900 <= at.value <= 2100 or at.value <= 1 or at.value % 1:
        return None
    after = tokens(text[at.end : min(end, at.end + 60)])[:3]
    if not after or stem(after[0]) in {stem(each) for each in _NO_COUNT}:
        return None
    if text[: at.start].rstrip().split(" ")[-1].casefold() in _NO_COUNT:
        return None
    return _fate(text, at, start, end) or _noun(after)


def _fate(text: str, at: Quantity, start: int, end: int) -> str | None:
    """What befell those counted, as far as the clause around the number says."""
    begin = max([start, *(m.end() for m in _CLAUSE.finditer(text, start, at.start))])
    stop = min([end, *(m.start() for m in _CLAUSE.finditer(text, at.end, end))])
    fates = [_FATE[stem(each)] for each in tokens(text[at.end : stop]) if stem(each) in _FATE]
    fates += [_FATE[stem(each)] for each in tokens(text[begin : at.start]) if stem(each) in _FATE]
    return fates[0] if fates else None


def _noun(after: list[str]) -> str | None:
    """The plural after the number is what is counted: "35 new missiles"."""
    for each in after:
        if each in FUNCTION_WORDS:
            return None
        if each.endswith("s") and len(each) > 3 and not each.startswith("http"):
            return stem(each)
    return "people" if after[0] == "people" else None


def _bound(before: str) -> Bound:
    tail = before[-20:]
    return next((bound for bound, pattern in _BOUNDS.items() if pattern.search(tail)), "exact")


def clash(one: Figure, two: Figure) -> bool:
    """Whether the two counts cannot both hold: one thing, numbers that their "at least" or "about" cannot bridge."""
    if one.thing != two.thing or one.value == two.value:
        return False
    low, high = sorted((one, two), key=lambda each: each.value)
    if low.bound == "least" or high.bound == "most":
        return False
    if high.value > low.value * _APART:
        return False
    slack = 0.15 if "about" in (low.bound, high.bound) else 0.0
    return high.value > low.value * (1 + slack)
