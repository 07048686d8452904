"""Recall and precision on annotated pairs of reworded sentences, with all of AllSides as the pile.

python benchmarks/reuse_gold.py [--part work|last] [--sample FILE]

A pair counts as found where one passage with cause copied holds most of both sentences. `--sample` writes fifty
passages drawn at random (seed 1), with their words, to be read by eye; keep that file out of the repository.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import random
import resource
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from whence.comparison import passages
from whence.comparison.documents import Stretch, gather
from whence.comparison.reuse import CAUSES, numbered, spans_of
from whence.options import ReuseOptions

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("WHENCE_DATA", ROOT.parent / "shared"))
GOLD = ROOT / "benchmarks" / "gold" / "reuse" / "reworded.jsonl"
Span = tuple[int, int]
Row = tuple[Span, Span, str]


def articles() -> list[dict[str, Any]]:
    """All AllSides records, in the order of their ids."""
    with lzma.open(DATA / "allsides" / "articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        return sorted(map(json.loads, lines), key=lambda each: str(each["id"]))


def found(records: list[dict[str, Any]]) -> dict[tuple[str, str], list[Row]]:
    """For each pair of ids (the lesser first) its passages: spans and cause."""
    options = ReuseOptions()
    corpus = gather(([Stretch(0, each["text"])] for each in records), options)
    outlets = numbered(each.get("source") or each.get("outlet") for each in records)
    shared = passages.find(corpus, numbered([None] * len(records)), outlets, options)
    columns = (shared.passages.a, shared.passages.b, *spans_of(corpus, shared), shared.cause)
    table: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for a, b, start, end, begin, stop, cause in zip(*(each.tolist() for each in columns), strict=True):
        table[records[a]["id"], records[b]["id"]].append(((start, end), (begin, stop), CAUSES[cause]))
    return table


def most(gold: Span, span: Span) -> bool:
    """Whether a span holds most of the gold one."""
    return 2 * (min(gold[1], span[1]) - max(gold[0], span[0])) > gold[1] - gold[0]


def is_found(row: dict[str, Any], table: dict[tuple[str, str], list[Row]]) -> bool:
    """Whether a copied passage holds most of both sentences."""
    sides = sorted(((row["a"], row["a_span"][0]), (row["b"], row["b_span"][0])), key=lambda side: str(side[0]))
    (a, one), (b, other) = sides
    return any(cause == "copied" and most(one, x) and most(other, y) for x, y, cause in table.get((a, b), []))


def score(part: str, table: dict[tuple[str, str], list[Row]]) -> str:
    """Recall and precision on one part of the gold; pairs with a PolNeAR side are not in the pile."""
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["part"] == part and row["corpus"] == "allsides"]
    hits = Counter((row["copy"], is_found(row, table)) for row in rows)
    right, false, missed = hits[True, True], hits[False, True], hits[True, False]
    share = f"recall {right / max(1, right + missed):.3f} precision {right / max(1, right + false):.3f}"
    return f"{part}: {share} ({right} of {right + missed} copies, {false} of {false + hits[False, False]} others)"


def sample(records: list[dict[str, Any]], table: dict[tuple[str, str], list[Row]], file: Path) -> None:
    """Fifty passages with their words, drawn from those that are no house lines."""
    texts = {each["id"]: each["text"] for each in records}
    rows = [(pair, row) for pair in sorted(table) for row in table[pair] if row[2] != "house"]
    with file.open("w", encoding="utf-8") as out:
        for (a, b), (one, other, cause) in random.Random(1).sample(rows, 50):
            out.write(f"{cause} {a} {one} {b} {other}\n  {texts[a][slice(*one)]!r}\n  {texts[b][slice(*other)]!r}\n")


def main() -> None:
    """Find all passages once and print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("work", "last"), action="append", default=[])
    parser.add_argument("--sample", type=Path)
    asked = parser.parse_args()
    records = articles()
    began = time.process_time()
    table = found(records)
    print(f"{len(records):,} articles, {time.process_time() - began:.1f} core-seconds without reading")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
    causes = Counter(row[2] for rows in table.values() for row in rows)
    print(f"{causes.total():,} passages in {len(table):,} pairs of articles: {dict(causes)}")
    for part in asked.part:
        print(score(part, table))
    if asked.sample:
        sample(records, table, asked.sample)


if __name__ == "__main__":
    main()
