"""Columns that came after the first ledgers: an older file gets them when it is next written, its rows the default."""

from __future__ import annotations

from sqlalchemy import Connection

_COLUMNS = (("articles", "primary", "INTEGER NOT NULL DEFAULT 0"),)
"""Table, column, what the column is; each stands in schema.sql too."""


def widen(connection: Connection) -> None:
    """Add the columns that a ledger lacks; a file that has them all is left as it is."""
    for table, column, kind in _COLUMNS:
        known = {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")}
        if known and column not in known:
            connection.exec_driver_sql(f'ALTER TABLE {table} ADD COLUMN "{column}" {kind}')
