"""From `pip install .` to the trace of a quote in the browser, as somebody new would go.

    python benchmarks/newcomer.py [--files FOLDER --quote WORDS] [--look 5] [--folder SCRATCH]

In a fresh environment: install this checkout, `whence serve`, look at the start page for `--look` seconds, take the
samples (or choose the files of FOLDER), wait for the job, search the quote, press "Trace this claim". Nothing is read
but the page. Prints the seconds of each step; nothing that was compiled before is used. Needs Chromium and the packages
of the dev group.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[1]
PATIENCE = 900_000
QUOTE = "and twice they promised"


class Clock:
    """Says how long it has been since the start."""

    def __init__(self) -> None:
        self.began = time.perf_counter()

    def tell(self, what: str) -> None:
        """Print the seconds so far and what happened."""
        print(f"{time.perf_counter() - self.began:6.1f} s  {what}", flush=True)


def install(home: Path) -> Path:
    """A fresh environment with this checkout in it; the path of `whence`."""
    checkout = home / "checkout"
    # what is not part of it (compiled code above all) stays behind
    files = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], check=True, capture_output=True, text=True).stdout
    for name in filter(None, files.split("\0")):
        if not name.startswith(("docs/", "tests/", "benchmarks/")):
            (checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, checkout / name)
    subprocess.run([sys.executable, "-m", "venv", home / "venv"], check=True)
    pip = [f"{home}/venv/bin/pip", "install", "--quiet", "--disable-pip-version-check", str(checkout)]
    subprocess.run(pip, check=True, stderr=subprocess.DEVNULL)
    return home / "venv/bin/whence"


def drive(page: Any, address: str, clock: Clock, given: argparse.Namespace) -> None:
    """Go from the start page to the trace."""
    page.goto(address)
    clock.tell("the start page is there")
    time.sleep(given.look)
    if given.files:
        page.set_input_files("input[name=files] >> nth=0", [str(each) for each in sorted(given.files.iterdir())])
        page.get_by_role("button", name="Add", exact=True).click()
    else:
        page.get_by_role("button", name="Try it on the sample articles").click()
    expect(page.get_by_role("heading", name="Articles added")).to_be_visible()
    clock.tell(page.locator("[data-part=sentence]").inner_text())
    page.get_by_role("link", name="Look at what was found").click()
    expect(page.locator(".card").first).to_be_visible()
    clock.tell("the stories are there")
    page.get_by_label("Words to trace").fill(given.quote)
    page.get_by_role("button", name="Trace", exact=True).click()
    page.get_by_role("link", name="Trace this claim").first.click()
    expect(page.locator(".chain")).to_be_visible()
    clock.tell(f"the trace is there: {page.locator('h1').inner_text()[:60]}")


def main() -> None:
    """Go, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=Path, help="a folder of files to choose, in place of the samples")
    parser.add_argument("--quote", default=QUOTE, help="what to search")
    parser.add_argument("--look", type=float, default=5.0, help="seconds that the start page is looked at")
    parser.add_argument("--folder", type=Path, help="where the environment is made")
    given = parser.parse_args()
    expect.set_options(timeout=PATIENCE)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory(dir=given.folder) as folder, sync_playwright() as play:
        clock = Clock()
        whence = install(Path(folder))
        clock.tell("installed")
        plain = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "NUMBA_CACHE_DIR")}
        command = [str(whence), "serve", "--ledger", f"{folder}/new.db", "--port", "0", "--no-open"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=plain, cwd=folder)
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found
        started = play.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox", "--disable-gpu"])
        page = started.new_page()
        page.set_default_timeout(PATIENCE)
        drive(page, found[0], clock, given)
        started.close()
        server.send_signal(signal.SIGINT)
        server.wait(60)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"core-seconds: {used.ru_utime + used.ru_stime:.1f}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
