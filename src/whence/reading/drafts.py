"""What a format's reader hands over: text, and what was offered as its metadata, before any choice is made."""

from __future__ import annotations

from dataclasses import dataclass

from whence.records import Candidate


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before its metadata are chosen; `key` is the record's own id, else made from the path."""

    text: str
    path: str
    key: str
    candidates: tuple[Candidate, ...] = ()
