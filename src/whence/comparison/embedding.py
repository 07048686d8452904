"""A static embedding: each word piece has a vector, a text the mean of its pieces' (as model2vec, MinishLab 2024).

The built-in one is distilled by `training/embedding.py`; its card lies beside it. A folder of the same make may be
named in its place: `model.safetensors` with one tensor "embeddings", and `tokenizer.json`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from whence.errors import BadOption

Floats = NDArray[np.float32]
_TYPES = {"F32": np.float32, "F16": np.float16, "I8": np.int8, "I64": np.int64, "F64": np.float64}


class Embedding:
    """Vectors of texts, of length one (zero where a text has no known piece)."""

    def __init__(self, folder: Path) -> None:
        tensors = read_tensors(folder / "model.safetensors")
        if "embeddings" not in tensors:
            raise BadOption(f"{folder} holds no static embedding: its tensors are {', '.join(sorted(tensors))}")
        self._vectors = tensors["embeddings"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        return int(self._vectors.shape[1])

    def vectors(self, texts: Sequence[str]) -> Floats:
        """One row a text."""
        found = np.zeros((len(texts), self._vectors.shape[1]), dtype=np.float32)
        for at, each in enumerate(self._tokenizer.encode_batch(list(texts), add_special_tokens=False)):
            if each.ids:
                found[at] = self._vectors[np.asarray(each.ids)].astype(np.float32).mean(axis=0)
        norms: Floats = np.linalg.norm(found, axis=1, keepdims=True).astype(np.float32)
        result: Floats = (found / np.maximum(norms, 1e-9)).astype(np.float32)
        return result


@lru_cache(maxsize=2)
def load(folder: str | None = None) -> Embedding:
    """The built-in embedding, or that in `folder`. Raises `BadOption` where there is none."""
    path = Path(folder) if folder else Path(str(files("whence.comparison").joinpath("embedding_data")))
    try:
        return Embedding(path)
    except (OSError, ValueError) as error:
        raise BadOption(f"the embedding in {path} cannot be read: {error}") from None


def read_tensors(path: Path) -> dict[str, NDArray[np.generic]]:
    """The tensors of a safetensors file (its format: eight bytes of length, a JSON header, the data)."""
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    found: dict[str, NDArray[np.generic]] = {}
    for name, each in header.items():
        if name != "__metadata__":
            start, end = each["data_offsets"]
            raw = data[8 + length + start : 8 + length + end]
            found[name] = np.frombuffer(raw, dtype=_TYPES[each["dtype"]]).reshape(each["shape"])
    return found
