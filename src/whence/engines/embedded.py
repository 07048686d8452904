"""The embedded engine: a pool of processes on this machine."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from whence.engines.contract import Failure, Step

if TYPE_CHECKING:
    import pyarrow

Item = TypeVar("Item")
Result = TypeVar("Result")


def _end_with_parent() -> None:
    """In a worker: end when the parent is killed, which leaves it no time to say so."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _each(function: Callable[[Item], Result], items: list[Item]) -> list[Result | Failure]:
    return [attempted(function, item) for item in items]


def attempted(function: Callable[[Item], Result], item: Item) -> Result | Failure:
    """The result of a function for one item, or what it said when it raised."""
    try:
        return function(item)
    except Exception as error:
        return Failure(f"{type(error).__name__}: {error}")


class Embedded:
    """Runs in this process for the first `few` items, then on `workers` processes, `chunk` items at a time.

    When a worker dies (killed, out of memory) the rest is done in this process, so that nothing is lost.
    """

    def __init__(self, workers: int | None = None, chunk: int = 16, few: int = 16) -> None:
        self.workers = workers or os.cpu_count() or 1
        self.chunk = chunk
        self.few = few

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | Failure]:
        """The results in the order of the items; an item on which the function raises gives a `Failure`."""
        rest = iter(items)
        first = list(islice(rest, self.few + 1))
        if len(first) <= self.few or self.workers < 2:
            yield from _each(function, first)
            yield from (attempted(function, item) for item in rest)
            return
        yield from self._pooled(function, first, rest)

    def join(
        self,
        give: Callable[[Item], pyarrow.Table],
        items: Sequence[Item],
        schema: pyarrow.Schema,
        steps: Sequence[Step],
    ) -> Iterator[pyarrow.Table]:
        """The rows that `give` makes of the items (of `schema`), led through the steps, all in this process."""
        import pyarrow

        from whence.engines.exchange import dealt

        tables = [give(each).select(schema.names).cast(schema) for each in items]
        for step in steps:
            rows = pyarrow.concat_tables(tables) if tables else schema.empty_table()
            tables = [step.take(each).select(step.schema.names).cast(step.schema) for each in dealt(rows, step.bucket)]
            schema = step.schema
        return iter(tables)

    def _pooled(
        self, function: Callable[[Item], Result], first: list[Item], rest: Iterator[Item]
    ) -> Iterator[Result | Failure]:
        # "spawn": a fork would copy the threads' locks of numpy and onnxruntime in whatever state they are
        pool = ProcessPoolExecutor(self.workers, multiprocessing.get_context("spawn"), _end_with_parent)
        waiting: deque[tuple[list[Item], Future[list[Result | Failure]] | None]] = deque()
        chunks = _chunks(first, rest, self.chunk)
        broken = False
        try:
            for items in chunks:
                waiting.append((items, None if broken else _submit(pool, function, items)))
                if len(waiting) > self.workers * 2:
                    broken = yield from _take(function, *waiting.popleft(), broken)
            while waiting:
                broken = yield from _take(function, *waiting.popleft(), broken)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _submit(
    pool: ProcessPoolExecutor, function: Callable[[Item], Result], items: list[Item]
) -> Future[list[Result | Failure]] | None:
    try:
        return pool.submit(_each, function, items)
    except BrokenProcessPool:
        return None


def _take(
    function: Callable[[Item], Result], items: list[Item], future: Future[list[Result | Failure]] | None, broken: bool
) -> Generator[Result | Failure, None, bool]:
    try:
        yield from _each(function, items) if future is None else future.result()
    except BrokenProcessPool:
        yield from _each(function, items)
        return True
    return broken


def _chunks(first: list[Item], rest: Iterator[Item], size: int) -> Iterator[list[Item]]:
    for at in range(0, len(first), size):
        yield first[at : at + size]
    while chunk := list(islice(rest, size)):
        yield chunk
