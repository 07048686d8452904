"""The small words of the screen: dates, shares, plurals, and the sign and name of each mark."""

from __future__ import annotations

from datetime import datetime

from whence.records import Variant

UNSHOWABLE = {0: "\ufffd", **dict.fromkeys(range(55296, 57344), "�")}
"""Code points that no page can carry, each shown as one replacement character."""

MARKS: dict[str, tuple[str, str]] = {
    "origin": ("●", "origin"),
    "exact": ("=", "word for word"),
    "truncated": ("−", "cut"),
    "altered": ("≁", "altered"),
    "reworded": ("≈", "reworded"),
    "merged": ("+", "merged"),
    "lost": ("○", "as fact"),
    "drift": ("→", "credit changed"),
    "denied": ("≠", "disputed"),
}
"""Sign and name of each mark: the sign tells it apart where colour does not."""

_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(published: str | None) -> str:
    """A date as a reader says it: "14 Apr 2031"; "undated" where there is none."""
    if not published:
        return "undated"
    try:
        year, month, date = published[:10].split("-")
        return f"{int(date)} {_MONTHS[int(month)]} {int(year)}"
    except (ValueError, IndexError):
        return published


def moment(published: str | None) -> str:
    """A date with the time, where a time is known."""
    if not published or len(published) <= 10:
        return day(published)
    try:
        at = datetime.fromisoformat(published)
    except ValueError:
        return published
    zone = at.strftime("%Z").replace("UTC+00:00", "UTC")
    return f"{day(published)}, {at:%H:%M} {zone}".rstrip()


def percent(share: float) -> str:
    """A share (0-1) in whole per cent."""
    return f"{share:.0%}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """The noun of a count."""
    return one if count == 1 else many or one + "s"


def many(count: int, one: str, several: str | None = None) -> str:
    """A count with its noun."""
    return f"{count:,} {plural(count, one, several)}"


def brief(text: str, length: int = 160) -> str:
    """The beginning of a text, cut between words."""
    flat = one_line(text)
    if len(flat) <= length:
        return flat
    return flat[:length].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def one_line(text: str) -> str:
    """A text with its white space made single."""
    return " ".join(text.split())


def bare(name: str) -> str:
    """A name or description without its article and capitals: what tells two of them apart."""
    first, _, rest = name.casefold().partition(" ")
    return rest if rest and first in ("a", "an", "the") else name.casefold()


def mark(variant: Variant | str) -> tuple[str, str]:
    """The sign and the name of a mark."""
    return MARKS[variant]
