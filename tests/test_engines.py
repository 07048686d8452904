"""The embedded engine: results in order, whatever happens to an item or a worker."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from whence.engines import Embedded, Failure


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


def test_few_items_are_done_here_and_many_in_a_pool_with_the_same_results() -> None:
    wanted = [Failure("ValueError: thirteen") if each == 13 else 2 * each for each in range(50)]
    assert list(Embedded(workers=1).map(double, range(50))) == wanted
    assert list(Embedded(workers=2, chunk=4, few=3).map(double, range(50))) == wanted
    assert list(Embedded().map(double, [])) == []


def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    mark = str(tmp_path / "killed")
    items = [(each, mark) for each in range(80)]
    assert list(Embedded(workers=2, chunk=4, few=3).map(fragile, items)) == list(range(80))
    assert Path(mark).exists()
