"""Who may come in, and what a page may do: the wall around all routes.

Host names are checked (a page elsewhere cannot reach us by a name of its own), a token is asked for where one is set,
bodies are counted as they come in, and every answer carries a content-security policy under which nothing that was not
sent by this server runs, is applied or is fetched.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import FormData, Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from whence.web.settings import MEGABYTE, Settings

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
SMALL_BODY = MEGABYTE
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class TooLarge(Exception):
    """The body of a request is larger than it may be."""


class Guard:
    """The ASGI wall; `request.state.csrf` is the token that every change must bring back."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self._secret = secrets.token_bytes(32)
        self._cookie = f"whence-{settings.port}"
        self._pass = f"{self._cookie}-pass"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with the reason why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = _cookies(headers.get("cookie", ""))
        session = cookies.get(self._cookie, "")
        fresh = not _is_session(session)
        if fresh:
            session = secrets.token_hex(16)
        state = scope.setdefault("state", {})
        state["csrf"] = self._sign("csrf", session)
        state["bearer"] = self._is_bearer(headers)
        outgoing = self._decorated(send, scope, session if fresh else None)
        refusal = self._refusal(scope, headers, cookies)
        if refusal is not None:
            await refusal(scope, receive, outgoing)
            return
        limit = self.settings.most_bytes if scope["path"].endswith("/add") else SMALL_BODY
        try:
            await self.app(scope, _counted(receive, headers, limit), outgoing)
        except TooLarge:
            text = f"that is more than {limit // MEGABYTE} MB at once; add it with `whence add`, or in parts"
            await PlainTextResponse(text, 413)(scope, receive, outgoing)

    def _refusal(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> Response | None:
        host = _host_name(headers.get("host", ""))
        if host not in self.settings.hosts:
            return PlainTextResponse("this server does not answer to that host name; see --name\n", 421)
        if scope["method"] not in SAFE and not self._same_site(headers):
            return PlainTextResponse("changes are taken from this server's own pages only\n", 403)
        if self.settings.token is None or self._is_bearer(headers):
            return None
        if hmac.compare_digest(cookies.get(self._pass, ""), self._sign("pass", self.settings.token)):
            return None
        given = Request(scope).query_params.get("token", "")
        if given and hmac.compare_digest(given.encode(), self.settings.token.encode()):
            target = (self.settings.base + scope["path"]) or "/"
            response = Response(status_code=303, headers={"location": target})
            response.set_cookie(self._pass, self._sign("pass", given), httponly=True, samesite="strict")
            return response
        return PlainTextResponse("a token is needed: open the address with ?token=… at its end\n", 401)

    def _is_bearer(self, headers: Headers) -> bool:
        token = self.settings.token
        given = headers.get("authorization", "").removeprefix("Bearer ").strip()
        return token is not None and hmac.compare_digest(given.encode(), token.encode())

    def _same_site(self, headers: Headers) -> bool:
        """Whether a change comes from a page of ours, as far as the browser tells; programs tell nothing."""
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        origin = headers.get("origin")
        return origin is None or (urlsplit(origin).hostname or "") in self.settings.hosts

    def _sign(self, purpose: str, value: str) -> str:
        return hmac.new(self._secret, f"{purpose}:{value}".encode(), hashlib.sha256).hexdigest()

    def _decorated(self, send: Send, scope: Scope, session: str | None) -> Send:
        async def outgoing(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store" if scope["method"] not in SAFE else "private, no-cache")
                if session is not None:
                    path = self.settings.base or "/"
                    cookie = f"{self._cookie}={session}; Path={path}; HttpOnly; SameSite=Strict"
                    headers.append("set-cookie", cookie)
            await send(message)

        return outgoing


def csrf_ok(request: Request, given: str | None) -> bool:
    """Whether a change brought the token of its session back, or a bearer's secret that no other page can know."""
    if request.state.bearer:
        return True
    value = given or request.headers.get("x-csrf-token", "")
    return hmac.compare_digest(value.encode(), request.state.csrf.encode())


def check(request: Request, form: FormData) -> None:
    """Refuse a change whose form does not carry the token. Raises `HTTPException` (403)."""
    given = form.get("csrf")
    if not csrf_ok(request, given if isinstance(given, str) else None):
        raise HTTPException(403, "This page is from before the server was started; load it again and repeat.")


def _is_session(value: str) -> bool:
    return len(value) == 32 and all(each in "0123456789abcdef" for each in value)


def _cookies(header: str) -> dict[str, str]:
    jar = SimpleCookie()
    try:
        jar.load(header)
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def _host_name(header: str) -> str:
    """The name in a Host header, without port and brackets; empty where it is no host."""
    try:
        return (urlsplit(f"//{header}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _counted(receive: Receive, headers: Headers, limit: int) -> Receive:
    """`receive` that raises `TooLarge` as soon as more than `limit` bytes are announced or have come."""
    announced = headers.get("content-length", "0")
    if announced.isdigit() and int(announced) > limit:
        raise TooLarge
    came = 0

    async def counting() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > limit:
            raise TooLarge
        return message

    return counting
