"""What answers ask of a ledger: the reading side of it, and look-ups that several answers need."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, Protocol
from weakref import WeakKeyDictionary, ref

from whence.records import (
    Actor,
    ActorKind,
    Appearance,
    Article,
    Claim,
    Direction,
    Dispute,
    Judgement,
    Omission,
    Reject,
    Reuse,
    Span,
    Statement,
    Story,
    Voice,
    VoiceRole,
    Zone,
)
from whence.text import starts

_KEPT_STARTS = 4096

How = Literal["phrase", "all", "any"]
"""How words are sought: as one phrase, all of them, any of them."""


class Hit(Protocol):
    """An article that holds words searched for."""

    @property
    def article(self) -> str:
        """The article's id."""


class Spoken(Protocol):
    """How many statements a voice has in each role, in how many articles, and of which outlets."""

    @property
    def said(self) -> int:
        """Neither denied nor through others."""

    @property
    def relayed(self) -> int:
        """Through others."""

    @property
    def denied(self) -> int:
        """Denials."""

    @property
    def articles(self) -> int:
        """Articles that hold one of them."""

    @property
    def outlets(self) -> tuple[str, ...]:
        """Outlets of these articles, sorted."""


class Person(Protocol):
    """An actor without its members."""

    @property
    def id(self) -> str:
        """The actor's id."""

    @property
    def name(self) -> str:
        """The actor's name."""

    @property
    def kind(self) -> ActorKind:
        """What the actor is."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names."""

    @property
    def roles(self) -> tuple[str, ...]:
        """What the actor is called."""

    @property
    def articles(self) -> int:
        """How many articles name it."""


class Tie(Protocol):
    """A passage without its spans."""

    @property
    def a(self) -> str:
        """The article of the lesser id."""

    @property
    def b(self) -> str:
        """The other article."""

    @property
    def direction(self) -> Direction:
        """Who copied."""

    @property
    def confidence(self) -> float:
        """How sure the direction is."""


class ClaimLink(Protocol):
    """Why an appearance of a claim belongs to it: the one that it is compared with."""

    @property
    def position(self) -> int:
        """Which appearance it is."""

    @property
    def here(self) -> str:
        """Its statement."""

    @property
    def there(self) -> str:
        """The statement that it is compared with."""

    @property
    def confidence(self) -> float:
        """How sure it is that both express the claim."""


class Linked(Protocol):
    """A claim without the words of its appearances."""

    @property
    def id(self) -> str:
        """The claim's id."""

    @property
    def appearances(self) -> int:
        """How many there are."""

    @property
    def links(self) -> Sequence[ClaimLink]:
        """Of two statements each."""


class PileView(Protocol):
    """The part of `whence.ledger.View` that answers use; `NotFound` is raised where an id is unknown."""

    def articles(self) -> Sequence[Article]:
        """All articles, sorted by id."""

    def article(self, id: str) -> Article:
        """The article of an id."""

    def find_article(self, name: str) -> Article:
        """The article that an id, key, path or the end of a path means."""

    def articles_at(self, url: str) -> Sequence[Article]:
        """The articles of one address, sorted by id."""

    def statements(self, article: str | None = None) -> Sequence[Statement]:
        """The statements of one article, or all."""

    def statement(self, id: str) -> Statement:
        """The statement of an id."""

    def actors(self) -> Sequence[Actor]:
        """All actors, sorted by id."""

    def actor(self, id: str) -> Actor:
        """The actor of an id."""

    def actors_like(self, words: Sequence[str]) -> Sequence[Actor]:
        """Actors with all of the words in their name or among their aliases."""

    def name_of(self, article: str, entity: str) -> tuple[str, str] | None:
        """(id, name) of the actor that an article means by an entity's name."""

    def spoken(self, voice: Voice, role: VoiceRole, start: int, limit: int) -> Sequence[str]:
        """The ids of some of a voice's statements in one role, in order of time."""

    def spoken_counted(self, voice: Voice) -> Spoken:
        """How much a voice says."""

    def disputed(self, voice: Voice, limit: int) -> Sequence[str]:
        """The ids of disputes whose target is a statement of a voice."""

    def dispute(self, id: str) -> Dispute:
        """The dispute of an id."""

    def reuse(self, article: str | None = None) -> Sequence[Reuse]:
        """The passages that one article shares, or all."""

    def copied_among(self, articles: Sequence[str]) -> Sequence[Reuse]:
        """The passages that stand in two of some articles by copying, or may; without their edits and evidence."""

    def shared(self, article: str) -> Sequence[Reuse]:
        """The passages that one article shares, without their edits and evidence."""

    def reuse_between(self, a: str, b: str) -> Sequence[Reuse]:
        """The passages that two articles share, in either order of the two."""

    def stories_from(self, start: int, limit: int) -> Sequence[Story]:
        """Some of the stories: those of most articles first, then by the first day, undated ones last."""

    def story(self, id: str) -> Story:
        """The story of an id."""

    def story_of(self, article: str) -> Story | None:
        """The story that an article belongs to."""

    def claim(self, id: str) -> Claim:
        """The claim of an id."""

    def claims_at(self, article: str, span: Span) -> Sequence[str]:
        """The ids of the claims with an appearance that touches a span of an article."""

    def claims_in(self, article: str) -> Sequence[str]:
        """The ids of the claims that appear in an article."""

    def claims_of(self, article: str, statement: str) -> Sequence[str]:
        """The ids of the claims that a statement expresses."""

    def appearances(self, claim: str) -> int:
        """How many appearances a claim has."""

    def claims_counted(self, articles: Sequence[str]) -> tuple[int, int]:
        """How many claims appear in some articles, and how many disputes there are on these claims."""

    def omissions(self, article: str | None = None) -> Sequence[Omission]:
        """What one article left out of its origins, or all."""

    def disputes(self, claim: str | None = None) -> Sequence[Dispute]:
        """The disputes on one claim, or all."""

    def rejects(self) -> Sequence[Reject]:
        """The documents that could not be read."""

    def counts(self) -> Mapping[str, int]:
        """Rows per table."""

    def search(self, words: str, how: How = "phrase", limit: int = 60) -> Iterable[Hit]:
        """Articles that hold the words as one phrase, or all, or any of them, best first."""

    def stale(self) -> bool:
        """Whether the comparison is older than the articles."""


class JudgedView(PileView, Protocol):
    """What answers on people and on open questions ask beside."""

    def persons(self, words: str, start: int, limit: int) -> Sequence[Person]:
        """Some of the actors that have words in their names, those in most articles first."""

    def persons_counted(self, words: str) -> int:
        """How many actors have words in their names."""

    def members_of(self, actor: str, start: int, limit: int) -> Sequence[tuple[str, str]]:
        """Some of the (article, name there) of an actor, by date."""

    def ties(self, articles: Sequence[str]) -> Sequence[Tie]:
        """The passages that stand in two of some articles by copying, or may."""

    def doubtful_statements(self, limit: int) -> Sequence[Statement]:
        """Statements that might as well be none, the most doubtful first."""

    def doubtful_disputes(self, limit: int) -> Sequence[Dispute]:
        """Disputes that might as well be none, the most doubtful first."""

    def links_of_largest(self, limit: int) -> Sequence[Linked]:
        """The claims of most appearances, with what links these."""

    def judgements(self) -> Sequence[Judgement]:
        """All decisions of people, undone ones too, oldest first."""


class Lookup:
    """A view with the joins that answers need, each made once: a view sees one state of its ledger throughout."""

    @classmethod
    def of(cls, view: PileView) -> Lookup:
        """The look-up of a view, the same one each time."""
        if view not in _MADE:
            _MADE[view] = cls(view)
        return _MADE[view]

    def __init__(self, view: PileView) -> None:
        self._view = ref(view)  # weak, or the look-ups kept by view would keep their views alive
        self._articles: dict[str, Article] = {}
        self._statements: dict[str, Statement] = {}
        self._claims: dict[str, Claim] = {}
        self._claim_of: dict[str, tuple[str, int] | None] = {}
        self._sizes: dict[str, int] = {}
        self._claims_in: dict[str, list[tuple[Claim, Appearance]]] = {}
        self._actors: dict[tuple[str, str], tuple[str, str] | None] = {}

    @property
    def view(self) -> PileView:
        """The view, which must still be in use."""
        view = self._view()
        if view is None:
            raise RuntimeError("the view is gone")
        return view

    def article(self, id: str) -> Article:
        """The article of an id."""
        if id not in self._articles:
            self._articles[id] = self.view.article(id)
        return self._articles[id]

    def statement(self, id: str) -> Statement:
        """The statement of an id."""
        if id not in self._statements:
            self._statements[id] = self.view.statement(id)
        return self._statements[id]

    def claim(self, id: str) -> Claim:
        """The claim of an id."""
        if id not in self._claims:
            self._claims[id] = self.view.claim(id)
        return self._claims[id]

    def claim_of(self, statement: Statement) -> tuple[str, int] | None:
        """(id, appearances) of the claim that a statement expresses; of several the one with most appearances."""
        if statement.id not in self._claim_of:
            found = self.view.claims_of(statement.article, statement.id)
            sized = ((self.appearances(each), each) for each in found)
            size, id = max(sized, default=(0, ""))
            self._claim_of[statement.id] = (id, size) if id else None
        return self._claim_of[statement.id]

    def appearances(self, claim: str) -> int:
        """How many appearances a claim has."""
        if claim not in self._sizes:
            self._sizes[claim] = self.view.appearances(claim)
        return self._sizes[claim]

    def claims_at(self, article: str, span: Span) -> list[Claim]:
        """The claims with an appearance that touches a span of an article."""
        return [self.claim(each) for each in self.view.claims_at(article, span)]

    def claims_in(self, article: str) -> list[tuple[Claim, Appearance]]:
        """The claims of an article, with their appearances there."""
        if article not in self._claims_in:
            found = [self.claim(each) for each in self.view.claims_in(article)]
            self._claims_in[article] = [
                (claim, each) for claim in found for each in claim.appearances if each.article == article
            ]
        return self._claims_in[article]

    def starts(self, article: Article) -> Sequence[int]:
        """Where the words of an article's body and headings begin."""
        return word_starts(article.id, article.zones, _Text(article.text))

    def actor_of(self, statement: Statement) -> tuple[str, str] | None:
        """(id, name) of the actor that a statement's speaker is."""
        if statement.entity is None:
            return None
        member = statement.article, statement.entity
        if member not in self._actors:
            self._actors[member] = self.view.name_of(*member)
        return self._actors[member]

    def speaker_of(self, statement: Statement) -> str | None:
        """The speaker's name across the pile; an unnamed source keeps its description."""
        actor = self.actor_of(statement)
        return actor[1] if actor else statement.speaker


class _Text:
    """A text that is handed on, and no part of what an answer is remembered by."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Text)

    def __hash__(self) -> int:
        return 0


@lru_cache(_KEPT_STARTS)
def word_starts(article: str, zones: tuple[Zone, ...], given: _Text) -> Sequence[int]:  # noqa: ARG001
    """Where the words of the body and headings begin; kept from one view to the next, for an id stands for one text."""
    sought = [each for each in zones if each.zone in ("body", "heading")]
    found = [at for zone in sought for at in starts(given.text, zone.start, zone.end)]
    return array("L", found if zones else starts(given.text))


_MADE: WeakKeyDictionary[PileView, Lookup] = WeakKeyDictionary()
