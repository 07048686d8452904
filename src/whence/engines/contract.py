"""What any engine must do: map a function over items, and join rows that some of them have in common.

Both are pure in their answer: neither the number of workers, nor how the work is dealt out, nor the death of a worker
may change it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    import pyarrow

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Failure:
    """In place of a result: the function raised on this one item, and this is what it said."""

    reason: str


class Engine(Protocol):
    """Runs a pure function over many items."""

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | Failure]:
        """The results in the order of the items; an item on which the function raises gives a `Failure`."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """One exchange: rows that agree in `bucket`, an unsigned column of theirs, come together in one table for `take`.

    `take` must not depend on the order of the rows; `schema` is that of the tables it makes, without metadata.
    """

    take: Callable[[pyarrow.Table], pyarrow.Table]
    schema: pyarrow.Schema
    bucket: str = "bucket"


class Joiner(Engine, Protocol):
    """An engine that can bring rows of many items together."""

    def join(
        self,
        give: Callable[[Item], pyarrow.Table],
        items: Sequence[Item],
        schema: pyarrow.Schema,
        steps: Sequence[Step],
    ) -> Iterator[pyarrow.Table]:
        """The rows that `give` makes of the items (of `schema`), led through the steps; tables in no order.

        Raises what `give` or a `take` raises.
        """
        ...
