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

import numpy as np

from whence.comparison.cases import Case
from whence.comparison.columns import OFFICES, Columns, Floats, Rows, Some, Truths
from whence.comparison.meanings import Meanings

_NEAR, _FAR, _NEXT = 150, 3000, 400  # code points
_WORDS = 4
_FEW = 2
_SEVERAL = 10
_ACCUSERS = 3
_MEANING = "alike in meaning"


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


def answers(by: Case, targets: Sequence[Case], columns: Columns, meanings: Meanings, least: float) -> list[Answer]:
    """The candidates that a case answers, at least `least` sure (0 to 1), the likeliest first.

    `columns` hold the case and all candidates, `meanings` has learned them.
    """
    if by.stance is None or not targets or confidence(by, 1.0) < least:
        return []
    seen = observe(by, targets, columns, meanings)
    sums = _weighed(seen)
    shares = np.exp(sums - sums.max())
    shares /= shares.sum()
    found = []
    for at in np.argsort(-shares).tolist():
        sure = confidence(by, shares[at])
        if sure < least:
            break
        found.append(Answer(targets[at], sure, _note({name: float(each[at]) for name, each in seen.items()})))
    return sorted(found, key=lambda each: (-each.confidence, each.target.proposition.key))


def may_answer(by: Case, targets: Sequence[Case], columns: Columns, least: float) -> bool:
    """Whether a case can be `least` sure to answer any of some others, whatever they mean: mostly it cannot."""
    if by.stance is None or not targets or confidence(by, 1.0) < least:
        return False
    sums = _weighed(_plain(by, targets, columns))
    rivals = np.exp(sums - sums.max()).sum() - 1
    return confidence(by, 1 / (1 + rivals * math.exp(-abs(learned()[_MEANING])))) >= least


def _weighed(features: Mapping[str, Floats]) -> Floats:
    """The sum of features, each by its weight."""
    table = learned()
    return np.asarray(np.sum([table.get(name, 0.0) * values for name, values in features.items()], axis=0))


def confidence(by: Case, share: float) -> float:
    """How sure a tie is, from the stance and the candidate's share among all candidates."""
    table = learned()
    odds = max(-5.0, min(4.0, math.log((share + 1e-6) / (1 - share + 1e-6))))
    return round(1 / (1 + math.exp(-(table[f"stance {by.stance}"] + table["share"] * odds))), 4)


def observe(by: Case, targets: Sequence[Case], columns: Columns, meanings: Meanings) -> dict[str, Floats]:
    """The features of a case with each of some others; those that are absent are 0."""
    near = meanings.cosines(by.proposition, [each.proposition for each in targets])
    return _plain(by, targets, columns) | {_MEANING: np.maximum(0.0, near)}


def _plain(by: Case, targets: Sequence[Case], columns: Columns) -> dict[str, Floats]:
    """All features but the meaning."""
    mine, places = columns.places([by]), columns.places(targets)
    me, them = columns.rows(mine), columns.rows(places)
    terms, names = columns.terms.at(places), columns.names.at(places)
    found = _words(by, columns.terms.at(mine).mass(), terms) | _sides(by, me, them, terms, names)
    same, apart = me.article == them.article, found["one speaker"] + found["speaker unknown"] == 0
    told = {
        "only one negates": me.negated != them.negated,
        "accuses": them.accuses,
        "charges": them.charges & ~them.accuses,
        "denies too": them.denies,
        "stated as fact": ~them.said,
        "few words": terms.count() <= _FEW,
        "another article": ~same,
    }
    found |= {name: values.astype(np.float64) for name, values in told.items()}
    return found | {name: np.where(same, values, 0.0) for name, values in _places(me, them, apart).items()}


def _words(by: Case, mass: Floats, terms: Some) -> dict[str, Floats]:
    theirs, length = _or_one(terms.mass()), terms.count()
    common, count = terms.met(by.proposition.terms)
    taken_up, _ = terms.met(by.nearby)
    return {
        "shared words": common / _or_one(np.minimum(mass, theirs)) * np.minimum(1.0, count / _FEW),
        "its words taken up": taken_up / theirs * np.minimum(1.0, length / _WORDS),
    }


def _or_one(mass: Floats) -> Floats:
    return np.where(mass == 0, 1.0, mass)


def _sides(by: Case, me: Rows, them: Rows, terms: Some, names: Some) -> dict[str, Floats]:
    own = by.names - OFFICES
    unknown = (me.speaker < 0) | (them.said & (them.speaker < 0))
    one = (me.speaker >= 0) & (them.speaker >= 0) & ((me.speaker == them.speaker) | names.meet(own))
    told = {
        "speaks of the one who answers": terms.meet(own),
        "named in the answer": names.meet(by.nearby),
        "one speaker": one,
        "speaker unknown": unknown,
    }
    return {name: values.astype(np.float64) for name, values in told.items()}


def one_side(one: Case, two: Case) -> bool:
    """Whether two speakers speak for one: the same actor, or a country and its ministry."""
    if one.speaker is None or two.speaker is None:
        return False
    return one.speaker == two.speaker or bool(one.names & two.names - OFFICES)


def _places(me: Rows, them: Rows, apart: Truths) -> dict[str, Floats]:
    """For two of one article, where the one stands from the other."""
    before = them.start < me.start
    gap = np.maximum(0, np.where(before, me.start - them.end, them.start - me.end))
    steps = np.where(before, me.place - them.place, them.place - me.place)
    accusers = np.where(before, me.accusers - them.accusers - them.accuses, them.accusers - me.accusers - me.accuses)
    found = {
        "near": 1 / (1 + gap / _NEAR),
        "far": np.minimum(1.0, gap / _FAR),
        "statements between": np.minimum(1.0, (steps - 1) / _SEVERAL),
        "accusers between": np.minimum(1.0, np.maximum(0, accusers) / _ACCUSERS),
        "comes later": ~before,
        "next, another speaker": (steps == 1) & (gap < _NEXT) & apart,
        "one sentence": me.sentence == them.sentence,
        "nearest accusation": before & them.accuses & (accusers <= 0),
    }
    return {name: np.asarray(values, np.float64) for name, values in found.items()}


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
