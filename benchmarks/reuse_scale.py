"""Reuse in large piles: growth with the pile, one story in many copies, new articles against a pile.

python benchmarks/reuse_scale.py growth A.jsonl B.jsonl    articles by gen_scale.py (shared): core-seconds, exponent
python benchmarks/reuse_scale.py copies FOLDER [2000]      one story in as many identical, and as many edited, copies
python benchmarks/reuse_scale.py ledger FOLDER [2000]      the same of a sample, in a ledger: attribution and each stage
python benchmarks/reuse_scale.py new A.jsonl FOLDER [1000] the last articles (the newest) against all others by a stored
                                                           index: core-seconds, and whether it is as from scratch
"""

from __future__ import annotations

import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from whence import growth, pipeline, samples
from whence.comparison.passages import Shared
from whence.options import ReuseOptions
from whence.records import Article

_RATE = 0.05
_STAGES = ("reuse", "direction", "stories", "actors", "claims", "omissions", "disputes and store", "end")
_WORDS = 400


def measured(command: Sequence[str]) -> tuple[float, float]:
    """Core-seconds (user and system) and peak gigabytes of a command."""
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e6


def passages(path: str | Path, kind: str = "tsv") -> tuple[float, float]:
    """What `whence passages` takes on one file, compiled code cached."""
    with tempfile.TemporaryDirectory() as folder:
        output = str(Path(folder) / "out")
        return measured([sys.executable, "-m", "whence", "passages", str(path), "--format", kind, "-o", output])


def piles(paths: Sequence[str]) -> None:
    """Core-seconds of each pile, and the exponent of core-seconds against articles between them."""
    before: tuple[int, float] | None = None
    for path in paths:
        with Path(path).open(encoding="utf-8") as lines:
            count = sum(1 for _ in lines)
        seconds, peak = passages(path)
        note = ""
        if before:
            exponent = math.log(seconds / before[1]) / math.log(count / before[0])
            note = f", exponent {exponent:.2f}"
        print(f"{count} articles: {seconds:.1f} core-seconds, {peak:.1f} GB{note}", flush=True)
        before = count, seconds


def copies(folder: str, number: int) -> None:
    """What one story in `number` copies takes: identical, and each with 5 % of its words replaced, cut or put in."""
    draw = random.Random(7)
    vocabulary = [f"w{draw.randrange(10**9):x}" for _ in range(5_000)]
    story = draw.choices(vocabulary, k=_WORDS)
    for name, rate in (("identical", 0.0), ("edited", _RATE)):
        path = Path(folder) / f"copies-{name}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for each in range(number):
                text = " ".join(_edited(story, vocabulary, rate, draw))
                file.write(json.dumps({"id": str(each), "outlet": f"outlet {each}", "text": text}) + "\n")
        for kind in ("tsv", "jsonl"):
            seconds, peak = passages(path, kind)
            print(f"{number} {name} copies, {kind}: {seconds:.1f} core-seconds, {peak:.1f} GB", flush=True)


def ledger(folder: str, number: int) -> None:
    """What `number` copies of a sample with statements take in a ledger, by stage, in core-seconds of this process.

    A first round on twenty copies loads compiled code.
    """
    story = (samples.folder() / "01-wire.txt").read_text("utf-8").split(" ")
    draw = random.Random(7)
    for name, rate, count in (("few", 0.0, 20), ("identical", 0.0, number), ("edited", _RATE, number)):
        path = Path(folder) / f"story-{name}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for each in range(count):
                text = " ".join(_edited(story, story, rate, draw))
                day = f"2020-01-{each % 28 + 1:02d}"
                file.write(json.dumps({"id": str(each), "outlet": f"outlet {each}", "text": text, "date": day}) + "\n")
        begun = [("read and attribute", time.process_time())]

        def tell(stage: str, done: int, _: int, begun: list[tuple[str, float]] = begun) -> None:
            if stage == "compare":
                begun.append((_STAGES[done], time.process_time()))

        pipeline.add([path], Path(folder) / f"story-{name}.db", progress=tell)
        steps = pairwise(begun)
        print(f"{count} {name}:", ", ".join(f"{step} {after - at:.1f}" for (step, at), (_, after) in steps), flush=True)


def new(path: str, folder: str, number: int) -> None:
    """Index all but the last articles, bring the index up to the last ones, and see that it is as from scratch.

    A first round on fewer articles loads compiled code, so that no start of a process is counted.
    """
    with Path(path).open(encoding="utf-8") as lines:
        articles = [_article(at, json.loads(line)) for at, line in enumerate(lines)]
    few = articles[: growth.LEAST + 200]
    _round(few[:-10], few, Path(folder) / "few")
    found = _round(articles[:-number], articles, Path(folder) / "many")
    began = time.process_time()
    _, expected = growth.renewed(articles, Path(folder) / "fresh", ReuseOptions())
    print(f"all {len(articles)} from scratch: {time.process_time() - began:.1f} core-seconds")
    same = _written(found) == _written(expected)
    print(len(found.cause), "passages,", "the same as from scratch" if same else "NOT the same as from scratch")


def _round(some: Sequence[Article], every: Sequence[Article], place: Path) -> Shared:
    for articles in (some, every):
        began = time.process_time()
        _, found = growth.renewed(articles, place, ReuseOptions())
        print(f"index of {len(articles)}: {time.process_time() - began:.2f} core-seconds", flush=True)
    return found


def _written(found: Shared) -> set[bytes]:
    """Each passage with its edits and cause, as bytes."""
    held = found.passages
    rows = np.stack((*held[:7], found.cause, found.reworded, found.proof), axis=1).astype(np.int32)
    return {rows[at].tobytes() + held.runs[held.first[at] : held.last[at]].tobytes() for at in range(len(rows))}


def _article(at: int, record: dict[str, str]) -> Article:
    return Article(id=f"a-{at:09d}", text=record["text"], path=record["id"], key=record["id"], published="2020-01-01")


def _edited(story: Sequence[str], vocabulary: Sequence[str], rate: float, draw: random.Random) -> list[str]:
    out: list[str] = []
    for word in story:
        chance = draw.random()
        if chance >= rate:
            out.append(word)
        elif chance < rate / 2:
            out.append(draw.choice(vocabulary))
        elif chance < 3 * rate / 4:
            out += [word, draw.choice(vocabulary)]
    return out


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    if verb == "growth":
        piles(rest)
    elif verb == "copies":
        copies(rest[0], int(rest[1]) if len(rest) > 1 else 2_000)
    elif verb == "ledger":
        ledger(rest[0], int(rest[1]) if len(rest) > 1 else 2_000)
    elif verb == "new":
        new(rest[0], rest[1], int(rest[2]) if len(rest) > 2 else 1_000)
    else:
        raise SystemExit(__doc__)
