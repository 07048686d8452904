"""The side that writes: one process at a time, each change whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from whence.errors import LedgerBusy, NotFound
from whence.ledger.rows import columns, to_row
from whence.ledger.store import create, engine, identify
from whence.ledger.widening import widen
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
    Reject,
    Reuse,
    Statement,
    Story,
)

_FOUND = (
    "actors",
    "actor_members",
    "reuse",
    "stories",
    "story_articles",
    "claims",
    "claim_places",
    "omissions",
    "disputes",
)
_TABLES: dict[type[Any], str] = {
    Actor: "actors", Reuse: "reuse", Story: "stories", Claim: "claims", Omission: "omissions", Dispute: "disputes",
}  # fmt: skip


class Writer:
    """A ledger open for writing; use as a context manager. Holds the only right to write until it is closed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = engine(path, writes=True)
        self._connection: Connection = self._engine.connect()

    @classmethod
    def open(cls, path: str | Path) -> Writer:
        """The ledger at `path`, made where there is none.

        Raises `LedgerForeign`, `LedgerVersion`, or `LedgerBusy` while another process writes.
        """
        place = Path(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            identify(place)
        writer = cls(place)
        try:
            create(writer._connection)
            widen(writer._connection)
            if writer._run("SELECT 1 FROM meta WHERE name = 'settled'").scalar() is None:
                writer._settle()
            writer._run("PRAGMA synchronous = NORMAL")
            # a second writer must hear at once that the first is at work, not block behind each batch
            writer._run("PRAGMA busy_timeout = 2000")
        except OperationalError as error:
            writer.close()
            raise LedgerBusy(f"another process is writing to {place}; wait until it is done") from error
        return writer

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()
        self._engine.dispose()

    def known(self) -> dict[str, tuple[str, str]]:
        """Article id → (path, key) of all articles."""
        rows = self._connection.exec_driver_sql("SELECT id, path, key FROM articles")
        return {row[0]: (row[1], row[2]) for row in rows}

    def add(self, pairs: Sequence[tuple[Article, Attribution]]) -> None:
        """Store articles with what was found in them; one that is there stays."""
        with self._transaction():
            there = self.known()
            pairs = [pair for pair in pairs if pair[0].id not in there]
            self._insert("articles", Article, [article for article, _ in pairs])
            statements = [each for _, found in pairs for each in found.statements]
            places = [at for _, found in pairs for at in range(len(found.statements))]
            self._insert("statements", Statement, statements, ("position", places))
            entities = [each for _, found in pairs for each in found.entities]
            places = [at for _, found in pairs for at in range(len(found.entities))]
            self._insert("entities", Entity, entities, ("position", places))
            self._many(
                "INSERT INTO search (article, title, text) VALUES (?, ?, ?)",
                [(article.id, article.title or "", article.text) for article, _ in pairs],
            )
            self._set_stale(True)

    def rename(self, article: Article) -> None:
        """Keep `article` in place of the record of the same id, for which another file was read before."""
        cells = dict(zip(columns(Article), to_row(article), strict=True))
        names = ("path", "key", "title", "published", "authors", "zones", "candidates")
        changes = ", ".join(f"{name} = ?" for name in names)
        with self._transaction():
            self._run(f"UPDATE articles SET {changes} WHERE id = ?", (*(cells[name] for name in names), article.id))
            self._settle()
            self._set_stale(True)

    def mark_primary(self, article: str) -> None:
        """Keep that an article is a primary document, if that is not known yet."""
        with self._transaction():
            if self._run('UPDATE articles SET "primary" = 1 WHERE id = ? AND "primary" = 0', (article,)).rowcount:
                self._settle()
                self._set_stale(True)

    def remember(self, name: str, value: str | None) -> None:
        """Keep a setting for every later comparison, or forget it (None); a change makes the comparison stale."""
        with self._transaction():
            known = self._run("SELECT value FROM meta WHERE name = ?", (name,)).scalar()
            if known == value:
                return
            self._run("DELETE FROM meta WHERE name = ?", (name,))
            if value is not None:
                self._run("INSERT INTO meta VALUES (?, ?)", (name, value))
            self._set_stale(True)

    def reject(self, rejects: Iterable[Reject]) -> None:
        """Keep what could not be read, with the reason; the same one once."""
        with self._transaction():
            self._many(
                "INSERT INTO rejects (path, code, reason) VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET reason = excluded.reason",
                [(each.path, each.code, each.reason) for each in rejects],
            )

    def accept(self, paths: Iterable[str]) -> None:
        """Forget rejects of paths that can be read now."""
        with self._transaction():
            self._many("DELETE FROM rejects WHERE path = ?", [(path,) for path in paths])

    def remove(self, article: str) -> None:
        """Take an article and all that was found in it away. Raises `NotFound`."""
        with self._transaction():
            if not self._run("DELETE FROM articles WHERE id = ?", (article,)).rowcount:
                raise NotFound(f"the ledger holds no article {article}")
            self._run("DELETE FROM search WHERE article = ?", (article,))
            self._settle()
            self._set_stale(True)

    def replace(self, found: Comparison) -> None:
        """Put a new comparison in the place of the old one, in one transaction."""
        with self._transaction():
            for table in _FOUND:
                self._run(f"DELETE FROM {table}")
            for kind, table in _TABLES.items():
                self._insert(table, kind, getattr(found, table))
            self._many(
                "INSERT OR IGNORE INTO actor_members (article, entity, actor) VALUES (?, ?, ?)",
                [(article, entity, actor.id) for actor in found.actors for article, entity in actor.members],
            )
            self._many(
                "INSERT INTO story_articles (article, story) VALUES (?, ?)",
                [(article, story.id) for story in found.stories for article in story.articles],
            )
            self._many(
                'INSERT OR IGNORE INTO claim_places (article, start, "end", claim, statement) VALUES (?, ?, ?, ?, ?)',
                [
                    (each.article, *span, claim.id, each.statement)
                    for claim in found.claims
                    for each in claim.appearances
                    for span in each.spans
                ],
            )
            self._settle()
            self._set_stale(False)

    def judge(self, judgement: Judgement) -> None:
        """Keep a decision; the same one once. The comparison that honours it is still to be made."""
        with self._transaction():
            self._insert("judgements", Judgement, [judgement])
            self._set_stale(True)

    def undo(self, judgement: str) -> None:
        """Mark a decision as undone. Raises `NotFound`."""
        with self._transaction():
            if not self._run("UPDATE judgements SET undone = 1 WHERE id = ?", (judgement,)).rowcount:
                raise NotFound(f"the ledger holds no judgement {judgement}")
            self._set_stale(True)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._run("BEGIN IMMEDIATE")
        except OperationalError as error:
            raise LedgerBusy(f"another process is writing to {self.path}; wait until it is done") from error
        try:
            yield
        except BaseException:
            self._run("ROLLBACK")
            raise
        self._run("COMMIT")

    def _run(self, sql: str, values: tuple[Any, ...] = ()) -> Any:
        return self._connection.exec_driver_sql(sql, values)

    def _many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self._connection.exec_driver_sql(sql, rows)

    def _insert(
        self, table: str, kind: type[Any], records: Sequence[Any], extra: tuple[str, Sequence[Any]] | None = None
    ) -> None:
        names = [f'"{name}"' for name in columns(kind)] + ([extra[0]] if extra else [])
        marks = ", ".join("?" * len(names))
        rows = [to_row(each) for each in records]
        if extra:
            rows = [(*row, value) for row, value in zip(rows, extra[1], strict=True)]
        self._many(f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)

    def _set_stale(self, value: bool) -> None:
        self._set("stale", str(int(value)))

    def _settle(self) -> None:
        # drawn at random and not counted: of two ledgers at one path, one after the other, both would count from 1
        self._set("settled", token_hex(8))

    def _set(self, name: str, value: str) -> None:
        self._run("INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (name, value))
