"""Who speaks, through whom and to what end: the extractor against what was read in PolNeAR dev and AllSides articles.

    python -m benchmarks.attribution_gold [--part work|last|train] [--export DIR] [--misses]

Without `--export` the extractor reads the annotated articles itself; `DIR` holds articles.jsonl and statements.jsonl as
`whence export` writes them. A statement is found where its content meets a found one with an intersection over union
of one half, one to one; of those left, where the cues overlap and one content holds four fifths of the other, because
people and programs differ in how far a content reaches. Printed by part and by set:

speaker   right by name over all annotated statements; one that was not found counts as wrong
found     statements found; strict: by content alone
relay     P, R and F1 of the whole chain, names in order; chains of statements that were not found count as missed.
          Where the gold accepts no chain as well, none is neither right nor wrong. The part `train` holds chains alone,
          of articles that are in no other gold, by the draw that they came from
act       right over the statements found; also polarity, and strength as neutral, strong, hedged or concession
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.seeds import Score, letters, lines, pairs, same_name, same_relay
from whence.attribution import attribute
from whence.options import ReadingOptions
from whence.reading import documents, read
from whence.records import Article, Reject

Row = dict[str, Any]
GOLD = Path(__file__).parent / "gold"
DATA = Path(os.environ.get("WHENCE_DATA", Path(__file__).parents[2] / "shared"))
STRENGTHS = {0: "neutral", 1: "strong", -2: "strong", -1: "hedged", 2: "concession"}


def gold() -> list[Row]:
    """Both sets of statements, each with its corpus and set."""
    older = [row | {"corpus": "allsides", "set": "allsides"} for row in lines(GOLD / "allsides" / "statements.jsonl")]
    newer = lines(GOLD / "attribution" / "statements.jsonl")
    return [row | {"id": f"{row['set']} {row['id']}"} for row in (*older, *newer)]


def drawn() -> list[Row]:
    """The chains of the part `train`, each with the draw that it came from as its set."""
    rows = lines(GOLD / "attribution" / "relays.jsonl")
    return [row | {"set": f"draw {row['id'][0]}"} for row in rows]


def articles(rows: list[Row]) -> Iterator[tuple[str, Article]]:
    """The annotated articles by the name that the gold gives them."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        wanted[row["corpus"]].add(row["article"])
    for corpus in ("polnear-dev", "polnear-train"):
        for name in sorted(wanted[corpus]):
            for each in _read(DATA / "polnear" / corpus.removeprefix("polnear-") / "text" / f"{name}.txt"):
                yield name, each
    records = {}
    with lzma.open(DATA / "allsides" / "articles.jsonl.xz", "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if record["id"] in wanted["allsides"]:
                records[record["id"]] = record
    folder = Path(os.environ.get("TMPDIR", "/tmp")) / f"whence-gold-{os.getpid()}.jsonl"
    folder.write_text("".join(json.dumps(records[name]) + "\n" for name in sorted(records)), "utf-8")
    try:
        yield from ((each.key, each) for each in _read(folder))
    finally:
        folder.unlink()


def _read(path: Path) -> Iterator[Article]:
    for document in documents([str(path)]):
        for each in () if isinstance(document, Reject) else read(document, ReadingOptions()):
            if not isinstance(each, Reject):
                yield each


def extracted(rows: list[Row]) -> list[Row]:
    """What the extractor finds in the annotated articles, in the keys of an export."""
    out: list[Row] = []
    for name, article in articles(rows):
        for each in attribute(article).statements:
            content = {"spans": [[span.start, span.end] for span in each.content.spans]}
            cue = {"spans": [[span.start, span.end] for span in each.cue.spans]} if each.cue else None
            out.append(
                {"article": name, "content": content, "cue": cue, "speaker": each.speaker, "act": each.act}
                | {"relay": [one.name for one in each.relay], "polarity": each.polarity, "strength": each.strength}
            )
    return out


def exported(folder: Path) -> list[Row]:
    """The statements of an export, articles named as the gold names them: AllSides by key, PolNeAR by stem."""
    names = {row["id"]: Path(row["key"]).stem for row in lines(folder / "articles.jsonl")}
    return [row | {"article": names[row["article"]]} for row in lines(folder / "statements.jsonl")]


def full(name: str | None) -> str | None:
    """A name without a middle initial: with it or without, it is as good."""
    return re.sub(r"(?<=\w) [A-Z]\.(?= [A-Z]\w)", "", name) if name else name


@dataclass
class Chains:
    """Relay chains found, wanted and right."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    missed: list[str] = field(default_factory=list)

    def take(self, row: Row, hit: Row | None) -> None:
        """Count the chain of one annotated statement."""
        found = hit["relay"] if hit else []
        good = [chain for chain in (row["relay"], *row.get("relay_alt", [])) if same_relay(chain, found, [])]
        accepted = hit is not None and bool(good)
        if accepted and not found and row["relay"]:
            return
        if accepted and found:
            self.right, self.found, self.wanted = self.right + 1, self.found + 1, self.wanted + 1
            return
        self.found += bool(found)
        self.wanted += bool(row["relay"])
        if found or row["relay"]:
            self.missed.append(f"{row['id']} {row['relay']} ≠ {found if hit else 'not found'}")

    @property
    def scores(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        p = self.right / self.found if self.found else 1.0
        r = self.right / self.wanted if self.wanted else 1.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


@dataclass
class Result:
    """The scores of one set and part."""

    speaker: Score = field(default_factory=Score)
    found: Score = field(default_factory=Score)
    strict: Score = field(default_factory=Score)
    act: Score = field(default_factory=Score)
    polarity: Score = field(default_factory=Score)
    strength: Score = field(default_factory=Score)
    relay: Chains = field(default_factory=Chains)

    def take(self, row: Row, hit: Row | None) -> None:
        """Count one annotated statement."""
        names = [row["speaker"], *row.get("speaker_alt", [])]
        spoken = full(hit["speaker"]) if hit else None
        right = hit is not None and any(same_name({"speaker": full(name)}, spoken, []) for name in names)
        self.speaker.take(right, f"{row['id']} {row['speaker']} ≠ {hit['speaker'] if hit else 'not found'}")
        self.found.take(hit is not None, row["id"])
        self.relay.take(row, hit)
        if hit is not None:
            self.act.take(hit["act"] == row["act"], f"{row['id']} {row['act']} ≠ {hit['act']}")
            self.polarity.take(hit["polarity"] == row["polarity"], f"{row['id']} {row['polarity']}")
            seen = STRENGTHS[hit["strength"]]
            self.strength.take(seen == row["strength"], f"{row['id']} {row['strength']} ≠ {seen}")


def by_cue(rows: list[Row], found: list[Row], strict: dict[int, int]) -> dict[int, int]:
    """Gold index → found index for those left whose cues overlap and of whose contents one holds most of the other."""
    out: dict[int, int] = {}
    taken = set(strict.values())
    for i, row in enumerate(rows):
        if i in strict:
            continue
        ours = letters(row["content"])
        for j, each in enumerate(found):
            theirs = letters(each["content"]["spans"])
            meets = each["cue"] and letters(row["cue"]) & letters(each["cue"]["spans"])
            if j not in taken and meets and len(ours & theirs) >= 0.8 * min(len(ours), len(theirs)):
                out[i] = j
                taken.add(j)
                break
    return out


def matched(rows: list[Row], found: list[Row]) -> Iterator[tuple[Row, Row | None, bool]]:
    """Each annotated statement with the one found for it, if any, and whether by content alone."""
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        by_article[row["article"]].append(row)
    for name in sorted({row["article"] for row in rows}):
        ours = [row for row in rows if row["article"] == name]
        strict = pairs(ours, by_article[name])
        match = strict | by_cue(ours, by_article[name], strict)
        for at, row in enumerate(ours):
            yield row, by_article[name][match[at]] if at in match else None, at in strict


def score(rows: list[Row], found: list[Row]) -> dict[tuple[str, str], Result]:
    """Results by part and set; the set "all" holds every statement of a part."""
    results: dict[tuple[str, str], Result] = defaultdict(Result)
    for row, hit, strict in matched(rows, found):
        for which in ("all", row["set"]):
            results[row["part"], which].take(row, hit)
            results[row["part"], which].strict.take(strict, row["id"])
    return results


def show_chains(rows: list[Row], found: list[Row], misses: bool) -> None:
    """Precision, recall and F1 of the chains by set, and every miss if asked for."""
    results: dict[str, Chains] = defaultdict(Chains)
    for row, hit, _ in matched(rows, found):
        for which in ("all", row["set"]):
            results[which].take(row, hit)
    for which, each in sorted(results.items()):
        print(f"{which:10}" + "".join(f"{100 * share:9.1f}" for share in each.scores))
    for miss in results["all"].missed if misses else ():
        print(f"  {miss}")


COLUMNS = ("rows", "speaker", "found", "strict", "relay P", "R", "F1", "act", "pol", "str")


def show(results: dict[tuple[str, str], Result], misses: bool) -> None:
    """The table, and every miss if asked for."""
    print(f"{'part':6}{'set':10}" + "".join(f"{name:>9}" for name in COLUMNS))
    for (part, which), each in sorted(results.items()):
        before = (each.speaker.share, each.found.share, each.strict.share)
        shares = (*before, *each.relay.scores, each.act.share, each.polarity.share, each.strength.share)
        print(f"{part:6}{which:10}{each.speaker.of:9}" + "".join(f"{100 * share:9.1f}" for share in shares))
    for (part, which), each in sorted(results.items()):
        for name in ("speaker", "relay", "act", "polarity", "strength") if misses and which == "all" else ():
            for miss in getattr(each, name).missed:
                print(f"  {part} {name}: {miss}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("work", "last", "train"))
    parser.add_argument("--export", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    if options.part == "train":
        show_chains(drawn(), extracted(drawn()), options.misses)
        return
    rows = [row for row in gold() if options.part in (None, row["part"])]
    show(score(rows, exported(options.export) if options.export else extracted(rows)), options.misses)


if __name__ == "__main__":
    main()
