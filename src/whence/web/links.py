"""Where a page's links lead: addresses on the server, or places in the one file of a report."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Protocol
from urllib.parse import quote, urlencode

from whence.records import Span


class Links(Protocol):
    """What templates ask for; None where a face has no such page."""

    def home(self) -> str:
        """The start."""

    def story(self, id: str | None) -> str | None:
        """A story."""

    def claim(self, id: str | None) -> str | None:
        """A claim."""

    def article(self, id: str, spans: Iterable[Span] = (), text: str | None = None) -> str | None:
        """An article, or words in it."""

    def compare(self, a: str, b: str) -> str | None:
        """Two articles side by side."""

    def actor(self, id: str | None) -> str | None:
        """An actor."""

    def search(self, words: str) -> str | None:
        """What a search finds."""

    def table(self, path: str, **query: str) -> str | None:
        """A table as a file."""


def text_hash(text: str) -> str:
    """The first 12 hex digits of a BLAKE2b over the text as UTF-8: what a link to a span of it must match."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class ServerLinks:
    """Addresses below `base`."""

    base: str = ""

    def home(self) -> str:
        """The start page."""
        return f"{self.base}/"

    def story(self, id: str | None) -> str | None:
        """A story's page."""
        return f"{self.base}/story/{quote(id)}" if id else None

    def claim(self, id: str | None) -> str | None:
        """A claim's page."""
        return f"{self.base}/claim/{quote(id)}" if id else None

    def article(self, id: str, spans: Iterable[Span] = (), text: str | None = None) -> str | None:
        """An article's page; with spans and its text, the permalink of those words, which breaks when the text does."""
        where = ",".join(f"{start}-{end}" for start, end in spans)
        if not where:
            return f"{self.base}/article/{quote(id)}"
        query = {"span": where} | ({"hash": text_hash(text)} if text is not None else {})
        return f"{self.base}/article/{quote(id)}?{urlencode(query, safe=',')}#span"

    def compare(self, a: str, b: str) -> str | None:
        """Two articles side by side."""
        return f"{self.base}/compare/{quote(a)}/{quote(b)}"

    def actor(self, id: str | None) -> str | None:
        """An actor's page."""
        return f"{self.base}/actor/{quote(id, safe='')}" if id else None

    def search(self, words: str) -> str | None:
        """What a search for words finds."""
        return f"{self.base}/search?{urlencode({'q': words})}"

    def table(self, path: str, **query: str) -> str | None:
        """A table as a file; `path` ends in `.csv` or `.json`."""
        asked = {name: value for name, value in query.items() if value}
        return f"{self.base}/table/{path}" + (f"?{urlencode(asked)}" if asked else "")

    def static(self, name: str, version: str) -> str:
        """A file of style or script."""
        return f"{self.base}/static/{name}?v={version}"

    def at(self, path: str) -> str:
        """Any other page."""
        return f"{self.base}{path}"


@dataclass(frozen=True, slots=True)
class ReportLinks:
    """Places in one file; what the report does not hold has no link."""

    stories: Collection[str] = field(default_factory=frozenset)
    claims: Collection[str] = field(default_factory=frozenset)
    articles: Collection[str] = field(default_factory=frozenset)
    pairs: Collection[tuple[str, str]] = field(default_factory=frozenset)

    def home(self) -> str:
        """The start of the report."""
        return "#home"

    def story(self, id: str | None) -> str | None:
        """A story's section."""
        return f"#story-{id}" if id in self.stories else None

    def claim(self, id: str | None) -> str | None:
        """A claim's section."""
        return f"#claim-{id}" if id in self.claims else None

    def article(self, id: str, spans: Iterable[Span] = (), text: str | None = None) -> str | None:  # noqa: ARG002
        """An article's section; of spans, the place where the first begins."""
        if id not in self.articles:
            return None
        return f"#article-{id}"

    def compare(self, a: str, b: str) -> str | None:
        """The section of two articles side by side."""
        if (a, b) in self.pairs:
            return f"#compare-{a}-{b}"
        return f"#compare-{b}-{a}" if (b, a) in self.pairs else None

    def actor(self, id: str | None) -> str | None:  # noqa: ARG002
        """A report has no pages of actors."""
        return None

    def search(self, words: str) -> str | None:  # noqa: ARG002
        """A report is searched by its own field."""
        return None

    def table(self, path: str, **query: str) -> str | None:  # noqa: ARG002
        """A report exports nothing; it is an export."""
        return None
