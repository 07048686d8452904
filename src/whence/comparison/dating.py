"""Who copied, by dates alone, for any number of pairs at once; `direction` weighs all that the articles say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.comparison import chronology
from whence.comparison.direction import ENOUGH, weights
from whence.comparison.kernels.folding import Ints


def by_dates(published: Sequence[str | None], a: Ints, b: Ints) -> NDArray[Any]:
    """1 where text b copied from a, -1 where a from b, 0 where their dates do not say (ISO 8601 or None)."""
    moments = [chronology.moment(each) for each in published]
    known = np.asarray([each is not None for each in moments], dtype=np.bool_)
    days = np.asarray([_day(each) for each in moments], dtype=np.int64)
    hours = np.asarray([_second(each) for each in moments], dtype=np.int64)
    apart = days[b] - days[a]
    later = np.where((hours[a] >= 0) & (hours[b] >= 0), hours[b] - hours[a], 0)
    table = weights()
    sign = np.where(apart != 0, np.sign(apart), np.sign(later))
    far, near, hour = (table[name].each for name in ("days", "day", "hour"))
    weight = np.where(np.abs(apart) > 1, far, np.where(apart != 0, near, hour))
    sure = 1 / (1 + np.exp(-weight)) >= ENOUGH
    found: NDArray[Any] = np.where(known[a] & known[b] & sure, sign, 0)
    return found


def _day(moment: chronology.Moment | None) -> int:
    return 0 if moment is None else chronology.days("0001-01-01", moment.day)


def _second(moment: chronology.Moment | None) -> int:
    """Seconds since midnight, -1 where no hour is known."""
    if moment is None or moment.time is None:
        return -1
    hour, minute, second = moment.time[:8].split(":")
    return int(hour) * 3600 + int(minute) * 60 + int(second)
