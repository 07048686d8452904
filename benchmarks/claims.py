"""Score claims, variants, drift and disputes over the AllSides events that gold/claims was annotated on.

usage: python benchmarks/claims.py [--pile FOLDER] [--part work|last] [--misses NAME]   (WHENCE_DATA, default ../shared)

The articles of those events are read and attributed once, into a ledger in FOLDER (default: a folder for temporary
files); the comparison is made anew each time. A gold place and an appearance meet where they share half of the shorter.
A pair of quotations is found where one claim holds both; where a statement holds several quotations, the claim's
word-level diff must put the one on the other, and the variant is that of the words inside the two places.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any

from whence import pipeline
from whence.comparison import compare
from whence.comparison.pairs import Between, judge
from whence.comparison.quoting import Piece, pieces, same
from whence.comparison.variants import diff
from whence.comparison.wording import terms
from whence.ledger import View
from whence.options import Options
from whence.records import Appearance, Claim, Comparison, Pile, Span, Spans

Row = dict[str, Any]
GOLD = Path(__file__).parent / "gold" / "claims"
WHOLE = 0.6
CUES = ("cue_strengthened", "cue_hedged")


@dataclass
class Tally:
    """Hits, false alarms and misses of one question, with the names of the last two."""

    hit: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def take(self, wanted: bool, found: bool, name: str) -> None:
        """Count one answer."""
        self.hit += wanted and found
        if found and not wanted:
            self.false.append(name)
        if wanted and not found:
            self.missed.append(name)

    @property
    def precision(self) -> float:
        """Of what was found, what was wanted."""
        return self.hit / max(1, self.hit + len(self.false))

    @property
    def recall(self) -> float:
        """Of what was wanted, what was found."""
        return self.hit / max(1, self.hit + len(self.missed))

    def __str__(self) -> str:
        f1 = 2 * self.hit / max(1, 2 * self.hit + len(self.false) + len(self.missed))
        counts = f"{self.hit} hit, {len(self.false)} false, {len(self.missed)} missed"
        return f"P {self.precision:6.1%}  R {self.recall:6.1%}  F1 {f1:6.1%}   {counts}"


Scores = dict[str, Tally]


def rows(name: str) -> list[Row]:
    """A gold file; empty where it does not exist."""
    path = GOLD / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def _ids(value: Any) -> Iterator[str]:
    """Every string of a gold row that could be an article's id."""
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(each, str):
            yield each
        else:
            yield from _ids(each)


NAMES = ("quotes", "paraphrases", "drift", "disputes", "independence")


def ledger(folder: Path, data: Path, parts: tuple[str, ...] = ("work", "last"), names: Iterable[str] = NAMES) -> Path:
    """The ledger of all articles of the events that parts of some gold files touch; made where it is not there yet."""
    wanted = {each for name in names for row in rows(name) if row["part"] in parts for each in _ids(row)}
    for line in (data / "allsides/events.jsonl").read_text("utf-8").splitlines():
        articles = set(json.loads(line)["articles"])
        wanted |= articles if articles & wanted else set()
    folder.mkdir(parents=True, exist_ok=True)
    records = folder / "articles.jsonl"
    with lzma.open(data / "allsides/articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        records.write_text("".join(line for line in lines if json.loads(line)["id"] in wanted), encoding="utf-8")
    pipeline.add([records], folder / "claims.db")
    return folder / "claims.db"


def pile_of(path: Path) -> Pile:
    """What the ledger holds of single articles."""
    with View.open(path) as view:
        return view.pile()


def meets(spans: Iterable[Span], wanted: Iterable[list[int]]) -> bool:
    """Whether two places of one article share half of the shorter."""
    ours = {at for start, end in spans for at in range(start, end)}
    gold = {at for start, end in wanted for at in range(start, end)}
    return len(ours & gold) >= 0.5 * min(len(ours), len(gold)) and bool(ours & gold)


class Places:
    """The appearances of all claims by article, named by the articles' own keys."""

    def __init__(self, pile: Pile, found: Comparison) -> None:
        self.key = {each.id: each.key for each in pile.articles}
        self.text = {each.id: each.text for each in pile.articles}
        self.articles = {each.id: each for each in pile.articles}
        self.said = {each.id: each for attribution in pile.attributions for each in attribution.statements}
        self.by_article: dict[str, list[tuple[Claim, Appearance]]] = defaultdict(list)
        for claim in found.claims:
            for each in claim.appearances:
                self.by_article[self.key[each.article]].append((claim, each))

    def at(self, article: str, spans: list[list[int]]) -> list[tuple[Claim, Appearance]]:
        """The appearances that meet a gold place, the nearest in extent first."""
        found = [each for each in self.by_article[article] if meets(each[1].spans, spans)]
        return sorted(found, key=lambda each: -likeness(each[1].spans, spans))

    def pairs(
        self, a: str, a_spans: list[list[int]], b: str, b_spans: list[list[int]]
    ) -> list[tuple[Claim, Appearance, Appearance]]:
        """Appearances of one claim at two gold places, the nearest in extent first."""
        others = self.at(b, b_spans)
        return [(claim, one, two) for claim, one in self.at(a, a_spans) for other, two in others
                if other is claim and one is not two]  # fmt: skip

    def joined(
        self, a: str, a_spans: list[list[int]], b: str, b_spans: list[list[int]]
    ) -> list[tuple[Claim, Appearance, Appearance]]:
        """As `pairs`; of appearances much longer than their places only those whose alignment joins the two."""
        return [each for each in self.pairs(a, a_spans, b, b_spans)
                if min(likeness(each[1].spans, a_spans), likeness(each[2].spans, b_spans)) >= WHOLE
                or self._aligned(each[1], a_spans, each[2], b_spans)]  # fmt: skip

    def _aligned(self, one: Appearance, a_spans: list[list[int]], two: Appearance, b_spans: list[list[int]]) -> bool:
        """Whether the word-level diff of two appearances keeps a telling word that stands in both gold places.

        Or whether a quotation in the one is, by the test that links claims, one in the other: a diff keeps the order
        of words, and loses those that were moved.
        """
        ours, theirs = self._pieces(one, a_spans), self._pieces(two, b_spans)
        if any(same(left, right) for left in ours for right in theirs):
            return True
        text = self.text[one.article]
        edits = [each for each in diff(text, one.spans, self.text[two.article], two.spans) if each.operation == "kept"]
        inside = [each for each in edits if _touches(each.a, a_spans) and _touches(each.b, b_spans)]
        return any(terms(text[each.a.start : each.a.end]) for each in inside)

    def _pieces(self, appearance: Appearance, wanted: list[list[int]]) -> tuple[Piece, ...]:
        """What an appearance quotes inside a gold place."""
        spans = tuple(
            Span(max(each.start, start), min(each.end, end))
            for each in appearance.spans
            for start, end in wanted
            if max(each.start, start) < min(each.end, end)
        )
        statement = self.said.get(appearance.statement) if appearance.statement else None
        return pieces(self.articles[appearance.article], spans, statement)


def _touches(span: Span, wanted: list[list[int]]) -> bool:
    return any(span.start < end and start < span.end for start, end in wanted)


def likeness(spans: Iterable[Span], wanted: Iterable[list[int]]) -> float:
    """The share of two places of one article that they have in common (Jaccard 1901)."""
    ours = {at for start, end in spans for at in range(start, end)}
    gold = {at for start, end in wanted for at in range(start, end)}
    return len(ours & gold) / max(1, len(ours | gold))


def quotes(places: Places, between: Between, part: str) -> Scores:
    """Pairs in one claim, and, of the true pairs found, those with the right variant."""
    scores: Scores = defaultdict(Tally)
    for row in rows("quotes"):
        if row["part"] == part:
            found = places.joined(row["a"], row["a_span"], row["b"], row["b_span"])
            scores["quote pairs"].take(row["same"], bool(found), f"{row['id']} {row['variant']}")
            if row["same"] and found:
                both = _spans(row["a_span"]), _spans(row["b_span"])
                variant = between.variant(*found[0][1:], both)
                scores["variants"].take(True, variant == row["variant"], f"{row['id']} {row['variant']} ≠ {variant}")
                scores[f"variant {row['variant']}"].take(True, variant == row["variant"], row["id"])
    return scores


def _spans(places: list[list[int]]) -> Spans:
    return tuple(Span(*each) for each in places)


def drifts(places: Places, between: Between, part: str) -> Scores:
    """Each word of drift, from the first place to the second; the two changes of the cue also taken as one."""
    scores: Scores = defaultdict(Tally)
    for row in rows("drift"):
        if row["part"] != part:
            continue
        found = places.pairs(row["a"], row["a_span"], row["b"], row["b_span"])
        seen = set(between.drift(*found[0][1:])) if found else set()
        scores["drift pairs in one claim"].take(True, bool(found), row["id"])
        for word in sorted(seen | set(row["drift"])):
            scores[word].take(word in row["drift"], word in seen, f"{row['id']} {row['drift']} ≠ {sorted(seen)}")
        wanted, got = bool(set(CUES) & set(row["drift"])), bool(set(CUES) & seen)
        scores["cue changed"].take(wanted, got, f"{row['id']} {row['drift']} ≠ {sorted(seen)}")
    return scores


def disputed(pile: Pile, found: Comparison, part: str) -> Scores:
    """Disputes that join the two places, whichever side answers where both are counts or contradictions."""
    scores: Scores = defaultdict(Tally)
    said = {each.id: each for attribution in pile.attributions for each in attribution.statements}
    key = {each.id: each.key for each in pile.articles}
    claims = {each.id: each for each in found.claims}
    for row in rows("disputes"):
        if row["part"] != part:
            continue
        ends = [(row["by"], row["target"])]
        if row["kind"] != "denial":
            ends.append((row["target"], row["by"]))
        hit = any(_joins(said, key, claims, each, one, two) for each in found.disputes for one, two in ends)
        scores["disputes"].take(row["dispute"], hit, f"{row['id']} {row['kind']}")
        scores[f"dispute {row['kind']}"].take(row["dispute"], hit, row["id"])
    return scores


def _joins(said: Row, key: dict[str, str], claims: Row, dispute: Any, by: Row, target: Row) -> bool:
    answer = said[dispute.by]
    places = [(answer.content.spans), *((part.spans) for part in (answer.cue, answer.source) if part)]
    if key[answer.article] != by["article"] or not any(meets(each, by["span"]) for each in places):
        return False
    aimed = [(each.article, each.spans) for each in claims[dispute.claim].appearances]
    return any(key[article] == target["article"] and meets(spans, target["span"]) for article, spans in aimed)


def independence(places: Places, part: str) -> Scores:
    """Claims whose counts are exactly those of the gold."""
    scores: Scores = defaultdict(Tally)
    for row in rows("independence"):
        if row["part"] != part:
            continue
        best = _claim(places, row)
        named = best.voices - best.anonymous_voices if best else None
        got = {
            "independent sources": (row["independent_sources"], best.independent_sources if best else None),
            "witnesses": (row["witnesses"], best.witnesses if best else None),
            "named voices": (row["voices"], named),
            "anonymous voices": (row["anonymous_voices"], best.anonymous_voices if best else None),
        }
        for name, (wanted, found) in got.items():
            scores[name].take(True, wanted == found, f"{row['id']} {row['why']} {wanted} ≠ {found}")
    return scores


def _claim(places: Places, row: Row) -> Claim | None:
    """The claim that holds most of the places of a gold row."""
    held: dict[str, int] = defaultdict(int)
    known: dict[str, Claim] = {}
    for place in row["appearances"]:
        for each in {claim.id: claim for claim, _ in places.at(place["article"], place["spans"])}.values():
            held[each.id] += 1
            known[each.id] = each
    return known[max(sorted(held), key=lambda each: held[each])] if held else None


def score(pile: Pile, found: Comparison, part: str) -> Scores:
    """All scores of one part."""
    places = Places(pile, found)
    between = judge(pile, found)
    answers = (
        quotes(places, between, part),
        drifts(places, between, part),
        disputed(pile, found, part),
        independence(places, part),
    )
    return {name: tally for each in answers for name, tally in each.items()}


def main() -> None:
    """Print the table of each part, and the misses asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pile", type=Path, default=Path(tempfile.gettempdir()) / "whence-claims")
    parser.add_argument("--part", choices=("work", "last", "both"), default="both")
    parser.add_argument("--misses", default="")
    chosen = parser.parse_args()
    pile = pile_of(ledger(chosen.pile, Path(os.environ.get("WHENCE_DATA", "../shared"))))
    begin = process_time()
    found = compare(pile, Options())
    print(f"{len(pile.articles)} articles compared in {process_time() - begin:.1f} core-seconds; "
          f"{len(found.claims)} claims, {len(found.disputes)} disputes")  # fmt: skip
    for part in ("work", "last") if chosen.part == "both" else (chosen.part,):
        print(f"\n{part}")
        for name, tally in score(pile, found, part).items():
            print(f"{name:28}{tally}")
            if chosen.misses and chosen.misses in name:
                print("".join(f"    false  {each}\n" for each in tally.false), end="")
                print("".join(f"    missed {each}\n" for each in tally.missed), end="")


if __name__ == "__main__":
    main()
