"""Work that takes longer than a page: one job at a time, in a process of its own, told about as it goes.

An add in this process would make every reader wait; a child reads and compares, and what it says comes through a pipe.
A job that is broken off is taken up again by adding the same files: the pipeline goes on where it stopped.
"""

from __future__ import annotations

import multiprocessing
import queue
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from secrets import token_hex
from typing import Any, Literal, TypeVar

from whence import pipeline
from whence.engines import Embedded, Failure
from whence.errors import WhenceError
from whence.options import Options
from whence.records import Reject
from whence.web.warming import Warming, end_with_parent, give_way
from whence.web.words import many

Item = TypeVar("Item")
Result = TypeVar("Result")
Kind = Literal["add", "renew"]
STEPS = (
    "looking for words that stand in two articles",
    "asking who copied whom",
    "finding articles on one event",
    "finding out who is who",
    "following each claim",
    "looking for what was left out",
    "looking for disputes",
)
KEPT = 50
_READING = 0.8
"""The part of the bar that reading takes."""


@dataclass(slots=True)
class Job:
    """One piece of work and how far it is; `share` 0-1 is None where the end is not in sight."""

    id: str
    kind: Kind
    files: int = 0
    sentence: str = "Waiting for its turn"
    share: float | None = None
    done: bool = False
    failed: bool = False
    rejects: tuple[Reject, ...] = ()
    onward: str | None = None

    @property
    def heading(self) -> str:
        """What the page is called."""
        if self.failed:
            return "That did not work"
        if self.kind == "renew":
            return "Answers brought up to date" if self.done else "Bringing answers up to date"
        return "Articles added" if self.done else "Adding articles"


@dataclass(frozen=True, slots=True)
class _Task:
    job: Job
    folder: Path | None
    options: Options
    staged: Path | None = None


@dataclass(slots=True)
class Jobs:
    """The queue of one ledger, and the thread that works it off."""

    ledger: Path
    options: Options
    warming: Warming = field(default_factory=Warming)
    _jobs: dict[str, Job] = field(default_factory=dict)
    _waiting: queue.Queue[_Task | None] = field(default_factory=queue.Queue)
    _thread: threading.Thread | None = None
    _child: Any = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, folder: Path, files: int, options: Options, staged: Path | None = None) -> Job:
        """Add what lies in `folder`; `staged` is removed afterwards."""
        return self._put(_Task(Job(token_hex(8), "add", files), folder, options, staged))

    def renew(self) -> None:
        """Compare anew because somebody judged; one such job waits at most."""
        waiting = [each for each in self._jobs.values() if not each.done and each.share is None]
        if not any(each.kind == "renew" and each.sentence.startswith("Waiting") for each in waiting):
            self._put(_Task(Job(token_hex(8), "renew"), None, self.options))

    def find(self, id: str) -> Job | None:
        """The job of an id, if it is still remembered."""
        return self._jobs.get(id)

    @property
    def current(self) -> Job | None:
        """The job that is being done or waits next."""
        return next((each for each in list(self._jobs.values()) if not each.done), None)

    def close(self) -> None:
        """End the running child, which loses nothing that it has stored, and take no more."""
        self.warming.stop()
        self._waiting.put(None)
        if self._child is not None and self._child.is_alive():
            self._child.terminate()

    def _put(self, task: _Task) -> Job:
        with self._lock:
            self._jobs[task.job.id] = task.job
            for old in [each for each in self._jobs.values() if each.done][:-KEPT]:
                del self._jobs[old.id]
            self._waiting.put(task)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, daemon=True, name="whence-jobs")
                self._thread.start()
        return task.job

    def _work(self) -> None:
        while (task := self._waiting.get()) is not None:
            try:
                self._do(task)
            finally:
                task.job.done = True
                if task.staged is not None:
                    shutil.rmtree(task.staged, ignore_errors=True)

    def _do(self, task: _Task) -> None:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        task.job.sentence = "Starting"
        self._child = context.Process(target=_child, args=(there, self.ledger, task.folder, task.options))
        self._child.start()
        there.close()
        try:
            while True:
                what, *told = here.recv()
                if what == "ready?":
                    self.warming.wait(partial(_hear, task.job, "warming"))
                    here.send("ready")
                else:
                    _hear(task.job, what, *told)
        except (EOFError, OSError):
            self._child.join()
        if not task.job.done:
            _hear(task.job, "failed", "the work was broken off; add the same files again, it goes on where it stopped")


def _hear(job: Job, what: str, *told: Any) -> None:
    """Take in what the child said."""
    if what == "read":
        done, total = told[0], max(told[1], job.files)
        job.sentence = f"Reading: {many(done, 'article')} so far"
        job.share = _READING * min(1.0, done / total) if total > 1 else None
    elif what == "warming":
        job.sentence = (
            f"Getting ready to compare: this is done once after installing, in about half a minute ({told[0]} s)"
        )
        job.share = _READING
    elif what == "compare":
        step = min(told[0], len(STEPS) - 1)
        job.sentence = f"Comparing: {STEPS[step]}"
        job.share = _READING + (1 - _READING) * told[0] / max(told[1], 1)
    elif what == "summary":
        summary = told[0]
        job.rejects, job.share, job.done = summary.rejects, 1.0, True
        rejected = f"; {many(len(summary.rejects), 'document')} could not be read" if summary.rejects else ""
        known = f", {summary.known:,} were there already" if summary.known else ""
        job.sentence = f"{many(summary.added, 'article')} added{known}{rejected}."
    elif what == "renewed":
        job.sentence, job.share, job.done = "The answers honour all judgements.", 1.0, True
    else:
        job.sentence, job.failed, job.done = str(told[0]), True, True


@dataclass(slots=True)
class _Counted:
    """The embedded engine, telling of each article that is done and not of each batch."""

    tell: Callable[[int], None]
    done: int = 0

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | Failure]:
        """The results in the order of the items."""
        for each in Embedded().map(function, items):
            self.done += 1
            self.tell(self.done)
            yield each


def _child(out: Connection, ledger: Path, folder: Path | None, options: Options) -> None:
    """In the child: do the work and say how it goes."""
    give_way()
    threading.Thread(target=end_with_parent, daemon=True).start()

    def tell(stage: str, done: int, total: int) -> None:
        if stage == "compare" and not done:
            out.send(("ready?",))
            out.recv()
        if stage != "read" or total:
            out.send((stage, done, total))

    try:
        if folder is None:
            pipeline.renew(ledger, options, tell)
            out.send(("renewed",))
        else:
            engine = _Counted(lambda done: out.send(("read", done, 0)))
            out.send(("summary", pipeline.add([folder], ledger, options, tell, engine=engine)))
    except WhenceError as error:
        out.send(("failed", f"{error}"))
    finally:
        out.close()
