from __future__ import annotations

from typing import Any

import pytest

from hand_made import article, pile, said
from whence.comparison.drift import Credit, between
from whence.comparison.propositions import Proposition, propose
from whence.records import ActorKind


def credit(text: str, content: str, speaker: str | None = None, outlet: str | None = None, **more: Any) -> Credit:
    here = article("a", text, outlet)
    statement = said(here, content, speaker, more.pop("cue", None), **more)
    return Credit(propose(pile([here], [statement]))[0][0], None, outlet)


def fact(text: str) -> Credit:
    found: list[Proposition] = propose(pile([article("b", text)], []))[1]
    return Credit(found[0])


def speaker(name: str, kind: ActorKind, named: bool = True) -> Credit:
    return credit(
        f"{name} said the harbour was closed to ships.",
        "the harbour was closed to ships",
        name,
        speaker_kind=kind,
        named=named,
    )


@pytest.mark.parametrize(
    ("source", "here", "expected"),
    [
        (("Ana Orlo", "person", True), ("Ana Orlo", "person", True), ()),
        (("Ana Orlo", "person", True), ("Orlo", "person", True), ()),
        (("President Ana Orlo", "person", True), ("Ana Orlo", "person", True), ()),
        (("Ana Orlo", "person", True), ("harbour officials", "group", False), ("speaker_generalised",)),
        (("Ana Orlo", "person", True), ("Veldania", "country", True), ("speaker_generalised",)),
        (("Ana Orlo", "person", True), ("the Harbour Board", "organisation", True), ("speaker_generalised",)),
        (("the Harbour Board", "organisation", True), ("officials", "group", False), ("speaker_generalised",)),
        (("Ministry of Ports", "organisation", True), ("Veldania", "country", True), ("speaker_generalised",)),
        (("port official", "group", False), ("port officials", "group", False), ("speaker_generalised",)),
        (("port official", "group", False), ("port official", "group", False), ()),
        (("Ana Orlo", "person", True), ("Bela Orlo", "person", True), ("speaker_changed",)),
        (("Ana Orlo", "person", True), ("Tomas Reik", "person", True), ("speaker_changed",)),
        (("a fisherman", "person", False), ("a banker", "person", False), ("speaker_changed",)),
        (("Prosecutors", "group", False), ("Prosecutors then", "group", False), ()),
        (("the Harbour Board", "organisation", True), ("report of the Harbour Board", "organisation", False), ()),
        (("Ana Orlo", "person", True), ("storm in the harbour", "unknown", False), ()),
        (("a map", "unknown", False), ("maps", "unknown", False), ()),
        (("Ports Bureau spokesman", "person", False), ("Ports Bureau", "organisation", True), ("speaker_generalised",)),
    ],
)
def test_what_happened_to_the_speaker(source: Any, here: Any, expected: tuple[str, ...]) -> None:
    assert between(speaker(*source), speaker(*here)) == expected


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (-1, 1, ("cue_strengthened",)),
        (0, -2, ("cue_hedged",)),
        (0, 0, ()),
        (2, 0, ("cue_hedged",)),
    ],
)
def test_what_happened_to_the_cue(one: int, two: int, expected: tuple[str, ...]) -> None:
    text, content = "Ana Orlo said the harbour was closed to ships.", "the harbour was closed to ships"
    source = credit(text, content, "Ana Orlo", cue="said", strength=one)
    assert between(source, credit(text, content, "Ana Orlo", cue="said", strength=two)) == expected


def test_a_hedge_in_the_content_counts_as_in_the_cue() -> None:
    hedged = credit(
        "Orlo said it reportedly closed the harbour.", "it reportedly closed the harbour", "Orlo", cue="said"
    )
    plain = credit("Orlo said it closed the harbour.", "it closed the harbour", "Orlo", cue="said")
    assert between(hedged, plain) == ("cue_strengthened",)
    assert between(plain, hedged) == ("cue_hedged",)


def test_a_source_that_is_lost_or_found() -> None:
    told = credit("Ana Orlo said the harbour was closed to ships.", "the harbour was closed to ships", "Ana Orlo")
    plain = fact("The harbour was closed to ships.")
    assert between(told, plain) == ("attribution_lost",)
    assert between(plain, told) == ("attribution_gained",)
    assert between(plain, plain) == ()


def test_a_relay_that_is_dropped() -> None:
    text, content = "Ana Orlo told the Coast Wire that the harbour was shut.", "the harbour was shut"
    through = credit(text, content, "Ana Orlo", relay=["Coast Wire"])
    bare = credit(text, content, "Ana Orlo")
    assert between(through, bare) == ("relay_dropped",)
    assert between(through, through) == ()
    assert between(bare, through) == ()
    assert between(through, credit(text, content, "Ana Orlo", "Coast Wire")) == (), (
        "the relay itself need not name itself"
    )


@pytest.mark.parametrize(
    ("one", "two", "changed"),
    [
        ("12 ships were held in the harbour", "40 ships were held in the harbour", True),
        ("twelve ships were held in the harbour", "12 ships were held in the harbour", False),
        ("12 ships were held in the harbour", "ships were held in the harbour", False),
        ("1,200 ships were held in the harbour", "1200 ships were held in the harbour", False),
        ("12 ships were held for 3 days", "12 ships were held for 9 days", True),
        ("12 ships were held in the harbour", "the harbour held crews of 40 men", False),
    ],
)
def test_numbers_that_gave_way(one: str, two: str, changed: bool) -> None:
    found = between(credit(f"Orlo said {one}.", one, "Orlo"), credit(f"Orlo said {two}.", two, "Orlo"))
    assert ("number_changed" in found) is changed


def test_quotation_marks_dropped_and_added() -> None:
    content = "the harbour was closed to ships"
    inside = credit(f"“{content},” Ana Orlo said.", content, "Ana Orlo", kind="direct")
    outside = credit(f"Ana Orlo said {content}.", content, "Ana Orlo")
    assert between(inside, outside) == ("quotes_dropped",)
    assert between(outside, inside) == ("quotes_added",)
    assert between(inside, inside) == ()
