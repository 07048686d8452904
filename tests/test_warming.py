"""What set-up compiles is all that a comparison runs."""

from __future__ import annotations

from whence.comparison.warming import warm


def test_warming_finds_the_copies_that_it_made_up() -> None:
    found = warm()
    assert {(each.a, each.b) for each in found.reuse} == {("w0", "w1"), ("w0", "w2"), ("w1", "w2")}
    assert len(found.stories) == 1
