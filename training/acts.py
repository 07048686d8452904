"""Learn how much each sign in a statement speaks for each act, and write it as package data.

    python -m training.acts            (WHENCE_DATA, default ../shared)

Learns from benchmarks/gold/acts (part `train`) and, counted twice, from the `work` part of the older sets; in both from
the statements whose cue does not tell the act. Multinomial logistic regression with a ridge, by Nesterov's accelerated
gradient. Rare acts are more frequent in what was drawn than in running text, so plain assertions get a head start; its
size was chosen on `work`. Printed is the accuracy over all statements, each article judged by weights that were learned
from the other seven eighths of the articles.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, get_args

import numpy as np
from benchmarks.attribution_gold import articles, gold
from numpy.typing import NDArray

from whence.attribution import acts
from whence.records import Act

HERE = Path(__file__).parents[1]
OUT = HERE / "src/whence/attribution/weights.tsv"
ACTS: tuple[Act, ...] = get_args(Act)
FOLDS, LEAST, RIDGE, STEPS = 8, 6, 3.3, 1500
OLDER = 2.0
HEAD_START = float(np.log(2))
Floats = NDArray[np.float64]


class Row(NamedTuple):
    """One annotated statement."""

    part: str
    article: str
    cue: str
    content: str
    source: str
    act: Act


class Learned(NamedTuple):
    """Signs and their weights, [signs, acts]."""

    signs: tuple[str, ...]
    weights: Floats


def rows() -> list[Row]:
    """Every statement that may be learned from."""
    own = [json.loads(line) for line in (HERE / "benchmarks/gold/acts/statements.jsonl").open(encoding="utf-8")]
    found = own + [row for row in gold() if row["part"] == "work"]
    read = {name: each.text for name, each in articles(found)}

    def words(row: dict[str, Any], part: str) -> str:
        return " … ".join(read[row["article"]][start:end] for start, end in row[part])

    def statement(row: dict[str, Any]) -> Row:
        cue, content, source = (words(row, part) for part in ("cue", "content", "source"))
        return Row(row["part"], row["article"], cue or "said", content, source, row["act"])

    return [statement(row) for row in found]


def learn(given: Sequence[Row]) -> Learned:
    """The weights of the signs in at least `LEAST` of the statements whose cue does not tell the act."""
    given = [row for row in given if acts.told(row.cue, row.content) is None]
    seen = [acts.signs(row.cue, row.content, row.source) for row in given]
    counts = Counter(sign for each in seen for sign in each)
    signs = tuple(sorted(sign for sign, count in counts.items() if count >= LEAST))
    place = {sign: at for at, sign in enumerate(signs)}
    x, y = np.zeros((len(given), len(signs))), np.zeros((len(given), len(ACTS)))
    for at, (row, each) in enumerate(zip(given, seen, strict=True)):
        x[at, [place[sign] for sign in each if sign in place]] = 1
        y[at, ACTS.index(row.act)] = 1
    counted = np.asarray([OLDER if row.part == "work" else 1.0 for row in given])
    weights = descend(x, y, counted)
    weights[place[acts.ALWAYS], ACTS.index("assert")] += HEAD_START
    return Learned(signs, weights)


def descend(x: Floats, y: Floats, counted: Floats) -> Floats:
    """The minimum of the weighted negative log-likelihood plus half the ridge times the squares of the weights."""
    step = 1 / (0.5 * np.linalg.norm(x * np.sqrt(counted)[:, None], 2) ** 2 + RIDGE)
    weights = ahead = np.zeros((x.shape[1], y.shape[1]))
    for turn in range(STEPS):
        scores = x @ ahead
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        last, weights = weights, ahead - step * (x.T @ ((p - y) * counted[:, None]) + RIDGE * ahead)
        ahead = weights + turn / (turn + 3) * (weights - last)
    return weights


def write(learned: Learned, path: Path) -> None:
    """One row a sign, one column an act; three decimals."""
    lines = ["\t".join(("sign", *ACTS))]
    for sign, weights in zip(learned.signs, learned.weights, strict=True):
        lines.append("\t".join((sign, *(f"{each:.3f}" for each in weights))))
    path.write_text("\n".join(lines) + "\n", "utf-8")


def held_out(all_rows: Sequence[Row]) -> None:
    """Print the accuracy by set, each article judged by weights that never saw it."""
    names = sorted({row.article for row in all_rows})
    fold = {name: at % FOLDS for at, name in enumerate(np.random.default_rng(1).permutation(names).tolist())}
    right: Counter[str] = Counter()
    for number in range(FOLDS):
        use(learn([row for row in all_rows if fold[row.article] != number]))
        for row in all_rows:
            if fold[row.article] == number:
                right[row.part] += acts.read(row.cue, row.content, row.source).act == row.act
    for part, count in Counter(row.part for row in all_rows).items():
        print(f"{part}: {right[part]} of {count}, {100 * right[part] / count:.1f} %")


def use(learned: Learned) -> None:
    """Let the package weigh by these weights."""
    write(learned, OUT)
    acts._weights.cache_clear()


def main() -> None:
    """Judge by eighths, then learn from all."""
    all_rows = rows()
    held_out(all_rows)
    use(learn(all_rows))
    print(f"{OUT}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
