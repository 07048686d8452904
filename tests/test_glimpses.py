"""What pages read of many rows is what the whole rows say."""

from __future__ import annotations

import pytest

from serving import client, sample_ledger
from whence import answers
from whence.answers.pile import Lookup
from whence.ledger import View
from whence.records import Voice


def test_the_statements_of_an_actor_come_in_pages_that_overlap_nowhere() -> None:
    with View.open(sample_ledger()) as view:
        most = max(view.actors(), key=lambda each: len(answers.who(view, each.id).said)).id
        whole = answers.who(view, most)
        pages = [answers.who(view, most, start, 2) for start in range(0, len(whole.said) + 2, 2)]
        assert len(whole.said) > 2
        assert tuple(line for page in pages for line in page.said) == whole.said
        assert {page.counts for page in pages} == {whole.counts}
        assert answers.who(view, most, role="denied").said == ()
        days = [line.place.published for line in whole.said if line.place.published]
        assert days == sorted(days)


def test_counts_by_the_database_are_those_of_the_records() -> None:
    with View.open(sample_ledger()) as view:
        statements = view.statements()
        for actor in view.actors():
            mine = [each for each in statements if (each.article, each.entity) in actor.members]
            spoken = view.spoken_counted(Voice("actor", actor.id))
            assert spoken.said + spoken.relayed + spoken.denied == len(mine)
            assert spoken.denied == sum(each.act == "deny" for each in mine)
            assert spoken.articles == len({each.article for each in mine})
        for claim in view.claims():
            assert view.appearances(claim.id) == len(claim.appearances)
        look = Lookup.of(view)
        for statement in statements:
            sized = [each for each in view.claims() if statement.id in {here.statement for here in each.appearances}]
            most = max(((len(each.appearances), each.id) for each in sized), default=None)
            assert look.claim_of(statement) == (most and (most[1], most[0]))


def test_people_are_found_by_part_of_a_name_and_the_most_named_come_first() -> None:
    with View.open(sample_ledger()) as view:
        every = view.persons("", 0, 1000)
        assert len(every) == view.persons_counted("") == len(view.actors())
        assert [each.articles for each in every] == sorted((each.articles for each in every), reverse=True)
        renn = view.persons("renn", 0, 10)
        assert "Ida Renn" in {each.name for each in renn}
        assert view.persons_counted("renn") == len(renn)
        assert view.persons("100%_", 0, 10) == []


def test_doubtful_statements_come_from_the_middle_outwards() -> None:
    with View.open(sample_ledger()) as view:
        inside = [each for each in view.statements() if 0.3 <= each.confidence <= 0.7]
        expected = sorted(inside, key=lambda each: (abs(each.confidence - 0.5), each.id))
        assert view.doubtful_statements(5) == expected[:5]


def test_questions_are_asked_from_a_ranking_as_from_the_ledger() -> None:
    with View.open(sample_ledger()) as view:
        ranking = answers.rank(view)
        assert answers.questions(view, "", 0, 5, ranking) == answers.questions(view, "", 0, 5)


@pytest.mark.parametrize("role", ["said", "relayed", "denied"])
def test_a_page_of_one_role_and_its_data_hold_that_role_alone(role: str) -> None:
    with View.open(sample_ledger()) as view:
        actor = view.persons("Ida Renn", 0, 1)[0].id
        counts = answers.who(view, actor).counts
    with client(sample_ledger()) as web:
        page = web.get(f"/actor/{actor}?role={role}")
        table = web.get(f"/table/actor/{actor}/statements.json?role={role}").json()
        data = web.get(f"/api/actors/{actor}?role={role}&limit=1").json()
    assert page.status_code == 200
    assert len(table) == data["page"]["total"] == getattr(counts, role)
    assert {each["role"] for each in table} <= {role}
