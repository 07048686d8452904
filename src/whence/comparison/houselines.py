"""Propositions that are an outlet's own furniture: link lists, captions and boilerplate that stand in many articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from whence.comparison.propositions import Proposition
from whence.records import Reuse, Span, Spans

_MOST = 0.5
"""Share of a proposition that stands in house lines from which it is one."""


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
