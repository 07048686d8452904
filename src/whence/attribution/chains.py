"""Through whom each statement of an article came: who contains it, according to whom, to which outlet it was given.

The chain runs from the outermost to who stands next to the speaker. Somebody who tells of his own earlier words is a
link too. A channel is carried on to what the same speaker says next in the same paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from whence.attribution import acts, channels, outlet_names, relay
from whence.attribution.document import Document, Extraction, segments
from whence.attribution.phrases import following
from whence.attribution.scene import Speaker
from whence.attribution.tokens import tokens
from whence.records import Relay, Span, Spans

_WINDOW = 20
_ACCORDING = re.compile(r"(?<!\w)according to\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,.”\"’]{0,4}|(?: [^,;.\n“”\"]{2,80})?, ")
_TAIL = re.compile(r",? (?:against|about|filed|released|obtained|seen|submitted|published|posted|that|which|who) ")
_ASIDE = 260
"""Characters around a statement in which "according to X" is looked for."""


@dataclass(frozen=True, slots=True)
class Nested:
    """An extraction and the index of the one in whose content it is made, if any."""

    extraction: Extraction
    outer: int | None


def nest(extractions: Sequence[Extraction]) -> list[Nested]:
    """Each extraction with the innermost one that contains it; only near neighbours can."""
    found: list[Nested] = []
    for index, each in enumerate(extractions):
        near = range(max(0, index - _WINDOW), min(len(extractions), index + _WINDOW))
        outers = [place for place in near if relay.contains(extractions[place], each)]
        outer = min(outers, key=lambda place: (_length(extractions[place]), place), default=None)
        found.append(Nested(each, outer))
    return found


def _length(each: Extraction) -> int:
    return each.content[-1].end - each.content[0].start


def _once(links: Sequence[Relay]) -> tuple[Relay, ...]:
    """The links by name, a place of the text under the longer of two names: "Bloomberg View" without "Bloomberg"."""
    kept: dict[str, Relay] = {}
    for each in links:
        longer = (
            other
            for other in links
            if len(other.name) > len(each.name)
            and each.name in other.name
            and any(a.start <= b.start and b.end <= a.end for a in other.spans for b in each.spans)
        )
        if next(longer, None) is None:
            kept[each.name] = each
    return tuple(kept.values())


class Chains:
    """Finds the relays of an article's statements once their speakers are resolved."""

    def __init__(
        self,
        document: Document,
        nested: Sequence[Nested],
        resolved: Mapping[int, Speaker | None],
        resolve: Callable[[Span], Speaker | None],
        own: str | None,
    ) -> None:
        self._text = document.text
        self._nested = nested
        self._resolved = resolved
        self._resolve = resolve
        self._own = own
        self._segments = [Span(start, end) for start, end, _ in segments(document)]
        self._starts = [each.start for each in self._segments]
        self._paragraphs = [each.start for each in document.paragraphs]
        self._carried: tuple[int, str, tuple[Relay, ...]] | None = None

    def of(self, index: int) -> tuple[Relay, ...]:
        """The chain of a statement; to be asked for in reading order, as channels are carried on."""
        mine = self._resolved.get(index)
        name = mine.name if mine else None
        chain: list[Relay] = []
        seen = {index}
        outer = self._nested[index].outer
        while outer is not None and outer not in seen:
            seen.add(outer)
            chain = [*self._beside(outer), *self._link(outer), *chain]
            outer = self._nested[outer].outer
        near = tuple(each for each in self._beside(index) if each.name != name)
        if not chain and not near:
            near = self._carry(index, name)
        self._keep(index, name, near if not chain else ())
        return _once((*chain, *near))

    def _link(self, outer: int) -> list[Relay]:
        extraction, speaker = self._nested[outer].extraction, self._resolved.get(outer)
        if not extraction.source or self._denies(extraction):
            return []
        name = self._name(extraction.source, speaker)
        return [Relay(name, extraction.source)] if name else []

    def _name(self, source: Spans, speaker: Speaker | None) -> str | None:
        """The outlet or actor that a link is; of a description no more than what is described: "complaint"."""
        outlet = outlet_names.outlet_of(self._text, source, self._own)
        if outlet or speaker is None or speaker.named:
            return outlet or (speaker.name if speaker else None)
        return _TAIL.split(speaker.name, maxsplit=1)[0]

    def _denies(self, each: Extraction) -> bool:
        """Whether an attribution rebuffs the statement inside it: who disputes a claim does not pass it on."""
        cue = self._text[each.cue[0].start : each.cue[-1].end] if each.cue else "said"
        return acts.read(cue, "").act == "deny"

    def _beside(self, index: int) -> tuple[Relay, ...]:
        each = self._nested[index].extraction
        if not self._segments:
            return ()
        anchor = (each.cue or each.source or each.content)[0].start
        segment = self._segments[max(0, bisect_right(self._starts, anchor) - 1)]
        found = channels.beside(self._text, segment, each, self._own)
        return found or self._according(segment, each)

    def _according(self, segment: Span, each: Extraction) -> tuple[Relay, ...]:
        """Who or what a statement is told according to: "Lee, according to the complaint, told the court"."""
        parts = sorted((*each.content, *each.source, *each.cue))
        low, high = max(segment.start, parts[0].start - _ASIDE), min(segment.end, parts[-1].end + _ASIDE)
        for match in _ACCORDING.finditer(self._text, low, high):
            if any(part.start < match.end() and match.start() < part.end for part in parts):
                continue
            toks = tokens(self._text, match.end(), high)
            phrase = following(toks, 0, len(toks))
            if phrase is None:
                continue
            named = Span(match.end(), toks[phrase[1] - 1].end)
            if self._touches(parts, match.start(), named.end):
                speaker = self._resolve(named)
                name = self._name((named,), speaker)
                return (Relay(name, (named,)),) if name else ()
        return ()

    def _touches(self, parts: Sequence[Span], start: int, end: int) -> bool:
        """Whether a part of the statement stands right before or right behind a stretch."""
        before = max((part.end for part in parts if part.end <= start), default=None)
        behind = min((part.start for part in parts if part.start >= end), default=None)
        return (before is not None and _BETWEEN.fullmatch(self._text, before, start) is not None) or (
            behind is not None and _BETWEEN.fullmatch(self._text, end, behind) is not None
        )

    def _carry(self, index: int, name: str | None) -> tuple[Relay, ...]:
        paragraph = self._paragraph(index)
        if name is None or self._carried is None or self._carried[:2] != (paragraph, name):
            return ()
        return self._carried[2]

    def _keep(self, index: int, name: str | None, near: tuple[Relay, ...]) -> None:
        if name is not None and near:
            self._carried = (self._paragraph(index), name, near)

    def _paragraph(self, index: int) -> int:
        each = self._nested[index].extraction
        return bisect_right(self._paragraphs, (each.cue or each.source or each.content)[0].start)
