"""Confidences: in range, and ordered as the network's own are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whence.attribution.calibration import NESTED, chance

SHARE = st.floats(0, 1)


@given(SHARE, SHARE)
def test_what_the_network_is_surer_of_stays_surer(one: float, other: float) -> None:
    low, high = sorted((one, other))
    facts = ("direct", True, 1)
    assert 0 <= chance(low, "trained", facts) <= chance(high, "trained", facts) <= 1  # type: ignore[arg-type]


def test_words_of_nobody_are_less_sure() -> None:
    assert chance(0.9, "trained", ("indirect", False, 1)) < chance(0.9, "trained", ("indirect", True, 1))


def test_rules_keep_their_measured_share_and_nested_ones_the_fixed_one() -> None:
    assert chance(0.8, "layout", ("direct", True, 1)) == 0.8
    assert chance(0.8, "nested", ("direct", True, 1)) == NESTED
