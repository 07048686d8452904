"""What went wrong, told to a program: problem details (RFC 9457) with stable types."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from whence.errors import LedgerBusy, LedgerError, LedgerMissing, NotFound

_TITLES = {
    400: ("bad-request", "The request cannot be carried out"),
    401: ("token-needed", "A token is needed"),
    403: ("forbidden", "The change was refused"),
    404: ("not-found", "Not in this pile"),
    405: ("method-not-allowed", "Not with this method"),
    409: ("busy", "Somebody else is writing"),
    413: ("too-large", "More than may be sent at once"),
    500: ("broken", "The ledger cannot serve"),
}


def status_of(error: Exception) -> int:
    """The HTTP status of an error of ours, or of a route."""
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, NotFound | LedgerMissing):
        return 404
    if isinstance(error, LedgerBusy):
        return 409
    return 500 if isinstance(error, LedgerError) else 400


def title_of(status: int) -> str:
    """What a status is called."""
    return _TITLES.get(status, _TITLES[400])[1]


def detail_of(error: Exception) -> str:
    """What an error says."""
    return error.detail if isinstance(error, HTTPException) else str(error)


def problem(error: Exception) -> JSONResponse:
    """An error as problem details."""
    status = status_of(error)
    name, title = _TITLES.get(status, _TITLES[400])
    body = {"type": f"urn:whence:problem:{name}", "title": title, "status": status, "detail": detail_of(error)}
    return JSONResponse(body, status, media_type="application/problem+json")
