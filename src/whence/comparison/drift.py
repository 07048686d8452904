"""Drift: what happened to an attribution on the way from one article to the next."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from whence.comparison.names import person
from whence.comparison.propositions import Proposition
from whence.comparison.variants import closeness
from whence.comparison.wording import listed, quantities, tokens
from whence.lexicon import outlets
from whence.records import Drift, Statement

_DESCRIBED = listed(
    """mr mrs ms dr the a an president minister senator secretary sen rep gov general republican republicans democrat
    democratic former"""
)
_SAME_WORDS = 0.7
_AFTER_HEAD = listed("for of who whom whose that which in at on from with by to close familiar near briefed")
_BODIES = listed(
    """international department ministry office bureau agency committee union association company council commission
    court house democrats republicans government administration campaign organization organisation parliament senate
    congress police"""
)
_PAPERS = listed("record document data file filing letter memo email statement warrant constitution bio law lawsuit")
_OUTLETS = listed("report newspaper paper station channel network outlet magazine media press")
_HEDGES = listed("reportedly allegedly apparently purportedly supposedly")
_NEAR_NAMES = 2
_DEFINITE = 2  # words


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
        found += _cue(source.proposition, here.proposition)
        found += _relay(one, two, here.outlet)
    elif one is not None:
        found.append("attribution_lost")
    elif two is not None:
        found.append("attribution_gained")
    if _number_changed(source.proposition, here.proposition):
        found.append("number_changed")
    return (*found, *_marks(source.proposition, here.proposition))


def _speaker(source: Credit, here: Credit, one: Statement, two: Statement) -> list[Drift]:
    """Generalised: a name gives way to a description, a person to a body, one official to officials.

    A description that gives way to a name is neither: it may well be the same speaker.
    """
    if not one.speaker or not two.speaker or _same(source, here, one, two):
        return []
    if not _named(one):
        return _from_description(one, two)
    general = _generalised(one, two) if not _named(two) else _wider(one, two)
    if general is None:
        return []
    return ["speaker_generalised"] if general else ["speaker_changed"]


def _named(statement: Statement) -> bool:
    """Whether the speaker goes by a name: known as such, or written with capitals only."""
    words = (statement.speaker or "").split()
    capitals = bool(words) and all(each[0].isupper() or each.startswith("al-") for each in words)
    return statement.named or (capitals and len(words) > 1)  # one capital alone may only begin a sentence


def _body(statement: Statement) -> bool:
    """Whether the speaker is no person but an organisation, a country or a group."""
    if statement.speaker_kind == "unknown":
        return bool(_BODIES & set(tokens(statement.speaker or "")))
    return statement.speaker_kind != "person"


def _wider(one: Statement, two: Statement) -> bool:
    """Whether the second of two names is that of a body where the first is a person's, or a country's of a body's."""
    country = two.speaker_kind == "country" and one.speaker_kind != "country"
    return country or (_body(two) and not _body(one))


def _generalised(one: Statement, two: Statement) -> bool | None:
    """Whether a description is a wider word for a named speaker; False: it is another's; None: it may mean the same."""
    description = _name(two.speaker)
    head = _head(description).rstrip("s") if description else ""
    if head in _PAPERS:
        return None if _body(one) and head != "record" else False
    if _within(one, two) and (head in _OUTLETS or not _body(two)):
        return None  # "an attorney for Jane Doe" is not Jane Doe, "a report in the Echo" is the Echo's
    if head in _OUTLETS:
        return _body(one) if _outlet(one) or not _definite(two) else None
    if _definite(two) and not head.endswith("s"):
        return None  # "the attorney" is whoever was named just before
    if two.speaker_kind == "unknown" and not _body(two):
        return None
    return not (_body(one) and two.speaker_kind == "person")


def _definite(statement: Statement) -> bool:
    """Whether a source is "the" or "her" and one word: somebody told of before."""
    words = statement.source.text.casefold().split() if statement.source is not None else []
    return len(words) == _DEFINITE and words[0] in ("the", "his", "her", "their")


def _outlet(statement: Statement) -> bool:
    return bool(statement.speaker) and outlets.find(statement.speaker or "") is not None


def _within(one: Statement, two: Statement) -> bool:
    """Whether what the one goes by stands in the other's description."""
    last = _name(one.speaker)[-1:]
    return bool(last) and last[0] in _name(two.speaker)


def _from_description(one: Statement, two: Statement) -> list[Drift]:
    """From an unnamed source: more general where its own office or body, or many instead of one, take its place."""
    a, b = _name(one.speaker), _name(two.speaker)
    if not a or not b:
        return []
    if _named(two):
        wider = two.speaker_kind == "country" or (_body(two) and set(b) < set(a))
        return ["speaker_generalised"] if wider and not _body(one) else []
    plural = (
        _head(b).endswith("s") and not _head(a).endswith("s") and "unknown" not in (one.speaker_kind, two.speaker_kind)
    )
    if plural and (_head(a) + "s" == _head(b) or len(b) <= len(a)):
        return ["speaker_generalised"]
    people = one.speaker_kind == two.speaker_kind == "person"
    return ["speaker_changed"] if people and not set(a) & set(b) else []


def _same(source: Credit, here: Credit, one: Statement, two: Statement) -> bool:
    if source.actor is not None and source.actor == here.actor:
        return True
    a, b = _name(one.speaker), _name(two.speaker)
    if a == b:
        return True
    if not (one.named and two.named and a and b) or _body(one) or _body(two):
        return False
    if a[-1] == b[-1]:
        return len(a) == 1 or len(b) == 1 or _given(one) == _given(two)
    return len(a) > 1 and len(b) > 1 and a[0] == b[0] and Levenshtein.distance(a[-1], b[-1]) <= _NEAR_NAMES


def _given(statement: Statement) -> str | None:
    """The first name of a speaker, with the title, party and nickname gone."""
    found = person(" ".join(_name(statement.speaker)))
    return found.given if found else None


def _name(speaker: str | None) -> list[str]:
    return [each for each in tokens(speaker or "") if each not in _DESCRIBED]


def _head(description: list[str]) -> str:
    """The noun of a description: the last word before what is told about it ("a lawyer for …", "officials who …")."""
    stop = next((at for at, each in enumerate(description) if at and each in _AFTER_HEAD), len(description))
    return description[stop - 1]


def _cue(source: Proposition, here: Proposition) -> list[Drift]:
    """Strengthened or hedged: the cue vouches for more or less, or "reportedly" has come or gone in the content."""
    one, two = source.statement, here.statement
    if one is None or two is None or one.cue is None or two.cue is None:
        return []
    before, after = _vouched(one, source), _vouched(two, here)
    if before == after:
        return []
    return ["cue_strengthened"] if after > before else ["cue_hedged"]


def _vouched(statement: Statement, proposition: Proposition) -> int:
    """How far the words vouch for the content; a hedge in a content that is nobody's own words counts as in the cue."""
    hedged = not proposition.literal and bool(_HEDGES & set(proposition.forms))
    return min(statement.strength, -1) if hedged else statement.strength


def _relay(one: Statement, two: Statement, outlet: str | None) -> list[Drift]:
    """Dropped: somebody who passed it on is no longer named; an outlet need not name itself."""
    kept = {tuple(_name(each.name)) for each in two.relay} | {tuple(_name(outlet)), tuple(_name(two.speaker))}
    return ["relay_dropped"] if any(tuple(_name(each.name)) not in kept for each in one.relay) else []


def _marks(one: Proposition, two: Proposition) -> list[Drift]:
    """Dropped: nothing is left in quotation marks of what was quoted; added: words that stood there now have marks."""
    if one.quoted_words and not two.quoted_words:
        return ["quotes_dropped"]
    added = two.quoted_words and not one.quoted_words
    return ["quotes_added"] if added and closeness(one.forms, two.forms) >= _SAME_WORDS else []


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
