"""Tallies: two counts of one thing, by two sources, that cannot both hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from whence.attribution.sentences import split
from whence.comparison.cases import Case
from whence.comparison.figures import Figure, clash, figures
from whence.records import Article

_MANY = 40
_SURE, _LESS = 0.6, 0.45  # with both sources known, and with one
_TURNS = re.compile(
    r"\b(?:but|though|although|while|however|whereas|despite|only|instead|yet|earlier)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two counts that cannot both hold: who gives the one, who the other (None: the article itself), and how sure."""

    by: Case
    target: Case | None
    confidence: float
    note: str


@dataclass(frozen=True, slots=True)
class _Counted:
    figure: Figure
    sentence: int
    case: Case | None
    alone: bool  # no other count of the thing stands in its sentence
    turns: bool  # its sentence sets one thing against another


def clashes(cases: Mapping[str, Sequence[Case]], articles: Mapping[str, Article]) -> Iterable[Clash]:
    """Two counts of one thing by two sources that an article sets against each other.

    Across articles they mostly are of two days, and no dispute.
    """
    for article, own in sorted(cases.items()):
        by_thing: dict[str, list[_Counted]] = defaultdict(list)
        for count in _counts(articles[article], [each for each in own if each.proposition.statement is not None]):
            by_thing[count.figure.thing].append(count)
        for _, counted in sorted(by_thing.items()):
            if len(counted) <= _MANY:
                yield from _clashes(counted)


def _counts(article: Article, cases: Sequence[Case]) -> Iterable[_Counted]:
    for number, sentence in enumerate(split(article)):
        if sentence.zone != "body":
            continue
        found = figures(article.text, sentence.start, sentence.end)
        turns = bool(found) and _TURNS.search(article.text, sentence.start, sentence.end) is not None
        things = [each.thing for each in found]
        for figure in found:
            holders = [case for case in cases if _holds(case, figure)]
            alone = things.count(figure.thing) == 1
            yield _Counted(figure, number, holders[0] if holders else None, alone, turns)


def _holds(case: Case, figure: Figure) -> bool:
    return any(span.start <= figure.start and figure.end <= span.end for span in case.proposition.spans)


def _clashes(counted: Sequence[_Counted]) -> Iterable[Clash]:
    for at, one in enumerate(counted):
        for two in counted[at + 1 :]:
            by, target = (two, one) if two.case is not None and two.case.speaker else (one, two)
            if by.case is None or not clash(one.figure, two.figure) or not _one_matter(one, two):
                continue
            if _two_sources(by, target):
                note = f"{one.figure.value:g} against {two.figure.value:g} ({one.figure.thing})"
                yield Clash(by.case, target.case, _SURE if target.case is not None else _LESS, note)


def _two_sources(by: _Counted, target: _Counted) -> bool:
    """Whether two different speakers give the two counts; in one sentence, one of them may stay unknown."""
    if by.case is None or by.case.speaker is None or target.case == by.case:
        return False
    if target.case is None or target.case.speaker is None:
        return by.sentence == target.sentence
    return target.case.speaker != by.case.speaker


def _one_matter(one: _Counted, two: _Counted) -> bool:
    """Whether two counts are set against each other, in one sentence or in two that stand near.

    Where a sentence counts a thing twice, one is a part or of another place, unless it sets them against each other.
    """
    near = 2 if one.alone and two.alone else 0
    return abs(one.sentence - two.sentence) <= near and (one.turns or two.turns)
