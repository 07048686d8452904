"""From the parts that a cluster wrote into a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from whence import pipeline
from whence.cluster import parts, plan
from whence.errors import NothingToRead
from whence.options import Options
from whence.pipeline import Elsewhere, Progress, Summary
from whence.records import Article, Attribution, Reject, Statement


def load(
    place: str,
    ledger: str | Path,
    options: Options = Options(),  # noqa: B008
    progress: Progress | None = None,
) -> Summary:
    """Bring what `whence cluster` wrote into the ledger, and compare; loading twice adds nothing.

    Raises `NothingToRead` where the attribution is not there or not complete, and `LedgerError`.
    """
    total = plan.settled(place)["units"]
    done = parts.done(place, Statement)
    if len(done) < total:
        raise NothingToRead(f"{place}: {len(done):,} of {total:,} units are attributed; run `whence cluster attribute`")
    rejects = [Reject(**each) for each in plan.settled(place)["rejects"]]
    rejects += [each for number in sorted(done) for each in parts.get(place, number, Reject)]
    found = Elsewhere(partial(parts.passages, place, options.reuse), partial(parts.stories, place, options.stories))
    return pipeline.take(_pairs(place, sorted(done)), ledger, options, progress, rejects, found)


def _pairs(place: str, numbers: list[int]) -> Iterator[tuple[Article, Attribution]]:
    for number in numbers:
        yield from parts.attributed(place, number)
