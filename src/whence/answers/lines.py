"""Records made into lines of an answer: places, credits, sayings, disputes, passages, omissions."""

from __future__ import annotations

from collections.abc import Iterable

from whence.answers import wording
from whence.answers.excerpts import cut, excerpt
from whence.answers.models import (
    ClaimLine,
    Count,
    Credit,
    DisputeLine,
    OmissionLine,
    PassageLine,
    Place,
    Saying,
)
from whence.answers.pile import Lookup
from whence.records import Article, Claim, Dispute, Omission, Reuse, Span, Statement


def place(article: Article) -> Place:
    """An article as a line names it."""
    return Place(
        article.id,
        article.outlet or article.key or article.path,
        article.path,
        article.outlet,
        article.title,
        article.published,
        article.url,
    )


def in_time(places: Iterable[Place]) -> list[Place]:
    """Places by date, undated ones last, ties by path."""
    return sorted(places, key=lambda each: (each.published is None, each.published or "", each.path, each.id))


def credit(look: Lookup, statement: Statement) -> Credit:
    """Who is credited with a statement."""
    actor = look.actor_of(statement)
    speaker = actor[1] if actor else statement.speaker
    source = statement.source.text if statement.source else None
    cue = statement.cue.text if statement.cue else None
    relay = tuple(each.name for each in statement.relay)
    return Credit(
        speaker=speaker,
        source=source,
        named=statement.named,
        actor=actor[0] if actor else None,
        cue=cue,
        relay=relay,
        kind=statement.kind,
        act=statement.act,
        polarity=statement.polarity,
        strength=statement.strength,
        confidence=statement.confidence,
        sentence=wording.credit_sentence(speaker, source, cue, relay),
    )


def saying(look: Lookup, statement: Statement) -> Saying:
    """A statement in one line."""
    article = look.article(statement.article)
    claim = look.claim_of(statement)
    return Saying(
        statement.id,
        place(article),
        statement.content.spans,
        cut(article.text, statement.content.spans),
        credit(look, statement),
        *(claim or (None, 1)),
    )


def claim_line(claim: Claim, score: float = 1.0) -> ClaimLine:
    """A claim in one line."""
    return ClaimLine(claim.id, claim.text, len(claim.appearances), claim.independent_sources, round(score, 3))


def count(claim: Claim) -> Count:
    """The independent sources of a claim, with the reasoning."""
    return Count(
        claim.independent_sources,
        claim.witnesses,
        claim.voices,
        claim.anonymous_voices,
        wording.count_sentence(claim),
        claim.reasoning,
    )


def dispute_line(look: Lookup, dispute: Dispute, claim: Claim) -> DisputeLine:
    """A dispute in one line."""
    by = look.statement(dispute.by)
    article = look.article(by.article)
    who, where = credit(look, by), place(article)
    return DisputeLine(
        dispute.id,
        dispute.kind,
        claim.id,
        claim.text,
        where,
        by.id,
        excerpt(article, by.content.spans),
        who,
        dispute.target,
        dispute.confidence,
        wording.dispute_sentence(dispute, who, where),
    )


def passage_line(look: Lookup, reuse: Reuse, here: str) -> PassageLine:
    """A passage seen from the article `here`."""
    mine, theirs = (reuse.a, reuse.b) if reuse.a == here else (reuse.b, reuse.a)
    my_span, their_span = (reuse.a_span, reuse.b_span) if reuse.a == here else (reuse.b_span, reuse.a_span)
    one, other = look.article(mine), look.article(theirs)
    names = {one.id: place(one).name, other.id: place(other).name}
    return PassageLine(
        reuse.id,
        place(one),
        place(other),
        my_span,
        their_span,
        reuse.similarity,
        reuse.kind,
        reuse.cause,
        reuse.confidence,
        wording.direction_note(reuse, names),
        cut(other.text, (their_span,)),
    )


def omission_line(look: Lookup, omission: Omission) -> OmissionLine:
    """What a copy left out, in one line."""
    statement = look.statement(omission.statement)
    copy, origin = look.article(omission.article), look.article(omission.origin)
    who = credit(look, statement)
    return OmissionLine(
        place(copy),
        place(origin),
        statement.id,
        cut(origin.text, statement.content.spans),
        omission.kind,
        who,
        wording.omission_sentence(omission, who, place(copy), place(origin)),
    )


def touches(a: Span, b: Span) -> bool:
    """Whether two spans share a code point."""
    return a.start < b.end and b.start < a.end
