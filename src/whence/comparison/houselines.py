"""What is an outlet's own: captions, biographies, notes, background that it prints again, link lists, boilerplate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from whence.comparison import chronology
from whence.comparison.documents import stretches
from whence.comparison.propositions import Proposition
from whence.comparison.reuse import covered
from whence.lexicon.outlets import by_name, publisher
from whence.records import Article, Reuse, Span, Spans

_TAKEN = ("copied", "unknown")
_MOST = 0.5
"""Share of a proposition, or of a passage, that stands in house lines from which it is one."""
_NEAR = 5
"""Days beyond which two articles of one house are no reports on one event, as `StoryOptions.days` has it."""
_EDGE = 700
"""Letters at the end of an article, some hundred words, where notes on the author and the house stand."""
_PART = 0.25
"""The most of an article that its end may be."""
_REPRINT, _LITTLE = 0.8, 0.1
"""Share of the longer of two articles from which one is the other, printed again; and of the shorter one below which
two undated articles of one house share what the house has in store."""


def own(passages: Iterable[Reuse], articles: Mapping[str, Article]) -> tuple[Reuse, ...]:
    """The passages, those of a house's own stock as its house lines, on which nothing about copies may rest.

    That is what two articles of one house (one outlet, or one site) share on far days, but for quotations and for an
    article that it prints again; the same lines on near days; and between any two of one house, or of far days, what
    stands at the end of both.
    """
    pairs: dict[tuple[str, str], list[Reuse]] = defaultdict(list)
    listed = list(passages)
    for each in listed:
        if each.cause in _TAKEN:
            pairs[each.a, each.b].append(each)
    stock = {(a, b) for (a, b), shared in pairs.items() if _is_stock(articles[a], articles[b], shared)}
    ours = [each for pair in stock for each in pairs[pair]]
    rest = [(a, b) for a, b in pairs if (a, b) not in stock and _one_house(articles[a], articles[b])]
    near = [each for pair in rest for each in pairs[pair]]
    sought = {id for pair in rest for id in pair}
    printed = (each for each in listed if each.cause == "house" and (each.a in sought or each.b in sought))
    lines = _lines(each for each in (*ours, *printed) if _are_far(articles[each.a], articles[each.b]))
    ids = {each.id for each in (*ours, *(each for each in near if _stands_in(each, lines)))}
    return tuple(replace(each, cause="house") if each.id in ids else each for each in listed)


def _is_stock(a: Article, b: Article, shared: Sequence[Reuse]) -> bool:
    far, one_house = _are_far(a, b), _one_house(a, b)
    if not (one_house or far):
        return False
    taken = {each.id: covered(shared, each.id) for each in (a, b)}
    if all(_at_end(each, taken[each.id]) for each in (a, b)):
        return True
    shares = [sum(span.end - span.start for span in taken[each.id]) / max(1, len(each.text)) for each in (a, b)]
    return one_house and (min(shares) < _REPRINT if far else far is None and max(shares) < _LITTLE)


def _one_house(a: Article, b: Article) -> bool:
    """Whether one house published both; guests write under other names on its site, known outlets do not."""
    one, other = publisher(a.outlet), publisher(b.outlet)
    if one is not None and one == other:
        return True
    sites = [(urlsplit(each.url or "").hostname or "").removeprefix("www.") for each in (a, b)]
    return sites[0] == sites[1] != "" and not (one in by_name() and other in by_name())


def _are_far(a: Article, b: Article) -> bool | None:
    """Whether two articles appeared on far days; None where that is not known."""
    one, other = chronology.moment(a.published), chronology.moment(b.published)
    return abs(chronology.days(one.day, other.day)) > _NEAR if one and other else None


def _stands_in(passage: Reuse, lines: Mapping[str, Sequence[Span]]) -> bool:
    """Whether a passage stands mostly in some lines of both articles."""
    sides = (passage.a, passage.a_span), (passage.b, passage.b_span)
    return all(_covered((span,), lines.get(article, ())) >= _MOST for article, span in sides)


def _at_end(article: Article, spans: Sequence[Span]) -> bool:
    """Whether some spans stand at the end of what is no furniture of the page."""
    last = stretches(article)[-1]
    end = last.start + len(last.text)
    return spans[0].start >= end - min(_EDGE, _PART * end)


def furniture(propositions: Sequence[Proposition], reuse: Iterable[Reuse], events: Mapping[str, str]) -> set[int]:
    """The numbers of the propositions that stand mostly in passages of the house's own, shared with other stories."""
    merged = _lines(
        each for each in reuse if each.cause == "house" and events.get(each.a, each.a) != events.get(each.b, each.b)
    )
    return {
        at
        for at, each in enumerate(propositions)
        if each.article in merged and _covered(each.spans, merged[each.article]) >= _MOST
    }


def _lines(passages: Iterable[Reuse]) -> dict[str, list[Span]]:
    """For each article the stretches that stand in some passages, merged."""
    lines: dict[str, list[Span]] = defaultdict(list)
    for each in passages:
        lines[each.a].append(each.a_span)
        lines[each.b].append(each.b_span)
    return {article: _merged(spans) for article, spans in lines.items()}


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for each in sorted(spans):
        if found and each.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, each.end))
        else:
            found.append(each)
    return found


def _covered(spans: Spans, lines: Sequence[Span]) -> float:
    shared = sum(max(0, min(one.end, two.end) - max(one.start, two.start)) for one in spans for two in lines)
    return shared / max(1, sum(each.end - each.start for each in spans))
