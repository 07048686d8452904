"""What changed between any two appearances of a claim: the variant of the words, the drift of the attribution."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from whence.comparison.alteration import Wording, classify
from whence.comparison.drift import Credit, between
from whence.comparison.likeness import speaker_of
from whence.comparison.propositions import Proposition, propose
from whence.comparison.quoting import found_in
from whence.comparison.variants import closeness
from whence.comparison.wording import quoted, tokens
from whence.records import Appearance, Article, Comparison, Drift, Pile, Span, Spans, Variant

_LONG = 8
_ALIKE = 0.4
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

    def variant(self, source: Appearance, here: Appearance, places: tuple[Spans, Spans] | None = None) -> Variant:
        """How the words of `here` differ from those of `source`; of both only what stands in `places`, if given."""
        return self.varied(self.proposition(source), self.proposition(here), places)

    def drift(self, source: Appearance, here: Appearance) -> tuple[Drift, ...]:
        """What happened to the attribution from `source` to `here`."""
        return self.drifted(self.proposition(source), self.proposition(here))

    def varied(self, source: Proposition, here: Proposition, places: tuple[Spans, Spans] | None = None) -> Variant:
        """As `variant`; other statements of the source's article tell a merged quote from an altered one."""
        one, two = (self._wording(each) for each in (source, here))
        if one.quoted and two.quoted:
            one, two = _common(one, two)
        else:
            one, two = (Wording(each.text, side.spans) for each, side in ((one, source), (two, here)))
        if places is not None:
            one, two = _within(one, places[0]), _within(two, places[1])
        others = [self._wording(each) for each in self._said[source.article] if each.spans != source.spans]
        return classify(one, two, [each for each in others if each.quoted])

    def drifted(self, source: Proposition, here: Proposition) -> tuple[Drift, ...]:
        """As `drift`."""
        return between(self._credit(source), self._credit(here))

    def _credit(self, proposition: Proposition) -> Credit:
        actor = speaker_of(proposition, self._speakers)
        return Credit(proposition, actor, self._articles[proposition.article].outlet)

    def _wording(self, proposition: Proposition) -> Wording:
        """What it quotes: all of a direct statement, else what stands in quotation marks; else its words, unquoted."""
        text, statement = self._articles[proposition.article].text, proposition.statement
        if statement is not None and statement.kind == "direct":
            return Wording(text, proposition.spans, True)
        spans = tuple(inside for span in proposition.spans for inside in quoted(text, *span))
        return Wording(text, spans or proposition.spans, bool(spans))


def _common(one: Wording, two: Wording) -> tuple[Wording, Wording]:
    """Of two mixed statements the quotes that one shares with the other; all of them where none is shared."""
    ours, theirs = ([tuple(tokens(side.text[a:b])) for a, b in side.spans] for side in (one, two))
    near = [(i, j) for i, left in enumerate(ours) for j, right in enumerate(theirs) if _joined(left, right)]
    if not near:
        return one, two
    return (
        Wording(one.text, tuple(one.spans[at] for at in sorted({i for i, _ in near})), True),
        Wording(two.text, tuple(two.spans[at] for at in sorted({j for _, j in near})), True),
    )


def _joined(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    short, long = sorted((left, right), key=len)
    return found_in(short, long) or (len(short) >= _LONG and closeness(short, long) >= _ALIKE)


def _within(side: Wording, places: Spans) -> Wording:
    """The part of the words that stands in some places; all of them where none does."""
    cut = tuple(
        Span(max(a, start), min(b, end)) for a, b in side.spans for start, end in places if max(a, start) < min(b, end)
    )
    return Wording(side.text, cut or side.spans, side.quoted)


def judge(pile: Pile, found: Comparison) -> Between:
    """The comparer for the appearances of a finished comparison."""
    said, facts = propose(pile)
    speakers = {member: actor.id for actor in found.actors for member in actor.members}
    return Between({each.id: each for each in pile.articles}, speakers, [*said, *facts])
