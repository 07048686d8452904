"""The wall around the pages: hosts, tokens, origins, sizes, headers."""

from __future__ import annotations

from pathlib import Path

import pytest

from serving import client, csrf, sample_ledger
from whence.errors import BadOption
from whence.web.settings import Settings


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost:8765", 200),
        ("[::1]:8765", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
        ("[broken", 421),
    ],
)
def test_only_our_host_names_are_answered(host: str, status: int) -> None:
    with client(sample_ledger()) as web:
        assert web.get("/", headers={"host": host}).status_code == status


def test_every_answer_forbids_foreign_and_inline_script() -> None:
    with client(sample_ledger()) as web:
        for path in ("/", "/nowhere", "/static/whence.css"):
            headers = web.get(path).headers
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "script-src 'self';" in policy
            assert "unsafe" not in policy
            assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_a_change_without_the_token_of_its_page_is_refused(headers: dict[str, str], status: int) -> None:
    with client(sample_ledger()) as web:
        web.get("/")
        assert web.post("/samples", data={"csrf": "0" * 64}, headers=headers).status_code == status
        assert web.post("/samples", headers=headers).status_code == status


def test_a_token_is_good_for_its_own_session_only(tmp_path: Path) -> None:
    with client(tmp_path / "a.db") as web:
        mine = csrf(web.get("/").text)
        web.cookies.clear()
        web.get("/")
        assert web.post("/samples", data={"csrf": mine}).status_code == 403


def test_more_than_the_limit_is_not_taken(tmp_path: Path) -> None:
    with client(tmp_path / "a.db", most_bytes=1000) as web:
        token = csrf(web.get("/").text)
        sent = web.post("/add", data={"csrf": token}, files={"files": ("a.txt", b"x" * 5000)})
        assert sent.status_code == 413
        assert web.post("/samples", content=b"x" * (2 << 20)).status_code == 413


def test_off_loopback_a_token_is_needed() -> None:
    with pytest.raises(BadOption):
        Settings(Path("a.db"), host="0.0.0.0")
    with pytest.raises(BadOption):
        Settings(Path("a.db"), host="0.0.0.0", token="short")


def test_the_token_lets_in_by_address_cookie_and_header() -> None:
    secret = "a-secret-of-some-length"
    with client(sample_ledger(), host="0.0.0.0", names=("pile.example",), token=secret) as web:
        host = {"host": "pile.example"}
        assert web.get("/", headers=host).status_code == 401
        assert web.get("/?token=wrong-wrong-wrong-wrong", headers=host).status_code == 401
        assert web.get("/", headers={**host, "authorization": f"Bearer {secret}"}).status_code == 200
        entered = web.get(f"/?token={secret}")
        assert entered.status_code == 303
        assert secret not in entered.headers["location"]
        assert web.get("/").status_code == 200


def test_a_reverse_proxy_may_serve_it_under_a_path() -> None:
    with client(sample_ledger(), base="/whence") as web:
        page = web.get("/whence/").text
        assert 'href="/whence/stories"' in page
        assert web.get("/whence/stories").status_code == 200
        assert web.get("/stories").status_code == 404
