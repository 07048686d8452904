"""What answers ask of a ledger: the reading side of it, and look-ups that several answers need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol
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

    def statements(self, article: str | None = None) -> Sequence[Statement]:
        """The statements of one article, or all."""

    def statement(self, id: str) -> Statement:
        """The statement of an id."""

    def actors(self) -> Sequence[Actor]:
        """All actors, sorted by id."""

    def reuse(self, article: str | None = None) -> Sequence[Reuse]:
        """The passages that one article shares, or all."""

    def reuse_between(self, a: str, b: str) -> Sequence[Reuse]:
        """The passages that two articles share, in either order of the two."""

    def stories(self) -> Sequence[Story]:
        """All stories, sorted by id."""

    def story(self, id: str) -> Story:
        """The story of an id."""

    def story_of(self, article: str) -> Story | None:
        """The story that an article belongs to."""

    def claims(self) -> Sequence[Claim]:
        """All claims, sorted by id."""

    def claim(self, id: str) -> Claim:
        """The claim of an id."""

    def claims_at(self, article: str, span: Span) -> Sequence[Claim]:
        """The claims with an appearance that touches a span of an article."""

    def omissions(self) -> Sequence[Omission]:
        """All omissions."""

    def disputes(self, claim: str | None = None) -> Sequence[Dispute]:
        """The disputes on one claim, or all."""

    def rejects(self) -> Sequence[Reject]:
        """The documents that could not be read."""

    def counts(self) -> Mapping[str, int]:
        """Rows per table."""

    def search(self, words: str) -> Iterable[Hit]:
        """Hits of a full-text search, best first."""

    def stale(self) -> bool:
        """Whether the comparison is older than the articles."""


class JudgedView(PileView, Protocol):
    """What answers on people and on open questions ask beside."""

    def actor(self, id: str) -> Actor:
        """The actor of an id."""

    def actors_named(self, words: str, start: int, limit: int) -> tuple[Sequence[Actor], int]:
        """Some of the actors that have words in their names, those in most articles first; and how many there are."""

    def doubtful_statements(self, limit: int) -> Sequence[Statement]:
        """Statements that might as well be none, the most doubtful first."""

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

    @cached_property
    def actors(self) -> dict[tuple[str, str], Actor]:
        """The actor behind each (article id, entity name)."""
        return {member: actor for actor in self.view.actors() for member in actor.members}

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """All claims."""
        return tuple(self.view.claims())

    @cached_property
    def claim_of(self) -> dict[str, Claim]:
        """The claim of each statement that appears in one; the one with most appearances where it is in several."""
        best: dict[str, Claim] = {}
        for claim in sorted(self.claims, key=lambda each: (len(each.appearances), each.id)):
            best |= {each.statement: claim for each in claim.appearances if each.statement}
        return best

    @cached_property
    def claims_in(self) -> dict[str, list[tuple[Claim, Appearance]]]:
        """The claims of each article, with their appearances there."""
        found: dict[str, list[tuple[Claim, Appearance]]] = {}
        for claim in self.claims:
            for each in claim.appearances:
                found.setdefault(each.article, []).append((claim, each))
        return found

    def actor_of(self, statement: Statement) -> Actor | None:
        """The actor that a statement's speaker is."""
        if statement.entity is None:
            return None
        return self.actors.get((statement.article, statement.entity))

    def speaker_of(self, statement: Statement) -> str | None:
        """The speaker's name across the pile; an unnamed source keeps its description."""
        actor = self.actor_of(statement)
        return actor.name if actor else statement.speaker


_MADE: WeakKeyDictionary[PileView, Lookup] = WeakKeyDictionary()
