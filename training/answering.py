"""Learn what tells the statement that another answers, and write it as package data.

python -m training.answering --pile FOLDER      (FOLDER as for benchmarks/claims.py; WHENCE_DATA, default ../shared)

Learns from the `work` part of benchmarks/gold/claims/disputes.jsonl, from benchmarks/gold/claims/answers.jsonl (all that
some statements of other events answer, mostly nothing) and from training/answering.jsonl: 230 pairs that an earlier
version of this model proposed in the articles of the first, read by one reader (a language model, not a human) who said
whether the first answers the second (null: cannot tell). A conditional logit with a ridge weighs the candidates of a
statement against each other and against none of them; then a logistic regression says how often a share is right, with
shares from weights that were learned without the event (eight folds).
"""

from __future__ import annotations

import argparse
import json
import math
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.claims import Row, likeness, ledger, meets, pile_of, rows
from training.logistic import fit
from whence.comparison import answering, compare, disputes
from whence.comparison.cases import Case
from whence.comparison.propositions import stated
from whence.comparison.stances import FIRM
from whence.options import Options
from whence.records import Pile, Spans

HERE = Path(__file__).parent
OUT = HERE.parent / "src/whence/comparison/answering.tsv"
FOLDS = 8
RIDGE, LIGHT = 1.0, 0.1
SAME = 0.5
Floats = NDArray[np.float64]
Asked = tuple[Case, Sequence[Case]]


@dataclass
class Question:
    """One statement and its candidates: their features, and what is known of some of them, or of `all`."""

    event: str
    firm: bool
    targets: Sequence[Case]
    claims: Sequence[str]
    known: dict[int, bool]
    whole: bool
    features: dict[str, Floats]
    x: Floats

    @property
    def answered(self) -> list[int]:
        """The candidates that it is known to answer."""
        return [at for at, each in self.known.items() if each]


class Desk:
    """A pile compared, from which questions are made."""

    def __init__(self, pile: Pile) -> None:
        found = compare(pile, Options())
        self.desk = disputes._Desk.of(stated(pile), pile, found.claims, found.actors, found.stories)
        self.key = {each.id: each.key for each in pile.articles}
        self.story = {article: each.id for each in found.stories for article in each.articles}

    def asked(self, articles: Iterable[str]) -> Iterable[Asked]:
        """The statements of some articles that may answer others, with what they may answer."""
        within = set(articles)
        desk = self.desk
        asking = [at for at, each in enumerate(desk.said) if each.stance and self.of(each) in within]
        for by, others in disputes._candidates(desk, asking):
            if targets := disputes.answerable(by, others):
                yield by, targets

    def of(self, case: Case) -> str:
        """The key of a case's article."""
        return self.key[case.proposition.article]

    def question(self, by: Case, targets: Sequence[Case], known: dict[int, bool], whole: bool) -> Question:
        """A question with its features."""
        desk = self.desk
        features = answering.observe(by, targets, desk.columns)
        event = self.story.get(by.proposition.article, by.proposition.article)
        claims = [desk.claim(each) for each in targets]
        return Question(event, by.stance in FIRM, targets, claims, known, whole, features, np.zeros(0))


def partly(pile: Pile) -> Iterable[Question]:
    """Statements of the gold's `work` articles of which something is known."""
    desk, told = Desk(pile), pairs()
    for by, targets in desk.asked(article for pair in told for article in pair):
        known = {
            at: verdict
            for at, each in enumerate(targets)
            if (verdict := verdict_of(told[desk.of(by), desk.of(each)], by, each)) is not None
        }
        if known:
            yield desk.question(by, targets, known, False)


Told = dict[tuple[str, str], list[tuple[Row, Row, bool]]]


def pairs() -> Told:
    """What is said of pairs of places, by their articles."""
    told: Told = defaultdict(list)
    for row in rows("disputes"):
        if row["part"] == "work" and row["kind"] != "number":
            ends = [(row["by"], row["target"])]
            if row["kind"] == "contradiction":
                ends.append((row["target"], row["by"]))
            for by, target in ends:
                told[by["article"], target["article"]].append((by, target, row["dispute"]))
    for line in (HERE / "answering.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["answers"] is not None:
            told[row["by"]["article"], row["target"]["article"]].append((row["by"], row["target"], row["answers"]))
    return told


def verdict_of(told: Sequence[tuple[Row, Row, bool]], by: Case, target: Case) -> bool | None:
    """Whether the one is known to answer the other; None where nothing is known."""
    said = [
        verdict
        for one, two, verdict in told
        if any(meets(each, one["span"]) for each in parts(by)) and meets(target.proposition.spans, two["span"])
    ]
    return max(said) if said else None


def parts(case: Case) -> list[Spans]:
    """Where a statement stands: its content, cue and source."""
    statement = case.proposition.statement
    named = [each.spans for each in (statement.cue, statement.source) if each] if statement else []
    return [case.proposition.spans, *named]


def wholly(pile: Pile) -> Iterable[Question]:
    """Statements of which all is known that they answer."""
    desk = Desk(pile)
    told: dict[str, list[Row]] = defaultdict(list)
    for row in rows("answers"):
        told[row["by"]["article"]].append(row)
    for by, others in desk.asked(told):
        own = [row for row in told[desk.of(by)] if likeness(by.proposition.spans, row["by"]["span"]) >= SAME]
        if own:
            answered = [(each["article"], each["span"]) for each in own[0]["answers"]]
            right = [
                any(desk.of(each) == key and likeness(each.proposition.spans, span) >= SAME for key, span in answered)
                for each in others
            ]  # of other articles only what it answers was noted
            seen = [at for at, each in enumerate(others) if right[at] or desk.of(each) == desk.of(by)]
            if any(right) or not answered:
                known = {place: right[at] for place, at in enumerate(seen)}
                yield desk.question(by, [others[at] for at in seen], known, True)


def shares(question: Question, w: Floats) -> Floats:
    """The share of each candidate; what is left is the share of none."""
    odds = np.exp(np.minimum(question.x @ w, 50.0))
    return np.asarray(odds / (1 + odds.sum()))


def slope(question: Question, w: Floats) -> Floats:
    """The gradient of the log-likelihood of what is known of one statement."""
    p, x = shares(question, w), question.x
    mean = x.T @ p
    if question.answered:
        right = p[question.answered]
        return np.asarray(x[question.answered].T @ (right / right.sum()) - mean)
    if question.whole:
        return np.asarray(-mean)
    wrong = list(question.known)
    lost = p[wrong].sum()
    return np.asarray((lost * mean - x[wrong].T @ p[wrong]) / max(1 - lost, 1e-3))


def weigh(asked: Sequence[Question]) -> Floats:
    """The weights of a conditional logit with a ridge, by gradient ascent (Adam; Kingma and Ba 2015)."""
    width = asked[0].x.shape[1]
    w, m, v = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, 301):
        g = sum((slope(each, w) for each in asked), -RIDGE * w)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w = w + 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


Best = tuple[bool, float, bool]


def best(question: Question, p: Floats) -> Best:
    """Whether the statement is a firm denial, the share of the likeliest claim, and whether that is answered."""
    claims: dict[str, float] = defaultdict(float)
    for claim, share in zip(question.claims, p, strict=True):
        claims[claim] += float(share)
    first = max(sorted(claims), key=lambda each: claims[each])
    return question.firm, claims[first], any(question.claims[at] == first for at in question.answered)


def calibrate(found: Sequence[Best]) -> dict[str, float]:
    """The logistic regression of being right on the log-odds of the share, for firm denials and for others."""
    table = {}
    for name, wanted in (("firm", True), ("others", False)):
        own = [(logit(share), right) for firm, share, right in found if firm is wanted]
        a, b = np.array([[1.0, odds] for odds, _ in own]), np.array([float(right) for _, right in own])
        beta = fit(a, b, np.ones(len(b)), np.full(2, LIGHT))
        table |= {f"sure: {name}": float(beta[0]), f"share: {name}": float(beta[1])}
    return table


def logit(share: float) -> float:
    """The log-odds of a share."""
    return math.log((share + 1e-6) / (1 - share + 1e-6))


def held_out(asked: Sequence[Question]) -> list[Floats]:
    """The shares of each statement's candidates, by weights that were learned without its event."""
    events = sorted({each.event for each in asked})
    fold = [events.index(each.event) % FOLDS for each in asked]
    weights = [weigh([each for each, own in zip(asked, fold, strict=True) if own != part]) for part in range(FOLDS)]
    return [shares(each, weights[part]) for each, part in zip(asked, fold, strict=True)]


def report(found: Sequence[Best], answering: int, table: dict[str, float]) -> None:
    """Print how often the first claims are right on held-out events, by how sure they are."""
    names = ["firm" if firm else "others" for firm, *_ in found]
    odds = [table[f"sure: {name}"] + table[f"share: {name}"] * logit(share)
            for name, (_, share, _) in zip(names, found, strict=True)]  # fmt: skip
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        kept = [
            (name, right) for name, each, (*_, right) in zip(names, odds, found, strict=True) if each >= logit(least)
        ]
        firm = [right for name, right in kept if name == "firm"]
        print(f"{least:.1f} sure: {sum(right for _, right in kept)} of {len(kept)} right, of {answering} that answer; "
              f"firm: {sum(firm)} of {len(firm)}")  # fmt: skip


def main() -> None:
    """Learn both, print how often the first claims are right on held-out events, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pile", type=Path, required=True)
    chosen = parser.parse_args()
    data = Path(os.environ.get("WHENCE_DATA", "../shared"))
    asked = [
        *partly(pile_of(ledger(chosen.pile, data))),
        *wholly(pile_of(ledger(chosen.pile / "answers", data, ("train",), ["answers"]))),
    ]
    names = sorted({name for each in asked for name in each.features})
    for each in asked:
        size = len(each.targets)
        each.x = np.stack([each.features.get(name, np.zeros(size)) for name in names], axis=1)
    held = held_out(asked)
    found = [best(each, p) for each, p in zip(asked, held, strict=True) if each.whole]
    sure = calibrate(found)
    report(found, sum(bool(each.answered) for each in asked if each.whole), sure)
    table = dict(zip(names, weigh(asked), strict=True)) | sure
    lines = ["# feature, weight in log-odds; made by python -m training.answering, see training/answering.py"]
    OUT.write_text("\n".join([*lines, *(f"{name}\t{value:.3f}" for name, value in sorted(table.items()))]) + "\n")


if __name__ == "__main__":
    main()
