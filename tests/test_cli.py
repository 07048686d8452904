"""The command line as a whole: help, documentation, exit statuses, streams."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from whence.cli import whence
from whence.cli.listing import options_page
from whence.cli.shared import options_from
from whence.errors import BadOption

DOCS = Path(__file__).parents[1] / "docs"
COMMANDS = sorted(whence.commands)


def run(*words: str) -> Result:
    return CliRunner().invoke(whence, list(words))


def script(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **more}
    command = [sys.executable, "-m", "whence", *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


def section(name: str) -> str:
    page = (DOCS / "commands.md").read_text("utf-8")
    parts = re.split(r"^## (\w+)$", page, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True)).get(name, "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_flag_is_documented(name: str) -> None:
    text = section(name)
    assert f"whence {name}" in text, f"docs/commands.md has no section on {name}"
    for parameter in whence.commands[name].params:
        if isinstance(parameter, click.Option):
            missing = [flag for flag in parameter.opts if f"`{flag}" not in text]
            assert not missing, f"docs/commands.md does not name {missing} of {name}"


def test_no_command_is_documented_that_is_none() -> None:
    page = (DOCS / "commands.md").read_text("utf-8")
    assert sorted(re.findall(r"^## (\w+)$", page, flags=re.M)) == COMMANDS


def test_the_page_of_options_is_current() -> None:
    page = (DOCS / "options.md").read_text("utf-8")
    assert page.strip() == options_page().strip(), "run `whence options > docs/options.md`"


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_has_an_example(name: str, flag: str) -> None:
    result = run(name, flag)
    assert result.exit_code == 0
    assert f"whence {name}" in result.output.split("Options:")[0].split("\n", 1)[1]


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from whence.cli import whence; heavy = {'numba', 'numpy', 'pyarrow', 'trafilatura', 'sqlalchemy'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_version() -> None:
    assert re.fullmatch(r"whence \d+\.\d+\.\d+\n", script("--version").stdout)


@pytest.mark.parametrize(
    "words", [(), ("nonsense",), ("export", "nonsense"), ("add",), ("trace",), ("stories", "--no")]
)
def test_a_wrong_request_ends_with_two(words: tuple[str, ...]) -> None:
    assert script(*words).returncode == 2


@pytest.mark.parametrize(
    "words",
    [
        ("trace", "x"),
        ("who", "x"),
        ("stories",),
        ("show", "x"),
        ("compare", "x", "y"),
        ("export", "claims"),
        ("check",),
    ],
)
def test_a_missing_ledger_is_one_sentence(words: tuple[str, ...], tmp_path: Path) -> None:
    pytest.importorskip("whence.ledger")
    done = script(*words, "--ledger", str(tmp_path / "none.db"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("whence: ")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_settings_become_options() -> None:
    options = options_from(
        "The Gazette", None, None, ("reuse.min_words=10", "stories.days=2.5", "independence.families=f.csv")
    )
    assert options.reading.outlet == "The Gazette"
    assert (options.reuse.min_words, options.stories.days, options.independence.families) == (10, 2.5, "f.csv")
    assert options.reuse.ngram == 4


@pytest.mark.parametrize("setting", ["reuse.min_words", "reuse.none=1", "none.x=1", "reuse.min_words=ten", "x=1"])
def test_wrong_settings_are_refused(setting: str) -> None:
    with pytest.raises(BadOption):
        options_from(None, None, None, (setting,))
