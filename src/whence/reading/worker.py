"""The other side of the sandbox: `python -m whence.reading.worker` reads pages from standard input until it ends."""

from __future__ import annotations

import json
import os
import sys

from whence.errors import Rejected
from whence.reading.page import extract
from whence.reading.sandbox import receive

MEMORY = 1 << 30
"""What the process may allocate, in bytes."""


def main() -> None:
    """Serves pages: one message in, one out (JSON: text and candidates, or error and reason)."""
    # Libraries print; what they print must not come between the messages.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _limit_memory()
    message = b"{}"
    while True:
        out.write(len(message).to_bytes(8, "big") + message)
        out.flush()
        page = receive(sys.stdin.buffer)
        if page is None:
            return
        message = json.dumps(_answer(page.decode("utf-8"))).encode("ascii")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on this system: the time limit alone protects
        return
    for name in ("RLIMIT_DATA", "RLIMIT_CORE"):
        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        wanted = MEMORY if name == "RLIMIT_DATA" else 0
        resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _answer(page: str) -> dict[str, object]:
    try:
        found = extract(page)
    except Rejected as error:
        return {"error": error.code, "reason": error.reason}
    except MemoryError:
        return {"error": "memory", "reason": f"the page needs more than {MEMORY >> 20} MiB of memory"}
    except Exception as error:  # a library may fail in any way on a hostile page; the reason says how
        return {"error": "html", "reason": f"the page cannot be read: {type(error).__name__}: {error}"[:300]}
    return {"text": found.text, "candidates": found.candidates}


if __name__ == "__main__":
    main()
