"""The engine of many processes: the same answers on Daft's runners as in one process, whoever dies; and silent."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import engine_work
from whence.engines import Embedded, quiet
from whence.engines.distributed import packed
from whence.errors import MissingExtra

HERE = Path(__file__).parent


def extra() -> None:
    """Skip where the cluster extra is not installed."""
    for name in ("daft", "ray"):
        pytest.importorskip(name, reason="the cluster extra is not installed: pip install 'whence[cluster]'")


def ran(runner: str, mark: Path) -> dict[str, Any]:
    path = os.pathsep.join(each for each in (os.environ.get("PYTHONPATH"), str(HERE)) if each)
    done = subprocess.run(
        [sys.executable, "-c", "import engine_work; engine_work.main()", runner, str(mark)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    answer = next(line for line in done.stdout.splitlines() if line.startswith("{"))  # raylets speak up as well
    found: dict[str, Any] = json.loads(answer)
    return found


@pytest.mark.parametrize("runner", ["native", "ray"])
def test_every_engine_gives_the_same_though_a_worker_is_killed(runner: str, tmp_path: Path) -> None:
    extra()
    found = ran(runner, tmp_path / "killed")
    assert (tmp_path / "killed").exists()
    assert found["map"] == ["ValueError: thirteen" if each == 13 else 2 * each for each in range(50)]
    assert found["killed"] == list(range(60))
    assert found["none"] == []
    assert found["join"] == engine_work.joined(Embedded())
    assert found["told"] == [[False, False]] * 4, "a worker would send statistics of use"
    assert found["error"].endswith("ValueError: a step cannot take True")


def test_the_join_in_one_process() -> None:
    wanted: dict[int, int] = {}
    for number in set(range(40)) - {13}:
        for factor in range(1, 6):
            wanted[number * factor] = wanted.get(number * factor, 0) + 1
    assert engine_work.joined(Embedded()) == sorted([number, total] for number, total in wanted.items() if total > 1)


def test_statistics_of_use_are_off_before_daft_is_imported_and_a_users_choice_stands() -> None:
    code = "import os; from whence.engines import quiet; print(quiet.environment())"
    plain = {name: value for name, value in os.environ.items() if name not in quiet.SILENCE}
    for more, wanted in (({}, "'RAY_USAGE_STATS_ENABLED': '0'"), ({"RAY_USAGE_STATS_ENABLED": "1"}, "'1'")):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**plain, **more}
        )
        assert "'DO_NOT_TRACK': 'true'" in done.stdout
        assert wanted in done.stdout


def test_this_process_tells_nothing_either() -> None:
    extra()
    quiet.daft()
    quiet.ray()
    assert engine_work.told(0) == [False, False]


@pytest.mark.parametrize(("name", "need"), [("daft", quiet.daft), ("ray", quiet.ray)])
def test_without_the_extra_the_command_to_install_it_is_said(
    name: str, need: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtra, match=r"pip install 'whence\[cluster\]'"):
        need()


@pytest.mark.parametrize(
    ("items", "most", "size", "wanted"),
    [
        ([], 2, 100, []),
        (["a", "b", "c"], 2, 10_000, [["a", "b"], ["c"]]),
        (["a", "b" * 200, "c", "d"], 9, 100, [["a", "b" * 200], ["c", "d"]]),
        (["a" * 200, "b" * 200], 9, 1, [["a" * 200], ["b" * 200]]),
    ],
)
def test_items_are_asked_for_in_windows_that_memory_can_hold(
    items: list[str], most: int, size: int, wanted: list[list[str]]
) -> None:
    assert [[pickle.loads(each) for each in window] for window in packed(items, most, size)] == wanted
