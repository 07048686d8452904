"""Sentences that we wrote, and who says what in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hand_made import article
from whence.attribution import attribute
from whence.attribution.dividing import divide
from whence.attribution.document import Document, Extraction
from whence.attribution.linking import join
from whence.attribution.tagger import Rules
from whence.records import Span, Statement

SENT = (
    "What they sent us:\n\n”It was a hard day for all of us.” ― Lena Holm\n"
    "“Why move?”\xa0―\xa0Ola Brandt\xa0\n“We wait.” ― Ia Lund"
)
SAID = [
    # text, then kind, speaker, contents and relay of one of its statements
    (
        "The dam is safe, the minister, Ola Brandt, said on Monday.",
        ("indirect", "Ola Brandt", ["The dam is safe"], []),
    ),
    (
        "“The dam is safe,” said Ola Brandt, a Labour MP, on Monday.",
        ("direct", "Ola Brandt", ["“The dam is safe,”"], []),
    ),
    (
        'Ola Brandt, a Labour MP, said: "We will not move. We have nowhere to go."',
        ("direct", "Ola Brandt", ['"We will not move. We have nowhere to go."'], []),
    ),
    (
        "“We will not move,” Ola Brandt said. “We have nowhere to go.”",
        ("direct", "Ola Brandt", ["“We will not move,”", "“We have nowhere to go.”"], []),
    ),
    (
        '"We will not move," Brandt said on Monday, "because we have nowhere to go."',
        ("direct", "Brandt", ['"We will not move,"', '"because we have nowhere to go."'], []),
    ),
    (
        "The mayor of Orsa, Lena Holm, spoke for an hour.\n\n“We will not move.\n\n“We have nowhere to go,” she said.",
        ("direct", "Lena Holm", ["“We will not move.", "“We have nowhere to go,”"], []),
    ),
    (
        "The mayor, Lena Holm, was angry.\n\n“We have asked for help for eleven years and nobody came.”\n\nShe left.",
        ("direct", "Lena Holm", ["“We have asked for help for eleven years and nobody came.”"], []),
    ),
    (
        "“We will not move for anybody.”\nLena Holm, 34, baker\n\n“We have nowhere to go.”\nOla Brandt, 51, farmer",
        ("direct", "Lena Holm", ["“We will not move for anybody.”"], []),
    ),
    (
        "“We will not move for anybody.”\n\n— Lena Holm",
        ("direct", "Lena Holm", ["“We will not move for anybody.”"], []),
    ),
    (
        SENT,
        ("direct", "Lena Holm", ["”It was a hard day for all of us.”"], []),
    ),
    (
        SENT,
        ("direct", "Ola Brandt", ["“Why move?”"], []),
    ),
    (
        "We will not move for anybody, ever. — Lena Holm (@lenaholm) May 3, 2016",
        ("indirect", "Lena Holm", ["We will not move for anybody, ever."], []),
    ),
    (
        "“REPORTER: Will you move, mayor?\n\n“HOLM: No, we will not move.\n\n“We have nowhere to go.”",
        ("direct", "HOLM", ["No, we will not move.", "We have nowhere to go."], []),
    ),
    ("«We will not move», said Lena Holm, mayor of Orsa.", ("direct", "Lena Holm", ["«We will not move»"], [])),
    ("„We will not move“, said Lena Holm, mayor of Orsa.", ("direct", "Lena Holm", ["„We will not move“"], [])),
    (
        "‘We will not move,’ said Lena Holm, mayor of Orsa. ‘We have nowhere to go.’",
        ("direct", "Lena Holm", ["‘We will not move,’", "‘We have nowhere to go.’"], []),
    ),
    (
        "“The gates are in order,” Pieter Solheim told the Meridian Press in an interview.",
        ("direct", "Pieter Solheim", ["“The gates are in order,”"], ["Meridian Press"]),
    ),
    (
        "According to Reuters, citing two officials, the gates had been left open for a week.",
        ("indirect", "two officials", ["the gates had been left open for a week"], ["Reuters"]),
    ),
    (
        "The Associated Press reported that Pieter Solheim told reporters the gates had been left open.",
        ("indirect", "Pieter Solheim", ["the gates had been left open"], ["The Associated Press"]),
    ),
    (
        "“The minister has told me that the gates were opened by mistake,” Holm said.",
        ("direct", "minister", ["that the gates were opened by mistake"], ["Holm"]),
    ),
    (
        "The gates had been left open for a week, a senior engineer said on condition of anonymity.",
        ("indirect", "senior engineer", ["The gates had been left open for a week"], []),
    ),
    (
        "Holm, who has called the plan “madness,” did not vote.",
        ("mixed", "Holm", ["the plan “madness,”"], []),
    ),
    ('"Will it hold?" asked Holm.', ("direct", "Holm", ['"Will it hold?"'], [])),
    (
        "“We will not move,” Holm said.\n\n“We have nowhere to go.”\n\n“And nobody has asked us.”",
        ("direct", "Holm", ["“We will not move,”", "“We have nowhere to go.”", "“And nobody has asked us.”"], []),
    ),
    (
        "What they said:\n\n“We will not move.” — Lena Holm, mayor of Orsa\n\n“The gates hold.” — Ola Brandt, engineer",
        ("direct", "Lena Holm", ["“We will not move.”"], []),
    ),
    (
        "Reporter: Will you move?\n\nHolm: No, we will not move.",
        ("indirect", "Holm", ["No, we will not move."], []),
    ),
]


def shown(statement: Statement, text: str) -> tuple[str, str | None, list[str], list[str]]:
    words = [text[start:end] for start, end in statement.content.spans]
    return statement.kind, statement.speaker, words, [each.name for each in statement.relay]


@pytest.mark.parametrize(("text", "wanted"), SAID)
def test_who_said_what(text: str, wanted: tuple[str, str, list[str], list[str]]) -> None:
    found = [shown(each, text) for each in attribute(article("a", text)).statements]
    assert wanted in found


PASSED_ON = [
    # text, then speaker and relay of the one statement that was passed on, and of those that stay beside it
    ("“The dam holds,” Ola Brandt told CNN’s Ann Lee on Monday.", [("Ola Brandt", ["CNN"])]),
    ("“It holds,” Brandt told CNN. “Nobody need leave,” Brandt said.", [("Brandt", ["CNN"]), ("Brandt", ["CNN"])]),
    ("In an interview with Reuters, Ola Brandt said the dam would hold.", [("Ola Brandt", ["Reuters"])]),
    ("On “Face the Nation,” Ola Brandt said the dam would hold.", [("Ola Brandt", ["CBS"])]),
    ("The dam would hold, Ola Brandt said in a 2012 BBC documentary.", [("Ola Brandt", ["BBC"])]),
    (
        "The dam was never safe, the Associated Press reported on Monday, citing two engineers.",
        [("two engineers", ["The Associated Press"])],
    ),
    (
        "Citing two engineers, the Wall Street Journal said the dam was never safe.",
        [("two engineers", ["The Wall Street Journal"])],
    ),
    (
        "The Associated Press quoted a senior engineer as saying the dam was never safe.",
        [("senior engineer", ["The Associated Press"])],
    ),
    ("“The dam was never safe,” the site quoted Lena Holm as saying.", [("Lena Holm", ["site"])]),
    (
        "According to the complaint against the town, Brandt told the clerk that the dam was never safe.",
        [("Brandt", ["complaint"])],
    ),
    (
        "Brandt, according to a transcript, told the council that the dam was never safe.",
        [("transcript", []), ("Brandt", ["transcript"])],
    ),
    (
        "“The dam was never safe,” said the witness Lena Holm, according to Reuters.",
        [("Lena Holm", ["Reuters"])],
    ),
    ("The dam is safe, Ola Brandt wrote on Twitter.", [("Ola Brandt", [])]),
    (
        "Mary Holm said on Monday that she asked the council to close the dam.",
        [("Mary Holm", []), ("Mary Holm", ["Mary Holm"])],
    ),
    (
        "The council disputed Holm’s claim that the dam was never safe.",
        [("council", []), ("Holm", [])],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), PASSED_ON)
def test_through_whom_it_came(text: str, wanted: list[tuple[str, list[str]]]) -> None:
    found = attribute(article("a", text)).statements
    assert sorted((each.speaker or "", [one.name for one in each.relay]) for each in found) == sorted(wanted)


@pytest.mark.parametrize(
    ("outlet", "wanted"), [("Homs Post", "Homs Post"), (None, "Karda Post"), ("Karda Star", "Karda Post")]
)
def test_the_post_is_the_article_s_own_or_the_one_named_before(outlet: str | None, wanted: str) -> None:
    text = "The Karda Post was first.\n\n“The dam holds,” Ola Brandt told The Post."
    (one,) = attribute(replace(article("a", text), outlet=outlet)).statements
    assert [each.name for each in one.relay] == [wanted]


CUES = [
    ("Ola Brandt did not say that the gates were in order.", "assert", "negative"),
    ("Ola Brandt denied that the gates had been left open.", "deny", "negative"),
    ("The ministry accused Karda of leaving the gates open.", "accuse", "positive"),
    ("The minister demanded that Karda open its books.", "demand", "positive"),
    ("The minister warned that the dam could break within days.", "predict", "positive"),
    ("The minister promised that the dam would be mended by spring.", "promise", "positive"),
    ("The minister ordered the town to be cleared at once.", "order", "positive"),
    ("The minister threatened to cut the water off.", "threaten", "positive"),
    ("“Will it hold?” Holm asked.", "ask", "positive"),
]


@pytest.mark.parametrize(("text", "act", "polarity"), CUES)
def test_what_a_cue_does(text: str, act: str, polarity: str) -> None:
    found = [(each.act, each.polarity) for each in attribute(article("a", text)).statements]
    assert (act, polarity) in found


SILENT = [
    "",
    "\n\n",
    "The dam was built in 1931 and holds forty million tons of water.",
    "The road to Orsa was closed at noon. It reopened at four.",
]


@pytest.mark.parametrize("text", SILENT)
def test_where_nobody_speaks_nothing_is_found(text: str) -> None:
    assert attribute(article("a", text)).statements == ()


def spans(text: str, *words: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(each), text.index(each) + len(each)) for each in words)


def test_a_second_speaker_in_the_words_between_contents_gets_the_second() -> None:
    text = "Orsa believes the dam must go while Karda says the dam must stay."
    read = Extraction(spans(text, "the dam must go", "the dam must stay"), spans(text, "Orsa"), spans(text, "believes"))
    first, second = divide(Document.of(article("a", text)), [read], [])
    assert (first.content, first.source) == (spans(text, "the dam must go"), spans(text, "Orsa"))
    assert (second.content, second.source) == (spans(text, "the dam must stay"), spans(text, "Karda"))
    assert second.cue == spans(text, "says")


def test_an_interrupted_quotation_stays_one() -> None:
    text = "“We will not move,” Holm said. “We have nowhere to go.”"
    contents = spans(text, "“We will not move,”", "“We have nowhere to go.”")
    read = Extraction(contents, spans(text, "Holm"), spans(text, "said"))
    assert divide(Document.of(article("a", text)), [read], []) == [read]


@pytest.mark.parametrize(("mark", "statements"), [(".", 2), (":", 1)])
def test_the_quotation_of_the_next_paragraph_is_a_statement_of_its_own(mark: str, statements: int) -> None:
    """After plain words; a colon before it makes the two one."""
    text = f"Holm said the gates would be opened before the spring{mark}\n\n“There is no water left to wait for.”"
    contents = spans(text, "the gates would be opened before the spring", "“There is no water left to wait for.”")
    found = join(Document.of(article("a", text)), [Extraction(contents, spans(text, "Holm"), spans(text, "said"))])
    assert [each.content for each in found] == ([contents] if statements == 1 else [contents[:1], contents[1:]])
    assert all(each.source == spans(text, "Holm") for each in found)


def test_what_is_brushed_aside_is_the_others_accusation() -> None:
    text = "Brandt brushed aside Swedish accusations that his engineers had left the gates open."
    document = Document.of(article("a", text))
    content = spans(text, "that his engineers had left the gates open")
    read = Extraction(content, spans(text, "Brandt"), spans(text, "brushed aside Swedish accusations"))
    outer, inner = divide(document, [read], Rules().extract(document))
    assert outer.cue == spans(text, "brushed aside")
    assert outer.content == spans(text, "Swedish accusations that his engineers had left the gates open")
    assert (inner.source, inner.content) == (spans(text, "Swedish"), content)


def test_a_passive_takes_the_agent_behind_it() -> None:
    text = "Only twelve have been confirmed dead by Karda, though others count forty."
    read = Extraction(spans(text, "Only twelve"), (), spans(text, "have been confirmed"))
    assert divide(Document.of(article("a", text)), [read], [])[0].source == spans(text, "Karda")


PIECES = st.sampled_from(
    [
        "The mayor said ", "“", "”", chr(34), "‘", "’", "«", "»", "\n\n", "\n", "Lena Holm", ", ", ". ", "he said",
        "she told", "according to", "the dam is old", "— ", ": ", "Reuters reported that ", "that ", "😀", "\u202e",
        "’s", "1,200", "A.", "é", "who ", "(", ")", "while ", "by the ministry ", "“We will not move,” ",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_spans_are_the_text_and_every_text_is_read(text: str) -> None:
    found = attribute(article("a", text))
    for each in found.statements:
        for part in (each.content, each.source, each.cue):
            if part is not None:
                assert all(0 <= start < end <= len(text) for start, end in part.spans)
                assert list(part.spans) == sorted(part.spans)
                assert part.text == " ".join(text[start:end] for start, end in part.spans)
        assert 0 <= each.confidence <= 1
    assert found == attribute(article("a", text))
