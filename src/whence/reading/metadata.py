"""The choice among the values that were offered for a field: a ranking per field, every candidate kept.

Nothing is guessed: no outlet from a file's name or a host, no date from a file's time. A value of the document wins
over `--outlet` and `--date`; a row of `--meta` wins over everything, for a person wrote it for that very article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from whence.errors import BadOption
from whence.options import ReadingOptions
from whence.reading.dates import iso
from whence.reading.drafts import Draft
from whence.reading.table import row_for
from whence.reading.zones import label
from whence.records import Article, Candidate, Zone, identity

RANKING: dict[str, tuple[str, ...]] = {
    "title": ("table", "record", "json-ld", "opengraph", "meta", "h1", "title-tag", "trafilatura", "heading"),
    "outlet": ("table", "record", "json-ld", "opengraph", "meta", "option"),
    "published": ("table", "record", "json-ld", "opengraph", "meta", "time-tag", "trafilatura", "option"),
    "url": ("table", "record", "canonical", "opengraph", "json-ld"),
    "authors": ("table", "record", "json-ld", "meta", "opengraph", "trafilatura"),
}
"""For each field of an article, where its value may come from, the most trusted place first."""

_BY = re.compile(r"^\s*(?:written\s+)?by:?\s+", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*;\s*|\s*\|\s*|,?\s+(?:and|&)\s+|\s*,(?!\s*(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq)\b)", re.IGNORECASE
)
_LONGEST_TITLE = 300


def finished(draft: Draft, options: ReadingOptions, zoned: bool = True) -> Article:
    """The article of a draft: metadata chosen, zones labelled, id made; raises `BadOption`, `BadMetadata`.

    Without `zoned` zones are labelled only where a title must be found.
    """
    offered = (*draft.candidates, *row_for(draft.path, draft.key, options.meta), *_defaults(options))
    title = _first(offered, "title", _line)
    zones = label(draft.text, title) if zoned or title is None else ()
    heading = _heading(draft.text, zones) if title is None else None
    if heading is not None:
        title, offered = heading, (*offered, Candidate("title", heading, "heading"))
    outlet, url = _first(offered, "outlet", _line), _first(offered, "url", _address)
    known = outlet is not None or url is not None
    return Article(
        id=identity("a", draft.text, outlet, url) if known else identity("a", draft.text, draft.key),
        text=draft.text,
        path=draft.path,
        key=draft.key,
        outlet=outlet,
        title=title,
        published=_first(offered, "published", iso),
        url=url,
        authors=_authors(offered),
        zones=zones,
        candidates=offered,
        primary=options.primary or any(each.field == "primary" and _yes(each.value) for each in offered),
    )


def _defaults(options: ReadingOptions) -> Iterable[Candidate]:
    if options.outlet and options.outlet.strip():
        yield Candidate("outlet", options.outlet.strip(), "option")
    if options.date:
        if iso(options.date) is None:
            raise BadOption(f"--date {options.date!r} is no date; write it as 2015-10-13 or 2015-10-13T09:30:00Z")
        yield Candidate("published", options.date, "option")


def _ranked(offered: Iterable[Candidate], field: str) -> list[Candidate]:
    order = RANKING[field]
    mine = (each for each in offered if each.field == field and each.origin in order)
    return sorted(mine, key=lambda each: order.index(each.origin))


def _first(offered: Iterable[Candidate], field: str, clean: Callable[[str], str | None]) -> str | None:
    """The value of the best-ranked candidate that `clean` accepts."""
    return next((value for each in _ranked(offered, field) if (value := clean(each.value))), None)


def _yes(value: str) -> bool:
    return value.strip().lower() in ("yes", "true", "1", "primary")


def _line(value: str) -> str | None:
    return " ".join(value.replace("\ufeff", " ").split()) or None


def _address(value: str) -> str | None:
    """A URL as given, unless it is relative: that names no page."""
    value = value.strip()
    return value if value and not value.startswith(("/", "#", "./", "?")) else None


def _authors(offered: Iterable[Candidate]) -> tuple[str, ...]:
    """The names of the best-ranked place that gives any, in its order, each once."""
    ranked = _ranked(offered, "authors")
    for origin in dict.fromkeys(each.origin for each in ranked):
        names = [name for each in ranked if each.origin == origin for name in authors_in(each.value)]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def authors_in(value: str) -> list[str]:
    """The names in a list of authors as written: "By A. B. Cole and Dana Frey, Jr."; addresses are no names."""
    parts = (_line(part) for part in _BETWEEN.split(_BY.sub("", value)))
    return [part for part in parts if part and "://" not in part and "@" not in part]


def _heading(text: str, zones: tuple[Zone, ...]) -> str | None:
    """The first line of the first heading, where it stands before all body text: it is in the text, so no guess."""
    for zone in zones:
        if zone.zone == "body" and text[zone.start : zone.end].strip():
            return None
        if zone.zone == "heading":
            first = next((line for each in text[zone.start : zone.end].splitlines() if (line := _line(each))), None)
            return first if first and len(first) <= _LONGEST_TITLE else None
    return None
