"""The plan of a run: its input as small units that tasks read by themselves, the same for the same input.

A file of lines is cut into ranges of bytes; a line belongs to the range that it begins in. Where a file has several
ranges its lines are counted first, for the number of its line names a record that has no id. Parquet is cut by row
groups.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import blake2b
from itertools import accumulate
from typing import Any, Literal

import pyarrow.parquet

from whence import reading
from whence.cluster import storage
from whence.engines import Engine, Failure
from whence.errors import BadOption, EngineFailed, NothingToRead
from whence.options import Options, ReadingOptions
from whence.reading import Document
from whence.records import Article, Reject

UNIT_BYTES = 1 << 20
"""Bytes of lines in a unit: some 400 articles, which take a core a minute or two to attribute."""
_LINES, _PACKED, _PARQUET = (".jsonl", ".ndjson"), (".gz", ".xz"), ".parquet"
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of the input: bytes, or row groups, from `start` to `end` of a file; `first` numbers its first record."""

    number: int
    uri: str
    path: str
    kind: Literal["lines", "whole", "parquet"]
    start: int = 0
    end: int = 0
    first: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """All units, what could not be taken, and a digest of input and options that tells one run from another."""

    units: tuple[Unit, ...]
    rejects: tuple[Reject, ...]
    digest: str


def make(inputs: Sequence[str], options: Options, engine: Engine, unit_bytes: int = UNIT_BYTES) -> Plan:
    """The plan for some files and folders. Raises `NothingToRead` where there is none of them, or nothing in them."""
    units: list[Unit] = []
    rejects: list[Reject] = []
    sizes: list[tuple[str, int]] = []
    for uri in inputs:
        for found in storage.files(uri):
            sizes.append((found.name, found.size))
            cut = list(_cut(found, unit_bytes))
            units += cut
            if not cut:
                rejects.append(_refused(found))
    if not units:
        raise NothingToRead(f"nothing to read: {', '.join(inputs)}; name .jsonl or .parquet files, or folders of them")
    numbered = tuple(replace(each, number=number) for number, each in enumerate(_counted(units, engine)))
    meaning = json.dumps([sizes, unit_bytes, asdict(options.reading), asdict(options.attribution)], default=str)
    return Plan(numbered, tuple(rejects), blake2b(meaning.encode(), digest_size=8).hexdigest())


def settle(plan: Plan, output: str) -> None:
    """Write the plan beside its results. Raises `BadOption` where the place holds those of another plan."""
    place = storage.below(output, "plan.json")
    if "plan.json" in storage.names(output):
        if json.loads(storage.read(place))["digest"] != plan.digest:
            raise BadOption(f"{output} holds the results of another input or other options; name an empty place")
        return
    held = {"digest": plan.digest, "units": len(plan.units), "rejects": [asdict(each) for each in plan.rejects]}
    storage.write(place, json.dumps(held, indent=1).encode())


def settled(output: str) -> dict[str, Any]:
    """What `settle` wrote: digest, number of units, rejects. Raises `NothingToRead` where it wrote nothing."""
    if "plan.json" not in storage.names(output):
        raise NothingToRead(f"{output} holds no results of `whence cluster`; run it first, with -o {output}")
    found: dict[str, Any] = json.loads(storage.read(storage.below(output, "plan.json")))
    return found


def articles(unit: Unit, options: ReadingOptions) -> Iterator[Article | Reject]:
    """The articles of a unit, just as if the whole file were read."""
    data = _rows(unit) if unit.kind == "parquet" else _bytes(unit)
    if data.strip():
        yield from reading.read(Document(unit.path, "json", stream=io.BytesIO(data), first=unit.first), options)


def _refused(found: storage.Found) -> Reject:
    if found.name.lower().endswith((*_LINES, _PARQUET)):
        return Reject(found.name, "empty", "the document holds no record")
    return Reject(found.name, "format", "a cluster reads .jsonl, also as .jsonl.gz or .jsonl.xz, and .parquet")


def _cut(found: storage.Found, size: int) -> Iterator[Unit]:
    ending = found.name.lower()
    packed = ending.endswith(_PACKED)
    if ending.endswith(_PARQUET):
        with storage.opened(found.uri) as file:
            yield from _row_groups(found, pyarrow.parquet.ParquetFile(file).metadata, size)
    elif packed and ending.rpartition(".")[0].endswith(_LINES):
        yield Unit(0, found.uri, found.name, "whole", 0, found.size)
    elif ending.endswith(_LINES):
        for start in range(0, found.size, size):
            yield Unit(0, found.uri, found.name, "lines", start, min(start + size, found.size))


def _row_groups(found: storage.Found, metadata: Any, size: int) -> Iterator[Unit]:
    start, row, held = 0, 0, 0
    for group in range(metadata.num_row_groups):
        held += metadata.row_group(group).total_byte_size
        if held >= size or group == metadata.num_row_groups - 1:
            yield Unit(0, found.uri, found.name, "parquet", start, group + 1, row + 1)
            row += sum(metadata.row_group(each).num_rows for each in range(start, group + 1))
            start, held = group + 1, 0


def _counted(units: list[Unit], engine: Engine) -> Iterator[Unit]:
    """The units with the number of their first line; counting is a stage of its own, for files of several units."""
    shared = {each.uri for each in units if each.kind == "lines" and each.start}
    asked = [each for each in units if each.uri in shared]
    counts: dict[tuple[str, int], int] = {}
    for unit, count in zip(asked, engine.map(_line_ends, asked), strict=True):
        if isinstance(count, Failure):
            raise EngineFailed(f"{unit.uri} cannot be read: {count.reason}")
        counts[unit.uri, unit.start] = count
    for uri in dict.fromkeys(each.uri for each in units):
        own = [each for each in units if each.uri == uri]
        if uri not in shared:
            yield from own
            continue
        before = accumulate((counts[uri, each.start] for each in own), initial=0)
        for each, ends in zip(own, before, strict=False):
            yield replace(each, first=ends + 1 + (each.start > 0))


def _line_ends(unit: Unit) -> int:
    """Line ends from just before the unit to just before the next one."""
    return storage.read(unit.uri, max(0, unit.start - 1), unit.end - 1).count(b"\n")


def _bytes(unit: Unit) -> bytes:
    """The bytes of the lines that begin in a unit."""
    if unit.kind == "whole":
        return storage.read(unit.uri)
    data = storage.read(unit.uri, max(0, unit.start - 1), unit.end)
    if unit.start:
        _, end, data = data.partition(b"\n")
        if not end:
            return b""
    if data.endswith(b"\n") or not data:
        return data
    return data + _rest_of_line(unit.uri, unit.end)


def _rest_of_line(uri: str, at: int) -> bytes:
    found = bytearray()
    while piece := storage.read(uri, at, at + _PIECE):
        line, end, _ = piece.partition(b"\n")
        found += line + end
        if end:
            break
        at += len(piece)
    return bytes(found)


def _rows(unit: Unit) -> bytes:
    """The rows of a unit of Parquet as lines of JSON."""
    with storage.opened(unit.uri) as file:
        table = pyarrow.parquet.ParquetFile(file).read_row_groups(list(range(unit.start, unit.end)))
    return b"".join(_json_lines(table.to_pylist()))


def _json_lines(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    for row in rows:
        yield json.dumps(row, default=_plain).encode() + b"\n"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)
