"""One article to its statements: extract | join quotations | find relays | resolve speakers | read cues."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from whence.attribution import acts, linking, relay
from whence.attribution.antecedents import Speaker
from whence.attribution.calibration import chance
from whence.attribution.document import Document, Extraction, Extractor, segments
from whence.attribution.neural.extractor import Trained
from whence.attribution.speakers import Speakers
from whence.options import AttributionOptions
from whence.records import Article, Attribution, Part, Relay, Span, Statement, flat, identity

_WINDOW = 20


@dataclass(frozen=True, slots=True)
class _Nested:
    """An extraction and the index of the one in whose content it is made, if any."""

    extraction: Extraction
    outer: int | None


def attribute(
    article: Article,
    options: AttributionOptions = AttributionOptions(),  # noqa: B008
    extractor: Extractor | None = None,
) -> Attribution:
    """The statements and entities of an article; the packaged network finds the spans unless an extractor is given."""
    document = Document.of(article)
    raw = [each for each in (extractor or Trained()).extract(document) if each.content]
    nested = _nest(linking.join(document, raw))
    assembly = _Assembly(article, document, nested)
    statements = {each.id: each for each in assembly.statements() if each.confidence >= options.min_confidence}
    ordered = sorted(statements.values(), key=lambda each: (each.content.spans, each.id))
    return Attribution(article.id, tuple(ordered), assembly.speakers.entities())


def _nest(extractions: Sequence[Extraction]) -> list[_Nested]:
    """Each extraction with the innermost one that contains it; only near neighbours can."""
    found: list[_Nested] = []
    for index, each in enumerate(extractions):
        near = range(max(0, index - _WINDOW), min(len(extractions), index + _WINDOW))
        outers = [place for place in near if relay.contains(extractions[place], each)]
        outer = min(outers, key=lambda place: (_length(extractions[place]), place), default=None)
        found.append(_Nested(each, outer))
    return found


def _length(each: Extraction) -> int:
    return each.content[-1].end - each.content[0].start


class _Assembly:
    """Turns the extractions of one article into statements."""

    def __init__(self, article: Article, document: Document, nested: Sequence[_Nested]) -> None:
        self._article = article
        self._document = document
        self._nested = nested
        self.speakers = Speakers(article.id, document)
        self._segments = [Span(start, end) for start, end, _ in segments(document)]
        self._starts = [each.start for each in self._segments]
        self._resolved: dict[int, Speaker | None] = {}

    def statements(self) -> list[Statement]:
        """The statements, those left out that only pass on another's."""
        order = sorted(range(len(self._nested)), key=self._reading_place)
        for index in order:
            self._resolve(index)
        framing = {each.outer for index, each in enumerate(self._nested) if self._frames(index)}
        return [self._statement(index) for index in order if index not in framing]

    def _reading_place(self, index: int) -> tuple[int, int]:
        each = self._nested[index].extraction
        return (each.source or each.cue or each.content)[0].start, index

    def _resolve(self, index: int) -> Speaker | None:
        if index not in self._resolved:
            self._resolved[index] = None
            each = self._nested[index]
            outer = self._resolve(each.outer) if each.outer is not None else None
            if each.extraction.source:
                source = each.extraction.source
                self._resolved[index] = self.speakers.resolve(Span(source[0].start, source[-1].end), outer)
        return self._resolved[index]

    def _frames(self, index: int) -> bool:
        """Whether the statement that contains this one is an outlet's, and only passes it on."""
        each = self._nested[index]
        if each.outer is None or not each.extraction.source:
            return False
        outer = self._nested[each.outer].extraction
        return relay.outlet_of(self._document.text, outer.source) is not None and relay.passes_on(
            outer, each.extraction
        )

    def _relays(self, index: int) -> tuple[Relay, ...]:
        """The chain of a statement: who contains it, outermost first, then the outlets named beside it."""
        chain: list[Relay] = []
        seen = {index}
        outer = self._nested[index].outer
        while outer is not None and outer not in seen:
            seen.add(outer)
            speaker, extraction = self._resolved[outer], self._nested[outer].extraction
            if speaker is not None and extraction.source:
                name = relay.outlet_of(self._document.text, extraction.source) or speaker.name
                chain.insert(0, Relay(name, extraction.source))
                chain = list(self._beside(outer)) + chain
            outer = self._nested[outer].outer
        chain += self._beside(index)
        mine = self._resolved[index]
        unique = {each.name: each for each in chain if mine is None or each.name != mine.name}
        return tuple(unique.values())

    def _beside(self, index: int) -> tuple[Relay, ...]:
        each = self._nested[index].extraction
        anchor = (each.cue or each.source or each.content)[0].start
        at = max(0, bisect_right(self._starts, anchor) - 1)
        return relay.named_beside(self._document.text, self._segments[at], each) if self._segments else ()

    def _statement(self, index: int) -> Statement:
        each = self._nested[index].extraction
        text = self._document.text
        speaker = self._resolved[index]
        content = Part.cut(text, each.content)
        source = Part.cut(text, each.source) if each.source else None
        cue = Part.cut(text, each.cue) if each.cue else None
        reading = acts.read(cue.text if cue else "said", content.text)
        kind = linking.kind(self._document, content.spans)
        sure = chance(each.confidence, each.pattern, (kind, source is not None, len(content.spans)))
        return Statement(
            id=identity("s", self._article.id, flat(content.spans), flat(each.source), flat(each.cue)),
            article=self._article.id,
            kind=kind,
            act=reading.act,
            content=content,
            source=source,
            cue=cue,
            speaker=speaker.name if speaker else None,
            speaker_kind=speaker.kind if speaker else "unknown",
            named=speaker.named if speaker else False,
            entity=speaker.entity if speaker else None,
            polarity=reading.polarity,
            strength=reading.strength,
            relay=self._relays(index),
            confidence=round(sure, 3),
        )
