"""The stored index of passages: added to, killed, robbed of an article, held by another; always as from scratch."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from whence import export, growth, pipeline
from whence.comparison import reuse, seeds
from whence.comparison.kernels import telling
from whence.ledger import View
from whence.ledger.columns import Columns, locked
from whence.options import Options, ReuseOptions
from whence.records import Article, Pile

_OPTIONS = ReuseOptions(max_frequency=4)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "MODEL", 6)
    monkeypatch.setattr(seeds, "SMALL", 1_000)


def _articles(number: int) -> list[Article]:
    """Thirty articles that share stretches of two stories; some are the same, some undated."""
    draw = random.Random(number)
    words = [f"w{each}" for each in range(400)]
    stories = [draw.choices(words, k=80) for _ in range(2)]
    out: list[Article] = []
    for at in range(30):
        start = draw.randrange(40)
        text = " ".join(draw.choices(words, k=20) + draw.choice(stories)[start : start + 40])
        if at % 7 == 6:
            text = out[-1].text
        outlet = draw.choice(["Herald", "Post", None])
        out.append(Article(f"a-{at:02d}", text, "p", f"k{at}", outlet, published=f"2020-01-{at + 1:02d}"))
    return out


def _check(articles: list[Article], ledger: Path) -> None:
    pile = Pile(tuple(articles), ())
    found = growth.find(pile, ledger, _OPTIONS)
    assert found == reuse.find(pile, _OPTIONS)
    assert found


@pytest.mark.parametrize("number", range(4))
def test_batches_removals_and_latecomers_end_as_from_scratch(number: int, tmp_path: Path) -> None:
    ledger, articles, draw = tmp_path / "whence.db", _articles(number), random.Random(number)
    for cut in sorted(draw.sample(range(7, 30), 3)):
        _check(articles[:cut], ledger)
    gone = draw.randrange(30)
    _check([*articles[:gone], *articles[gone + 1 :]], ledger)
    _check(articles, ledger)
    _check([*articles, Article("a-99", articles[3].text + " and more", "p", "k", "Post")], ledger)
    early = Article("a-98", articles[4].text + " in other words", "p", "k", "Post", published="2019-01-01")
    _check([*articles, early], ledger)


def test_that_nothing_is_new_changes_nothing(tmp_path: Path) -> None:
    ledger, articles = tmp_path / "whence.db", _articles(4)
    for cut in (20, 20, 20, 25, 25, 30):
        _check(articles[:cut], ledger)
    assert len(Columns(growth.folder(ledger), growth.mark(_OPTIONS)).get("words.offsets")) == 31


def test_no_articles_have_no_passages() -> None:
    assert reuse.find(Pile((), ()), _OPTIONS) == ()


_KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
import test_growth
from whence import growth
from whence.comparison import seeds
from whence.comparison.kernels import telling
from whence.ledger.columns import Columns
from whence.records import Pile
telling.MODEL, seeds.SMALL = 6, 1_000
left = [{calls}]
def killed(write):
    def written(self, *values):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return write(self, *values)
    return written
Columns.{write} = killed(Columns.{write})
growth.find(Pile(tuple(test_growth._articles(9)[:25]), ()), Path({ledger!r}), test_growth._OPTIONS)
"""


@pytest.mark.parametrize(("write", "calls"), [("add", 4), ("put", 3), ("commit", 1)])
def test_a_kill_before_the_end_leaves_the_index_as_it_was(tmp_path: Path, write: str, calls: int) -> None:
    """SIGKILL itself: while words are appended, while columns are written anew, and before the manifest is."""
    ledger, articles = tmp_path / "whence.db", _articles(9)
    _check(articles[:15], ledger)
    script = _KILLED.format(tests=str(Path(__file__).parent), write=write, calls=calls, ledger=str(ledger))
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert len(Columns(growth.folder(ledger), growth.mark(_OPTIONS)).get("ids")) == 15
    _check(articles[:20], ledger)
    _check(articles, ledger)


def test_a_damaged_manifest_or_other_options_make_it_anew(tmp_path: Path) -> None:
    ledger, articles = tmp_path / "whence.db", _articles(10)
    _check(articles[:15], ledger)
    (growth.folder(ledger) / "manifest.json").write_text("{")
    _check(articles[:20], ledger)
    growth.find(Pile(tuple(articles), ()), ledger, ReuseOptions())
    _check(articles, ledger)


def test_while_another_process_holds_the_index_none_is_used(tmp_path: Path) -> None:
    ledger, articles = tmp_path / "whence.db", _articles(11)
    with locked(growth.folder(ledger)) as free:
        assert free
        assert growth.find(Pile(tuple(articles), ()), ledger, _OPTIONS) is None
    _check(articles, ledger)


def test_columns_are_appended_to_and_replaced_whole(tmp_path: Path) -> None:
    first = Columns(tmp_path, "one")
    first.put("n", np.arange(3))
    first.put("pairs", np.zeros((0, 3), dtype=np.int32))
    first.commit("one")
    second = Columns(tmp_path, "one")
    assert second.add("n", np.arange(3, 5)).tolist() == [0, 1, 2, 3, 4]
    assert Columns(tmp_path, "one").get("n").tolist() == [0, 1, 2]
    assert second.put("pairs", np.ones((1, 3), dtype=np.int32)).tolist() == [[1, 1, 1]]
    second.commit("one")
    assert Columns(tmp_path, "one").get("n").tolist() == [0, 1, 2, 3, 4]
    assert Columns(tmp_path, "one").get("pairs").shape == (1, 3)
    assert "n" not in Columns(tmp_path, "two")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["manifest.json", "n.1", "pairs.2"]


def test_a_ledger_that_grows_through_its_index_ends_as_one_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    for path, some in ((first, _articles(12)[:8]), (second, _articles(12)[8:12])):
        rows = ({"id": each.key, "text": each.text, "date": each.published} for each in some)
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    options = Options(reuse=_OPTIONS)
    pipeline.add([first, second], tmp_path / "plain.db", options)
    monkeypatch.setattr(growth, "LEAST", 2)
    pipeline.add([first], tmp_path / "grown.db", options)
    pipeline.add([second], tmp_path / "grown.db", options)
    assert growth.folder(tmp_path / "grown.db").is_dir()
    assert not growth.folder(tmp_path / "plain.db").exists()
    with View.open(tmp_path / "plain.db") as plain, View.open(tmp_path / "grown.db") as grown:
        assert list(export.rows(grown, "reuse")) == list(export.rows(plain, "reuse"))
        key = next(row["key"] for row in export.rows(grown, "articles"))
    for ledger in ("plain.db", "grown.db"):
        pipeline.remove(key, tmp_path / ledger, options)
    with View.open(tmp_path / "plain.db") as plain, View.open(tmp_path / "grown.db") as grown:
        assert list(export.rows(grown, "reuse")) == list(export.rows(plain, "reuse"))
