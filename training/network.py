"""The network: a six-layer MiniLM encoder with three more input features, a tag head and two pointer heads."""

from __future__ import annotations

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from whence.attribution.neural.decoding import TAGS
from whence.attribution.neural.encoding import SHAPES

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
POINTER = 128
BUCKETS = 32


class Layer(nn.Module):
    """One post-norm transformer layer, named as the published weights are mapped."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x [batch, pieces, width], mask [batch, 1, 1, pieces] added to attention scores."""
        batch, pieces, _ = x.shape
        q, k, v = (
            f(x).view(batch, pieces, HEADS, WIDTH // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + mask
        mixed = (self.drop(scores.softmax(-1)) @ v).transpose(1, 2).reshape(batch, pieces, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


def bucket(pieces: int) -> Tensor:
    """Signed logarithmic distance buckets [pieces, pieces], 0 … BUCKETS - 1."""
    at = torch.arange(pieces)
    distance = at[None, :] - at[:, None]
    size = (distance.abs().float() + 1).log2() * 2
    half = size.clamp(max=BUCKETS // 2 - 1).long()
    return torch.where(distance < 0, BUCKETS // 2 - 1 - half, BUCKETS // 2 + half)


class Pointer(nn.Module):
    """Biaffine scores from each piece to each piece, with a learned bias by distance."""

    def __init__(self) -> None:
        super().__init__()
        self.asks, self.answers = nn.Linear(WIDTH, POINTER), nn.Linear(WIDTH, POINTER)
        self.key_bias = nn.Linear(WIDTH, 1)
        self.distance = nn.Parameter(torch.zeros(BUCKETS))
        self.register_buffer("buckets", bucket(256), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """[batch, pieces, pieces] scores."""
        pieces = x.shape[1]
        scores = self.asks(x) @ self.answers(x).transpose(1, 2) / math.sqrt(POINTER)
        return scores + self.key_bias(x).transpose(1, 2) + self.distance[self.buckets[:pieces, :pieces]]


class Network(nn.Module):
    """ids [batch, pieces], features [batch, pieces, 3], mask [batch, pieces] → tag, cue and source log-probabilities."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.kinds = nn.Parameter(torch.zeros(WIDTH))
        self.features = nn.ModuleList(nn.Embedding(size, WIDTH) for size in (len(SHAPES), 3, 3))
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.to_cue, self.to_source = Pointer(), Pointer()
        for each in self.features:
            nn.init.normal_(each.weight, std=0.01)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Log-probabilities: tags [batch, pieces, tags], and two pointers [batch, pieces, pieces]."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.kinds
        for number, each in enumerate(self.features):
            x = x + each(features[:, :, number])
        x = self.drop(self.norm(x))
        added = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, added)
        x = self.drop(x)
        hidden = added[:, 0]
        return (
            self.tags(x).log_softmax(-1),
            (self.to_cue(x) + hidden).log_softmax(-1),
            (self.to_source(x) + hidden).log_softmax(-1),
        )

    def load_base(self, path: Path) -> None:
        """Take the published MiniLM weights (safetensors in BERT's naming)."""
        base = load_file(path)
        embeddings = "embeddings."
        self.words.weight.data = base[embeddings + "word_embeddings.weight"]
        self.places.weight.data = base[embeddings + "position_embeddings.weight"]
        self.kinds.data = base[embeddings + "token_type_embeddings.weight"][0]
        _copy(self.norm, base, embeddings + "LayerNorm")
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
            "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for number, layer in enumerate(self.layers):
            for ours, theirs in names.items():
                _copy(getattr(layer, ours), base, f"encoder.layer.{number}.{theirs}")
        self.words.weight.requires_grad = False


def _copy(module: nn.Module, base: dict[str, Tensor], name: str) -> None:
    module.weight.data = base[name + ".weight"]
    module.bias.data = base[name + ".bias"]
