"""What stands in the output: a folder for each table, in it a Parquet file for each unit."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import compress
from typing import Any, TypeVar

from whence.cluster import proofs, storage, tables
from whence.options import ReuseOptions, StoryOptions
from whence.records import Article, Attribution, Entity, Reject, Reuse, Statement, Story, Zone

Record = TypeVar("Record")
FOLDERS: dict[type[Any], str] = {
    Article: "articles",
    Statement: "statements",
    Entity: "entities",
    Reject: "rejects",
    Reuse: "reuse",
    Story: "stories",
}


def name(number: int) -> str:
    """The name of the file of a unit."""
    return f"part-{number:06d}.parquet"


def put(output: str, number: int, kind: type[Any], records: Iterable[Any]) -> None:
    """Write the records of one kind that a unit gave."""
    storage.write_table(storage.below(output, FOLDERS[kind], name(number)), tables.to_table(kind, records))


def get(output: str, number: int, kind: type[Record]) -> Iterator[Record]:
    """The records of one kind that a unit gave."""
    return tables.from_table(kind, storage.read_table(storage.below(output, FOLDERS[kind], name(number))))


def light(output: str, number: int, *names: str) -> list[Article]:
    """The articles of a unit with id, path, key and these fields only (outlet, published, text, zones)."""
    place = storage.below(output, FOLDERS[Article], name(number))
    table = storage.read_table(place, ["id", "path", "key", *names])
    found = []
    for row in table.to_pylist():
        zones = tuple(Zone(**each) for each in json.loads(row.pop("zones"))) if "zones" in names else ()
        found.append(Article(**{"text": "", **row, "zones": zones}))
    return found


def done(output: str, kind: type[Any]) -> set[int]:
    """The numbers of the units that have a file of this kind."""
    found = storage.names(storage.below(output, FOLDERS[kind]))
    return {int(each.removeprefix("part-").removesuffix(".parquet")) for each in found if each.startswith("part-")}


def finish(output: str, kind: type[Any], options: ReuseOptions | StoryOptions, numbers: list[int]) -> None:
    """Say that the passages or stories are all there, in which parts, and found with which options."""
    held = {"options": asdict(options), "parts": numbers}
    storage.write(storage.below(output, FOLDERS[kind], "done.json"), json.dumps(held).encode())


def _finished(output: str, kind: type[Record], options: ReuseOptions | StoryOptions) -> Iterator[Record] | None:
    """What `finish` said is there; None where it is not, or was found with other options."""
    folder = storage.below(output, FOLDERS[kind])
    if "done.json" not in storage.names(folder):
        return None
    held = json.loads(storage.read(storage.below(folder, "done.json")))
    if held["options"] != asdict(options):
        return None
    return (each for number in held["parts"] for each in _kept(output, number, kind))


def _kept(output: str, number: int, kind: type[Record]) -> Iterator[Record]:
    """The records of a part; of passages those that tell enough."""
    found = get(output, number, kind)
    return compress(found, proofs.enough(output, number)) if kind is Reuse else found


def passages(output: str, options: ReuseOptions, articles: frozenset[str]) -> tuple[Reuse, ...] | None:
    """All passages, sorted by id; None where they are not there for these very articles and options."""
    found = _finished(output, Reuse, options)
    if found is None:
        return None
    joined = storage.read_table(storage.below(output, "survey", "articles.parquet")).column("id").to_pylist()
    return tuple(sorted(found, key=lambda each: each.id)) if frozenset(joined) == articles else None


def stories(output: str, options: StoryOptions, articles: frozenset[str]) -> tuple[Story, ...] | None:
    """All stories, sorted by id; None where they are not there for these very articles and options."""
    found = tuple(_finished(output, Story, options) or ())
    return found if found and articles == {each for story in found for each in story.articles} else None


def attributed(output: str, number: int) -> Iterator[tuple[Article, Attribution]]:
    """The articles of a unit with what was found in each."""
    statements: dict[str, list[Statement]] = defaultdict(list)
    entities: dict[str, list[Entity]] = defaultdict(list)
    for statement in get(output, number, Statement):
        statements[statement.article].append(statement)
    for entity in get(output, number, Entity):
        entities[entity.article].append(entity)
    for article in get(output, number, Article):
        yield article, Attribution(article.id, tuple(statements[article.id]), tuple(entities[article.id]))
