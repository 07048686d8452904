"""Daft and Ray, imported with all that they would tell their makers switched off."""

from __future__ import annotations

import os
from typing import Any

from whence.errors import MissingExtra

SILENCE = {
    "DO_NOT_TRACK": "true",
    "SCARF_NO_ANALYTICS": "true",
    "DAFT_ANALYTICS_ENABLED": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_USAGE_STATS_PROMPT_ENABLED": "0",
}
"""Variables of the environment that keep Daft and Ray from sending statistics of use."""
_STILL = {"DAFT_PROGRESS_BAR": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}


def environment() -> dict[str, str]:
    """What the workers' environment must hold; a value that the user has set is left as it is."""
    return {name: os.environ.get(name, value) for name, value in {**SILENCE, **_STILL}.items()}


def daft() -> Any:
    """The module Daft. Raises `MissingExtra` where it is not installed."""
    os.environ.update(environment())
    try:
        import daft as module
    except ImportError:
        raise MissingExtra("the cluster engine", "cluster") from None
    return module


def ray() -> Any:
    """The module Ray. Raises `MissingExtra` where it is not installed."""
    os.environ.update(environment())
    try:
        import ray as module
    except ImportError:
        raise MissingExtra("the Ray runner", "cluster") from None
    return module
