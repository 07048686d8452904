"""Records as Arrow tables and back: the columns of the ledger, nested values as JSON text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any, TypeVar

import pyarrow

from whence.ledger.rows import columns, from_row, to_row

Record = TypeVar("Record")
_TYPES = {"int": pyarrow.int64(), "float": pyarrow.float64(), "bool": pyarrow.bool_()}


def schema(kind: type[Any]) -> pyarrow.Schema:
    """The columns of a record: numbers and flags as they are, everything else as text."""
    declared = {each.name: str(each.type) for each in fields(kind)}
    return pyarrow.schema([(name, _TYPES.get(declared[name], pyarrow.string())) for name in columns(kind)])


def to_table(kind: type[Any], records: Iterable[Any]) -> pyarrow.Table:
    """Some records of one kind as a table."""
    shape = schema(kind)
    rows = [to_row(each) for each in records]
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(shape)
    plain = [
        pyarrow.array(
            [None if cell is None else bool(cell) for cell in column] if field.type == pyarrow.bool_() else column,
            type=field.type,
        )
        for field, column in zip(shape, cells, strict=True)
    ]
    return pyarrow.Table.from_arrays(plain, schema=shape)


def from_table(kind: type[Record], table: pyarrow.Table) -> Iterator[Record]:
    """The records of a table."""
    names = columns(kind)
    for row in zip(*(table.column(name).to_pylist() for name in names), strict=True):
        yield from_row(kind, dict(zip(names, row, strict=True)))
