"""The picture of who copied whom."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from hypothesis import given
from hypothesis import strategies as st

from whence.web.picture import Edge, Node, draw, layout


def node(name: str) -> Node:
    return Node(name, f"#{name}", f"Outlet {name}", "2015-10-13")


def edge(origin: str, copy: str, *, sure: bool = True) -> Edge:
    return Edge(origin, copy, 0.5, "verbatim", sure, f"{copy} copied {origin}")


def test_origins_stand_left_of_their_copies() -> None:
    places = layout([node(each) for each in "cab"], [edge("a", "b"), edge("b", "c"), edge("a", "c")])
    assert [places[each][0] for each in "abc"] == [0, 1, 2]


def test_an_unsure_edge_moves_nobody() -> None:
    places = layout([node("a"), node("b")], [edge("a", "b", sure=False)])
    assert {column for column, _ in places.values()} == {0}


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=40))
def test_no_two_articles_share_a_place_even_when_the_evidence_loops(pairs: list[tuple[str, str]]) -> None:
    places = layout([node(each) for each in "abcdefgh"], [edge(a, b) for a, b in pairs])
    assert len(set(places.values())) == 8


def test_a_dense_story_is_drawn_at_once() -> None:
    names = [f"n{number:02}" for number in range(60)]
    edges = [edge(a, b) for at, a in enumerate(names) for b in names[at + 1 :]]
    assert layout([node(each) for each in names], edges)["n59"][0] == 59


def test_hostile_names_are_text() -> None:
    hostile = '"><script>alert(1)</script>'
    svg = draw([Node("a", "#a", hostile, hostile)], [], hostile)
    root = Xml.fromstring(svg)
    assert "<script" not in svg
    assert root.get("aria-label") == hostile
