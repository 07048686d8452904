"""Where a stage runs: the contract `map a function over items, in order`, and the engine on this machine."""

from whence.engines.contract import Engine, Failure
from whence.engines.embedded import Embedded

__all__ = ["Embedded", "Engine", "Failure"]
