"""The commands that ask: trace, who, stories, show, compare."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from whence.cli.shared import json_flag, ledger_flag, reading
from whence.cli.terminal import draw, print_json

if TYPE_CHECKING:
    from rich.console import Console


def _give(answer: Any, as_json: bool, how: Callable[[Console, Any], None]) -> None:
    """Print an answer, drawn or as JSON."""
    if as_json:
        from whence.answers import as_json as plain

        print_json(plain(answer))
    else:
        draw(answer, how)


@click.command(short_help="The chain of a quote or sentence.")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=5, show_default=True, metavar="N", help="How many other claims to name.")
@ledger_flag
@json_flag
def trace(words: tuple[str, ...], limit: int, ledger: str, as_json: bool) -> None:
    """Print the chain of the claim that WORDS express: the origin, then each appearance in time order.

    Per appearance it tells the words that changed, who is credited, through whom, and what became of the
    attribution; at the end who denies it and how many independent sources stand behind it in this pile.
    WORDS need not be exact; the id of a claim or statement does too.

    \b
    whence trace "the bridge will stay closed"
    whence trace "the bridge will stay closed" --json | jq .count
    """
    from whence.answers import trace as answer
    from whence.cli.chain import draw_trace

    with reading(ledger) as view:
        _give(answer(view, " ".join(words), limit), as_json, draw_trace)


@click.command(short_help="All that an actor said.")
@click.argument("name", nargs=-1, required=True)
@ledger_flag
@json_flag
def who(name: tuple[str, ...], ledger: str, as_json: bool) -> None:
    """Print what the actor called NAME said, is said to have said through others, and denied in this pile.

    \b
    whence who "Ann Lee"
    whence who officials --json
    """
    from whence.answers import who as answer
    from whence.cli.pages import draw_who

    with reading(ledger) as view:
        _give(answer(view, " ".join(name)), as_json, draw_who)


@click.command(short_help="The stories, or one of them in full.")
@click.argument("story", required=False)
@ledger_flag
@json_flag
def stories(story: str | None, ledger: str, as_json: bool) -> None:
    """Print the stories of this pile; with STORY (its id, or one of its articles) who copied whom in it, its
    claims against its articles, its disputes, and what the copies left out.

    \b
    whence stories
    whence stories wire.txt
    """
    from whence import answers
    from whence.cli.pages import draw_stories, draw_story

    with reading(ledger) as view:
        if story:
            _give(answers.story(view, story), as_json, draw_story)
        else:
            _give(answers.stories(view), as_json, draw_stories)


@click.command(short_help="An article with its statements and copied passages.")
@click.argument("article")
@ledger_flag
@json_flag
def show(article: str, ledger: str, as_json: bool) -> None:
    """Print ARTICLE (its id, key or path) with its zones, statements and shared passages marked.

    \b
    whence show wire.txt
    """
    from whence.answers import show as answer
    from whence.cli.pages import draw_shown

    with reading(ledger) as view:
        _give(answer(view, article), as_json, draw_shown)


@click.command(short_help="Two articles side by side.")
@click.argument("a")
@click.argument("b")
@ledger_flag
@json_flag
def compare(a: str, b: str, ledger: str, as_json: bool) -> None:
    """Print the passages that articles A and B share, the words that changed, who copied whom and why we think
    so, and the statements that only one of them has.

    \b
    whence compare wire.txt rewrite.txt
    """
    from whence.answers import compare as answer
    from whence.cli.pages import draw_compared

    with reading(ledger) as view:
        _give(answer(view, a, b), as_json, draw_compared)
