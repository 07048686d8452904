"""What a reader takes apart that a network reads as one: two speakers in one sentence, a rebuffed accusation.

The gold that the network learned from marks the outermost attribution only and never tells who is accused by whom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whence.attribution.document import Document, Extraction
from whence.attribution.nearby import Nearby
from whence.attribution.phrases import following
from whence.attribution.tagger import scan
from whence.attribution.tokens import Token, tokens
from whence.records import Span

_OWN = frozenset(("his", "her", "their", "its", "my", "our", "your"))
_AGENT_WITHIN = 3
_FIRM = 0.6


def divide(document: Document, found: Sequence[Extraction], ruled: Sequence[Extraction]) -> list[Extraction]:
    """The attributions, each with the second speaker or the rebuffed statement in it as one of its own."""
    out: list[Extraction] = []
    by_cue = Nearby((each.cue[0], each) for each in ruled if each.cue and each.source)
    for each in found:
        whole = _with_subject(_with_agent(document.text, each), by_cue)
        out += _by_speaker(document.text, whole) or _rebuffed(document.text, whole, by_cue) or [whole]
    return out


def _by_speaker(text: str, each: Extraction) -> list[Extraction] | None:
    """ "X believes A while Y says B": the network gives B to X and leaves the words between them out."""
    for at, (one, other) in enumerate(zip(each.content, each.content[1:], strict=False), start=1):
        if "\n" in text[one.end : other.start] or any(one.end <= cue.start < other.start for cue in each.cue):
            continue
        second = _speaks(tokens(text, one.end, other.end), other)
        if second is not None:
            source, cue = second
            rest = replace(each, source=(source,), cue=(cue,), content=each.content[at:], pattern="divided")
            return [replace(each, content=each.content[:at]), rest]
    return None


def _speaks(toks: Sequence[Token], content: Span) -> tuple[Span, Span] | None:
    """The source and cue that stand before a content and govern it."""
    start = next(
        (at for at, tok in enumerate(toks) if tok.low not in ("while", "whereas", "but", "and") and tok.tag != ","), 0
    )
    toks = toks[start:]
    for found in scan(toks):
        if found.source and found.cue and _span(toks, found.source).end <= _span(toks, found.cue).start:
            source, cue = _span(toks, found.source), _span(toks, found.cue)
            if cue.end <= content.start and _span(toks, found.content[0]).start <= content.start + 1:
                return source, cue
    return None


def _rebuffed(text: str, each: Extraction, ruled: Nearby[Extraction]) -> list[Extraction] | None:
    """ "X dismissed Northern accusations that C": the accusations are the North's; what X dismisses is all of it."""
    if len(each.cue) != 1 or not each.source:
        return None
    cue = each.cue[0]
    for inner in ruled.meeting(cue):
        if not inner.pattern.startswith("noun-"):
            continue
        owner, noun = inner.source[0], inner.cue[0]
        if cue.start < owner.start and noun.start < cue.end <= noun.end and owner.end <= noun.start:
            if text[owner.start : owner.end].lower() in _OWN:
                return None
            verb = Span(cue.start, cue.start + len(text[cue.start : owner.start].rstrip()))
            widened = (Span(owner.start, each.content[0].end), *each.content[1:])
            return [replace(each, cue=(verb,), content=widened), replace(inner, content=each.content, pattern="nested")]
    return None


def _with_agent(text: str, each: Extraction) -> Extraction:
    """A passive without a source takes the one behind "by": "was confirmed dead by the ministry"."""
    if each.source or len(each.cue) != 1:
        return each
    agent = next(_agents(text, each.cue[0].end), None)
    return replace(each, source=(agent,)) if agent else each


def _with_subject(each: Extraction, ruled: Nearby[Extraction]) -> Extraction:
    """A cue that has lost its subject takes the one that the rules see: "“Will it hold?” asked Holm"."""
    if each.source or not each.cue:
        return each
    same = (one for one in ruled.meeting(each.cue[0]) if one.cue[0].start == each.cue[0].start)
    one = next((one for one in same if one.confidence >= _FIRM and _touch(one.content, each.content)), None)
    return replace(each, source=one.source, confidence=max(each.confidence, one.confidence)) if one else each


def _touch(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(one.start < other.end and other.start < one.end for one in some for other in others)


def _agents(text: str, start: int) -> Iterator[Span]:
    toks = tokens(text, start, min(len(text), start + 120))
    for at, tok in enumerate(toks[:_AGENT_WITHIN]):
        if tok.tag in ".;,":
            return
        phrase = following(toks, at + 1, len(toks)) if tok.low == "by" else None
        if phrase and any(each.tag == "U" for each in toks[phrase[0] : phrase[1]]):
            yield _span(toks, phrase)


def _span(toks: Sequence[Token], part: tuple[int, int]) -> Span:
    return Span(toks[part[0]].start, toks[part[1] - 1].end)
