"""What answers ask of a ledger: the reading side of it, and look-ups that several answers need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, Protocol
from weakref import WeakKeyDictionary, ref

from whence.records import (
    Actor,
    Appearance,
    Article,
    Claim,
    Dispute,
    Judgement,
    Omission,
    Reject,
    Reuse,
    Span,
    Statement,
    Story,
)
from whence.text import words

How = Literal["phrase", "all", "any"]
"""How words are sought: as one phrase, all of them, any of them."""


class Hit(Protocol):
    """An article that holds words searched for."""

    @property
    def article(self) -> str:
        """The article's id."""


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

    def actor_of(self, article: str, entity: str) -> Actor | None:
        """The actor that an article means by an entity's name."""

    def said_by(self, actor: str) -> Sequence[Statement]:
        """The statements of an actor."""

    def said_as(self, speaker: str) -> Sequence[Statement]:
        """The statements of no actor whose speaker is called so."""

    def reuse(self, article: str | None = None) -> Sequence[Reuse]:
        """The passages that one article shares, or all."""

    def copied(self, article: str) -> Sequence[Reuse]:
        """The passages that one article shares by copying, or may."""

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

    def claims_at(self, article: str, span: Span) -> Sequence[Claim]:
        """The claims with an appearance that touches a span of an article."""

    def claims_in(self, article: str) -> Sequence[Claim]:
        """The claims that appear in an article, sorted by id."""

    def claims_of(self, statement: Statement) -> Sequence[Claim]:
        """The claims that a statement expresses."""

    def claims_counted(self, articles: Sequence[str]) -> tuple[int, int]:
        """How many claims appear in some articles, and how many disputes there are on these claims."""

    def omissions(self, article: str | None = None) -> Sequence[Omission]:
        """What one article left out of its origins, or all."""

    def disputes(self, claim: str | None = None) -> Sequence[Dispute]:
        """The disputes on one claim, or all."""

    def disputes_against(self, statement: str) -> Sequence[Dispute]:
        """The disputes whose target is a statement."""

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

    def actors_named(self, words: str, start: int, limit: int) -> tuple[Sequence[Actor], int]:
        """Some of the actors that have words in their names, those in most articles first; and how many there are."""

    def doubtful_statements(self, limit: int) -> Sequence[Statement]:
        """Statements that might as well be none, the most doubtful first."""

    def doubtful_disputes(self, limit: int) -> Sequence[Dispute]:
        """Disputes that might as well be none, the most doubtful first."""

    def claims_from(self, limit: int) -> Sequence[Claim]:
        """The claims of most appearances."""

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
        self._claim_of: dict[str, Claim | None] = {}
        self._claims_in: dict[str, list[tuple[Claim, Appearance]]] = {}
        self._actors: dict[tuple[str, str], Actor | None] = {}
        self._starts: dict[str, Sequence[int]] = {}

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

    def claim_of(self, statement: Statement) -> Claim | None:
        """The claim that a statement expresses; the one with most appearances where there are several."""
        if statement.id not in self._claim_of:
            found = sorted(self.view.claims_of(statement), key=lambda each: (len(each.appearances), each.id))
            self._claim_of[statement.id] = found[-1] if found else None
        return self._claim_of[statement.id]

    def claims_in(self, article: str) -> list[tuple[Claim, Appearance]]:
        """The claims of an article, with their appearances there."""
        if article not in self._claims_in:
            found = self.view.claims_in(article)
            self._claims |= {each.id: each for each in found}
            self._claims_in[article] = [
                (claim, each) for claim in found for each in claim.appearances if each.article == article
            ]
        return self._claims_in[article]

    def starts(self, article: Article) -> Sequence[int]:
        """Where the words of an article's body and headings begin."""
        if article.id not in self._starts:
            zones = [each for each in article.zones if each.zone in ("body", "heading")]
            found = [word.start for zone in zones for word in words(article.text, zone.start, zone.end)]
            self._starts[article.id] = found if zones else [word.start for word in words(article.text)]
        return self._starts[article.id]

    def actor_of(self, statement: Statement) -> Actor | None:
        """The actor that a statement's speaker is."""
        if statement.entity is None:
            return None
        member = statement.article, statement.entity
        if member not in self._actors:
            found = self._actors[member] = self.view.actor_of(*member)
            if found:  # who speaks in many articles would else be read anew for each of them
                self._actors |= dict.fromkeys(found.members, found)
        return self._actors[member]

    def speaker_of(self, statement: Statement) -> str | None:
        """The speaker's name across the pile; an unnamed source keeps its description."""
        actor = self.actor_of(statement)
        return actor.name if actor else statement.speaker


_MADE: WeakKeyDictionary[PileView, Lookup] = WeakKeyDictionary()
