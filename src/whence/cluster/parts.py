"""What stands in the output: a folder for each table, in it a Parquet file for each unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from whence.cluster import storage, tables
from whence.records import Article, Attribution, Entity, Reject, Reuse, Statement

Record = TypeVar("Record")
FOLDERS: dict[type[Any], str] = {
    Article: "articles",
    Statement: "statements",
    Entity: "entities",
    Reject: "rejects",
    Reuse: "reuse",
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


def done(output: str, kind: type[Any]) -> set[int]:
    """The numbers of the units that have a file of this kind."""
    found = storage.names(storage.below(output, FOLDERS[kind]))
    return {int(each.removeprefix("part-").removesuffix(".parquet")) for each in found if each.startswith("part-")}


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
