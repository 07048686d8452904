"""Tallies: two counts of one thing, by two sources, that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from whence.attribution.sentences import split
from whence.comparison.cases import Case
from whence.comparison.figures import Figure, clash, figures
from whence.comparison.wording import terms, weigh
from whence.records import Article

_MANY = 40


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
    article: str
    sentence: int
    topic: frozenset[str]
    case: Case | None


def clashes(
    cases: Mapping[str, Sequence[Case]],
    articles: Mapping[str, Article],
    home: Mapping[str, str],
    weights: dict[str, float],
) -> Iterable[Clash]:
    """Two counts of one thing by two sources, in one neighbourhood of an article or in one story."""
    by_thing: dict[tuple[str, str], list[_Counted]] = defaultdict(list)
    for article in sorted(cases):
        for count in _counts(
            articles[article], [each for each in cases[article] if each.proposition.statement is not None]
        ):
            by_thing[home.get(article, article), count.figure.thing].append(count)
    for _, counted in sorted(by_thing.items()):
        if len(counted) <= _MANY:
            yield from _clashes(counted, weights)


def _counts(article: Article, cases: Sequence[Case]) -> Iterable[_Counted]:
    for number, sentence in enumerate(split(article)):
        if sentence.zone != "body":
            continue
        found = figures(article.text, sentence.start, sentence.end)
        topic = terms(article.text[sentence.start : sentence.end]) if found else frozenset()
        for figure in found:
            holders = [case for case in cases if _holds(case, figure)]
            yield _Counted(figure, article.id, number, topic, holders[0] if holders else None)


def _holds(case: Case, figure: Figure) -> bool:
    return any(span.start <= figure.start and figure.end <= span.end for span in case.proposition.spans)


def _clashes(counted: Sequence[_Counted], weights: dict[str, float]) -> Iterable[Clash]:
    for at, one in enumerate(counted):
        for two in counted[at + 1 :]:
            by, target = (two, one) if two.case is not None and two.case.speaker else (one, two)
            if by.case is None or not clash(one.figure, two.figure) or not _one_matter(one, two, weights):
                continue
            if not _two_sources(by, target):
                continue
            close = one.article == two.article
            note = f"{one.figure.value:g} against {two.figure.value:g} ({one.figure.thing})"
            yield Clash(by.case, target.case, _sure(close, target.case is not None), note)


def _two_sources(by: _Counted, target: _Counted) -> bool:
    """Whether two different speakers give the two counts; in one sentence, one of them may stay unknown."""
    if by.case is None or by.case.speaker is None or target.case == by.case:
        return False
    if target.case is None or target.case.speaker is None:
        return by.article == target.article and by.sentence == target.sentence
    return target.case.speaker != by.case.speaker


def _sure(close: bool, both: bool) -> float:
    """How sure a clash of numbers is: in one place of an article more than across, with both sources known more."""
    return 0.6 + (0.15 if close and both else 0.0) - (0.0 if both or close else 0.1)


def _one_matter(one: _Counted, two: _Counted, weights: dict[str, float]) -> bool:
    """In one article: within two sentences; across articles: sentences that share much beside the number."""
    if one.article == two.article:
        return abs(one.sentence - two.sentence) <= 2
    shared = weigh(one.topic & two.topic, weights)
    short = min(weigh(one.topic, weights), weigh(two.topic, weights)) or 1.0
    return len(one.topic & two.topic) >= 3 and shared / short >= 0.45
