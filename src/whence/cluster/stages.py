"""The stages over the units of a plan: read and attribute, one article at a time; passages, stories, across them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from whence.cluster import grouping, parts, plan, proofs, survey
from whence.cluster.joining import DONE, Join
from whence.cluster.parcels import SCHEMA
from whence.cluster.plan import Plan, Unit
from whence.engines import Engine, Failure, Joiner, Step
from whence.errors import EngineFailed
from whence.options import Options
from whence.pipeline import Progress, attributed
from whence.records import Article, Attribution, Entity, Reject, Reuse, Statement, Story

_FEWEST, _ARTICLES = 8, 4_000
"""Buckets of a join at least, and articles in each."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a stage did: `units` of work now and those `before`, `articles` and `statements` found now, and rejects."""

    units: int = 0
    before: int = 0
    articles: int = 0
    statements: int = 0
    passages: int = 0
    stories: int = 0
    rejects: tuple[Reject, ...] = ()


def attribute(
    inputs: Sequence[str], output: str, options: Options, engine: Engine, progress: Progress, unit_bytes: int
) -> Done:
    """Read and attribute the articles of some files into parts below `output`; what is there is not done again.

    Raises `NothingToRead`, `BadOption` where `output` holds another run, and `EngineFailed`.
    """
    made = plan.make(inputs, options, engine, unit_bytes)
    plan.settle(made, output)
    return run(made, partial(_attribute, output, options), parts.done(output, Statement), engine, progress, "attribute")


def passages(
    inputs: Sequence[str], output: str, options: Options, engine: Joiner, progress: Progress, unit_bytes: int
) -> Done:
    """Find the passages that stand in two articles, into parts below `output`; articles that are not there are read.

    Raises `NothingToRead`, `BadOption` where `output` holds another run, and `EngineFailed`.
    """
    made = plan.make(inputs, options, engine, unit_bytes)
    plan.settle(made, output)
    done = read(made, output, options, engine, progress)
    total = survey.make(output, len(made.units), options.reuse, engine)
    progress("join", 0, 1)
    buckets = max(_FEWEST, -(-total // _ARTICLES))
    join = Join(output, _mark(made), buckets, options.reuse)
    steps = (Step(join.seeds, SCHEMA), Step(join.pairs, SCHEMA), Step(join.passages, DONE))
    batches = [range(at, min(at + survey.BATCH, len(made.units))) for at in range(0, len(made.units), survey.BATCH)]
    found = [row["bucket"] for table in engine.join(join.give, batches, SCHEMA, steps) for row in table.to_pylist()]
    kept = proofs.settle(output, found)
    parts.finish(output, Reuse, options.reuse, sorted(found))
    progress("join", 1, 1)
    return replace(done, passages=kept)


def stories(
    inputs: Sequence[str], output: str, options: Options, engine: Engine, progress: Progress, unit_bytes: int
) -> Done:
    """Group the articles into stories, below `output`; articles that are not there are read.

    Raises `NothingToRead`, `BadOption` where `output` holds another run, and `EngineFailed`.
    """
    made = plan.make(inputs, options, engine, unit_bytes)
    plan.settle(made, output)
    done = read(made, output, options, engine, progress)
    progress("stories", 0, 1)
    found = grouping.stories(output, len(made.units), options.stories, engine, _mark(made))
    parts.put(output, 0, Story, found)
    parts.finish(output, Story, options.stories, [0])
    progress("stories", 1, 1)
    return replace(done, stories=len(found))


def _mark(made: Plan) -> str:
    """A mark of this very run: a worker that lives on may hold what it read for another one."""
    return f"{made.digest}-{time.time_ns()}"


def read(made: Plan, output: str, options: Options, engine: Engine, progress: Progress) -> Done:
    """Read the articles of a plan into parts below `output`; what is there is not done again."""
    return run(made, partial(_read, output, options), parts.done(output, Article), engine, progress, "read")


def run(
    made: Plan, function: Callable[[Unit], Done], known: set[int], engine: Engine, progress: Progress, stage: str
) -> Done:
    """Do the units of a plan that are not `known`, one task each."""
    asked = [each for each in made.units if each.number not in known]
    total = Done(0, len(made.units) - len(asked), rejects=made.rejects)
    failed: list[str] = []
    for unit, found in zip(asked, engine.map(function, asked), strict=True):
        if isinstance(found, Failure):
            failed.append(f"{unit.path}: {found.reason}")
            continue
        total = Done(
            total.units + 1,
            total.before,
            total.articles + found.articles,
            total.statements + found.statements,
            rejects=total.rejects + found.rejects,
        )
        progress(stage, total.before + total.units, len(made.units))
    if failed:
        raise EngineFailed(f"{len(failed):,} of {len(made.units):,} units failed, run it again; the first: {failed[0]}")
    return total


def _read(output: str, options: Options, unit: Unit) -> Done:
    articles, rejects = _articles(unit, options)
    parts.put(output, unit.number, Reject, rejects)
    parts.put(output, unit.number, Article, articles)
    return Done(1, 0, len(articles), rejects=tuple(rejects))


def _attribute(output: str, options: Options, unit: Unit) -> Done:
    articles, rejects = _articles(unit, options)
    found: list[tuple[Article, Attribution]] = []
    for each in (attributed(article, options.attribution) for article in articles):
        if isinstance(each, Reject):
            rejects.append(each)
        else:
            found.append(each)
    statements = [each for _, attribution in found for each in attribution.statements]
    parts.put(output, unit.number, Reject, rejects)
    parts.put(output, unit.number, Article, [article for article, _ in found])
    parts.put(output, unit.number, Entity, [each for _, attribution in found for each in attribution.entities])
    parts.put(output, unit.number, Statement, statements)  # last: it says that the unit is done
    return Done(1, 0, len(found), len(statements), rejects=tuple(rejects))


def _articles(unit: Unit, options: Options) -> tuple[list[Article], list[Reject]]:
    """The articles of a unit, of one that stands there twice the lesser by path and key, and what was rejected."""
    table: dict[str, Article] = {}
    rejects: list[Reject] = []
    for each in plan.articles(unit, options.reading):
        if isinstance(each, Reject):
            rejects.append(each)
            continue
        known = table.setdefault(each.id, each)
        if (each.path, each.key) < (known.path, known.key):
            table[each.id] = each
    return list(table.values()), rejects
