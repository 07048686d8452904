"""Jobs wait for what is compiled once, and say so."""

from __future__ import annotations

import threading

from whence.web.jobs import Job, _hear
from whence.web.warming import Warming, wait


def test_nothing_is_waited_for_where_nothing_was_begun() -> None:
    told: list[str] = []
    wait(Warming().ready, lambda: told.append("waits"))
    assert told == []


def test_who_waits_tells_until_all_is_ready() -> None:
    ready, told = threading.Event(), []

    def tell() -> None:
        told.append("waits")
        if len(told) == 2:
            ready.set()

    wait(ready, tell)
    assert told == ["waits", "waits"]


def test_a_job_that_waits_says_why() -> None:
    job = Job("j", "add")
    _hear(job, "warming", 12)
    assert job.sentence == (
        "Getting ready to compare: this is done once after installing, in about half a minute (12 s)"
    )
    assert not job.done


def test_the_child_ends_and_then_all_is_ready() -> None:
    warming = Warming()
    warming.start()
    assert warming.ready.wait(300)
    warming.stop()
