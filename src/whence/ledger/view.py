"""The side that reads: one consistent state of the ledger, while another process may be writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from whence.errors import NotFound
from whence.ledger import soundness
from whence.ledger.rows import from_row
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
    Span,
    Statement,
    Story,
)

Record = TypeVar("Record")
TABLES = ("articles", "statements", "actors", "reuse", "stories", "claims", "omissions", "disputes")
MOST_HITS = 200
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that holds the words searched for; a higher `rank` is better."""

    article: str
    rank: float


class View:
    """A ledger open for reading; use as a context manager. It never writes, and sees one state throughout."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = engine(path, writes=False)
        self._connection: Connection = self._engine.connect()
        self._connection.exec_driver_sql("BEGIN")

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

    def actors_named(self, words: str, start: int, limit: int) -> tuple[list[Actor], int]:
        """Some of the actors with words in a name or alias, those in most articles first; and how many there are."""
        tail = "".join(f"\\{each}" if each in "\\%_" else each for each in words)
        where, values = ("", ()) if not words else (
            " WHERE name LIKE ? ESCAPE '\\' OR aliases LIKE ? ESCAPE '\\'", (f"%{tail}%",) * 2
        )  # fmt: skip
        order = "ORDER BY json_array_length(members) DESC, name, id LIMIT ? OFFSET ?"
        found = self._all(Actor, f"actors{where} {order}", (*values, limit, start))
        return found, int(self._run(f"SELECT count(*) FROM actors{where}", values).scalar_one())

    def doubtful_statements(self, limit: int, low: float = 0.3, high: float = 0.7) -> list[Statement]:
        """Statements whose confidence lies between `low` and `high`, the most doubtful first."""
        where = "statements WHERE confidence BETWEEN ? AND ? ORDER BY abs(confidence - 0.5), id LIMIT ?"
        return self._all(Statement, where, (low, high, limit))

    def reuse(self, article: str | None = None) -> list[Reuse]:
        """The passages that one article shares, or all."""
        if article is None:
            return self._all(Reuse, "reuse ORDER BY id")
        return self._all(Reuse, "reuse WHERE a = ? OR b = ? ORDER BY id", (article, article))

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

    def claims(self) -> list[Claim]:
        """All claims, sorted by id."""
        return self._all(Claim, "claims ORDER BY id")

    def claim(self, id: str) -> Claim:
        """The claim of an id. Raises `NotFound`."""
        return self._one(Claim, "claims", id, "claim")

    def claims_at(self, article: str, span: Span) -> list[Claim]:
        """The claims with an appearance that touches a span of an article."""
        where = 'SELECT claim FROM claim_places WHERE article = ? AND start < ? AND "end" > ?'
        return self._all(Claim, f"claims WHERE id IN ({where}) ORDER BY id", (article, span.end, span.start))

    def omissions(self) -> list[Omission]:
        """All omissions."""
        return self._all(Omission, "omissions ORDER BY article, origin, statement")

    def disputes(self, claim: str | None = None) -> list[Dispute]:
        """The disputes on one claim, or all."""
        where = " WHERE claim = ?" if claim else ""
        return self._all(Dispute, f"disputes{where} ORDER BY id", (claim,) if claim else ())

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

    def search(self, words: str) -> list[Hit]:
        """Articles that hold the words: the phrase first, then all of the words, then any of them."""
        tokens = [f'"{each}"' for each in _WORD.findall(words)]
        if not tokens:
            return []
        hits: dict[str, Hit] = {}
        plain = " ".join(token.strip('"') for token in tokens)
        for tier, query in enumerate((f'"{plain}"', " ".join(tokens), " OR ".join(tokens))):
            rows = self._run(
                "SELECT article, rank FROM search WHERE search MATCH ? ORDER BY rank, article LIMIT ?",
                (query, MOST_HITS),
            )
            for article, rank in rows:
                hits.setdefault(article, Hit(article, 1000.0 * (2 - tier) - rank))
            if len(hits) >= MOST_HITS:
                break
        return list(hits.values())

    def stale(self) -> bool:
        """Whether the comparison is older than the articles or the judgements."""
        value = self._run("SELECT value FROM meta WHERE name = 'stale'").scalar()
        return bool(value == "1")

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

    def _rows(self, kind: type[Record], rest: str, values: tuple[Any, ...]) -> Iterator[Record]:
        try:
            rows = self._run(f"SELECT * FROM {rest}", values)
        except OperationalError as error:  # an empty file is a ledger that nothing was added to
            if "no such table" in str(error):
                return
            raise
        for row in rows.mappings():
            yield from_row(kind, row)

    def _all(self, kind: type[Record], rest: str, values: tuple[Any, ...] = ()) -> list[Record]:
        return list(self._rows(kind, rest, values))

    def _one(self, kind: type[Record], table: str, id: str, word: str) -> Record:
        found = self._all(kind, f"{table} WHERE id = ?", (id,))
        if not found:
            raise NotFound(f"no {word} {id} in this pile")
        return found[0]
