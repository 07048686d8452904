"""Work for engines that their workers can import: a function that fails, one that kills its process, a join.

`main` does all of it on the engine that the arguments name (Daft allows one runner a process) and prints what came
out as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pyarrow

from whence.engines import Failure, Joiner, Step
from whence.errors import EngineFailed

PAIRS = pyarrow.schema([("bucket", pyarrow.uint32()), ("number", pyarrow.int64())])
COUNTS = pyarrow.schema([("bucket", pyarrow.uint32()), ("number", pyarrow.int64()), ("total", pyarrow.int64())])


def double(value: int) -> int:
    if value == 13:
        raise ValueError("thirteen")
    return 2 * value


def fragile(value: tuple[int, str]) -> int:
    """Kills its process at the first sight of item 40."""
    number, mark = value
    if number == 40 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def told(_: int) -> list[bool]:
    """Whether this process would send statistics of use, as Daft and Ray themselves see it."""
    from daft.scarf_telemetry import opted_out
    from ray._common.usage.usage_lib import usage_stats_enabled

    return [not opted_out(), usage_stats_enabled()]


def multiples(number: int) -> pyarrow.Table:
    """Rows of one item: its multiples, each in the bucket of its last digit; 13 has none."""
    found = [] if number == 13 else [number * factor for factor in range(1, 6)]
    return pyarrow.table({"bucket": [each % 10 for each in found], "number": found}, schema=PAIRS)


def counted(table: pyarrow.Table) -> pyarrow.Table:
    """How often each number stands in its bucket; those that stand once are left out."""
    numbers = table.column("number").to_pylist()
    rows = [(each % 3, each, numbers.count(each)) for each in sorted(set(numbers)) if numbers.count(each) > 1]
    return pyarrow.table([list(each) for each in zip(*rows, strict=True)] or [[], [], []], schema=COUNTS)


def kept(table: pyarrow.Table) -> pyarrow.Table:
    return table.sort_by("number")


def broken(table: pyarrow.Table) -> pyarrow.Table:
    raise ValueError(f"a step cannot take {len(table) > 0}")


def joined(engine: Joiner) -> list[list[int]]:
    steps = (Step(counted, COUNTS), Step(kept, COUNTS))
    tables = engine.join(multiples, list(range(40)), PAIRS, steps)
    return sorted([row["number"], row["total"]] for table in tables for row in table.to_pylist())


def all_of_it(engine: Joiner, mark: str) -> dict[str, Any]:
    try:
        found = list(engine.join(multiples, [1], PAIRS, (Step(broken, COUNTS),)))
        said = f"no error, {len(found)} tables"
    except EngineFailed as error:
        said = str(error)
    results = list(engine.map(double, range(50)))
    return {
        "map": [each.reason if isinstance(each, Failure) else each for each in results],
        "killed": list(engine.map(fragile, [(each, mark) for each in range(60)])),
        "none": list(engine.map(double, [])),
        "told": list(engine.map(told, range(4))),
        "join": joined(engine),
        "error": said,
    }


def main() -> None:
    from whence.engines.distributed import Distributed

    runner, mark = sys.argv[1:]
    engine = Distributed(runner, workers=2)  # type: ignore[arg-type]
    print(json.dumps(all_of_it(engine, mark)))
    engine.leave(0)
