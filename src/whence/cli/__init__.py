"""The command line: `whence COMMAND`. Every heavy import waits until a command needs it."""

from __future__ import annotations

import sys

import click

from whence import __version__
from whence.cli import adding, asking, clustering, filters, handing, listing, passages, serving, showcase
from whence.cli.shared import Whence

_COMMANDS = (
    adding.add,
    asking.trace,
    asking.who,
    asking.stories,
    asking.show,
    asking.compare,
    handing.export,
    handing.report,
    serving.serve,
    adding.check,
    adding.remove,
    showcase.demo,
    filters.statements,
    passages.passages,
    filters.group,
    clustering.cluster,
    clustering.load,
    listing.options,
)


@click.group(cls=Whence, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="whence %(version)s")
def whence() -> None:
    """Whence tells of a pile of news articles who said it, through whom it came here, which articles copied which,
    what changed on the way, who denies it, and how many independent sources stand behind it.

    \b
    whence demo                          # see it on sample articles
    whence add articles/                 # read a folder into ./whence.db
    whence trace "some words"            # the chain of a quote
    whence serve                         # all of it as pages in your browser
    whence report -o report.html         # all of it as one page
    """


for _command in _COMMANDS:
    whence.add_command(_command)


def main() -> None:
    """Run the command line; the entry point of the `whence` script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    whence(prog_name="whence")
