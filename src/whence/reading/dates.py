"""Dates as written, to ISO 8601; what could mean two days is no date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b")
)
_SLASHED = re.compile(r"(?P<first>\d{1,2})[/.\-](?P<second>\d{1,2})[/.\-](?P<year>\d{4})\b")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})\b")
_CLOCK = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?(?::(?P<second>\d{2}))?\s*(?P<half>[ap])\.?m\.?"
    r"|(?<![\d:])(?P<hour24>\d{1,2}):(?P<minute24>\d{2})",
    re.IGNORECASE,
)
_ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8}
_ZONES |= {"PDT": -7, "BST": 1, "CET": 1, "CEST": 2}
_ZONE = re.compile(r"\b(" + "|".join(sorted(_ZONES)) + r")\b")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_FIRST_YEAR, _LAST_YEAR = 1600, 2200


def iso(value: str) -> str | None:
    """`value` in ISO 8601: a date where no time is known, else a time, in UTC (Z) where its zone is known.

    None for what is no date, is a day too few (a month, a year) or could be two days (03/04/2015).
    """
    value = " ".join(value.split())
    for read in (_standard, _mail, _epoch, _year_first, _written, _slashed):
        try:
            found = read(value)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if found is not None and _FIRST_YEAR <= found.year <= _LAST_YEAR:
            return _text(found)
    return None


def _text(found: datetime | date) -> str:
    if not isinstance(found, datetime):
        return found.isoformat()
    if found.time().replace(microsecond=0) == time(0) and found.utcoffset() in (None, timedelta(0)):
        return found.date().isoformat()  # midnight to the second is how programs write "no time"
    if found.tzinfo is None:
        return found.isoformat(timespec="seconds")
    return found.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _standard(value: str) -> datetime | date | None:
    if not re.match(r"\d{4}-?\d\d-?\d\d(?:$|[T ])", value):
        return None
    if len(value) <= 10:
        return date.fromisoformat(value)
    tail = re.sub(r" ?(?:UTC|GMT)$", "+00:00", value)
    return datetime.fromisoformat(re.sub(r" (?=[+\-]\d\d:?\d\d$)", "", tail))


def _mail(value: str) -> datetime | None:
    if not re.match(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d\d?:\d\d", value):
        return None
    return parsedate_to_datetime(value)


def _epoch(value: str) -> datetime | None:
    if not _EPOCH.fullmatch(value):
        return None
    number = float(value)
    return datetime.fromtimestamp(number / 1000 if number >= 1e12 else number, UTC)


def _year_first(value: str) -> datetime | date | None:
    match = _YEAR_FIRST.match(value)
    return match and _with_clock(date(*(int(match[name]) for name in ("year", "month", "day"))), value[match.end() :])


def _written(value: str) -> datetime | date | None:
    for pattern in _WRITTEN:
        if match := pattern.search(value):
            day = date(int(match["year"]), _MONTHS[match["month"].lower()], int(match["day"]))
            return _with_clock(day, value[: match.start()] + " " + value[match.end() :])
    return None


def _slashed(value: str) -> datetime | date | None:
    match = _SLASHED.match(value)
    if not match:
        return None
    first, second = int(match["first"]), int(match["second"])
    if first != second and max(first, second) <= 12:
        return None  # 03/04/2015 is the 3rd of April or the 4th of March
    day, month = (first, second) if first > 12 or first == second else (second, first)
    return _with_clock(date(int(match["year"]), month, day), value[match.end() :])


def _with_clock(day: date, rest: str) -> datetime | date:
    """The day with the time of day in `rest`, if it has one."""
    match = _CLOCK.search(rest)
    if not match:
        return day
    hour = int(match["hour"] or match["hour24"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return day
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    clock = time(hour, int(match["minute"] or match["minute24"] or 0), int(match["second"] or 0))
    zone = _ZONE.search(rest)
    return datetime.combine(day, clock, timezone(timedelta(hours=_ZONES[zone[1]])) if zone else None)
