"""Words per core-second of the attribution stage, its memory, and whether the cost is linear in the text.

    python benchmarks/attribution_speed.py [--articles N] [--spacy]

Reads N articles of AllSides (default 300), attributes them in one process, prints words per second of CPU time and the
largest resident memory. Then one article of 0.25, 0.5 and 1 MB, made by repeating articles, is read. `--spacy` runs, in
the same process, a pipeline of tagger, parser and NER with spaCy's default CNN architectures over the same texts; its
weights are initialised, not trained, which costs the same time. Needs `pip install spacy` (no part of the project).
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import resource
import time
from itertools import islice
from pathlib import Path
from typing import Any

from whence.attribution import attribute
from whence.records import Article

DATA = Path(os.environ.get("WHENCE_DATA", Path(__file__).parents[2] / "shared"))


def articles(count: int) -> list[Article]:
    """The first articles of AllSides."""
    with lzma.open(DATA / "allsides" / "articles.jsonl.xz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in islice(file, count)]
    return [Article(row["id"], row["text"], row["id"], row["id"]) for row in rows]


def words(found: list[Article]) -> int:
    """Words between white space."""
    return sum(len(each.text.split()) for each in found)


def seconds(found: list[Article]) -> float:
    """CPU seconds that attribution takes."""
    began = time.process_time()
    for each in found:
        attribute(each)
    return time.process_time() - began


def repeated(found: list[Article], size: int) -> Article:
    """One article of `size` code points."""
    text = "\n\n".join(each.text for each in found)
    return Article("long", (text * (size // len(text) + 1))[:size], "long", "long")


def spacy_seconds(found: list[Article]) -> float:
    """CPU seconds of a spaCy CNN pipeline of tagger, parser and NER with initialised weights."""
    import spacy  # type: ignore[import-not-found,unused-ignore]

    pipeline: Any = spacy.blank("en")
    for name, label in (("tagger", "NN"), ("parser", "nsubj"), ("ner", "PERSON")):
        pipe = pipeline.add_pipe(name)
        pipe.add_label(label)
        pipe.add_label("VB" if name == "tagger" else "dobj" if name == "parser" else "ORG")
    pipeline.initialize()
    began = time.process_time()
    for _ in pipeline.pipe(each.text for each in found):
        pass
    return time.process_time() - began


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--spacy", action="store_true")
    options = parser.parse_args()
    found = articles(options.articles)
    seconds(found[:2])
    taken = seconds(found)
    print(f"attribution: {words(found)} words, {taken:.1f} CPU s, {words(found) / taken:.0f} words per core-second")
    for size in (250_000, 500_000, 1_000_000):
        taken = seconds([repeated(found, size)])
        print(f"one article of {size / 1e6:.2f} MB: {taken:.1f} CPU s, {size / taken / 1000:.1f} kB per core-second")
    print(f"largest resident memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    if options.spacy:
        taken = spacy_seconds(found)
        print(f"spaCy CNN, untrained weights: {words(found) / taken:.0f} words per core-second")


if __name__ == "__main__":
    main()
