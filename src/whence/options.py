"""One frozen dataclass per stage, each option declared once as name, default and one sentence.

Command-line flags and docs/options.md derive from these; a test fails when one is undocumented.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any


def option(default: Any, help: str) -> Any:
    """A dataclass field with its one sentence."""
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How documents are read."""

    outlet: str | None = option(None, "Outlet of every article that names none.")
    date: str | None = option(None, "Publication date (ISO 8601) of every article that carries none.")
    meta: str | None = option(
        None, "CSV with path, outlet, date, url, title, authors, primary for text that carries none."
    )
    primary: bool = option(
        False, "Every article is a primary document (a transcript, a release): the words themselves."
    )
    max_bytes: int = option(20_000_000, "Largest document, in bytes after decompression.")
    max_seconds: float = option(10.0, "Longest time one HTML document may take.")


@dataclass(frozen=True, slots=True)
class AttributionOptions:
    """How statements are found."""

    min_confidence: float = option(0.0, "Statements below this confidence are left out.")


@dataclass(frozen=True, slots=True)
class ReuseOptions:
    """How passages that stand in two articles are found."""

    ngram: int = option(4, "Words in one fingerprint.")
    window: int = option(2, "Winnowing window, in fingerprints.")
    max_frequency: int = option(
        60, "Fingerprints in more articles than this are linked to the first and previous only."
    )
    information: float = option(24.0, "What the equal words of a passage must tell, in nats.")
    beside: float = option(13.0, "The same for one more passage of two articles that share one already.")
    hint: float = option(15.0, "The same for the words next to a shared fingerprint, for it to be looked into.")
    min_words: int = option(5, "Fewest equal words of a passage.")
    min_similarity: float = option(0.4, "Lowest share of equal words in an aligned passage.")


@dataclass(frozen=True, slots=True)
class StoryOptions:
    """How articles are grouped into stories."""

    days: float = option(5.0, "Articles further apart than this are not compared; longer stories grow link by link.")
    threshold: float = option(0.22, "Mean probability of one event at which two groups of articles become one story.")


@dataclass(frozen=True, slots=True)
class ClaimOptions:
    """How statements are grouped into claims."""

    threshold: float = option(0.5, "Confidence at which two statements are taken for one claim.")
    embedding: str | None = option(
        None, "Folder of a larger static embedding (model.safetensors, tokenizer.json) in place of the built-in one."
    )


@dataclass(frozen=True, slots=True)
class IndependenceOptions:
    """How independent sources are counted."""

    families: str | None = option(
        None, "CSV of publisher families for the built-in one; the ledger keeps the choice; `built-in` undoes it."
    )


@dataclass(frozen=True, slots=True)
class Options:
    """All stages together."""

    reading: ReadingOptions = ReadingOptions()
    attribution: AttributionOptions = AttributionOptions()
    reuse: ReuseOptions = ReuseOptions()
    stories: StoryOptions = StoryOptions()
    claims: ClaimOptions = ClaimOptions()
    independence: IndependenceOptions = IndependenceOptions()


def described(stage: type[Any]) -> list[tuple[str, Any, str]]:
    """(name, default, sentence) of each option of a stage."""
    return [(each.name, each.default, each.metadata["help"]) for each in fields(stage)]
