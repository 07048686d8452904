from __future__ import annotations

import importlib.util
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from whence.comparison.embedding import load, read_tensors
from whence.errors import BadOption

FOLDER = Path(str(files("whence.comparison").joinpath("embedding_data")))


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("the supplies would fall into the hands of rebels", "weapons end up in insurgents' hands", "he likes tea"),
        ("the mayor will resign", "the mayor steps down from office", "rain fell on the harbour all week"),
    ],
)
def test_what_means_the_same_is_nearer(text: str, near: str, far: str) -> None:
    one, two, three = load().vectors([text, near, far])
    assert one @ two > one @ three + 0.1


def test_a_vector_has_length_one_and_nothing_has_none() -> None:
    one, nothing = load().vectors(["a dam", ""])
    assert abs(float(np.linalg.norm(one)) - 1) < 1e-5
    assert not nothing.any()


def test_it_is_small_and_has_a_card() -> None:
    assert sum(each.stat().st_size for each in FOLDER.iterdir()) < 10_000_000
    assert (FOLDER / "CARD.md").read_text("utf-8").startswith("# Model card")
    assert read_tensors(FOLDER / "model.safetensors")["embeddings"].dtype == np.int8


def test_a_folder_without_one_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadOption):
        load(str(tmp_path))


@pytest.mark.skipif(importlib.util.find_spec("model2vec") is None, reason="model2vec is not installed")
def test_model2vec_reads_it() -> None:
    from model2vec import StaticModel

    model = StaticModel.from_pretrained(str(FOLDER))
    theirs = model.encode(["the mayor will resign", "the mayor steps down"])
    ours = load().vectors(["the mayor will resign", "the mayor steps down"])
    assert (
        abs(
            float(theirs[0] @ theirs[1] / np.linalg.norm(theirs[0]) / np.linalg.norm(theirs[1]))
            - float(ours[0] @ ours[1])
        )
        < 0.02
    )
