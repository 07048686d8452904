from __future__ import annotations

import pytest

from hand_made import article, said
from whence.comparison.stances import Stance, denied_by_cue, outright, stance


@pytest.mark.parametrize(
    ("text", "content", "cue", "act", "expected"),
    [
        ("Reik denied sinking any barges.", "sinking any barges", "denied", "deny", "denial"),
        ("Reik dismissed the claims as gossip.", "the claims as gossip", "dismissed", "deny", "rebuff"),
        ("Reik tried to deny them a berth.", "them a berth", "tried to deny", "deny", None),
        ("Reik rejected the offer.", "the offer", "rejected", "deny", None),
        ("Reik declined to comment.", "to comment", "declined", "deny", None),
        ("“The charges are baseless,” Reik said.", "“The charges are baseless,”", "said", "assert", "called false"),
        ("He calls it a myth: trains run late.", "trains run late", None, "assert", "verdict nearby"),
        ("Reik denied the report, saying none sank.", "none sank", "saying", "assert", "denied nearby"),
        ("Reik said he did not see it.", "he did not see it", "said", "deny", "says no"),
        ("Reik questioned the route.", "the route", "questioned", "deny", None),
        ("Reik did not dispute the account.", "the account", "did not dispute", "deny", None),
        ("Reik denied them a berth.", "them a berth", "denied", "deny", None),
        ("The union denied the request.", "the request", "denied", "deny", None),
        ("Reik said the barges did not sink.", "the barges did not sink", "said", "assert", "negation"),
        ("But Reik said the barges float.", "the barges float", "said", "assert", "contrast"),
        ("Reik said the barges float.", "the barges float", "said", "assert", None),
    ],
)
def test_stances(text: str, content: str, cue: str | None, act: str, expected: Stance | None) -> None:
    here = said(article("a", text), content, "Reik" if "Reik" in text else None, cue, act=act)
    around = text.replace(content, " ")
    assert stance(here, content, around, around, " not " in content) == expected


@pytest.mark.parametrize(
    ("content", "cue", "expected"),
    [
        ("that the union sank any barges", "denied", True),
        ("sinking any barges in the canal", "denied", True),
        ("he sank any barges last week", "denied", True),
        ("the notion that the union sank barges", "rejected", True),
        ("The claim that he sank barges is false", "said", True),
        ("the allegations against him", "denied", False),
        ("to say whether it sank barges", "refused", False),
    ],
)
def test_what_denies_by_itself(content: str, cue: str, expected: bool) -> None:
    here = said(article("a", f"Reik {cue} {content}."), content, "Reik", cue, act="deny")
    how = stance(here, content, f"Reik {cue}", f"Reik {cue}", False)
    assert outright(here, how, content) is expected


@pytest.mark.parametrize(
    ("content", "cue", "expected"),
    [("that it sank barges", "denied", True), ("it never sank any barges", "said", False)],
)
def test_a_content_that_denies_is_not_denied_again(content: str, cue: str, expected: bool) -> None:
    here = said(article("a", f"Reik {cue} {content}."), content, "Reik", cue, act="deny")
    assert denied_by_cue(here) is expected
