"""Outlets and agencies that pass on what others said, by every name that articles give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from whence.lexicon.tables import listed, rows

_PROPER = r"[A-Z][\w.&'’-]*"
_PAPERS = (
    "Times|Post|Journal|Herald|Tribune|Gazette|Chronicle|Courier|Observer|Star|Examiner|Telegraph|Mail|News|Daily|Weekly"
    "|Press|Register|Dispatch|Inquirer|Sentinel|Bee|Globe|Sun|Standard|Mirror|Express|Enquirer|Magazine"
)
_JOINED = "Statesman|Picayune|Constitution|Telegram|Intelligencer|Democrat|Leader|Union|Review|Advance|Ledger|Argus"
_WAVES = (
    "Radio(?: \\d)?|TV|Television|Broadcasting(?: Corporation| Company)?|News (?:Network|Channel|Service|Foundation)"
)
_SORTS = (
    "news agency|News Agency|newspaper|magazine|television|radio|channel|daily|weekly|news (?:website|site|service)"
)
_NATION = r"[A-Z][a-z]+(?:ian|an|ish|ese|ch|i)"
_LAND = r"(?:[A-Z][\w.'’-]+ ){0,2}"
SHAPE = (
    rf"(?:{_LAND}(?:state|state-run|state-owned|semi-official|local|national|public|{_NATION})"
    r" (?:(?:news|television|TV|radio) )?(?:media|press|television|TV|radio|news agency|broadcaster|newspapers?)"
    r"(?: reports)?)"
    rf"|(?:Daily [A-Z]\w+)|(?:[A-Z][\w-]*\.(?:com|org|net|co\.uk|tv)(?!\w))|(?:[KW][A-Z]{{3}}(?:-(?:TV|FM|AM))?(?!\w))"
    rf"|(?:(?:{_PROPER} )+?(?<!Medical )(?:(?:(?:{_PAPERS}|{_JOINED})(?:-| and )(?:{_PAPERS}|{_JOINED}))"
    rf"|(?:{_WAVES})|(?<!['’]s )(?:{_SORTS})|(?:{_PAPERS})(?: (?:{_PAPERS}|Network|Channel|Service|Agency))?)(?![\w-]))"
)
"""What outlets that no table knows are called: "Homs Gazette", "KXYZ-TV", "homs.com", "Syrian state media"."""
_SHAPED = re.compile(rf"(?:(?:[Tt]he|[Aa]n?|its|[Oo]ne) )?(?:{SHAPE})")
_SORT_BEHIND = re.compile(
    r" (?:(?:[Nn]ews )?[Aa]gency|[Nn]ewspaper|[Mm]agazine|[Tt]elevision|[Rr]adio|TV|channel|[Nn]etwork)$"
)
_WHOSE_BEFORE = re.compile(
    r"^(?:[Tt]he )?(?:[A-Z][\w.-]+ ){0,2}[A-Z][\w.-]+['’]s? (?:(?:state|official|semi-official)[\w-]* )?"
    r"(?:news agency )?"
)


_CAMEL = re.compile(r"^[A-Z]\w*[a-z][A-Z]\w*$")
"""Names that others write in their own way: "BuzzFeed", "Buzzfeed"."""


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
            if _CAMEL.search(each):
                table.setdefault(each.capitalize(), outlet)
            bare = without_article(each)
            # "the Times" must not make an outlet of every "Times", nor "The Hill" of every Hill.
            if not each.startswith("the "):
                table.setdefault("the " + bare, outlet)
                table.setdefault("The " + bare, outlet)
                if each == bare or " " in bare:
                    table.setdefault(bare, outlet)
    return table


def find(name: str) -> Outlet | None:
    """The outlet of that name; one that only looks like an outlet ("the Homs Gazette") comes back under its own."""
    owned = _WHOSE_BEFORE.sub("", name)
    for each in (name, _SORT_BEHIND.sub("", name), owned, _SORT_BEHIND.sub("", owned)):
        known = _known(each)
        if known is not None:
            return known
    if len(name) < 80 and _SHAPED.fullmatch(name):
        return Outlet(without_article(name), "paper", ())
    return None


def _known(name: str) -> Outlet | None:
    """The outlet that the table has under a name, whatever its apostrophe and article."""
    table = by_name()
    found = table.get(name) or table.get(name.replace("’", "'"))
    if found is None and name.startswith("The "):
        found = table.get("the " + name[4:])
    return found


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
