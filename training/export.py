"""Trained weights to package data: one ONNX file with int8 weights, checked against torch.

python -m training.export --weights runs/1/epoch-3.pt --tokenizer tokenizer.json --out src/whence/attribution/neural/weights
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.network import Network
from whence.attribution.neural.encoding import load_tokenizer

NAMES = ("ids", "features", "mask")
OUTPUTS = ("tags", "to_cue", "to_source")


def sample(pieces: int = 40, rows: int = 2) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Inputs of the right shapes."""
    generator = torch.Generator().manual_seed(0)
    ids = torch.randint(1000, 20000, (rows, pieces), generator=generator)
    return ids, torch.randint(0, 3, (rows, pieces, 3), generator=generator), torch.ones(rows, pieces, dtype=torch.int64)


def export(weights: Path, tokenizer: Path, out: Path) -> None:
    """Write `model.onnx` and `tokenizer.json` to `out`; raises AssertionError when int8 strays from torch."""
    network = Network()
    network.load_state_dict(torch.load(weights))
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    axes = {0: "rows", 1: "pieces"}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            network, sample(), str(full), input_names=NAMES, output_names=OUTPUTS, dynamo=False, opset_version=17,
            dynamic_axes={name: axes for name in NAMES} | {"tags": axes} | {n: axes | {2: "pieces"} for n in OUTPUTS[1:]},
        )  # fmt: skip
        quantize_dynamic(full, out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    load_tokenizer(tokenizer).save(str(out / "tokenizer.json"), pretty=False)
    check(network, out / "model.onnx")


def check(network: Network, path: Path) -> None:
    """Print the size and how often int8 and torch choose the same tag."""
    inputs = sample(200, 4)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    ours = session.run(None, {name: each.numpy() for name, each in zip(NAMES, inputs, strict=True)})
    with torch.inference_mode():
        theirs = network(*inputs)
    same = float((ours[0].argmax(-1) == theirs[0].numpy().argmax(-1)).mean())
    print(f"{path.stat().st_size / 1e6:.1f} MB, tags equal {same:.3f}")
    assert same > 0.9, "int8 strays from torch"
    assert np.isfinite(ours[1]).all()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    export(options.weights, options.tokenizer, options.out)


if __name__ == "__main__":
    main()
