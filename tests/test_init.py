"""The verbs at the top of the package."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import import_module

import pytest

import whence


@pytest.mark.parametrize("name", ["open", "add", "trace", "who", "report"])
def test_verbs_are_there_and_typed(name: str) -> None:
    verb = getattr(whence, name)
    assert name in whence.__all__
    assert verb.__doc__
    signature = inspect.signature(verb)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(each.annotation is not inspect.Parameter.empty for each in signature.parameters.values())


def test_importing_it_loads_nothing_else() -> None:
    code = "import sys, whence; print(sorted(each for each in sys.modules if each.startswith('whence.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_verb_report_outlasts_the_module_of_that_name() -> None:
    pytest.importorskip("whence.ledger")
    module = import_module("whence.report")
    assert callable(whence.report)
    assert module.write is not whence.report
