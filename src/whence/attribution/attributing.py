"""One article to its statements: extract | join quotations | find relays | resolve speakers | read cues."""

from __future__ import annotations

from collections.abc import Sequence

from whence.attribution import acts, linking, outlet_names, relay, telling
from whence.attribution.calibration import chance
from whence.attribution.chains import Chains, Nested, nest
from whence.attribution.document import Document, Extractor
from whence.attribution.neural.extractor import Trained
from whence.attribution.scene import Speaker
from whence.attribution.speakers import Speakers
from whence.lexicon import outlets
from whence.options import AttributionOptions
from whence.records import Article, Attribution, Part, Span, Statement, flat, identity


def attribute(
    article: Article,
    options: AttributionOptions = AttributionOptions(),  # noqa: B008
    extractor: Extractor | None = None,
) -> Attribution:
    """The statements and entities of an article; the packaged network finds the spans unless an extractor is given."""
    document = Document.of(article)
    raw = [each for each in (extractor or Trained()).extract(document) if each.content]
    nested = nest(linking.join(document, raw))
    assembly = _Assembly(article, document, nested)
    statements = {each.id: each for each in assembly.statements() if each.confidence >= options.min_confidence}
    ordered = sorted(statements.values(), key=lambda each: (each.content.spans, each.id))
    return Attribution(article.id, tuple(ordered), assembly.speakers.entities())


class _Assembly:
    """Turns the extractions of one article into statements."""

    def __init__(self, article: Article, document: Document, nested: Sequence[Nested]) -> None:
        self._article = article
        self._document = document
        self._nested = nested
        self.speakers = Speakers(article.id, document)
        self._resolved: dict[int, Speaker | None] = {}
        self._own = outlets.publisher(article.outlet)
        self._chains = Chains(document, nested, self._resolved, self.speakers.resolve, self._own)

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
        if each.extraction.pattern == "citing" and outer.pattern == "frame":
            return True
        outlet = outlet_names.outlet_of(self._document.text, outer.source, self._own)
        cue = each.extraction.cue
        spoken = not cue or telling.tells(self._document.text[cue[0].start : cue[-1].end])
        return outlet is not None and spoken and relay.passes_on(outer, each.extraction)

    def _statement(self, index: int) -> Statement:
        each = self._nested[index].extraction
        text = self._document.text
        speaker = self._resolved[index]
        content = Part.cut(text, each.content)
        source = Part.cut(text, each.source) if each.source else None
        cue = Part.cut(text, each.cue) if each.cue else None
        reading = acts.read(cue.text if cue else "said", content.text, source.text if source else "")
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
            relay=self._chains.of(index),
            confidence=round(sure, 3),
        )
