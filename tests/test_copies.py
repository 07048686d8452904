"""The copy graph: nearest sources, loose pairs, agencies behind a text."""

from __future__ import annotations

import pytest

from whence.comparison.copies import graph, wires
from whence.records import Article, Direction, Reuse, Span


def passage(a: str, b: str, span: tuple[int, int], direction: Direction = "a->b", similarity: float = 1.0) -> Reuse:
    place = Span(*span)
    sure = 0.0 if direction == "unknown" else 0.9
    name = f"r{a}{b}{span[0]}"
    return Reuse(name, a, b, place, place, similarity, "verbatim", "copied", direction, sure)


@pytest.mark.parametrize(
    ("passages", "edges"),
    [
        ([], []),
        ([passage("a", "b", (0, 500))], [("a", "b", True)]),
        ([passage("a", "b", (0, 500), "b->a")], [("b", "a", True)]),
        ([passage("a", "b", (0, 500), "unknown")], [("a", "b", False)]),
        # c has all from a; b gives nothing beyond that
        (
            [passage("a", "b", (0, 500)), passage("a", "c", (0, 600)), passage("b", "c", (0, 500))],
            [("a", "b", True), ("a", "c", True)],
        ),
        # b is as long and nearer in its words
        (
            [passage("a", "b", (0, 500)), passage("a", "c", (0, 500), similarity=0.8), passage("b", "c", (0, 500))],
            [("a", "b", True), ("b", "c", True)],
        ),
        # two sources, each for its own part
        ([passage("a", "c", (0, 500)), passage("b", "c", (600, 900))], [("a", "c", True), ("b", "c", True)]),
        # who copied whom is unknown between b and c, but both have it from a
        (
            [passage("a", "b", (0, 500)), passage("a", "c", (0, 500)), passage("b", "c", (0, 500), "unknown")],
            [("a", "b", True), ("a", "c", True)],
        ),
    ],
)  # fmt: skip
def test_each_article_has_its_nearest_source(passages: list[Reuse], edges: list[tuple[str, str, bool]]) -> None:
    assert [(each.source, each.copier, each.known) for each in graph(passages)] == edges
    assert graph(reversed(passages)) == graph(passages)


def test_an_agency_is_an_origin_even_where_its_text_is_not_in_the_pile() -> None:
    local = Article("a", "SARN (Reuters) - The dam was opened.", "a", "a", outlet="Valley Gazette")
    wire = Article("w", "The dam was opened.", "w", "w", outlet="Reuters")
    (alone,) = wires([local])
    assert (alone.agency, alone.article, alone.origin) == ("Reuters", "a", None)
    assert alone.whole
    helped = Article("h", "The dam was opened. Reuters contributed to this report.", "h", "h", outlet="Valley Gazette")
    (part,) = wires([helped])
    assert (part.agency, part.whole) == ("Reuters", False)
    (both,) = wires([local, wire], [passage("a", "w", (0, 19), "b->a")])
    assert both.origin == "w"
