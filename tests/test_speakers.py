"""Whom a source means: names, offices, lists, appositions, and what only looks like a name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hand_made import article
from whence.attribution.document import Document
from whence.attribution.speakers import Speakers
from whence.records import Span

_SOURCE = re.compile(r"\{([^}]*)\}")


def resolved(text: str) -> list[str | None]:
    """The speakers of the sources in braces, in order."""
    spans: list[Span] = []
    plain = ""
    for part in re.split(r"(\{[^}]*\})", text):
        source = _SOURCE.fullmatch(part)
        if source:
            spans.append(Span(len(plain), len(plain) + len(source[1])))
        plain += source[1] if source else part
    speakers = Speakers("a", Document.of(article("a", plain)))
    found = [speakers.resolve(span) for span in spans]
    return [each.name if each else None for each in found]


NAMES = [
    # offices are no names, names of any word order are
    ("{The Chief Financial Officer of Holmart} said so.", ["Chief Financial Officer of Holmart"]),
    ("{Holmart President and Chief Operating Officer Tim Brandt} explained it.", ["Tim Brandt"]),
    ("{Democratic strategist and radio contributor Paul Holm} agreed.", ["Paul Holm"]),
    ("The minister, Lou Jiwei, came. {Mr. Lou} said it rained.", ["Lou Jiwei"]),
    ("{Yin Myint May, 60, a doctor,} said it.", ["Yin Myint May"]),
    ("“It rained,” Tamara Holm said. “It poured,” {Tamara} added.", ["Tamara Holm"]),
    ("Absent Holm’s plan, he left. Later Bernie Holm came. {Holm} said so.", ["Bernie Holm"]),
    ("{General Motors} said it. Kevin Book came. {Mr. Book} said no.", ["General Motors", "Kevin Book"]),
    ("Amadou Holm, 13, came. {Amadou} said no.", ["Amadou Holm"]),
    ("Kim Jong Un came. {Kim} said no.", ["Kim Jong Un"]),
    ("{Data & Society, a nonprofit,} said it.", ["Data & Society"]),
    ("{The 9/11 Commission} found gaps.", ["9/11 Commission"]),
    ("{Orsa University’s Reporters’ Lab} counted them.", ["Orsa University’s Reporters’ Lab"]),
    # what has a capital for opening its sentence
    ("{Videos of the fire} show smoke.", ["Videos of the fire"]),
    ("{Tens of millions of farmers} believe it.", ["Tens of millions of farmers"]),
    ("ORSA, Norway - It rained. {ORSA, Norway - Ann Lee’s allies} predicted a win.", ["Ann Lee’s allies"]),
]
PARTIES = [
    ("{The U.S. Customs and Border Protection (CBP)} said no.", ["Customs and Border Protection"]),
    ("{The Centers for Rain Control and Prevention (CRC)} said no.", ["Centers for Rain Control and Prevention"]),
    ("The Orsa Rain Council (ORC) met. {The ORC} said no.", ["Orsa Rain Council"]),
    ("It rained. {The WHO} said no.", ["WHO"]),
    ("{Forney Mayor Ann Holm and local attorney Thomas Lund both} said no.", ["Ann Holm and Thomas Lund"]),
    ("{Sen. Ann Holm, D-New York, and Rep. Thomas Lund, R-Ohio,} agreed.", ["Ann Holm and Thomas Lund"]),
    ("{Only half a dozen Senate Republicans, of 54,} agreed.", ["Only half a dozen Senate Republicans"]),
    ("{Neither Ann Holm nor Ola Brandt} gave a reason.", ["Ann Holm and Ola Brandt"]),
    ("{Neither side in the case} denied it.", ["Neither side in the case"]),
    ("{Ann Holm, Ola Brandt, and other farmers} want it.", ["Ann Holm, Ola Brandt and other farmers"]),
    ("{Some (including law professor Ann Holm, who came)} argue so.", ["Some"]),
    ("{Groups such as the Rain Council} said so.", ["Groups such as the Rain Council"]),
]
DESCRIPTIONS = [
    ("{An inmate named Paul Lee Holm} said so.", ["Paul Lee Holm"]),
    ("Donald Trump came with Donald Trump Jr. to Orsa. {Trump} said no.", ["Donald Trump"]),
    ("Bill de Holm came. {De Holm} said no.", ["Bill de Holm"]),
    ("{Party super PACs} said no.", ["Party super PACs"]),
    ("The aides, {some of whom} said it rained, left.", ["aides"]),
    ("{Her father, Thomas Holm Jr., a farmer,} said no.", ["Thomas Holm Jr"]),
    ("{The project’s website, run by Ann Holm, a professor,} says so.", ["project’s website"]),
    ("Sen. Ann Holm of Ohio came. {The Ohio Republican} said no.", ["Ohio Republican"]),
    ("The Fire Committee met. The Fire Center paid. {The group} said it was late.", ["Fire Center"]),
    ("CNN was there. {The network} said it rained.", ["CNN"]),
    ("Reuters was there. {The wire service} said it rained.", ["Reuters"]),
    ("She met Ann Holm, a farmer {who} said it rained.", ["Ann Holm"]),
    ("It caused an uproar among Republicans {who} said no.", ["Republicans"]),
    ("It was Ann Holm, 24, from Orsa, {who} said no.", ["Ann Holm"]),
    ("{A farmer, Representative Ann Holm (R., Ohio)} said no.", ["Ann Holm"]),
    ("{Those close to her} said no.", ["Those close to her"]),
    ("It drew a warning from Sen. Ann Holm (R-Ohio), {who} said no.", ["Ann Holm"]),
    ("Others, like Gov. Ann Holm, {who} said no, came.", ["Ann Holm"]),
    ("{The late Sen. Ann Holm} said no.", ["Ann Holm"]),
    ("He backs Rob Holm this year, {who} said it rained.", ["Rob Holm"]),
    ("{Saudi Arabia over the weekend} said no.", ["Saudi Arabia"]),
]
PRONOUNS = [
    # who goes on speaking, who is the subject, who is only named in a quotation or behind a preposition
    ("Ann Holm came. {Ann Holm} said it rained. {She} left.", ["Ann Holm", "Ann Holm"]),
    ("Paul Brandt met with Thomas Lund. {He} said it rained.", ["Paul Brandt"]),
    ("{Paul Brandt} said, “Thomas Lund was late.” {He} added that it rained.", ["Paul Brandt", "Paul Brandt"]),
    # the sex of a name that does not tell it
    ("Zaw Min ran for mayor, her first run. Paul Brandt lost. {She} said no.", ["Zaw Min"]),
    # an office is a mention of who holds it
    (
        "President Paul Brandt met Thomas Lund. Thomas Lund left. The president stayed, and {he} said so.",
        ["Paul Brandt"],
    ),
    # who is named after the pronoun
    ("Before {she} left, Ann Holm spoke.", ["Ann Holm"]),
    ("{He} said Paul Brandt was late. Thomas Lund was not.", ["Thomas Lund"]),
    ("Californians came. {They} said it rained.", ["Californians"]),
]


@pytest.mark.parametrize(("text", "wanted"), [*PRONOUNS, *NAMES, *PARTIES, *DESCRIPTIONS])
def test_whom_a_source_means(text: str, wanted: list[str | None]) -> None:
    assert resolved(text) == wanted


_WORDS = (
    "the The of for said who Ann Holm Holm’s Sen. R-Ohio ( ) , - — and nor late Monday 24 named those officials "
    "Council ORC May he they it’s “ ” . Jr. group committee over in"
).split()


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14), st.data())
def test_every_stretch_of_every_text_is_read(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    speakers = Speakers("a", Document.of(article("a", text)))
    found = speakers.resolve(Span(start, end))
    assert found is None or found.name
