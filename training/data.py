"""PolNeAR as training examples: windows of word pieces with tags and pointer targets.

The gold is brat standoff (Newell, Margolin and Ruths, LREC 2018), read from the data folder and never copied.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from whence.attribution.neural.decoding import ROLES, TAGS
from whence.attribution.neural.encoding import CLS, SEP, Encoded, Window, encode, windows

_SPAN = re.compile(r"^(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
_EVENT = re.compile(r"^(E\d+)\t(.+)$")
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Gold:
    """One annotated attribution: role → spans in code points."""

    spans: dict[str, list[tuple[int, int]]]


@dataclass(frozen=True)
class Example:
    """One window; arrays start and end with a special piece. Target -1 is ignored, 0 means "none"."""

    ids: Ints
    features: Ints
    tags: Ints
    to_cue: Ints
    to_source: Ints


def read_gold(path: Path) -> list[Gold]:
    """The attributions of one .ann file."""
    parts: dict[str, list[tuple[int, int]]] = {}
    out = []
    for line in path.read_text("utf-8").split("\n"):
        if span := _SPAN.match(line):
            parts[span[1]] = [(int(a), int(b)) for a, b in (each.split() for each in span[3].split(";"))]
        elif event := _EVENT.match(line):
            roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
            for argument in event[2].split():
                role, _, name = argument.partition(":")
                role = role.rstrip("0123456789").lower()
                if role in ROLES:
                    roles[role] += parts.get(name, [])
            out.append(Gold({role: sorted(set(spans)) for role, spans in roles.items()}))
    return [each for each in out if each.spans.get("content")]


def articles(folder: Path) -> dict[str, list[Path]]:
    """Article name → its annotation files."""
    names = {path.stem for path in (folder / "text").glob("*.txt")}
    found: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem
        while name not in names and "_" in name:
            name = name.rpartition("_")[0]
        if name in names:
            found[name].append(path)
    return dict(found)


def read_text(folder: Path, name: str) -> str:
    """An article's text, newlines untouched."""
    with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        return file.read()


def labels(encoded: Encoded, gold: list[Gold]) -> tuple[Ints, Ints, Ints]:
    """Tags and pointer targets of every piece; targets are piece numbers, -2 for "none", -1 where there is no role."""
    count = len(encoded.ids)
    tags = np.zeros(count, dtype=np.int64)
    to_cue, to_source = np.full(count, -1), np.full(count, -1)
    for each in gold:
        pieces = {role: [_pieces(encoded, *span) for span in each.spans.get(role, [])] for role in ROLES}
        for role in ROLES:
            for low, high in pieces[role]:
                _mark(tags, low, high, role)
        heads = {role: next((low for low, high in pieces[role] if low < high), -2) for role in ROLES}
        for low, high in pieces["content"]:
            to_cue[low:high] = heads["cue"]
        for low, high in pieces["cue"]:
            to_source[low:high] = heads["source"]
    return tags, to_cue, to_source


def _pieces(encoded: Encoded, start: int, end: int) -> tuple[int, int]:
    """The pieces that share a character with `[start, end)`."""
    low = int(np.searchsorted(encoded.offsets[:, 1], start, side="right"))
    high = int(np.searchsorted(encoded.offsets[:, 0], end, side="left"))
    return low, max(low, high)


def _mark(tags: Ints, low: int, high: int, role: str) -> None:
    if low >= high:
        return
    if high - low == 1:
        tags[low] = TAGS.index(f"U-{role}")
        return
    tags[low], tags[high - 1] = TAGS.index(f"B-{role}"), TAGS.index(f"E-{role}")
    tags[low + 1 : high - 1] = TAGS.index(f"I-{role}")


def example(encoded: Encoded, marks: tuple[Ints, Ints, Ints], window: Window) -> Example:
    """One window with its special pieces."""
    cut = slice(window.start, window.end)
    tags, cue, source = (each[cut] for each in marks)
    return Example(
        np.concatenate(([CLS], encoded.ids[cut], [SEP])),
        np.pad(encoded.features[cut], ((1, 1), (0, 0))),
        np.pad(tags, 1, constant_values=-1),
        np.pad(_inside(cue, window), 1, constant_values=-1),
        np.pad(_inside(source, window), 1, constant_values=-1),
    )


def _inside(targets: Ints, window: Window) -> Ints:
    """Targets as positions in the window: 0 is "none", -1 what lies outside."""
    seen = (targets >= window.start) & (targets < window.end)
    return np.where(targets == -2, 0, np.where(seen, targets - window.start + 1, -1))


def examples(folder: Path, tokenizer: Tokenizer) -> list[list[list[Example]]]:
    """For each article, for each annotator, its windows."""
    out = []
    for name, paths in sorted(articles(folder).items()):
        encoded = encode(read_text(folder, name), tokenizer)
        cuts = list(windows(len(encoded.ids)))
        readings = [labels(encoded, read_gold(path)) for path in paths]
        out.append([[example(encoded, marks, window) for window in cuts] for marks in readings])
    return out
