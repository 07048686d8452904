"""The five articles that the project exists for: what the first issue asks of them, against gold read beforehand.

They belong to their publishers and are read from `$WHENCE_DATA` (default `../shared`); without them this is skipped.
"""

from __future__ import annotations

import os
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from whence import export, pipeline
from whence.answers import trace
from whence.ledger import View

ROOT = Path(__file__).parent.parent
SEEDS = Path(os.environ.get("WHENCE_DATA", ROOT.parent / "shared")) / "seeds"
TABLES = ("articles", "statements", "reuse", "claims", "omissions", "disputes")

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"no seeds in {SEEDS}; set WHENCE_DATA")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeds") / "seeds.db"
    assert pipeline.add([SEEDS], path).added == 5
    return path


@pytest.fixture(scope="module")
def scores(ledger: Path) -> dict[str, Any]:
    with View.open(ledger) as view:
        for table in TABLES:
            export.write(view, table, "jsonl", ledger.parent / f"{table}.jsonl")
    score: Callable[[Path], dict[str, Any]] = runpy.run_path(str(ROOT / "benchmarks" / "seeds.py"))["score"]
    return score(ledger.parent)


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("found", 0.99),
        ("speaker", 0.93),
        ("relay", 1.0),
        ("precision", 0.88),
        ("direction", 0.88),
        ("no false copy", 1.0),
        ("no span too long", 1.0),
        ("junk zoned", 1.0),
        ("no statement in junk", 1.0),
        ("omissions", 1.0),
        ("disputes", 1.0),
    ],
)
def test_the_seeds_show_what_they_must(scores: dict[str, Any], what: str, least: float) -> None:
    assert scores[what].of > 0
    assert scores[what].share >= least, scores[what].missed


@pytest.mark.parametrize(
    ("words", "before", "after", "flags"),
    [
        ("supplies end up in the hands of ISIS", "suggested", "believes", {"cue_strengthened"}),
        ("Pentagon official", "said", None, {"attribution_lost"}),
        ("Josh Earnest", "told reporters", "state", {"speaker_generalised", "relay_dropped"}),
    ],
)
def test_the_chain_shows_what_changed(
    ledger: Path, words: str, before: str, after: str | None, flags: set[str]
) -> None:
    with View.open(ledger) as view:
        first, second, *_ = trace(view, words).steps
    assert (first.place.name[:3], second.place.name[:3]) == ("001", "000")
    assert first.credit is not None and first.credit.cue == before
    assert (second.credit.cue if second.credit else None) == after
    assert flags <= set(second.drift)
