"""serve: the pages in a browser."""

from __future__ import annotations

import getpass
import socket
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whence.cli.shared import ledger_flag
from whence.errors import BadOption

if TYPE_CHECKING:
    from whence.web.settings import Settings


@click.command(short_help="The pages, in your browser.")
@ledger_flag
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="Which port; 0: any.")
@click.option("--token", metavar="SECRET", envvar="WHENCE_TOKEN", help="What readers must give; needed off loopback.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further host name to answer to.")
@click.option("--base", default="", metavar="PATH", help="The path that a reverse proxy serves this under.")
@click.option("--who", metavar="NAME", help="Who signs judgements; your login name where none is given.")
@click.option("--open/--no-open", "browse", default=True, help="Open the browser.")
def serve(ledger: str, host: str, port: int, browse: bool, **more: Any) -> None:
    """Show the ledger as pages: drop files in, see who copied whom, follow a claim, compare, judge.

    Only this machine can reach them, unless --host and --token say otherwise (docs/serving.md).

    \b
    whence serve
    whence serve --ledger pile.db --port 8000 --no-open
    """
    from whence.web.settings import Settings

    more["who"] = more["who"] or _login()
    Settings(Path(ledger), host, port, **more)  # a wrong setting is told before a port is taken
    listening = _listen(host, port)
    settings = Settings(Path(ledger), host, listening.getsockname()[1], warm=True, **more)
    address = _address(settings)
    click.echo(f"Whence shows {ledger} at {address} (stop with Ctrl-C)")
    if browse:
        threading.Timer(0.6, webbrowser.open, (address,)).start()
    _run(settings, listening)


def _run(settings: Settings, listening: socket.socket) -> None:
    import uvicorn

    from whence.web.app import application

    config = uvicorn.Config(
        application(settings),
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
    )
    with suppress(KeyboardInterrupt):  # Ctrl-C is how a server is meant to end
        uvicorn.Server(config).run(sockets=[listening])


def _address(settings: Settings) -> str:
    name = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    name = f"[{name}]" if ":" in name else name
    secret = f"?token={settings.token}" if settings.token else ""
    return f"http://{name}:{settings.port}{settings.base}/{secret}"


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(2048)  # whoever comes before the server is up waits for it
    except OSError as error:
        raise BadOption(f"cannot listen at {host}:{port}: {error.strerror or error}; choose another --port") from None
    return listening


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reader"
