"""Zones: every line has one, with a reason; whence.reading.zones."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.reading.zones import label
from whence.records import Zone

LEAD = "The harbour board said on Monday that both cranes would be repaired before the first frost."
NEXT = "Dockers had complained for months, and two of them were hurt in April when a cable broke."
LAST = "A vote on the budget is expected next week, according to a letter from the chairwoman."


def zone_of(text: str, words: str) -> str:
    """The zone in which `words` stand, all of them."""
    start = text.index(words)
    found = [zone for zone in label(text) if zone.start < start + len(words) and zone.end > start]
    assert len(found) == 1, f"{words!r} stands in {found}"
    return found[0].zone


def between(line: str) -> str:
    """An article with `line` between two paragraphs."""
    return f"{LEAD}\n\n{NEXT}\n\n{line}\n\n{LAST}\n"


PROMO = [
    "Share",
    "Share this article",
    "SHARE THIS STORY Share Tweet Email",
    "Facebook Twitter WhatsApp Email",
    "Advertisement",
    "ADVERTISEMENT:",
    "- Advertisement -",
    "Story continues below",
    "Advertisement Continue reading the main story",
    "Sign up for our daily newsletter",
    "Subscribe to The Tern's weekly briefing and never miss a story.",
    "Get the best of The Tern delivered straight to your inbox.",
    "Get more newsLiveon",
    "Get the latest harbour headlines",
    "Read more: Cable snaps on the east quay",
    "READ MORE",
    "( Also on The Tern: Quay closed for a week )",
    "Related:",
    "Recommended",
    "SEE ALSO: Crane maker cuts jobs",
    "Follow us on Twitter and Facebook.",
    "Follow Ola Fen on Twitter @olafen.",
    "Follow @thetern",
    "Write to Ola Fen at ola.fen@tern.example",
    "Click here to download the app",
    "CLICK HERE TO GET THE TERN APP",
    "Netscape 4 is not supported. For the best experience, please use another browser.",
    "Please enable JavaScript to view this page.",
    "This website uses cookies to improve your experience.",
    "© 2021 The Tern Ltd. All rights reserved.",
    "Copyright 2020 The Tern. This material may not be published, broadcast or rewritten without permission.",
    "The views expressed in this column are the author's own and do not reflect those of The Tern.",
    "This story has been updated.",
    "JUST WATCHED Cable snaps Replay More Videos ... MUST WATCH Cable snaps 02:11",
    ".widget-box {",
]
CAPTION = [
    "[Image by Ola Fen/AP Images]",
    "Photo: Ola Fen",
    "PHOTO CREDIT: OLA FEN",
    "Photograph: Ola Fen/AFP/Getty Images",
    "(AP Photo/Ola Fen, File)",
    "(Ola Fen/Reuters)",
    "Ola Fen/Getty Images",
    "Image copyright Getty Images Image caption The east quay at dawn",
    "FILE PHOTO: A crane on the east quay, March 2, 2019",
    "The east quay after the storm. (Photo by Ola Fen/Getty Images)",
    "A crane is seen on the east quay, March 3, 2020. REUTERS/Ola Fen",
    "Edda Brandt walks along the east quay on Tuesday in Tern Bay. (AP Photo/Ola Fen)",
    "Slideshow (4 images)",
    "GETTY*IGThe broken crane on the east quay",
    "Figure 3: Accidents by year",
]
BYLINE = [
    "March 7, 2017",
    "Updated at 7:15 p.m. ET",
    "Published: 12 May 2019 09:30 GMT",
    "3 hours ago",
    "Ola Fen in Tern Bay contributed to this report.",
    "Reporting by Ola Fen; editing by Max Quay",
]
BODY = [
    "Share prices fell by a tenth after the accident, and the crane maker stopped trading for the day.",
    "Share prices fell.",
    "Follow the money and you will find the harbour board, the chairwoman told reporters.",
    "“Sign up for the newsletter? I would rather swim,” the docker said.",
    "Readers can sign up for updates at the harbour office, Brandt said.",
    "Photographs of the accident show that the cable had been mended with wire.",
    "Images of the quay were published by Reuters and Getty, and the board called them misleading.",
    "Subscribers of the harbour's radio channel heard the captain warn that the cable was breaking.",
    "By Monday the board had found the money, but not the men to do the work.",
    "Advertisement revenue at the paper that broke the story has doubled since the spring, its owner said.",
    "The comments drew an angry reply from the dockers, who walked out for an hour.",
    "“Click here,” the screen said, and the operator did.",
    "The site uses cookies, the board said, only to count its visitors.",
    "She wrote on Twitter that the board “knew all along” (Reuters had reported the letter in May).",
    "Copyright is not the question, Brandt said; the question is who mended the cable.",
    "Three days ago the minister refused to answer, and on Friday he resigned.",
    "Brandt replied that nobody had asked her.",
    "Support for the board has fallen to a third, according to a poll by the town.",
]


@pytest.mark.parametrize(
    ("zone", "line"),
    [(zone, line) for zone, table in (("promo", PROMO), ("caption", CAPTION), ("byline", BYLINE)) for line in table],
)
def test_junk_between_paragraphs(zone: str, line: str) -> None:
    text = between(line)
    assert zone_of(text, line) == zone
    for paragraph in (LEAD, NEXT, LAST):
        assert zone_of(text, paragraph) == "body"


@pytest.mark.parametrize("line", BODY)
def test_sentences_are_never_lost(line: str) -> None:
    assert zone_of(between(line), line) == "body"


@pytest.mark.parametrize("line", [*PROMO, *CAPTION])
def test_junk_is_junk_at_the_end_too(line: str) -> None:
    assert zone_of(f"{LEAD}\n\n{NEXT}\n\n{line}", line) in {"promo", "caption"}


@pytest.mark.parametrize(
    "line", ["By Ola Fen", "BY OLA FEN", "by Ola Fen ( – Home – Ola Fen)", "By Ola Fen, Harbour Editor"]
)
def test_bylines_stand_near_the_top(line: str) -> None:
    text = f"Cranes to be repaired by winter\n\n{line}\n\n{LEAD}\n\n{NEXT}"
    assert zone_of(text, line) == "byline"
    assert zone_of(text, "Cranes to be repaired by winter") == "heading"


def test_a_place_alone_is_a_byline() -> None:
    assert zone_of(f"TERN BAY, NORWAY\n\n{LEAD}\n\n{NEXT}", "TERN BAY, NORWAY") == "byline"


def test_title_below_junk_and_section_heads() -> None:
    text = f"Share\n\nBoard Promises Cranes by Winter\n\n{LEAD}\n\nA broken cable\n\n{NEXT}\n\n{LAST}"
    assert zone_of(text, "Board Promises Cranes by Winter") == "heading"
    assert zone_of(text, "A broken cable") == "heading"


def test_the_known_title_is_a_heading_even_as_a_sentence() -> None:
    zones = label(f"Cranes will be repaired.\n\n{LEAD}", "Cranes Will Be Repaired")
    assert [zone.zone for zone in zones] == ["heading", "body"]


def test_a_title_that_begins_like_a_link_is_no_promo() -> None:
    assert zone_of(f"Watch: the board explains the accident\n\n{LEAD}\n\n{NEXT}", "Watch: the board") == "heading"


def test_a_credit_at_the_end_of_a_paragraph_is_a_zone_of_its_own() -> None:
    paragraph = "“We knew,” said Brandt, who would not say more about the cable or the wire?"
    text = f"{LEAD}\n\n{paragraph}[Image by Ola Fen/AP Images]\n\n{NEXT}"
    assert zone_of(text, paragraph) == "body"
    assert zone_of(text, "[Image by Ola Fen/AP Images]") == "caption"


def test_the_line_right_above_a_credited_caption_belongs_to_it() -> None:
    text = f"{LEAD}\n\nDockers on the quay\nThe crane before the cable broke[Image by Ola Fen/AP Images]\n\n{NEXT}"
    assert zone_of(text, "Dockers on the quay") == "caption"
    assert zone_of(text, LEAD) == "body"


REMARK = "The dockers have been right about this from the very start and nobody in the town hall has ever listened."


def test_a_list_of_one_at_the_end_is_a_readers_comment() -> None:
    text = f"{LEAD}\n\n{NEXT}\n\n  1. {REMARK}\n"
    assert zone_of(text, REMARK) == "comment"


def test_an_articles_own_list_is_body() -> None:
    text = f"{LEAD}\n\nThe board will decide on the following:\n\n  1. {REMARK}\n\n  2. {NEXT}\n"
    assert zone_of(text, REMARK) == "body"
    assert zone_of(f"{LEAD}\n\n{NEXT}\n\n  1. {REMARK}\n\n  2. {LAST}\n", REMARK) == "body"


def test_comments_below_their_signs() -> None:
    remark = "I never believed a word of it."
    text = f"{LEAD}\n\n{NEXT}\n\n{LAST}\n\n2 Comments\n\nMax Quay · 3 days ago · Reply\n\n{remark}\n"
    assert zone_of(text, "2 Comments") == "comment"
    assert zone_of(text, remark) == "comment"
    assert zone_of(text, LAST) == "body"


@pytest.mark.parametrize("remark", [f"1. {REMARK}", "I saw it break with my own eyes, and nobody asked me."])
def test_comments_below_their_count(remark: str) -> None:
    text = f"{LEAD}\n\n{NEXT}\n\n3 Comments\n\n{remark}\n"
    assert zone_of(text, remark) == "comment"
    assert zone_of(text, NEXT) == "body"
    assert zone_of(f"{LEAD}\n\n{NEXT}\n\n3 Comments\n\n{LAST}\n", LAST) == "body"


def test_a_count_of_comments_at_the_top_loses_no_body() -> None:
    text = f"12 Comments\n\n{LEAD}\n\n{NEXT}\n\n{LAST}"
    assert zone_of(text, "12 Comments") == "comment"
    assert zone_of(text, LEAD) == "body"


def check_cover(text: str, zones: tuple[Zone, ...]) -> None:
    assert zones[0].start == 0
    assert zones[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(zones))
    assert all(zone.start < zone.end and zone.reason for zone in zones)
    assert all(a.zone != b.zone for a, b in pairwise(zones))


PIECES = st.sampled_from(
    [
        *PROMO,
        *CAPTION,
        *BYLINE,
        *BODY,
        LEAD,
        "",
        " ",
        "\ufeff",
        "🙂 flagged 🇳🇴",
        "1. x",
        "  2) I agree!!",
        "“",
        "\u200b",
    ]
)
BREAKS = st.sampled_from(["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\n\n"])


@given(st.lists(st.tuples(PIECES | st.text(max_size=40), BREAKS), min_size=1, max_size=30))
def test_zones_cover_any_text(parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + end for piece, end in parts)
    zones = label(text)
    check_cover(text, zones)
    assert zones == label(text)


@given(st.text(min_size=1, max_size=300))
def test_zones_cover_any_characters(text: str) -> None:
    check_cover(text, label(text, text[:20]))


def test_no_text_has_no_zones() -> None:
    assert label("") == ()
    assert [zone.zone for zone in label("\n \n")] == ["body"]


@pytest.mark.parametrize(
    "unit", ["a", "share ", "share", "1 ", "( ", "“a” ", "A/", "A. ", "- ", "\n", "12 comments ", "by A "]
)
def test_a_megabyte_in_one_line_is_read(unit: str) -> None:
    """Each once took minutes; nothing here would end if patterns went over it again and again."""
    text = unit * (1_000_000 // len(unit))
    check_cover(text, label(text))
