"""Group AllSides articles into stories, and score them: `python -m benchmarks.stories [OUT] [N] [NAME=VALUE…]`.

OUT is where the rows go (default: a temporary file), N how many distractors join the articles of the events (default
all), NAME=VALUE an option of the stage. Prints core-seconds of the grouping alone, and B-cubed precision, recall and F1
as ../shared/score/stories.py counts them: over all events, over those the weights were fitted on (even index) and over
those held out (odd index).
"""

from __future__ import annotations

import json
import lzma
import os
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from tempfile import mkstemp
from time import process_time

from whence.comparison.stories import group
from whence.options import StoryOptions
from whence.records import Article, Attribution, Pile, Story


def events(data: Path) -> list[list[str]]:
    """The ids of the articles of each event."""
    with (data / "allsides/events.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line)["articles"] for line in lines]


def load(data: Path, distractors: int) -> list[Article]:
    """The articles of the events and the first `distractors` others, in the order of the file."""
    wanted = {each for articles in events(data) for each in articles}
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
    key, url = record["id"], record.get("url")
    date = record.get("date") or None
    return Article(key, record["text"], key, key, record.get("source"), record.get("title"), date, url)


def scored(gold: Sequence[Collection[str]], stories: Sequence[Story]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 (Bagga and Baldwin 1998) over the articles of the events."""
    event = {each: at for at, articles in enumerate(gold) for each in articles}
    story = {article: each.id for each in stories for article in each.articles if article in event}
    sizes, parts = Counter(event.values()), Counter(story.values())
    both = Counter((event[each], story[each]) for each in event)
    precision = sum(count**2 / parts[part] for (_, part), count in both.items()) / len(event)
    recall = sum(count**2 / sizes[at] for (at, _), count in both.items()) / len(event)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main(out: str, distractors: int, settings: Sequence[str]) -> None:
    """Group, write, and say how long it took and how good it is."""
    data = Path(os.environ.get("WHENCE_DATA", "../shared"))
    articles = load(data, distractors)
    pile = Pile(tuple(articles), tuple(Attribution(each.id) for each in articles))
    options = StoryOptions(**{name: float(value) for name, value in (each.split("=") for each in settings)})
    begin = process_time()
    stories = group(pile, options)
    spent = process_time() - begin
    with Path(out).open("w", encoding="utf-8") as file:
        for each in stories:
            file.write(json.dumps({"id": each.id, "articles": each.articles, "title": each.title}) + "\n")
    sizes = Counter(min(9, len(each.articles)) for each in stories)
    print(f"{len(articles)} articles, {len(stories)} stories, {spent:.1f} core-seconds; stories by size {dict(sizes)}")
    gold = events(data)
    for name, part in (("all", gold), ("fitted on", gold[::2]), ("held out", gold[1::2])):
        print(f"{name:10} P {{:.4f}} R {{:.4f}} F {{:.4f}}".format(*scored(part, stories)))


if __name__ == "__main__":
    main(
        sys.argv[1] if len(sys.argv) > 1 else mkstemp(suffix=".jsonl")[1],
        int(sys.argv[2]) if len(sys.argv) > 2 else 1 << 30,
        sys.argv[3:],
    )
