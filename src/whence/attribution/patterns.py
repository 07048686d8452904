"""What a rule finds, and how often each rule is right.

`confidences.tsv` holds, for each pattern, the share of its findings that people had marked too (content with Dice of at
least one half, and the source), measured on PolNeAR train (Newell et al., 2018) by `benchmarks/attribution_rules.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from whence.attribution.phrases import Range

_UNKNOWN = 0.4


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution over the tokens of a segment: ranges `[start, end)`; contents in reading order."""

    pattern: str
    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    firm: bool = True


@cache
def _table() -> dict[str, float]:
    lines = files("whence.attribution").joinpath("confidences.tsv").read_text("utf-8").splitlines()[1:]
    return {pattern: float(share) for pattern, share, *_ in (line.split("\t") for line in lines)}


def confidence(pattern: str, firm: bool) -> float:
    """The measured confidence of a pattern, by whether its cue is firm."""
    return _table().get(pattern if firm else pattern + "-weak", _UNKNOWN)
