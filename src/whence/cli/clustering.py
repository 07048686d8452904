"""The commands for piles that one machine is too small for: cluster, and load."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from whence.cli.adding import print_overview, print_rejects
from whence.cli.shared import ALL_READ, NOTHING_DONE, SOME_REJECTED, Failed, ledger_flag, options_from, reading_flags
from whence.cli.terminal import Meter
from whence.errors import Stalled, WhenceError

if TYPE_CHECKING:
    from whence.engines.distributed import Distributed, Runner

STAGES = ("attribute", "passages", "stories")
RUNNERS = ("native", "ray")
_AGAIN, _MOST_TIMES = "WHENCE_CLUSTER_AGAIN", 5


@click.command(short_help="Stages on many processes or machines.")
@click.argument("stage", type=click.Choice(STAGES))
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, metavar="PLACE", help="Folder for the Parquet; may be s3://bucket/name.")
@click.option(
    "--runner", type=click.Choice(RUNNERS), default="native", show_default=True, help="Daft's own runner, or Ray's."
)
@click.option("--address", metavar="ADDRESS", help="Of the Ray cluster (auto, host:port); without it one starts here.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes at work; all processors by default.")
@click.option(
    "--unit-bytes", type=click.IntRange(1), default=1 << 20, show_default=True, metavar="N",
    help="Bytes of input that one task takes.",
)  # fmt: skip
@reading_flags
def cluster(stage: str, inputs: tuple[str, ...], output: str, **flags: Any) -> None:
    """Run STAGE (attribute, passages, stories) over each INPUT, JSONL or Parquet, on this disk or in object storage.

    The output is Parquet, which `whence load` brings into a ledger. Needs pip install 'whence[cluster]'; a run that was
    broken off goes on where it stopped. docs/cluster.md tells how to run it on ten machines.

    \b
    whence cluster attribute articles.jsonl -o out
    whence cluster passages s3://news/2031/ -o s3://news/out --runner ray --address auto
    """
    runner, address, workers, size = (flags.pop(name) for name in ("runner", "address", "workers", "unit_bytes"))
    options = options_from(**flags)
    engine = _engine(runner, address, workers)
    from whence.cluster import stages

    run = {"attribute": stages.attribute, "passages": stages.passages, "stories": stages.stories}[stage]
    try:
        with Meter() as progress:
            done = run(list(inputs), output, options, engine, progress, size)
    except Stalled as error:
        Failed(str(error)).show()
        _again(engine)
    except WhenceError as error:
        Failed(str(error)).show()
        engine.leave(NOTHING_DONE)
    print_rejects(done.rejects)
    click.echo(
        f"{output}: {done.articles:,} articles read in {done.units:,} units, {done.before:,} units were done before;"
        f" {done.statements:,} statements, {done.passages:,} passages, {done.stories:,} stories;"
        f" {len(done.rejects):,} rejected"
    )
    engine.leave(ALL_READ if not done.rejects else SOME_REJECTED if done.articles or done.before else NOTHING_DONE)


def _again(engine: Distributed) -> NoReturn:
    """Run this very command once more in place of this process: with it go the tasks that stand still, and Ray's hold
    on them. What is done stays; after a few times it is left to the user."""
    times = int(os.environ.get(_AGAIN, "0"))
    if times == _MOST_TIMES:
        engine.leave(NOTHING_DONE)
    os.environ[_AGAIN] = str(times + 1)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "whence", *sys.argv[1:]])


@click.command(short_help="What a cluster found, into a ledger.")
@click.argument("place", metavar="PLACE")
@click.option("--runner", type=click.Choice(RUNNERS), help="Claims on Daft's own runner, or Ray's; here by default.")
@click.option("--address", metavar="ADDRESS", help="Of the Ray cluster (auto, host:port); without it one starts here.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes at work; all processors by default.")
@ledger_flag
@click.pass_context
def load(
    context: click.Context, /, place: str, runner: Runner | None, address: str | None, workers: int | None, ledger: str
) -> None:
    """Bring the Parquet that `whence cluster` wrote to PLACE into the ledger, and compare.

    Loading twice adds nothing. Passages and stories are taken over where the ledger holds no other articles, else
    found anew. With --runner the pairs of which claims are made are read and weighed by many processes or machines.

    \b
    whence load out --ledger pile.db
    """
    from whence.cluster import loading

    engine = _engine(runner, address, workers) if runner else None
    try:
        with Meter() as progress:
            summary = loading.load(place, ledger, progress=progress, engine=engine)
    except WhenceError as error:
        if engine is None:
            raise
        Failed(str(error)).show()
        if isinstance(error, Stalled):
            _again(engine)
        engine.leave(NOTHING_DONE)
    print_rejects(summary.rejects)
    click.echo(f"{summary.added:,} articles new, {summary.known:,} known; {len(summary.rejects):,} rejected")
    print_overview(ledger)
    status = SOME_REJECTED if summary.rejects else ALL_READ
    if engine:
        engine.leave(status)
    context.exit(status)


def _engine(runner: Runner, address: str | None, workers: int | None) -> Distributed:
    from whence.engines import quiet

    quiet.daft()
    from whence.engines.distributed import Distributed

    return Distributed(runner, address, workers)
