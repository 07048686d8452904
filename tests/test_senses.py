from __future__ import annotations

import pytest

from whence.comparison.senses import Sense, senses
from whence.comparison.variants import diff
from whence.records import Span


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("we will close the harbour", "we would close the harbour", ("form",)),
        ("today I have closed the harbour", "today he had closed the harbour", ("form",)),
        ("they close the harbour", "they [the guards] close the harbour", ()),
        ("we close the harbour on Friday", "we close the harbour", ()),
        ("we paid 12 guards", "we paid 40 guards", ("number",)),
        ("we did close the harbour", "we did not close the harbour", ("negation",)),
        ("the harbour is closed", "a mayor may not run", ()),
        ("we may close the harbour", "we must close the harbour", ("modality",)),
        ("they say Senator Orlo paid", "they say Sen. Orlo paid", ()),
        ("they say Orlo paid the guards", "they say Reik paid the guards", ("names",)),
        (
            "here Orlo may pay in May 12 old guards",
            "here Reik will pay in May 40 old guards",
            ("number", "modality", "names"),
        ),
        ("we close the harbour", "we close the canal", ()),
        ("we close it, though we never said so before today, at noon", "we close it at noon", ()),
    ],
)
def test_what_a_change_does_to_the_sense(old: str, new: str, expected: tuple[Sense, ...]) -> None:
    edits = diff(old, (Span(0, len(old)),), new, (Span(0, len(new)),))
    assert senses(old, new, edits) == expected
