"""Where a stage runs: the contract (`map` over items, `join` of their rows), and the engine on this machine.

The engine of many machines, `distributed`, is imported only where it is asked for.
"""

from whence.engines.contract import Engine, Failure, Joiner, Step
from whence.engines.embedded import Embedded

__all__ = ["Embedded", "Engine", "Failure", "Joiner", "Step"]
