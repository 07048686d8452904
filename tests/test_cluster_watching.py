"""The watch over a cluster: a machine that is lost interrupts what stands still, and the command starts anew."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from typing import Any

import pytest

from whence.engines import watching
from whence.errors import Stalled


@pytest.fixture
def machines(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    held = {"one", "two"}
    monkeypatch.setattr(watching, "_alive", lambda: set(held))
    monkeypatch.setattr(watching, "PATIENCE", 0.5)
    return held


@pytest.mark.parametrize("handler", [signal.default_int_handler, signal.SIG_IGN])
def test_a_lost_machine_ends_the_wait(machines: set[str], handler: Any) -> None:
    if threading.current_thread() is not threading.main_thread():
        pytest.skip("the watch interrupts the main thread, and this is another")
    before = signal.signal(signal.SIGINT, handler)
    try:
        with pytest.raises(Stalled, match="a machine was lost"), watching.watched("ray"):
            machines.remove("two")
            time.sleep(120)
        assert signal.getsignal(signal.SIGINT) is handler
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_slow_task_on_a_whole_cluster_is_waited_for(machines: set[str]) -> None:
    with watching.watched("ray"):
        machines.add("three")
        time.sleep(2.5)
    with watching.watched("native") as watch:
        assert watch is None


def test_the_command_starts_anew_in_place_of_the_process() -> None:
    code = "import sys; from whence.cli.clustering import _again; sys.argv = ['whence', '--version']; _again(None)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("whence ")
