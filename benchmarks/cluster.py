"""What `whence cluster` costs: core-seconds, seconds and memory of a stage on each runner, and whether they agree.

usage: cluster.py STAGE FILE.jsonl [RUNNER ...] [--first N] [--workers N] [--work DIR]

STAGE is attribute or passages, RUNNER local (`whence passages`, passages only), native or ray. Of passages there are
two rows, the second where the articles have been read before, as `attribute` leaves them. Core-seconds are those of all
processes of the run, also of Ray's own, summed up from /proc.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from pathlib import Path

import pyarrow.parquet

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(slots=True)
class Watch:
    """Processor time and memory of all processes that carry a mark in their environment."""

    mark: str
    ticks: dict[int, int] = field(default_factory=dict)
    most: int = 0

    def look(self) -> None:
        """Take the figures as they are now."""
        pages = 0
        for pid in self._ours():
            try:
                parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                self.ticks[pid] = int(parts[11]) + int(parts[12])
                shared = Path(f"/proc/{pid}/statm").read_text().split()
                pages += int(shared[1]) - int(shared[2])
            except (OSError, IndexError):
                continue
        self.most = max(self.most, pages * _PAGE)

    def _ours(self) -> Iterator[int]:
        for each in Path("/proc").iterdir():
            if each.name.isdigit():
                try:
                    if self.mark.encode() in (each / "environ").read_bytes():
                        yield int(each.name)
                except OSError:
                    continue


def run(words: list[str]) -> tuple[float, float, float]:
    """Run a command of Whence: core-seconds, seconds, and the most memory of its own in MB."""
    watch = Watch(uuid.uuid4().hex)
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "whence", *words],
        env={**os.environ, "WHENCE_RUN": watch.mark},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while process.poll() is None:
        watch.look()
        time.sleep(0.2)
    seconds = time.perf_counter() - began
    if process.returncode not in (0, 1):
        raise SystemExit(process.stderr.read().decode()[-2000:] if process.stderr else "failed")
    return sum(watch.ticks.values()) / _TICK, seconds, watch.most / 1e6


def digest(out: Path, stage: str) -> str:
    """What tells one result from another: the sorted ids with all that is said of each."""
    rows = []
    for path in sorted((out / ("reuse" if stage == "passages" else "statements")).glob("*.parquet")):
        rows += [repr(sorted(row.items())) for row in pyarrow.parquet.read_table(path).to_pylist()]
    return f"{len(rows):,} {blake2b(''.join(sorted(rows)).encode(), digest_size=6).hexdigest()}"


def main() -> None:
    """Run the stage on each runner and print a row for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("stage", choices=("attribute", "passages"))
    parser.add_argument("file", type=Path)
    parser.add_argument("runners", nargs="*", default=["native"])
    parser.add_argument("--first", type=int)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--work", type=Path, default=Path("whence-cluster-benchmark"))
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    pile = asked.work / "pile.jsonl"
    with asked.file.open("rb") as lines:
        pile.write_bytes(b"".join(islice(lines, asked.first)))
    count = pile.read_bytes().count(b"\n")
    print(f"{asked.stage}: {count:,} articles, {pile.stat().st_size / 1e6:,.1f} MB, {asked.workers} workers")
    for runner in asked.runners:
        out = asked.work / f"{asked.stage}-{runner}"
        shutil.rmtree(out, ignore_errors=True)
        if runner == "local":
            words = ["passages", str(pile), "-o", f"{out}.jsonl"]
        else:
            words = ["cluster", asked.stage, str(pile), "-o", str(out), "--runner", runner]
            words += ["--workers", str(asked.workers)]
        for time_ in range(2 if asked.stage == "passages" and runner != "local" else 1):
            core, seconds, memory = run(words)
            told = "" if runner == "local" else digest(out, asked.stage) + (" (read before)" if time_ else "")
            print(f"{runner:8} {core:8.1f} core-s {seconds:7.1f} s {memory:7,.0f} MB  {told}", flush=True)


if __name__ == "__main__":
    main()
