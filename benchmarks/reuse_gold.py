"""Recall and precision on annotated pairs of reworded sentences, with all of AllSides as the pile.

python benchmarks/reuse_gold.py [--part work|last] [--sample FILE] [--seed N]

A pair counts as found where one passage with cause copied holds most of both sentences. `--sample` writes fifty
passages drawn at random, with their words, to be read by eye; keep that file out of the repository.
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
from whence.comparison.houselines import own
from whence.comparison.reuse import numbered, records
from whence.options import ReuseOptions
from whence.records import Article

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("WHENCE_DATA", ROOT.parent / "shared"))
GOLD = ROOT / "benchmarks" / "gold" / "reuse" / "reworded.jsonl"
Span = tuple[int, int]
Row = tuple[Span, Span, str]


def articles() -> list[dict[str, Any]]:
    """All AllSides records, in the order of their ids."""
    with lzma.open(DATA / "allsides" / "articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        return sorted(map(json.loads, lines), key=lambda each: str(each["id"]))


def found(rows: list[dict[str, Any]]) -> tuple[dict[tuple[str, str], list[Row]], Counter[str]]:
    """For each pair of ids (the lesser first) its passages that are no house lines, and how many have each cause."""
    began = time.process_time()
    options = ReuseOptions()
    corpus = gather(([Stretch(0, each["text"])] for each in rows), options)
    pile = {each["id"]: _article(each) for each in rows}
    outlets = numbered(each.outlet for each in pile.values())
    shared = passages.find(corpus, numbered([None] * len(rows)), outlets, options)
    print(f"{len(rows):,} articles, {time.process_time() - began:.1f} core-seconds without reading")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
    kept = shared.picked(shared.cause != passages.HOUSE)
    table: dict[tuple[str, str], list[Row]] = defaultdict(list)
    causes: Counter[str] = Counter(house=len(shared.cause) - len(kept.cause))
    for each in own(records(corpus, kept, list(pile)), pile):
        causes[each.cause] += 1
        if each.cause != "house":
            table[each.a, each.b].append(((*each.a_span,), (*each.b_span,), each.cause))
    return table, causes


def _article(row: dict[str, Any]) -> Article:
    id, outlet = row["id"], row.get("source") or row.get("outlet")
    return Article(id, row["text"], id, id, outlet, published=row["date"], url=row["url"])


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


def sample(pile: list[dict[str, Any]], table: dict[tuple[str, str], list[Row]], file: Path, seed: int) -> None:
    """Fifty passages with their words, drawn from those that are no house lines."""
    texts = {each["id"]: each["text"] for each in pile}
    rows = [(pair, row) for pair in sorted(table) for row in table[pair]]
    with file.open("w", encoding="utf-8") as out:
        for (a, b), (one, other, cause) in random.Random(seed).sample(rows, 50):
            out.write(f"{cause} {a} {one} {b} {other}\n  {texts[a][slice(*one)]!r}\n  {texts[b][slice(*other)]!r}\n")


def main() -> None:
    """Find all passages once and print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("work", "last"), action="append", default=[])
    parser.add_argument("--sample", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    pile = articles()
    table, causes = found(pile)
    print(f"{causes.total():,} passages: {dict(causes)}; {len(table):,} pairs share what is no house line")
    for part in asked.part:
        print(score(part, table))
    if asked.sample:
        sample(pile, table, asked.sample, asked.seed)


if __name__ == "__main__":
    main()
