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
"""Share of a proposition that stands in house lines from which it is one."""
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
    article that it prints again; and between any two of one house, or of far days, what stands at the end of both.
    """
    pairs: dict[tuple[str, str], list[Reuse]] = defaultdict(list)
    listed = list(passages)
    for each in listed:
        if each.cause in _TAKEN:
            pairs[each.a, each.b].append(each)
    stock = {(a, b) for (a, b), shared in pairs.items() if _is_stock(articles[a], articles[b], shared)}
    return tuple(
        replace(each, cause="house") if each.cause in _TAKEN and (each.a, each.b) in stock else each for each in listed
    )


def _is_stock(a: Article, b: Article, shared: Sequence[Reuse]) -> bool:
    days, one_house = _days(a, b), _one_house(a, b)
    far = days is not None and days > _NEAR
    if not (one_house or far):
        return False
    taken = {each.id: covered(shared, each.id) for each in (a, b)}
    if all(_at_end(each, taken[each.id]) for each in (a, b)):
        return True
    shares = [sum(span.end - span.start for span in taken[each.id]) / max(1, len(each.text)) for each in (a, b)]
    return one_house and (min(shares) < _REPRINT if far else days is None and max(shares) < _LITTLE)


def _one_house(a: Article, b: Article) -> bool:
    """Whether one house published both; guests write under other names on its site, known outlets do not."""
    one, other = publisher(a.outlet), publisher(b.outlet)
    if one is not None and one == other:
        return True
    sites = [(urlsplit(each.url or "").hostname or "").removeprefix("www.") for each in (a, b)]
    return sites[0] == sites[1] != "" and not (one in by_name() and other in by_name())


def _days(a: Article, b: Article) -> int | None:
    one, other = chronology.moment(a.published), chronology.moment(b.published)
    return abs(chronology.days(one.day, other.day)) if one and other else None


def _at_end(article: Article, spans: Sequence[Span]) -> bool:
    """Whether some spans stand at the end of what is no furniture of the page."""
    last = stretches(article)[-1]
    end = last.start + len(last.text)
    return spans[0].start >= end - min(_EDGE, _PART * end)


def furniture(propositions: Sequence[Proposition], reuse: Iterable[Reuse], events: Mapping[str, str]) -> set[int]:
    """The numbers of the propositions that stand mostly in passages of the house's own, shared with other stories."""
    lines: dict[str, list[Span]] = defaultdict(list)
    for each in reuse:
        if each.cause == "house" and events.get(each.a, each.a) != events.get(each.b, each.b):
            lines[each.a].append(each.a_span)
            lines[each.b].append(each.b_span)
    merged = {article: _merged(spans) for article, spans in lines.items()}
    return {
        at
        for at, each in enumerate(propositions)
        if each.article in merged and _covered(each.spans, merged[each.article]) >= _MOST
    }


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
