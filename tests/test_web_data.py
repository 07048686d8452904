"""The pages' answers as data: tables, the API, its description, its errors."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from serving import client, csrf, sample_ledger
from whence import answers
from whence.ledger import View
from whence.web.api import CALLS
from whence.web.openapi import description


def names() -> dict[str, str]:
    with View.open(sample_ledger()) as view:
        story = answers.stories(view).stories[0]
        claim = answers.story(view, story.id).claims[0].id
        one, two = (view.find_article(each).id for each in ("01-wire.txt", "05-spun.txt"))
        actor = answers.people(view).people[0].id
    return {"story": story.id, "claim": claim, "one": one, "two": two, "actor": actor}


TABLES = (
    "stories", "story/{story}/claims", "story/{story}/copies", "story/{story}/articles", "story/{story}/disputes",
    "story/{story}/omissions", "claim/{claim}/appearances", "article/{one}/statements", "article/{one}/passages",
    "compare/{one}/{two}/passages", "actor/{actor}/statements", "actors", "search", "judgements", "rejects",
)  # fmt: skip


@pytest.mark.parametrize("shape", TABLES)
def test_every_table_is_the_same_as_csv_and_json(shape: str) -> None:
    path = shape.format(**names())
    with client(sample_ledger()) as web:
        plain = web.get(f"/table/{path}.json", params={"q": "sunrise"})
        table = web.get(f"/table/{path}.csv", params={"q": "sunrise"})
    assert "attachment" in table.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert len(rows) == len(plain.json())
    assert [list(each) for each in rows] == [list(each) for each in plain.json()]
    assert rows or path in ("judgements", "rejects")


def test_a_table_holds_what_is_on_the_screen() -> None:
    with client(sample_ledger()) as web:
        some = web.get(f"/table/story/{names()['story']}/claims.json?show=disputed").json()
        every = web.get(f"/table/story/{names()['story']}/claims.json?show=all").json()
    assert 0 < len(some) < len(every)
    assert all(each["disputed"] for each in some)


def test_a_page_of_a_table_is_the_page_on_the_screen() -> None:
    with client(sample_ledger()) as web:
        every = web.get("/table/actors.json").json()
        page = web.get("/table/actors.json?from=3").json()
        assert page == every[3:63]
        assert web.get("/table/stories.json?from=2").json() == web.get("/table/stories.json").json()[2:26]
        assert web.get("/table/actors.json?from=x").json() == every


def fits(value: Any, schema: dict[str, Any], parts: dict[str, Any]) -> bool:
    """Whether a value is what a schema says: the parts of JSON Schema that the description uses."""
    if "$ref" in schema:
        return fits(value, parts[schema["$ref"].rsplit("/", 1)[1]], parts)
    if "anyOf" in schema:
        return any(fits(value, each, parts) for each in schema["anyOf"])
    if "allOf" in schema:
        return all(fits(value, each, parts) for each in schema["allOf"])
    if "enum" in schema:
        return value in schema["enum"]
    kinds: dict[str, Any] = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    for kind in types:
        if kind in kinds and isinstance(value, kinds[kind]):
            return True
        if kind == "array" and isinstance(value, list):
            every = schema.get("prefixItems") or [schema.get("items", {})] * len(value)
            return len(every) == len(value) and all(fits(*each, parts) for each in zip(value, every, strict=True))
        if kind == "object" and isinstance(value, dict):
            known = schema["properties"]
            return set(schema["required"]) <= set(value) and all(
                fits(value[name], known[name], parts) for name in known if name in value
            )
    return False


@pytest.mark.parametrize("call", CALLS, ids=lambda call: str(call.path))
def test_every_answer_is_what_its_description_says(call: Any) -> None:
    known = names()
    kind = call.path.split("/")[2]
    id = {"stories": known["story"], "claims": known["claim"], "articles": known["one"], "actors": known["actor"]}
    path = call.path.format(id=id.get(kind, ""), a=known["one"], b=known["two"])
    with client(sample_ledger()) as web:
        assert web.get("/api/openapi.json").json() == description()
        answer = web.get(path, params={"q": "before sunrise"})
    assert answer.status_code == 200
    told = description()
    schema = told["paths"][call.path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert fits(answer.json(), schema, told["components"]["schemas"])


def test_lists_come_in_pages() -> None:
    with client(sample_ledger()) as web:
        first = web.get("/api/stories?limit=3").json()
        assert len(first["stories"]) == 3
        found = [each["id"] for each in first["stories"]]
        page = first
        while page["page"]["next"]:
            page = web.get(page["page"]["next"]).json()
            found += [each["id"] for each in page["stories"]]
    assert len(found) == len(set(found)) == first["page"]["total"] > 3


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/api/stories/nope", 404, "not-found"),
        ("/api/claims/nope", 404, "not-found"),
        ("/api/trace", 400, "bad-request"),
        ("/api/nope", 404, "not-found"),
        ("/api/jobs/nope", 404, "not-found"),
    ],
)
def test_errors_are_problem_details(path: str, status: int, kind: str) -> None:
    with client(sample_ledger()) as web:
        answer = web.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["type"], body["status"]) == (f"urn:whence:problem:{kind}", status)
    assert body["title"]
    assert body["detail"]


def test_a_judgement_that_means_nothing_is_refused_with_a_reason() -> None:
    with client(sample_ledger()) as web:
        token = csrf(web.get("/").text)
        given = {"csrf": token, "subject": "weather", "target": "x", "verdict": "yes"}
        answer = web.post("/judgements", data=given)
    assert answer.status_code == 400
    assert "nobody can judge a weather" in answer.text


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "judge"])
def test_no_change_leads_elsewhere(back: str) -> None:
    from whence.web.desk import Desk
    from whence.web.judging import _back
    from whence.web.settings import Settings

    desk = Desk.of(Settings(sample_ledger()))
    assert _back(desk, back).headers["location"] == "/judge"
