"""Tables between the steps of a join: rows as lists, and the rows of one bucket as a table again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow

from whence.engines.contract import Step


def listed(tables: Sequence[pyarrow.Table], schema: pyarrow.Schema) -> pyarrow.Array:
    """One list of rows for each table."""
    offsets = np.cumsum([0, *(len(each) for each in tables)])
    rows = _struct(pyarrow.concat_tables([each.select(schema.names).cast(schema) for each in tables]))
    return pyarrow.LargeListArray.from_arrays(pyarrow.array(offsets, type=pyarrow.int64()), rows)


def gathered(columns: Sequence[pyarrow.Array], names: Sequence[str], step: Step) -> pyarrow.Array:
    """What a step takes from the rows of one bucket, as one array of structs."""
    return _struct(
        step.take(pyarrow.table(list(columns), names=list(names))).select(step.schema.names).cast(step.schema)
    )


def dealt(table: pyarrow.Table, bucket: str) -> Iterator[pyarrow.Table]:
    """The rows of each bucket."""
    keys = table.column(bucket).to_numpy()
    order = np.argsort(keys, kind="stable")
    edges = np.flatnonzero(np.diff(keys[order])) + 1
    for rows in np.split(order, edges):
        if len(rows):
            yield table.take(pyarrow.array(rows))


def _struct(table: pyarrow.Table) -> pyarrow.StructArray:
    columns = [each.combine_chunks() for each in table.columns]
    return pyarrow.StructArray.from_arrays(columns, fields=list(table.schema))
