"""What `whence cluster` costs: core-seconds, seconds and memory of a stage on each runner, and whether they agree.

usage: cluster.py STAGE FILE.jsonl [RUNNER ...] [--first N] [--workers N] [--work DIR]
       cluster.py claims PLACE [RUNNER ...] [--workers N] [--work DIR]

STAGE is attribute, passages or stories, RUNNER local (`whence passages` or `whence group`), native or ray. Of passages
and stories there are two rows, the second where the articles have been read before, as `attribute` leaves them; --read
leaves the first out and takes the articles of a run before. Core-seconds are those of all processes of the run, also of
Ray's own, summed up from /proc. `whence passages` reads no zones, and so finds a few passages more. Of `claims` it is
`whence load` of a PLACE that the other stages filled, all of it, and the digest is that of claims and disputes.
"""

from __future__ import annotations

import argparse
import json
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
from typing import Any

import pyarrow.parquet

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
FOLDERS = {"attribute": "statements", "passages": "reuse", "stories": "stories"}
LOCAL = {"passages": "passages", "stories": "group"}


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
    """What tells one result from another: how many rows, and a digest of all that is said in them."""
    rows: list[str] = []
    if out.suffix == ".jsonl":
        with out.open(encoding="utf-8") as lines:
            found = [json.loads(line) for line in lines]
        rows = [_told(row, row["articles"]) if stage == "stories" else repr(row) for row in found]
    for path in sorted((out / FOLDERS[stage]).glob("*.parquet")):
        for row in pyarrow.parquet.read_table(path).to_pylist():
            rows.append(_told(row, json.loads(row["articles"])) if stage == "stories" else repr(sorted(row.items())))
    return f"{len(rows):,} {blake2b(''.join(sorted(rows)).encode(), digest_size=6).hexdigest()}"


def load(place: Path, runners: list[str], workers: int, work: Path) -> None:
    """Bring a place into a ledger on each runner and print a row for each."""
    for runner in runners:
        ledger = work / f"claims-{runner}.db"
        ledger.unlink(missing_ok=True)
        words = [] if runner == "local" else ["--runner", runner, "--workers", str(workers)]
        core, seconds, memory = run(["load", str(place), "--ledger", str(ledger), *words])
        print(f"{runner:8} {core:8.1f} core-s {seconds:7.1f} s {memory:7,.0f} MB  {exported(ledger)}", flush=True)


def exported(ledger: Path) -> str:
    """The number of claims and disputes in a ledger, and a digest of them as `whence export` gives them."""
    found = []
    for table in ("claims", "disputes"):
        command = [sys.executable, "-m", "whence", "export", table, "--ledger", str(ledger)]
        rows = subprocess.run(command, check=True, capture_output=True).stdout
        found.append(f"{rows.count(bytes([10])):,} {table} {blake2b(rows, digest_size=6).hexdigest()}")
    return ", ".join(found)


def _told(story: dict[str, Any], articles: list[str]) -> str:
    """A story without the ids of its articles, which `whence group` gives as keys; its own id is made of them."""
    return repr((story["id"], story["title"], len(articles)))


def main() -> None:
    """Run the stage on each runner and print a row for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("stage", choices=(*FOLDERS, "claims"))
    parser.add_argument("file", type=Path)
    parser.add_argument("runners", nargs="*", default=["native"])
    parser.add_argument("--first", type=int)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--work", type=Path, default=Path("whence-cluster-benchmark"))
    parser.add_argument("--read", action="store_true")
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    if asked.stage == "claims":
        load(asked.file, asked.runners, asked.workers, asked.work)
        return
    pile = asked.work / "pile.jsonl"
    with asked.file.open("rb") as lines:
        pile.write_bytes(b"".join(islice(lines, asked.first)))
    count = pile.read_bytes().count(b"\n")
    print(f"{asked.stage}: {count:,} articles, {pile.stat().st_size / 1e6:,.1f} MB, {asked.workers} workers")
    for runner in asked.runners:
        out = asked.work / f"{asked.stage}-{runner}{'.jsonl' if runner == 'local' else ''}"
        if runner == "local":
            words = [LOCAL[asked.stage], str(pile), "-o", str(out)]
        else:
            words = ["cluster", asked.stage, str(pile), "-o", str(out), "--runner", runner]
            words += ["--workers", str(asked.workers)]
            if not asked.read:
                shutil.rmtree(out, ignore_errors=True)
        times = ["read before"] if asked.read else ["", "read before"]
        for note in times if asked.stage in LOCAL and runner != "local" else [""]:
            core, seconds, memory = run(words)
            told = f"{digest(out, asked.stage)} {note}"
            print(f"{runner:8} {core:8.1f} core-s {seconds:7.1f} s {memory:7,.0f} MB  {told}", flush=True)


if __name__ == "__main__":
    main()
