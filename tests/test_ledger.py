"""The ledger: records come out as they went in; one writes, many read; what is removed is gone."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.errors import LedgerBusy, LedgerForeign, LedgerMissing, LedgerVersion, NotFound
from whence.ledger import View, Writer
from whence.ledger.rows import from_row, to_row
from whence.ledger.view import How
from whence.records import (
    Actor,
    Appearance,
    Article,
    Attribution,
    Candidate,
    Claim,
    Comparison,
    Dispute,
    Edit,
    Entity,
    Evidence,
    Judgement,
    Omission,
    Part,
    Reject,
    Relay,
    Reuse,
    Span,
    Statement,
    Story,
    Verdict,
    Zone,
)

SENTENCE = "The bridge stays closed."


def old_ledger(place: Path) -> Path:
    """A ledger with an article, as it was before primary documents."""
    with Writer.open(place) as writer:
        article = Article("a1", SENTENCE, "one.txt", "one.txt", zones=(Zone(0, len(SENTENCE), "body", "test"),))
        writer.add([(article, Attribution("a1"))])
    with sqlite3.connect(place) as raw:
        raw.execute('ALTER TABLE articles DROP COLUMN "primary"')
        raw.execute("DELETE FROM meta WHERE name = 'settled'")
    raw.close()
    return place


def test_an_older_ledger_is_read_as_it_is_and_widened_when_it_is_written(tmp_path: Path) -> None:
    place = old_ledger(tmp_path / "old.db")
    with View.open(place) as view:
        assert [each.primary for each in view.articles()] == [False]
        assert view.settled() is None
    with Writer.open(place) as writer:
        writer.mark_primary("a1")
    with View.open(place) as view:
        assert [each.primary for each in view.articles()] == [True]
        assert view.stale()


def test_a_setting_is_kept_until_another_takes_its_place(tmp_path: Path) -> None:
    place = tmp_path / "pile.db"
    for value in ("one.csv", "two.csv", None):
        with Writer.open(place) as writer:
            writer.remember("families", value)
        with View.open(place) as view:
            assert view.setting("families") == value


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
maybe = st.none() | words
spans = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda each: Span(*each))
some_spans = st.lists(spans, max_size=3).map(tuple)
parts = st.builds(Part, words, some_spans)
numbers = st.floats(0, 1)
numbers9 = st.integers(0, 9)
several = st.lists(words, max_size=3).map(tuple)
evidence = st.lists(st.builds(Evidence, words, st.floats(-9, 9), words), max_size=2).map(tuple)
RECORDS = (
    st.builds(
        Article,
        id=words, text=words, path=words, key=words, outlet=maybe, title=maybe, published=maybe, url=maybe,
        authors=several,
        zones=st.lists(st.builds(Zone, numbers9, numbers9, st.just("promo"), words), max_size=2).map(tuple),
        candidates=st.lists(st.builds(Candidate, words, words, words), max_size=2).map(tuple),
    )
    | st.builds(
        Statement,
        id=words, article=words, kind=st.just("mixed"), act=st.just("deny"), content=parts, source=st.none() | parts,
        cue=st.none() | parts, speaker=maybe, named=st.booleans(), entity=maybe, strength=st.integers(-2, 2),
        relay=st.lists(st.builds(Relay, words, some_spans), max_size=2).map(tuple), confidence=numbers,
    )
    | st.builds(Entity, words, words, st.just("group"), several, several, some_spans)
    | st.builds(Actor, words, words, st.just("person"), several, several, st.lists(st.tuples(words, words)).map(tuple))
    | st.builds(
        Reuse,
        id=words, a=words, b=words, a_span=spans, b_span=spans, similarity=numbers, kind=st.just("verbatim"),
        edits=st.lists(st.builds(Edit, st.just("cut"), spans, spans), max_size=2).map(tuple), evidence=evidence,
    )
    | st.builds(Story, words, several, words)
    | st.builds(
        Claim,
        id=words, text=words, order=st.just("dated"), reasoning=several,
        appearances=st.lists(
            st.builds(
                Appearance, words, maybe, some_spans, st.just("exact"), st.just(("relay_dropped",)),
                st.none() | st.integers(0, 3), numbers, evidence,
            ),
            max_size=2,
        ).map(tuple),
    )
    | st.builds(Omission, words, words, words, st.just("quote"))
    | st.builds(Dispute, words, words, words, maybe, st.just("denial"), numbers, words)
    | st.builds(
        Judgement, words, st.just("claim"), words, maybe, st.sampled_from(Verdict), words, words, words, st.booleans()
    )
    | st.builds(Reject, words, words, words)
)  # fmt: skip


@given(RECORDS)
def test_a_record_survives_its_row(record: object) -> None:
    names = list(type(record).__dataclass_fields__)  # type: ignore[attr-defined]
    assert from_row(type(record), dict(zip(names, to_row(record), strict=True))) == record


def article(name: str, text: str) -> Article:
    return Article(name, text, f"{name}.txt", f"{name}.txt", zones=(Zone(0, len(text), "body", "text"),))


def pair(name: str, text: str, content: tuple[int, int]) -> tuple[Article, Attribution]:
    made = article(name, text)
    said = Statement(f"s-{name}", name, "indirect", "assert", Part.cut(text, [content]))
    return made, Attribution(name, (said,), (Entity(name, "Ada Quist", "person"),))


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "pile.db"
    with Writer.open(path) as writer:
        writer.add(
            [
                pair("a1", "Quist said the weir 🌊 leaks.", (11, 25)),
                pair("a2", "The bridge is shut, Quist said.", (0, 18)),
            ]
        )
    return path


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@settings(max_examples=30, deadline=None)
def test_any_text_comes_out_unchanged(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.db"
        with Writer.open(path) as writer:
            writer.add([(article("x", text), Attribution("x"))])
        with View.open(path) as view:
            assert view.article("x").text == text


def test_adding_twice_adds_nothing(ledger: Path) -> None:
    with Writer.open(ledger) as writer:
        writer.add([pair("a1", "Quist said the weir 🌊 leaks.", (11, 25))])
    with View.open(ledger) as view:
        assert view.counts()["articles"] == 2
        assert len(view.statements("a1")) == 1
        assert len(view.search("weir")) == 1


def test_what_is_removed_is_gone(ledger: Path) -> None:
    with Writer.open(ledger) as writer:
        writer.remove("a1")
        with pytest.raises(NotFound):
            writer.remove("a1")
    with View.open(ledger) as view:
        assert [each.id for each in view.articles()] == ["a2"]
        assert [each.article for each in view.statements()] == ["a2"]
        assert [each.article for each in view.entities()] == ["a2"]
        assert not view.search("weir")


@pytest.mark.parametrize("name", ["a1", "a1.txt"])
def test_an_article_is_found_by_its_names(ledger: Path, name: str) -> None:
    with View.open(ledger) as view:
        assert view.find_article(name).id == "a1"


def test_a_name_for_several_is_no_answer(ledger: Path) -> None:
    with View.open(ledger) as view, pytest.raises(NotFound, match="several articles"):
        view.find_article(".txt")


@pytest.mark.parametrize(
    ("words", "how", "found"),
    [
        ("weir leaks", "phrase", ["a1"]),
        ("leaks weir", "phrase", []),
        ("leaks weir", "all", ["a1"]),
        ("quist", "phrase", ["a1", "a2"]),
        ('"the AND ( weir*', "any", ["a1", "a2"]),
        ("!!", "any", []),
        ("nothing", "any", []),
    ],
)
def test_search_takes_any_words(ledger: Path, words: str, how: How, found: list[str]) -> None:
    with View.open(ledger) as view:
        assert sorted(hit.article for hit in view.search(words, how)) == found


def test_a_comparison_is_replaced_whole(ledger: Path) -> None:
    first = Comparison(stories=(Story("t1", ("a1",), "Weir"), Story("t2", ("a2",), "Bridge")))
    second = Comparison(
        stories=(Story("t3", ("a1", "a2"), "Both"),),
        claims=(Claim("c1", "leaks", (Appearance("a1", "s-a1", (Span(11, 25),), "origin"),), "dated"),),
    )
    with Writer.open(ledger) as writer:
        writer.replace(first)
        writer.replace(second)
    with View.open(ledger) as view:
        assert view.stories() == list(second.stories)
        assert view.story_of("a2") == second.stories[0]
        assert view.claims_at("a1", Span(20, 22)) == ["c1"]
        assert view.claims_at("a1", Span(25, 26)) == []
        assert not view.stale()
        assert view.problems() == []


def test_a_mark_changes_with_the_comparison_and_not_with_further_articles(ledger: Path) -> None:
    def mark() -> str | None:
        with View.open(ledger) as view:
            return view.settled()

    with Writer.open(ledger) as writer:
        marks = [mark()]
        writer.replace(Comparison(stories=(Story("t1", ("a1", "a2"), "Weir"),)))
        marks.append(mark())
        writer.add([pair("a3", "Quist said the weir holds.", (11, 25))])
        assert mark() == marks[-1]
        writer.remove("a3")
        marks.append(mark())
    assert None not in marks
    assert len(set(marks)) == len(marks)


def test_check_names_what_is_wrong(ledger: Path) -> None:
    with sqlite3.connect(ledger) as raw:
        raw.execute("UPDATE articles SET text = 'X' || text, zones = '[]' WHERE id = 'a1'")
    with View.open(ledger) as view:
        problems = "\n".join(view.problems())
    assert "statement s-a1: its spans do not quote its words" in problems
    assert "article a1: zones end at 0" in problems
    assert "older than the articles" in problems


def test_judgements_outlast_a_comparison_and_are_undone(ledger: Path) -> None:
    made = Judgement("j1", "statement", "s-a1", None, Verdict.NO, "ada", "2031-03-01T10:00:00Z", "a typo")
    with Writer.open(ledger) as writer:
        writer.judge(made)
        writer.replace(Comparison())
    with View.open(ledger) as view:
        assert view.pile().judgements == (made,)
    with Writer.open(ledger) as writer:
        writer.undo("j1")
    with View.open(ledger) as view:
        assert view.pile().judgements == ()
        assert view.judgements()[0].undone
        assert view.stale()


def test_one_reads_while_another_writes(ledger: Path) -> None:
    with View.open(ledger) as view:
        assert len(view.articles()) == 2
        with Writer.open(ledger) as writer:
            writer.remove("a1")
        assert len(view.articles()) == 2, "a view sees one state throughout"


def test_two_cannot_write_at_once(ledger: Path) -> None:
    other = sqlite3.connect(ledger, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Writer.open(ledger) as writer, pytest.raises(LedgerBusy):
        writer.remove("a1")
    other.close()


def test_what_is_no_ledger_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissing):
        View.open(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("not a database " * 100)
    with pytest.raises(LedgerForeign):
        View.open(tmp_path / "text.db")
    with sqlite3.connect(tmp_path / "other.db") as raw:
        raw.execute("CREATE TABLE notes (x)")
    with pytest.raises(LedgerForeign):
        Writer.open(tmp_path / "other.db")
    with sqlite3.connect(tmp_path / "newer.db") as raw:
        raw.execute("CREATE TABLE meta (x)")
        raw.execute(f"PRAGMA application_id = {0x57484E43}")
        raw.execute("PRAGMA user_version = 99")
    with pytest.raises(LedgerVersion):
        View.open(tmp_path / "newer.db")
