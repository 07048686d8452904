"""What changed between any two appearances of a claim: the variant of the words, the drift of the attribution."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from whence.comparison import drift, links, variants
from whence.comparison.propositions import Proposition, propose
from whence.comparison.wording import quoted
from whence.records import Appearance, Article, Comparison, Drift, Pile, Spans, Variant

Place = tuple[str, Spans, str | None]


class Between:
    """Compares two propositions, or two appearances, each time the second against the first."""

    def __init__(
        self,
        articles: Mapping[str, Article],
        speakers: Mapping[tuple[str, str], str],
        propositions: Iterable[Proposition],
    ) -> None:
        self._articles = articles
        self._speakers = speakers
        self._at: dict[Place, Proposition] = {}
        self._said: dict[str, list[Proposition]] = defaultdict(list)
        for each in propositions:
            self._at[each.article, each.spans, each.statement.id if each.statement else None] = each
            if each.statement is not None:
                self._said[each.article].append(each)

    def proposition(self, appearance: Appearance) -> Proposition:
        """The proposition that an appearance shows."""
        return self._at[appearance.article, appearance.spans, appearance.statement]

    def variant(self, source: Appearance, here: Appearance) -> Variant:
        """How the words of `here` differ from those of `source`."""
        return self.varied(self.proposition(source), self.proposition(here))

    def drift(self, source: Appearance, here: Appearance) -> tuple[Drift, ...]:
        """What happened to the attribution from `source` to `here`."""
        return self.drifted(self.proposition(source), self.proposition(here))

    def varied(self, source: Proposition, here: Proposition) -> Variant:
        """As `variant`; other statements of the source's article tell a merged quote from an altered one."""
        others = [self._wording(each) for each in self._said[source.article] if each.spans != source.spans]
        return variants.classify(self._wording(source), self._wording(here), others)

    def drifted(self, source: Proposition, here: Proposition) -> tuple[Drift, ...]:
        """As `drift`."""
        return drift.between(self._credit(source), self._credit(here))

    def _credit(self, proposition: Proposition) -> drift.Credit:
        actor = links.speaker_of(proposition, self._speakers)
        return drift.Credit(proposition, actor, self._articles[proposition.article].outlet)

    def _wording(self, proposition: Proposition) -> variants.Wording:
        """What to compare word for word: of a mixed statement only what stands in quotation marks."""
        text, statement = self._articles[proposition.article].text, proposition.statement
        spans = proposition.spans
        if proposition.literal and statement is not None and statement.kind == "mixed":
            spans = tuple(inside for span in spans for inside in quoted(text, *span))
        return variants.Wording(text, spans, proposition.literal)


def judge(pile: Pile, found: Comparison) -> Between:
    """The comparer for the appearances of a finished comparison."""
    said, facts = propose(pile)
    speakers = {member: actor.id for actor in found.actors for member in actor.members}
    return Between({each.id: each for each in pile.articles}, speakers, [*said, *facts])
