"""The seam by which pure work of the comparison is done on other processes or machines, with the same answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Spread(Protocol):
    """Runs a pure function over items somewhere; both travel as pickles."""

    def __call__(self, function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterable[Result]:
        """The results in the order of the items."""
        ...
