"""What people decided about what the machine found: kept apart from it, undoable, and honoured by each comparison.

subject     target            other             YES means                             NO means
statement   statement id      -                 really said here                      nobody said that; left out
claim       statement id      statement id      both express one claim                they do not; kept apart
dispute     dispute id        -                 really a dispute of the claim         not one; left out
actor       actor id          actor id          one and the same; merged              two; not merged
actor       actor id          article/name      that mention is this actor            it is somebody else; split off
reuse       reuse id          -                 really common words                   chance; left out
reuse       origin->copier    -                 the second copied from the first      it did not; direction unknown

UNSURE is an answer too: it changes nothing that the machine found, and keeps the question from being asked again.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from whence.errors import BadJudgement
from whence.ledger import View, Writer
from whence.records import Judgement, JudgementSubject, Verdict, identity

SUBJECTS: tuple[JudgementSubject, ...] = ("actor", "statement", "reuse", "claim", "dispute")
_LONGEST = 2000


def judgement(
    subject: str,
    target: str,
    verdict: str,
    who: str,
    *,
    other: str | None = None,
    why: str = "",
    when: str | None = None,
) -> Judgement:
    """A judgement, dated now unless `when` (ISO 8601) says otherwise. Raises `BadJudgement` where it means nothing."""
    known = next((each for each in SUBJECTS if each == subject), None)
    if known is None:
        raise BadJudgement(f"nobody can judge a {subject}; it is one of {', '.join(SUBJECTS)}")
    if verdict not in tuple(Verdict):
        raise BadJudgement(f"{verdict} is no verdict; it is yes, no or unsure")
    if not target or not who.strip():
        raise BadJudgement("a judgement needs what it is about and who makes it")
    if subject == "claim" and not other:
        raise BadJudgement("a claim is judged by two of its statements: name the other one")
    at = when or datetime.now(UTC).isoformat(timespec="microseconds")
    id = identity("j", subject, target, other, verdict, who, at)
    return Judgement(id, known, target, other or None, Verdict(verdict), who.strip()[:200], at, why.strip()[:_LONGEST])


def record(ledger: str | Path, judgement: Judgement) -> None:
    """Keep a judgement; `pipeline.renew` then brings the answers up to date. Raises `LedgerError`."""
    with Writer.open(ledger) as writer:
        writer.judge(judgement)


def undo(ledger: str | Path, id: str) -> None:
    """Take a judgement back; it stays on record as undone. Raises `NotFound`."""
    with Writer.open(ledger) as writer:
        writer.undo(id)


def standing(ledger: str | Path) -> list[Judgement]:
    """All judgements that were not undone, oldest first."""
    with View.open(ledger) as view:
        return [each for each in view.judgements() if not each.undone]
