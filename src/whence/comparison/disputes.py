"""Disputes: denials tied to what they deny, contradictions, and two numbers that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from whence.comparison import tallies
from whence.comparison.answering import Answer, answers, sure
from whence.comparison.cases import Case, cases, one_side
from whence.comparison.columns import Columns
from whence.comparison.links import alike, runs
from whence.comparison.propositions import Proposition, as_fact, rarity, stated, verdicts
from whence.comparison.retorts import retorts
from whence.comparison.stances import FIRM, outright
from whence.records import Actor, Article, Claim, Dispute, DisputeKind, Pile, Spans, Story, Verdict, identity

_LEAST = 0.3  # from here on about one in two is right on events not learned from; answers call it "perhaps"
_SAME = 0.9
_OUTRIGHT = 0.85
_WEAK = ("negation", "contrast")


def find(
    pile: Pile,
    claims: Sequence[Claim],
    actors: Sequence[Actor],
    stories: Sequence[Story] = (),
    said: Sequence[Proposition] | None = None,
) -> tuple[Dispute, ...]:
    """The disputes of a pile, sorted by id. Without `stories`, each article is looked at by itself and with
    those that share a claim with it. `said` is what `stated` tells.

    A statement that denies, or sets itself against others, is tied to what it most likely answers; a denial that
    says in a clause what it denies, and answers nobody in the pile, is a dispute on its own claim without a target.
    """
    said = stated(pile) if said is None else said
    desk = _Desk.of(said, pile, claims, actors, stories)
    found: dict[str, Dispute] = {}
    numbers = list(_numbers(desk))
    counted = {frozenset((each.by, each.target)) for each in numbers}
    others = (each for each in _denials(desk) if {each.by, each.target} not in counted)
    for each in [*numbers, *others]:
        if each.id not in found or found[each.id].confidence < each.confidence:
            found[each.id] = each
    judged = verdicts(pile.judgements, "dispute")
    kept = [found[each] for each in sorted(found) if judged.get((each, None)) is not Verdict.NO]
    return tuple(replace(each, confidence=1.0) if judged.get((each.id, None)) is Verdict.YES else each for each in kept)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What disputes are found from: the cases, the story of each article, the claim of each statement and stretch."""

    articles: Mapping[str, Article]
    cases: Mapping[str, Sequence[Case]]
    said: Sequence[Case]
    near: Sequence[tuple[int, int]]  # numbers of statements that share rare words in one story, or a run anywhere
    claim_of: Mapping[str, str]
    claim_at: Mapping[tuple[str, Spans], str]
    columns: Columns

    @classmethod
    def of(
        cls,
        said: Sequence[Proposition],
        pile: Pile,
        claims: Sequence[Claim],
        actors: Sequence[Actor],
        stories: Sequence[Story],
    ) -> _Desk:
        articles = {each.id: each for each in pile.articles}
        claim_of, claim_at = _places(claims)
        facts = [as_fact(articles[article], spans) for article, spans in sorted(claim_at)]
        found = cases([*said, *facts], articles, actors)
        statements = [each for own in found.values() for each in own if each.proposition.statement is not None]
        own = [each.proposition for each in statements]
        home, weights = _homes(claims, stories), rarity(said)
        near = sorted(alike(own, own, home, weights) | runs(own, own))
        columns = Columns(found, weights)
        return cls(articles, found, statements, near, claim_of, claim_at, columns)

    def claim(self, case: Case) -> str:
        """The claim that a case belongs to."""
        statement = case.proposition.statement
        if statement is not None:
            return self.claim_of.get(statement.id, "")
        return self.claim_at[case.proposition.article, case.proposition.spans]


def _places(claims: Sequence[Claim]) -> tuple[dict[str, str], dict[tuple[str, Spans], str]]:
    """The claim of each statement, and of each stretch stated as fact."""
    statements: dict[str, str] = {}
    facts: dict[tuple[str, Spans], str] = {}
    for claim in claims:
        for each in claim.appearances:
            if each.statement is not None:
                statements[each.statement] = claim.id
            else:
                facts[each.article, each.spans] = claim.id
    return statements, facts


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


def _denials(desk: _Desk) -> Iterable[Dispute]:
    asking = [at for at, each in enumerate(desk.said) if each.stance is not None]
    for by, others in _candidates(desk, asking):
        found = list(_tied(desk, by, answerable(by, others)))
        yield from found
        statement = by.proposition.statement
        if not found and statement is not None and outright(statement, by.stance, by.proposition.text):
            claim = desk.claim(by)
            note = "denies what it says in a clause of its own"
            yield Dispute(
                identity("d", claim, statement.id, None, "denial"), claim, statement.id, None, "denial", _OUTRIGHT, note
            )


def answerable(by: Case, others: Iterable[Case]) -> list[Case]:
    """What a case may answer of some others: not its own side, no denial like it, nothing that says no more."""
    firm = by.stance in FIRM
    return [each for each in others
            if not (one_side(by, each) or (firm and each.stance in FIRM) or _repeats(by, each))]  # fmt: skip


def _tied(desk: _Desk, by: Case, targets: Sequence[Case]) -> Iterable[Dispute]:
    """The claim that a case answers: what it says itself that it does, else the likeliest, where it is sure enough."""
    kind: DisputeKind = "contradiction" if by.stance in _WEAK else "denial"
    found = [each for each in retorts(by, desk.cases[by.proposition.article]) if not one_side(by, each.target)]
    if not found:
        found = [each for each in _likeliest(desk, by, targets) if each.confidence >= _LEAST]
    for each in found:
        yield _dispute(desk, by, each.target, kind, each.confidence, each.note)


def _likeliest(desk: _Desk, by: Case, targets: Sequence[Case]) -> Iterable[Answer]:
    """The claim that a case most likely answers, by its likeliest appearance, as sure as all of them make it.

    Who only says otherwise contradicts no claim that these very words belong to.
    """
    claims: dict[str, list[Answer]] = defaultdict(list)
    own = desk.claim(by) if by.stance in _WEAK else ""
    for each in answers(by, targets, desk.columns):
        claim = desk.claim(each.target)
        if claim != own:
            claims[claim].append(each)
    shares = {claim: sum(each.confidence for each in found) for claim, found in claims.items()}
    if shares:
        first = max(sorted(shares), key=lambda each: shares[each])
        yield replace(claims[first][0], confidence=sure(by, shares[first]))


def _candidates(desk: _Desk, asking: Iterable[int]) -> Iterable[tuple[Case, list[Case]]]:
    """For some of the statements, by number, all of its article, those of its story that share rare words, any that
    share a run."""
    found: dict[int, list[Case]] = {at: [] for at in asking}
    for at, other in desk.near:
        if at in found:
            found[at].append(desk.said[other])
    for at, others in found.items():
        by = desk.said[at]
        yield by, [*(each for each in desk.cases[by.proposition.article] if each is not by), *others]


def _repeats(by: Case, other: Case) -> bool:
    """Whether two cases of one article hold the same words, the one within the other."""
    one, two = by.proposition, other.proposition
    if one.article != two.article or two.statement is None or other.end <= by.start or by.end <= other.start:
        return False
    overlap = any(a.start < b.end and b.start < a.end for a in one.spans for b in two.spans)
    few = min(len(one.terms), len(two.terms))
    return overlap and bool(few) and len(one.terms & two.terms) >= _SAME * few


def _numbers(desk: _Desk) -> Iterable[Dispute]:
    for each in tallies.clashes(desk.cases, desk.articles):
        yield _dispute(desk, each.by, each.target, "number", each.confidence, each.note)


def _dispute(desk: _Desk, by: Case, target: Case | None, kind: DisputeKind, confidence: float, note: str) -> Dispute:
    """A dispute on the claim of its target; a stretch stated as fact is a claim's, and no statement."""
    if kind == "contradiction" and target is not None and target.proposition.statement is not None:
        by, target = sorted((by, target), key=lambda each: _id(each) or "")  # it goes both ways: keep one
    claim = desk.claim(target or by) or desk.claim(by)
    one, two = _id(by) or "", _id(target) if target is not None else None
    return Dispute(identity("d", claim, one, two, kind), claim, one, two, kind, confidence, note)


def _id(case: Case) -> str | None:
    return case.proposition.statement.id if case.proposition.statement is not None else None
