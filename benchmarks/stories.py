"""Group AllSides articles and write stories.jsonl for the scorer of the shared data.

usage: python benchmarks/stories.py OUT.jsonl [DISTRACTORS]      (WHENCE_DATA, default ../shared)
DISTRACTORS: how many articles outside the events take part as well (default 0). Prints seconds and stories.
"""

from __future__ import annotations

import json
import lzma
import os
import sys
from pathlib import Path
from time import process_time

from whence.comparison.stories import group
from whence.options import StoryOptions
from whence.records import Article, Attribution, Pile


def load(data: Path, distractors: int) -> list[Article]:
    """The articles of the events and the first `distractors` others, in the order of the file."""
    with (data / "allsides/events.jsonl").open(encoding="utf-8") as lines:
        wanted = {each for line in lines for each in json.loads(line)["articles"]}
    found = []
    with lzma.open(data / "allsides/articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["id"] not in wanted:
                if not distractors:
                    continue
                distractors -= 1
            found.append(article(record))
    return found


def article(record: dict[str, str]) -> Article:
    """One record of AllSides, named by its own id."""
    key = record["id"]
    return Article(key, record["text"], key, key, record.get("source"), record.get("title"), record.get("date") or None)


def main(out: str, distractors: int = 0) -> None:
    """Group, write, and say how long it took."""
    articles = load(Path(os.environ.get("WHENCE_DATA", "../shared")), distractors)
    pile = Pile(tuple(articles), tuple(Attribution(each.id) for each in articles))
    options = StoryOptions(**{name: float(value) for name, value in (each.split("=") for each in sys.argv[3:])})
    begin = process_time()
    stories = group(pile, (), options)
    spent = process_time() - begin
    with Path(out).open("w", encoding="utf-8") as file:
        for each in stories:
            file.write(json.dumps({"id": each.id, "articles": each.articles, "title": each.title}) + "\n")
    print(f"{len(articles)} articles, {len(stories)} stories, {spent:.1f} core-seconds")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
