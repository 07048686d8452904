"""Records as rows and rows as records: columns are the fields, nested values are JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from whence.records import (
    Actor,
    Appearance,
    Article,
    Candidate,
    Claim,
    Dispute,
    Edit,
    Entity,
    Evidence,
    Judgement,
    Omission,
    Part,
    Reject,
    Relay,
    Reuse,
    Span,
    Statement,
    Story,
    Verdict,
    Zone,
)

Record = TypeVar("Record")
Decoder = Callable[[Any], Any]


def dump(value: Any) -> str:
    """A nested value as JSON text; a lone surrogate is escaped, so that any text can be stored."""
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    return {each.name: getattr(value, each.name) for each in fields(value)}


def _spans(value: Any) -> tuple[Span, ...]:
    return tuple(Span(*each) for each in value)


def _part(value: Any) -> Part | None:
    return None if value is None else Part(value["text"], _spans(value["spans"]))


def _appearance(value: Any) -> Appearance:
    return Appearance(
        **value
        | {
            "spans": _spans(value["spans"]),
            "drift": tuple(value["drift"]),
            "links": tuple(Evidence(**each) for each in value["links"]),
        }
    )


def _edit(value: Any) -> Edit:
    return Edit(value["operation"], Span(*value["a"]), Span(*value["b"]))


_NESTED: dict[type[Any], dict[str, Decoder]] = {
    Article: {
        "authors": tuple,
        "zones": lambda value: tuple(Zone(**each) for each in value),
        "candidates": lambda value: tuple(Candidate(**each) for each in value),
    },
    Statement: {
        "content": _part,
        "source": _part,
        "cue": _part,
        "relay": lambda value: tuple(Relay(each["name"], _spans(each["spans"])) for each in value),
    },
    Entity: {"aliases": tuple, "roles": tuple, "spans": _spans},
    Reject: {},
    Actor: {"aliases": tuple, "roles": tuple, "members": lambda value: tuple((a, b) for a, b in value)},
    Reuse: {
        "a_span": lambda value: Span(*value),
        "b_span": lambda value: Span(*value),
        "edits": lambda value: tuple(map(_edit, value)),
        "evidence": lambda value: tuple(Evidence(**each) for each in value),
    },
    Story: {"articles": tuple},
    Claim: {"appearances": lambda value: tuple(map(_appearance, value)), "reasoning": tuple},
    Omission: {},
    Dispute: {},
    Judgement: {},
}
_BOOLEAN = {"named", "undone", "primary"}
_LATER = {"primary": 0}
"""Columns that a ledger from before them lacks until it is next written, and what holds for it meanwhile."""


_COLUMNS = {kind: tuple(each.name for each in fields(kind)) for kind in _NESTED}


def columns(kind: type[Any]) -> tuple[str, ...]:
    """The columns of a record's table, in the order of its fields."""
    return _COLUMNS[kind]


def to_row(record: Any) -> tuple[Any, ...]:
    """A record as the values of its columns."""
    nested = _NESTED[type(record)]
    return tuple(_cell(getattr(record, name), name in nested) for name in columns(type(record)))


def _cell(value: Any, nested: bool) -> Any:
    if nested:
        return None if value is None else dump(value)
    return int(value) if isinstance(value, bool) else str(value) if isinstance(value, Verdict) else value


def from_row(kind: type[Record], row: Mapping[str, Any]) -> Record:
    """A row, read by column names, as its record."""
    nested = _NESTED[kind]
    values: dict[str, Any] = {}
    for name in columns(kind):
        value = row.get(name, _LATER[name]) if name in _LATER else row[name]
        if name in nested:
            value = None if value is None else nested[name](json.loads(value))
        elif name in _BOOLEAN:
            value = bool(value)
        elif name == "verdict":
            value = Verdict(value)
        values[name] = value
    return kind(**values)
