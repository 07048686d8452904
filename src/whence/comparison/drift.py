"""Drift: what happened to an attribution on the way from one article to the next."""

from __future__ import annotations

from dataclasses import dataclass

from whence.comparison.propositions import Proposition
from whence.comparison.variants import closeness
from whence.comparison.wording import listed, quantities, tokens
from whence.records import Drift, Statement

_WIDER: dict[str, tuple[str, ...]] = {  # who can stand for whom, less exactly
    "person": ("organisation", "group", "country"),
    "organisation": ("country", "group"),
    "unnamed": ("country",),
}
_DESCRIBED = listed("mr mrs ms dr the a an president minister senator secretary sen rep gov general")

_SAME_WORDS = 0.7
_AFTER_HEAD = listed("for of who whom whose that which in at on from with by to close familiar near briefed")


@dataclass(frozen=True, slots=True)
class Credit:
    """An appearance's credit: its statement (None: stated as fact), its speaker's actor id, its outlet."""

    proposition: Proposition
    actor: str | None = None
    outlet: str | None = None


def between(source: Credit, here: Credit) -> tuple[Drift, ...]:
    """What changed in the attribution from `source` to `here`, in the order of the glossary."""
    one, two = source.proposition.statement, here.proposition.statement
    found: list[Drift] = []
    if one is not None and two is not None:
        found += _speaker(source, here, one, two)
        found += _cue(one, two)
        found += _relay(one, two, here.outlet)
    elif one is not None:
        found.append("attribution_lost")
    elif two is not None:
        found.append("attribution_gained")
    if _number_changed(source.proposition, here.proposition):
        found.append("number_changed")
    return (*found, *_marks(source.proposition, here.proposition))


def _speaker(source: Credit, here: Credit, one: Statement, two: Statement) -> list[Drift]:
    """Generalised: a name gives way to a description, a person to a body, one official to officials."""
    if not one.speaker or not two.speaker or _same(source, here, one, two):
        return []
    if not one.named and not two.named:
        return _descriptions(one.speaker, two.speaker)
    wider = _WIDER.get(one.speaker_kind if one.named else "unnamed", ())
    general = (one.named and not two.named) or two.speaker_kind in wider
    return ["speaker_generalised"] if general else ["speaker_changed"]


def _same(source: Credit, here: Credit, one: Statement, two: Statement) -> bool:
    if source.actor is not None and source.actor == here.actor:
        return True
    a, b = _name(one.speaker), _name(two.speaker)
    if a == b:
        return True
    people = {one.speaker_kind, two.speaker_kind} <= {"person", "unknown"} and one.named and two.named
    return people and bool(a) and bool(b) and a[-1] == b[-1] and (len(a) == 1 or len(b) == 1)


def _name(speaker: str | None) -> list[str]:
    return [each for each in tokens(speaker or "") if each not in _DESCRIBED]


def _descriptions(one: str, two: str) -> list[Drift]:
    """Two unnamed sources: the same words or head are one; many in place of one is more general."""
    a, b = _name(one), _name(two)
    if not a or not b:
        return []
    plural = _head(b).endswith("s") and not _head(a).endswith("s")
    if plural and (_head(a) + "s" == _head(b) or len(b) <= len(a)):
        return ["speaker_generalised"]
    if _head(a).rstrip("s") == _head(b).rstrip("s"):
        return ["speaker_generalised"] if set(b) < set(a) else []
    return ["speaker_changed"]


def _head(description: list[str]) -> str:
    """The noun of a description: the last word before what is told about it ("a lawyer for …", "officials who …")."""
    stop = next((at for at, each in enumerate(description) if at and each in _AFTER_HEAD), len(description))
    return description[stop - 1]


def _cue(one: Statement, two: Statement) -> list[Drift]:
    if one.cue is None or two.cue is None or one.strength == two.strength:
        return []
    return ["cue_strengthened"] if two.strength > one.strength else ["cue_hedged"]


def _relay(one: Statement, two: Statement, outlet: str | None) -> list[Drift]:
    """Dropped: somebody who passed it on is no longer named; an outlet need not name itself."""
    kept = {tuple(_name(each.name)) for each in two.relay} | {tuple(_name(outlet)), tuple(_name(two.speaker))}
    return ["relay_dropped"] if any(tuple(_name(each.name)) not in kept for each in one.relay) else []


def _marks(one: Proposition, two: Proposition) -> list[Drift]:
    """Quotation marks dropped or added around words that stand in both; a paraphrase has no marks to lose."""
    if bool(one.literal) == bool(two.literal) or (one.quoted_words and two.quoted_words):
        return []
    if closeness(one.forms, two.forms) < _SAME_WORDS:
        return []
    return ["quotes_dropped"] if one.literal else ["quotes_added"]


def _number_changed(one: Proposition, two: Proposition) -> bool:
    """Whether a number gave way to another: each side has one that the other lacks, before the same word."""
    gone, new = one.numbers - two.numbers, two.numbers - one.numbers
    if not gone or not new:
        return False
    return bool(_counted(one.text, gone) & _counted(two.text, new))


def _counted(text: str, values: frozenset[float]) -> frozenset[str]:
    """The words that stand right after these numbers, and "" for a number with none."""
    found = set()
    for each in quantities(text):
        if each.value in values:
            after = tokens(text[each.end : each.end + 40])
            found.add(after[0].rstrip("s") if after else "")
    return frozenset(found)
