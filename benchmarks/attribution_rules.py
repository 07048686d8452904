"""Measures the rule extractor on PolNeAR, and renews its table of confidences.

    python benchmarks/attribution_rules.py predict GOLD_DIR OUT.jsonl [--patterns]
    python benchmarks/attribution_rules.py calibrate GOLD_DIR [--write]

`predict` writes the raw spans of every article for the scorer ({"doc", "attributions": [{source, cue, content}]}).
`calibrate` counts, pattern by pattern, how many findings have a gold attribution with content Dice ≥ .5 over words and
an overlapping source (none meets none), and with --write stores the shares, drawn towards the mean of all by ten
findings, as `src/whence/attribution/confidences.tsv`. Articles with several annotators are judged by the first.
"""

from __future__ import annotations

import argparse
import bisect
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from whence.attribution.document import Document, Extraction
from whence.attribution.tagger import Rules
from whence.records import Article

Ranges = list[tuple[int, int]]
Gold = dict[str, Ranges]
_WORD = re.compile(r"\w+")
_SPAN = re.compile(r"^(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)\t")
_LINK = re.compile(r"^E\d+\t(.+)$")
_TABLE = Path(__file__).parents[1] / "src" / "whence" / "attribution" / "confidences.tsv"
_PRIOR = 10


def articles(gold: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every article of a gold folder, by name."""
    for path in sorted((gold / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            yield path.stem, file.read()


def extract(name: str, text: str) -> list[Extraction]:
    """The raw extractions of one article."""
    return Rules().extract(Document.of(Article(name, text, name, name)))


def annotated(gold: Path, name: str) -> list[Gold]:
    """The first annotator's attributions of an article: character ranges by role."""
    paths = sorted((gold / "attributions").glob(f"{name}_*.ann"))
    spans: dict[str, Ranges] = {}
    found: list[Gold] = []
    for line in paths[0].read_text("utf-8").split("\n") if paths else []:
        if match := _SPAN.match(line):
            spans[match[1]] = [tuple(map(int, part.split())) for part in match[2].split(";")]  # type: ignore[misc]
        elif match := _LINK.match(line):
            roles: Gold = {"source": [], "cue": [], "content": []}
            for argument in match[1].split():
                role, _, target = argument.partition(":")
                name_of = role.rstrip("0123456789").lower()
                if name_of in roles:
                    roles[name_of] += spans.get(target, [])
            if roles["content"]:
                found.append(roles)
    return found


class Words:
    """Word numbers of character ranges of one text."""

    def __init__(self, text: str) -> None:
        self.spans = [match.span() for match in _WORD.finditer(text)]
        self.starts = [start for start, _ in self.spans]

    def of(self, ranges: Ranges) -> frozenset[int]:
        """The words that the ranges touch."""
        found: set[int] = set()
        for start, end in ranges:
            at = max(0, bisect.bisect_right(self.starts, start) - 1)
            while at < len(self.spans) and self.spans[at][0] < end:
                if self.spans[at][1] > start:
                    found.add(at)
                at += 1
        return frozenset(found)


def _dice(left: frozenset[int], right: frozenset[int]) -> float:
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0


def _right(words: Words, each: Extraction, gold: list[Gold]) -> bool:
    content, source = words.of(list(each.content)), words.of(list(each.source))
    for one in gold:
        theirs = words.of(one["source"])
        if _dice(content, words.of(one["content"])) >= 0.5 and (bool(source & theirs) or not (source or theirs)):
            return True
    return False


def calibrate(gold: Path, write: bool) -> None:
    """Prints, and with `write` stores, the share of right findings of each pattern."""
    counts: dict[str, list[int]] = {}
    for name, text in articles(gold):
        words, theirs = Words(text), annotated(gold, name)
        for each in extract(name, text):
            row = counts.setdefault(each.pattern, [0, 0])
            row[0] += 1
            row[1] += _right(words, each, theirs)
    total, right = (sum(row[place] for row in counts.values()) for place in (0, 1))
    mean = right / max(total, 1)
    lines = ["pattern\tshare\tfound"]
    for pattern, (found, good) in sorted(counts.items()):
        lines.append(f"{pattern}\t{(good + _PRIOR * mean) / (found + _PRIOR):.3f}\t{found}")
    sys.stdout.write("\n".join(lines) + f"\nall\t{mean:.3f}\t{total}\n")
    if write:
        _TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def predict(gold: Path, out: Path) -> None:
    """Writes the predictions of every article of `gold` and says how fast they came."""
    started, count = time.process_time(), 0
    with out.open("w", encoding="utf-8") as file:
        for name, text in articles(gold):
            count += len(_WORD.findall(text))
            found = [
                {"source": each.source, "cue": each.cue, "content": each.content}
                for each in extract(name, text)
                if each.pattern != "nested"
            ]
            file.write(json.dumps({"doc": name, "attributions": found}) + "\n")
    sys.stderr.write(f"{count} words, {count / (time.process_time() - started):.0f} words per core-second\n")


def main() -> None:
    """Runs one of the two commands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("predict", "calibrate"))
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=Path("predicted.jsonl"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.command == "predict":
        predict(options.gold, options.out)
    else:
        calibrate(options.gold, options.write)


if __name__ == "__main__":
    main()
