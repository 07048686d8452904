"""Independent sources: the counts of claims against those that a reader annotated.

usage: python benchmarks/independence.py [--pile FOLDER] [--part work|last|all] [--misses] [--show ID]

The articles of each event of gold/claims/independence.jsonl are read from $WHENCE_DATA (default ../shared) into one
ledger an event in FOLDER, once; the comparison is made anew each time. "given": the counter is fed the annotated
appearances, with the statements and relays that the extractor found there. "found": of the claims that the comparison
makes, the one that holds most of the annotated appearances. A row whose claim nobody found is wrong.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whence import pipeline
from whence.comparison import actors, chronology, compare, direction, independence, reuse, stories
from whence.ledger import View
from whence.options import Options
from whence.records import Claim, Pile, Span, Spans, Statement

Row = dict[str, Any]
ROOT = Path(__file__).parent
DATA = Path(os.environ.get("WHENCE_DATA", ROOT.parent.parent / "shared"))
GOLD = ROOT / "gold" / "claims" / "independence.jsonl"
COUNTS = ("independent_sources", "witnesses", "voices", "anonymous_voices")
MEET = 0.5
"""Share of the shorter of two places that both must hold to be one."""


@dataclass(frozen=True)
class Answer:
    """A row of the gold with a claim that answers it; None where there is none."""

    row: Row
    claim: Claim | None

    def right(self, count: str) -> bool:
        """Whether a count is exact; `voices` of the gold are the named ones."""
        if self.claim is None:
            return False
        found = {each: getattr(self.claim, each) for each in COUNTS}
        found["voices"] -= found["anonymous_voices"]
        return bool(found[count] == self.row[count])


@dataclass(frozen=True)
class Annotated:
    """An annotated appearance, with the statement that the extractor found there."""

    article: str
    spans: Spans
    statement: Statement | None


def gold(part: str) -> dict[int, list[Row]]:
    """The rows of a part, by event."""
    events: dict[int, list[Row]] = defaultdict(list)
    for line in GOLD.read_text("utf-8").splitlines():
        row = json.loads(line)
        if part in ("all", row["part"]):
            events[row["event"]].append(row)
    return events


def build(folder: Path, events: dict[int, list[Row]]) -> None:
    """A ledger for each event that has none yet."""
    missing = {event: set(rows[0]["articles"]) for event, rows in events.items() if not _ledger(folder, event).exists()}
    wanted = {article for articles in missing.values() for article in articles}
    records: dict[str, str] = {}
    if wanted:
        with lzma.open(DATA / "allsides" / "articles.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                if (key := json.loads(line)["id"]) in wanted:
                    records[key] = line
    for event, articles in missing.items():
        source = folder / f"{event}.jsonl"
        source.write_text("".join(records[each] for each in sorted(articles)), "utf-8")
        pipeline.add([source], _ledger(folder, event))


def _ledger(folder: Path, event: int) -> Path:
    return folder / f"{event}.db"


def pile(folder: Path, event: int) -> Pile:
    """What was read and attributed for an event, its articles named by key."""
    with View.open(_ledger(folder, event)) as view:
        return view.pile()


def found(events: dict[int, list[Row]], folder: Path) -> Iterator[Answer]:
    """Each row with the claim that the whole comparison gives it."""
    for event, rows in events.items():
        here = pile(folder, event)
        ids = {each.key: each.id for each in here.articles}
        claims = compare(here, Options()).claims
        for row in rows:
            best = max(claims, key=lambda claim: (*_held(row, claim, ids), claim.id))
            yield Answer(row, best if _held(row, best, ids)[0] else None)


def _held(row: Row, claim: Claim, ids: dict[str, str]) -> tuple[int, int, int]:
    """Articles and letters of the annotated appearances that a claim holds, and (less is better) other appearances."""
    articles, letters = set(), 0
    for each in row["appearances"]:
        for here in claim.appearances:
            if here.article == ids[each["article"]]:
                common = _common(each["spans"], here.spans)
                if common >= MEET * min(_length(each["spans"]), _length(here.spans)):
                    articles.add(here.article)
                    letters += common
    return len(articles), letters, -len(claim.appearances)


def given(events: dict[int, list[Row]], folder: Path) -> Iterator[Answer]:
    """Each row counted over its annotated appearances."""
    for event, rows in events.items():
        here = pile(folder, event)
        options = Options()
        passages = direction.decide(here, reuse.find(here, options.reuse))
        people = actors.resolve(here, stories.group(here, options.stories))
        speakers = {member: actor.id for actor in people for member in actor.members}
        articles = {each.id: each for each in here.articles}
        counter = independence.Counter(articles, passages, speakers, options.independence, here.attributions)
        ids = {each.key: each.id for each in here.articles}
        statements = {each.article: each.statements for each in here.attributions}
        for row in rows:
            members = [
                Annotated(article, spans, _said(spans, statements[article]))
                for each in row["appearances"]
                for article, spans in [(ids[each["article"]], tuple(Span(*span) for span in each["spans"]))]
            ]
            order, _ = chronology.arrange(ids.values(), articles, chronology.sources(passages))
            members.sort(key=lambda each: (order.index(each.article), each.spans))
            yield Answer(row, counter.count(Claim(row["id"], "", (), "unknown"), members))


def _said(spans: Iterable[Span], statements: Iterable[Statement]) -> Statement | None:
    """The statement that shares most with a place, if it shares the half of it."""
    best = max(statements, key=lambda each: (_common(spans, each.content.spans), each.id), default=None)
    if best is None or _common(spans, best.content.spans) < MEET * min(_length(spans), _length(best.content.spans)):
        return None
    return best


def _common(one: Iterable[Iterable[int]], other: Iterable[Iterable[int]]) -> int:
    return len(_letters(one) & _letters(other))


def _length(spans: Iterable[Iterable[int]]) -> int:
    return len(_letters(spans))


def _letters(spans: Iterable[Iterable[int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def report(name: str, answers: list[Answer], misses: bool) -> None:
    """Print the exact shares, part by part, and what was missed."""
    for part in sorted({each.row["part"] for each in answers}):
        mine = [each for each in answers if each.row["part"] == part]
        shares = "  ".join(f"{count} {sum(each.right(count) for each in mine)}" for count in COUNTS)
        print(f"{name} {part}: of {len(mine)} claims exact: {shares}")
        ways = {kind: [each for each in mine if each.row["attributed"] is kind] for kind in (True, False)}
        exact = {kind: sum(each.right(COUNTS[0]) for each in rows) for kind, rows in ways.items()}
        print(f"   attributed {exact[True]}/{len(ways[True])}, of fact {exact[False]}/{len(ways[False])}")
    if misses:
        for each in answers:
            if not each.right(COUNTS[0]):
                wanted = " ".join(f"{count[0]}{each.row[count]}" for count in COUNTS)
                got = " ".join(f"{count[0]}{getattr(each.claim, count, '-')}" for count in COUNTS)
                print(f"   {each.row['id']} wanted {wanted} got {got} {each.row['why']}")


def show(answer: Answer) -> None:
    """Print one row and how its claim was counted."""
    print(answer.row)
    for line in answer.claim.reasoning if answer.claim else ("no claim holds it",):
        print("  ", line)
    for each in answer.claim.appearances if answer.claim else ():
        print("      ", each.article, each.spans, each.statement)


def main() -> None:
    """Build what is missing, count, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pile", type=Path, default=Path(tempfile.gettempdir()) / "whence-independence")
    parser.add_argument("--part", choices=("work", "last", "all"), default="all")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--show", default="")
    chosen = parser.parse_args()
    chosen.pile.mkdir(parents=True, exist_ok=True)
    events = gold(chosen.part)
    build(chosen.pile, events)
    for name, answers in (("given", list(given(events, chosen.pile))), ("found", list(found(events, chosen.pile)))):
        report(name, answers, chosen.misses)
        for each in answers:
            if chosen.show and each.row["id"].startswith(chosen.show):
                show(each)


if __name__ == "__main__":
    main()
