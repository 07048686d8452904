"""Short passages of unknown cause count within one event only."""

from __future__ import annotations

import pytest

from whence.comparison.floor import proving
from whence.records import Article, Cause, Reuse, Span, Story

TEXT = " ".join(f"word{at}" for at in range(40))


def passage(words: int, cause: Cause) -> Reuse:
    span = Span(0, len(" ".join(TEXT.split()[:words])))
    return Reuse("r1", "a", "b", span, span, 1.0, "verbatim", cause)


@pytest.mark.parametrize(
    ("words", "cause", "together", "kept"),
    [
        (8, "unknown", False, False),
        (15, "unknown", False, False),
        (16, "unknown", False, True),
        (8, "unknown", True, True),
        (8, "copied", False, True),
        (8, "quoted", False, True),
        (8, "house", False, True),
    ],
)
def test_what_a_short_passage_proves(words: int, cause: Cause, together: bool, kept: bool) -> None:
    articles = {id: Article(id, TEXT, id, id) for id in "ab"}
    apart = (Story("t1", ("a",), ""), Story("t2", ("b",), ""))
    stories = (Story("t1", ("a", "b"), ""),) if together else apart
    assert bool(proving([passage(words, cause)], stories, articles)) is kept
