"""How soon the pages answer on a large ledger: readers at once, while an `add` is running.

    python benchmarks/web.py LEDGER --add PILE [--readers 20] [--seconds 60] [--pause 0] [--nice 0]

The ledger is copied first, and gets the indexes of today. Each reader asks for a random page of a random kind and
waits for all of it; with --pause it then rests as long on average (exponential) before the next. The `add` has the
niceness --nice: 0 is that of one at the command line, 10 that of one begun on the start page. Prints milliseconds
per kind of page as a Markdown table, the load of the machine, and the processor time of the server, which others at
work on the machine do not lengthen.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from whence.ledger import View, Writer

KINDS = ("home", "stories", "story", "claim", "article", "compare", "people", "actor", "judge", "search")
LEAST = 5


def paths(ledger: Path, each: int, rng: random.Random) -> dict[str, list[str]]:
    """Addresses of each kind, drawn at random from what the ledger holds."""
    with View.open(ledger) as view:
        stories = view.stories_from(0, 4000)
        several = [story for story in stories if len(story.articles) > 1]
        some = rng.sample(several, min(each, len(several)))
        claims = rng.sample([claim.id for claim in view.links_of_largest(4000)], each)
        articles = [rng.choice(story.articles) for story in some]
        actors = [actor.id for actor in rng.sample(view.persons("", 0, 2000), each)]
        pairs = [tie for story in some for tie in view.reuse(story.articles[0])[:1]]
        words = [" ".join(view.article(article).text.split()[30:36]) for article in articles]
    return {
        "home": ["/"],
        "stories": [f"/stories?from={24 * at}" for at in range(40)],
        "story": [f"/story/{story.id}" for story in some],
        "claim": [f"/claim/{id}" for id in claims],
        "article": [f"/article/{id}" for id in articles],
        "compare": [f"/compare/{tie.a}/{tie.b}" for tie in pairs] or ["/"],
        "people": [f"/actors?from={60 * at}" for at in range(20)],
        "actor": [f"/actor/{id}" for id in actors],
        "judge": ["/judge", "/judge?subject=claim", "/judge?at=7"],
        "search": [f"/search?q={quote(each)}" for each in words],
    }


@contextmanager
def served(ledger: Path) -> Iterator[tuple[int, int]]:
    """The port of a server on the ledger, in a process of its own, and the process."""
    command = [sys.executable, "-m", "whence", "serve", "--ledger", str(ledger), "--port", "0", "--no-open"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    found = re.search(r":(\d+)/", server.stdout.readline())
    assert found
    try:
        yield int(found[1]), server.pid
    finally:
        server.terminate()
        server.wait()


def processor(process: int) -> float:
    """The processor seconds that a process has used (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def read(port: int, table: dict[str, list[str]], until: float, pause: float, seed: int) -> list[tuple[str, float]]:
    """One reader: (kind, seconds) of each page that it saw."""
    rng = random.Random(seed)
    seen: list[tuple[str, float]] = []
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    while time.perf_counter() < until:
        kind = rng.choice(KINDS)
        began = time.perf_counter()
        answer = ask(line, rng.choice(table[kind]))
        seen.append((kind if answer.status == 200 else f"{kind}: {answer.status}", time.perf_counter() - began))
        if pause:
            time.sleep(rng.expovariate(1 / pause))
    return seen


def ask(line: http.client.HTTPConnection, path: str) -> http.client.HTTPResponse:
    """A page in full; a line that the server closed while its reader rested is opened again."""
    try:
        line.request("GET", path)
        answer = line.getresponse()
    except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
        line.close()
        line.request("GET", path)
        answer = line.getresponse()
    answer.read()
    return answer


def main() -> None:
    """Run, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--add", type=Path, help="what to add meanwhile")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=0.0)
    parser.add_argument("--nice", type=int, default=0, help="the niceness of the add")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(shutil.copy(given.ledger, Path(folder) / "whence.db"))
        Writer.open(ledger).close()
        table = paths(ledger, 200, random.Random(1))
        with served(ledger) as (port, process):
            for kind in KINDS:  # first calls load templates
                read(port, {**table, **dict.fromkeys(KINDS, table[kind][:1])}, time.perf_counter() + 0.5, 0, 0)
            adding = None
            if given.add:
                lower = ["nice", "-n", str(given.nice)] if given.nice else []
                command = [*lower, sys.executable, "-m", "whence", "add", str(given.add), "--ledger", str(ledger)]
                adding = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
                time.sleep(3)
            began = processor(process)
            seen = together(port, table, given)
            used = 1000 * (processor(process) - began) / max(len(seen), 1)
            state = "none" if adding is None else "running to the end" if adding.poll() is None else "done before"
            if adding is not None:
                adding.kill()
    report(seen, given, state, used)


def together(port: int, table: dict[str, list[str]], given: argparse.Namespace) -> list[tuple[str, float]]:
    """What all readers saw."""
    seen: list[tuple[str, float]] = []
    until = time.perf_counter() + given.seconds

    def one(seed: int) -> None:
        seen.extend(read(port, table, until, given.pause, seed))

    threads = [threading.Thread(target=one, args=(seed,)) for seed in range(given.readers)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return seen


def report(seen: list[tuple[str, float]], given: argparse.Namespace, state: str, used: float) -> None:
    """Print milliseconds per kind."""
    print(
        f"{given.readers} readers, pause {given.pause:g} s, {len(seen):,} pages in {given.seconds:g} s; add: {state}\n"
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; the server used {used:.1f} ms of a core a page\n"
    )
    print("| page | asked | median | p95 | most |\n|---|--:|--:|--:|--:|")
    for kind in ("all", *sorted({kind for kind, _ in seen})):
        times = sorted(1000 * taken for name, taken in seen if kind in ("all", name))
        if len(times) >= LEAST:
            middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
            print(f"| {kind} | {len(times):,} | {middle:.0f} | {late:.0f} | {times[-1]:.0f} |")


if __name__ == "__main__":
    main()
