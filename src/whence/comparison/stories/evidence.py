"""How likely two articles are on one event: many likenesses of words, names, numbers and days, weighed by regression.

The weights (`weights.json`) are those of a logistic regression, fitted by `python -m training.stories` on half of the
events that editors of AllSides put together; the file says how.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from whence.comparison.stories import kernels, neighbours
from whence.comparison.stories.dating import Days
from whence.comparison.stories.vectors import Rarity, Vectors, counted, pairs_of
from whence.comparison.stories.words import Numbers, Words
from whence.records import Article

_OPENING, _LEAD, _FIRST_LINES = 400, 100, 60
_RARE = 100
_COMMON = 0.1
_NEARBY = 7
_CAP = 6.5
_LOCAL_CAP = 5.0
_HIGH_CAP = 9.0
_MOST_TERMS = 200
_SURE, _STEEP = 0.35, 30.0
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


class Evidence:
    """The likenesses of pairs of articles of a pile; makes each set of vectors once."""

    def __init__(self, articles: Sequence[Article], words: Words) -> None:
        self.articles, self.words = articles, words
        self.outlets = _numbers([each.outlet for each in articles])
        self.lengths = np.array([len(each) for each in words.bodies])
        openings = [each[:_OPENING] for each in words.bodies]
        paired = pairs_of(openings, len(words.terms))
        counts = counted((openings, words.titles, words.titles, words.titles, paired))
        self.rarity = Rarity.of(counts, words)
        main = counts.by(self.rarity.weigh(counts, _CAP), _MOST_TERMS)
        self.main = main.where((self.rarity.holders[main.terms] > 1) & (self.rarity.share[main.terms] < _COMMON))

    def columns(self, a: Numbers, b: Numbers, days: Days, index: neighbours.Index) -> dict[str, Any]:
        """The likenesses of each pair, by name."""
        main = self.main.cosines(a, b)
        found = {"main": main, **self._by_words(a, b), **self._by_time(a, b, days)}
        nearby = self._nearby(index)
        found["nearby"] = nearby.cosines(a, b)
        found |= self._by_company(a, b, main, found["nearby"])
        found["same_outlet"] = ((self.outlets[a] == self.outlets[b]) & (self.outlets[a] >= 0)).astype(float)
        shorter = np.minimum(self.lengths[a], self.lengths[b])
        found["shorter"] = np.log1p(shorter)
        found["longer"] = np.log1p(np.maximum(self.lengths[a], self.lengths[b]))
        return found

    def _weighed(self, *parts: Sequence[Numbers], cap: float = _HIGH_CAP) -> Vectors:
        counts = counted(parts)
        return counts.by(self.rarity.weigh(counts, cap))

    def _by_words(self, a: Numbers, b: Numbers) -> dict[str, Any]:
        words, terms = self.words, len(self.words.terms)
        leads = [each[:_LEAD] for each in words.bodies]
        titles, full = self._weighed(words.titles), self._weighed(words.bodies)
        digits = np.array([each[:1].isdigit() for each in words.terms], bool)
        numbers = [each[(each >= 0) & digits[each]] for each in words.bodies]
        found = {
            "title": titles.cosines(a, b),
            "lead": self._weighed(leads).cosines(a, b),
            "title_and_lead": self._weighed(words.titles, leads).cosines(a, b),
            "full": full.cosines(a, b),
            "names": self._weighed(words.names).cosines(a, b),
            "numbers": self._weighed(numbers).cosines(a, b),
        }
        for name, kept in (
            ("pairs", self.main.terms >= terms),
            ("rare", self.rarity.holders[self.main.terms] <= _RARE),
        ):
            part = self.main.where(kept)
            found[name] = part.by(np.ones(len(part.terms))).cosines(a, b)
        inside, outside = _shares(titles), Vectors(full.starts, full.terms, np.ones(len(full.terms)))
        one, two = (kernels.dots(inside.rows, outside.rows, *each) for each in ((a, b), (b, a)))
        return found | {"title_within_most": np.maximum(one, two), "title_within_least": np.minimum(one, two)}

    def _by_time(self, a: Numbers, b: Numbers, days: Days) -> dict[str, Any]:
        known = days.known[a] & days.known[b]
        apart = np.abs(days.first[a] + days.last[a] - days.first[b] - days.last[b]) / 2
        stems = {each: at for at, each in enumerate(self.words.terms)}
        named = [stems.get(each, -2) for each in _WEEKDAYS]
        told = np.array([[(each[:300] == day).any() for day in named] for each in self.words.bodies], bool)
        told = told.reshape(-1, len(named))
        both, either = (told[a] & told[b]).sum(1), (told[a] | told[b]).sum(1)
        neither = ~told[a].any(1) | ~told[b].any(1)
        return {
            "one_undated": (days.known[a] != days.known[b]).astype(float),
            "both_undated": (~days.known[a] & ~days.known[b]).astype(float),
            "same_day": (known & (apart == 0)).astype(float),
            "next_day": (known & (apart > 0) & (apart <= 1)).astype(float),
            "two_days": (known & (apart > 1) & (apart <= 2)).astype(float),
            "later": (known & (apart > 2)).astype(float),
            "weekdays": both / np.maximum(1, either),
            "other_weekdays": ((both == 0) & ~neither).astype(float),
        }

    def _nearby(self, index: neighbours.Index) -> Vectors:
        """Titles and openings weighed by what is rare in the days around."""
        seen, around = index.nearby(_NEARBY)
        counts = index.vectors
        weights = np.where(
            seen >= 0,
            self.rarity.weigh_nearby(counts, seen, around, _LOCAL_CAP),
            self.rarity.weigh(counts, _LOCAL_CAP),
        )
        return counts.by(weights)

    def _by_company(self, a: Numbers, b: Numbers, main: Any, nearby: Any) -> dict[str, Any]:
        total = len(self.articles)
        found = {"shared_neighbours": neighbours.shared(a, b, nearby, total)}
        for name, values in (("main", main), ("nearby", nearby)):
            one, two, best, crowd = neighbours.ranks(a, b, values, total)
            found[f"{name}_rank_best"] = np.log1p(np.minimum(one, two))
            found[f"{name}_rank_worst"] = np.log1p(np.maximum(one, two))
            found[f"{name}_of_best"] = values / np.maximum(1e-9, np.maximum(best[a], best[b]))
            found[f"{name}_of_worse"] = values / np.maximum(1e-9, np.minimum(best[a], best[b]))
            found[f"{name}_crowd"] = (crowd[a] + crowd[b]) / 2
        return found

    def counts(self) -> Vectors:
        """Title twice and opening, unweighed, as the look at the days around takes them."""
        return counted((self.words.titles, self.words.titles, [each[:_OPENING] for each in self.words.bodies]))


def _numbers(values: Sequence[str | None]) -> Numbers:
    table: dict[str, int] = {}
    return np.array([-1 if each is None else table.setdefault(each, len(table)) for each in values])


def _shares(vectors: Vectors) -> Vectors:
    """Rows whose weights sum to 1."""
    owners = np.repeat(np.arange(len(vectors.starts) - 1), np.diff(vectors.starts))
    sums = np.bincount(owners, weights=vectors.weights, minlength=len(vectors.starts) - 1)
    return Vectors(vectors.starts, vectors.terms, vectors.weights / sums[owners])


def design(columns: dict[str, Any]) -> tuple[list[str], Any]:
    """The columns of the regression: each likeness, and the square root of those that are cosines."""
    names, table = [], []
    for name, values in columns.items():
        names.append(name)
        table.append(values)
        if name in _ROOTED:
            names.append(f"root of {name}")
            table.append(np.sqrt(np.maximum(values, 0.0)))
    return names, np.column_stack(table)


_ROOTED = frozenset(
    """main title lead title_and_lead full names numbers pairs rare title_within_most title_within_least nearby
    shared_neighbours main_of_best main_of_worse nearby_of_best nearby_of_worse main_crowd nearby_crowd""".split()
)


@cache
def _weights() -> tuple[list[str], Any, Any, Any, float]:
    table = json.loads(files("whence.comparison.stories").joinpath("weights.json").read_text("utf-8"))
    names = list(table["weights"])
    means, spreads, weights = (np.array([table["weights"][name][at] for name in names]) for at in range(3))
    return names, means, spreads, weights, float(table["bias"])


def probabilities(columns: dict[str, Any]) -> Any:
    """The probability of each pair that its two articles are on one event.

    The editors' events are small, so the regression knows no story of many articles; but of their pairs with a cosine
    of .3 and more all were on one event, and that much alone is enough whatever the company.
    """
    names, means, spreads, weights, bias = _weights()
    found, table = design(columns)
    if found != names:
        raise ValueError("weights.json was fitted to other columns; run python -m training.stories")
    learned = _logistic(bias + ((table - means) / spreads) @ weights)
    return np.maximum(learned, _logistic(_STEEP * (columns["main"] - _SURE)))


def _logistic(values: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-values))
