"""Fit what `whence.comparison.stories` weighs by: the background frequencies, and the regression over likenesses.

    python -m training.stories background     stems in at least 0.2 % of the AllSides articles → background.tsv
    python -m training.stories weights        logistic regression on half of the events → weights.json

The regression (L2, Newton's method) sees pairs of articles of the events with an even index in events.jsonl only: of
one event or of two. The events with an odd index are never looked at here; benchmarks/stories.py scores both halves.
Reads $WHENCE_DATA (default ../shared). Nothing of the texts is kept but how many articles hold a stem.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.stories import events, load
from training.logistic import fit
from whence.comparison.stories import words
from whence.comparison.stories.evidence import design
from whence.comparison.stories.grouping import compared
from whence.options import StoryOptions
from whence.records import Article

PACKAGE = Path(__file__).parents[1] / "src/whence/comparison/stories"
LEAST_SHARE = 0.002
PENALTY = 10.0
SPARSE, WHOLE = 4, 0.3


def background(data: Path) -> None:
    """Write the share of articles whose first words hold a stem, for the commonest stems."""
    articles = load(data, 1 << 30)
    read = words.read(articles)
    counts = Counter(int(at) for each in read.bodies for at in np.unique(each) if at >= 0)
    rows = sorted((read.terms[at], count / len(articles)) for at, count in counts.items())
    kept = [f"{stem}\t{share:.4f}" for stem, share in rows if share >= LEAST_SHARE and stem.isalpha()]
    head = f"# share of {len(articles)} news articles (AllSides) whose first {words.LONGEST} words hold a stem; "
    head += "python -m training.stories background\n"
    (PACKAGE / "background.tsv").write_text(head + "\n".join(kept) + "\n", "utf-8")


def weights(data: Path, parity: int = 0, out: Path = PACKAGE / "weights.json") -> None:
    """Write the regression fitted to the events whose index has the parity, in dense and in sparse piles."""
    event = {article: at for at, each in enumerate(events(data)) for article in each}
    articles = sorted(load(data, 1 << 30), key=lambda each: each.id)
    tables, truths, shares = [], [], []
    for pile in piles(articles, event):
        found = compared(pile, StoryOptions())
        of = np.array([event.get(each.key, -1) for each in pile])
        chosen = (of[found.a] >= 0) & (of[found.b] >= 0) & (of[found.a] % 2 == parity) & (of[found.b] % 2 == parity)
        names, table = design({name: values[chosen] for name, values in found.columns.items()})
        if not tables:
            _, everything = design(found.columns)
            means, spreads = everything.mean(0), everything.std(0) + 1e-9
        tables.append(table)
        truths.append((of[found.a] == of[found.b])[chosen].astype(float))
        shares.append(np.full(len(table), len(tables[0]) / len(table)))
        print(f"{len(pile)} articles: {len(table)} pairs, {int(truths[-1].sum())} alike")
    same = np.concatenate(truths)
    fitted = learn((np.concatenate(tables) - means) / spreads, same, np.concatenate(shares))
    rows = {
        name: [round(float(each), 6) for each in (mean, spread, weight)]
        for name, mean, spread, weight in zip(names, means, spreads, fitted[1:], strict=True)
    }
    note = f"python -m training.stories weights: {len(same)} pairs of AllSides events of even index, {int(same.sum())} alike"
    text = {"note": note, "bias": round(float(fitted[0]), 6), "weights": rows}
    out.write_text(json.dumps(text, indent=1) + "\n", "utf-8")
    print(note)


def piles(articles: list[Article], event: dict[str, int]) -> Iterator[list[Article]]:
    """All of the articles; those of the events; and sparse piles, in which most events have one article alone.

    In a sparse pile the nearest of an article is mostly on another event: what company tells is learned from all.
    """
    yield articles
    told = [each for each in articles if each.key in event]
    yield told
    for seed in range(SPARSE):
        draw = random.Random(seed)
        whole = {at for at in set(event.values()) if draw.random() < WHOLE}
        mixed = draw.sample(told, len(told))
        alone = {event[each.key]: each.id for each in mixed}
        yield [each for each in told if event[each.key] in whole or alone[event[each.key]] == each.id]


def learn(table: Any, truth: Any, shares: Any) -> Any:
    """The bias, which is not penalised, and the weights; `shares` is how much each row counts."""
    padded = np.column_stack((np.ones(len(table)), table))
    return fit(padded, truth, shares, np.concatenate(([0.0], np.full(table.shape[1], PENALTY))))


if __name__ == "__main__":
    DATA = Path(os.environ.get("WHENCE_DATA", "../shared"))
    {"background": background, "weights": weights}[sys.argv[1]](DATA)
