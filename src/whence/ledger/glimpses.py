"""What pages show of many rows, read without the rest of each row: names, sizes, counts, the rows of one page.

An actor named in six thousand articles has as many members, and a claim of the whole pile a megabyte of appearances;
who only wants the name or the count does not wait for them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from whence.records import ActorKind, Direction, Span, Voice, VoiceRole

_MANY = 2000
_BY_SIZE = "json_array_length(members) DESC, name, id"
_ROLES: dict[VoiceRole, str] = {
    "said": "s.act <> 'deny' AND s.relay = '[]'",
    "relayed": "s.act <> 'deny' AND s.relay <> '[]'",
    "denied": "s.act = 'deny'",
}
_SPOKEN = {
    "actor": "actor_members m JOIN statements s ON s.article = m.article AND s.entity = m.entity"
    " JOIN articles a ON a.id = s.article WHERE m.actor = ?",
    "description": "statements s JOIN articles a ON a.id = s.article WHERE s.speaker = ? COLLATE NOCASE AND NOT EXISTS"
    " (SELECT 1 FROM actor_members m WHERE m.article = s.article AND m.entity = s.entity)",
}
_IN_TIME = "a.published IS NULL, a.published, a.path, a.id, json_extract(s.content, '$.spans[0][0]'), s.id"


@dataclass(frozen=True, slots=True)
class Person:
    """An actor without its members; `articles` is how many name it."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Tie:
    """A passage without its spans: which two articles share it, and who copied."""

    id: str
    a: str
    b: str
    direction: Direction
    confidence: float


@dataclass(frozen=True, slots=True)
class Link:
    """The appearance at `position` belongs to its claim as its statement `here` is like the statement `there`."""

    position: int
    here: str
    there: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Linked:
    """A claim without the words of its `appearances`, and the links that hold them together."""

    id: str
    appearances: int
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """How many statements a voice has in each role, in how many articles, and of which outlets."""

    said: int
    relayed: int
    denied: int
    articles: int
    outlets: tuple[str, ...]


class Glimpses:
    """The part of the reading side that answers lists and counts."""

    def _plain(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows as the driver gives them."""
        raise NotImplementedError

    def persons(self, words: str, start: int, limit: int) -> list[Person]:
        """Some of the actors that have words in a name or alias, those in most articles first."""
        where, values = _named(words)
        # few are found by their names, which an index holds, and many soon enough in the order of their size
        rows = self._plain(f"SELECT rowid FROM actors{where} LIMIT {_MANY}", values) if where else []
        if where and len(rows) < _MANY:
            where, values = f" WHERE rowid IN ({', '.join(str(row[0]) for row in rows)})", ()
        order = f"ORDER BY {_BY_SIZE} LIMIT ? OFFSET ?"
        named = "(SELECT count(DISTINCT article) FROM actor_members WHERE actor = actors.id)"
        rows = self._plain(
            f"SELECT id, name, kind, aliases, roles, {named} FROM actors{where} {order}", (*values, limit, start)
        )
        return [
            Person(id, name, kind, tuple(json.loads(aliases)), tuple(json.loads(roles)), articles)
            for id, name, kind, aliases, roles, articles in rows
        ]

    def persons_counted(self, words: str) -> int:
        """How many actors have words in a name or alias."""
        where, values = _named(words)
        return _count(self._plain(f"SELECT count(*) FROM actors{where}", values))

    def members_of(self, actor: str, start: int, limit: int) -> list[tuple[str, str]]:
        """Some of the (article, name there) of an actor, by date, undated ones last."""
        order = "ORDER BY a.published IS NULL, a.published, a.path, m.entity LIMIT ? OFFSET ?"
        sql = "SELECT m.article, m.entity FROM actor_members m JOIN articles a ON a.id = m.article WHERE m.actor = ?"
        return [(row[0], row[1]) for row in self._plain(f"{sql} {order}", (actor, limit, start))]

    def name_of(self, article: str, entity: str) -> tuple[str, str] | None:
        """(id, name) of the actor that an article means by an entity's name."""
        where = "id = (SELECT actor FROM actor_members WHERE article = ? AND entity = ?)"
        found = self._plain(f"SELECT id, name FROM actors WHERE {where}", (article, entity))
        return (found[0][0], found[0][1]) if found else None

    def spoken(self, voice: Voice, role: VoiceRole, start: int, limit: int) -> list[str]:
        """The ids of some of a voice's statements in one role, by date, undated ones last, then in reading order."""
        sql = f"SELECT s.id FROM {_SPOKEN[voice.kind]} AND {_ROLES[role]} ORDER BY {_IN_TIME} LIMIT ? OFFSET ?"
        return [row[0] for row in self._plain(sql, (voice.name, limit, start))]

    def spoken_counted(self, voice: Voice) -> Spoken:
        """How much a voice says."""
        sums = ", ".join(f"coalesce(sum({each}), 0)" for each in _ROLES.values())
        spoken = _SPOKEN[voice.kind]
        rows = self._plain(f"SELECT {sums}, count(DISTINCT s.article) FROM {spoken}", (voice.name,))
        outlets = self._plain(f"SELECT DISTINCT a.outlet FROM {spoken} ORDER BY a.outlet", (voice.name,))
        said, relayed, denied, articles = rows[0] if rows else (0, 0, 0, 0)
        return Spoken(said, relayed, denied, articles, tuple(row[0] for row in outlets if row[0]))

    def disputed(self, voice: Voice, limit: int) -> list[str]:
        """The ids of disputes whose target is a statement of a voice."""
        # from the voice on, whatever the planner thinks: each statement is one look into the index of targets
        if voice.kind == "actor":
            sql = (
                "SELECT d.id FROM actor_members m CROSS JOIN statements s ON s.article = m.article"
                " AND s.entity = m.entity CROSS JOIN disputes d ON d.target = s.id WHERE m.actor = ?"
            )
        else:
            sql = (
                "SELECT d.id FROM statements s CROSS JOIN disputes d ON d.target = s.id"
                " WHERE s.speaker = ? COLLATE NOCASE AND NOT EXISTS"
                " (SELECT 1 FROM actor_members m WHERE m.article = s.article AND m.entity = s.entity)"
            )
        return [row[0] for row in self._plain(f"{sql} ORDER BY d.id LIMIT ?", (voice.name, limit))]

    def claims_of(self, article: str, statement: str) -> list[str]:
        """The ids of the claims that a statement expresses."""
        sql = "SELECT DISTINCT claim FROM claim_places WHERE article = ? AND statement = ? ORDER BY claim"
        return [row[0] for row in self._plain(sql, (article, statement))]

    def claims_in(self, article: str) -> list[str]:
        """The ids of the claims that appear in an article."""
        sql = "SELECT DISTINCT claim FROM claim_places WHERE article = ? ORDER BY claim"
        return [row[0] for row in self._plain(sql, (article,))]

    def claims_at(self, article: str, span: Span) -> list[str]:
        """The ids of the claims with an appearance that touches a span of an article."""
        where = 'article = ? AND start < ? AND "end" > ? ORDER BY claim'
        rows = self._plain(f"SELECT DISTINCT claim FROM claim_places WHERE {where}", (article, span.end, span.start))
        return [row[0] for row in rows]

    def links_of_largest(self, limit: int) -> list[Linked]:
        """The claims of most appearances, with the links between statements that hold them together."""
        sql = "SELECT id, appearances FROM claims ORDER BY json_array_length(appearances) DESC, id LIMIT ?"
        return [_linked(id, json.loads(appearances)) for id, appearances in self._plain(sql, (limit,))]

    def appearances(self, claim: str) -> int:
        """How many appearances a claim has; 0 for one that is not there."""
        return _count(self._plain("SELECT json_array_length(appearances) FROM claims WHERE id = ?", (claim,)))

    def ties(self, articles: Sequence[str]) -> list[Tie]:
        """The passages that stand in two of some articles by copying, or may; sorted by id."""
        marks = ", ".join("?" * len(articles))
        where = f"a IN ({marks}) AND b IN ({marks}) AND cause NOT IN ('quoted', 'house') ORDER BY id"
        rows = self._plain(f"SELECT id, a, b, direction, confidence FROM reuse WHERE {where}", (*articles, *articles))
        return [Tie(*row) for row in rows]


def _linked(id: str, appearances: list[dict[str, Any]]) -> Linked:
    links = []
    for position, here in enumerate(appearances):
        there = appearances[here["against"]]["statement"] if here["against"] is not None else None
        if here["statement"] and there:
            links.append(Link(position, here["statement"], there, here["confidence"]))
    return Linked(id, len(appearances), tuple(links))


def _named(words: str) -> tuple[str, tuple[str, ...]]:
    """The condition that actors have words in a name or alias, and its values; nothing for no words."""
    if not words:
        return "", ()
    tail = "".join(f"\\{each}" if each in "\\%_" else each for each in words)
    return " WHERE (name LIKE ? ESCAPE '\\' OR aliases LIKE ? ESCAPE '\\')", (f"%{tail}%",) * 2


def _count(rows: list[tuple[Any, ...]]) -> int:
    return int(rows[0][0]) if rows else 0
