"""Score an export of the five seed articles against the gold that was annotated before the extractor.

whence add ../shared/seeds --ledger seeds.db
    for t in articles statements reuse claims omissions disputes; do
        whence export $t --ledger seeds.db -o out/$t.jsonl; done
python benchmarks/seeds.py out
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]
GOLD = Path(__file__).parent / "gold" / "seeds"
TABLES = ("articles", "statements", "reuse", "claims", "omissions", "disputes")


@dataclass
class Score:
    """`right` of `of`, and what was missed, as offsets and names."""

    right: int = 0
    of: int = 0
    missed: list[str] = field(default_factory=list)

    def take(self, hit: bool, name: str) -> None:
        """Count one; remember it where it was missed."""
        self.right += hit
        self.of += 1
        if not hit:
            self.missed.append(name)

    @property
    def share(self) -> float:
        """Right over all, 1 where there is nothing."""
        return self.right / self.of if self.of else 1.0


def lines(path: Path) -> list[Row]:
    """A JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def export(folder: Path) -> dict[str, list[Row]]:
    """The tables of an export, articles named by the stem of their file."""
    tables = {name: lines(folder / f"{name}.jsonl") for name in TABLES}
    names = {row["id"]: Path(row["path"]).stem for row in tables["articles"]}
    for row in tables["statements"] + tables["omissions"]:
        row["article"] = names[row["article"]]
    for row in tables["reuse"]:
        row["a"], row["b"] = names[row["a"]], names[row["b"]]
    for row in tables["claims"]:
        for place in row["appearances"]:
            place["article"] = names[place["article"]]
    return tables


def letters(spans: list[list[int]]) -> set[int]:
    """The code points that spans cover."""
    return {at for start, end in spans for at in range(start, end)}


def alike(a: list[list[int]], b: list[list[int]]) -> float:
    """Intersection over union of two lists of spans."""
    one, other = letters(a), letters(b)
    return len(one & other) / len(one | other) if one | other else 0.0


def pairs(gold: list[Row], found: list[Row]) -> dict[int, int]:
    """Gold index → found index, one to one, best intersection over union first, at least one half."""
    scores = [
        (alike(g["content"], f["content"]["spans"]), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g["article"] == f["article"]
    ]
    out: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in sorted(scores, key=lambda each: (-each[0], each[1], each[2])):
        if score >= 0.5 and i not in out and j not in taken:
            out[i] = j
            taken.add(j)
    return out


def plain(name: str | None) -> str:
    """A name as it is compared: no article, title's dots or case."""
    text = re.sub(r"[’‘]", "'", name or "").casefold().replace("-", " ").replace(".", "")
    return re.sub(r"^(the|a|an|some) ", "", text).strip()


def same_name(wanted: Row, name: str | None, groups: list[set[str]]) -> bool:
    """Whether a speaker is the one wanted, under any of the names that one actor has in the pile."""
    if wanted["speaker"] is None:
        return name is None
    right = {plain(wanted["speaker"]), plain(wanted.get("speaker_pile") or wanted["speaker"])}
    right |= {each for group in groups if group & right for each in group}
    return plain(name) in right


def same_relay(wanted: list[str], found: list[str], groups: list[set[str]]) -> bool:
    """Whether a chain is the one wanted, name by name, under any of the names that one actor has."""
    rows = [{"speaker": name} for name in wanted]
    return len(wanted) == len(found) and all(
        same_name(row, name, groups) for row, name in zip(rows, found, strict=True)
    )


def statements(tables: dict[str, list[Row]]) -> dict[str, Score]:
    """Found, right speaker and right relay over the gold that is not debatable; precision over what was exported."""
    gold, found = lines(GOLD / "statements.jsonl"), tables["statements"]
    groups = [{plain(each) for each in row["names"]} for row in lines(GOLD / "names.jsonl")]
    match = pairs(gold, found)
    scores = {name: Score() for name in ("found", "speaker", "relay", "precision")}
    for i, row in enumerate(gold):
        if row.get("debatable"):
            continue
        hit = found[match[i]] if i in match else None
        scores["found"].take(hit is not None, row["id"])
        named = hit is not None and same_name(row, hit["speaker"], groups)
        scores["speaker"].take(named, f"{row['id']} {row['speaker']} ≠ {hit['speaker'] if hit else 'not found'}")
        if row["relay"]:
            relayed = hit is not None and same_relay(row["relay"], hit["relay"], groups)
            scores["relay"].take(relayed, f"{row['id']} {row['relay']} ≠ {hit['relay'] if hit else 'not found'}")
    real = set(match.values())
    for j, row in enumerate(found):
        near = any(g["article"] == row["article"] and alike(g["content"], row["content"]["spans"]) >= 0.5 for g in gold)
        scores["precision"].take(j in real or near, f"{row['article'][:3]} {row['content']['spans']} {row['speaker']}")
    return scores


def covers(gold: list[int], found: list[int]) -> bool:
    """Whether a found span is the gold one: half in common, or most of the gold inside it."""
    one, other = letters([gold]), letters([found])
    return alike([gold], [found]) >= 0.3 or len(one & other) >= 0.6 * len(one)


def passages(tables: dict[str, list[Row]]) -> dict[str, Score]:
    """The gold passages found with their direction, and every pair that is said to have copied but did not."""
    lengths = {Path(row["path"]).stem: row["zones"][-1]["end"] for row in tables["articles"]}
    scores = {name: Score() for name in ("passages", "direction", "no false copy", "no span too long")}
    for row in lines(GOLD / "passages.jsonl"):
        hits = [each for each in tables["reuse"] if _is_passage(row, each)]
        name = f"{row['a'][:3]} {row['a_span']} {row['b'][:3]} {row['b_span']} {row['kind']}"
        scores["passages"].take(bool(hits), name)
        scores["direction"].take(any(_origin(each) == row["a"] for each in hits), name)
    allowed = {(row["a"], row["b"]) for row in lines(GOLD / "passages.jsonl")}
    for each in tables["reuse"]:
        pair = (_origin(each) or min(each["a"], each["b"]), "")
        right = each["cause"] != "copied" or any(
            {each["a"], each["b"]} == set(one) and pair[0] == one[0] for one in allowed
        )
        scores["no false copy"].take(right, f"{each['a'][:3]} {each['b'][:3]} {each['direction']} {each['cause']}")
        for side in "ab":
            length = each[f"{side}_span"][1] - each[f"{side}_span"][0]
            scores["no span too long"].take(
                length < 0.5 * lengths[each[side]], f"{each[side][:3]} {each[f'{side}_span']}"
            )
    return scores


def _origin(each: Row) -> str | None:
    return {"a->b": each["a"], "b->a": each["b"]}.get(each["direction"])


def _is_passage(gold: Row, each: Row) -> bool:
    if {gold["a"], gold["b"]} != {each["a"], each["b"]}:
        return False
    a, b = ("a", "b") if gold["a"] == each["a"] else ("b", "a")
    return covers(gold["a_span"], each[f"{a}_span"]) and covers(gold["b_span"], each[f"{b}_span"])


def zones(tables: dict[str, list[Row]]) -> dict[str, Score]:
    """Junk with a zone other than body, and statements that stand in none of it."""
    scores = {name: Score() for name in ("junk zoned", "no statement in junk")}
    found = {Path(row["path"]).stem: row["zones"] for row in tables["articles"]}
    for row in lines(GOLD / "junk.jsonl"):
        inside = letters([row["span"]])
        body = sum(
            len(inside & letters([[z["start"], z["end"]]])) for z in found[row["article"]] if z["zone"] == "body"
        )
        scores["junk zoned"].take(body < 0.1 * len(inside), f"{row['article'][:3]} {row['span']} {row['zone']}")
        if row["zone"] != "heading":
            hits = [s for s in tables["statements"] if s["article"] == row["article"]]
            clean = not any(letters(s["content"]["spans"]) & inside for s in hits)
            scores["no statement in junk"].take(clean, f"{row['article'][:3]} {row['span']}")
    return scores


def changes(tables: dict[str, list[Row]]) -> dict[str, Score]:
    """Each drift word of the gold at an appearance of a claim that has both places, and each omission and dispute."""
    scores = {name: Score() for name in ("drift", "omissions", "disputes")}
    for row in lines(GOLD / "drift.jsonl"):
        seen = [place for claim in tables["claims"] if _meets(claim, row["from"]) for place in claim["appearances"]
                if _at(place, row["to"])]  # fmt: skip
        for word in row["drift"]:
            scores["drift"].take(any(word in place["drift"] for place in seen), f"{word}: {row['note']}")
    said = {row["id"]: row for row in tables["statements"]}
    for row in lines(GOLD / "omissions.jsonl"):
        left = [said[each["statement"]] for each in tables["omissions"] if each["article"] == row["article"]]
        hit = any(letters(each["content"]["spans"]) & letters(row["spans"]) for each in left)
        scores["omissions"].take(hit, f"{row['kind']} {row['spans']}")
    for row in lines(GOLD / "disputes.jsonl"):
        ends = (row["by"], *row["targets"])
        name = f"{row['by']['article'][:3]} {row['by']['span']}"
        scores["disputes"].take(any(_disputed(each, ends, row, tables, said) for each in tables["disputes"]), name)
    return scores


def _disputed(each: Row, ends: tuple[Row, ...], gold: Row, tables: dict[str, list[Row]], said: dict[str, Row]) -> bool:
    claim = next(row for row in tables["claims"] if row["id"] == each["claim"])
    sides = ((ends[0], ends[1:]), *(((end, ends[:1]) for end in ends[1:]) if gold["either_way"] else ()))
    return any(_at(_place(said[each["by"]]), by) and any(_meets(claim, one) for one in to) for by, to in sides)


def _place(statement: Row) -> Row:
    return {"article": statement["article"], "spans": statement["content"]["spans"]}


def _meets(claim: Row, end: Row) -> bool:
    return any(_at(place, end) for place in claim["appearances"])


def _at(place: Row, end: Row) -> bool:
    return place["article"] == end["article"] and bool(letters(place["spans"]) & letters([end["span"]]))


def score(folder: Path) -> dict[str, Score]:
    """All scores of an export."""
    tables = export(folder)
    return statements(tables) | passages(tables) | zones(tables) | changes(tables)


def main() -> None:
    """Print the table and every miss."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", type=Path)
    found = score(parser.parse_args().export)
    for name, each in found.items():
        print(f"{name:22}{each.right:4} of {each.of:3}  {each.share:6.1%}")
    for name, each in found.items():
        for miss in each.missed:
            print(f"  missed {name}: {miss}")


if __name__ == "__main__":
    main()
