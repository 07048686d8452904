"""The contract that other programs rely on: each table as rows, sorted by id, in JSONL, CSV, TSV or Parquet."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from whence.comparison.revisions import revised
from whence.errors import BadOption
from whence.ledger import View
from whence.records import Actor, Article, Claim, Part, Reuse, Spans, Statement

Row = dict[str, Any]
FORMATS = ("jsonl", "csv", "tsv", "parquet")


def rows(view: View, table: str) -> Iterator[Row]:
    """The rows of a table of the contract. Raises `BadOption` for a table that is none."""
    if table not in _TABLES:
        raise BadOption(f"there is no table {table}; the tables are {', '.join(_TABLES)}")
    return _TABLES[table](view)


def write(view: View, table: str, kind: str = "jsonl", output: str | Path | None = None) -> int:
    """Write a table to a file, replacing it at once, or to standard output; the number of rows."""
    return write_rows(rows(view, table), kind, output)


def write_rows(found: Iterable[Row], kind: str = "jsonl", output: str | Path | None = None) -> int:
    """Write any rows in one of the formats. Raises `BadOption` for a format that is none."""
    if kind not in FORMATS:
        raise BadOption(f"there is no format {kind}; the formats are {', '.join(FORMATS)}")
    with _target(output) as stream:
        if kind == "parquet":
            return _parquet(found, stream)
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=False)
        try:
            return _jsonl(found, text) if kind == "jsonl" else _table(found, text, "," if kind == "csv" else "\t")
        finally:
            text.flush()
            text.detach()


@contextmanager
def _target(output: str | Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that appears whole or not at all."""
    if output is None or str(output) == "-":
        yield sys.stdout.buffer
        return
    place = Path(output)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(name).chmod(0o644)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _jsonl(found: Iterable[Row], stream: IO[str]) -> int:
    count = 0
    for row in found:
        stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count


def _table(found: Iterable[Row], stream: IO[str], delimiter: str) -> int:
    """CSV or TSV with a header; nested values are JSON text."""
    writer, count = None, 0
    for row in found:
        if writer is None:
            writer = csv.DictWriter(stream, list(row), delimiter=delimiter, lineterminator="\n")
            writer.writeheader()
        writer.writerow({name: _cell(value) for name, value in row.items()})
        count += 1
    return count


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict | bool) else value


def _parquet(found: Iterable[Row], stream: IO[bytes]) -> int:
    import pyarrow
    import pyarrow.parquet

    # types are taken from all rows, so that a column that is null at first is not lost
    table = pyarrow.Table.from_pylist(list(found))
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(table, buffer, compression="zstd")
    stream.write(buffer.getvalue())
    return int(table.num_rows)


def _spans(spans: Spans) -> list[list[int]]:
    return [list(span) for span in spans]


def _part(part: Part | None) -> Row | None:
    return None if part is None else {"text": part.text, "spans": _spans(part.spans)}


def _articles(view: View) -> Iterator[Row]:
    articles = view.articles()
    before = revised(articles)
    for each in articles:
        yield _article(each, before.get(each.id))


def _article(each: Article, revision_of: str | None) -> Row:
    return {
        "id": each.id,
        "path": each.path,
        "key": each.key,
        "outlet": each.outlet,
        "title": each.title,
        "published": each.published,
        "url": each.url,
        "authors": list(each.authors),
        "zones": [{"start": z.start, "end": z.end, "zone": z.zone, "reason": z.reason} for z in each.zones],
        "length": len(each.text),
        "primary": each.primary,
        "revision_of": revision_of,
    }


def _statements(view: View) -> Iterator[Row]:
    actors = {member: actor for actor in view.actors() for member in actor.members}
    for each in sorted(view.statements(), key=lambda each: each.id):
        actor = actors.get((each.article, each.entity)) if each.entity else None
        yield statement_row(each, actor)


def statement_row(each: Statement, actor: Actor | None = None) -> Row:
    """A statement as the contract writes it; the speaker is the actor's name across the pile where there is one."""
    return {
        "id": each.id,
        "article": each.article,
        "kind": each.kind,
        "act": each.act,
        "source": _part(each.source),
        "cue": _part(each.cue),
        "content": _part(each.content),
        "speaker": actor.name if actor else each.speaker,
        "actor": actor.id if actor else None,
        "named": each.named,
        "polarity": each.polarity,
        "strength": each.strength,
        "relay": [relay.name for relay in each.relay],
        "confidence": round(each.confidence, 4),
    }


def _actors(view: View) -> Iterator[Row]:
    for each in view.actors():
        names = {"id": each.id, "name": each.name, "kind": each.kind}
        yield names | {"aliases": list(each.aliases), "roles": list(each.roles)}


def _reuse(view: View) -> Iterator[Row]:
    for each in view.reuse():
        yield reuse_row(each)


def reuse_row(each: Reuse) -> Row:
    """A passage as the contract writes it."""
    return {
        "id": each.id,
        "a": each.a,
        "b": each.b,
        "a_span": list(each.a_span),
        "b_span": list(each.b_span),
        "similarity": round(each.similarity, 4),
        "kind": each.kind,
        "cause": each.cause,
        "direction": each.direction,
        "confidence": round(each.confidence, 4),
        "edits": [{"operation": e.operation, "a": list(e.a), "b": list(e.b)} for e in each.edits],
        "evidence": [{"name": e.name, "weight": round(e.weight, 4), "note": e.note} for e in each.evidence],
    }


def _stories(view: View) -> Iterator[Row]:
    for each in view.stories():
        yield {"id": each.id, "articles": list(each.articles), "title": each.title}


def _claims(view: View) -> Iterator[Row]:
    for each in view.claims():
        yield _claim(each)


def _claim(each: Claim) -> Row:
    return {
        "id": each.id,
        "text": each.text,
        "appearances": [
            {
                "article": place.article,
                "statement": place.statement,
                "spans": _spans(place.spans),
                "variant": place.variant,
                "drift": list(place.drift),
                "against": place.against,
                "confidence": round(place.confidence, 4),
            }
            for place in each.appearances
        ],
        "order": each.order,
        "origin": each.origin,
        "independent_sources": each.independent_sources,
        "witnesses": each.witnesses,
        "voices": each.voices,
        "anonymous_voices": each.anonymous_voices,
        "reasoning": list(each.reasoning),
    }


def _omissions(view: View) -> Iterator[Row]:
    for each in view.omissions():
        yield {"article": each.article, "origin": each.origin, "statement": each.statement, "kind": each.kind}


def _disputes(view: View) -> Iterator[Row]:
    for each in view.disputes():
        ties = {"id": each.id, "claim": each.claim, "by": each.by, "target": each.target, "kind": each.kind}
        yield ties | {"confidence": round(each.confidence, 4), "note": each.note}


_TABLES: dict[str, Callable[[View], Iterator[Row]]] = {
    "articles": _articles,
    "statements": _statements,
    "actors": _actors,
    "reuse": _reuse,
    "stories": _stories,
    "claims": _claims,
    "omissions": _omissions,
    "disputes": _disputes,
}
