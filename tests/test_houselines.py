from __future__ import annotations

from hand_made import article, passage, pile, said
from whence.comparison.houselines import furniture
from whence.comparison.propositions import stated

LINKS = "Mayor says the dam holds Critics call the pier a folly Ten facts on Orlo"
ONE = article("one", f"Orlo said the tide was high. {LINKS}", "First Post")
TWO = article("two", f"Reik said the cranes are sold. {LINKS}", "First Post")


def test_link_lists_of_an_outlet_are_furniture_across_events_only() -> None:
    statements = [
        said(ONE, "the tide was high", "Orlo", "said"),
        said(ONE, "the dam holds Critics call the pier a folly", "Mayor", "says"),
        said(TWO, "the dam holds Critics call the pier a folly", "Mayor", "says"),
    ]
    told = stated(pile([ONE, TWO], statements))
    shared = [passage(ONE, LINKS, TWO, LINKS, cause="house")]
    assert furniture(told, shared, {"one": "flood", "two": "sale"}) == {1, 2}
    assert furniture(told, shared, {"one": "flood", "two": "flood"}) == set()
    assert furniture(told, [passage(ONE, LINKS, TWO, LINKS)], {"one": "flood", "two": "sale"}) == set()
