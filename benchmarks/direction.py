"""Who copied whom: the direction against pairs annotated by hand, with dates hidden and with dates.

python benchmarks/direction.py [--ledger FILE] [--part work|last|all]
python benchmarks/direction.py --fit LEDGER PAIRS.tsv     # a, b, sign: weights for comparison/direction.tsv

The articles are read from $WHENCE_DATA (default ../shared) once, into the ledger named (kept, for the next run).
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
import math
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence import pipeline
from whence.comparison import clues, direction, reuse
from whence.comparison.compare import ordered
from whence.ledger import View
from whence.options import Options
from whence.records import Attribution, Pile, Reuse

Row = dict[str, Any]
ROOT = Path(__file__).parent
DATA = Path(os.environ.get("WHENCE_DATA", ROOT.parent.parent / "shared"))
GOLD = ROOT / "gold" / "reuse" / "direction.jsonl"
RIDGE = 0.3


def gold(part: str = "all") -> list[Row]:
    """The annotated pairs of a part."""
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    return [row for row in rows if part in ("all", row["part"])]


def records(wanted: set[str]) -> Iterator[Row]:
    """The articles of AllSides and PolNeAR that are wanted, as `add` reads them."""
    with lzma.open(DATA / "allsides" / "articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] in wanted:
                yield row
    with (DATA / "polnear" / "metadata.tsv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            text = DATA / "polnear" / row["compartment"] / "text" / f"{row['filename']}.txt"
            if row["filename"] in wanted and text.exists():
                authors = [row["author"]] if row["author"] not in ("", "None") else []
                found = {"outlet": row["publisher"], "date": row["publication_date"], "title": row["title"]}
                yield {"id": row["filename"], "text": text.read_bytes().decode("utf-8"), "authors": authors} | found


def build(ledger: Path, wanted: set[str]) -> None:
    """The ledger of the wanted articles, unless it is there."""
    if ledger.exists():
        return
    ledger.parent.mkdir(parents=True, exist_ok=True)
    source = ledger.with_suffix(".jsonl")
    source.write_text("".join(json.dumps(row) + "\n" for row in records(wanted)), "utf-8")
    pipeline.add([source], ledger)


def pairs(pile: Pile, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[Reuse]]:
    """The passages of each wanted pair of articles (by key, in the order named)."""
    names = {each.id: each.key for each in pile.articles}
    rows = list(wanted)
    found: dict[tuple[str, str], list[Reuse]] = {pair: [] for pair in rows}
    turned = {(b, a): (a, b) for a, b in rows}
    for each in reuse.find(pile, Options().reuse):
        pair = names[each.a], names[each.b]
        if pair in found:
            found[pair].append(each)
        elif pair in turned:
            found[turned[pair]].append(each)
    return found


@dataclass
class Tally:
    """How many pairs there were, were answered, and answered right; `probable` are (confidence, right)."""

    of: int = 0
    answered: int = 0
    right: int = 0
    held: int = 0
    third: int = 0

    def line(self, name: str) -> str:
        """One row of the table."""
        share = self.right / self.answered if self.answered else 0.0
        return (
            f"{name:24} {self.right:4} right of {self.answered:4} answered ({share:6.1%}) of {self.of:4}"
            f" ({self.answered / max(1, self.of):5.1%}); left open {self.held} of {self.third} without one"
        )


def answered(pile: Pile, rows: list[Row], found: dict[tuple[str, str], list[Reuse]]) -> Iterator[dict[str, float]]:
    """For each row the sources that are answered, by key, each with its confidence."""
    keys = {each.id: each.key for each in pile.articles}
    decided = {each.id: each for each in direction.decide(pile, [each for list_ in found.values() for each in list_])}
    for row in rows:
        sure = (decided[each.id] for each in found[row["a"], row["b"]])
        yield {source: each.confidence for each in sure if (source := _source(each, keys)) is not None}


def wanted_of(row: Row) -> str | None:
    """The key of the source of an annotated pair; None for one that has none."""
    return {"a->b": row["a"], "b->a": row["b"]}.get(row["direction"])


def score(pile: Pile, rows: list[Row], found: dict[tuple[str, str], list[Reuse]]) -> Tally:
    """The tally of a pile; pairs whose gold is `common` or `none` should stay unknown."""
    tally = Tally()
    for row, answers in zip(rows, answered(pile, rows, found), strict=True):
        wanted = wanted_of(row)
        if wanted is None:
            tally.third += 1
            tally.held += not answers
            continue
        tally.of += 1
        tally.answered += bool(answers)
        tally.right += set(answers) == {wanted}
    return tally


def calibration(pile: Pile, rows: list[Row], found: dict[tuple[str, str], list[Reuse]]) -> Iterator[str]:
    """How often answers of some confidence are right; an answer to a pair that has no direction is wrong."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for row, answers in zip(rows, answered(pile, rows, found), strict=True):
        for source, sure in answers.items():
            bins[min(19, int(20 * sure))].append((sure, source == wanted_of(row)))
    for _, held in sorted(bins.items()):
        sure, right = (sum(each[at] for each in held) for at in (0, 1))
        yield f"  confidence {sure / len(held):.3f}: right {right} of {len(held)}"


def _source(each: Reuse, keys: dict[str, str]) -> str | None:
    return {"a->b": keys[each.a], "b->a": keys[each.b]}.get(each.direction)


def undated(pile: Pile) -> Pile:
    """The pile without a date."""
    return replace(pile, articles=tuple(replace(each, published=None) for each in pile.articles))


def table(
    pile: Pile, signs: dict[tuple[str, str], float]
) -> tuple[list[str], NDArray[np.float64], NDArray[np.float64]]:
    """Names of the clues, their values for each signed pair that shares passages, and the signs."""
    ids = {each.key: each for each in pile.articles}
    attributions = {each.article: each for each in pile.attributions}
    names: dict[str, int] = {}
    rows: list[dict[int, float]] = []
    wanted: list[float] = []
    for (one, two), passages in sorted(pairs(pile, signs).items()):
        copied = [each for each in passages if each.cause in ("copied", "unknown")]
        if not copied:
            continue
        a, b = copied[0].a, copied[0].b
        sides = [
            clues.Side(article, attributions.get(article.id, Attribution(article.id)), tuple(reuse.covered(copied, id)))
            for id in (a, b)
            for article in (next(each for each in pile.articles if each.id == id),)
        ]
        row = {names.setdefault(c.name, len(names)): c.value for c in clues.clues(sides[0], sides[1], copied)}
        rows.append(row)
        wanted.append(signs[one, two] if a == ids[one].id else -signs[one, two])
    values = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        for column, value in row.items():
            values[at, column] = value
    return list(names), values, np.array(wanted)


def fit(values: NDArray[np.float64], signs: NDArray[np.float64], ridge: float = RIDGE) -> NDArray[np.float64]:
    """Weights of a logistic regression without intercept, by Newton's method with a ridge."""
    weights = np.zeros(values.shape[1])
    turned = values * signs[:, None]
    for _ in range(60):
        chance = 1 / (1 + np.exp(-turned @ weights))
        slope = turned.T @ (1 - chance) - ridge * weights
        curve = (turned * (chance * (1 - chance))[:, None]).T @ turned + ridge * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights += step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def _fitted(ledger: Path, signed: Path) -> None:
    with View.open(ledger) as view:
        pile = undated(ordered(view.pile()))
    rows = [line.split("\t") for line in signed.read_text("utf-8").splitlines()]
    names, values, signs = table(pile, {(a, b): float(sign) for a, b, sign in rows})
    print(f"{len(signs)} pairs with passages")
    folds = np.arange(len(signs)) % 5
    right, answered = 0, 0
    for fold in range(5):
        chance = 1 / (1 + np.exp(-(values[folds == fold] @ fit(values[folds != fold], signs[folds != fold]))))
        sure = np.maximum(chance, 1 - chance) >= direction.ENOUGH
        answered += int(sure.sum())
        right += int(((chance > 0.5) == (signs[folds == fold] > 0))[sure].sum())
    print(f"five folds: {right} right of {answered} answered of {len(signs)} ({right / max(1, answered):.1%})")
    weights = fit(values, signs)
    seen = (np.abs(values) > 0).sum(axis=0)
    for name, weight, count in sorted(zip(names, weights, seen, strict=True), key=lambda each: -abs(each[1])):
        alone = float((np.sign(values[:, names.index(name)]) == np.sign(signs)).sum()) / max(1, int(count))
        print(f"{name:14}\t{weight:6.2f}\t{count:5}\t{alone:6.1%}")
    chance = 1 / (1 + np.exp(-(values * signs[:, None]) @ weights))
    print(f"log loss {-float(np.mean(np.log(chance))) / math.log(2):.3f} bit")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path, default=Path("direction-gold.db"))
    parser.add_argument("--part", default="work", choices=("work", "last", "all"))
    parser.add_argument("--fit", nargs=2, type=Path, metavar=("LEDGER", "PAIRS"))
    options = parser.parse_args()
    if options.fit:
        _fitted(*options.fit)
        return
    build(options.ledger, {row[side] for row in gold() for side in "ab"})
    with View.open(options.ledger) as view:
        pile = ordered(view.pile())
    rows = gold(options.part)
    found = pairs(pile, [(row["a"], row["b"]) for row in rows])
    print(f"{sum(bool(each) for each in found.values())} of {len(rows)} pairs share passages")
    for name, each in (("dates hidden", undated(pile)), ("with dates", pile)):
        print(score(each, rows, found).line(name))
        print(*calibration(each, rows, found), sep="\n")


if __name__ == "__main__":
    main()
