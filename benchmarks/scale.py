"""How the comparison grows, and how soon `trace` answers: `python -m benchmarks.scale LEDGER [SIZE…]`.

LEDGER is read, never written; build it with `whence add`. For each SIZE (default 1000, 3000 and all) the first articles
by id, which is a random draw, are compared in a process of their own: core-seconds a stage, megabytes at most, and the
exponent of growth from the smallest size to the largest (log of the ratio of times over log of that of sizes). A
random draw of a tenth of the pile holds a hundredth of its pairs, so this is the harder of the ways to grow; with
`--by-day` the draws are articles of consecutive days, as a pile fills over time. With `--trace N`, N times six random
words of random articles are traced in this process on the ledger as it stands, and ten by the whole command.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from whence.answers import trace
from whence.comparison import compare
from whence.ledger import View
from whence.options import Options
from whence.records import Article, Pile

Times = dict[str, float]


def draw(pile: Pile, size: int, by_day: bool) -> Pile:
    """The first `size` articles by id; or, with `by_day`, of consecutive days, with undated ones in proportion."""
    chosen = list(pile.articles)
    if by_day:
        dated = sorted((each for each in chosen if each.published), key=lambda each: (each.published or "", each.id))
        undated = [each for each in chosen if not each.published]
        share = round(size * len(undated) / len(chosen))
        begin = (len(dated) - (size - share)) // 2
        chosen = dated[begin : begin + size - share] + undated[:share]
    kept = {each.id for each in chosen[:size]}
    return replace(
        pile,
        articles=tuple(each for each in pile.articles if each.id in kept),
        attributions=tuple(each for each in pile.attributions if each.article in kept),
    )


def measured(ledger: Path, size: int, by_day: bool) -> Times:
    """Core-seconds of loading and of each stage, of the whole comparison, and the most memory in megabytes."""
    times: Times = {}
    running = "loading"
    begin = time.process_time()

    def tell(stage: str) -> None:
        nonlocal running, begin
        times[running], running, begin = time.process_time() - begin, stage, time.process_time()

    with View.open(ledger) as view:
        pile = draw(view.pile(), size, by_day)
    tell("articles")
    compare(pile, Options(), tell)
    tell("end")
    del times["articles"]
    times["comparison"] = sum(spent for stage, spent in times.items() if stage != "loading")
    times["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return times | {"articles": float(len(pile.articles))}


def grown(ledger: Path, sizes: list[int], by_day: bool) -> None:
    """Measure each size in a process of its own, warm, and print a Markdown table with the exponents."""
    flags = ["--one"] + ["--by-day"] * by_day
    command = [sys.executable, "-m", "benchmarks.scale", str(ledger)]
    subprocess.run([*command, "50", *flags], check=True, capture_output=True)  # compiled code is on disk from here on
    found: list[Times] = []
    for size in sizes:
        out = subprocess.run([*command, str(size), *flags], check=True, capture_output=True, text=True).stdout
        found.append(json.loads(out.splitlines()[-1]))
    first, last = found[0], found[-1]
    stretch = math.log(last["articles"] / first["articles"])
    print("| | " + " | ".join(f"{each['articles']:,.0f}" for each in found) + " | exponent |")
    print("|---|" + "--:|" * (len(found) + 1))
    for stage in (each for each in first if each != "articles"):
        exponent = math.log(max(last[stage], 1e-3) / max(first[stage], 1e-3)) / stretch
        print(f"| {stage} | " + " | ".join(f"{each[stage]:,.1f}" for each in found) + f" | {exponent:.2f} |")


def some_words(articles: list[Article], rng: random.Random) -> str:
    """Six words in a row of an article drawn at random."""
    words = rng.choice(articles).text.split()
    at = rng.randrange(max(1, len(words) - 6))
    return " ".join(words[at : at + 6])


def traced(ledger: Path, times: int) -> None:
    """Print the milliseconds of `trace` inside a process, the view open, and of the whole command."""
    rng = random.Random(5)
    with View.open(ledger) as view:
        articles = list(view.articles())
    asked = [some_words(articles, rng) for _ in range(times)]
    spent = []
    with View.open(ledger) as view:
        for words in asked:
            begin = time.perf_counter()
            trace(view, words)
            spent.append(1000 * (time.perf_counter() - begin))
    whole = []
    for words in asked[:10]:
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "whence", "trace", words, "--ledger", str(ledger)], check=True, capture_output=True
        )
        whole.append(1000 * (time.perf_counter() - begin))
    for name, each in (("trace inside a process", sorted(spent)), ("the whole command", sorted(whole))):
        print(
            f"{name}: median {each[len(each) // 2]:.0f} ms, p95 {each[int(0.95 * len(each))]:.0f}, worst {each[-1]:.0f}"
        )


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 3_000, 1 << 30])
    parser.add_argument("--by-day", action="store_true")
    parser.add_argument("--trace", type=int, default=0, metavar="N")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measured(asked.ledger, asked.sizes[0], asked.by_day)))
    elif asked.trace:
        traced(asked.ledger, asked.trace)
    elif len(asked.sizes) < 2:
        parser.error("growth wants two sizes or more")
    else:
        grown(asked.ledger, asked.sizes, asked.by_day)


if __name__ == "__main__":
    main()
