"""Train the extractor.

    python -m training.train --base model.safetensors --tokenizer tokenizer.json --out runs/1

Reads PolNeAR's train from $WHENCE_DATA/polnear (default ../shared), writes the weights after each epoch and a line of
scores on dev. Everything is seeded. One epoch takes a few minutes of two cores with bfloat16 matrix units.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.data import Example, examples
from training.network import Network
from whence.attribution.neural.encoding import load_tokenizer


def batches(data: list[list[list[Example]]], size: int, rng: random.Random) -> list[list[Example]]:
    """One annotator's reading of each article, windows shuffled, cut into batches of like length."""
    flat = [window for readings in data for window in rng.choice(readings)]
    rng.shuffle(flat)
    chunks = [sorted(flat[i : i + size * 16], key=lambda each: len(each.ids)) for i in range(0, len(flat), size * 16)]
    out = [chunk[i : i + size] for chunk in chunks for i in range(0, len(chunk), size)]
    rng.shuffle(out)
    return out


def collate(batch: list[Example]) -> tuple[torch.Tensor, ...]:
    """Padded ids, features, mask, tags, cue targets, source targets."""
    longest = max(len(each.ids) for each in batch)

    def pad(arrays: list[np.ndarray], fill: int) -> torch.Tensor:
        return torch.from_numpy(
            np.stack(
                [np.pad(a, [(0, longest - len(a))] + [(0, 0)] * (a.ndim - 1), constant_values=fill) for a in arrays]
            )
        )

    mask = pad([np.ones_like(each.ids) for each in batch], 0)
    fields = (("ids", 0), ("features", 0), ("tags", -1), ("to_cue", -1), ("to_source", -1))
    ids, features, *targets = (pad([getattr(each, name) for each in batch], fill) for name, fill in fields)
    return (ids, features, mask, *targets)


def loss(network: Network, batch: list[Example]) -> torch.Tensor:
    """Cross entropy of the tags and of both pointers."""
    ids, features, mask, *targets = collate(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = network(ids, features, mask)
    weights = (1.0, 0.3, 0.3)
    total = torch.zeros(())
    for scores, target, weight in zip(outputs, targets, weights, strict=True):
        total = total + weight * F.nll_loss(scores.float().flatten(0, 1), target.flatten(), ignore_index=-1)
    return total


def train(options: argparse.Namespace) -> None:
    """The loop: AdamW, linear warm-up and decay, the encoder slower than the heads."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rng = random.Random(options.seed)
    data = examples(Path(options.data) / "polnear" / "train", load_tokenizer(Path(options.tokenizer)))
    network = Network()
    network.load_base(Path(options.base))
    fresh = [p for n, p in network.named_parameters() if n.startswith(("tags", "to_", "features"))]
    known = {id(p) for p in fresh}
    encoder = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": options.rate}, {"params": fresh, "lr": options.rate * 8}], weight_decay=0.01
    )
    steps = options.epochs * len(batches(data, options.batch, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.08 * steps), max(0.0, (steps - step) / (0.92 * steps)))
    )
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    for epoch in range(options.epochs):
        network.train()
        began, sum_, count = time.time(), 0.0, 0
        for batch in batches(data, options.batch, rng):
            optimiser.zero_grad()
            value = loss(network, batch)
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            sum_, count = sum_ + float(value), count + 1
            if count % 50 == 0:
                print(f"epoch {epoch} step {count} loss {sum_ / count:.3f} {time.time() - began:.0f}s", flush=True)
        torch.save(network.state_dict(), out / f"epoch-{epoch}.pt")
        line = {"epoch": epoch, "loss": sum_ / count, "seconds": time.time() - began, "options": vars(options)}
        with (out / "log.jsonl").open("a") as file:
            file.write(json.dumps(line) + "\n")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True)
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--data", default=os.environ.get("WHENCE_DATA", "../shared"))
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
