"""What the commands share: the flags, the group that turns errors into messages, and opening a ledger to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from whence.cli.terminal import clean
from whence.errors import BadOption, WhenceError
from whence.options import IndependenceOptions, Options, ReadingOptions, described

if TYPE_CHECKING:
    from whence.ledger import View

Command = TypeVar("Command", bound=Callable[..., Any])
ALL_READ, SOME_REJECTED, NOTHING_DONE, INTERRUPTED = 0, 1, 2, 130
_STAGES = ("attribution", "reuse", "stories", "claims", "independence")


class Failed(click.ClickException):
    """Nothing could be done: one sentence on standard error, exit status 2."""

    exit_code = NOTHING_DONE

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence."""
        click.echo(f"whence: {clean(self.message)}", file=file, err=file is None)


class Whence(click.Group):
    """The group of all commands: errors become one sentence, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except WhenceError as error:
            raise Failed(str(error)) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise Failed(f"{where}{error.strerror or error}; choose another place or check its permissions") from None
        except Exception as error:
            if not type(error).__module__.startswith("sqlalchemy."):
                raise
            # what the ledger itself does not put into words: a broken, an empty or a full file
            reason = str(getattr(error, "orig", error)).splitlines()[0]
            raise Failed(f"the ledger cannot serve: {reason}; restore it, or add the articles to a new one") from None
        except KeyboardInterrupt:
            click.echo("whence: interrupted; the same command takes up where it stopped", err=True)
            ctx.exit(INTERRUPTED)


def ledger_flag(command: Command) -> Command:
    """The flag that every command on a ledger has."""
    return click.option(
        "--ledger", default="./whence.db", show_default=True, metavar="FILE", help="The ledger, one SQLite file."
    )(command)


def json_flag(command: Command) -> Command:
    """The flag for an answer that a program reads."""
    return click.option("--json", "as_json", is_flag=True, help="The answer as JSON.")(command)


def reading_flags(command: Command) -> Command:
    """The flags for what the text does not carry; names and sentences come from `ReadingOptions`."""
    table = {name: sentence for name, _, sentence in described(ReadingOptions)}
    for name in ("meta", "date", "outlet"):
        command = click.option(f"--{name}", metavar=name.upper(), help=table[name])(command)
    return click.option(
        "--set",
        "settings",
        multiple=True,
        metavar="STAGE.NAME=VALUE",
        help="Any other option of docs/options.md, such as reuse.min_words=10; may be given again.",
    )(command)


def comparing_flags(command: Command) -> Command:
    """The flags of `add` for what is compared: primary documents and publisher families."""
    primary = next(help for name, _, help in described(ReadingOptions) if name == "primary")
    families = next(help for name, _, help in described(IndependenceOptions) if name == "families")
    command = click.option("--families", metavar="FILE", help=families)(command)
    return click.option("--primary", is_flag=True, help=primary)(command)


def options_from(
    outlet: str | None,
    date: str | None,
    meta: str | None,
    settings: tuple[str, ...],
    primary: bool = False,
    families: str | None = None,
) -> Options:
    """The options that the flags mean. Raises `BadOption`."""
    values: dict[str, dict[str, Any]] = {"reading": {"outlet": outlet, "date": date, "meta": meta}}
    if primary:
        values["reading"]["primary"] = True
    if families is not None:
        values["independence"] = {"families": families}
    for setting in settings:
        stage, name, value = _setting(setting)
        values.setdefault(stage, {})[name] = value
    default = Options()
    return Options(**{stage: type(getattr(default, stage))(**table) for stage, table in values.items()})


def _setting(setting: str) -> tuple[str, str, Any]:
    path, equals, value = setting.partition("=")
    stage, dot, name = path.partition(".")
    if not equals or not dot or stage not in ("reading", *_STAGES):
        raise BadOption(f"--set {setting} is no STAGE.NAME=VALUE; docs/options.md lists stages and names")
    names = {each: default for each, default, _ in described(type(getattr(Options(), stage)))}
    if name not in names:
        raise BadOption(f"the stage {stage} has no option {name}; it has {', '.join(sorted(names))}")
    default = names[name]
    if default is None or isinstance(default, str):
        return stage, name, value
    if isinstance(default, bool):
        return stage, name, value.lower() in ("true", "yes", "1")
    try:
        return stage, name, type(default)(value)
    except ValueError:
        raise BadOption(f"--set {setting}: {value} is no {type(default).__name__}") from None


@contextmanager
def reading(ledger: str) -> Iterator[View]:
    """The ledger opened to be read, with a word on standard error where its comparison is older than its articles."""
    from whence.ledger import View

    with View.open(ledger) as view:
        if view.stale():
            click.echo("whence: an add was interrupted; run it again to bring the answers up to date", err=True)
        yield view
