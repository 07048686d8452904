"""One actor or not, across articles: the joins of `comparison.actors` against pairs of names that were read.

    python -m benchmarks.actors [--part work|last] [--misses]     (WHENCE_DATA, default ../shared)

The pile holds all AllSides articles of the events that the gold touches, in stories as the program finds them. Names
need no network, so the articles are read without one: nobody's statements are sought, only who is named. A name of the
gold is the entity of its article whose mentions, written exactly so, are most; failing that the one whose mentions it
overlaps.
Printed by part:

joined    precision, recall and F1 of "one actor" over the pairs; a name that is no entity joins nothing
right     right answers over all pairs, both ways
named     names of the gold that are entities
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.claims import Tally
from whence.attribution import attribute
from whence.attribution.document import Document, Extraction
from whence.comparison import actors, stories
from whence.comparison.compare import ordered
from whence.options import Options, ReadingOptions
from whence.reading import documents, read
from whence.records import Article, Entity, Pile, Reject

Row = dict[str, Any]
GOLD = Path(__file__).parent / "gold" / "actors" / "actors.jsonl"
DATA = Path(os.environ.get("WHENCE_DATA", Path(__file__).parents[2] / "shared"))


class _Nothing:
    """An extractor that finds no statement."""

    def extract(self, document: Document) -> list[Extraction]:
        """No attribution."""
        del document
        return []


def gold() -> list[Row]:
    """The annotated pairs."""
    return [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]


def articles(rows: list[Row]) -> Iterator[Article]:
    """Every article of the events that the pairs touch."""
    wanted = {row[side]["article"] for row in rows for side in "ab"}
    for line in (DATA / "allsides" / "events.jsonl").read_text("utf-8").splitlines():
        event = set(json.loads(line)["articles"])
        wanted |= event if event & wanted else set()
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"whence-actors-{os.getpid()}.jsonl"
    with lzma.open(DATA / "allsides" / "articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        path.write_text("".join(line for line in lines if json.loads(line)["id"] in wanted), encoding="utf-8")
    try:
        for document in documents([str(path)]):
            for each in () if isinstance(document, Reject) else read(document, ReadingOptions()):
                if not isinstance(each, Reject):
                    yield each
    finally:
        path.unlink()


def entity(article: Article, entities: tuple[Entity, ...], name: str) -> Entity | None:
    """The entity that a name means in an article."""
    at = [each.start() for each in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", article.text)]
    exact: Counter[str] = Counter()
    meets: Counter[str] = Counter()
    for each in entities:
        for span in each.spans:
            exact[each.name] += article.text[span.start : span.end] == name
            meets[each.name] += any(span.start < start + len(name) and start < span.end for start in at)
    best = max(entities, key=lambda each: (exact[each.name], meets[each.name], each.name), default=None)
    return best if best is not None and (exact[best.name] or meets[best.name]) else None


def score(rows: list[Row]) -> dict[str, tuple[Tally, list[str], list[str]]]:
    """By part: the tally of joins, the pairs answered wrongly, and the names that are no entity."""
    found = tuple(articles(rows))
    pile = ordered(Pile(found, tuple(attribute(each, extractor=_Nothing()) for each in found)))
    people = actors.resolve(pile, stories.group(pile, Options().stories))
    home = {member: actor.id for actor in people for member in actor.members}
    text = {each.key: each for each in pile.articles}
    named = {
        article.key: attribution.entities for article, attribution in zip(pile.articles, pile.attributions, strict=True)
    }
    result: dict[str, tuple[Tally, list[str], list[str]]] = {}
    for row in rows:
        tally, wrong, missing = result.setdefault(row["part"], (Tally(), [], []))
        ends: list[str | None] = []
        for side in (row["a"], row["b"]):
            each = entity(text[side["article"]], named[side["article"]], side["name"])
            ends.append(home.get((each.article, each.name)) if each else None)
            if ends[-1] is None:
                missing.append(f"{side['article']} {side['name']}")
        one = ends[0] is not None and ends[0] == ends[1]
        label = f"{row['id']} {row['a']['name']} / {row['b']['name']}"
        tally.take(row["same"], one, label)
        if one != row["same"]:
            wrong.append(label)
    return result


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("work", "last"))
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    rows = [row for row in gold() if options.part in (None, row["part"])]
    for part, (tally, wrong, missing) in sorted(score(rows).items()):
        pairs = [row for row in rows if row["part"] == part]
        right, names = 1 - len(wrong) / len(pairs), 1 - len(missing) / (2 * len(pairs))
        print(f"{part:5} {len(pairs):4} pairs   joined {tally}   right {right:6.1%}   named {names:6.1%}")
        for kind, lines in (("joined", tally.false), ("parted", tally.missed), ("no entity", missing)):
            for line in lines if options.misses else ():
                print(f"  {kind}: {line}")


if __name__ == "__main__":
    main()
