"""Outlets and agencies that pass on what others said, by every name that articles give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from whence.lexicon.tables import listed, rows

_SHAPE = re.compile(
    r"(?:the )?(?:[A-Z][\w.'’-]*(?: of)? )+(?:Times|Post|Journal|Herald|Tribune|Gazette|Chronicle|Courier|Observer|Star"
    r"|Examiner|Telegraph|Mail|News|Daily|Radio|TV|Television|News Agency|Press|Register|Dispatch|Inquirer|Sentinel)"
    r"|(?:the )?(?:[\w.'’-]+ )?(?:state|state-run|state-owned|local|national|public)(?: (?:news|television|radio))? "
    r"(?:media|television|TV|radio|agency|broadcaster|newspaper|newspapers)"
    r"|(?:the |its |a )?(?:[A-Z][\w.'’-]* )+(?:news agency|newspaper|television|magazine|daily|radio|channel)",
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: its usual name, its kind (agency, broadcaster, paper, platform) and its other names."""

    name: str
    kind: str
    aliases: tuple[str, ...]


@cache
def by_name() -> dict[str, Outlet]:
    """Outlets by name and alias, with and without the article."""
    table: dict[str, Outlet] = {}
    for name, kind, aliases in rows("outlets.tsv"):
        outlet = Outlet(name, kind, listed(aliases))
        for each in (name, *outlet.aliases):
            table.setdefault(each, outlet)
            bare = without_article(each)
            # "the Times" must not make an outlet of every "Times".
            if not each.startswith("the "):
                table.setdefault(bare, outlet)
                table.setdefault("the " + bare, outlet)
                table.setdefault("The " + bare, outlet)
    return table


def find(name: str) -> Outlet | None:
    """The outlet of that name; one that only looks like an outlet ("the Homs Gazette") comes back under its own."""
    known = by_name().get(name) or by_name().get(name.replace("’", "'"))
    if known is None and (name.startswith("The ")):
        known = by_name().get("the " + name[4:])
    if known is not None:
        return known
    if len(name) < 80 and _SHAPE.fullmatch(name):
        return Outlet(without_article(name), "paper", ())
    return None


def without_article(name: str) -> str:
    """A name without "the", "a" or "an" before it."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in ("the", "a", "an") else name


_SECTION = re.compile(r"\s*\([^)]*\)|\s+[-–—|]\s+.*$|\.(?:com|org|net|co\.uk)$", re.IGNORECASE)
_EDITION = re.compile(r"\s+(?:online|web|digital|opinion|editorial|magazine)\b|\s+online(?=\s+news\b)", re.IGNORECASE)


def publisher(outlet: str | None) -> str | None:
    """The usual name of the outlet that an article's metadata name, without section, edition or domain.

    "CNN (Web News)", "New York Times - Opinion" and "CNN" come back under the names that articles credit.
    """
    if outlet is None or not outlet.strip():
        return None
    bare = _SECTION.sub("", outlet).strip() or outlet.strip()
    plain = _EDITION.sub("", bare).strip() or bare
    for each in (outlet.strip(), bare, plain, plain.removesuffix(" News"), plain.title()):
        known = by_name().get(each)
        if known is not None:
            return known.name
    return plain
