"""How far a content reaches: to the right of a cue, or to the left of a parenthesis such as ", she said."."""

from __future__ import annotations

from collections.abc import Sequence

from whence.attribution.groups import Group
from whence.attribution.phrases import following
from whence.attribution.tokens import Token
from whence.lexicon.cues import Cue, verbs

_REACH = 160
_LOOK = 18
_QUESTION = frozenset(["whether", "what", "how", "why", "if", "who", "when", "where", "which", "whom", "whose"])
_CONTRAST = frozenset(["but", "while", "although", "though", "whereas"])


def opens_clause(toks: Sequence[Token], at: int, high: int) -> bool:
    """Whether a clause with its own verb begins at token `at`."""
    if at >= high or toks[at].tag not in "DPUWN#“ISRT(":
        return False
    if toks[at].tag == "P" and at + 1 < high and toks[at + 1].low in ("'s", "'re"):
        return True
    for place in range(at + 1, min(high, at + _LOOK)):
        tok = toks[place]
        if tok.tag in "AV" or (tok.tag == "Q" and toks[place - 1].tag != "D"):
            return True
        if tok.tag == "W" and tok.low.endswith("ed") and toks[place - 1].tag in "UWP)":
            return True
        if tok.tag in ";:" or (tok.tag == "," and toks[place - 1].tag == "I"):
            return False
    return False


def that_after(toks: Sequence[Token], at: int, high: int) -> int | None:
    """The "that", question word, quotation or colon that opens the content some words after the cue."""
    for place in range(at, min(high, at + _LOOK)):
        tok = toks[place]
        if tok.low == "that" and place + 1 < high:
            return place
        if tok.tag == "“" and (len(tok.text) > 25 or place == at):
            return place if place == at or toks[place - 1].tag in ",:I" or place - at < 6 else None
        if tok.tag == ":" and place + 1 < high:
            return place + 1
        if place > at and tok.low in _QUESTION and tok.tag == "S":
            return place
        if tok.tag in "AVQS;R.-" or (tok.tag == "P" and place > at):
            return None
        if tok.tag == "," and not (place + 1 < high and toks[place + 1].tag in "“IT"):
            return None
    return None


def skip_time(toks: Sequence[Token], at: int, high: int) -> int:
    """Past words of time and adverbs after a cue: "said on Tuesday", "said again"."""
    while at < high:
        tok = toks[at]
        if tok.tag in "TB":
            at += 1
        elif tok.low in ("on", "in", "at", "late", "early") and at + 1 < high and toks[at + 1].tag == "T":
            at += 2
        elif tok.tag == "#" and at > 0 and toks[at - 1].tag == "T":
            at += 1
        else:
            break
    return at


def skip_hearer(toks: Sequence[Token], at: int, high: int) -> int:
    """Past the hearer after "told": a pronoun, a name, "reporters", "the crowd"."""
    if at >= high:
        return at
    if toks[at].tag == "P":
        return at + 1
    place = at
    while place < high and toks[place].tag == "D":
        place += 1
    named = place < high and toks[place].tag == "U"
    while place < high and toks[place].tag in ("U" if named else "WNT"):
        place += 1
        if place < high and not named and toks[place - 1].low.endswith("s") and not toks[place - 1].low.endswith("'s"):
            break
    if place < high and named and toks[place - 1].low.endswith("'s") and toks[place].tag in "WN":
        place += 1
    return place


def right_end(toks: Sequence[Token], start: int, high: int, group: Group, bounded: bool = False) -> int:
    """Where the content that begins at token `start` ends; `bounded` ends it at a comma, as in a relative clause."""
    high = min(high, start + _REACH)
    at = start
    depth = 0
    while at < high:
        tok = toks[at]
        if tok.tag == "(":
            depth += 1
        elif tok.tag == ")":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and at > start and _stops(toks, at, high, group, bounded):
            break
        at += 1
    return trimmed(toks, start, at)


def _stops(toks: Sequence[Token], at: int, high: int, group: Group, bounded: bool) -> bool:
    tok = toks[at]
    if tok.tag == ";":
        return True
    if tok.low == "according" and at + 1 < high and toks[at + 1].low == "to":
        return True
    if tok.tag == "C":
        return _another_cue(toks, at + 1, high, group)
    if tok.tag != ",":
        return False
    if bounded:
        return True
    if at + 1 >= high:
        return False
    after = toks[at + 1]
    if after.low in _CONTRAST or after.low == "according":
        return True
    if after.tag == "Q" and after.low.endswith("ing"):
        return True
    if after.tag == "C":
        return _another_cue(toks, at + 2, high, group)
    return parenthesis(toks, at + 1, high)


def parenthesis(toks: Sequence[Token], at: int, high: int) -> bool:
    """Whether "she said" or "as she said" stands between this place and the next comma or end."""
    if at < high and toks[at].low == "as":
        at += 1
    if at < high and toks[at].tag == "Q" and at + 1 < high and toks[at + 1].tag in "UDP":
        found = following(toks, at + 1, high)
        return found is not None and _closes(toks, found[1], high)
    for place in range(at, min(high, at + 9)):
        if toks[place].tag == "Q":
            return place > at and _closes(toks, place + 1, high) and "p" in _frames(toks[place].low)
        if toks[place].tag not in "UDPWN#B":
            return False
    return False


def _frames(form: str) -> str:
    return "".join(sorted({frame for cue in verbs().get(form, ()) if not cue.rest for frame in cue.frames}))


def _closes(toks: Sequence[Token], at: int, high: int) -> bool:
    at = skip_time(toks, at, high)
    return at >= high or toks[at].tag in ",.;-"


def _another_cue(toks: Sequence[Token], at: int, high: int, group: Group) -> bool:
    """Whether a cue of the same speaker is coordinated here: "said … and warned …"."""
    while at < high and toks[at].tag == "B":
        at += 1
    if at >= high or toks[at].tag not in "QA":
        return False
    while at < high and toks[at].tag in "AB":
        at += 1
    if at >= high or toks[at].tag != "Q":
        return False
    head = toks[group.head].low
    low = toks[at].low
    if not any(cue.firm for cue in _cues(low)):
        return False
    return _tense(head) == _tense(low)


def _cues(form: str) -> tuple[Cue, ...]:
    return verbs().get(form, ())


def _tense(form: str) -> str:
    if form.endswith("ing"):
        return "ing"
    if form.endswith("s"):
        return "s"
    return "past" if form.endswith("ed") or form in _PAST else "base"


_PAST = frozenset(
    ("said told wrote thought knew felt made put let went called found swore forbade bet foresaw meant hit").split()
)


def left_start(toks: Sequence[Token], end: int, low: int) -> int:
    """Where the content that ends before token `end` begins: the clause's start, not below `low`."""
    low = max(low, end - _REACH)
    at = end
    while at > low and toks[at - 1].tag not in (";",):
        at -= 1
    while at < end and toks[at].tag in ",;:.-":
        at += 1
    return at


def trimmed(toks: Sequence[Token], start: int, end: int) -> int:
    """`end` without closing marks, commas and dangling links before it."""
    while end > start and toks[end - 1].tag in ".,;:-":
        end -= 1
    while end > start + 1 and toks[end - 1].tag == "C":
        end -= 1
        while end > start and toks[end - 1].tag == ",":
            end -= 1
    return end
