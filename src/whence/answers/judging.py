"""questions: what a person could settle, most useful first; and what was settled already.

A question is worth its doubt times what hangs on it: the articles of a claim, the copies of a story, the articles that
name somebody. Nothing that somebody judged is asked again, UNSURE included. Of each kind only the most telling are
looked at, and words are fetched for those questions alone that are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from whence.answers import wording
from whence.answers.asked import Exhibit, JudgementLine, Question, Queue
from whence.answers.excerpts import excerpt
from whence.answers.lines import place
from whence.answers.pile import ClaimLink, JudgedView, Lookup, Person, Tie
from whence.records import Dispute, Judgement, JudgementSubject, Span, Statement

_LEAST_DOUBT = 0.05
_MOST_OF_A_KIND = 60
_MOST_NAMES = 200

Shown = tuple[str, tuple[Exhibit, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Open:
    """A question before its words are fetched: `show` gives the sentence, what to look at, and the evidence."""

    subject: JudgementSubject
    target: str
    other: str | None
    confidence: float
    worth: float
    affects: str
    show: Callable[[Lookup], Shown]

    def ask(self, look: Lookup) -> Question:
        """The question in words."""
        sentence, exhibits, evidence = self.show(look)
        about = (self.subject, self.target, self.other)
        return Question(*about, sentence, exhibits, evidence, self.confidence, round(self.worth, 3), self.affects)


@dataclass(frozen=True, slots=True)
class Ranking:
    """All open questions of one state of a ledger, most useful first: what `questions` tells some of."""

    _open: tuple[_Open, ...]
    _decided: tuple[Judgement, ...]


def rank(view: JudgedView) -> Ranking:
    """The open questions, without their words."""
    look = Lookup.of(view)
    decided = view.judgements()
    known = {key for each in decided if not each.undone for key in _keys(each.subject, each.target, each.other)}
    found = [*_statements(view), *_claims(view), *_copies(view), *_disputes(look, view), *_names(view)]
    unasked = [each for each in found if not known & set(_keys(each.subject, each.target, each.other))]
    unasked.sort(key=lambda each: (-each.worth, each.subject, each.target, each.other or ""))
    return Ranking(tuple(unasked), tuple(decided))


def questions(
    view: JudgedView, subject: str = "", start: int = 0, limit: int = 100, ranking: Ranking | None = None
) -> Queue:
    """The open questions on one subject (all where none is named), most useful first, from the `start`-th on.

    `ranking` is that of the same state of the ledger, where it is known already.
    """
    ranked = ranking or rank(view)
    counts: dict[str, int] = {}
    for each in ranked._open:
        counts[each.subject] = counts.get(each.subject, 0) + 1
    chosen = [each for each in ranked._open if subject in ("", each.subject)]
    return Queue(
        tuple(each.ask(Lookup.of(view)) for each in chosen[start : start + limit]),
        len(chosen),
        tuple(sorted(counts.items())),
        tuple(_line(each) for each in reversed(ranked._decided)),
        f"{wording.number(len(chosen), 'question')} that would settle most",
    )


def _keys(subject: str, target: str, other: str | None) -> tuple[tuple[str, str, str | None], ...]:
    """How a question may have been asked: a link of two is the same both ways round."""
    if other is None:
        return ((subject, target, None),)
    return (subject, target, other), (subject, other, target)


def _line(each: Judgement) -> JudgementLine:
    sentence = f"{each.who} said {each.verdict.value} on a {each.subject}" + (f": {each.why}" if each.why else "")
    about = (each.id, each.subject, each.target, each.other)
    return JudgementLine(*about, each.verdict, each.who, each.when, each.why, each.undone, sentence)


def _doubt(confidence: float) -> float:
    """0 where the machine is sure either way, 1 where it might as well have tossed a coin."""
    return 1.0 - abs(2.0 * confidence - 1.0)


def _exhibit(look: Lookup, article: str, spans: tuple[Span, ...], caption: str) -> Exhibit:
    found = look.article(article)
    return Exhibit(place(found), excerpt(found, spans), caption)


def _credit(look: Lookup, statement: Statement) -> str:
    cue = f", “{statement.cue.text}”" if statement.cue else ""
    return f"{look.speaker_of(statement) or 'no source named'}{cue}"


def _statements(view: JudgedView) -> Iterable[_Open]:
    for each in view.doubtful_statements(_MOST_OF_A_KIND):

        def show(look: Lookup, each: Statement = each) -> Shown:
            who = look.speaker_of(each) or "somebody unnamed"
            exhibit = _exhibit(look, each.article, each.content.spans, _credit(look, each))
            return f"Does {who} say this here?", (exhibit,), ()

        doubt = _doubt(each.confidence)
        yield _Open("statement", each.id, None, each.confidence, doubt, "one statement", show)


def _claims(view: JudgedView) -> Iterable[_Open]:
    """The links inside the largest claims; their words and evidence are read when one is asked."""
    for claim in view.links_of_largest(_MOST_OF_A_KIND):
        for link in claim.links:
            if _doubt(link.confidence) >= _LEAST_DOUBT:
                yield _link(claim.id, claim.appearances, link)


def _link(claim: str, weight: int, link: ClaimLink) -> _Open:
    def show(look: Lookup) -> Shown:
        appearances = look.claim(claim).appearances
        here = appearances[link.position]
        pairs = ((appearances[here.against or 0], link.there), (here, link.here))
        exhibits = tuple(
            _exhibit(look, each.article, each.spans, _credit(look, look.statement(statement)))
            for each, statement in pairs
        )
        return "Do these two express the same claim?", exhibits, tuple(each.note for each in here.links)

    affects = f"a claim in {wording.number(weight, 'place')}"
    worth = _doubt(link.confidence) * weight
    return _Open("claim", link.here, link.there, link.confidence, worth, affects, show)


def _copies(view: JudgedView) -> Iterable[_Open]:
    for story in view.stories_from(0, _MOST_OF_A_KIND // 3):
        pairs: dict[tuple[str, str], list[Tie]] = {}
        for each in view.ties(story.articles[:_MOST_OF_A_KIND]):
            pairs.setdefault((each.a, each.b), []).append(each)
        for ties in pairs.values():
            surest = max(ties, key=lambda each: (each.confidence, each.direction))
            confidence = surest.confidence if surest.direction != "unknown" else 0.5
            if _doubt(confidence) >= 2 * _LEAST_DOUBT:
                yield _copy(surest, confidence, len(ties), len(story.articles))


def _copy(tie: Tie, confidence: float, passages: int, articles: int) -> _Open:
    source, copier = (tie.b, tie.a) if tie.direction == "b->a" else (tie.a, tie.b)

    def show(look: Lookup) -> Shown:
        found = look.view.reuse_between(source, copier)
        longest = max(found, key=lambda each: (each.a_span.end - each.a_span.start, each.id))
        spans = {longest.a: longest.a_span, longest.b: longest.b_span}
        both = [look.article(each) for each in (source, copier)]
        exhibits = tuple(_exhibit(look, each.id, (spans[each.id],), each.title or "") for each in both)
        sentence = f"Did {place(both[1]).name} copy from {place(both[0]).name}?"
        return sentence, exhibits, tuple(dict.fromkeys(each.note for each in longest.evidence))

    worth = _doubt(confidence) * articles * min(1.0, passages / 4)
    affects = f"{wording.number(passages, 'passage')} in a story of {wording.number(articles, 'article')}"
    return _Open("reuse", f"{source}->{copier}", None, confidence, worth, affects, show)


def _disputes(look: Lookup, view: JudgedView) -> Iterable[_Open]:
    for each in view.doubtful_disputes(_MOST_OF_A_KIND):
        if _doubt(each.confidence) >= _LEAST_DOUBT:
            yield _dispute(each, look.appearances(each.claim))


def _dispute(dispute: Dispute, weight: int) -> _Open:
    def show(look: Lookup) -> Shown:
        claim, by = look.claim(dispute.claim), look.statement(dispute.by)
        origin = claim.appearances[claim.origin]
        ask = {"denial": "Does the second deny the first?", "number": "Can these two numbers not both hold?"}
        exhibits = (
            _exhibit(look, origin.article, origin.spans, "the claim"),
            _exhibit(look, by.article, by.content.spans, _credit(look, by)),
        )
        sentence = ask.get(dispute.kind, "Does the second contradict the first?")
        return sentence, exhibits, (dispute.note,) if dispute.note else ()

    affects = f"a claim in {wording.number(weight, 'place')}"
    worth = _doubt(dispute.confidence) * (1 + weight)
    return _Open("dispute", dispute.id, None, dispute.confidence, worth, affects, show)


def _names(view: JudgedView) -> Iterable[_Open]:
    """Two people with the same last word in their names; of bodies it tells nothing ("White House", "House")."""
    by_last: dict[str, list[Person]] = {}
    for each in view.persons("", 0, _MOST_NAMES):
        if each.kind in ("person", "unknown"):
            by_last.setdefault(each.name.split()[-1].casefold(), []).append(each)
    for group in by_last.values():
        for one, two in pairwise(group):
            yield _same(one, two)


def _same(one: Person, two: Person) -> _Open:
    def show(look: Lookup) -> Shown:
        exhibits = []
        for each in (one, two):
            article, name = look.view.actor(each.id).members[0]
            text = look.article(article).text
            at = max(text.find(name), 0)
            span = Span(at, min(at + len(name), len(text)))
            exhibits.append(_exhibit(look, article, (span,), f"{each.name} ({each.kind})"))
        return f"Are {one.name} and {two.name} one and the same?", tuple(exhibits), ()

    affects = wording.number(one.articles + two.articles, "article")
    return _Open("actor", one.id, two.id, 0.3, 0.6 * min(one.articles, two.articles), affects, show)
