"""Every error that Whence raises, one class per mistake a user can make.

WhenceError                   anything Whence says went wrong; the message says what to do next
├── UsageError                the request itself cannot be carried out
│   ├── NothingToRead         no path was given, or none of them exists
│   ├── BadOption             an option's value is outside its range
│   ├── BadMetadata           the --meta table lacks a column or cannot be read
│   ├── BadJudgement          a judgement names no subject, target or verdict that there is
│   └── MissingExtra          an optional part of Whence is not installed
├── LedgerError               the ledger cannot serve
│   ├── LedgerMissing         no ledger at that place
│   ├── LedgerForeign         the file is there but is no Whence ledger
│   ├── LedgerVersion         the ledger was written by another version of the schema
│   └── LedgerBusy            another process is writing
├── EngineFailed              the workers of an engine died again and again, or a step of a join failed
│   └── Stalled               a machine was lost, and the others wait for it
├── NotFound                  the ledger holds no such article, claim, story, actor or words
└── Rejected                  one document could not be read; carries the reason and never stops a run
"""

from __future__ import annotations


class WhenceError(Exception):
    """Base of all; `str(error)` is one sentence for a person, with what to do next."""


class UsageError(WhenceError):
    """The request itself cannot be carried out."""


class NothingToRead(UsageError):
    """No path was given, or none of them exists."""


class BadOption(UsageError):
    """An option's value is outside its range."""


class BadMetadata(UsageError):
    """The `--meta` table lacks a column or cannot be read."""


class BadJudgement(UsageError):
    """A judgement names no subject, target or verdict that there is."""


class MissingExtra(UsageError):
    """An optional part of Whence is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an optional part of Whence: pip install 'whence[{extra}]'")


class LedgerError(WhenceError):
    """The ledger cannot serve."""


class LedgerMissing(LedgerError):
    """No ledger at that place."""


class LedgerForeign(LedgerError):
    """The file is there but is no Whence ledger."""


class LedgerVersion(LedgerError):
    """The ledger was written by another version of the schema."""


class LedgerBusy(LedgerError):
    """Another process is writing to the ledger."""


class EngineFailed(WhenceError):
    """The workers of an engine died again and again, or a step of a join failed."""


class Stalled(EngineFailed):
    """A machine was lost, and the others wait for it."""


class NotFound(WhenceError):
    """The ledger holds no such article, claim, story, actor or words."""


class Rejected(WhenceError):
    """One document could not be read; `code` is a stable word, the message a sentence."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
