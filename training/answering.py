"""Learn what tells the statement that another answers, and write it as package data.

python -m training.answering --pile FOLDER      (FOLDER as for benchmarks/claims.py; WHENCE_DATA, default ../shared)

Learns from the `work` part of benchmarks/gold/claims/disputes.jsonl and from training/answering.jsonl: 230 pairs that an
earlier version of this model proposed in the articles of those events, read by one reader (a language model, not a
human) who said whether the first answers the second (null: cannot tell). A conditional logit with a ridge ranks the
candidates of one statement; then a logistic regression over stance and share says how sure the best are, with shares
from weights that were learned without the event (eight folds).
"""

from __future__ import annotations

import argparse
import json
import math
import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.claims import Row, ledger, meets, pile_of, rows
from whence.comparison import answering, compare, disputes, embedding
from whence.comparison.cases import Case
from whence.comparison.meanings import Meanings
from whence.comparison.propositions import stated
from whence.options import Options
from whence.records import Pile, Spans

HERE = Path(__file__).parent
OUT = HERE.parent / "src/whence/comparison/answering.tsv"
FOLDS = 8
RIDGE = 2.0
FEW = 3
Floats = NDArray[np.float64]


@dataclass
class Question:
    """One statement and its candidates: their features, and what is known of some of them."""

    event: str
    by: Case
    targets: Sequence[Case]
    x: Floats
    known: dict[int, bool] = field(default_factory=dict)
    weight: float = 1.0

    @property
    def answered(self) -> list[int]:
        """The candidates that it is known to answer."""
        return [at for at, each in self.known.items() if each]


def questions(pile: Pile) -> tuple[list[Question], list[str]]:
    """The statements of the gold's `work` articles of which something is known, and the names of the features."""
    found = compare(pile, Options())
    desk = disputes._Desk.of(stated(pile), pile, found.claims, found.actors, found.stories, Meanings(embedding.load()))
    key = {each.id: each.key for each in pile.articles}
    events, told = known()
    asking = [at for at, each in enumerate(desk.said) if key[each.proposition.article] in events]
    result, names = [], set[str]()
    for by, others in disputes._candidates(desk, asking):
        targets = [each for each in others if not disputes._repeats(by, each)]
        seen = {
            at: verdict for at, each in enumerate(targets) if (verdict := verdict_of(told, key, by, each)) is not None
        }
        if not seen:
            continue
        desk.meanings.learn(each.proposition for each in (by, *targets))
        features = answering.observe(by, targets, desk.columns, desk.meanings)
        names.update(features)
        weight = 1.0 if by.stance else 0.5
        result.append((Question(events[key[by.proposition.article]], by, targets, np.zeros(0), seen, weight), features))
    ordered = sorted(names)
    for question, features in result:
        question.x = np.stack([features[name] for name in ordered], axis=1)
    return [each for each, _ in result], ordered


Told = dict[tuple[str, str], list[tuple[Row, Row, bool]]]


def known() -> tuple[dict[str, str], Told]:
    """The event of each article of the gold's `work` part, and what is said of pairs of places."""
    events: dict[str, str] = {}
    told: Told = defaultdict(list)
    for row in rows("disputes"):
        if row["part"] == "work":
            ends = [(row["by"], row["target"])]
            if row["kind"] == "contradiction":
                ends.append((row["target"], row["by"]))
            for by, target in ends:
                events[by["article"]] = row["id"].split("-")[0]
                if row["kind"] != "number":
                    told[by["article"], target["article"]].append((by, target, row["dispute"]))
    for line in (HERE / "answering.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        for place in (row["by"], row["target"]):
            events.setdefault(place["article"], place["article"])
        if row["answers"] is not None:
            told[row["by"]["article"], row["target"]["article"]].append((row["by"], row["target"], row["answers"]))
    return events, told


def verdict_of(told: Told, key: dict[str, str], by: Case, target: Case) -> bool | None:
    """Whether the one is known to answer the other; None where nothing is known."""
    pairs = told.get((key[by.proposition.article], key[target.proposition.article]), ())
    said = [verdict for one, two, verdict in pairs if _at(by, one) and meets(target.proposition.spans, two["span"])]
    return max(said) if said else None


def _at(case: Case, place: Row) -> bool:
    statement = case.proposition.statement
    if statement is None:
        return False
    parts: list[Spans] = [case.proposition.spans, *(each.spans for each in (statement.cue, statement.source) if each)]
    return any(meets(each, place["span"]) for each in parts)


def rank(asked: Sequence[Question]) -> Floats:
    """The weights of a conditional logit with a ridge, by gradient ascent (Adam; Kingma and Ba 2015)."""
    width = asked[0].x.shape[1]
    w, m, v = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, 301):
        g = -RIDGE * w
        for each in asked:
            if each.answered:
                p = shares(each, w)
                q = np.zeros(len(p))
                q[each.answered] = p[each.answered] / p[each.answered].sum()
                g = g + each.weight * (each.x.T @ (q - p))
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w = w + 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def shares(question: Question, w: Floats) -> Floats:
    """The share of each candidate."""
    s = question.x @ w
    p = np.exp(s - s.max())
    return np.asarray(p / p.sum())


def calibrate(asked: Sequence[Question], held: dict[int, Floats]) -> dict[str, float]:
    """The weight of each stance and of the share, from the best few candidates of which something is known."""
    stances = sorted({each.by.stance for each in asked if each.by.stance})
    x, y = [], []
    for at, each in enumerate(asked):
        order = np.argsort(-held[at])
        for place, answers in each.known.items():
            if each.by.stance and place in order[:FEW]:
                share = held[at][place]
                odds = max(-5.0, min(4.0, math.log((share + 1e-6) / (1 - share + 1e-6))))
                x.append([*(float(each.by.stance == name) for name in stances), odds])
                y.append(float(answers))
    a, b, beta = np.array(x), np.array(y), np.zeros(len(stances) + 1)
    for _ in range(50):
        p = 1 / (1 + np.exp(-(a @ beta)))
        beta += np.linalg.solve((a * (p * (1 - p))[:, None]).T @ a + np.eye(len(beta)), a.T @ (b - p) - beta)
    for name in stances:
        inside = [row[1] for row in zip(x, y, strict=True) if row[0][stances.index(name)]]
        print(f"{name:16} {sum(inside):.0f} of {len(inside)} answer")
    return {**{f"stance {name}": float(v) for name, v in zip(stances, beta, strict=False)}, "share": float(beta[-1])}


def main() -> None:
    """Learn both, print how often the first candidates are right on held-out events, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pile", type=Path, required=True)
    chosen = parser.parse_args()
    pile = pile_of(ledger(chosen.pile, Path(os.environ.get("WHENCE_DATA", "../shared"))))
    asked, names = questions(pile)
    events = sorted({each.event for each in asked})
    fold = [events.index(each.event) % FOLDS for each in asked]
    held: dict[int, Floats] = {}
    for part in range(FOLDS):
        w = rank([each for each, own in zip(asked, fold, strict=True) if own != part])
        held |= {at: shares(each, w) for at, each in enumerate(asked) if fold[at] == part}
    places = [
        int(np.argsort(np.argsort(-held[at]))[each.answered].min()) for at, each in enumerate(asked) if each.answered
    ]
    print(len(places), "asked;", *(f"among the first {k}: {np.mean(np.array(places) < k):.0%};" for k in (1, 2, 3, 5)))
    table = dict(zip(names, rank(asked), strict=True)) | calibrate(asked, held)
    lines = ["# feature, weight in log-odds; made by python -m training.answering, see training/answering.py"]
    OUT.write_text("\n".join([*lines, *(f"{name}\t{value:.3f}" for name, value in sorted(table.items()))]) + "\n")


if __name__ == "__main__":
    main()
