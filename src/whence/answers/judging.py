"""questions: what a person could settle, most useful first; and what was settled already.

A question is worth its doubt times what hangs on it: the articles of a claim, the words of a copy, the statements of a
name. Nothing that somebody judged is asked again, UNSURE included.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from whence.answers import wording
from whence.answers.asked import Exhibit, JudgementLine, Question, Queue
from whence.answers.copying import edges
from whence.answers.excerpts import excerpt
from whence.answers.lines import place
from whence.answers.models import CopyEdge
from whence.answers.pile import JudgedView, Lookup
from whence.records import Actor, Appearance, Claim, Judgement, Span, Statement

_LEAST_DOUBT = 0.05
_MOST_OF_A_KIND = 60


def questions(view: JudgedView, limit: int = 200) -> Queue:
    """The open questions, most useful first."""
    look = Lookup.of(view)
    decided = view.judgements()
    known = {key for each in decided if not each.undone for key in _keys(each.subject, each.target, each.other)}
    found = [*_statements(look, view), *_claims(look, view), *_copies(look), *_disputes(look), *_names(look, view)]
    open_ones = [each for each in found if not known & set(_keys(each.subject, each.target, each.other))]
    ranked = sorted(open_ones, key=lambda each: (-each.worth, each.subject, each.target, each.other or ""))
    lines = tuple(_line(each) for each in reversed(decided))
    told = wording.number(len(ranked), "open question")
    return Queue(tuple(ranked[:limit]), len(ranked), lines, f"{told}, those that settle most first")


def _keys(subject: str, target: str, other: str | None) -> tuple[tuple[str, str, str | None], ...]:
    """How a question may have been asked: a link of two is the same both ways round."""
    if other is None:
        return ((subject, target, None),)
    return (subject, target, other), (subject, other, target)


def _line(each: Judgement) -> JudgementLine:
    sentence = f"{each.who} said {each.verdict.value} on a {each.subject}" + (f": {each.why}" if each.why else "")
    return JudgementLine(
        each.id,
        each.subject,
        each.target,
        each.other,
        each.verdict,
        each.who,
        each.when,
        each.why,
        each.undone,
        sentence,
    )


def _doubt(confidence: float) -> float:
    """0 where the machine is sure either way, 1 where it might as well have tossed a coin."""
    return 1.0 - abs(2.0 * confidence - 1.0)


def _exhibit(look: Lookup, article: str, spans: tuple[Span, ...], caption: str) -> Exhibit:
    found = look.article(article)
    return Exhibit(place(found), excerpt(found, spans), caption)


def _credit(look: Lookup, statement: Statement) -> str:
    cue = f", “{statement.cue.text}”" if statement.cue else ""
    return f"{look.speaker_of(statement) or 'no source named'}{cue}"


def _statements(look: Lookup, view: JudgedView) -> Iterable[Question]:
    for each in view.doubtful_statements(_MOST_OF_A_KIND):
        claim = look.claim_of(each)
        weight = len(claim.appearances) if claim else 1
        who = look.speaker_of(each) or "somebody unnamed"
        yield Question(
            "statement", each.id, None, f"Does {who} say this here?",
            (_exhibit(look, each.article, each.content.spans, _credit(look, each)),),
            (), each.confidence, _doubt(each.confidence) * (1 + weight), wording.number(weight, "appearance"),
        )  # fmt: skip


def _claims(look: Lookup, view: JudgedView) -> Iterable[Question]:
    for claim in view.claims_from(_MOST_OF_A_KIND * 4):
        for here in claim.appearances:
            if here.against is not None and _doubt(here.confidence) >= _LEAST_DOUBT:
                yield from _link(look, claim, here, claim.appearances[here.against])


def _link(look: Lookup, claim: Claim, here: Appearance, there: Appearance) -> Iterable[Question]:
    if here.statement is None or there.statement is None:
        return
    weight = len(claim.appearances)
    old, new = look.statement(there.statement), look.statement(here.statement)
    yield Question(
        "claim", here.statement, there.statement, "Do these two express the same claim?",
        (_exhibit(look, there.article, there.spans, _credit(look, old)),
         _exhibit(look, here.article, here.spans, _credit(look, new))),
        tuple(each.note for each in here.links), here.confidence, _doubt(here.confidence) * weight,
        f"a claim in {wording.number(weight, 'place')}",
    )  # fmt: skip


def _copies(look: Lookup) -> Iterable[Question]:
    for story in look.view.stories_from(0, _MOST_OF_A_KIND):
        for edge in edges(look, story.articles)[:_MOST_OF_A_KIND]:
            confidence = edge.confidence if edge.known else 0.5
            if _doubt(confidence) >= 2 * _LEAST_DOUBT and edge.share >= 0.1:
                yield _copy(look, edge, confidence, len(story.articles))


def _copy(look: Lookup, edge: CopyEdge, confidence: float, articles: int) -> Question:
    source, copier = look.article(edge.source), look.article(edge.copier)
    passages = look.view.reuse_between(source.id, copier.id)
    longest = max(passages, key=lambda each: (each.a_span.end - each.a_span.start, each.id))
    spans = {longest.a: longest.a_span, longest.b: longest.b_span}
    return Question(
        "reuse", f"{source.id}->{copier.id}", None, f"Did {place(copier).name} copy from {place(source).name}?",
        (_exhibit(look, source.id, (spans[source.id],), source.title or ""),
         _exhibit(look, copier.id, (spans[copier.id],), copier.title or "")),
        tuple(dict.fromkeys(each.note for each in longest.evidence)), confidence,
        _doubt(confidence) * edge.share * articles, f"{edge.share:.0%} of an article",
    )  # fmt: skip


def _disputes(look: Lookup) -> Iterable[Question]:
    doubtful = sorted(look.view.disputes(), key=lambda each: (-_doubt(each.confidence), each.id))
    for each in doubtful[:_MOST_OF_A_KIND]:
        if _doubt(each.confidence) >= _LEAST_DOUBT:
            claim, by = look.claim(each.claim), look.statement(each.by)
            origin = claim.appearances[claim.origin]
            ask = {"denial": "Does the second deny the first?", "number": "Can these two numbers not both hold?"}
            yield Question(
                "dispute", each.id, None, ask.get(each.kind, "Does the second contradict the first?"),
                (_exhibit(look, origin.article, origin.spans, "the claim"),
                 _exhibit(look, by.article, by.content.spans, _credit(look, by))),
                (each.note,) if each.note else (), each.confidence,
                _doubt(each.confidence) * (1 + len(claim.appearances)), f"a claim in {len(claim.appearances)} places",
            )  # fmt: skip


def _names(look: Lookup, view: JudgedView) -> Iterable[Question]:
    """Two actors of which one bears a name that is the last word of the other's."""
    found, _ = view.actors_named("", 0, _MOST_OF_A_KIND * 10)
    by_last: dict[str, list[Actor]] = {}
    for each in found:
        if each.kind in ("person", "unknown", "organisation"):
            by_last.setdefault(each.name.split()[-1].casefold(), []).append(each)
    for group in by_last.values():
        for one, two in pairwise(group):
            if one.kind == two.kind or "unknown" in (one.kind, two.kind):
                yield _same(look, one, two)


def _same(look: Lookup, one: Actor, two: Actor) -> Question:
    exhibits = []
    for each in (one, two):
        article, name = each.members[0]
        text = look.article(article).text
        at = max(text.find(name), 0)
        exhibits.append(
            _exhibit(look, article, (Span(at, min(at + len(name), len(text))),), f"{each.name} ({each.kind})")
        )
    weight = min(len(one.members), len(two.members))
    return Question(
        "actor", one.id, two.id, f"Are {one.name} and {two.name} one and the same?", tuple(exhibits), (), 0.3,
        0.6 * weight, wording.number(len(one.members) + len(two.members), "article"),
    )  # fmt: skip
