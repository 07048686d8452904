"""Names as they are compared: titles, particles, middle names and word order make no difference."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whence.comparison.wording import FUNCTION_WORDS, listed, stem, tokens

_TITLES = listed(
    """mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister secretary senator sen
    representative rep congressman congresswoman governor gov mayor general gen colonel col captain capt lieutenant lt
    major maj sergeant sgt admiral adm judge justice king queen prince princess pope archbishop bishop rev reverend
    sheriff chancellor ambassador attorney speaker chairman chairwoman deputy foreign state defense defence army u.s
    spokesman spokeswoman former ex the"""
)
_PARTICLES = frozenset({"al", "el", "ul"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_NICKNAMES = {
    "joe": "joseph",
    "bill": "william",
    "will": "william",
    "bob": "robert",
    "rob": "robert",
    "mike": "michael",
    "jim": "james",
    "tom": "thomas",
    "dick": "richard",
    "rick": "richard",
    "chris": "christopher",
    "chuck": "charles",
    "charlie": "charles",
    "dan": "daniel",
    "dave": "david",
    "ed": "edward",
    "ted": "edward",
    "steve": "steven",
    "stephen": "steven",
    "ben": "benjamin",
    "sam": "samuel",
    "tony": "anthony",
    "andy": "andrew",
    "matt": "matthew",
    "liz": "elizabeth",
    "kate": "katherine",
    "nick": "nicholas",
    "ron": "ronald",
    "don": "donald",
    "sergey": "sergei",
    "alexandr": "alexander",
}
_POSSESSIVE = re.compile(r"['’]s?(?=\s|-|$)")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name that tell people apart; `given` is empty for a bare surname."""

    given: str
    family: str
    suffix: str = ""


def person(name: str) -> PersonName | None:
    """A person's name without titles, particles and middle names; None if nothing is left."""
    parts = [each for each in tokens(_POSSESSIVE.sub("", name)) if each not in _PARTICLES]
    while len(parts) > 1 and parts[0] in _TITLES:
        parts = parts[1:]
    suffix = ""
    if len(parts) > 1 and parts[-1] in _SUFFIXES:
        suffix = parts.pop()
    if not parts:
        return None
    given = parts[0].replace(".", "") if len(parts) > 1 else ""
    return PersonName(_NICKNAMES.get(given, given), parts[-1], suffix)


def body(name: str) -> tuple[str, ...]:
    """The stems of an organisation's, country's or group's name, sorted; demonyms are countries."""
    parts = tokens(_POSSESSIVE.sub("", name))
    if len(parts) == 1 and parts[0] == "u.s":
        return ("america",)
    if parts[:2] == ["united", "states"] or parts[-2:] == ["united", "states"]:
        parts = [each for each in parts if each not in ("united", "states")] + ["american"]
    stems = {("america" if each == "u.s" else stem(each)) for each in parts if each not in FUNCTION_WORDS}
    return tuple(sorted(stems))
