"""Make the pictures of docs/screenshots: each page on the samples, as a reader sees it first.

python docs/screenshots.py            (needs Chromium and the packages of the dev group)
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from whence import answers, pipeline, samples
from whence.ledger import View
from whence.options import Options

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browsing import browser, serving  # noqa: E402  the tests' own browser

WIDE, PHONE = (1180, 800), (360, 740)


def addresses(ledger: Path) -> Iterator[tuple[str, str, str, tuple[int, int]]]:
    """(name of the picture, address, colours, size)."""
    with View.open(ledger) as view:
        story = answers.stories(view).stories[0].id
        claims = answers.story(view, story).claims
        claim = max(claims, key=lambda row: (len({drift for cell in row.cells for drift in cell.drift}), row.id)).id
    yield "home", "/", "light", WIDE
    yield "story", f"/story/{story}", "light", WIDE
    yield "story-claims", f"/story/{story}#claims-{story}", "light", WIDE
    yield "story-phone", f"/story/{story}", "dark", PHONE
    yield "claim", f"/claim/{claim}", "light", WIDE
    yield "claim-dark", f"/claim/{claim}", "dark", WIDE
    yield "article", "/article/13-junk.txt", "light", WIDE
    yield "compare", "/compare/01-wire.txt/05-spun.txt", "light", WIDE
    yield "actor", "/actor/Ida%20Renn", "light", WIDE
    yield "judge", "/judge?subject=dispute", "light", WIDE
    yield "search", "/search?q=before+sunrise", "light", WIDE


def main() -> None:
    """Make them all."""
    out = ROOT / "docs" / "screenshots"
    out.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "samples.db"
        options = Options()
        reading = replace(options.reading, meta=str(samples.metadata()))
        pipeline.add([samples.folder()], ledger, replace(options, reading=reading))
        with serving(ledger) as base, browser() as chrome:
            for name, path, scheme, (width, height) in addresses(ledger):
                page = chrome.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                page.goto(base + path)
                page.wait_for_timeout(300)
                page.screenshot(path=out / f"{name}.png")
                page.close()
                print(f"docs/screenshots/{name}.png")


if __name__ == "__main__":
    main()
