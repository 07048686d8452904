"""Learn how much each feature tells about whom a pronoun means, and write it as package data.

python -m training.antecedents      (WHENCE_DATA, default ../shared)

Learns from pronouns that were led back by hand: benchmarks/gold/attribution/pronouns.jsonl (part "train") and the
sources of the `work` part of the statements there. The articles are read as the program reads them, so that who is
nearby and who spoke before are what it will see. A conditional logit with a ridge: somebody's chance is the sum over
the places where the article speaks of him, and all chances are one together. Printed: how often the right one is first, in five-fold
cross-validation over articles, and with weights learned on all.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.attribution_gold import articles, gold
from numpy.typing import NDArray

from whence.attribution.antecedents import Antecedents, Features
from whence.attribution.document import Document
from whence.attribution.neural.extractor import Trained
from whence.attribution.scene import HE, IT, SHE, THEY
from whence.attribution.speakers import Speakers
from whence.records import Article, Span

PRONOUNS = Path(__file__).parents[1] / "benchmarks/gold/attribution/pronouns.jsonl"
OUT = Path(__file__).parents[1] / "src/whence/attribution/antecedents.tsv"
FOLDS = 5
RIDGE = 1.0
STEPS = 600
RATE = 0.05
PRONOUN = HE | SHE | IT | THEY
Floats = NDArray[np.float64]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A pronoun whose meaning is known: the keys and features of those it could mean, and which of them are right."""

    article: str
    keys: tuple[str, ...]
    features: tuple[Features, ...]
    right: tuple[bool, ...]


def labels() -> list[Row]:
    """The pronouns led back by hand, each with corpus, article, place, pronoun and name."""
    rows: list[Row] = [json.loads(line) for line in PRONOUNS.read_text("utf-8").splitlines()]
    for row in gold():
        if row["part"] == "work" and row["source"] and row["speaker"]:
            rows.append(
                {"corpus": row["corpus"], "article": row["article"], "at": row["source"][0], "name": row["speaker"]}
            )
    return rows


def same(wanted: str, name: str) -> bool:
    """Whether a name is the one wanted, or ends in it ("Ola Holm" for "Holm")."""
    one, other = (each.casefold().replace("’", "'").removeprefix("the ") for each in (wanted, name))
    return one == other or other.endswith(" " + one) or one.endswith(" " + other)


def observed(article: Article, known: dict[Span, str]) -> Iterator[Asked]:
    """The pronouns of an article with those they could mean, as they are seen when it is read in order."""
    document = Document.of(article)
    speakers = Speakers(article.id, document)
    found = [Span(each.source[0].start, each.source[-1].end) for each in Trained().extract(document) if each.source]
    places = sorted(known)
    for source in [*sorted(set(found)), Span(len(article.text), len(article.text))]:
        while places and places[0].start <= source.start:
            place = places.pop(0)
            if article.text[place.start : place.end].lower() in PRONOUN:
                yield asked(article, speakers.antecedents, place, known[place])
        if source.start < source.end:
            speakers.resolve(source)


def asked(article: Article, antecedents: Antecedents, place: Span, name: str) -> Asked:
    """One pronoun with those it could mean."""
    antecedents.read_on(place.start)
    keys, features, right = [], [], []
    for key, each, values in antecedents.candidates(article.text[place.start : place.end].lower(), place.start):
        who = antecedents.who(each)
        keys.append(key)
        features.append(values)
        right.append(who is not None and same(name, who.name))
    return Asked(article.id, tuple(keys), tuple(features), tuple(right))


def fit(found: list[tuple[Floats, NDArray[np.bool_]]], width: int) -> Floats:
    """Weights that make the right ones likeliest (Adam, full batches)."""
    x = np.concatenate([each for each, _ in found])
    right = np.concatenate([each for _, each in found])
    sizes = [len(each) for _, each in found]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    beta, mean, square = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, STEPS + 1):
        scores = x @ beta
        raised = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        shares = [each / np.repeat(np.add.reduceat(each, starts), sizes) for each in (raised * right, raised)]
        slope = x.T @ (shares[0] - shares[1]) - RIDGE * beta
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        beta += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-9)
    return beta


def first(each: Asked, scores: Floats) -> bool:
    """Whether the right one is the likeliest."""
    totals: dict[str, float] = defaultdict(float)
    for key, value in zip(each.keys, np.exp(scores - scores.max()), strict=True):
        totals[key] += value
    best = max(totals, key=lambda key: totals[key])
    return each.right[each.keys.index(best)]


def main() -> None:
    """Learn, cross-validate, write the table."""
    rows = labels()
    known: dict[str, dict[Span, str]] = defaultdict(dict)
    for row in rows:
        known[row["article"]][Span(*row["at"])] = row["name"]
    found = [each for name, article in articles(rows) for each in observed(article, known[name])]
    able = [each for each in found if any(each.right)]
    names = sorted({name for each in able for values in each.features for name in values})
    matrices = [np.array([[values.get(name, 0.0) for name in names] for values in each.features]) for each in able]
    examples = [(x, np.array(each.right)) for x, each in zip(matrices, able, strict=True)]
    homes = sorted({each.article for each in able})
    fold = [homes.index(each.article) % FOLDS for each in able]
    hits = 0
    for at in range(FOLDS):
        beta = fit([each for each, home in zip(examples, fold, strict=True) if home != at], len(names))
        hits += sum(first(each, x @ beta) for each, x, home in zip(able, matrices, fold, strict=True) if home == at)
    beta = fit(examples, len(names))
    seen = sum(first(each, x @ beta) for each, x in zip(able, matrices, strict=True))
    print(
        f"{len(found)} pronouns, the right one among the candidates {len(able)}, first {hits} (crossed), {seen} (seen)"
    )
    lines = ["# feature, weight in log-odds; made by python -m training.antecedents, see training/antecedents.py"]
    lines += [f"{name}\t{value:.3f}" for name, value in zip(names, beta, strict=True)]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines[1:]))


if __name__ == "__main__":
    main()
