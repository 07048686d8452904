"""An answer as plain values that JSON can hold."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any


def as_json(model: Any) -> Any:
    """A view model (or a record) as dicts, lists and plain values; spans become `[start, end]`.

    Raises `TypeError` for what is no plain value.
    """
    if is_dataclass(model) and not isinstance(model, type):
        return {each.name: as_json(getattr(model, each.name)) for each in fields(model)}
    if isinstance(model, Enum):
        return model.value
    if isinstance(model, dict):
        return {str(key): as_json(value) for key, value in model.items()}
    if isinstance(model, list | tuple | set | frozenset):
        return [as_json(each) for each in (sorted(model) if isinstance(model, set | frozenset) else model)]
    if model is None or isinstance(model, str | int | float | bool):
        return model
    raise TypeError(f"{type(model).__name__} is no plain value")
