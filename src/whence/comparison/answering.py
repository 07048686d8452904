"""Which statement it is that another answers: the features of a pair, weighed as `answering.tsv` says.

The weights are those of a conditional logit over the candidates of one statement and none of them (McFadden 1974), and
of a logistic regression that turns a share into a confidence (`python -m training.answering`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from whence.comparison.cases import OFFICES, Case
from whence.comparison.columns import Columns, Floats, Rows, Some, Truths
from whence.comparison.stances import FIRM, Trait
from whence.lexicon import tables

_NEAR, _FAR = 150, 3000  # code points
_WORDS = 4
_FEW = 2
_SEVERAL = 10
_ACCUSERS = 3
_SOME = 4
_MOST = 50.0
_SHARED, _TAKEN_UP = "shared words", "its words taken up"
_OWN: tuple[Trait, ...] = ("calls a claim false", "quotes", "says no first", "resumes", "turns", "contrasts", "wishes")
_THEIRS: tuple[Trait, ...] = ("asks", "claims", "hedged", "wishes")
_PAIRS = (
    ("only one negates", _TAKEN_UP),
    ("accuses", "speaks of the one who answers"),
    ("named in the answer", "speaks of the one who answers"),
    ("charges", "near"),
)
_WITH = {
    "firm": (_SHARED, "near"),
    "resumes": ("near", "sentence before"),
    "contrasts": ("one sentence",),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A case that may be the one answered, how likely that is (0 to 1), and why."""

    target: Case
    confidence: float
    note: str


@cache
def learned() -> dict[str, float]:
    """The weight of each feature, and of each stance."""
    return tables.numbers("whence.comparison", "answering.tsv")


def answers(by: Case, targets: Sequence[Case], columns: Columns) -> list[Answer]:
    """The share of each of some others in what a case answers, the likeliest first; what is left of 1 is nothing.

    `columns` hold the case and all candidates.
    """
    if by.stance is None or not targets:
        return []
    seen = observe(by, targets, columns)
    odds = np.exp(np.minimum(_weighed(seen), _MOST))
    found = []
    for at, share in enumerate((odds / (1 + odds.sum())).tolist()):
        found.append(Answer(targets[at], share, _note({name: float(seen[name][at]) for name in (_SHARED, *_TELLING)})))
    return sorted(found, key=lambda each: (-each.confidence, each.target.proposition.key))


def sure(by: Case, share: float) -> float:
    """The confidence that a share stands for (0 to 1): how often such a one was right on events not learned from."""
    table, name = learned(), "firm" if by.stance in FIRM else "others"
    odds = table[f"sure: {name}"] + table[f"share: {name}"] * math.log((share + 1e-6) / (1 - share + 1e-6))
    return round(1 / (1 + math.exp(-odds)), 4)


def _weighed(features: Mapping[str, Floats]) -> Floats:
    """The sum of features, each by its weight."""
    table = learned()
    return np.asarray(np.sum([table.get(name, 0.0) * values for name, values in features.items()], axis=0))


def observe(by: Case, targets: Sequence[Case], columns: Columns) -> dict[str, Floats]:
    """The features of a case with each of some others; those that are absent are 0."""
    mine, places = columns.places([by]), columns.places(targets)
    me, them = columns.rows(mine), columns.rows(places)
    terms, names = columns.terms.at(places), columns.names.at(places)
    found = _words(by, columns.terms.at(mine).mass(), terms)
    told = _manners(me, them, terms.count()) | _sides(by, me, them, terms, names)
    found |= {name: values.astype(np.float64) for name, values in told.items()}
    near = _places(me, them)
    found |= {name: np.where(me.article == them.article, values, 0.0) for name, values in near.items()}
    return found | _crossed(me, found) | _standing(by, me, len(targets))


def _standing(by: Case, me: Rows, size: int) -> dict[str, Floats]:
    """What is known of the one who answers, whomever."""
    told = {f"by: {name}": bool(me.traits[name][0]) for name in _OWN}
    told |= {"by: accuses": bool(me.accuses[0]), "by: speaker unknown": by.speaker is None}
    told |= {f"by: {by.stance or 'no stance'}": True}
    return {name: np.full(size, float(value)) for name, value in told.items()}


def _manners(me: Rows, them: Rows, count: Floats) -> dict[str, Truths]:
    """What is known of those answered."""
    return {name: them.traits[name] for name in _THEIRS} | {
        "only one negates": me.negated != them.negated,
        "accuses": them.accuses,
        "charges": them.charges & ~them.accuses,
        "denies in so many words": them.firm,
        "stated as fact": ~them.said,
        "few words": count <= _FEW,
        "some words": (count > _FEW) & (count <= _SOME),
        "another article": me.article != them.article,
    }


def _crossed(me: Rows, found: Mapping[str, Floats]) -> dict[str, Floats]:
    """Features that tell more together than each for itself."""
    crossed = {f"{one} × {two}": found[one] * found[two] for one, two in _PAIRS}
    for name, own in (("firm", me.firm), ("resumes", me.traits["resumes"]), ("contrasts", me.traits["contrasts"])):
        crossed |= {f"{name} × {each}": float(own[0]) * found[each] for each in _WITH[name]}
    return crossed


def _words(by: Case, mass: Floats, terms: Some) -> dict[str, Floats]:
    theirs, length = _or_one(terms.mass()), terms.count()
    common, count = terms.met(by.proposition.terms)
    taken_up, _ = terms.met(by.nearby)
    return {
        _SHARED: common / _or_one(np.minimum(mass, theirs)) * np.minimum(1.0, count / _FEW),
        _TAKEN_UP: taken_up / theirs * np.minimum(1.0, length / _WORDS),
    }


def _or_one(mass: Floats) -> Floats:
    return np.where(mass == 0, 1.0, mass)


def _sides(by: Case, me: Rows, them: Rows, terms: Some, names: Some) -> dict[str, Truths]:
    return {
        "speaks of the one who answers": terms.meet(by.names - OFFICES),
        "named in the answer": names.meet(by.nearby),
        "speaker unknown": (me.speaker < 0) | (them.said & (them.speaker < 0)),
    }


def _places(me: Rows, them: Rows) -> dict[str, Floats]:
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
        "one sentence": me.sentence == them.sentence,
        "sentence before": me.sentence - them.sentence == 1,
    }
    return {name: np.asarray(values, np.float64) for name, values in found.items()}


_TELLING = {
    "named in the answer": "names whose words it answers",
    "speaks of the one who answers": "answers words about its speaker",
    "accuses": "answers an accusation",
    "sentence before": "stands next to it",
}


def _note(features: Mapping[str, float]) -> str:
    shared = features[_SHARED]
    notes = [f"{shared:.0%} of the words that carry meaning"] if shared >= 0.3 else []
    return "; ".join([*notes, *(words for name, words in _TELLING.items() if features[name])])
