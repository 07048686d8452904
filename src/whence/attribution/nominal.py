"""Attributions without a cue verb: "according to X", "X's claim that C", "X: C", "allegedly"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whence.attribution.contents import left_start, right_end, trimmed
from whence.attribution.groups import Group
from whence.attribution.patterns import Found
from whence.attribution.phrases import Range, following
from whence.attribution.tokens import Token
from whence.lexicon import places
from whence.lexicon.cues import look_up

_TO = frozenset(
    (
        "plan plans desire decision promise promises pledge vow offer threat refusal hope hopes call calls demand "
        "request wish intention intentions commitment proposal order"
    ).split()
)
_OF = frozenset(
    (
        "accusation accusations allegation allegations claim claims criticism denial denials threat threats hope "
        "hopes description fear fears warning warnings condemnation rejection support prediction complaint "
        "complaints suspicion"
    ).split()
)
_ABOUT = frozenset(("concern concerns question questions doubt doubts complaint complaints worry worries").split())
_WORDS = frozenset(["words", "view", "opinion", "eyes", "telling"])


def scan(toks: Sequence[Token], verbal: Sequence[Found]) -> Iterator[Found]:
    """The attributions of a segment whose cue is no verb."""
    for at, tok in enumerate(toks):
        if tok.low == "according" and at + 1 < len(toks) and toks[at + 1].low == "to":
            found = _according(toks, at, at + 2)
        elif tok.low == "words" and at + 1 < len(toks) and toks[at + 1].low == "of" and at > 1:
            found = _according(toks, at - 2, at + 2) if toks[at - 2].low == "in" else None
        elif tok.tag == "N":
            found = _noun(toks, at)
        elif tok.tag == ":" and not any(each.cue and each.cue[1] >= at for each in verbal):
            found = _colon(toks, at)
        else:
            continue
        if found is not None:
            yield found


def _according(toks: Sequence[Token], start: int, end: int) -> Found | None:
    """ "According to X, C" and "C, according to X"."""
    high = len(toks)
    source = following(toks, end, high)
    if source is None:
        return None
    before = trimmed(toks, 0, start)
    opening = start == 0 or toks[start - 1].tag in "C;" or before == 0
    if opening:
        at = source[1]
        while at < high and toks[at].tag != ",":
            at += 1
        content = (at + 1, trimmed(toks, at + 1, high)) if at + 1 < high else (0, 0)
        # A trailing apposition swallowed the content: "According to X, the bridge fell."
        if content[1] <= content[0]:
            comma = next((each for each in range(end, source[1]) if toks[each].tag == ","), None)
            if comma is None:
                return None
            source, content = (end, comma), (comma + 1, trimmed(toks, comma + 1, high))
    else:
        begin = left_start(toks, start, 0)
        content = (begin, trimmed(toks, begin, start))
    if content[1] <= content[0]:
        return None
    return Found("according", source, (start, end), (content,))


def _noun(toks: Sequence[Token], at: int) -> Found | None:
    """ "X's claim that C", "accusations that C by X", "X's refusal to C"."""
    high = len(toks)
    after = at + 1
    if after >= high:
        return None
    word, low = toks[at].low, toks[after].low
    fits = (
        low == "that"
        or (low == "to" and word in _TO)
        or (low == "of" and word in _OF)
        or (low in ("about", "over") and word in _ABOUT)
    )
    if not fits:
        return None
    source = _owner(toks, at)
    if source is None and low != "that" and word not in _OF:
        return None
    start = after if low in ("that", "to") else after + 1
    end = right_end(toks, start, high, _PLAIN)
    if end <= start:
        return None
    pattern = f"noun-{low}" + ("" if source else "-bare")
    return Found(pattern, source, (at, after if start == after else start), ((start, end),), low == "that")


_CUE = look_up(("said",))
assert _CUE is not None
_PLAIN = Group(0, 0, 0, _CUE, "finite")


def _owner(toks: Sequence[Token], at: int) -> Range | None:
    """Whose claim it is: a possessive before it, or a nationality."""
    for place in range(at - 1, max(-1, at - 5), -1):
        tok = toks[place]
        if tok.low in ("his", "her", "their", "its", "my", "our"):
            return place, place + 1
        if tok.low.endswith(("'s", "s'")) and tok.tag in "UWN":
            start = place
            while start > 0 and toks[start - 1].tag in "UW" and toks[start - 1].tag == "U":
                start -= 1
            if start > 0 and toks[start - 1].tag == "D":
                start -= 1
            return start, place + 1
        if tok.tag == "U" and places.country(tok.text):
            return place, place + 1
        if tok.tag not in "WUN":
            return None
    return None


def _colon(toks: Sequence[Token], at: int) -> Found | None:
    """ "X: “C”" and headlines such as "Ministry: Bridge was safe"."""
    if not 0 < at <= 5 or at + 1 >= len(toks) or any(each.tag != "U" for each in toks[:at]):
        return None
    quoted = toks[at + 1].tag == "“"
    if not quoted and len(toks) > 40:
        return None
    end = trimmed(toks, at + 1, len(toks))
    return (
        Found("colon" if quoted else "headline", (0, at), (at, at + 1), ((at + 1, end),), quoted)
        if end > at + 1
        else None
    )
