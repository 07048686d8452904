"""Which statement it is that another answers: the features of a pair, weighed as `answering.tsv` says.

The weights are those of a conditional logit over the candidates of one statement (McFadden 1974), and of a logistic
regression that turns the share of the best into a confidence (`python -m training.answering`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whence.comparison.cases import Case
from whence.comparison.meanings import Meanings
from whence.comparison.wording import terms, weigh

_OFFICES = terms(
    """official officials spokesman spokeswoman minister ministry president government people group party report reports
    attorney lawyer"""
)
_NEAR, _FAR, _NEXT = 150, 3000, 400  # code points
_WORDS = 4
_FEW = 2
_SEVERAL = 10
_ACCUSERS = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """A case that may be the one answered, how sure that is (0 to 1), and why."""

    target: Case
    confidence: float
    note: str


@cache
def learned() -> dict[str, float]:
    """The weight of each feature, and of each stance."""
    table = files("whence.comparison").joinpath("answering.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in table if line and not line.startswith("#"))
    return {name: float(weight) for name, weight, *_ in rows}


def answers(by: Case, targets: Sequence[Case], weights: dict[str, float], meanings: Meanings) -> list[Answer]:
    """The candidates that a case may answer, the likeliest first; `meanings` has learned all of them."""
    if by.stance is None or not targets:
        return []
    seen = [observe(by, each, weights, meanings) for each in targets]
    table = learned()
    sums = [sum(table.get(name, 0.0) * value for name, value in each.items()) for each in seen]
    top = max(sums)
    shares = [math.exp(each - top) for each in sums]
    total = sum(shares)
    found = [
        Answer(target, confidence(by, share / total), _note(features))
        for target, share, features in zip(targets, shares, seen, strict=True)
    ]
    return sorted(found, key=lambda each: (-each.confidence, each.target.proposition.key))


def confidence(by: Case, share: float) -> float:
    """How sure a tie is, from the stance and the candidate's share among all candidates."""
    table = learned()
    odds = max(-5.0, min(4.0, math.log((share + 1e-6) / (1 - share + 1e-6))))
    return round(1 / (1 + math.exp(-(table[f"stance {by.stance}"] + table["share"] * odds))), 4)


def observe(by: Case, target: Case, weights: dict[str, float], meanings: Meanings) -> dict[str, float]:
    """The features of a pair; those that are absent are 0."""
    found = _words(by, target, weights) | _sides(by, target)
    found["alike in meaning"] = max(0.0, meanings.cosine(by.proposition, target.proposition))
    found["only one negates"] = float(by.negated != target.negated)
    found["accuses"] = float(target.accuses)
    found["charges"] = float(target.charges and not target.accuses)
    found["denies too"] = float(target.denies)
    found["stated as fact"] = float(target.proposition.statement is None)
    found["few words"] = float(len(target.proposition.terms) <= _FEW)
    same = by.proposition.article == target.proposition.article
    return found | (_places(by, target, found) if same else {"another article": 1.0})


def _words(by: Case, target: Case, weights: dict[str, float]) -> dict[str, float]:
    one, two = by.proposition.terms, target.proposition.terms
    common, theirs = one & two, weigh(two, weights) or 1.0
    cover = weigh(common, weights) / (min(weigh(one, weights), theirs) or 1.0)
    held = weigh(by.nearby & two, weights) / theirs
    return {
        "shared words": cover * min(1.0, len(common) / _FEW),
        "its words taken up": held * min(1.0, len(two) / _WORDS),
    }


def _sides(by: Case, target: Case) -> dict[str, float]:
    names, others = by.names - _OFFICES, target.names - _OFFICES
    said = target.proposition.statement is not None
    return {
        "speaks of the one who answers": float(bool(names & target.proposition.terms)),
        "named in the answer": float(bool(others & by.nearby)),
        "one speaker": float(one_side(by, target)),
        "speaker unknown": float(by.speaker is None or (said and target.speaker is None)),
    }


def one_side(one: Case, two: Case) -> bool:
    """Whether two speakers speak for one: the same actor, or a country and its ministry."""
    if one.speaker is None or two.speaker is None:
        return False
    return one.speaker == two.speaker or bool(one.names & two.names - _OFFICES)


def _places(by: Case, target: Case, found: Mapping[str, float]) -> dict[str, float]:
    before = target.start < by.start
    gap = max(0, by.start - target.end if before else target.start - by.end)
    first, last = (target, by) if before else (by, target)
    accusers = last.accusers - first.accusers - first.accuses
    beside = last.place - first.place == 1 and gap < _NEXT
    apart = not found["one speaker"] and not found["speaker unknown"]
    return {
        "near": 1 / (1 + gap / _NEAR),
        "far": min(1.0, gap / _FAR),
        "statements between": min(1.0, (last.place - first.place - 1) / _SEVERAL),
        "accusers between": min(1.0, max(0, accusers) / _ACCUSERS),
        "comes later": float(not before),
        "next, another speaker": float(beside and apart),
        "one sentence": float(by.sentence == target.sentence),
        "nearest accusation": float(before and target.accuses and accusers <= 0),
    }


_TELLING = {
    "named in the answer": "names whose words it answers",
    "speaks of the one who answers": "answers words about its speaker",
    "accuses": "answers an accusation",
    "next, another speaker": "stands next to it",
}


def _note(features: Mapping[str, float]) -> str:
    shared = features["its words taken up"]
    notes = [f"{shared:.0%} of the telling words"] if shared >= 0.3 else []
    return "; ".join([*notes, *(words for name, words in _TELLING.items() if features.get(name))])
