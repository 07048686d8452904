"""The engine of many processes or machines: Daft, on its own runner or on Ray's.

Daft starts a worker's process again when it dies on Ray; on the native runner it gives up, and so, rarely, on Ray. What
was not finished is then asked for once more. Where it waits for a machine that is gone, `Stalled` is raised.
"""

from __future__ import annotations

import os
import pickle
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal, NoReturn, TypeVar

import pyarrow

from whence.engines import quiet
from whence.engines.contract import Failure, Step
from whence.engines.embedded import attempted
from whence.engines.exchange import gathered, listed
from whence.engines.watching import watched
from whence.errors import BadOption, EngineFailed, Stalled

Item = TypeVar("Item")
Result = TypeVar("Result")
Runner = Literal["native", "ray"]
_TRIES = 4
_WINDOW, _BYTES = 50_000, 1 << 28
"""Items, and bytes of their pickles, that are asked for at once."""
_SHARES = 4
"""Partitions a worker: enough that none waits long for the slowest."""


class Distributed:
    """Runs on Daft; `runner` "native" means the processes of this machine, "ray" a cluster.

    `address` is Ray's ("auto", "host:6379", "ray://host:10001"); None starts a cluster on this machine. `workers`
    defaults to the processors that there are. Raises `MissingExtra`, and `BadOption` where this process runs another
    runner already.
    """

    def __init__(self, runner: Runner = "native", address: str | None = None, workers: int | None = None) -> None:
        self.daft = quiet.daft()
        self.runner = runner
        if runner == "ray":
            total = _start_ray(address, workers)
        try:
            self.daft.set_runner_ray(noop_if_initialized=True) if runner == "ray" else self.daft.set_runner_native()
        except RuntimeError as error:
            raise BadOption(f"this process runs another runner of Daft already: {error}") from None
        self.workers = workers or (total if runner == "ray" else os.cpu_count() or 1)

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | Failure]:
        """The results in the order of the items; an item on which the function raises gives a `Failure`.

        Raises `EngineFailed` where workers die again and again.
        """
        for window in packed(items, _WINDOW, _BYTES):
            yield from self._mapped(function, window)

    def join(
        self,
        give: Callable[[Item], pyarrow.Table],
        items: Sequence[Item],
        schema: pyarrow.Schema,
        steps: Sequence[Step],
    ) -> Iterator[pyarrow.Table]:
        """The rows that `give` makes of the items (of `schema`), led through the steps; tables in no order.

        Raises `EngineFailed` with what `give` or a `take` said, or where workers die again and again.
        """
        if not items:
            return iter(())
        said = ""
        for _ in range(_TRIES):
            try:
                with watched(self.runner):
                    return iter(self._joined(give, items, schema, steps))
            except Stalled:
                raise
            except Exception as error:
                said, ours = _said(error)
                if ours:
                    break
        raise EngineFailed(f"the join failed: {said}")

    def leave(self, status: int) -> NoReturn:
        """End the cluster that was started here, if any, and this process, with an exit status.

        Daft's threads may still be at work when Python takes itself down, which then ends in an abort now and then
        (seen with 0.7.26): all is written by now, so the process goes at once.
        """
        if self.runner == "ray":
            quiet.ray().shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)

    def _mapped(self, function: Callable[[Item], Result], items: list[bytes]) -> Iterator[Result | Failure]:
        waiting, held, at, said = set(range(len(items))), dict[int, bytes](), 0, ""
        for _ in range(_TRIES):
            try:
                for number, data in self._results(function, items, sorted(waiting)):
                    if number in waiting:
                        waiting.discard(number)
                        held[number] = data
                    while at in held:
                        yield pickle.loads(held.pop(at))
                        at += 1
            except (GeneratorExit, Stalled):
                raise
            except Exception as error:  # whatever it is, the function did not raise it: `attempted` catches that
                said, _ = _said(error)
            if not waiting:
                return
        raise EngineFailed(f"workers died {_TRIES} times, with {len(waiting):,} tasks undone: {said}")

    def _results(
        self, function: Callable[[Item], Result], items: list[bytes], numbers: list[int]
    ) -> Iterator[tuple[int, bytes]]:
        work = _worker(self.daft, function, self.workers)
        frame = self._frame({"number": numbers, "item": [items[each] for each in numbers]})
        with watched(self.runner) as watch:
            for row in frame.select("number", work.each(frame["item"]).alias("result")).iter_rows():
                if watch:
                    watch.progress()
                yield row["number"], row["result"]

    def _joined(
        self,
        give: Callable[[Item], pyarrow.Table],
        items: Sequence[Item],
        schema: pyarrow.Schema,
        steps: Sequence[Step],
    ) -> list[pyarrow.Table]:
        col = self.daft.col
        frame = self._frame({"item": [pickle.dumps(each) for each in items]})
        giver = _giver(self.daft, give, schema, self.workers)
        frame = frame.select(giver.each(frame["item"]).alias("rows")).explode("rows").where(col("rows").not_null())
        names = schema.names
        frame = frame.select(*(col("rows").get(name).alias(name) for name in names))
        for step in steps:
            take = _taker(self.daft, step, names)
            frame = frame.groupby(step.bucket).map_groups(take(*(frame[name] for name in names)).alias("taken"))
            names = step.schema.names
            frame = frame.select(*(col("taken").get(name).alias(name) for name in names))
        return [each.to_arrow() for each in frame.iter_partitions()] if self.runner == "native" else [frame.to_arrow()]

    def _frame(self, columns: dict[str, list[Any]]) -> Any:
        frame = self.daft.from_pydict(columns)
        if self.runner == "ray":
            shares = min(len(next(iter(columns.values()))), _SHARES * self.workers)
            frame = frame.into_partitions(max(1, shares))
        return frame


def packed(items: Iterable[Any], most: int, size: int) -> Iterator[list[bytes]]:
    """The items as pickles, in windows of at most so many, each closed by the item that brings it to `size` bytes."""
    window: list[bytes] = []
    held = 0
    for each in items:
        window.append(pickle.dumps(each))
        held += len(window[-1])
        if len(window) == most or held >= size:
            yield window
            window, held = [], 0
    if window:
        yield window


_OURS = "whence step failed: "
_STEP = re.compile(f"{_OURS}(.*)")


def _said(error: BaseException) -> tuple[str, bool]:
    """What an error and those that led to it say, in one line, and whether it was a step of ours that said it."""
    parts: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        parts.append(f"{type(cause).__name__}: {cause}")
        cause = cause.__cause__
    ours = _STEP.findall("\n".join(parts))
    return (ours[-1], True) if ours else (" ".join(" < ".join(parts).split())[-500:], False)


def _start_ray(address: str | None, workers: int | None) -> int:
    """Join or start the cluster, unless this process has; how many processors it has."""
    ray = quiet.ray()
    if not ray.is_initialized():
        own: dict[str, Any] = {} if address else {"num_cpus": workers, "include_dashboard": False}
        runtime = {"env_vars": quiet.environment()}
        ray.init(address=address or "local", runtime_env=runtime, log_to_driver=False, logging_level="WARNING", **own)
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


def _worker(daft: Any, function: Callable[[Any], Any], workers: int) -> Any:
    """A class of Daft whose `each` maps pickled items to pickled results, one instance a worker's process."""

    @daft.cls(max_concurrency=workers, use_process=True)
    class Worker:
        def __init__(self, function: bytes) -> None:
            self.function = pickle.loads(function)

        @daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=1)  # type: ignore[untyped-decorator]
        def each(self, items: Any) -> Any:
            results = [pickle.dumps(attempted(self.function, pickle.loads(item))) for item in items.to_pylist()]
            return pyarrow.array(results, type=pyarrow.binary())

    return Worker(pickle.dumps(function))


def _giver(daft: Any, give: Callable[[Any], pyarrow.Table], schema: pyarrow.Schema, workers: int) -> Any:
    """A class of Daft whose `each` maps pickled items to lists of rows."""
    kind = daft.DataType.from_arrow_type(pyarrow.list_(pyarrow.struct(list(schema))))

    @daft.cls(max_concurrency=workers, use_process=True)
    class Giver:
        def __init__(self, give: bytes) -> None:
            self.give = pickle.loads(give)

        @daft.method.batch(return_dtype=kind, batch_size=1)  # type: ignore[untyped-decorator]
        def each(self, items: Any) -> Any:
            try:
                return listed([self.give(pickle.loads(item)) for item in items.to_pylist()], schema)
            except Exception as error:
                raise RuntimeError(f"{_OURS}{type(error).__name__}: {error}") from error

    return Giver(pickle.dumps(give))


def _taker(daft: Any, step: Step, names: Sequence[str]) -> Any:
    """A function of Daft that maps the columns of one bucket to the rows that the step takes from them."""
    kind = daft.DataType.from_arrow_type(pyarrow.struct(list(step.schema)))

    def take(*columns: Any) -> Any:
        try:
            return daft.Series.from_arrow(gathered([each.to_arrow() for each in columns], names, step))
        except Exception as error:
            raise RuntimeError(f"{_OURS}{type(error).__name__}: {error}") from error

    return daft.udf(return_dtype=kind)(take)
