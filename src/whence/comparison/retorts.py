"""Retorts: statements that say themselves what they answer, as "brushed aside American accusations that …" does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whence.comparison.answering import Answer
from whence.comparison.cases import Case, one_side
from whence.comparison.stances import DENIES_A_CLAIM, FIRM
from whence.comparison.wording import terms

_HELD, _NAMED, _BESIDE = 0.8, 0.7, 0.65
_FAR = 500  # code points between an accusation and the words that take it up
_CHARGES = re.compile(
    r"(?:(?:all|any|both|the|these|those|such|this|that|his|her|its|their|\S+(?:['’]s?))\s+)*(?:\w+\s+){0,2}"
    r"(?:accusations?|allegations?|charges?|claims?|assertions?|criticisms?|complaints?)[.,]?",
    re.IGNORECASE,
)


def retorts(by: Case, own: Sequence[Case]) -> list[Answer]:
    """What a case says it answers, among the cases of its article, the surest first.

    Another's words inside a rebuff or denial; the accusation above that a rebuff takes up ("these accusations",
    "Russia's claims"), which what its speaker goes on to say in the same sentence answers as well.
    """
    if by.stance in FIRM:
        held = [each for each in own if _holds(by, each)]
        if held:
            return [Answer(held[0], _HELD, "stands inside what denies it")]
    found = _taken_up(by, own)
    if found is not None:
        return [Answer(found, _NAMED, "the accusation that it takes up")]
    if by.stance != "denied nearby":
        return []
    beside = [each for each in own if each.sentence == by.sentence and each is not by and _together(each, by)]
    taken = [found for each in beside if (found := _taken_up(each, own)) is not None]
    claim = DENIES_A_CLAIM.search(by.around.lower())
    said = terms(claim.group()) if claim else frozenset()
    named = [each for each in _before(by, own) if not beside and each.names & said]
    return [Answer(each, _BESIDE, "the accusation that its sentence takes up") for each in (*taken, *named[-1:])[:1]]


def _before(by: Case, own: Sequence[Case]) -> list[Case]:
    """What others say before a case, not too far from it, in reading order."""
    return [each for each in own if each.end <= by.start and by.start - each.end <= _FAR and not one_side(by, each)]


def _together(one: Case, two: Case) -> bool:
    return one.speaker is not None and one.speaker == two.speaker


def _holds(by: Case, other: Case) -> bool:
    """Whether the words of another speaker stand inside a case, and are less than the whole of it."""
    if other.proposition.statement is None or other.speaker is None or one_side(by, other):
        return False
    spans, outer = other.proposition.spans, by.proposition.spans
    inside = all(any(o.start <= s.start and s.end <= o.end for o in outer) for s in spans)
    return inside and sum(s.end - s.start for s in spans) < sum(o.end - o.start for o in outer)


def _taken_up(by: Case, own: Sequence[Case]) -> Case | None:
    """The nearest accusation before a rebuff that only names it: of whom it names, where it names anybody."""
    if by.stance != "rebuff" or not _CHARGES.fullmatch(by.proposition.text.strip()):
        return None
    before = [each for each in _before(by, own) if each.accuses]
    theirs = [each for each in before if each.names & by.proposition.terms]
    return max(theirs or before, key=lambda each: (each.end, each.start), default=None)
