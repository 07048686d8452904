"""The packaged network, run with onnxruntime on one thread; loaded once a process, at first use."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from whence.attribution.neural.decoding import Floats
from whence.attribution.neural.encoding import load_tokenizer
from whence.attribution.neural.reading import Network

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_WEIGHTS = files("whence.attribution.neural").joinpath("weights")


@lru_cache(maxsize=1)
def load() -> tuple[Tokenizer, Network]:
    """The tokenizer and the network. Each process of an engine runs its own, so one thread is the right number."""
    import onnxruntime

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = settings.inter_op_num_threads = 1
    with as_file(_WEIGHTS) as folder:
        tokenizer = load_tokenizer(folder / "tokenizer.json")
        session = onnxruntime.InferenceSession(str(folder / "model.onnx"), settings, providers=["CPUExecutionProvider"])

    def run(
        ids: NDArray[np.int64], features: NDArray[np.int64], mask: NDArray[np.int64]
    ) -> tuple[Floats, Floats, Floats]:
        tags, to_cue, to_source = session.run(None, {"ids": ids, "features": features, "mask": mask})
        return tags, to_cue, to_source

    return tokenizer, run
