"""The small knowledge of the language: sentences, quotation marks, cues, names, relays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hand_made import article
from whence.attribution import attribute, telling
from whence.attribution.acts import read
from whence.attribution.quotes import quotes
from whence.attribution.sentences import paragraphs, split
from whence.attribution.sources import described
from whence.attribution.tokens import tokens
from whence.lexicon import outlets

SENTENCES = [
    ("The dam held. The town did not.", ["The dam held.", "The town did not."]),
    ("Dr. Holm met Gov. Brandt at 5 p.m. on Monday.", ["Dr. Holm met Gov. Brandt at 5 p.m. on Monday."]),
    ("The U.S. envoy left. He said nothing.", ["The U.S. envoy left.", "He said nothing."]),
    ("It cost $1.5 million. Nobody paid.", ["It cost $1.5 million.", "Nobody paid."]),
    ("“It held.” She left.", ["“It held.”", "She left."]),
    ("Did it hold? Yes! It did…", ["Did it hold?", "Yes!", "It did…"]),
    ("One line\n\nAnother line", ["One line", "Another line"]),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert [text[each.start : each.end] for each in split(article("a", text))] == wanted


QUOTES = [
    ("He said “it held” twice.", ["“it held”"]),
    ('He said "it held" twice.', ['"it held"']),
    ("He said «it held» twice.", ["«it held»"]),
    ("He said ‘it held’ twice.", ["‘it held’"]),
    ("The town’s dam wasn’t old.", []),
    ("“He said ‘it held’ to me.”", ["“He said ‘it held’ to me.”", "‘it held’"]),
    ("“It held.\n\n“It always will.”", ["“It held.", "“It always will.”"]),
    ("”It held,“ he said.", ["”It held,“"]),
]


@pytest.mark.parametrize(("text", "wanted"), QUOTES)
def test_quotations(text: str, wanted: list[str]) -> None:
    found = quotes(text, paragraphs(article("a", text)))
    assert [text[each.start : each.end] for each in found] == wanted


@given(st.text(alphabet="ab .,“”\"‘’«»'\n", max_size=80))
def test_quotations_stand_in_the_text_in_order(text: str) -> None:
    found = quotes(text, paragraphs(article("a", text)))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)


CUES = [
    ("said", "assert", "positive", 0),
    ("did not say", "assert", "negative", 0),
    ("denied", "deny", "negative", None),
    ("did not deny", "deny", "positive", None),
    ("claimed", "assert", "positive", -2),
    ("suggested", "assert", "positive", -1),
    ("admitted", "assert", "positive", 2),
    ("allegedly", "assert", "positive", -2),
    ("has accused", "accuse", "positive", None),
    ("vowed", "promise", "positive", None),
    ("predicts", "predict", "positive", None),
    ("slammed", "criticise", "positive", None),
    ("urged", "demand", "positive", None),
    ("quibbled frobnically", "assert", "positive", 0),
]


CONTENTS = [
    ("said", "“Will it hold?”", "ask"),
    ("said", "“I did nothing wrong,”", "deny"),
    ("said", "that the gates had held", "assert"),
    ("said", "he would hold a hearing on Monday", "promise"),
    ("said", "the dam will break within a year", "predict"),
    ("said", "the minister should resign", "demand"),
    ("told", "the engineers to open the gates", "demand"),
    ("called", "the plan “outrageous”", "criticise"),
    ("said", "the firm had lied to the council", "accuse"),
    ("denied", "that it will rain", "deny"),
    ("vowed", "a long battle over the dam", "threaten"),
    ("vowed", "to mend the dam", "promise"),
    ("told", "the two engineers on duty not to open the gates", "demand"),
    ("told", "he would open the gates at noon", "promise"),
    ("warned", "the villagers not to go home", "demand"),
    ("warned", "the dam would break", "predict"),
    ("demanded", "“Why was nobody told?”", "ask"),
    ("suggested", "the council could use the old mill", "ask"),
    ("rejected", "the idea that the dam is old", "criticise"),
    ("rejected", "the claims", "deny"),
    ("called", "the charges “fabricated”", "deny"),
    ("said", "that reports of a leak were simply wrong", "deny"),
    ("said", "it is long past time for the council to act", "demand"),
    ("said", "that, if it rains, he would open the gates", "promise"),
    ("chastised", "the council for the delay", "criticise"),
    ("said", "the firm was hiding the figures", "accuse"),
]


@pytest.mark.parametrize(("cue", "content", "act"), CONTENTS)
def test_what_is_said_tells_the_act_where_the_cue_does_not(cue: str, content: str, act: str) -> None:
    assert read(cue, content, "Lena Holm").act == act


@pytest.mark.parametrize(("cue", "act", "polarity", "strength"), CUES)
def test_cues(cue: str, act: str, polarity: str, strength: int | None) -> None:
    reading = read(cue)
    assert (reading.act, reading.polarity) == (act, polarity)
    assert strength is None or reading.strength == strength


SPEAKERS = [
    ("Top council Democrat Anna Holm said the dam held.", "Anna Holm"),
    ("Mr Holm said the dam held.", "Holm"),
    ("Lena Holm, the mayor, arrived. “It held,” Holm said.", "Lena Holm"),
    ("Lena Holm arrived late. “It held,” she said.", "Lena Holm"),
    ("Swedish President Ola Brandt came. “It held,” the president said.", "Ola Brandt"),
    ("Swedish President Ola Brandt came. “It held,” the Swedish president said.", "Ola Brandt"),
    ("“It held,” spokesman Ola Brandt said.", "Ola Brandt"),
    ("“It held,” said a man who would not give his name.", "man who would not give his name"),
    ("“It held,” Swedish officials said.", "Swedish officials"),
    ("Both sides said the dam had held.", "Both sides"),
    ("The Swedish Ministry of Water met. The ministry said the dam had held.", "Swedish Ministry of Water"),
    ("“It held,” he said.", None),
    ("Director of Water Safety Lena Holm said the dam held.", "Lena Holm"),
    ("The Justice Department said the dam held.", "Justice Department"),
    ("The State Department Dam Safety Office said the dam held.", "State Department Dam Safety Office"),
    ("Top engineer Chuck Holm said the dam held.", "Chuck Holm"),
    ("The town's engineer, Maj. Gen. Ali al-Holmi, said the dam held.", "Ali al-Holmi"),
    ("Lena HolmBridge closes over night came. “It held,” Holm said.", "Lena Holm"),
    ("Jonah Holm was fostered by Andrea Holm. “Jonah slept,” Holm said.", "Andrea Holm"),
    ("Lena Holm arrived. “I met Ann Brandt,” she said.", "Lena Holm"),
    ("Merkel said the dam held.", "Angela Merkel"),
    ("A senior dam official came. “It held,” the official said.", "senior dam official"),
    ("The Dam Safety Service came. “It held,” the agency said.", "Dam Safety Service"),
    ("River rights advocates came to Oslo. They said the dam had held.", "River rights advocates"),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_speakers(text: str, speaker: str | None) -> None:
    found = [each.speaker for each in attribute(article("a", text)).statements]
    assert found == [speaker]


RELAYS = [
    ("“It held,” Holm told CNN on Monday.", ["CNN"]),
    ("“It held,” Holm said in an interview with Le Monde.", ["Le Monde"]),
    ("The dam held, Holm said in a statement carried by state media.", ["state media"]),
    ("“It held,” Holm told reporters.", []),
    ("“It held,” Holm said, according to the Associated Press.", ["The Associated Press"]),
    ("“It held,” Holm told French television station BFMTV.", ["BFMTV"]),
    ("“It held,” Holm wrote Monday in the Karda Post-Gazette.", ["Karda Post-Gazette"]),
    ("“It held,” Holm said in a statement to Buzzfeed.", ["BuzzFeed"]),
    ("“It held,” Holm told radio host Ann Brandt.", ["Ann Brandt"]),
    ("The Karda Herald came. “It held,” Holm told the newspaper.", ["Karda Herald"]),
    ("The Karda Herald came. “It held,” Holm told the Herald.", ["Karda Herald"]),
    ("Holm gave an interview to CNN. “It held,” she said in the interview.", ["CNN"]),
    ("The Karda Bee reported that during the storm, Holm said the dam held.", ["Karda Bee"]),
    ("Holm told her the dam held, according to Bloomberg View.", ["Bloomberg View"]),
    ("The dam held, the BBC reported, citing current and former U.S. officials.", ["BBC"]),
    ("A report in the Washington Post, citing aides, suggested the dam had held.", ["The Washington Post"]),
    ("Iran's Fars news agency quoted Holm as expressing hope that the dam would hold.", ["Fars"]),
]


@pytest.mark.parametrize(("text", "relay"), RELAYS)
def test_relays(text: str, relay: list[str]) -> None:
    found = [[name.name for name in each.relay] for each in attribute(article("a", text)).statements]
    assert relay in found


def test_a_description_that_breaks_off_at_its_article_is_read() -> None:
    text = "a lawyer for the"
    assert [each.text for each in described(tokens(text, 0, len(text)))] == ["lawyer", "for", "the"]


OUTLETS = [
    ("the Homs Gazette", "Homs Gazette"),
    ("St. Louis Post-Dispatch", "St. Louis Post-Dispatch"),
    ("Iran's Fars News Agency", "Fars"),
    ("Buzzfeed", "BuzzFeed"),
    ("the RIA news agency", "RIA Novosti"),
    ("KXYZ-TV", "KXYZ-TV"),
    ("homs.com", None),
    ("Homs.com", "Homs.com"),
    ("the Atlantic", "The Atlantic"),
    ("Hill", None),
    ("Homs County Medical Examiner", None),
    ("Syrian state TV", "Syrian state TV"),
]


@pytest.mark.parametrize(("words", "name"), OUTLETS)
def test_what_an_outlet_is_called(words: str, name: str | None) -> None:
    found = outlets.find(words)
    assert (found.name if found else None) == name


TELLING = [
    ("told", True),
    ("her insistence", True),
    ("would not say", True),
    ("hopes", False),
    ("would support", False),
    ("to admit", False),
    ("his decision", False),
    ("discussed", False),
]


@pytest.mark.parametrize(("cue", "tells"), TELLING)
def test_what_tells_that_somebody_spoke(cue: str, tells: bool) -> None:
    assert telling.tells(cue) == tells
