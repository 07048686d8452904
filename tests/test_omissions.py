from __future__ import annotations

from dataclasses import replace

from hand_made import article, passage, pile, said
from whence.comparison.actors import resolve
from whence.comparison.claims import link
from whence.comparison.omissions import find
from whence.options import Options
from whence.records import Omission, Reuse, Story

OPENING = "The council sold the northern docks to a company from abroad on Monday after a vote that lasted all night"
QUOTE = "We asked for the books twice and twice they shut the door on us,"
FULL = article(
    "full",
    f"{OPENING}. “{QUOTE}” said Ana Orlo. Tomas Reik said he does not plan to sell the lighthouse. "
    "Mira Dole said the price was fair.",
)
CUT = article("cut", f"{OPENING}. Orlo and Reik spoke afterwards. The price was fair, Mira Dole said.")
KEPT = said(FULL, "the price was fair", "Mira Dole")
STATEMENTS = [
    said(FULL, QUOTE, "Ana Orlo", kind="direct"),
    said(FULL, "he does not plan to sell the lighthouse", "Tomas Reik", polarity="negative"),
    KEPT,
    said(CUT, "The price was fair", "Mira Dole"),
]


def omitted(*reuse: Reuse) -> tuple[Omission, ...]:
    built = pile([FULL, CUT], STATEMENTS)
    stories = (Story("t", ("cut", "full"), ""),)
    return find(built, reuse, link(built, list(reuse), stories, resolve(built), Options()))


def test_the_dropped_quote_and_the_dropped_denial() -> None:
    found = omitted(passage(FULL, OPENING, CUT, OPENING, direction="forth"))
    assert {(each.article, each.origin, each.statement, each.kind) for each in found} == {
        ("cut", "full", STATEMENTS[0].id, "quote"),
        ("cut", "full", STATEMENTS[1].id, "denial"),
    }
    assert list(found) == sorted(found, key=lambda each: (each.article, each.origin, each.statement))


def test_without_a_direction_nobody_left_anything_out() -> None:
    assert omitted(passage(FULL, OPENING, CUT, OPENING)) == ()


def test_a_shared_quote_is_no_copy() -> None:
    assert omitted(passage(FULL, OPENING, CUT, OPENING, direction="forth", cause="quoted")) == ()


def test_who_took_one_sentence_left_out_nothing() -> None:
    padding = " Rain fell on the coast." * 60
    long = replace(CUT, text=CUT.text + padding)
    built = pile([FULL, long], STATEMENTS)
    assert find(built, [passage(FULL, OPENING, long, OPENING, direction="forth")], ()) == ()
