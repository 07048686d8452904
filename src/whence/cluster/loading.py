"""From the parts that a cluster wrote into a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from whence import pipeline
from whence.cluster import parts, plan
from whence.comparison.spreading import Spread
from whence.engines import Engine, Failure
from whence.errors import EngineFailed, NothingToRead
from whence.options import Options
from whence.pipeline import Elsewhere, Progress, Summary
from whence.records import Article, Attribution, Reject, Statement

Item = TypeVar("Item")
Result = TypeVar("Result")


def load(
    place: str,
    ledger: str | Path,
    options: Options = Options(),  # noqa: B008
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> Summary:
    """Bring what `whence cluster` wrote into the ledger, and compare; loading twice adds nothing.

    With an `engine` the articles are read for claims, and pairs weighed, by its workers; the answers are the same.

    Raises `NothingToRead` where the attribution is not there or not complete, `LedgerError`, and `EngineFailed`.
    """
    total = plan.settled(place)["units"]
    done = parts.done(place, Statement)
    if len(done) < total:
        raise NothingToRead(f"{place}: {len(done):,} of {total:,} units are attributed; run `whence cluster attribute`")
    rejects = [Reject(**each) for each in plan.settled(place)["rejects"]]
    rejects += [each for number in sorted(done) for each in parts.get(place, number, Reject)]
    found = Elsewhere(
        partial(parts.passages, place, options.reuse),
        partial(parts.stories, place, options.stories),
        over(engine) if engine else None,
    )
    return pipeline.take(_pairs(place, sorted(done)), ledger, options, progress, rejects, found)


def over(engine: Engine) -> Spread:
    """The work of a comparison on the workers of an engine. Raises `EngineFailed` with what a worker says."""

    def spread(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        for each in engine.map(function, items):
            if isinstance(each, Failure):
                raise EngineFailed(f"the claims failed: {each.reason}")
            yield each

    return spread


def _pairs(place: str, numbers: list[int]) -> Iterator[tuple[Article, Attribution]]:
    for number in numbers:
        yield from parts.attributed(place, number)
