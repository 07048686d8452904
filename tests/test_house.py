"""The house stands: imports go downward, no cycles, files and functions stay small, public names are documented."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "whence"
FLOORS = (
    ("errors", "records", "options", "text", "lexicon"),
    ("reading", "attribution"),
    ("comparison",),
    ("ledger",),
    ("judgements", "engines", "growth", "pipeline", "cluster"),
    ("answers",),
    ("cli", "web", "report", "export", "samples"),
    ("__init__", "__main__"),
)
FILES = sorted(SOURCE.rglob("*.py"))
WORDS = Counter(
    word
    for path in (*FILES, *SOURCE.rglob("*.html"), SOURCE.parents[1] / "pyproject.toml")
    for word in re.findall(r"\w+", path.read_text("utf-8"))
)
ALLOWED_ANYWHERE = {"__version__"}


def module_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def floor_of(module: str) -> int:
    top = module.split(".")[0]
    return next(number for number, names in enumerate(FLOORS) if top in names)


MODULES = {module_of(path): path for path in FILES}


def nearest(name: str) -> str:
    """The module that a dotted name below `whence` lies in."""
    parts = name.split(".")
    while parts and ".".join(parts) not in MODULES:
        parts.pop()
    return ".".join(parts) or "__init__"


def imports(path: Path) -> set[str]:
    """Modules of ours that a file imports, wherever in the file it does so."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "whence":
            base = node.module[len("whence") :].lstrip(".")
            names = {each.name for each in node.names} - ALLOWED_ANYWHERE
            found |= {nearest(f"{base}.{name}".lstrip(".")) for name in names}
        elif isinstance(node, ast.ImportFrom) and node.level:
            pytest.fail(f"{path}: relative import; write the whole name")
        elif isinstance(node, ast.Import):
            found |= {nearest(each.name[len("whence.") :]) for each in node.names if each.name.startswith("whence.")}
    return found - {module_of(path)}


def test_every_module_has_a_floor() -> None:
    for module in MODULES:
        floor_of(module)


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_no_import_goes_up(path: Path) -> None:
    here = module_of(path)
    upward = sorted(each for each in imports(path) if floor_of(each) > floor_of(here))
    assert not upward, f"{here} imports from a higher floor: {upward}"


def test_no_import_cycle() -> None:
    graph = {name: imports(path) for name, path in MODULES.items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for each in sorted(graph[name]):
                visit(each, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


PURE = [path for path in FILES if floor_of(module_of(path)) in (1, 2)]
FORBIDDEN = {
    "time",
    "sqlite3",
    "sqlalchemy",
    "socket",
    "urllib.request",
    "http",
    "requests",
    "httpx",
    "random",
}


@pytest.mark.parametrize("path", PURE, ids=module_of)
def test_floors_one_and_two_are_pure(path: Path) -> None:
    names = {
        name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert not names & FORBIDDEN


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_files_and_functions_stay_small(path: Path) -> None:
    source = path.read_text("utf-8")
    assert source.count("\n") <= 500, "split the file"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 60, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_public_names_are_documented(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    if path.name != "__main__.py":
        assert ast.get_docstring(tree), "the module has no docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name[0] != "_":
            assert ast.get_docstring(node), f"{node.name} has no docstring"


def named_in(tree: ast.Module) -> set[str]:
    """Names of the functions and classes of a file, methods too, and of its constants."""
    found = {
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        found |= {each.id for each in targets if isinstance(each, ast.Name)}
    return {name for name in found if not name.startswith("__")}


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_every_name_is_mentioned_twice(path: Path) -> None:
    unused = sorted(name for name in named_in(ast.parse(path.read_text("utf-8"))) if WORDS[name] < 2)
    assert not unused, f"nothing calls {unused}: delete them, with the tests that only they have"
