"""Across articles: passages, direction, stories, actors, claims, omissions, disputes. Pure: records in, records out.

`compare` is imported when it is asked for: passages alone need none of the rest.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whence.comparison.compare import compare

__all__ = ["compare"]


def __getattr__(name: str) -> Any:
    if name != "compare":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("whence.comparison.compare").compare


class _Package(ModuleType):
    """This package: its function `compare` stands in place of the module of that name."""

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value.compare if name == "compare" and isinstance(value, ModuleType) else value)


sys.modules[__name__].__class__ = _Package
