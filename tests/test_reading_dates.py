"""Dates as written, to ISO 8601; whence.reading.dates."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.reading.dates import iso


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2016-09-20", "2016-09-20"),
        ("20160920", "2016-09-20"),
        ("2016/9/20", "2016-09-20"),
        ("2016-09-20T10:05:00Z", "2016-09-20T10:05:00Z"),
        ("2016-09-20T10:05:00.123+02:00", "2016-09-20T08:05:00Z"),
        ("2016-09-20T23:30:00-05:00", "2016-09-21T04:30:00Z"),
        ("2016-09-20 10:05", "2016-09-20T10:05:00"),
        ("2016-09-20 10:05:00 UTC", "2016-09-20T10:05:00Z"),
        ("2016-09-20 10:05:00 +0200", "2016-09-20T08:05:00Z"),
        ("2016-09-20T00:00:00", "2016-09-20"),
        ("2016-09-20T00:00:00Z", "2016-09-20"),
        ("Tue, 20 Sep 2016 10:05:00 +0200", "2016-09-20T08:05:00Z"),
        ("September 20, 2016", "2016-09-20"),
        ("Sept. 20, 2016", "2016-09-20"),
        ("20 September 2016", "2016-09-20"),
        ("Tuesday, 20th of September 2016", "2016-09-20"),
        ("Published Sep 20, 2016 at 7:05 p.m. EDT", "2016-09-20T23:05:00Z"),
        ("September 20, 2016 12:30 am", "2016-09-20T00:30:00"),
        ("20/09/2016", "2016-09-20"),
        ("09/20/2016", "2016-09-20"),
        ("05.05.2016", "2016-05-05"),
        ("1474365900", "2016-09-20T10:05:00Z"),
        ("1474365900000", "2016-09-20T10:05:00Z"),
    ],
)
def test_reads(written: str, expected: str) -> None:
    assert iso(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        "February 30, 2016",
        "2016-09-20T99:00:00",
        "9999999999999",
        "１２３４",
        "03/04/2015",
        "yesterday",
        "2016",
        "2016-09",
        "September 2016",
        "2016-13-40",
        "31/31/2016",
        "0001-01-01",
        "12",
    ],
)
def test_guesses_nothing(written: str) -> None:
    assert iso(written) is None


@given(st.dates(date(1700, 1, 1), date(2100, 1, 1)))
def test_dates_come_back(day: date) -> None:
    assert iso(day.isoformat()) == day.isoformat()
    assert iso(f"{day:%B} {day.day}, {day.year}") == day.isoformat()


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_its_own_form_is_stable(moment: datetime) -> None:
    once = iso(moment.isoformat())
    assert once is not None
    assert iso(once) == once


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = iso(text)
    assert found is None or iso(found) == found
