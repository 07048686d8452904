"""Passages that two articles share, word for word and in other words, and why."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from whence.comparison.reuse import covered, find
from whence.options import ReuseOptions
from whence.records import Article, Attribution, Pile, Reuse, Zone

WIRE = (
    "The harbour board voted on Monday to close the northern weir until the spring floods have passed.\n\n"
    "Engineers found four cracks in the main gate, board chairwoman Ilse Brandt said, and two more in its footing.\n\n"
    '"We will not gamble with the lives of the people who live below this wall," Brandt told reporters.\n\n'
    "Fishermen from the lower town marched to the board's office and demanded compensation for lost catches.\n\n"
    "The regional ministry promised a survey of all nine weirs on the river before the end of August.\n"
)
COPY = (
    "Lower town fishermen marched to the harbour board's office demanding compensation for catches they lost.\n\n"
    "The harbour board voted on Monday to close the northern weir until the spring floods have passed.\n\n"
    "Four cracks were found by engineers in the gate, with two more cracks found in the footing.\n\n"
    "The river's nine weirs will all be surveyed before August ends, the regional ministry promised.\n"
)
QUOTER = (
    "Ilse Brandt has chaired the board for eleven years, and she seldom raises her voice.\n\n"
    'At her press conference she did. "We will not gamble with the lives of the people who live below this wall," she'
    " said, and left the room without taking another question.\n"
)
OTHER = "The cinema on Vine Street will reopen in autumn with a festival of silent films and a new organ.\n"


def article(name: str, text: str, outlet: str | None = None) -> Article:
    return Article(name, text, name, name, outlet, zones=(Zone(0, len(text), "body", "text"),))


def pile(*articles: Article) -> Pile:
    return Pile(articles, tuple(Attribution(each.id) for each in articles))


def passages(*articles: Article) -> tuple[Reuse, ...]:
    return find(pile(*articles), ReuseOptions())


def words_of(each: Reuse, side: str, texts: dict[str, str]) -> str:
    name, span = (each.a, each.a_span) if side == "a" else (each.b, each.b_span)
    return texts[name][span.start : span.end]


def test_a_copied_sentence_is_found_word_for_word() -> None:
    found = [each for each in passages(article("a", WIRE), article("b", COPY)) if each.kind == "verbatim"]
    assert [words_of(each, "a", {"a": WIRE}) for each in found] == [WIRE.split("\n")[0].rstrip(".")]
    assert {each.cause for each in found} == {"copied"}
    assert found[0].similarity == 1.0


def test_reworded_sentences_are_found_in_a_related_pair() -> None:
    found = [each for each in passages(article("a", WIRE), article("b", COPY)) if each.kind == "reworded"]
    pairs = {(words_of(each, "a", {"a": WIRE})[:12], words_of(each, "b", {"b": COPY})[:12]) for each in found}
    assert ("Fishermen fr", "Lower town f") in pairs
    assert ("Engineers fo", "Four cracks ") in pairs
    assert ("The regional", "The river's ") in pairs


def test_a_shared_quote_alone_is_no_copy() -> None:
    (found,) = passages(article("a", WIRE), article("q", QUOTER))
    assert found.cause == "quoted"
    assert words_of(found, "a", {"a": WIRE}).startswith("We will not gamble")


def test_articles_on_other_things_share_nothing() -> None:
    assert passages(article("a", WIRE), article("o", OTHER)) == ()


def test_identical_texts_of_two_outlets_are_joined_whole() -> None:
    found = passages(article("a", WIRE, "Gazette"), article("b", WIRE, "Mail"))
    assert {each.similarity for each in found} == {1.0}
    shared = sum(span.end - span.start for span in covered(found, "a"))
    assert shared > 0.95 * len(WIRE.replace("\n", ""))


def test_a_pile_of_nothing_but_edited_copies_is_one_story() -> None:
    words = WIRE.split(" ")
    texts = [" ".join([*words[:at], f"w{number}", *words[at + 1 :]]) for number in range(120) for at in (number % 80,)]
    found = passages(*(article(f"n{number:03d}", text) for number, text in enumerate(texts)))
    assert {each.a for each in found} | {each.b for each in found} == {f"n{number:03d}" for number in range(120)}
    assert {each.cause for each in found} == {"copied"}


def test_a_house_line_is_set_aside() -> None:
    line = "Sign our letter to the board and support independent reporting from the valley with one crown a month.\n"
    texts = ("The mill closed.\n", "The choir sang at noon.\n", "Rain fell on Sunday.\n")
    found = passages(*(article(f"h{at}", text + line, "Gazette") for at, text in enumerate(texts)))
    assert len(found) == 3
    assert {each.cause for each in found} == {"house"}


def test_zones_that_are_no_body_take_no_part() -> None:
    both = [Article(name, WIRE, name, name, zones=(Zone(0, len(WIRE), "promo", "a box"),)) for name in ("a", "b")]
    assert passages(*both) == ()


def test_offsets_hold_beside_wide_characters() -> None:
    texts = {"a": "🌊🌊 " + WIRE, "b": "Größer 🏞 " + COPY}
    for each in passages(*(article(name, text) for name, text in texts.items())):
        if each.kind == "verbatim":
            assert words_of(each, "a", texts) == words_of(each, "b", texts)


sentences = st.sampled_from([line for line in (WIRE + COPY + QUOTER + OTHER).split("\n") if line])
texts = st.lists(sentences, min_size=1, max_size=8).map("\n\n".join)


@given(st.lists(texts, min_size=2, max_size=5), st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_pile_does_not_matter_and_edits_cover_the_passage(contents: list[str], random: object) -> None:
    articles = [article(f"n{at}", text) for at, text in enumerate(contents)]
    found = passages(*articles)
    assert passages(*articles[::-1]) == found
    for each in found:
        assert each.a < each.b
        left, right = contents[int(each.a[1:])], contents[int(each.b[1:])]
        assert 0 <= each.a_span.start < each.a_span.end <= len(left)
        assert 0 <= each.b_span.start < each.b_span.end <= len(right)
        assert each.edits[0].a.start == each.a_span.start
        assert each.edits[-1].a.end == each.a_span.end
        for edit in each.edits:
            if edit.operation == "kept":
                one, other = (text[s.start : s.end].lower() for text, s in ((left, edit.a), (right, edit.b)))
                assert one.split()[0].strip('"') == other.split()[0].strip('"')
