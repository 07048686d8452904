"""Primary documents, end to end: the origin whatever its date, and what it is checked against."""

from __future__ import annotations

from pathlib import Path

import pytest

from whence import answers, export, pipeline
from whence.ledger import View
from whence.options import Options, ReadingOptions

RELEASE = """Transcript of the harbour briefing

We meet in a hard week. The lighthouse on the outer rock will stay dark until the keepers are paid in full.
The ferries sail as before, and the fare is two crowns.
"""
REPORTS = (
    # outlet, text, variant against the transcript
    ("Hill Gazette", "“The lighthouse on the outer rock will stay dark until the keepers are paid in full,” Orlo said.",
     "exact"),
    ("Dale Post", "“The lighthouse will stay dark until the keepers are paid,” Ana Orlo said.", "truncated"),
    ("Pier News", "“The lighthouse on the outer rock will stay dark until the sailors are paid in full,” Orlo said.",
     "altered"),
    ("Rock Herald", "“The lighthouse on the outer rock [at Orsa] will stay dark until the keepers are paid in full,” "
     "according to Ana Orlo.", "exact"),
)  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("originals")
    for outlet, text, _ in REPORTS:
        path = folder / f"{outlet}.txt"
        path.write_text(f"A briefing was held at the harbour.\n\n{text}\n", "utf-8")
        options = ReadingOptions(outlet=outlet, date="2031-03-01")
        pipeline.add([path], folder / "pile.db", Options(reading=options))
    release = folder / "release.txt"
    release.write_text(RELEASE, "utf-8")
    options = ReadingOptions(outlet="Harbour Office", date="2031-03-05", primary=True)
    pipeline.add([release], folder / "pile.db", Options(reading=options))
    return folder / "pile.db"


def test_a_primary_document_is_the_origin_and_quotations_are_checked_against_it(ledger: Path) -> None:
    with View.open(ledger) as view:
        outlets = {each.id: each.outlet for each in view.articles()}
        (claim,) = [each for each in view.claims() if len(each.appearances) == len(REPORTS) + 1]
        assert outlets[claim.appearances[claim.origin].article] == "Harbour Office"
        assert claim.text == "The lighthouse on the outer rock will stay dark until the keepers are paid in full."
        found = {outlets[each.article]: each.variant for each in claim.appearances}
        assert found == {"Harbour Office": "origin"} | {outlet: variant for outlet, _, variant in REPORTS}
        assert not any("attribution_gained" in each.drift for each in claim.appearances)


def test_it_is_no_account_and_folds_none(ledger: Path) -> None:
    with View.open(ledger) as view:
        trace = answers.trace(view, "The lighthouse on the outer rock")
        assert trace.count
        assert (trace.count.witnesses, trace.count.independent_sources) == (len(REPORTS), len(REPORTS))
        assert any("primary document" in each for each in trace.count.reasoning)
        assert "primary document" in trace.steps[trace.origin].flags
        assert answers.show(view, "release.txt").sentence.startswith("a primary document")
        assert [row["key"] for row in export.rows(view, "articles") if row["primary"]] == ["release.txt"]
