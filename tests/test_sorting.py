"""Sorting of fingerprints and of seeds, against numpy."""

from __future__ import annotations

import numpy as np
import pytest

from whence.comparison.kernels.sorting import by_pairs, families


@pytest.mark.parametrize(("count", "kinds"), [(0, 1), (1, 1), (2, 1), (500, 40), (500, 5_000), (1 << 20, 1 << 19)])
def test_families_are_the_rows_of_equal_keys_in_order(count: int, kinds: int) -> None:
    draw = np.random.default_rng(count + kinds)
    keys = draw.integers(0, 1 << 63, kinds, dtype=np.uint64)[draw.integers(0, kinds, count)] * np.uint64(2)
    found = families(keys)
    order = np.argsort(keys, kind="stable")
    starts = np.flatnonzero(np.append(True, keys[order][1:] != keys[order][:-1])) if count else order
    expected = [each for each in np.split(order, starts[1:]) if len(each) > 1]
    assert found.rows.tolist() == [row for each in expected for row in each.tolist()]
    assert np.diff(found.bounds).tolist() == [len(each) for each in expected]


@pytest.mark.parametrize(
    ("count", "texts"), [(0, 0), (0, 3), (1, 1), (900, 3), (900, 2_047), (900, 2_049), (900, 5_000_000)]
)
def test_rows_of_pairs_are_sorted_by_all_columns(count: int, texts: int) -> None:
    draw = np.random.default_rng(texts)
    rows = draw.integers(0, [texts, texts, 1_000, 1_000], (count, 4)).astype(np.int32)
    sorted_rows = rows[np.lexsort((rows[:, 3], rows[:, 2], rows[:, 1], rows[:, 0]))]
    assert np.array_equal(np.stack(by_pairs(rows, texts), axis=1), sorted_rows)
