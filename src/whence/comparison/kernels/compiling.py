"""How a function becomes machine code: by numba, which keeps it beside the source or in the user's cache directory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """The function, compiled when it is first called and read from the cache ever after."""
    return cast(Function, numba.njit(cache=True, nogil=True)(function))


def inlined(function: Function) -> Function:
    """A part of compiled functions, itself never called from Python."""
    return cast(Function, numba.njit(nogil=True)(function))
