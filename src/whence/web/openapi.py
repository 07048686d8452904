"""The description of the API (OpenAPI 3.1), read off the view models' own types."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from whence import __version__
from whence.records import Span
from whence.web.api import CALLS, MOST, Call

Schema = dict[str, Any]
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
}
_PAGE: Schema = {
    "type": "object",
    "required": ["offset", "limit", "total", "next"],
    "properties": {
        "offset": {"type": "integer"},
        "limit": {"type": "integer"},
        "total": {"type": "integer"},
        "next": {"type": ["string", "null"], "description": "The address of the next page."},
    },
}
_PROBLEM: Schema = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}


def description(base: str = "") -> Schema:
    """The whole description; `base` is the path that the server lies under."""
    schemas: dict[str, Schema] = {"Page": _PAGE, "Problem": _PROBLEM}
    paths = {call.path: {"get": _operation(call, schemas)} for call in CALLS}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Whence",
            "version": __version__,
            "description": "Who said it, who copied whom, what changed on the way. Offsets are Unicode code points, "
            "spans are [start, end]. Errors are problem details (RFC 9457). Every count is a count in this pile.",
        },
        "servers": [{"url": base or "/"}],
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def _operation(call: Call, schemas: dict[str, Schema]) -> Schema:
    answer = schema_of(call.answers, schemas)
    if call.paged:
        page = {"type": "object", "properties": {"page": {"$ref": "#/components/schemas/Page"}}, "required": ["page"]}
        answer = {"allOf": [answer, page]}
    names = re.findall(r"\{(\w+)\}", call.path)
    given = [_parameter(name, "path", f"The {name} of it.", True) for name in names]
    given += [_parameter(name, "query", sentence, needed) for name, sentence, needed in call.query]
    if call.paged:
        given += [_count("offset", 0, None), _count("limit", 100, MOST)]
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "operationId": call.handler.__name__,
        "summary": call.sentence,
        "parameters": given,
        "responses": {
            "200": {"description": "The answer.", "content": {"application/json": {"schema": answer}}},
            "default": {"description": "What went wrong.", "content": problem},
        },
    }


def _parameter(name: str, where: str, sentence: str, needed: bool) -> Schema:
    return {"name": name, "in": where, "required": needed, "description": sentence, "schema": {"type": "string"}}


def _count(name: str, default: int, most: int | None) -> Schema:
    limits: Schema = {"type": "integer", "minimum": 0, "default": default} | ({"maximum": most} if most else {})
    return {"name": name, "in": "query", "required": False, "schema": limits}


def schema_of(kind: Any, schemas: dict[str, Schema]) -> Schema:
    """The schema of a type; dataclasses are put into `schemas` by name and referred to."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind is Span:
        return {"type": "array", "prefixItems": [{"type": "integer"}] * 2, "minItems": 2, "maxItems": 2}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [each.value for each in kind]}
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(inside)}
    if origin in (Union, UnionType):
        return {"anyOf": [schema_of(each, schemas) for each in inside]}
    if origin is tuple and inside[-1] is Ellipsis:
        return {"type": "array", "items": schema_of(inside[0], schemas)}
    if origin is tuple:
        every = [schema_of(each, schemas) for each in inside]
        return {"type": "array", "prefixItems": every, "minItems": len(every), "maxItems": len(every)}
    if is_dataclass(kind) and isinstance(kind, type):
        return _object(kind, schemas)
    raise TypeError(f"{kind} has no schema")


def _object(kind: type, schemas: dict[str, Schema]) -> Schema:
    reference: Schema = {"$ref": f"#/components/schemas/{kind.__name__}"}
    if kind.__name__ not in schemas:
        schemas[kind.__name__] = {}  # known from here on, or a type that holds itself would never end
        hints = get_type_hints(kind)
        names = [each.name for each in fields(kind)]
        schemas[kind.__name__] = {
            "type": "object",
            "description": (kind.__doc__ or "").strip(),
            "required": names,
            "properties": {name: schema_of(hints[name], schemas) for name in names},
        }
    return reference
