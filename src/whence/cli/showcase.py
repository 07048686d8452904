"""demo: the main job on the articles that come with Whence."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.adding import print_rejects
from whence.cli.shared import reading
from whence.cli.terminal import Meter, draw
from whence.errors import NothingToRead

if TYPE_CHECKING:
    from whence.ledger import View
    from whence.records import Claim

_ASKED_WORDS = 8


@click.command(short_help="The main job on articles that come with Whence.")
@click.option("--dir", "folder", default="./whence-demo", show_default=True, metavar="DIR", help="Where to work.")
def demo(folder: str) -> None:
    """Copy the sample articles to DIR, add them to a ledger there, print the stories and one trace, write a report.

    \b
    whence demo
    whence demo --dir /tmp/whence
    """
    from whence.answers import overview, stories, trace
    from whence.cli.chain import draw_trace
    from whence.cli.pages import draw_stories
    from whence.report import write

    place = Path(folder)
    ledger, page = place / "whence.db", place / "report.html"
    _add_samples(place, ledger)
    with reading(str(ledger)) as view:
        click.echo(f"{ledger}: {overview(view).sentence}\n")
        draw(stories(view), draw_stories)
        claim = _telling(view)
        words = _few_words(claim.text)
        click.echo(f"\n$ whence trace {shlex.quote(words)}\n")
        draw(trace(view, claim.id), draw_trace)
        write(view, page)
    at = f"--ledger {shlex.quote(str(ledger))}"
    click.echo(f"\nwritten: {page} (open it in a browser)\nNow try:")
    for line in (f"trace {shlex.quote(words)}", f"stories {_story(claim, ledger)}", "export claims --format csv"):
        click.echo(f"  whence {line} {at}")


def _add_samples(place: Path, ledger: Path) -> None:
    from whence import pipeline, samples
    from whence.options import Options, ReadingOptions

    pile, table = place / "samples", place / "meta.csv"
    shutil.copytree(samples.folder(), pile, dirs_exist_ok=True)
    shutil.copyfile(samples.metadata(), table)
    options = Options(reading=ReadingOptions(meta=str(table)))
    with Meter() as progress:
        summary = pipeline.add([str(pile)], str(ledger), options, progress=progress)
    print_rejects(summary.rejects)


def _telling(view: View) -> Claim:
    """The claim that shows most: by the articles it stands in and the ways in which its attribution drifted."""

    def shows(claim: Claim) -> tuple[int, str]:
        places = {each.article for each in claim.appearances}
        return len(places) + len({drift for each in claim.appearances for drift in each.drift}), claim.id

    found = max(view.claims(), key=shows, default=None)
    if found is None:
        raise NothingToRead("the samples hold no claim; this installation of Whence is broken, install it again")
    return found


def _story(claim: Claim, ledger: Path) -> str:
    with reading(str(ledger)) as view:
        story = view.story_of(claim.appearances[claim.origin].article)
    return story.id if story else ""


def _few_words(text: str) -> str:
    return " ".join(text.replace('"', "").split()[:_ASKED_WORDS])
