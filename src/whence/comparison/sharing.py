"""What two articles share besides quotations, and whether a claim came from one to the other with it.

A shared quotation is no copy: two reporters at one news conference have the same words. So only words outside quotation
marks count. The limits were set on gold/claims/independence.jsonl (work), where they part copies from reporters well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whence.comparison.wording import quoted
from whence.records import Article, Reuse, Span, Spans

_NEAR = 40  # code points: a passage that ends this close before a statement took its sentence along
_TAKEN = 0.2
"""Share of the shorter article's words, outside quotation marks, that both have
where one was written from the other."""
_REWORDED = 0.5
"""What a word of a reworded sentence counts for in that share: two reporters may tell one event alike."""
_BESIDE = 5
"""Words outside quotation marks that must be shared right at the claim in such a pair."""
_ALONE = 40
"""The same where little else is shared."""
_CROSSED = 20
"""The same where one names a relay that the other does not."""
_SIGNS = {"a->b": 1, "b->a": -1, "unknown": 0}


class Shared:
    """What two articles share outside quotation marks, by the passages that one copied."""

    def __init__(self, articles: Mapping[str, Article], passages: Sequence[Reuse]) -> None:
        self.passages = passages
        self._plain = [_plain_words(articles[each.a].text, each.a_span) * each.similarity for each in passages]
        least = min(_words(articles[each]) for each in (passages[0].a, passages[0].b))
        weights = [1.0 if each.kind == "verbatim" else _REWORDED for each in passages]
        self.share = sum(plain * weight for plain, weight in zip(self._plain, weights, strict=True)) / max(1, least)

    def beside(self, a: Spans, b: Spans) -> float:
        """Words outside quotation marks in the passages that touch the claim on either side."""
        return sum(
            plain
            for plain, each in zip(self._plain, self.passages, strict=True)
            if _touches(each.a_span, a) or _touches(each.b_span, b)
        )

    def copied(self, a: Spans, b: Spans, crossed: bool) -> bool:
        """Whether a claim at `a` and `b` came over with the rest; `crossed`: one names a relay, the other does not."""
        beside = self.beside(a, b)
        return beside >= _ALONE or (self.share >= _TAKEN and beside >= (_CROSSED if crossed else _BESIDE))

    @property
    def direction(self) -> float:
        """Above 0 where `b` copied from `a`, below where `a` did, 0 where it is unknown."""
        return sum(_SIGNS[each.direction] * each.confidence for each in self.passages)


def _touches(passage: Span, spans: Spans) -> bool:
    return any(passage.start < each.end and passage.end + _NEAR > each.start for each in spans)


def _words(article: Article) -> int:
    return sum(len(article.text[zone.start : zone.end].split()) for zone in article.zones if zone.zone == "body")


def _plain_words(text: str, span: Span) -> int:
    """Words of a stretch that stand in no quotation marks."""
    quotes = sum(len(text[each.start : each.end].split()) for each in inside(text, span))
    return max(0, len(text[span.start : span.end].split()) - quotes)


def inside(text: str, span: Span) -> list[Span]:
    """The stretches of a span in quotation marks, the marks before it on its line heeded too."""
    start = text.rfind("\n", 0, span.start) + 1
    found = []
    for line in text[start : span.end].split("\n"):
        for each in quoted(text, start, start + len(line)):
            if each.end > span.start and each.start < span.end:
                found.append(Span(max(each.start, span.start), min(each.end, span.end)))
        start += len(line) + 1
    return found
