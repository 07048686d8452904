from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hand_made import article, passage, pile, said
from whence.comparison.accounts import without_contributors
from whence.comparison.actors import resolve
from whence.comparison.claims import link
from whence.errors import BadOption
from whence.lexicon.families import Families
from whence.options import IndependenceOptions, Options
from whence.records import Article, Claim, Reuse, Statement, Story

WORDS = "the lighthouse will stay dark until the keepers are paid what they are owed"


def report(key: str, speaker: str = "Ana Orlo", outlet: str | None = None, tail: str = "", **more: Any) -> Article:
    return article(key, f"{speaker} said {WORDS}.{tail}", outlet or key, published="2020-05-01", **more)


def claim(
    articles: list[Article], statements: list[Statement], reuse: tuple[Reuse, ...] = (), options: Options | None = None
) -> Claim:
    built = pile(articles, statements)
    stories = (Story("t", tuple(each.id for each in built.articles), ""),)
    found = link(built, reuse, stories, resolve(built, stories), options or Options())
    assert len(found) == 1, [each.text for each in found]
    return found[0]


def counts(found: Claim) -> tuple[int, int, int, int]:
    return found.witnesses, found.voices, found.anonymous_voices, found.independent_sources


ONE, TWO, THREE = report("one"), report("two"), report("three")
ORLO = [said(each, WORDS, "Ana Orlo", "said") for each in (ONE, TWO, THREE)]


def test_three_who_heard_one_speaker() -> None:
    found = claim([ONE, TWO, THREE], ORLO)
    assert counts(found) == (3, 1, 0, 3)
    assert all(each.endswith(".") for each in found.reasoning)
    assert "in this pile" in found.reasoning[-1]


def test_a_copy_counts_once_whether_or_not_the_direction_is_known() -> None:
    sentence = f"Ana Orlo said {WORDS}"
    for direction in ("forth", "unknown"):
        copied = passage(ONE, sentence, TWO, sentence, direction=direction)
        assert counts(claim([ONE, TWO, THREE], ORLO, (copied,)))[0] == 2


def test_a_shared_quote_folds_nothing() -> None:
    shared = passage(ONE, WORDS, TWO, WORDS, cause="quoted")
    assert counts(claim([ONE, TWO, THREE], ORLO, (shared,)))[0] == 3


def test_a_quotation_inside_a_copied_passage_folds_nothing_unless_the_rest_came_too() -> None:
    quote = f"“{WORDS},” Orlo said"
    rest = "The keepers met on the pier at noon and spoke for an hour about lamps and oil and the price of bread"
    one, two = (article(key, f"{rest}. {quote}.", key, published="2020-05-01") for key in ("one", "two"))
    own = article("two", f"I asked her in the rain what the town should do. {quote}.", "two", published="2020-05-01")
    for other, count in ((two, 1), (own, 2)):
        shared = [passage(one, quote, other, quote, direction="forth")]
        shared += [passage(one, rest, other, rest, direction="forth")] if other is two else []
        statements = [said(each, WORDS, "Orlo", "said", kind="direct") for each in (one, other)]
        found = claim([one, other], statements, tuple(shared))
        assert counts(found)[0] == count, found.reasoning


QUOTED = f"“{WORDS},”"
TOLD = (
    # what the articles say, witnesses
    ([f"{QUOTED} Orlo told CNN.", f"{QUOTED} Orlo said on CNN."], 1),
    ([f"{QUOTED} Orlo told CNN.", f"{QUOTED} Orlo told Fox News."], 2),
    ([f"{QUOTED} Orlo told CNN.", f"Nobody paid. {QUOTED} Orlo said."], 1),  # repeats an interview without its name
    ([f"{QUOTED} Orlo told CNN.", f"In a statement she was clear. {QUOTED} Orlo said."], 2),
    ([f"{QUOTED} Orlo told reporters.", f"{QUOTED} Orlo told reporters on Monday."], 2),
    ([f"Orlo spoke in an interview with The Hill.\n{QUOTED} Orlo said.", f"{QUOTED} Orlo told The Hill."], 1),
    ([f"{QUOTED} Orlo wrote on Twitter.", f"{QUOTED} Orlo tweeted."], 2),
    ([f"{QUOTED} Orlo said on “Fox News Sunday.”", f"{QUOTED} Orlo told Fox News in an interview."], 1),
)


@pytest.mark.parametrize(("texts", "witnesses"), TOLD)
def test_words_said_to_one_outlet_are_one_account(texts: list[str], witnesses: int) -> None:
    articles = [article(f"a{at}", text, f"Paper {at}", published="2020-05-01") for at, text in enumerate(texts)]
    cues = [next(cue for cue in ("told", "said", "wrote", "tweeted") if f"Orlo {cue}" in text) for text in texts]
    statements = [said(each, WORDS, "Orlo", cue, kind="direct") for each, cue in zip(articles, cues, strict=True)]
    assert counts(claim(articles, statements))[0] == witnesses


def test_the_reasoning_names_the_accounts_and_the_voices_that_remain() -> None:
    told = [article(f"a{at}", f"{QUOTED} Orlo told CNN.", f"Paper {at}", published="2020-05-01") for at in range(2)]
    other = article("b", f"{QUOTED} Orlo told Fox News.", "Paper 7", published="2020-05-02")
    found = claim([*told, other], [said(each, WORDS, "Orlo", "told", kind="direct") for each in (*told, other)])
    assert found.reasoning == (
        "In this pile 3 articles carry it, 3 of them with a source.",
        "Paper 0 and Paper 1 say that it was said to CNN: one account.",
        "That leaves 2 independent accounts: CNN (through Paper 0, Paper 1); Fox News (through Paper 7).",
        "Behind them stands 1 voice: Orlo.",
        "As the claim is that somebody said it, the accounts are counted, in this pile.",
    )


def test_articles_of_one_outlet_are_one_account_whatever_its_section_is_called() -> None:
    found = claim(
        [report("one", outlet="CNN (Web News)"), report("two", outlet="CNN"), THREE],
        [said(report("one"), WORDS, "Ana Orlo"), said(report("two"), WORDS, "Ana Orlo"), ORLO[2]],
    )
    assert counts(found)[0] == 2


def test_a_primary_document_is_the_words_and_no_account_of_them() -> None:
    release = report("release", outlet="Orlo's office", primary=True)
    found = claim([release, ONE, TWO], [said(release, WORDS, "Ana Orlo"), *ORLO[:2]])
    assert counts(found) == (2, 1, 0, 2)
    assert found.appearances[found.origin].article == "release"
    assert any("Orlo's office is a primary document" in each for each in found.reasoning)
    alone = claim([release], [said(release, WORDS, "Ana Orlo")])
    assert counts(alone) == (1, 1, 0, 1)


def test_one_agency_counts_once_and_so_does_the_agency_itself() -> None:
    tail = " The Coast Wire reported it first."
    relayed = [report(each, tail=tail) for each in ("one", "two")]
    wire = report("wire", outlet="Coast Wire")
    statements = [said(each, WORDS, "Ana Orlo", relay=["Coast Wire"]) for each in relayed]
    assert counts(claim(relayed, statements))[0] == 1
    found = claim([*relayed, wire], [*statements, said(wire, WORDS, "Ana Orlo")])
    assert counts(found)[0] == 1
    assert any("one and two pass on what Coast Wire reported" in each for each in found.reasoning)


def test_sister_papers_and_revisions_count_once(tmp_path: Path) -> None:
    table = tmp_path / "families.csv"
    table.write_text(
        "outlet,family,as_of,source\none,Tide Group,2020,register\nTwo,Tide Group,2020,register\n", "utf-8"
    )
    options = Options(independence=IndependenceOptions(str(table)))
    assert counts(claim([ONE, TWO, THREE], ORLO, (), options))[0] == 2
    twice = [report("one", url="https://one.example/1"), report("two", outlet="one", url="https://one.example/1")]
    assert counts(claim(twice, [said(each, WORDS, "Ana Orlo") for each in twice]))[0] == 1


def test_two_speakers_are_two_voices_and_the_unnamed_are_told_apart() -> None:
    other, unnamed = report("other", "Tomas Reik"), report("unnamed", "officials")
    statements = [ORLO[0], said(other, WORDS, "Tomas Reik"), said(unnamed, WORDS, "officials")]
    assert counts(claim([ONE, other, unnamed], statements)) == (2, 3, 1, 2)


def test_a_generalised_speaker_in_a_copy_is_no_voice_of_its_own() -> None:
    unnamed = report("unnamed", "officials")
    copied = passage(ONE, WORDS, unnamed, WORDS, direction="forth")
    found = claim([ONE, unnamed], [ORLO[0], said(unnamed, WORDS, "officials")], (copied,))
    assert counts(found) == (1, 1, 0, 1)


def test_the_table_of_families_marks_what_nobody_has_checked() -> None:
    table = Families.load()
    assert len(table.rows) >= 100
    assert all(each.outlet and each.family and each.as_of and each.source for each in table.rows.values())
    assert not any(each.sourced for each in table.rows.values() if each.source == "unsourced")
    assert table.of("The Wall Street Journal") == table.of("wall street journal") is not None
    assert table.of("A paper nobody knows") is table.of(None) is None


def test_a_bad_table_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text("outlet,owner\na,b\n", "utf-8")
    with pytest.raises(BadOption, match="family"):
        Families.load(str(broken))
    with pytest.raises(BadOption, match="cannot be read"):
        Families.load(str(tmp_path / "none.csv"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam holds. Ann Lee contributed to this report.\nRain fell.", "The dam holds.\nRain fell."),
        ("Reuters contributed to this article and more", ""),
        ("Two contributed to this story. a\nThree contributed to this story", "\n"),
        ("Nobody contributed a thing.", "Nobody contributed a thing."),
    ],
)
def test_who_contributed_is_cut_to_the_end_of_the_line(text: str, expected: str) -> None:
    assert without_contributors(text) == expected
