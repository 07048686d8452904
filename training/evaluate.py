"""Predictions of trained weights on PolNeAR's dev, as the scorer reads them.

python -m training.evaluate --weights runs/1/epoch-3.pt --tokenizer tokenizer.json --out dev.jsonl
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

import numpy as np
import torch

from training.data import articles, read_text
from training.network import Network
from whence.attribution.neural.encoding import load_tokenizer
from whence.attribution.neural.reading import read


def runner(weights: list[Path]):  # noqa: ANN201
    """The network of one file of weights, or the mean of several, as `reading.Network`."""
    networks = []
    for path in weights:
        network = Network()
        network.load_state_dict(torch.load(path))
        networks.append(network.eval())

    def run(ids, features, mask):  # noqa: ANN001, ANN202
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = [n(*map(torch.from_numpy, (ids, features, mask))) for n in networks]
        return tuple(torch.stack([o[k].float() for o in outputs]).mean(0).numpy() for k in range(3))

    return run


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", nargs="+", required=True)
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--data", default=os.environ.get("WHENCE_DATA", "../shared"))
    options = parser.parse_args()
    folder = Path(options.data) / "polnear" / options.part
    tokenizer, network = load_tokenizer(Path(options.tokenizer)), runner([Path(each) for each in options.weights])
    with Path(options.out).open("w") as out:
        for name in sorted(articles(folder)):
            found = read(read_text(folder, name), tokenizer, network)
            rows = [{"source": r.source, "cue": r.cue, "content": r.content, "confidence": r.confidence} for r in found]
            out.write(json.dumps({"doc": name, "attributions": rows}) + "\n")


if __name__ == "__main__":
    main()
