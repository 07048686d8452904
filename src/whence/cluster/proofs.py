"""What passages tell, written beside them, and how much of it is enough in their pile (see `comparison.chance`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow
from numpy.typing import NDArray

from whence.cluster import storage
from whence.comparison import chance, passages

_FOLDER, _FLOORS = "proofs", "floors.json"


class Proof(NamedTuple):
    """What a passage tells: its cause, tenths of a nat, a number for its words (see `comparison.passages.Shared`)."""

    cause: int
    proof: int
    phrase: int


def put(output: str, number: int, proofs: Sequence[Proof]) -> None:
    """Write what the passages of a part tell, in their order."""
    columns = {name: np.asarray([each[at] for each in proofs], np.int64) for at, name in enumerate(Proof._fields)}
    storage.write_table(storage.below(output, _FOLDER, _name(number)), pyarrow.table(columns))


def settle(output: str, numbers: Iterable[int]) -> int:
    """Read off all parts how much is enough, and write that down; the number of passages that tell so much."""
    cause, proof, phrase = _get(output, numbers)
    floors = passages.floors(proof, phrase, cause)
    storage.write(storage.below(output, _FOLDER, _FLOORS), json.dumps(sorted(floors.items())).encode())
    return int(chance.proven(proof, cause, floors).sum())


def enough(output: str, number: int) -> NDArray[Any]:
    """Whether each passage of a part tells enough, in their order."""
    floors = dict(json.loads(storage.read(storage.below(output, _FOLDER, _FLOORS))))
    cause, proof, _ = _get(output, [number])
    return chance.proven(proof, cause, floors)


def _get(output: str, numbers: Iterable[int]) -> list[NDArray[Any]]:
    tables = [storage.read_table(storage.below(output, _FOLDER, _name(number))) for number in numbers]
    none = np.zeros(0, dtype=np.int64)
    return [np.concatenate([none, *(each.column(of).to_numpy() for each in tables)]) for of in Proof._fields]


def _name(number: int) -> str:
    return f"part-{number:06d}.parquet"
