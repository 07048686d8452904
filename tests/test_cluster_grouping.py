"""Stories through an engine are those of one machine, whatever the units and the blocks, to the last bit."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hand_made import pile_of
from whence.cluster import grouping, parts, stages
from whence.comparison import stories
from whence.comparison.stories import words
from whence.comparison.stories.grouping import grouped
from whence.comparison.stories.titles import light, title
from whence.engines import Embedded
from whence.options import Options, StoryOptions
from whence.records import Article, Pile

NOUNS = "river bridge council harbour treaty colonel strike budget ferry valley Granite Lantern furnace tariff".split()
TEXT = st.lists(st.sampled_from([*NOUNS, "the", "of", "Monday", "St. Ann", "—", ""]), max_size=12).map(" ".join)


def records(seed: int, many: int) -> Iterator[dict[str, Any]]:
    """Invented articles on a dozen events; some without day or title, some with the day in their address."""
    chance = random.Random(seed)
    events = [[f"{chance.choice(NOUNS)}{chance.randrange(40)}" for _ in range(12)] for _ in range(12)]
    for number in range(many):
        event = chance.randrange(len(events))
        body = " ".join(chance.choice(events[event] + NOUNS) for _ in range(chance.randint(5, 90)))
        day = f"2031-03-{event + 1 + chance.randrange(2):02}"
        record = {"outlet": chance.choice(["The Bell", "Valley Post", None]), "text": f"{body}.\n\nAnd then {body}."}
        record["title"] = chance.choice([None, " ".join(chance.sample(events[event], 4)).title()])
        record["date"] = chance.choice([day, None])
        record["url"] = f"https://bell.example/{day.replace('-', '/')}/{number}" if chance.random() < 0.3 else None
        yield record
        if chance.random() < 0.1:
            yield record


@pytest.mark.parametrize(
    ("seed", "unit_bytes", "block", "batch"), [(1, 2_000, 7, 1), (2, 900, 50, 3), (3, 1 << 20, 1_000, 4)]
)
def test_the_same_stories_in_any_units(
    seed: int, unit_bytes: int, block: int, batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grouping, "BLOCK", block)
    monkeypatch.setattr(grouping, "BATCH", batch)
    path, out = tmp_path / "pile.jsonl", str(tmp_path / "out")
    path.write_text("".join(json.dumps(each) + "\n" for each in records(seed, 90)), "utf-8")
    pile = pile_of(path)
    wanted = stories.group(pile, StoryOptions())
    assert 2 < len(wanted) < len(pile.articles)
    done = stages.stories([str(path)], out, Options(), Embedded(1), lambda *_: None, unit_bytes)
    ids = frozenset(each.id for each in pile.articles)
    assert parts.stories(out, StoryOptions(), ids) == wanted
    assert done.stories == len(wanted)
    assert parts.stories(out, StoryOptions(), ids - {min(ids)}) is None, "not the stories of this pile"
    assert parts.stories(out, StoryOptions(threshold=0.9), ids) is None, "found with other options"
    assert not list((tmp_path / "out" / "index").iterdir()), "the index is left behind"


def test_no_stories_where_none_were_found(tmp_path: Path) -> None:
    assert parts.stories(str(tmp_path), StoryOptions(), frozenset()) is None


def article(number: int, head: str | None, text: str) -> Article:
    return Article(f"a{number}", text, "", str(number), title=head)


ARTICLES = st.lists(st.tuples(st.none() | TEXT, TEXT), max_size=8).map(
    lambda given: [article(number, *each) for number, each in enumerate(given)]
)


@given(articles=ARTICLES, chance=st.randoms(use_true_random=False))
def test_words_read_apart_are_numbered_as_if_read_at_once(articles: list[Article], chance: random.Random) -> None:
    mixed = list(articles)
    chance.shuffle(mixed)
    cut = chance.randint(0, len(mixed))
    lots = [mixed[:cut], mixed[cut:]]
    at = {each.id: (part, place) for part, lot in enumerate(lots) for place, each in enumerate(lot)}
    kept = articles[: chance.randint(0, len(articles))]
    found = words.joined([words.read(each) for each in lots], [at[each.id] for each in kept])
    wanted = words.read(kept)
    assert found.terms == wanted.terms
    for one, other in zip(
        (*found.titles, *found.bodies, *found.names), (*wanted.titles, *wanted.bodies, *wanted.names), strict=True
    ):
        assert one.dtype == other.dtype
        assert np.array_equal(one, other)


@given(articles=ARTICLES.filter(bool), more=st.text(alphabet="ab \n", max_size=300))
def test_a_light_article_heads_a_story_as_the_whole_one_does(articles: list[Article], more: str) -> None:
    whole = [article(number, each.title, each.text + more) for number, each in enumerate(articles)]
    assert title([light(each) for each in whole], {}) == title(whole, {})


def test_no_articles_make_no_stories() -> None:
    assert grouped([], StoryOptions(), words.joined([], [])) == stories.group(Pile((), ()), StoryOptions()) == ()
