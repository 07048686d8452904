"""The picture of who copied whom."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from hypothesis import given
from hypothesis import strategies as st

from whence.web.picture import Edge, Node, draw, layout, main_edges


def node(name: str, day: str = "2015-10-13") -> Node:
    return Node(name, f"#{name}", f"Outlet {name}", day)


def edge(origin: str, copy: str, *, sure: bool = True, share: float = 0.5) -> Edge:
    return Edge(origin, copy, share, "verbatim", sure, f"{copy} copied {origin}")


def test_origins_stand_left_of_their_copies() -> None:
    places = layout([node(each) for each in "cab"], [edge("a", "b"), edge("b", "c"), edge("a", "c")])
    assert [places[each][0] for each in "abc"] == [0, 1, 2]


def test_a_later_day_stands_right_of_all_that_an_earlier_one_holds() -> None:
    nodes = [node("a", "2031-01-01"), node("b", "2031-01-01"), node("c", "2031-01-02"), node("d", "")]
    places = layout(nodes, [edge("a", "b"), edge("a", "c"), edge("a", "d")])
    assert [places[each][0] for each in "abcd"] == [0, 1, 2, 1]


def test_a_copy_stands_below_its_origin_and_trees_stay_whole() -> None:
    places = layout([node(each) for each in "abcde"], [edge("a", "c"), edge("b", "d"), edge("a", "e")])
    assert [places[each][1] for each in "aceb"] == [0, 1, 2, 3]
    assert places["d"][1] == 4


def test_an_unsure_edge_moves_nobody() -> None:
    places = layout([node("a"), node("b")], [edge("a", "b", sure=False)])
    assert {column for column, _ in places.values()} == {0}


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=40))
def test_every_article_has_a_row_even_when_the_evidence_loops(pairs: list[tuple[str, str]]) -> None:
    places = layout([node(each) for each in "abcdefgh"], [edge(a, b) for a, b in pairs])
    assert sorted(row for _, row in places.values()) == list(range(8))


def test_a_dense_story_is_drawn_at_once() -> None:
    names = [f"n{number:02}" for number in range(60)]
    edges = [edge(a, b) for at, a in enumerate(names) for b in names[at + 1 :]]
    assert layout([node(each) for each in names], edges)["n59"][0] == 59
    assert len(main_edges(edges, names)) == 59


def test_only_what_tells_something_new_is_drawn() -> None:
    edges = [
        edge("a", "b", share=0.9),
        edge("c", "b", share=0.2),
        edge("a", "c", sure=False),
        edge("b", "c", sure=False),
    ]
    assert [(each.origin, each.copy) for each in main_edges(edges, "abc")] == [("a", "b"), ("a", "c")]


def test_hostile_names_are_text() -> None:
    hostile = '"><script>alert(1)</script>'
    svg = draw([Node("a", "#a", hostile, "", hostile)], [], hostile)
    root = Xml.fromstring(svg)
    assert "<script" not in svg
    assert root.get("aria-label") == hostile
