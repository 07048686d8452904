"""A table taken away: CSV for a spreadsheet, JSON for a program; its name says what it is of."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from typing import Any

from whence.errors import NotFound
from whence.web.desk import Desk, Request, Response
from whence.web.tables import Row, rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NAME = re.compile(r"[^A-Za-z0-9.]+")


def table(desk: Desk, request: Request) -> Response:
    """A table as a file."""
    path, dot, ending = request.path_params["path"].rpartition(".")
    if ending not in ("csv", "json") or not dot:
        raise NotFound("a table is taken as .csv or .json")
    with desk.reading() as view:
        found = rows(view, desk.link, path, request.query_params)
    name = _NAME.sub("-", f"whence-{path}").strip("-")
    headers = {"content-disposition": f'attachment; filename="{name}.{ending}"'}
    if ending == "json":
        return Response(json.dumps(found, ensure_ascii=False, indent=1), media_type="application/json", headers=headers)
    return Response(as_csv(found).encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)


def as_csv(found: Sequence[Row]) -> str:
    """Rows as CSV with a header; lists are joined by "; ". A cell that would be run as a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    if found:
        writer.writerow(found[0])
        writer.writerows([_cell(value) for value in row.values()] for row in found)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
