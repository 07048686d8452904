"""The answers on a pile of three articles."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace

import pytest

from test_answers_fake import COPY, FIRST, FakeView, pile
from whence.answers import as_json, compare, overview, search, show, stories, story, trace, who
from whence.answers.copying import origins
from whence.answers.excerpts import sentences
from whence.answers.models import Change, CopyEdge, WireLine
from whence.errors import NotFound
from whence.records import Comparison, Verdict

CLOSED, QUOTE = "c0000000000000001", "c0000000000000002"


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("the old bridge would stay closed", CLOSED),
        ("The OLD bridge will stay closed!", CLOSED),
        ("bridge stay closed until May", CLOSED),
        ("the old bridge is to stay closed until May", CLOSED),
        ("brigde would stya closed until May", CLOSED),
        ("“will not open a bridge”", QUOTE),
        ("We will not open", QUOTE),
        (CLOSED, CLOSED),
    ],
)
def test_trace_finds_the_claim(words: str, claim: str) -> None:
    answer = trace(pile(), words)
    assert (answer.found, answer.claim) == ("claim", claim)


@pytest.mark.parametrize("words", ["Ann Lee suggested", "Ann Lee"])
def test_words_that_name_who_speaks_lead_to_what_is_said(words: str) -> None:
    assert trace(pile(), words).found == "claim"


def test_trace_tells_who_is_credited_through_whom_and_what_changed() -> None:
    answer = trace(pile(), "the old bridge would stay closed")
    first, second = answer.steps
    assert first.place.name == "The Gazette"
    assert first.credit is not None and second.credit is not None
    assert (first.credit.speaker, first.credit.relay, first.credit.cue) == ("Ann Lee", ("The Herald",), "suggested")
    assert second.flags == (
        "reworded",
        "speaker generalised: Ann Lee → Officials",
        "cue strengthened: suggested → insist",
        "relay dropped: The Herald",
    )
    assert second.changes == (
        Change("kept", "the old bridge"),
        Change("cut", "would"),
        Change("put_in", "will"),
        Change("kept", "stay closed until May"),
    )
    assert answer.order_note == "order inferred from the evidence of copying"


def test_trace_gives_disputes_and_counts_in_this_pile() -> None:
    answer = trace(pile(), CLOSED)
    assert [each.sentence for each in answer.disputes] == ["Tom Roe (denial.txt) denies it"]
    assert answer.count is not None
    assert answer.count.independent_sources == 1
    assert "1 independent source in this pile" in answer.count.sentence
    assert answer.count.reasoning == ("Daily Echo copies The Gazette",)


def test_the_words_stand_in_their_sentence() -> None:
    answer = trace(pile(), "stay closed until May, The Herald")
    for step in answer.steps:
        text = {"a1": FIRST, "a2": COPY}[step.place.id]
        assert text[step.excerpt.start : step.excerpt.end] == step.excerpt.text
        marked = [step.excerpt.text[slice(*mark)] for mark in step.excerpt.marks]
        assert marked == [text[slice(*span)] for span in step.spans]
    assert answer.steps[1].excerpt.text == "Officials insist the old bridge will stay closed until May."


def test_a_sentence_of_no_claim_still_has_an_answer() -> None:
    answer = trace(pile(), "the ferry runs at noon")
    assert (answer.found, answer.claim, answer.steps, answer.count) == ("sentence", None, (), None)
    assert answer.text == "The ferry runs at noon."
    assert answer.at.name == "The Gazette"


def test_the_passages_that_cover_the_words_are_named() -> None:
    (line,) = trace(pile(), "bridge would stay closed until May").passages
    assert line.there.name == "Daily Echo"
    assert line.direction_note == "Daily Echo almost surely took it from The Gazette (92%)"


def test_a_passage_alone_covers_a_sentence_of_no_claim() -> None:
    full = pile()
    bare = FakeView(full.table, full.said, Comparison(reuse=full.found.reuse))
    answer = trace(bare, "bridge will stay closed")
    assert answer.found == "sentence"
    assert [each.there.name for each in answer.passages] == ["The Gazette"]


def test_a_suggestion_is_cut_to_a_line() -> None:
    full = pile()
    claims = tuple(replace(each, text=f"“{each.text}{' and so on' * 60}”") for each in full.found.claims)
    told = FakeView(full.table, full.said, replace(full.found, claims=claims))
    with pytest.raises(NotFound, match=r"did you mean “[^“”]{20,90} …”") as found:
        trace(told, "bridge zebras closed juggling xylophones marvellously")
    assert len(str(found.value)) < 500


def test_words_that_nobody_wrote_are_not_found_with_a_suggestion() -> None:
    with pytest.raises(NotFound, match="in this pile"):
        trace(pile(), "zebras quietly juggle xylophones")
    with pytest.raises(NotFound, match=r"did you mean .*bridge"):
        trace(pile(), "bridge zebras closed juggling xylophones marvellously")
    with pytest.raises(NotFound, match="few words"):
        trace(pile(), "…!")


def test_other_claims_that_fit_are_alternatives() -> None:
    answer = trace(pile(), "bridge")
    assert [each.id for each in answer.alternatives] == [QUOTE if answer.claim == CLOSED else CLOSED]
    assert trace(pile(), "bridge", limit=0).alternatives == ()


@pytest.mark.parametrize("name", ["Ann Lee", "lee", "the harbour minister", "p1", "ANN"])
def test_who_knows_names_aliases_surnames_and_ids(name: str) -> None:
    answer = who(pile(), name)
    assert answer.name == "Ann Lee"
    assert [each.id for each in answer.said] == ["s2"]
    assert [each.id for each in answer.relayed] == ["s1"]
    assert answer.sentence == "2 statements of Ann Lee in 1 article of this pile"
    assert [each.kind for each in answer.disputed] == ["denial"]


def test_who_knows_unnamed_sources_and_denials() -> None:
    assert [each.id for each in who(pile(), "officials").said] == ["s3"]
    answer = who(pile(), "Tom Roe")
    assert ([each.id for each in answer.denied], answer.said) == (["s5"], ())


def test_who_suggests() -> None:
    with pytest.raises(NotFound, match="did you mean Ann Lee"):
        who(pile(), "Anne Leigh")


def test_stories_count_outlets_and_origins() -> None:
    (line,) = stories(pile()).stories
    assert (line.articles, line.outlets, line.origins) == (3, ("Daily Echo", "The Gazette"), 2)
    assert line.sentence == "3 articles of 2 outlets, 2 origins in this pile"
    assert (line.first, line.last, line.disputes) == ("2031-03-01", "2031-03-02", 1)


@pytest.mark.parametrize("name", ["t1", "a2", "copy.txt"])
def test_story_by_its_id_or_an_article(name: str) -> None:
    answer = story(pile(), name)
    assert [each.id for each in answer.articles] == ["a1", "a3", "a2"]
    (edge,) = answer.edges
    assert (edge.source, edge.copier, edge.known) == ("a1", "a2", True)
    assert 0.2 < edge.share < 0.6
    row = next(each for each in answer.claims if each.id == CLOSED)
    assert [cell.variant for cell in row.cells] == ["origin", None, "reworded"]
    assert row.disputed
    assert [each.sentence for each in answer.omissions] == [
        "Daily Echo left out a quote of Ann Lee that The Gazette has"
    ]


@pytest.mark.parametrize(
    ("copies", "expected"),
    [
        ([], 3),
        ([("x", "y", True)], 2),
        ([("x", "y", True), ("y", "z", True)], 1),
        ([("x", "y", False)], 2),
        ([("x", "y", False), ("z", "x", True)], 1),
        ([("x", "y", True), ("y", "x", True)], 1),
    ],
)
def test_origins(copies: list[tuple[str, str, bool]], expected: int) -> None:
    links = [CopyEdge(a, b, 0.5, 1, 1, known, 0.9, "") for a, b, known in copies]
    assert origins(("x", "y", "z"), links) == expected


@pytest.mark.parametrize(
    ("whole", "copies", "expected"),
    [
        ({"x": "AP"}, [], 3),  # x is from AP; y and z are their own
        ({"x": "AP", "y": "AP"}, [], 2),
        ({"x": "AP", "y": "Reuters"}, [], 3),
        ({"x": "AP"}, [("x", "y", True), ("y", "z", True)], 1),
        ({"x": "AP"}, [("x", "y", False)], 2),
    ],
)
def test_an_agency_outside_the_pile_is_one_origin(
    whole: dict[str, str], copies: list[tuple[str, str, bool]], expected: int
) -> None:
    links = [CopyEdge(a, b, 0.5, 1, 1, known, 0.9, "") for a, b, known in copies]
    wires = [WireLine(agency, article, True, "") for article, agency in whole.items()]
    assert origins(("x", "y", "z"), links, wires) == expected
    assert origins(("x", "y", "z"), links, [WireLine("AP", "z", False, "")]) == origins(("x", "y", "z"), links)


def test_show_layers_the_text() -> None:
    answer = show(pile(), "copy.txt")
    cut = {(mark.layer, answer.text[mark.start : mark.end]) for mark in answer.marks}
    assert ("cue", "insist") in cut
    assert ("content", "We will not open a bridge") in cut
    assert ("passage", "the old bridge will stay closed until May") in cut
    assert [each.zone for each in answer.zones] == ["body", "promo"]
    assert answer.story == "t1"


@pytest.mark.parametrize("turned", [False, True])
def test_compare_whichever_comes_first(turned: bool) -> None:
    names = ("copy.txt", "first.txt") if turned else ("first.txt", "copy.txt")
    answer = compare(pile(), *names)
    (passage,) = answer.passages
    assert passage.direction == ("b->a" if turned else "a->b")
    assert passage.a_words == ("the old bridge will" if turned else "the old bridge would") + " stay closed until May"
    assert answer.edge is not None and answer.edge.copier == "a2"
    assert {each.id for each in answer.shared_claims} == {CLOSED, QUOTE}
    assert (answer.only_a, answer.only_b) == ((), ())


def test_compare_says_when_nothing_is_shared() -> None:
    answer = compare(pile(), "a1", "a3")
    assert answer.sentence == "The Gazette and denial.txt share no copied passage in this pile"
    assert [each.id for each in answer.only_b] == ["s5"]


def test_search_finds_and_finds_nothing() -> None:
    found = search(pile(), "bridge would stay closed")
    assert [each.place.id for each in found.hits] == ["a1", "a3"]
    assert found.hits[0].claim == CLOSED
    assert search(pile(), "zebras").hits == ()


def test_overview_counts_rejects_and_knows_staleness() -> None:
    answer = overview(pile())
    assert dict(answer.counts)["articles"] == 3
    assert [each.code for each in answer.rejects] == ["binary"]
    assert answer.sentence == "3 articles, 5 statements, 1 story and 2 claims in this pile"
    assert answer.stale is False


@pytest.mark.parametrize(
    "answer",
    [
        trace(pile(), CLOSED),
        who(pile(), "Lee"),
        stories(pile()),
        story(pile(), "t1"),
        show(pile(), "a1"),
        compare(pile(), "a1", "a2"),
        search(pile(), "bridge"),
        overview(pile()),
    ],
    ids=lambda each: type(each).__name__,
)
def test_every_answer_is_json_and_frozen(answer: object) -> None:
    plain = as_json(answer)
    assert json.loads(json.dumps(plain)) == plain
    assert is_dataclass(answer)
    assert set(plain) == {each.name for each in fields(answer)}
    with pytest.raises((AttributeError, TypeError)):
        setattr(answer, fields(answer)[0].name, "other")


def test_json_knows_enums_and_refuses_the_rest() -> None:
    assert as_json({"verdict": Verdict.UNSURE, "set": {2, 1}}) == {"verdict": "unsure", "set": [1, 2]}
    with pytest.raises(TypeError, match="bytes"):
        as_json(b"x")


def test_sentences_are_those_of_every_zone() -> None:
    article = pile().article("a2")
    assert [article.text[slice(*each)] for each in sentences(article)] == [
        "Bridge shut till May",
        "Officials insist the old bridge will stay closed until May.",
        '"We will not open a bridge," she said.',
        "Share",
    ]
