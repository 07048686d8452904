"""How far the confidences of statements are from how often they are right, on PolNeAR dev.

    python benchmarks/attribution_calibration.py

Right means a match of the scorer's rel-all: content with Dice of at least one half over tokens, and the source
overlaps, or none meets none. The expected calibration error is taken over 15 bins of equal mass. The curve is fitted on
one half of the articles and measured on the other, both ways; printed are the error of the raw confidences, of these
held-out ones, and the weights fitted on all articles, which belong into `whence.attribution.calibration`.
"""

from __future__ import annotations

import os
import runpy
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.attribution import attribute, calibration
from whence.options import ReadingOptions
from whence.reading import documents, read
from whence.records import Reject, Statement

DATA = Path(os.environ.get("WHENCE_DATA", Path(__file__).parents[2] / "shared"))
BINS = 15
Floats = NDArray[np.float64]


def marked(scorer: dict[str, Any], name: str, found: list[Statement]) -> list[bool]:
    """For each statement of an article whether the scorer's rel-all matches it."""
    folder = str(DATA / "polnear" / "dev")
    text = scorer["read_text"](folder, name)
    rows = [{"source": each.source.spans if each.source else [], "content": each.content.spans} for each in found]
    ours = scorer["Doc"](text, rows).atts
    theirs = scorer["Doc"](text, scorer["read_ann"](scorer["gold_files"](folder)[name][0])).atts
    matches = []
    for i, gold in enumerate(theirs):
        for j, each in enumerate(ours):
            share = scorer["dice"](gold["content"], each["content"])
            same = bool(gold["source"] & each["source"]) if gold["source"] else not each["source"]
            if share >= 0.5 and same:
                matches.append((share, i, j))
    right = {j for _, _, j in scorer["greedy"](matches)}
    return [j in right for j in range(len(found))]


def collect() -> list[tuple[int, Statement, bool]]:
    """Every statement of dev with the number of its article and whether it is right; confidences are left raw."""
    scorer = runpy.run_path(str(DATA / "score" / "attribution.py"))
    calibration.WEIGHTS = (0.0, 1.0, 0.0, 0.0, 0.0)
    rows = []
    for number, path in enumerate(sorted((DATA / "polnear" / "dev" / "text").glob("*.txt"))):
        for document in documents([str(path)]):
            for article in () if isinstance(document, Reject) else read(document, ReadingOptions()):
                if not isinstance(article, Reject):
                    found = list(attribute(article).statements)
                    rows += [(number, *each) for each in zip(found, marked(scorer, path.stem, found), strict=True)]
    return rows


def fit(x: Floats, y: Floats) -> Floats:
    """Logistic regression by Newton's method, barely regularised."""
    weights = np.zeros(x.shape[1])
    ridge = 0.01
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(weights))
        weights -= np.linalg.solve(hessian, x.T @ (p - y) + ridge * weights)
    return weights


def error(p: Floats, y: Floats) -> float:
    """Expected calibration error over bins of equal mass."""
    bins = np.array_split(np.argsort(p, kind="stable"), BINS)
    return float(sum(len(each) * abs(p[each].mean() - y[each].mean()) for each in bins) / len(p))


def main() -> None:
    """Print the errors and the weights."""
    rows = collect()
    half = np.asarray([number % 2 for number, _, _ in rows])
    y = np.asarray([float(right) for _, _, right in rows])
    raw = np.asarray([each.confidence for _, each, _ in rows])
    x = np.asarray(
        [
            calibration.features(each.confidence, each.kind, each.source is not None, len(each.content.spans))
            for _, each, _ in rows
        ]
    )
    learned = ~np.isin(raw, [calibration.NESTED])
    held = raw.copy()
    for side in (0, 1):
        weights = fit(x[learned & (half != side)], y[learned & (half != side)])
        here = learned & (half == side)
        held[here] = 1 / (1 + np.exp(-x[here] @ weights))
    print(f"{len(rows)} statements, {y.mean():.3f} right")
    print(f"raw {error(raw, y):.3f}, held out {error(held, y):.3f}")
    print("weights", np.round(fit(x[learned], y[learned]), 3).tolist())
    order = np.array_split(np.argsort(held, kind="stable"), BINS)
    print("bins", " ".join(f"{held[each].mean():.2f}/{y[each].mean():.2f}" for each in order))


if __name__ == "__main__":
    main()
