"""Jobs wait for what is compiled once, and say so."""

from __future__ import annotations

from whence.web.jobs import Job, _hear
from whence.web.warming import Warming


class Child:
    """A process that is at work for some looks."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    def is_alive(self) -> bool:
        return self.looks > 0

    def join(self, timeout: float | None = None) -> None:
        self.looks -= 1


def test_nothing_is_waited_for_where_nothing_was_begun() -> None:
    told: list[int] = []
    Warming().wait(told.append)
    assert told == []


def test_who_waits_tells_until_all_is_ready() -> None:
    told: list[int] = []
    Warming(Child(2)).wait(told.append)
    assert len(told) == 2


def test_a_job_that_waits_says_why() -> None:
    job = Job("j", "add")
    _hear(job, "warming", 12)
    assert job.sentence == (
        "Getting ready to compare: this is done once after installing, in about half a minute (12 s)"
    )
    assert not job.done


def test_the_child_ends_by_itself() -> None:
    warming = Warming()
    warming.start()
    warming.wait(lambda _: None)
    warming.stop()
