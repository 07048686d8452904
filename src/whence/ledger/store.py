"""The SQLite file itself: making it, opening it, and telling ours from another."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from whence.errors import LedgerForeign, LedgerMissing, LedgerVersion

APPLICATION = 0x57484E43
"""`PRAGMA application_id` of a ledger: WHNC."""
VERSION = 1
"""`PRAGMA user_version`: the schema's number."""


def engine(path: Path, *, writes: bool) -> Engine:
    """An engine on the file; a reading one cannot write. Transactions are begun by hand: a read sees one state."""
    mode = "rwc" if writes else "ro"

    def connect() -> sqlite3.Connection:
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        return sqlite3.connect(uri, uri=True, timeout=30.0, isolation_level=None, check_same_thread=False)

    made = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(made, "connect")
    def _settle(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")

    return made


_MEMBERS = """CREATE TABLE IF NOT EXISTS actor_members (
  article TEXT NOT NULL, entity TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (article, entity)
) WITHOUT ROWID"""
_INDEXES = (
    "CREATE INDEX IF NOT EXISTS articles_url ON articles (url)",
    "CREATE INDEX IF NOT EXISTS statements_entity ON statements (article, entity)",
    "CREATE INDEX IF NOT EXISTS actors_names ON actors (name, aliases)",
    "CREATE INDEX IF NOT EXISTS actor_members_actor ON actor_members (actor)",
    "CREATE INDEX IF NOT EXISTS claims_size ON claims (json_array_length(appearances) DESC, id)",
    "CREATE INDEX IF NOT EXISTS statements_speaker ON statements (speaker COLLATE NOCASE)",
    "CREATE INDEX IF NOT EXISTS disputes_target ON disputes (target)",
    "CREATE INDEX IF NOT EXISTS actors_size ON actors (json_array_length(members) DESC, name, id)",
    "CREATE INDEX IF NOT EXISTS stories_size ON stories (json_array_length(articles) DESC, id)",
    "CREATE INDEX IF NOT EXISTS statements_confidence ON statements (confidence)",
)
"""What answers need beside the tables; a ledger from before they were thought of gets them when it is next written."""


def create(connection: Connection) -> None:
    """Lay out an empty ledger; of one that is there, only add indexes that it lacks."""
    if _number(connection, "application_id") == APPLICATION:
        for sql in (_MEMBERS, *_INDEXES):
            connection.exec_driver_sql(sql)
        return
    raw = connection.connection.driver_connection
    assert raw is not None
    schema = files("whence.ledger").joinpath("schema.sql").read_text("utf-8")
    raw.execute("PRAGMA journal_mode = WAL")
    indexes = "; ".join(_INDEXES)
    raw.executescript(
        f"BEGIN; {schema}; {indexes}; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; COMMIT;"
    )


def identify(path: Path) -> None:
    """Raise `LedgerMissing`, `LedgerForeign` or `LedgerVersion` unless `path` is a ledger we can use."""
    if not path.exists():
        raise LedgerMissing(f"there is no ledger at {path}; make one with: whence add PATH... --ledger {path}")
    if path.is_dir():
        raise LedgerForeign(f"{path} is a folder, not a ledger; name a file")
    if path.stat().st_size == 0:
        return
    try:
        with engine(path, writes=False).connect() as connection:
            application = _number(connection, "application_id")
            version = _number(connection, "user_version")
    except Exception as error:
        raise LedgerForeign(f"{path} is no Whence ledger; name another file with --ledger") from error
    if application != APPLICATION:
        raise LedgerForeign(f"{path} is no Whence ledger; name another file with --ledger")
    if version != VERSION:
        raise LedgerVersion(
            f"{path} was written by version {version} of the ledger and this Whence reads version {VERSION}; "
            "add the articles again to a new ledger"
        )


def _number(connection: Connection, pragma: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one())
