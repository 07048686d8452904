"""trace: some words → the chain of the claim they express."""

from __future__ import annotations

from contextlib import suppress

from whence.answers import versions, wording
from whence.answers.excerpts import changes, cut, excerpt
from whence.answers.finding import Match, claims_for, matches
from whence.answers.lines import claim_line, count, credit, dispute_line, passage_line, place, touches
from whence.answers.models import Change, ClaimLine, Credit, DisputeLine, Excerpt, PassageLine, Step, Trace
from whence.answers.pile import Lookup, PileView
from whence.comparison.senses import senses
from whence.comparison.variants import diff
from whence.errors import NotFound
from whence.records import Appearance, Article, Claim, Span


def trace(view: PileView, words: str, limit: int = 5) -> Trace:
    """The chain of the claim that `words` express; a claim's or statement's id does too.

    `limit` bounds the alternatives. Words that stand in no claim give the sentence alone (`found` "sentence").
    Raises `NotFound`, with suggestions, where no sentence holds the words.
    """
    look = Lookup.of(view)
    named = _by_id(look, words.strip())
    if named:
        return _of_claim(look, words, named, None, ())
    found = matches(look, words)
    ranked = claims_for(look, found)
    if not ranked:
        return _of_sentence(look, words, found[0])
    claim, _, match = ranked[0]
    others = tuple(claim_line(each, score) for each, score, _ in ranked[1 : limit + 1])
    return _of_claim(look, words, claim, match, others)


def claim(view: PileView, id: str) -> Trace:
    """The chain of a claim, by its id or the id of a statement that is one of its appearances. Raises `NotFound`."""
    look = Lookup.of(view)
    named = _by_id(look, id)
    if named is None:
        raise NotFound(f"no claim {id} in this pile")
    return _of_claim(look, id, named, None, ())


def _by_id(look: Lookup, words: str) -> Claim | None:
    if not words.isalnum() or len(words) < 17:
        return None
    with suppress(NotFound):
        return look.claim(words)
    with suppress(NotFound):
        found = look.claim_of(look.statement(words))
        return look.claim(found[0]) if found else None
    return None


def _of_claim(look: Lookup, question: str, claim: Claim, match: Match | None, others: tuple[ClaimLine, ...]) -> Trace:
    steps = _steps(look, claim)
    origin = steps[claim.origin]
    at = match.article if match else look.article(origin.place.id)
    spans = (match.span,) if match else origin.spans
    return Trace(
        question=question,
        found="claim",
        claim=claim.id,
        text=claim.text,
        order=claim.order,
        order_note=wording.ORDERS[claim.order] if len(steps) > 1 else "it stands in one article of this pile only",
        origin=claim.origin,
        steps=steps,
        at=place(at),
        excerpt=excerpt(at, spans),
        disputes=disputes(look, claim),
        count=count(claim),
        alternatives=others,
        passages=_passages(look, at, spans),
    )


def _of_sentence(look: Lookup, question: str, match: Match) -> Trace:
    stands = excerpt(match.article, (match.span,))
    return Trace(
        question=question,
        found="sentence",
        claim=None,
        text=" ".join(stands.text.split()),
        order="unknown",
        order_note="the sentence belongs to no claim: no other article of this pile says it and nobody is credited",
        origin=0,
        steps=(),
        at=place(match.article),
        excerpt=stands,
        disputes=(),
        count=None,
        alternatives=(),
        passages=_passages(look, match.article, (Span(stands.start, stands.end),)),
    )


def _passages(look: Lookup, article: Article, spans: tuple[Span, ...]) -> tuple[PassageLine, ...]:
    """The passages of an article that touch spans, longest first."""
    lines = [passage_line(look, each, article.id) for each in look.view.shared(article.id)]
    touched = [line for line in lines if any(touches(line.here_span, span) for span in spans)]
    return tuple(sorted(touched, key=lambda each: (each.here_span.start - each.here_span.end, each.id)))


def disputes(look: Lookup, claim: Claim) -> tuple[DisputeLine, ...]:
    """The disputes on a claim, surest first."""
    lines = [dispute_line(look, each, claim) for each in look.view.disputes(claim.id)]
    return tuple(sorted(lines, key=lambda each: (-each.confidence, each.id)))


def _steps(look: Lookup, claim: Claim) -> tuple[Step, ...]:
    return tuple(_step(look, claim, position) for position in range(len(claim.appearances)))


def _step(look: Lookup, claim: Claim, position: int) -> Step:
    here = claim.appearances[position]
    against = None if here.against is None else claim.appearances[here.against]
    article, new = look.article(here.article), credit_of(look, here)
    old = credit_of(look, against) if against else None
    return Step(
        position=position,
        place=place(article),
        statement=here.statement,
        spans=here.spans,
        words=cut(article.text, here.spans),
        excerpt=_context(look, here),
        credit=new,
        variant=here.variant,
        drift=here.drift,
        flags=(
            *wording.flags(here.variant, here.drift, old, new),
            *_senses(look, against, here),
            *_kinship(look, article, against),
        ),
        against=here.against,
        changes=_changes(look, against, here) if against else (),
        confidence=here.confidence,
        links=here.links,
    )


def _senses(look: Lookup, against: Appearance | None, here: Appearance) -> tuple[str, ...]:
    """Whether the words of a quotation changed in sense or in form alone; of other wordings that cannot be told."""
    if against is None or here.variant not in ("altered", "truncated", "merged"):
        return ()
    before, after = look.article(against.article).text, look.article(here.article).text
    found = senses(before, after, diff(before, against.spans, after, here.spans))
    return wording.sense_flags(found, here.drift)


def _kinship(look: Lookup, article: Article, against: Appearance | None) -> tuple[str, ...]:
    """What else an appearance is: the words themselves, or one in another text of the same article."""
    if article.primary:
        return ("primary document",)
    if against is not None and versions.of_one(look.article(against.article), article):
        return ("revision of the same article",)
    return ()


def credit_of(look: Lookup, appearance: Appearance) -> Credit | None:
    """Who is credited where a claim appears; None where it is stated as fact."""
    return credit(look, look.statement(appearance.statement)) if appearance.statement else None


def _context(look: Lookup, here: Appearance) -> Excerpt:
    return excerpt(look.article(here.article), here.spans)


def _changes(look: Lookup, old: Appearance, new: Appearance) -> tuple[Change, ...]:
    before, after = look.article(old.article).text, look.article(new.article).text
    return changes(before, after, diff(before, old.spans, after, new.spans))
