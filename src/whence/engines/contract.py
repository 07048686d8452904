"""What any engine must do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

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
