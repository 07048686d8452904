"""How a server is set up: which ledger, where it listens, who may come in, and how much may be sent to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from whence.errors import BadOption
from whence.options import Options

LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))
MEGABYTE = 1 << 20
CARDS, PEOPLE, SAYINGS = 24, 60, 50
"""How many stories, actors, and statements of an actor in one role, a page shows."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a server needs to know.

    `names` are the host names it answers to beside loopback's, `base` the path that a reverse proxy serves it under,
    `token` the secret that readers must give, `who` the name that judgements are signed with, `most_bytes` what one
    upload may weigh and `most_files` how many files it may hold. Where it is to be `warm`, it compiles what a first
    comparison would wait for as soon as it starts.
    """

    ledger: Path
    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    base: str = ""
    token: str | None = None
    who: str = "reader"
    most_bytes: int = 200 * MEGABYTE
    most_files: int = 5000
    warm: bool = False
    options: Options = field(default_factory=Options)

    def __post_init__(self) -> None:
        if self.host not in LOOPBACK and not self.token:
            raise BadOption(
                f"--host {self.host} lets others on the network in; give --token a secret, or stay on 127.0.0.1"
            )
        if self.base and (not self.base.startswith("/") or self.base.endswith("/")):
            raise BadOption(f"--base {self.base} must start with / and not end with it")
        if self.token is not None and len(self.token) < 16:
            raise BadOption("--token is too short to keep anybody out; give at least 16 characters")

    @property
    def hosts(self) -> frozenset[str]:
        """The host names that requests may ask for."""
        return LOOPBACK | frozenset(self.names) | (frozenset() if self.host in ("0.0.0.0", "::") else {self.host})
