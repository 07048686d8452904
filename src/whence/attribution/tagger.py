"""The extractor by rules: cue words, the noun phrase beside them, and the clause that they govern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from whence.attribution import contents, nominal
from whence.attribution.contents import left_start, right_end, skip_hearer, skip_time, trimmed
from whence.attribution.document import Document, Extraction, segments
from whence.attribution.groups import Group, groups
from whence.attribution.patterns import Found, confidence
from whence.attribution.phrases import Range, following, subject
from whence.attribution.tokens import Token, tokens
from whence.records import Span

_CHUNK = 400
_INNER = 30
_ENDS = frozenset(",.;-)")


@dataclass(frozen=True, slots=True)
class Rules:
    """Finds attributions by lexicon and token patterns; reads about as fast as it can split into tokens."""

    def extract(self, document: Document) -> list[Extraction]:
        """The attributions of a document in reading order; those inside a quotation or a content follow it."""
        found: list[Extraction] = []
        for start, end, regions in _stretches(document):
            toks = tokens(document.text, start, end, regions)
            for low in range(0, len(toks), _CHUNK):
                found += (_extraction(toks[low : low + _CHUNK], each) for each in scan(toks[low : low + _CHUNK]))
            for begin, close in regions:
                if close - begin > _INNER:
                    found += _inside(document.text, begin + 1, close - 1)
        return found


def _stretches(document: Document) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """The segments of a document with the outer quotations in each."""
    regions = [(each.start, each.end) for each in document.quotes if not each.nested]
    place = 0
    for start, end, _ in segments(document):
        inside: list[tuple[int, int]] = []
        while place < len(regions) and regions[place][0] < end:
            if regions[place][0] >= (inside[-1][1] if inside else start):
                inside.append(regions[place])
            place += 1
        yield start, end, [each for each in inside if each[1] <= end]


def _inside(text: str, start: int, end: int) -> Iterator[Extraction]:
    """What somebody quoted says that others said."""
    toks = tokens(text, start, end)[:_CHUNK]
    for each in scan(toks):
        if each.pattern in ("that", "clause", "accusing") and each.firm and _is_third(toks, each.source):
            yield _extraction(toks, replace(each, pattern="nested"))


def _is_third(toks: Sequence[Token], source: Range | None) -> bool:
    """Whether a source inside another's words is a name or a described person, not I, we or you."""
    return source is not None and any(each.tag == "U" for each in toks[source[0] : source[1]])


def _extraction(toks: Sequence[Token], found: Found) -> Extraction:
    def span(part: Range) -> Span:
        return Span(toks[part[0]].start, toks[part[1] - 1].end)

    return Extraction(
        content=tuple(sorted(span(each) for each in found.content)),
        source=(span(found.source),) if found.source else (),
        cue=(span(found.cue),) if found.cue else (),
        confidence=confidence(found.pattern, found.firm),
        pattern=found.pattern + ("" if found.firm else "-weak"),
    )


def scan(toks: Sequence[Token]) -> list[Found]:
    """The attributions of one segment, in the order of their cues."""
    found: list[Found] = []
    for group in groups(toks):
        inside = any(start <= group.head < end for each in found for start, end in each.content[-1:])
        each = _read(toks, group, found)
        if each is None:
            continue
        if inside and not _stands_alone(toks, each):
            continue
        found.append(replace(each, pattern="nested") if inside else each)
    found += nominal.scan(toks, found)
    return sorted(found, key=lambda each: (each.cue or each.content[0], each.content))


def _stands_alone(toks: Sequence[Token], found: Found) -> bool:
    """Whether an attribution inside another's content is plain enough to be one of its own."""
    return found.firm and found.pattern in ("that", "accusing", "question") and _is_third(toks, found.source)


def _read(toks: Sequence[Token], group: Group, found: Sequence[Found]) -> Found | None:
    if group.form == "passive":
        return _passive(toks, group)
    if group.form == "finite":
        low = max((end for each in found for _, end in (each.cue or (0, 0),)), default=0)
        return _inverted(toks, group) or _finite(toks, group, found, low)
    return _dependent(toks, group, found)


def _finite(toks: Sequence[Token], group: Group, found: Sequence[Found], low: int) -> Found | None:
    """ "X said C", and "C, X said"."""
    source = subject(toks, group.start, low)
    before = group.start - 1
    if source is None and found and before >= 0 and toks[before].tag in "C,":
        return _right(toks, group, found[-1].source)
    if source is None:
        return None
    return _left(toks, group, source) or _right(toks, group, source)


def _left(toks: Sequence[Token], group: Group, source: Range) -> Found | None:
    """A content that stands before "X said", by a comma or a quotation between the two."""
    end = source[0]
    if end and toks[end - 1].low == "as":
        end -= 1
    if end == 0 or toks[end - 1].tag not in ",“-" or not group.cue.frames & {"p", "q"}:
        return None
    quoted = toks[end - 1].tag == "“" or (end > 1 and toks[end - 2].tag == "“")
    if not quoted and (toks[end - 1].tag == "-" or not _parenthetical(toks, group, group.end)):
        return None
    if quoted and _right_start(toks, group)[1] == "that":
        return None
    return _before(toks, group, source, (end, quoted))


def _before(toks: Sequence[Token], group: Group, source: Range, at: tuple[int, bool]) -> Found | None:
    """The content left of token `at[0]`, and what is carried on behind the cue; `at[1]` tells a quotation."""
    end, quoted = at
    start = left_start(toks, end, _previous_end(toks, end))
    stop = trimmed(toks, start, end)
    rest = max(group.end, source[1])
    after = _continued(toks, rest, quoted)
    if stop <= start:
        if after is None:
            return None
        return Found("as", source, (group.start, group.end), (after,), group.cue.firm)
    content = ((start, stop), after) if after else ((start, stop),)
    return Found("left-quote" if quoted else "left", source, (group.start, group.end), content, group.cue.firm)


def _previous_end(toks: Sequence[Token], end: int) -> int:
    """Nothing before a semicolon belongs to a content; commas do."""
    return next((place + 1 for place in range(end - 2, max(-1, end - 200), -1) if toks[place].tag == ";"), 0)


def _parenthetical(toks: Sequence[Token], group: Group, at: int) -> bool:
    """Whether nothing that could be a content follows the cue."""
    _, kind = _right_start(toks, group)
    if kind in ("that", "quote"):
        return False
    place = skip_time(toks, at, len(toks))
    if "r" in group.cue.frames and place < len(toks) and toks[place].tag not in _ENDS:
        place = skip_time(toks, skip_hearer(toks, place, len(toks)), len(toks))
    while place < len(toks) and toks[place].tag == "I":
        phrase = following(toks, place + 1, len(toks))
        if phrase is None:
            return False
        place = skip_time(toks, phrase[1], len(toks))
    return place >= len(toks) or toks[place].tag in _ENDS


def _continued(toks: Sequence[Token], at: int, quoted: bool) -> Range | None:
    """The part of a content that goes on after "…, X said," in the same sentence."""
    high = len(toks)
    place = skip_time(toks, at, high)
    if quoted:
        for each in range(place, min(high, place + 14)):
            if toks[each].tag == "“" and (toks[each - 1].tag in ",:" or each == place):
                return each, trimmed(toks, each, high)
            if toks[each].tag in "Q.;":
                return None
        return None
    if place + 2 < high and toks[place].tag == "," and (toks[place + 1].tag in "AVI“WDUP"):
        return place + 1, trimmed(toks, place + 1, high)
    return None


def _inverted(toks: Sequence[Token], group: Group) -> Found | None:
    """ "C," said X: the cue right behind a comma or a quotation, its subject behind it."""
    before = group.start - 1
    if before < 0 or toks[before].tag not in ",“" or "p" not in group.cue.frames or group.start != group.head:
        return None
    source = following(toks, group.end, len(toks))
    if source is None:
        return None
    quoted = toks[before].tag == "“" or (before > 0 and toks[before - 1].tag == "“")
    closed = source[1] >= len(toks) or toks[source[1]].tag in ",.;-“ISR("
    if not closed or (not quoted and contents.opens_clause(toks, group.end, len(toks))):
        return None
    if toks[group.end].low in ("him", "her", "them") or _right_start(toks, group)[1] == "that":
        return None
    return _before(toks, group, source, (group.start, quoted))


def _right(toks: Sequence[Token], group: Group, source: Range | None) -> Found | None:
    """A content that follows the cue."""
    start, kind = _right_start(toks, group)
    if kind is None or start >= len(toks):
        return None
    bounded = source is not None and toks[source[0]].tag == "R" and source[0] > 0 and toks[source[0] - 1].tag == ","
    end = right_end(toks, start, len(toks), group, bounded)
    if end <= start:
        return None
    return Found(kind, source, (group.start, group.end), ((start, end),), group.cue.firm)


def _right_start(toks: Sequence[Token], group: Group) -> tuple[int, str | None]:
    """Where the content after a cue begins, and which pattern says so."""
    frames, high = group.cue.frames, len(toks)
    at = skip_time(toks, group.end, high)
    if at >= high:
        return at, None
    if frames & {"s", "q", "w"}:
        mark = contents.that_after(toks, at, high)
        if mark is not None:
            kind = "quote" if toks[mark].tag == "“" or toks[mark - 1].tag == ":" else "that"
            if kind == "quote" or toks[mark].low == "that" or "w" in frames or mark == at:
                return mark, kind
    if "i" in frames and toks[at].low == "to":
        return at, "to"
    if "r" in frames and group.cue.lemma in _HEARERS:
        at = skip_time(toks, skip_hearer(toks, at, high), high)
        if at < high and toks[at].low == "to":
            return at, "to"
    if at >= high:
        return at, None
    if "f" in frames and toks[at].tag in "DPUWN#“":
        return at, "accusing"
    if "s" in frames and contents.opens_clause(toks, at, high):
        return at, "clause"
    if frames & {"o", "a", "i"} and toks[at].tag in "DPUWN#“" and group.cue.lemma not in _HEARERS:
        return at, "object"
    return at, None


_HEARERS = frozenset(["tell", "assure", "remind", "inform", "notify", "convince", "persuade", "brief"])


def _dependent(toks: Sequence[Token], group: Group, found: Sequence[Found]) -> Found | None:
    """A cue without a subject of its own: "…, saying C", "to say that C"."""
    _, kind = _right_start(toks, group)
    if kind is None or (kind in ("object", "to", "clause") and group.form == "infinitive"):
        return None
    source = _lender(toks, group, found)
    if source is None:
        return None
    each = _right(toks, group, source)
    return replace(each, pattern=f"{group.form}-{each.pattern}") if each else None


def _lender(toks: Sequence[Token], group: Group, found: Sequence[Found]) -> Range | None:
    """The subject that a cue without one shares: of the cue before it, of the clause, or the noun before it."""
    before = group.start - 1
    if before >= 0 and toks[before].tag in "WUN)" and group.form == "ing":
        return subject(toks, group.start, 0)
    for each in reversed(found):
        if each.source is not None and each.cue is not None and each.cue[1] <= group.start:
            return each.source
    for place in range(1, group.start):
        if toks[place].tag in "AVQ" or (toks[place].tag == "W" and toks[place].low.endswith("ed")):
            source = subject(toks, place, 0)
            if source is not None:
                return source
    return None


def _passive(toks: Sequence[Token], group: Group) -> Found | None:
    """ "Y was accused by X of C", "Y is believed to", "it is said that C"."""
    high = len(toks)
    agent = None
    at = skip_time(toks, group.end, high)
    if at < high and toks[at].low == "by":
        agent = following(toks, at + 1, high)
        at = skip_time(toks, agent[1], high) if agent else at + 1
    patient = subject(toks, group.start, 0)
    if patient is None:
        return None
    if toks[patient[0]].low == "it" and at < high and toks[at].low == "that":
        return Found("passive", agent, (group.start, group.end), ((at, right_end(toks, at, high, group)),), True)
    goes_on = (
        at < high and toks[at].low in ("to", "of", "for", "as", "that") and (agent or group.cue.frames & set("fiasw"))
    )
    if agent is None and not goes_on:
        return None
    content: tuple[Range, ...] = (patient,)
    if goes_on and (end := right_end(toks, at, high, group)) > at:
        content = (patient, (at, end))
    return Found("passive", agent, (group.start, group.end), content, agent is not None)
