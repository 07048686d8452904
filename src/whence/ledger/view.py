"""The side that reads: one consistent state of the ledger, while another process may be writing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from whence.errors import NotFound
from whence.ledger import soundness
from whence.ledger.glimpses import Glimpses
from whence.ledger.rows import columns, from_row
from whence.ledger.store import engine, identify
from whence.records import (
    Actor,
    Article,
    Attribution,
    Claim,
    Comparison,
    Dispute,
    Entity,
    Judgement,
    Omission,
    Pile,
    Reject,
    Reuse,
    Statement,
    Story,
)

Record = TypeVar("Record")
TABLES = ("articles", "statements", "actors", "reuse", "stories", "claims", "omissions", "disputes")
MOST_HITS = 200
How = Literal["phrase", "all", "any"]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that holds the words searched for; a higher `rank` is better."""

    article: str
    rank: float


class View(Glimpses):
    """A ledger open for reading; use as a context manager. It never writes, and sees one state throughout."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = engine(path, writes=False)
        self._connection: Connection = self._engine.connect()
        self._connection.exec_driver_sql("BEGIN")
        self._largest: list[str] | None = None

    @classmethod
    def open(cls, path: str | Path) -> View:
        """The ledger at `path`. Raises `LedgerMissing`, `LedgerForeign` or `LedgerVersion`."""
        identify(Path(path))
        return cls(Path(path))

    def __enter__(self) -> View:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()
        self._engine.dispose()

    # one article at a time

    def articles(self) -> list[Article]:
        """All articles, sorted by id."""
        return self._all(Article, "articles ORDER BY id")

    def article(self, id: str) -> Article:
        """The article of an id. Raises `NotFound`."""
        return self._one(Article, "articles", id, "article")

    def find_article(self, name: str) -> Article:
        """The article that an id, a key, a path, the end of a path or the start of an id means. Raises `NotFound`."""
        tail = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        for where, value in (
            ("id = ?", name), ("key = ?", name), ("path = ?", name), ("path LIKE ? ESCAPE '\\'", f"%/{tail}"),
            ("path LIKE ? ESCAPE '\\'", f"%{tail}%"), ("id LIKE ? ESCAPE '\\'", f"{tail}%"),
        ):  # fmt: skip
            found = self._all(Article, f"articles WHERE {where} ORDER BY path, id LIMIT 6", (value,))
            if len(found) == 1:
                return found[0]
            if found:
                names = ", ".join(f"{each.path} ({each.id})" for each in found[:5])
                raise NotFound(f"several articles are meant by {name}: {names}; name one by its id")
        raise NotFound(f"no article {name} in this pile; `whence stories` and `whence export articles` list them")

    def articles_at(self, url: str) -> list[Article]:
        """The articles of one address, sorted by id."""
        return self._all(Article, "articles WHERE url = ? ORDER BY id", (url,))

    def statements(self, article: str | None = None) -> list[Statement]:
        """The statements of one article in their order, or all by article."""
        where = " WHERE article = ?" if article else ""
        values = (article,) if article else ()
        return self._all(Statement, f"statements{where} ORDER BY article, position", values)

    def statement(self, id: str) -> Statement:
        """The statement of an id. Raises `NotFound`."""
        return self._one(Statement, "statements", id, "statement")

    def entities(self, article: str | None = None) -> list[Entity]:
        """Who and what the articles name."""
        where = " WHERE article = ?" if article else ""
        return self._all(Entity, f"entities{where} ORDER BY article, position", (article,) if article else ())

    def pile(self) -> Pile:
        """All that a comparison needs."""
        articles = tuple(self.articles())
        statements: dict[str, list[Statement]] = {each.id: [] for each in articles}
        entities: dict[str, list[Entity]] = {each.id: [] for each in articles}
        for statement in self.statements():
            statements[statement.article].append(statement)
        for entity in self.entities():
            entities[entity.article].append(entity)
        found = tuple(Attribution(each.id, tuple(statements[each.id]), tuple(entities[each.id])) for each in articles)
        standing = tuple(each for each in self.judgements() if not each.undone)
        return Pile(articles, found, standing)

    # across articles

    def actors(self) -> list[Actor]:
        """All actors, sorted by id."""
        return self._all(Actor, "actors ORDER BY id")

    def actor(self, id: str) -> Actor:
        """The actor of an id. Raises `NotFound`."""
        return self._one(Actor, "actors", id, "actor")

    def doubtful_statements(self, limit: int, low: float = 0.3, high: float = 0.7) -> list[Statement]:
        """Statements whose confidence lies between `low` and `high`, the most doubtful first."""
        # from the middle up and down, so that the index gives the first ones and nothing is sorted
        above = (
            "SELECT id, confidence FROM statements WHERE confidence BETWEEN 0.5 AND ? ORDER BY confidence, id LIMIT ?"
        )
        below = (
            "SELECT id, confidence FROM statements WHERE confidence >= ? AND confidence < 0.5"
            " ORDER BY confidence DESC, id LIMIT ?"
        )
        found = [*self._plain(above, (high, limit)), *self._plain(below, (low, limit))]
        found.sort(key=lambda row: (abs(row[1] - 0.5), row[0]))
        return [self.statement(row[0]) for row in found[:limit]]

    def doubtful_disputes(self, limit: int) -> list[Dispute]:
        """The disputes whose confidence is nearest to a half."""
        return self._all(Dispute, "disputes ORDER BY abs(confidence - 0.5), id LIMIT ?", (limit,))

    def actors_like(self, words: Sequence[str]) -> list[Actor]:
        """Actors with all of the words, in any case, in their name or among their aliases; sorted by id."""
        tails = ["".join(f"\\{each}" if each in "\\%_" else each for each in word) for word in words]
        if not tails:
            return []
        where = " AND ".join(["(name LIKE ? ESCAPE '\\' OR aliases LIKE ? ESCAPE '\\')"] * len(tails))
        values = tuple(f"%{tail}%" for tail in tails for _ in "na")
        return self._all(Actor, f"actors WHERE {where} ORDER BY id", values)

    def reuse(self, article: str | None = None) -> list[Reuse]:
        """The passages that one article shares, or all."""
        if article is None:
            return self._all(Reuse, "reuse ORDER BY id")
        return self._all(Reuse, "reuse WHERE a = ? OR b = ? ORDER BY id", (article, article))

    def copied_among(self, articles: Sequence[str]) -> list[Reuse]:
        """The passages that stand in two of some articles by copying, or may: neither shared quotes nor house lines;
        without their edits and evidence."""
        marks = ", ".join("?" * len(articles))
        where = f"a IN ({marks}) AND b IN ({marks}) AND cause IN ('copied', 'unknown')"
        return self._shared(where, (*articles, *articles))

    def shared(self, article: str) -> list[Reuse]:
        """The passages that one article shares, without their edits and evidence."""
        return self._shared("a = ? OR b = ?", (article, article))

    def _shared(self, where: str, values: tuple[str, ...]) -> list[Reuse]:
        names = [name for name in columns(Reuse) if name not in ("edits", "evidence")]
        listed = ", ".join(names)
        rows = self._plain(f"SELECT {listed} FROM reuse WHERE {where} ORDER BY id", values)
        bare = {"edits": "[]", "evidence": "[]"}
        return [from_row(Reuse, dict(zip(names, row, strict=True)) | bare) for row in rows]

    def reuse_between(self, a: str, b: str) -> list[Reuse]:
        """The passages that two articles share, in either order of the two."""
        return self._all(Reuse, "reuse WHERE a = ? AND b = ? ORDER BY id", (min(a, b), max(a, b)))

    def stories(self) -> list[Story]:
        """All stories, sorted by id."""
        return self._all(Story, "stories ORDER BY id")

    def story(self, id: str) -> Story:
        """The story of an id. Raises `NotFound`."""
        return self._one(Story, "stories", id, "story")

    def story_of(self, article: str) -> Story | None:
        """The story that an article belongs to."""
        where = "stories WHERE id = (SELECT story FROM story_articles WHERE article = ?)"
        return next(iter(self._all(Story, where, (article,))), None)

    def stories_from(self, start: int, limit: int) -> list[Story]:
        """Some of the stories: those of most articles first, then by the first day, undated ones last, then by id."""
        if self._largest is None:
            order = (
                "SELECT story FROM story_articles JOIN articles ON articles.id = article GROUP BY story"
                " ORDER BY count(*) DESC, min(published) IS NULL, min(published), story"
            )
            self._largest = [row[0] for row in self._plain(order)]
        return [self.story(each) for each in self._largest[start : start + limit]]

    def claims(self) -> list[Claim]:
        """All claims, sorted by id."""
        return self._all(Claim, "claims ORDER BY id")

    def claim(self, id: str) -> Claim:
        """The claim of an id. Raises `NotFound`."""
        return self._one(Claim, "claims", id, "claim")

    def claims_counted(self, articles: Sequence[str]) -> tuple[int, int]:
        """How many claims appear in some articles, and how many disputes there are on these claims."""
        if not articles:
            return 0, 0
        claims = f"SELECT DISTINCT claim FROM claim_places WHERE article IN ({', '.join('?' * len(articles))})"
        both = f"SELECT (SELECT count(*) FROM ({claims})), (SELECT count(*) FROM disputes WHERE claim IN ({claims}))"
        found = self._run(both, (*articles, *articles)).one()
        return int(found[0]), int(found[1])

    def omissions(self, article: str | None = None) -> list[Omission]:
        """What one article left out of its origins, or all."""
        where, values = (" WHERE article = ?", (article,)) if article else ("", ())
        return self._all(Omission, f"omissions{where} ORDER BY article, origin, statement", values)

    def disputes(self, claim: str | None = None) -> list[Dispute]:
        """The disputes on one claim, or all."""
        where = " WHERE claim = ?" if claim else ""
        return self._all(Dispute, f"disputes{where} ORDER BY id", (claim,) if claim else ())

    def dispute(self, id: str) -> Dispute:
        """The dispute of an id. Raises `NotFound`."""
        return self._one(Dispute, "disputes", id, "dispute")

    # people, rejects, the whole

    def judgements(self) -> list[Judgement]:
        """All decisions, undone ones too, oldest first."""
        return self._all(Judgement, 'judgements ORDER BY "when", id')

    def rejects(self) -> list[Reject]:
        """The documents that could not be read."""
        return self._all(Reject, "rejects ORDER BY path, code")

    def counts(self) -> dict[str, int]:
        """Rows per table."""
        tables = (*TABLES, "rejects", "judgements")
        return {name: int(self._run(f"SELECT count(*) FROM {name}").scalar_one()) for name in tables}

    def search(self, words: str, how: How = "phrase", limit: int = MOST_HITS) -> list[Hit]:
        """Articles that hold the words as one phrase, or all of them, or any of them, best first."""
        tokens = [f'"{each}"' for each in _WORD.findall(words)]
        if not tokens:
            return []
        plain = " ".join(token.strip('"') for token in tokens)
        query = {"phrase": f'"{plain}"', "all": " ".join(tokens), "any": " OR ".join(tokens)}[how]
        sql = "SELECT article, rank FROM search WHERE search MATCH ? ORDER BY rank, article LIMIT ?"
        return [Hit(article, -rank) for article, rank in self._run(sql, (query, limit))]

    def stale(self) -> bool:
        """Whether the comparison is older than the articles or the judgements."""
        value = self._run("SELECT value FROM meta WHERE name = 'stale'").scalar()
        return bool(value == "1")

    def settled(self) -> str | None:
        """A mark of what is known across articles: it changes with that, and not when further articles come in.

        None in a ledger that was last written before there were such marks.
        """
        return self.setting("settled")

    def setting(self, name: str) -> str | None:
        """A setting that was kept for every later comparison; None where there is none."""
        value = self._run("SELECT value FROM meta WHERE name = ?", (name,)).scalar()
        return None if value is None else str(value)

    def problems(self) -> list[str]:
        """What is wrong with the ledger, one sentence each; empty where it is sound."""
        return [*self.integrity(), *soundness.problems(self.pile(), self.comparison(), self.stale())]

    def comparison(self) -> Comparison:
        """All that was found across articles."""
        return Comparison(
            tuple(self.actors()),
            tuple(self.reuse()),
            tuple(self.stories()),
            tuple(self.claims()),
            tuple(self.omissions()),
            tuple(self.disputes()),
        )

    def integrity(self) -> list[str]:
        """What SQLite itself finds wrong with the file."""
        found = [str(row[0]) for row in self._run("PRAGMA integrity_check")]
        broken = [f"row {row[1]} of {row[0]} names no {row[2]}" for row in self._run("PRAGMA foreign_key_check")]
        return [each for each in found if each != "ok"] + broken

    def _run(self, sql: str, values: tuple[Any, ...] = ()) -> Any:
        return self._connection.exec_driver_sql(sql, values)

    def _plain(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        # the driver itself: SQLAlchemy describes the columns of each result anew, which takes longer than to read it
        cursor = self._connection.connection.cursor()
        try:
            cursor.execute(sql, tuple(values))
            return list(cursor.fetchall())
        except sqlite3.DatabaseError as error:
            if "no such table" in str(error):  # an empty file is a ledger that nothing was added to
                return []
            raise OperationalError(sql, tuple(values), error) from error
        finally:
            cursor.close()

    def _rows(self, kind: type[Record], rest: str, values: tuple[Any, ...]) -> Iterator[Record]:
        # the driver itself: SQLAlchemy describes the columns of each result anew, which takes longer than to read it
        cursor = self._connection.connection.cursor()
        try:
            cursor.execute(f"SELECT * FROM {rest}", values)
            names = [each[0] for each in cursor.description]
            for row in iter(cursor.fetchone, None):
                yield from_row(kind, dict(zip(names, row, strict=True)))
        except sqlite3.DatabaseError as error:
            if "no such table" in str(error):  # an empty file is a ledger that nothing was added to
                return
            raise OperationalError(rest, values, error) from error
        finally:
            cursor.close()

    def _all(self, kind: type[Record], rest: str, values: tuple[Any, ...] = ()) -> list[Record]:
        return list(self._rows(kind, rest, values))

    def _one(self, kind: type[Record], table: str, id: str, word: str) -> Record:
        found = self._all(kind, f"{table} WHERE id = ?", (id,))
        if not found:
            raise NotFound(f"no {word} {id} in this pile")
        return found[0]
