"""Disputes: denials tied to what they deny, contradictions, and two numbers that cannot both hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from whence.attribution.sentences import split
from whence.comparison.figures import Figure, clash, figures
from whence.comparison.likeness import opposed
from whence.comparison.links import alike, runs
from whence.comparison.propositions import Proposition, rarity, stated, verdicts
from whence.comparison.wording import stem, terms, tokens, weigh
from whence.records import Actor, Article, Claim, Dispute, DisputeKind, Pile, Span, Statement, Story, Verdict, identity

_ANSWERS = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|"
    r"contradict(?:s|ed|ing)?|disput(?:e|es|ed|ing)|brush(?:es|ed|ing)? (?:aside|off)|pushed back|hit back|"
    r"shrugg(?:ed|ing) off|disagree[sd]?)\b",
    re.IGNORECASE,
)
_CHARGES = re.compile(
    r"\b(?:accus\w+|claims?|alleg\w+|charges?|assertions?|reports?|criticisms?|suggestions?)\b", re.IGNORECASE
)
_WORD_CAP = 40
_OFFICES = terms("official officials spokesman spokeswoman minister ministry president government people group party")
_LEAST = 0.55
_ALIKE = 0.75
_FAR = 450  # code points, about three sentences


@dataclass(frozen=True, slots=True)
class _Case:
    """A proposition that may dispute, the sentence around it, and who it is that speaks."""

    proposition: Proposition
    sentence: str
    place: int
    speaker: str | None
    answers: bool


def find(
    pile: Pile, claims: Sequence[Claim], actors: Sequence[Actor], stories: Sequence[Story] = ()
) -> tuple[Dispute, ...]:
    """The disputes of a pile, sorted by id. Without `stories`, each article is looked at by itself and with
    those that share a claim with it.

    A denial is tied to the statement that shares its telling words, or whose speaker it names, or that it stands
    next to; one that answers nothing in the pile is left out.
    """
    desk = _Desk.of(pile, claims, actors, stories)
    found: dict[str, Dispute] = {}
    for each in [*_denials(desk), *_numbers(desk)]:
        if each.id not in found or found[each.id].confidence < each.confidence:
            found[each.id] = each
    judged = verdicts(pile.judgements, "dispute")
    kept = [found[each] for each in sorted(found) if judged.get((each, None)) is not Verdict.NO]
    return tuple(replace(each, confidence=1.0) if judged.get((each.id, None)) is Verdict.YES else each for each in kept)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What disputes are found from: the cases, the story of each article, the claim of each statement."""

    articles: Mapping[str, Article]
    home: Mapping[str, str]
    cases: Sequence[_Case]
    claim_of: Mapping[str, str]
    weights: dict[str, float]
    names: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, pile: Pile, claims: Sequence[Claim], actors: Sequence[Actor], stories: Sequence[Story]) -> _Desk:
        said = stated(pile)
        articles = {each.id: each for each in pile.articles}
        members = {member: actor.id for actor in actors for member in actor.members}
        home = _homes(claims, stories)
        cases = [_case(each, articles[each.article], members) for each in said]
        claim_of = {
            appearance.statement: claim.id
            for claim in claims
            for appearance in claim.appearances
            if appearance.statement is not None
        }
        names = {actor.id: _names(actor) for actor in actors}
        return cls(articles, home, cases, claim_of, rarity(said), names)


def _homes(claims: Sequence[Claim], stories: Sequence[Story]) -> dict[str, str]:
    """The story of each article; without stories, the smallest article that claims join it with."""
    if stories:
        return {article: story.id for story in stories for article in story.articles}
    home: dict[str, str] = {}
    for claim in claims:
        carriers = sorted({each.article for each in claim.appearances})
        roots = sorted({_root(home, each) for each in carriers})
        for each in roots:
            home[each] = roots[0]
    return {each: _root(home, each) for each in home}


def _root(home: Mapping[str, str], key: str) -> str:
    while home.get(key, key) != key:
        key = home[key]
    return key


def _names(actor: Actor) -> frozenset[str]:
    """The stems by which a text could name an actor; a person goes by the surname."""
    forms = [tokens(each) for each in (actor.name, *actor.aliases)]
    if actor.kind == "person":
        return frozenset(stem(each[-1]) for each in forms if each)
    return frozenset(each for name in (actor.name, *actor.aliases) if len(terms(name)) == 1 for each in terms(name))


def _case(proposition: Proposition, article: Article, members: Mapping[tuple[str, str], str]) -> _Case:
    statement = proposition.statement
    assert statement is not None
    parts = [part for part in (statement.source, statement.cue, statement.content) if part is not None]
    first = proposition.spans[0].start
    near = [span for part in parts for span in part.spans if abs(span.start - first) <= _FAR]
    start, end = min(span.start for span in near), max(span.end for span in near)
    outside = _around(article.text, start, end, proposition.spans)
    speaker = members.get((statement.article, statement.entity)) if statement.entity else None
    accuses = statement.act in ("accuse", "criticise")
    answers = statement.act == "deny" or (not accuses and bool(_ANSWERS.search(outside)))
    return _Case(proposition, outside, start, speaker or _plain(statement), answers)


def _plain(statement: Statement) -> str | None:
    return " ".join(tokens(statement.speaker)) if statement.speaker else None


def _around(text: str, start: int, end: int, content: Sequence[Span]) -> str:
    """The sentence in which a statement stands, without the words that it gives as said."""
    begin = max(text.rfind(mark, 0, start) for mark in (". ", "\n", "! ", "? ", ".” ", '." ')) + 1
    stops = [at for mark in (". ", "\n") if (at := text.find(mark, end)) >= 0]
    stop = min([*stops, len(text), end + 120])
    pieces, at = [], begin
    for span in content:
        pieces.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return " ".join([*pieces, text[at : max(at, stop)]])


def _denials(desk: _Desk) -> Iterable[Dispute]:
    asking = [each for each in desk.cases if each.answers or each.proposition.denies]
    for by, targets in zip(asking, _candidates(desk, asking), strict=True):
        ties = [_tie(desk, by, desk.cases[each]) for each in sorted(targets) if desk.cases[each] != by]
        best = max(ties, key=lambda tie: (tie.confidence, tie.id), default=None)
        if best is not None and best.confidence >= _LEAST:
            yield best


def _candidates(desk: _Desk, asking: Sequence[_Case]) -> list[set[int]]:
    """For each case the statements of its article, those of its story that share rare words, any that share a run."""
    all_of_them = [each.proposition for each in desk.cases]
    own = [each.proposition for each in asking]
    by_article: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(all_of_them):
        by_article[each.article].append(at)
    found = [set(by_article[each.article]) for each in own]
    for at, other in alike(own, all_of_them, desk.home, desk.weights) | runs(own, all_of_them):
        found[at].add(other)
    return found


def _tie(desk: _Desk, by: _Case, target: _Case) -> Dispute:
    """How surely `by` answers `target`, and what kind of dispute that is."""
    one, two = by.proposition, target.proposition
    shared = weigh(one.terms & two.terms, desk.weights)
    short = min(weigh(one.terms, desk.weights), weigh(two.terms, desk.weights)) or 1.0
    cover = shared / short if len(one.terms & two.terms) >= 2 else 0.0
    dice = 2 * shared / (weigh(one.terms, desk.weights) + weigh(two.terms, desk.weights) or 1.0)
    # a denial may stand in the claim that it denies: what it denies is what the claim says
    apart = not _one_side(desk, by, target) and (by.answers or _claim_of(desk, one) != _claim_of(desk, two))
    kind: DisputeKind = "denial" if by.answers else "contradiction"
    confidence = 0.0
    notes: list[str] = []
    if by.answers and apart and not target.answers:
        confidence = _answering(desk, by, target, cover * min(1.0, 2 * dice), notes)
    elif (
        apart
        and by.speaker
        and target.speaker
        and not (by.answers or target.answers)
        and dice >= _ALIKE
        and opposed(one, two)
    ):
        confidence = 0.8 * dice
        notes.append(f"{dice:.0%} of the telling words, one of the two denied")
    return _dispute(desk, by, target, kind, round(confidence, 4), "; ".join(notes))


def _claim_of(desk: _Desk, proposition: Proposition) -> str:
    statement = proposition.statement
    return desk.claim_of.get(statement.id, statement.id) if statement is not None else ""


def _answering(desk: _Desk, by: _Case, target: _Case, cover: float, notes: list[str]) -> float:
    """The confidence that a denial answers a statement: shared words, the speaker named, nearness, an accusation."""
    confidence = 0.6 * cover
    if cover >= 0.3:
        notes.append(f"{cover:.0%} of the telling words")
    answered = _ANSWERS.search(by.sentence)
    after = by.sentence[answered.end() :] if answered else ""
    if _named(desk, target) & terms(after) and _CHARGES.search(after):
        confidence += 0.35
        notes.append("names whose words it answers")
    if _named(desk, by) & target.proposition.terms:
        confidence += 0.1
        notes.append("answers words about its speaker")
    accuses = target.proposition.statement is not None and target.proposition.statement.act in ("accuse", "criticise")
    if accuses:
        confidence += 0.15
        notes.append("answers an accusation")
    if by.proposition.article == target.proposition.article:
        gap = abs(by.place - target.place)
        confidence += 0.2 * max(0.0, 1 - gap / (3 * _FAR))
        opening = " ".join(by.proposition.forms[:5])  # "denied all reports of …"
        if gap <= _FAR and _CHARGES.search(f"{by.sentence} {opening}"):
            confidence += 0.2
            notes.append("stands next to it")
    return min(0.97, confidence)


def _named(desk: _Desk, case: _Case) -> frozenset[str]:
    """The stems that name a speaker: aliases, and the words of the description, a ministry's country among them."""
    statement = case.proposition.statement
    known = desk.names.get(case.speaker or "", frozenset())
    return known | (terms(statement.speaker) if statement is not None and statement.speaker else frozenset())


def _one_side(desk: _Desk, one: _Case, two: _Case) -> bool:
    """Whether two speakers speak for one: the same actor, or a country and its ministry."""
    if one.speaker is None or two.speaker is None:
        return False
    return one.speaker == two.speaker or bool(_named(desk, one) & _named(desk, two) - _OFFICES)


def _dispute(desk: _Desk, by: _Case, target: _Case, kind: DisputeKind, confidence: float, note: str) -> Dispute:
    one, two = by.proposition.statement, target.proposition.statement
    assert one is not None and two is not None
    if kind == "contradiction" and two.id < one.id:  # it goes both ways: keep one
        one, two = two, one
    return _record(desk, one.id, two.id, kind, confidence, note)


def _record(desk: _Desk, by: str, target: str | None, kind: DisputeKind, confidence: float, note: str) -> Dispute:
    claim = desk.claim_of.get(target or by, desk.claim_of.get(by, ""))
    return Dispute(identity("d", claim, by, target, kind), claim, by, target, kind, confidence, note)


@dataclass(frozen=True, slots=True)
class _Counted:
    figure: Figure
    article: str
    sentence: int
    topic: frozenset[str]
    case: _Case | None


def _numbers(desk: _Desk) -> Iterable[Dispute]:
    """Two counts of one thing by two sources, in one neighbourhood of an article or in one story."""
    cases: dict[str, list[_Case]] = defaultdict(list)
    for each in desk.cases:
        cases[each.proposition.article].append(each)
    by_thing: dict[tuple[str, str], list[_Counted]] = defaultdict(list)
    for article in sorted(cases):
        for count in _counts(desk.articles[article], cases[article]):
            by_thing[desk.home.get(article, article), count.figure.thing].append(count)
    for _, counted in sorted(by_thing.items()):
        if len(counted) <= _WORD_CAP:
            yield from _clashes(desk, counted)


def _counts(article: Article, cases: Sequence[_Case]) -> Iterable[_Counted]:
    for number, sentence in enumerate(split(article)):
        if sentence.zone != "body":
            continue
        topic = terms(article.text[sentence.start : sentence.end])
        for figure in figures(article.text, sentence.start, sentence.end):
            holders = [case for case in cases if _holds(case, figure)]
            yield _Counted(figure, article.id, number, topic, holders[0] if holders else None)


def _holds(case: _Case, figure: Figure) -> bool:
    return any(span.start <= figure.start and figure.end <= span.end for span in case.proposition.spans)


def _clashes(desk: _Desk, counted: Sequence[_Counted]) -> Iterable[Dispute]:
    for at, one in enumerate(counted):
        for two in counted[at + 1 :]:
            by, target = (two, one) if two.case is not None and two.case.speaker else (one, two)
            if by.case is None or not clash(one.figure, two.figure) or not _one_matter(desk, one, two):
                continue
            if not _two_sources(by, target):
                continue
            close = one.article == two.article
            note = f"{one.figure.value:g} against {two.figure.value:g} ({one.figure.thing})"
            said = by.case.proposition.statement
            told = target.case.proposition.statement if target.case else None
            assert said is not None
            yield _record(desk, said.id, told.id if told else None, "number", _sure(close, told is not None), note)


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


def _one_matter(desk: _Desk, one: _Counted, two: _Counted) -> bool:
    """In one article: within two sentences; across articles: sentences that share much beside the number."""
    if one.article == two.article:
        return abs(one.sentence - two.sentence) <= 2
    shared = weigh(one.topic & two.topic, desk.weights)
    short = min(weigh(one.topic, desk.weights), weigh(two.topic, desk.weights)) or 1.0
    return len(one.topic & two.topic) >= 3 and shared / short >= 0.45
