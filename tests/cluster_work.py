"""The command line on workers that die, or wait, at a call that the environment names; workers can import it.

WHENCE_DEATHS is a folder, and functions with the number of a call: "/tmp/marks _attribute:3:kill give:2:kill
_attribute:5:wait". At that call of that function, counted over all workers, the process kills itself; from that
call on it waits until `FOLDER/gone` is there.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow

from whence.engines import Failure, Step, distributed

LONGEST = 350.0
"""Seconds after which a worker waits no longer: the test fails by then."""


@dataclass(frozen=True, slots=True)
class Mortal:
    """A function that dies once, or waits, at a call of its name."""

    function: Callable[[Any], Any]
    name: str
    marks: Path
    at: int
    how: str

    def __call__(self, item: Any) -> Any:
        call = next(number for number in count(1) if self._claimed(number))
        if self.how == "kill" and call == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        began = time.monotonic()
        while self.how == "wait" and call >= self.at and not (self.marks / "gone").exists():
            if time.monotonic() - began > LONGEST:
                raise TimeoutError(f"nobody said that the machine is gone: {self.name}")
            time.sleep(0.05)
        return self.function(item)

    def _claimed(self, number: int) -> bool:
        try:
            (self.marks / f"{self.name}-{number}").touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


def mortal(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The function, to die or to wait where the environment says so."""
    folder, *deaths = os.environ["WHENCE_DEATHS"].split()
    inner = function.func if isinstance(function, partial) else function
    for death in deaths:
        name, at, how = death.split(":")
        if name == getattr(inner, "__name__", ""):
            return Mortal(function, name, Path(folder), int(at), how)
    return function


class Fragile(distributed.Distributed):
    """The engine of many processes, whose workers die."""

    def map(self, function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any | Failure]:
        """As it is, but that a worker dies."""
        return super().map(mortal(function), items)

    def join(
        self,
        give: Callable[[Any], pyarrow.Table],
        items: Sequence[Any],
        schema: pyarrow.Schema,
        steps: Sequence[Step],
    ) -> Iterator[pyarrow.Table]:
        """As it is, but that a worker dies."""
        return super().join(mortal(give), items, schema, [replace(each, take=mortal(each.take)) for each in steps])


def main() -> None:
    """Run the command line with what stands in the arguments."""
    from whence.cli import whence

    distributed.Distributed = Fragile  # type: ignore[misc]
    whence(sys.argv[1:])
