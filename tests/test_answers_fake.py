"""A small pile in memory with the reading side of a ledger: three outlets on one bridge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from whence.answers.pile import How, Lookup, PileView
from whence.errors import NotFound
from whence.ledger.glimpses import Spoken
from whence.records import (
    Actor,
    Appearance,
    Article,
    Claim,
    Comparison,
    Dispute,
    Evidence,
    Omission,
    Part,
    Reject,
    Relay,
    Reuse,
    Span,
    Statement,
    Story,
    Voice,
    VoiceRole,
    Zone,
)
from whence.text import forms

FIRST = """Bridge to stay closed, says Lee

Harbour minister Ann Lee suggested the old bridge would stay closed until May, The Herald reported.

"We will not open a bridge that shakes," Lee said. "It is that simple."

The ferry runs at noon.
"""
COPY = """Bridge shut till May

Officials insist the old bridge will stay closed until May.

"We will not open a bridge," she said.

Share
"""
DENIAL = """Builder answers

The builder Tom Roe denied that the old bridge would stay closed until May. The engineers were not asked.
"""


class WithId(Protocol):
    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=WithId)


@dataclass(frozen=True)
class Hit:
    article: str


@dataclass(eq=False)
class FakeView:
    """The same methods as the real view, over tuples."""

    table: tuple[Article, ...]
    said: tuple[Statement, ...]
    found: Comparison
    unread: tuple[Reject, ...] = ()
    old: bool = False
    asked: list[str] = field(default_factory=list)

    def articles(self) -> Sequence[Article]:
        return self.table

    def articles_at(self, url: str) -> Sequence[Article]:
        return [each for each in self.table if each.url == url]

    def article(self, id: str) -> Article:
        return _one(self.table, id)

    def find_article(self, name: str) -> Article:
        for each in self.table:
            if name in (each.id, each.key) or each.path.endswith(name):
                return each
        raise NotFound(f"no article called {name}")

    def statements(self, article: str | None = None) -> Sequence[Statement]:
        return [each for each in self.said if article in (None, each.article)]

    def statement(self, id: str) -> Statement:
        return _one(self.said, id)

    def actors(self) -> Sequence[Actor]:
        return self.found.actors

    def actor(self, id: str) -> Actor:
        return _one(self.found.actors, id)

    def actors_like(self, words: Sequence[str]) -> Sequence[Actor]:
        return [
            each for each in self.found.actors if set(words) <= {form for name in _names(each) for form in forms(name)}
        ]

    def name_of(self, article: str, entity: str) -> tuple[str, str] | None:
        return next(((each.id, each.name) for each in self.found.actors if (article, entity) in each.members), None)

    def spoken(self, voice: Voice, role: VoiceRole, start: int, limit: int) -> Sequence[str]:
        found = [each for each in self._spoken(voice) if _role(each) == role]
        return [each.id for each in sorted(found, key=self._in_time)][start : start + limit]

    def spoken_counted(self, voice: Voice) -> Spoken:
        roles = [_role(each) for each in self._spoken(voice)]
        places = {self.article(each.article) for each in self._spoken(voice)}
        outlets = tuple(sorted({each.outlet for each in places if each.outlet}))
        counts = roles.count("said"), roles.count("relayed"), roles.count("denied")
        return Spoken(*counts, len(places), outlets)

    def disputed(self, voice: Voice, limit: int) -> Sequence[str]:
        said = {each.id for each in self._spoken(voice)}
        return [each.id for each in self.found.disputes if each.target in said][:limit]

    def dispute(self, id: str) -> Dispute:
        return _one(self.found.disputes, id)

    def _spoken(self, voice: Voice) -> Sequence[Statement]:
        if voice.kind == "actor":
            return [
                each for each in self.said if (each.article, each.entity) in _one(self.found.actors, voice.name).members
            ]
        known = {member for each in self.found.actors for member in each.members}
        return [
            each
            for each in self.said
            if (each.speaker or "").casefold() == voice.name.casefold() and (each.article, each.entity) not in known
        ]

    def _in_time(self, each: Statement) -> tuple[bool, str, str, int]:
        article = self.article(each.article)
        return article.published is None, article.published or "", article.path, each.content.spans[0].start

    def reuse(self, article: str | None = None) -> Sequence[Reuse]:
        return [each for each in self.found.reuse if article in (None, each.a, each.b)]

    def shared(self, article: str) -> Sequence[Reuse]:
        return self.reuse(article)

    def copied_among(self, articles: Sequence[str]) -> Sequence[Reuse]:
        both = [each for each in self.found.reuse if {each.a, each.b} <= set(articles)]
        return [each for each in both if each.cause in ("copied", "unknown")]

    def reuse_between(self, a: str, b: str) -> Sequence[Reuse]:
        return [each for each in self.found.reuse if {each.a, each.b} == {a, b}]

    def stories_from(self, start: int, limit: int) -> Sequence[Story]:
        return self.found.stories[start : start + limit]

    def story(self, id: str) -> Story:
        return _one(self.found.stories, id)

    def story_of(self, article: str) -> Story | None:
        return next((each for each in self.found.stories if article in each.articles), None)

    def claim(self, id: str) -> Claim:
        return _one(self.found.claims, id)

    def claims_at(self, article: str, span: Span) -> Sequence[str]:
        found = self.found.claims
        return [claim.id for claim in found if any(_touches(each, article, span) for each in claim.appearances)]

    def claims_in(self, article: str) -> Sequence[str]:
        return [each.id for each in self.found.claims if any(here.article == article for here in each.appearances)]

    def claims_of(self, article: str, statement: str) -> Sequence[str]:
        found = self.found.claims
        return [claim.id for claim in found if any(each.statement == statement for each in claim.appearances)]

    def appearances(self, claim: str) -> int:
        return len(self.claim(claim).appearances)

    def claims_counted(self, articles: Sequence[str]) -> tuple[int, int]:
        claims = {claim for article in articles for claim in self.claims_in(article)}
        return len(claims), sum(each.claim in claims for each in self.found.disputes)

    def omissions(self, article: str | None = None) -> Sequence[Omission]:
        return [each for each in self.found.omissions if article in (None, each.article)]

    def disputes(self, claim: str | None = None) -> Sequence[Dispute]:
        return [each for each in self.found.disputes if claim in (None, each.claim)]

    def rejects(self) -> Sequence[Reject]:
        return self.unread

    def counts(self) -> Mapping[str, int]:
        return {
            "articles": len(self.table),
            "statements": len(self.said),
            "claims": len(self.found.claims),
            "stories": len(self.found.stories),
        }

    def search(self, words: str, how: How = "phrase", limit: int = 60) -> Sequence[Hit]:
        self.asked.append(words)
        asked, test = forms(words), {"phrase": _phrase, "all": _all, "any": _any}[how]
        return [Hit(each.id) for each in self.table if test(asked, forms(each.text))][:limit]

    def stale(self) -> bool:
        return self.old


def _role(statement: Statement) -> VoiceRole:
    return "denied" if statement.act == "deny" else "relayed" if statement.relay else "said"


def _one(table: Sequence[Row], id: str) -> Row:
    for each in table:
        if each.id == id:
            return each
    raise NotFound(f"nothing has the id {id}")


def _names(actor: Actor) -> tuple[str, ...]:
    return actor.name, *actor.aliases


def _phrase(asked: Sequence[str], here: Sequence[str]) -> bool:
    return any(tuple(here[at : at + len(asked)]) == tuple(asked) for at in range(len(here)))


def _all(asked: Sequence[str], here: Sequence[str]) -> bool:
    return set(asked) <= set(here)


def _any(asked: Sequence[str], here: Sequence[str]) -> bool:
    return bool(set(asked) & set(here))


def _touches(each: Appearance, article: str, span: Span) -> bool:
    return each.article == article and any(a < span.end and span.start < b for a, b in each.spans)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def part(text: str, *fragments: str) -> Part:
    return Part.cut(text, [span(text, each) for each in fragments])


def _articles() -> tuple[Article, ...]:
    junk = COPY.index("Share")
    return (
        Article("a1", FIRST, "pile/first.txt", "first.txt", "The Gazette", "Bridge to stay closed", "2031-03-01"),
        Article(
            "a2",
            COPY,
            "pile/copy.txt",
            "copy.txt",
            "Daily Echo",
            zones=(Zone(0, junk, "body", "text"), Zone(junk, len(COPY), "promo", "a share button")),
        ),
        Article("a3", DENIAL, "pile/denial.txt", "denial.txt", None, "Builder answers", "2031-03-02"),
    )


CLOSED = ("the old bridge would stay closed until May", "the old bridge will stay closed until May")
QUOTE = ("We will not open a bridge that shakes", "It is that simple", "We will not open a bridge")


def _statements() -> tuple[Statement, ...]:
    herald = (Relay("The Herald", (span(FIRST, "The Herald"),)),)
    return (
        Statement(
            "s1",
            "a1",
            "indirect",
            "assert",
            part(FIRST, CLOSED[0]),
            part(FIRST, "Harbour minister Ann Lee"),
            part(FIRST, "suggested"),
            "Ann Lee",
            "person",
            True,
            "Ann Lee",
            strength=-1,
            relay=herald,
            confidence=0.9,
        ),
        Statement(
            "s2",
            "a1",
            "direct",
            "assert",
            part(FIRST, QUOTE[0], QUOTE[1]),
            Part.cut(FIRST, [(FIRST.index("Lee said"), FIRST.index("Lee said") + 3)]),
            part(FIRST, "said"),
            "Ann Lee",
            "person",
            True,
            "Ann Lee",
            confidence=0.95,
        ),
        Statement(
            "s3",
            "a2",
            "indirect",
            "assert",
            part(COPY, CLOSED[1]),
            part(COPY, "Officials"),
            part(COPY, "insist"),
            "Officials",
            "group",
            strength=1,
            confidence=0.8,
        ),
        Statement("s4", "a2", "direct", "assert", part(COPY, QUOTE[2]), part(COPY, "she"), part(COPY, "said")),
        Statement(
            "s5",
            "a3",
            "indirect",
            "deny",
            part(DENIAL, CLOSED[0]),
            part(DENIAL, "The builder Tom Roe"),
            part(DENIAL, "denied"),
            "Tom Roe",
            "person",
            True,
            "Tom Roe",
            "negative",
        ),
    )


def _claims() -> tuple[Claim, ...]:
    says = (Evidence("words", 2.0, "nearly the same words"),)
    closed = Claim(
        "c0000000000000001",
        CLOSED[0],
        (
            Appearance("a1", "s1", (span(FIRST, CLOSED[0]),), "origin"),
            Appearance(
                "a2",
                "s3",
                (span(COPY, CLOSED[1]),),
                "reworded",
                ("speaker_generalised", "cue_strengthened", "relay_dropped"),
                0,
                0.8,
                says,
            ),
        ),
        "inferred",
        reasoning=("Daily Echo copies The Gazette",),
    )
    quote = Claim(
        "c0000000000000002",
        QUOTE[0],
        (
            Appearance("a1", "s2", (span(FIRST, QUOTE[0]), span(FIRST, QUOTE[1])), "origin"),
            Appearance("a2", "s4", (span(COPY, QUOTE[2]),), "truncated", (), 0, 1.0),
        ),
        "inferred",
    )
    return closed, quote


def _comparison() -> Comparison:
    a = Span(FIRST.index("the old bridge"), FIRST.index(", The Herald"))
    b = Span(COPY.index("the old bridge"), COPY.index('.\n\n"We'))
    return Comparison(
        actors=(
            Actor("p1", "Ann Lee", "person", ("Lee", "the harbour minister"), ("minister",), (("a1", "Ann Lee"),)),
            Actor("p2", "Tom Roe", "person", ("Roe",), ("builder",), (("a3", "Tom Roe"),)),
        ),
        reuse=(Reuse("r1", "a1", "a2", a, b, 0.8, "reworded", "copied", "a->b", 0.92),),
        stories=(Story("t1", ("a1", "a2", "a3"), "The old bridge"),),
        claims=_claims(),
        omissions=(Omission("a2", "a1", "s2", "quote"),),
        disputes=(Dispute("d1", "c0000000000000001", "s5", "s1", "denial", 0.9),),
    )


def pile() -> FakeView:
    """The pile of three articles."""
    return FakeView(_articles(), _statements(), _comparison(), (Reject("pile/x.bin", "binary", "it is no text"),))


def test_it_is_a_view() -> None:
    view: PileView = pile()
    assert {each.article for each in view.statements()} == {each.id for each in view.articles()}


def test_look_ups_join_what_belongs_together() -> None:
    view = pile()
    look = Lookup.of(view)
    assert Lookup.of(view) is look
    assert look.claim_of(look.statement("s3")) == (
        "c0000000000000001",
        len(look.claim("c0000000000000001").appearances),
    )
    assert look.speaker_of(look.statement("s2")) == "Ann Lee"
    assert look.speaker_of(look.statement("s4")) is None
    assert [claim.id for claim, _ in look.claims_in("a2")] == ["c0000000000000001", "c0000000000000002"]
