"""Learn how much each feature tells about two propositions being one claim, and write it as package data.

python -m training.likeness --pile FOLDER      (FOLDER as for benchmarks/claims.py; WHENCE_DATA, default ../shared)

Learns from the parts `work` and `train` of benchmarks/gold/claims alone. A candidate pair is the same where it meets a
pair of the gold that is (of quotes.jsonl, paraphrases.jsonl, or any of drift.jsonl), and not the same where it meets a
pair that is not, or a dispute.
Of the other pairs of those articles two quotes count as not the same, what is not quoted counts so by a fraction, and
what is nearly word for word the same not at all, for the gold lists nearly all shared quotations but not all copies and paraphrases. Logistic regression with a ridge (Newton's method);
then the threshold of each kind and length is moved to where, in five-fold cross-validation over events, the links of
that kind that the gold knows are right as often as wished.
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.claims import Row, ledger, meets, pile_of, rows
from training.logistic import Floats, fit
from whence.comparison import actors, direction, embedding, likeness, links, reuse, stories
from whence.comparison.likeness import Context
from whence.comparison.meanings import Meanings
from whence.comparison.propositions import Proposition, propose, rarity
from whence.options import Options
from whence.records import Pile

OUT = Path(__file__).parents[1] / "src/whence/comparison/likeness.tsv"
UNLISTED = 0.25
SOME = 0.75  # what is wished where not both quote: there half of the pairs that the gold does not list are one
MUCH = 0.25
FOLDS = 5
RIDGE = 1.0
PARTS = ("work", "train")


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate pair: its features, its class, whether it is one claim, how much it counts, its event."""

    features: dict[str, float]
    kind: str
    same: bool
    weight: float
    event: str
    name: str


def examples(pile: Pile) -> list[Example]:
    """The candidate pairs of the articles that the gold's `work` part is about."""
    said, facts = propose(pile)
    passages = direction.decide(pile, reuse.find(pile, Options().reuse))
    grouped = stories.group(pile, Options().stories)
    speakers = {member: actor.id for actor in actors.resolve(pile, grouped) for member in actor.members}
    articles = {each.id: each for each in pile.articles}
    story_of = {article: story.id for story in grouped for article in story.articles}
    context = Context(rarity([*said, *facts]), speakers, links.copies(passages, articles), Meanings(embedding.load()))
    context.meanings.learn([*said, *facts])
    key = {each.id: each.key for each in pile.articles}
    gold = Gold()
    found = []
    for ones in (said, facts):
        shares = links.candidates(ones, said, passages, story_of, context.weights)
        for (one, two), share in sorted(shares.items()):
            a, b = ones[one], said[two]
            if ones is said and (two, one) in shares and two < one:
                continue
            share = max(share, shares.get((two, one), 0.0) if ones is said else 0.0)
            verdict = gold.verdict(key[a.article], a, key[b.article], b)
            seen = likeness.observe(a, b, share, context)
            if verdict is not None and "plainly opposed" not in seen and not (verdict[3] == "-" and _obvious(seen)):
                same, weight, event, name = verdict
                values = {name: each.value for name, each in seen.items()}
                found.append(Example(values, likeness.kind_of(a, b), same, weight, event, name))
    return found


def _obvious(seen: likeness.Features) -> bool:
    """Whether a pair that the gold does not list is so clearly one, or in articles so alike, that it may be one."""
    if "much copied" in seen and seen["much copied"].value > MUCH:
        return True
    covered = seen["covered"].value >= 0.85 and "same order" in seen
    return "same quote" in seen or covered or seen["shared words"].value >= 0.8


class Gold:
    """What the gold says of pairs of places."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[str, str], list[tuple[list[list[int]], list[list[int]], bool, str]]] = defaultdict(list)
        self._events: dict[str, str] = {}
        self._sampled: set[str] = set()
        for row in rows("paraphrases"):
            self._take(row, row["a"], row["a_span"], row["b"], row["b_span"], row["same"])
            self._sampled |= {row["a"], row["b"]}
        for row in rows("quotes"):
            self._take(row, row["a"], row["a_span"], row["b"], row["b_span"], row["same"])
        for row in rows("drift"):
            self._take(row, row["a"], row["a_span"], row["b"], row["b_span"], True)
        for row in rows("disputes"):
            by, target = row["by"], row["target"]
            if row["dispute"] and by["article"] != target["article"]:
                self._take(row, by["article"], by["span"], target["article"], target["span"], False)

    def _take(self, row: Row, a: str, a_spans: list[list[int]], b: str, b_spans: list[list[int]], same: bool) -> None:
        if row["part"] in PARTS:
            self._pairs[a, b].append((a_spans, b_spans, same, row["id"]))
            self._pairs[b, a].append((b_spans, a_spans, same, row["id"]))
            for each in (a, b):
                self._events[each] = row["id"].split("-")[0][1:]

    def verdict(self, a: str, one: Proposition, b: str, two: Proposition) -> tuple[bool, float, str, str] | None:
        """Same or not, with its weight, the event and the gold row's id; None where the gold says nothing of them."""
        if a not in self._events or self._events.get(a) != self._events.get(b):
            return None
        listed = [(same, name) for a_spans, b_spans, same, name in self._pairs[a, b]
                  if meets(one.spans, a_spans) and meets(two.spans, b_spans)]  # fmt: skip
        event = self._events[a]
        if listed:
            same, name = max(listed)
            return same, 1.0, event, name
        if a in self._sampled:
            return None
        quotes = bool(one.pieces) and bool(two.pieces)
        return False, 1.0 if quotes else UNLISTED, event, "-"


def matrix(found: list[Example], names: list[str]) -> tuple[Floats, Floats, Floats]:
    """Features, answers and weights as arrays."""
    x = np.array([[each.features.get(name, 0.0) for name in names] for each in found])
    return x, np.array([float(each.same) for each in found]), np.array([each.weight for each in found])


def ruled(found: list[Example]) -> Floats:
    """What the features whose weight is set by hand add to each example."""
    return np.array([sum(weight * each.features.get(name, 0.0) for name, weight in likeness.RULED.items()) for each in found])


def learn(x: Floats, y: Floats, w: Floats, fixed: Floats) -> Floats:
    """The weights of the features; `fixed` is what ruled features add."""
    return fit(x, y, w, np.full(x.shape[1], RIDGE), fixed)


def crossed(found: list[Example], names: list[str]) -> Floats:
    """The log-odds of each example by weights learned without its fold of events."""
    x, y, w = matrix(found, names)
    fixed = ruled(found)
    events = sorted({each.event for each in found})
    fold = np.array([events.index(each.event) % FOLDS for each in found])
    scores = np.zeros(len(found))
    for each in range(FOLDS):
        beta = learn(x[fold != each], y[fold != each], w[fold != each], fixed[fold != each])
        scores[fold == each] = x[fold == each] @ beta + fixed[fold == each]
    return scores


def thresholds(found: list[Example], scores: Floats, wished: float) -> dict[str, tuple[float, str]]:
    """For each kind the log-odds from which links are right as often as wished, and what that gives."""
    result = {}
    for kind in sorted({each.kind for each in found}):
        here = [(scores[at], each.same, each.weight) for at, each in enumerate(found) if each.kind == kind]
        positive = sum(same for _, same, _ in here)
        best, note = 0.0, "too few to tell"
        top = -1.0
        for bar in np.arange(-2.5, 3.01, 0.1):
            hit = sum(weight for value, same, weight in here if value >= bar and same)
            false = sum(weight for value, same, weight in here if value >= bar and not same)
            precision = hit / max(1e-9, hit + false)
            recall = hit / max(1, positive)
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            good = f1 if precision >= (wished if "both" in kind else SOME) else f1 - 1
            if hit and good > top:
                top, best, note = good, float(bar), f"P {precision:.0%}, R {recall:.0%} of {positive}"
        result[kind] = best, note
    return result


def main() -> None:
    """Learn, choose thresholds, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pile", type=Path, required=True)
    parser.add_argument("--precision", type=float, default=0.95, help="how often a link shall be right")
    chosen = parser.parse_args()
    data = Path(os.environ.get("WHENCE_DATA", "../shared"))
    pile = pile_of(ledger(chosen.pile, data, ("last", *PARTS)))
    found = examples(pile)
    names = sorted({name for each in found for name in each.features} - set(likeness.RULED))
    scores = crossed(found, names)
    bars = thresholds(found, scores, chosen.precision)
    x, y, w = matrix(found, names)
    beta = learn(x, y, w, ruled(found))
    lines = ["# feature, weight in log-odds, note; made by python -m training.likeness, see training/likeness.py"]
    for name, value in zip(names, beta, strict=True):
        bar, note = bars.get(name, (0.0, ""))
        lines.append(f"{name}\t{value - bar:.3f}\t{note}")
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(found)} pairs, {sum(each.same for each in found)} the same")
    print("\n".join(lines[1:]))


if __name__ == "__main__":
    main()
