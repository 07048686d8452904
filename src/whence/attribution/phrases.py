"""Noun phrases found from one of their ends: the subject that ends before a verb, the phrase that begins after one."""

from __future__ import annotations

from collections.abc import Sequence

from whence.attribution.tokens import Token
from whence.lexicon import titles

_REACH = 45
_NOMINAL = frozenset("WUN#T)$%")
_LINKS = frozenset(("of for in at from with on to by against between about under among near across").split())
_OBJECTS = frozenset(["him", "them", "me", "us", "himself", "herself", "themselves", "itself"])
_APART = frozenset(["however", "meanwhile", "instead", "though", "too"])

Range = tuple[int, int]


def subject(toks: Sequence[Token], end: int, low: int) -> Range | None:
    """The noun phrase `[start, end)` that ends before token `end`, not reaching below `low`; None if there is none."""
    stop = before_adverbs(toks, end, low)
    low = max(low, stop - _REACH)
    if stop <= low:
        return None
    last = toks[stop - 1]
    if last.tag == ",":
        return _with_apposition(toks, stop, low)
    if last.tag == ")":
        opening = _bracket(toks, stop - 1, low)
        return (found[0], stop) if opening is not None and (found := _plain(toks, opening, low)) else None
    return _plain(toks, stop, low)


def before_adverbs(toks: Sequence[Token], end: int, low: int) -> int:
    """Where the words before `end` end when adverbs and times ("on Tuesday", "also") are left out."""
    while end > low:
        tok = toks[end - 1]
        if (
            tok.tag == "B"
            or (tok.tag == "T" and end - 1 > low)
            or (tok.tag == "#" and end - 2 >= low and toks[end - 2].tag == "T")
            or (tok.low in ("on", "in") and end < len(toks) and toks[end].tag == "T")
        ):
            end -= 1
        elif tok.tag == "," and end - 2 >= low and toks[end - 2].low in _APART:
            end -= 2
            if end > low and toks[end - 1].tag == ",":
                end -= 1
        else:
            return end
    return end


def _plain(toks: Sequence[Token], end: int, low: int) -> Range | None:
    """A phrase without apposition that ends right before `end`."""
    at = end
    while at > low:
        tok = toks[at - 1]
        tag = tok.tag
        if tag == "P":
            if at == end and tok.low not in _OBJECTS:
                return at - 1, end
            break
        if tag == "R":
            return (at - 1, end) if at == end else None
        if tag == "D":
            at -= 1
            if at > low and not _carries_on(toks, at, low):
                break
        elif tag in _NOMINAL:
            if tag == ")":
                opening = _bracket(toks, at - 1, low)
                if opening is None:
                    break
                at = opening
            else:
                at -= 1
        elif (
            (tag == "I" and tok.low in _LINKS and at < end and _heads(toks, at - 1, low))
            or (tag == "C" and tok.low in ("and", "or") and at < end and _heads(toks, at - 1, low) and _alike(toks, at))
            or (
                tag == "Q"
                and at < end
                and tok.low.endswith("ed")
                and toks[at].tag in "IT"
                and _heads(toks, at - 1, low)
            )
            or (tag == "“" and at < end and len(tok.text) < 40 and _heads(toks, at - 1, low))
        ):
            at -= 1
        else:
            break
    at = _without_opening_phrase(toks, at, end, low)
    return (at, end) if at < end and _nominal(toks, at, end) else None


def _carries_on(toks: Sequence[Token], at: int, low: int) -> bool:
    """Whether a phrase whose determiner stands at `at` is the inside of a larger one ("officials of the ministry")."""
    before = toks[at - 1]
    if before.tag == "D":
        return True
    if before.tag == "I" and before.low in _LINKS:
        return _heads(toks, at - 1, low)
    return before.tag == "C" and before.low in ("and", "or") and _heads(toks, at - 1, low)


def _heads(toks: Sequence[Token], at: int, low: int) -> bool:
    """Whether a noun stands right before token `at`."""
    return at > low and toks[at - 1].tag in "WUN)#D" and toks[at - 1].low not in ("that", "this")


def _alike(toks: Sequence[Token], at: int) -> bool:
    """Whether what stands on both sides of the coordinator at `at - 1` is of one sort."""
    return toks[at - 2].tag == toks[at].tag or toks[at].tag in "D" or toks[at - 2].tag == "D" or toks[at].tag == "W"


def _bracket(toks: Sequence[Token], at: int, low: int) -> int | None:
    """Where the bracket opens that token `at` closes."""
    for place in range(at - 1, max(low, at - 20) - 1, -1):
        if toks[place].text in "([":
            return place
    return None


def _without_opening_phrase(toks: Sequence[Token], at: int, end: int, low: int) -> int:
    """The start of the subject where the words run into an opening "In a statement Friday the group"."""
    if at > low and toks[at - 1].tag == "I" and (at - 1 == low or toks[at - 2].tag in "“,;:.-CSB"):
        # "In Homs officials": the phrase after the first name, or nothing.
        for place in range(at + 1, end):
            if toks[place].tag == "D" and toks[place - 1].tag != "I":
                return place
            if toks[place - 1].tag == "T" and toks[place].tag in "UWD":
                return place
            if toks[place - 1].tag == "U" and toks[place].tag == "W":
                return place
        return at if at < end and toks[at].tag == "T" else end
    while at < end and toks[at].tag == "T" and end - at > 1:
        at += 1
    return at


def _nominal(toks: Sequence[Token], start: int, end: int) -> bool:
    """Whether a stretch holds a noun at all."""
    return any(each.tag in "WUN" or (each.tag == "D" and end - start == 1) for each in toks[start:end])


def _with_apposition(toks: Sequence[Token], end: int, low: int) -> Range | None:
    """A phrase that ends in a comma: "Ann Lee, a farmer, 50,"; back to the name that the rest describes."""
    commas = [place for place in range(end - 2, low - 1, -1) if toks[place].tag == ","]
    stops = [place for place in range(end - 2, low - 1, -1) if toks[place].tag in "“;:S"]
    limit = stops[0] if stops else low - 1
    for comma in commas[:7]:
        if comma <= limit:
            break
        found = _plain(toks, comma, low)
        if found is None or _describes(toks, found):
            continue
        if any(each.tag in "UW" for each in toks[found[0] : found[1]]):
            return found[0], end
    return None


def _describes(toks: Sequence[Token], found: Range) -> bool:
    """Whether a phrase only describes a name that stands before it: "a farmer", "50", "of Homs"."""
    start, end = found
    before = toks[start - 1] if start else None
    if before is None or before.tag != ",":
        return before is not None and before.tag in "IRAV"
    first = toks[start]
    if first.tag == "#" or first.low in ("a", "an", "the", "his", "her"):
        return True
    return first.tag == "W" or (not any(each.tag == "U" for each in toks[start:end]))


def following(toks: Sequence[Token], start: int, high: int) -> Range | None:
    """The noun phrase that begins at token `start`, apposition included; None if none begins there."""
    at = start
    high = min(high, start + _REACH)
    if at < high and toks[at].tag == "P":
        return at, at + 1
    while at < high:
        tag = toks[at].tag
        if tag in "WUN#DT$%" or (tag == "“" and len(toks[at].text) < 40 and at > start):
            at += 1
        elif tag == "(":
            closing = next((place for place in range(at, min(high, at + 12)) if toks[place].tag == ")"), None)
            if closing is None:
                break
            at = closing + 1
        elif at == start or not _goes_on(toks, at, high):
            break
        else:
            at += 1
    while at > start and toks[at - 1].tag in "IC,T" and toks[at - 1].tag != "W":
        at -= 1
    if at <= start or not _nominal(toks, start, at):
        return None
    return start, _apposed(toks, at, high)


def _goes_on(toks: Sequence[Token], at: int, high: int) -> bool:
    """Whether a phrase goes on over the link at `at`: "of the ministry", "and his aides"."""
    tok = toks[at]
    if at + 1 >= high or toks[at + 1].tag not in "WUND#":
        return False
    if tok.tag == "I":
        return tok.low in _LINKS and tok.low != "to"
    return (
        tok.tag == "C"
        and tok.low in ("and", "or")
        and (toks[at + 1].tag == toks[at - 1].tag or toks[at + 1].tag == "W")
    )


def _apposed(toks: Sequence[Token], at: int, high: int) -> int:
    """Where a phrase that ends at `at` ends with its apposition or relative clause: ", who leads the group"."""
    if at + 1 >= high or toks[at].tag != ",":
        return at
    first = toks[at + 1]
    opens = first.low in ("a", "an", "the", "who", "whose", "which") or first.tag == "#" or is_role(first.low)
    if not opens and first.tag == "U":
        opens = any(is_role(each.low) for each in toks[at + 1 : min(high, at + 5)])
    if not opens or (first.tag == "R" and at + 2 < high and toks[at + 2].tag == "Q"):
        return at
    place = at + 1
    while place < high and toks[place].tag not in "“;:.-":
        if toks[place].tag == "," and (place + 1 >= high or toks[place + 1].tag in "QSAVPBRC“U"):
            break
        if toks[place].tag == "S" and toks[place].low in ("that", "as", "because", "while", "when"):
            break
        place += 1
    return place


def is_role(word: str) -> bool:
    """Whether a word is one that people or bodies are called by."""
    return titles.kind_of(word) is not None
