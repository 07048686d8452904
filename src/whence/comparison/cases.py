"""Cases: statements, and stretches stated as fact, as the two sides of a dispute."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from whence.attribution.sentences import split
from whence.comparison.propositions import Proposition
from whence.comparison.stances import CHARGES, DENYING, FIRM, Stance, Trait, says, stance, traits
from whence.comparison.wording import negating, stem, terms, tokens
from whence.records import Actor, Article, Span, Statement

_FAR = 450  # code points between parts of one statement, about three sentences
_DOUBTS = -2
_OPEN = (None, "negation", "contrast")
OFFICES = terms(
    """official officials spokesman spokeswoman minister ministry president government people group party report reports
    attorney lawyer"""
)
"""What many actors are called by, so that it tells of none of them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A proposition with what stands around it.

    `[start, end)` covers its words, source and cue; `sentence` is the number of the sentence in which it starts,
    `around` what that sentence says beside the content; `place` its rank among the cases of its article and
    `accusers` how many before it accuse. `speaker` is an actor's id, or how an unnamed source goes; `names` are stems.
    """

    proposition: Proposition
    start: int
    end: int
    sentence: int
    around: str
    speaker: str | None
    names: frozenset[str]
    nearby: frozenset[str]  # terms of content and sentence, without its own names, where it has a stance
    accuses: bool
    charges: bool
    negated: bool
    denies: bool
    stance: Stance | None
    traits: frozenset[Trait] = frozenset()
    place: int = 0
    accusers: int = 0


def cases(
    propositions: Iterable[Proposition],
    articles: Mapping[str, Article],
    actors: Sequence[Actor],
) -> dict[str, list[Case]]:
    """The cases of each article, in reading order."""
    members = {member: actor.id for actor in actors for member in actor.members}
    names = {actor.id: _names(actor) for actor in actors}
    by_article: dict[str, list[Proposition]] = defaultdict(list)
    for each in propositions:
        by_article[each.article].append(each)
    found: dict[str, list[Case]] = {}
    for article, own in sorted(by_article.items()):
        text, sentences = articles[article].text, [Span(s.start, s.end) for s in split(articles[article])]
        made = [_case(each, text, sentences, members, names) for each in own]
        found[article] = _ranked(sorted(made, key=lambda each: (each.start, each.end, each.proposition.key)))
    return found


def _ranked(ordered: list[Case]) -> list[Case]:
    found: list[Case] = []
    accusers = 0
    for place, each in enumerate(ordered):
        ranked = replace(each, place=place, accusers=accusers)
        if each.stance in _OPEN and _carries_on(each, found):
            nearby = _nearby(each.proposition, each.around, each.names)
            ranked = replace(ranked, stance="after a denial", nearby=nearby)
        found.append(ranked)
        accusers += each.accuses
    return found


def _nearby(proposition: Proposition, around: str, names: frozenset[str]) -> frozenset[str]:
    return proposition.terms | (terms(around) - names)


def _carries_on(case: Case, before: Sequence[Case]) -> bool:
    """Whether its side denied something in the same sentence or the one before."""
    near = takewhile(lambda each: case.sentence - each.sentence <= 1, reversed(before))
    return any(each.stance in FIRM and one_side(case, each) for each in near)


def one_side(one: Case, two: Case) -> bool:
    """Whether two speakers speak for one: the same actor, or a country and its ministry."""
    if one.speaker is None or two.speaker is None:
        return False
    return one.speaker == two.speaker or bool(one.names & two.names - OFFICES)


def _names(actor: Actor) -> frozenset[str]:
    """The stems by which a text could name an actor; a person goes by the surname."""
    forms = [tokens(each) for each in (actor.name, *actor.aliases)]
    if actor.kind == "person":
        return frozenset(stem(each[-1]) for each in forms if each)
    return frozenset(each for name in (actor.name, *actor.aliases) if len(terms(name)) == 1 for each in terms(name))


def _case(
    proposition: Proposition,
    text: str,
    sentences: Sequence[Span],
    members: Mapping[tuple[str, str], str],
    names: Mapping[str, frozenset[str]],
) -> Case:
    statement, content = proposition.statement, proposition.text
    start, end = _extent(proposition)
    number = max(0, bisect_right(sentences, (start, len(text) + 1)) - 1)
    around, clause = _around(text, start, end, proposition, sentences, number)
    speaker = _speaker(statement, members)
    own = names.get(speaker or "", frozenset())
    own |= terms(statement.speaker) if statement is not None and statement.speaker else frozenset()
    says_not = negating(proposition.forms)
    how = stance(statement, content, around, clause, says_not) if statement is not None else None
    return Case(
        proposition,
        start,
        end,
        number,
        around,
        speaker,
        own,
        _nearby(proposition, around, own) if how is not None else frozenset(),
        statement is not None and (statement.act in ("accuse", "criticise") or statement.strength <= _DOUBTS),
        says(CHARGES, around),
        says_not,
        says(DENYING, around) or (statement is not None and statement.act == "deny"),
        how,
        traits(statement, content, around),
    )


def _extent(proposition: Proposition) -> Span:
    """From the first word to the last of content, source and cue; parts that stand far off are left out."""
    statement, first = proposition.statement, proposition.spans[0].start
    parts = [part for part in (statement.source, statement.cue) if part is not None] if statement is not None else []
    spans = [*proposition.spans, *(span for part in parts for span in part.spans if abs(span.start - first) <= _FAR)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _around(
    text: str, start: int, end: int, proposition: Proposition, sentences: Sequence[Span], number: int
) -> tuple[str, str]:
    """What the sentences of a statement say beside its content, and that from its source on."""
    begin, stop = start, end
    if sentences:
        last = max(number, bisect_right(sentences, (end - 1, len(text) + 1)) - 1)
        begin, stop = min(start, sentences[number].start), max(end, sentences[last].end)
    statement = proposition.statement
    source = statement.source.spans[0].start if statement is not None and statement.source is not None else begin
    return _beside(text, begin, stop, proposition.spans), _beside(text, max(begin, source), stop, proposition.spans)


def _beside(text: str, begin: int, stop: int, content: Sequence[Span]) -> str:
    """A stretch of text without some content."""
    pieces, at = [], begin
    for span in content:
        pieces.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return " ".join([*pieces, text[at : max(at, stop)]])


def _speaker(statement: Statement | None, members: Mapping[tuple[str, str], str]) -> str | None:
    if statement is None:
        return None
    known = members.get((statement.article, statement.entity)) if statement.entity else None
    return known or (" ".join(tokens(statement.speaker)) if statement.speaker else None)
