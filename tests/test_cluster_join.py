"""The join in buckets gives the passages that one machine finds, whatever the buckets and the units."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hand_made import pile_of
from whence.cluster import parts, stages, storage
from whence.comparison import chance, reuse
from whence.engines import Embedded
from whence.options import Options, ReuseOptions
from whence.records import Reuse

WORDS = (
    "river bridge council mayor harbour treaty envoy colonel strike budget ferry reservoir valley border patrol signal "
    "engineer minister witness archive granite lantern orchard furnace convoy tariff ledger meadow canal turbine"
).split()
SMALL = "the a of to and in that was on for with said by at from".split()
HOUSE = "Sign up for our morning letter and read the best of the valley before your first coffee every single day."


def sentence(chance: random.Random) -> str:
    words = [chance.choice(SMALL if chance.random() < 0.45 else WORDS) for _ in range(chance.randint(6, 22))]
    plain = " ".join([words[0].capitalize(), *words[1:]])
    return f"“{plain},” the mayor said." if chance.random() < 0.2 else f"{plain}."


def edited(chance: random.Random, text: str) -> str:
    return " ".join(chance.choice(WORDS) if chance.random() < 0.08 else word for word in text.split(" "))


def records(seed: int, many: int) -> Iterator[dict[str, Any]]:
    """Invented articles: some copy a stretch of an earlier one, some all of it, one outlet prints a line everywhere."""
    dice = random.Random(seed)
    made: list[list[str]] = []
    for number in range(many):
        paragraphs = [" ".join(sentence(dice) for _ in range(dice.randint(1, 4))) for _ in range(6)]
        if made and dice.random() < 0.4:
            source = dice.choice(made)
            at = dice.randrange(len(source))
            paragraphs[1:3] = [edited(dice, each) for each in source[at : at + 2]]
        if made and dice.random() < 0.2:
            paragraphs = list(dice.choice(made))
        made.append(paragraphs)
        outlet = dice.choice(["The Bell", "Valley Post", "Harbour Times", None])
        if outlet == "Valley Post":
            paragraphs = [*paragraphs, HOUSE]
        day = dice.choice(["2031-03-01", "2031-03-02T10:00:00Z", None])
        gap = dice.choice(["\n\n", "\n"])
        yield {"id": f"n{number}", "outlet": outlet, "date": day, "text": gap.join(paragraphs)}
    yield {"id": "again", "outlet": outlet, "date": day, "text": gap.join(paragraphs)}


def on_one_machine(path: Path, options: ReuseOptions) -> tuple[Reuse, ...]:
    return reuse.find(pile_of(path), options)


PLAIN = ReuseOptions()
STAR = ReuseOptions(max_frequency=3, information=12.0, beside=8.0, hint=8.0)


@pytest.mark.parametrize(
    ("seed", "unit_bytes", "buckets", "options", "enough"),
    [(1, 3_000, 8, PLAIN, 20), (2, 10_000, 3, STAR, 1), (3, 1 << 20, 1, PLAIN, 1), (4, 5_000, 11, STAR, 1)],
)
def test_the_same_passages_in_any_buckets(
    seed: int,
    unit_bytes: int,
    buckets: int,
    options: ReuseOptions,
    enough: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stages, "_FEWEST", buckets)
    monkeypatch.setattr(chance, "_ENOUGH", enough)
    path, out = tmp_path / "pile.jsonl", str(tmp_path / "out")
    path.write_text("".join(json.dumps(each) + "\n" for each in records(seed, 60)), "utf-8")
    wanted = on_one_machine(path, options)
    done = stages.passages([str(path)], out, Options(reuse=options), Embedded(1), lambda *_: None, unit_bytes)
    ids = storage.read_table(storage.below(out, "survey", "articles.parquet")).column("id").to_pylist()
    assert parts.passages(out, options, frozenset(ids)) == wanted
    assert done.passages == len(wanted)
    assert {each.cause for each in wanted} >= {"copied", "house"}
    assert parts.passages(out, options, frozenset(ids[1:])) is None, "not the passages of this pile"
