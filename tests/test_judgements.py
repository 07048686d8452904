"""What people decide is kept, honoured by each comparison, and can be taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from serving import sample_ledger
from whence import answers, judgements, pipeline
from whence.errors import BadJudgement, NotFound
from whence.ledger import View
from whence.options import Options
from whence.records import Verdict


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_ledger(), tmp_path / "a.db"))


def judge(ledger: Path, subject: str, target: str, verdict: str, other: str | None = None) -> str:
    made = judgements.judgement(subject, target, verdict, "Ann", other=other, why="read it")
    judgements.record(ledger, made)
    pipeline.renew(ledger, Options())
    return made.id


def undo(ledger: Path, id: str) -> None:
    judgements.undo(ledger, id)
    pipeline.renew(ledger, Options())


def test_a_statement_that_nobody_made_is_left_out_until_that_is_undone(ledger: Path) -> None:
    with View.open(ledger) as view:
        claim = next(each for each in view.claims() if len(each.appearances) > 3)
    statement = next(each.statement for each in claim.appearances[1:] if each.statement)

    def appears() -> bool:
        with View.open(ledger) as view:
            return any(each.statement == statement for claim in view.claims() for each in claim.appearances)

    assert appears()
    made = judge(ledger, "statement", statement, "no")
    assert not appears()
    undo(ledger, made)
    assert appears()


def test_two_statements_said_to_be_of_different_claims_part_and_come_together_again(ledger: Path) -> None:
    with View.open(ledger) as view:
        claim = next(each for each in view.claims() if len(each.appearances) == 2 and each.appearances[1].statement)
    one, two = (each.statement for each in claim.appearances)
    assert one
    assert two

    def together() -> bool:
        with View.open(ledger) as view:
            return any({one, two} <= {each.statement for each in claim.appearances} for claim in view.claims())

    assert together()
    made = judge(ledger, "claim", one, "no", two)
    assert not together()
    undo(ledger, made)
    assert together()


@pytest.mark.parametrize(("verdict", "direction", "confidence"), [("yes", "b->a", 1.0), ("no", "unknown", 0.0)])
def test_who_copied_can_be_turned_and_doubted(ledger: Path, verdict: str, direction: str, confidence: float) -> None:
    with View.open(ledger) as view:
        passage = next(each for each in view.reuse() if each.direction == "a->b" and each.cause == "copied")
    way = (passage.b, passage.a) if verdict == "yes" else (passage.a, passage.b)
    made = judge(ledger, "reuse", "->".join(way), verdict)
    with View.open(ledger) as view:
        found = next(each for each in view.reuse() if each.id == passage.id)
    assert (found.direction, found.confidence) == (direction, confidence)
    assert found.evidence[-1].name == "judgement"
    undo(ledger, made)
    with View.open(ledger) as view:
        assert next(each for each in view.reuse() if each.id == passage.id) == passage


def test_a_dispute_that_is_none_goes_and_one_that_is_becomes_certain(ledger: Path) -> None:
    with View.open(ledger) as view:
        one, two = view.disputes()[:2]
    judge(ledger, "dispute", one.id, "no")
    judge(ledger, "dispute", two.id, "yes")
    with View.open(ledger) as view:
        found = {each.id: each for each in view.disputes()}
    assert one.id not in found
    assert found[two.id].confidence == 1.0


def test_two_actors_are_merged_and_a_mention_is_split_off(ledger: Path) -> None:
    with View.open(ledger) as view:
        one, two = [each for each in view.actors() if each.kind == "person"][:2]
    made = judge(ledger, "actor", one.id, "yes", two.id)
    with View.open(ledger) as view:
        merged = next(each for each in view.actors() if one.members[0] in each.members)
        assert two.members[0] in merged.members
    undo(ledger, made)
    with View.open(ledger) as view:
        assert {one, two} <= set(view.actors())
        many = next(each for each in view.actors() if len(each.members) > 2)
    judge(ledger, "actor", many.id, "no", "/".join(many.members[0]))
    with View.open(ledger) as view:
        assert many.members[0] not in view.actor(many.id).members


def test_judgements_survive_another_add_and_are_kept_when_undone(ledger: Path, tmp_path: Path) -> None:
    with View.open(ledger) as view:
        dispute = view.disputes()[0]
    made = judge(ledger, "dispute", dispute.id, "no")
    more = tmp_path / "more.txt"
    more.write_text("The quay will be rebuilt by autumn, harbour master Jon Vik said on Friday.\n")
    pipeline.add([more], ledger)
    with View.open(ledger) as view:
        assert dispute.id not in {each.id for each in view.disputes()}
    undo(ledger, made)
    with View.open(ledger) as view:
        kept = view.judgements()
        assert [(each.id, each.undone, each.who, each.why) for each in kept] == [(made, True, "Ann", "read it")]
        assert dispute.id in {each.id for each in view.disputes()}
    assert judgements.standing(ledger) == []


def test_unsure_changes_nothing(ledger: Path) -> None:
    with View.open(ledger) as view:
        before = view.comparison()
    judge(ledger, "dispute", before.disputes[0].id, "unsure")
    with View.open(ledger) as view:
        assert view.comparison() == before
        assert view.judgements()[0].verdict is Verdict.UNSURE


@pytest.mark.parametrize(
    ("subject", "target", "verdict", "who"),
    [("weather", "x", "yes", "Ann"), ("claim", "x", "yes", "Ann"), ("dispute", "", "yes", "Ann"),
     ("dispute", "x", "maybe", "Ann"), ("dispute", "x", "no", " ")],
)  # fmt: skip
def test_what_means_nothing_is_refused(subject: str, target: str, verdict: str, who: str) -> None:
    with pytest.raises(BadJudgement):
        judgements.judgement(subject, target, verdict, who)


def test_what_was_never_judged_cannot_be_undone(ledger: Path) -> None:
    with pytest.raises(NotFound):
        judgements.undo(ledger, "j0")


def test_the_answers_name_no_statement_that_was_judged_away(ledger: Path) -> None:
    with View.open(ledger) as view:
        shown = answers.show(view, "01-wire.txt")
    judge(ledger, "statement", shown.statements[0].id, "no")
    with View.open(ledger) as view:
        trace = answers.trace(view, shown.statements[0].words)
    assert all(each.statement != shown.statements[0].id for each in trace.steps)
