"""How much a passage must tell, read off the pile itself: what articles share by chance, and what they do not.

What is shared by chance falls off exponentially with what it tells (Karlin and Altschul, 1990), what was copied much
more slowly. So a pile in which passages that tell little are many and those that tell more are few has many turns of
phrase, and there a passage must tell more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.comparison.kernels.folding import Bytes, Ints
from whence.comparison.kernels.tokens import Longs

ANY = -1_000.0
"""Nats that every passage tells, as names count for less than nothing."""
ACCEPTED = 0.06
"""Share of chance among what is kept."""
_WIDTH, _START = 16.0, 8.0
"""Nats: the passages that tell `_START` to `_START` + `_WIDTH` are compared with those of the next `_WIDTH`."""
_TRUE, _NEXT, _FALL = 0.8, 0.3, 0.15
"""How the numbers of the second window compare with those of the first: copies; chance there, and in each window after
it. Measured on AllSides, where nearly all in the first window are chance."""
_ENOUGH = 20
"""Distinct passages by chance below which a pile tells nothing of chance."""
_MOST = 64
_HIGH, _PHRASES = 128, 1 << 48


def least(proofs: Ints, phrases: Longs) -> float:
    """Nats that passages of one cause must tell, so that about `ACCEPTED` of them are chance; a phrase counts once."""
    nats = np.clip(np.floor_divide(proofs, 10), 0, _HIGH - 1).astype(np.int64)
    counted = np.unique(phrases % _PHRASES * _HIGH + nats) % _HIGH
    one = _between(counted, _START, _START + _WIDTH)
    two = _between(counted, _START + _WIDTH, _START + 2 * _WIDTH)
    chance = (one - _TRUE * two) / (1 - _TRUE * _NEXT)
    if chance < _ENOUGH:
        return ANY
    for cut in range(int(_START), _MOST):
        beyond = chance * _NEXT * _FALL ** ((cut - _START - _WIDTH) / _WIDTH) / (1 - _FALL)
        if beyond <= ACCEPTED * _between(counted, cut, np.inf):
            return float(cut)
    return float(_MOST)


def _between(nats: NDArray[Any], low: float, high: float) -> int:
    return int(((nats >= low) & (nats < high)).sum())


def floors(proofs: Ints, phrases: Longs, cause: Bytes, known: Mapping[int, float]) -> dict[int, float]:
    """Nats that passages must tell in this pile, by cause; `known`: the least in any pile."""
    rows = {each: cause == each for each in known}
    return {each: max(known[each], least(proofs[rows[each]], phrases[rows[each]])) for each in known}


def proven(proofs: Ints, cause: Bytes, floors: Mapping[int, float]) -> NDArray[Any]:
    """Whether each passage tells enough; one of a cause that has no floor does."""
    out = np.ones(len(cause), dtype=np.bool_)
    for each, floor in floors.items():
        out &= (cause != each) | (proofs >= 10 * floor)
    return out
