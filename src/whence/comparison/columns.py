"""Cases as columns, so that one of them is held against all that it may answer at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.comparison.cases import OFFICES, Case
from whence.comparison.stances import FIRM, TRAITS, Trait

Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]


class Sets:
    """A set of words for each case; a word weighs what `weights` says, else 1."""

    def __init__(self, sets: Sequence[Set[str]], weights: Mapping[str, float]) -> None:
        number: dict[str, int] = {}
        numbers = [number.setdefault(word, len(number)) for each in sets for word in sorted(each)]
        self.number: Mapping[str, int] = number
        self.weights = np.array([weights.get(word, 1.0) for word in number], np.float64)
        self.wanted = np.zeros(len(number), np.bool_)
        self._numbers = np.array(numbers, np.int64)
        self._lengths = np.array([len(each) for each in sets], np.int64)
        self._starts = np.cumsum(self._lengths) - self._lengths

    def at(self, places: Longs) -> Some:
        """Those of some cases."""
        lengths = self._lengths[places]
        ahead = self._starts[places] - (np.cumsum(lengths) - lengths)
        numbers = self._numbers[np.arange(lengths.sum()) + np.repeat(ahead, lengths)]
        return Some(self, np.repeat(np.arange(len(places)), lengths), numbers, len(places))


@dataclass(frozen=True, slots=True)
class Some:
    """The sets of some cases: for each of their words whose it is, and which."""

    sets: Sets
    owners: Longs
    numbers: Longs
    size: int

    def mass(self) -> Floats:
        """What the words of each case weigh together."""
        return _summed(self.owners, self.sets.weights[self.numbers], self.size)

    def count(self) -> Floats:
        """How many words each case has."""
        return _summed(self.owners, None, self.size)

    def met(self, words: Iterable[str]) -> tuple[Floats, Floats]:
        """Of each case those that are among some words: what they weigh together, and how many they are."""
        known = [at for each in words if (at := self.sets.number.get(each)) is not None]
        self.sets.wanted[known] = True
        inside = self.sets.wanted[self.numbers]
        self.sets.wanted[known] = False
        owners, weights = self.owners[inside], self.sets.weights[self.numbers[inside]]
        return _summed(owners, weights, self.size), _summed(owners, None, self.size)

    def meet(self, words: Iterable[str]) -> Truths:
        """Whether each case has any of some words."""
        return self.met(words)[1] > 0


def _summed(owners: Longs, values: Floats | None, size: int) -> Floats:
    return np.asarray(np.bincount(owners, values, size), np.float64)


class Rows(NamedTuple):
    """What is known of some cases, an array each: traits, numbers (an unknown speaker is -1), then what is true."""

    traits: Mapping[Trait, Truths]
    article: Longs
    start: Longs
    end: Longs
    sentence: Longs
    place: Longs
    accusers: Longs
    speaker: Longs
    said: Truths
    accuses: Truths
    charges: Truths
    negated: Truths
    denies: Truths
    firm: Truths


class Columns:
    """All cases of a pile as columns."""

    def __init__(self, cases: Mapping[str, Sequence[Case]], weights: Mapping[str, float]) -> None:
        every = [each for _, own in sorted(cases.items()) for each in own]
        self._first: dict[str, int] = {}
        for at, each in enumerate(every):
            self._first.setdefault(each.proposition.article, at)
        speakers: dict[str | None, int] = {None: -1}
        numbers = [(self._first[each.proposition.article], *_numbers(each, speakers)) for each in every]
        self._numbers = np.array(numbers, np.int64).reshape(len(every), 7)
        self._truths = np.array([_truths(each) for each in every], np.bool_).reshape(len(every), 6)
        traits = np.array([[name in each.traits for name in TRAITS] for each in every], np.bool_)
        self._traits = traits.reshape(len(every), len(TRAITS))
        self.terms = Sets([each.proposition.terms for each in every], weights)
        self.names = Sets([each.names - OFFICES for each in every], {})

    def places(self, cases: Sequence[Case]) -> Longs:
        """Where some of the cases stand among all."""
        return np.array([self._first[each.proposition.article] + each.place for each in cases], np.int64)

    def rows(self, places: Longs) -> Rows:
        """What is known of the cases at some places."""
        traits = dict(zip(TRAITS, self._traits[places].T, strict=True))
        numbers, truths = self._numbers[places].T, self._truths[places].T
        return Rows(traits, *numbers, *truths)


def _numbers(case: Case, speakers: dict[str | None, int]) -> tuple[int, ...]:
    speaker = speakers.setdefault(case.speaker, len(speakers))
    return case.start, case.end, case.sentence, case.place, case.accusers, speaker


def _truths(case: Case) -> tuple[bool, ...]:
    said, firm = case.proposition.statement is not None, case.stance in FIRM
    return said, case.accuses, case.charges, case.negated, case.denies, firm
