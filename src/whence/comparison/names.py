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
    "billy": "william",
    "willie": "william",
    "bobby": "robert",
    "bernie": "bernard",
    "jimmy": "james",
    "jamie": "james",
    "johnny": "john",
    "jack": "john",
    "tommy": "thomas",
    "richie": "richard",
    "ricky": "richard",
    "danny": "daniel",
    "eddie": "edward",
    "teddy": "edward",
    "ned": "edward",
    "stevie": "steven",
    "benny": "benjamin",
    "sammy": "samuel",
    "jake": "jacob",
    "josh": "joshua",
    "greg": "gregory",
    "jeff": "jeffrey",
    "geoff": "geoffrey",
    "ken": "kenneth",
    "kenny": "kenneth",
    "larry": "lawrence",
    "mick": "michael",
    "mickey": "michael",
    "mitch": "mitchell",
    "pete": "peter",
    "phil": "philip",
    "phillip": "philip",
    "ray": "raymond",
    "ronnie": "ronald",
    "donnie": "donald",
    "rudy": "rudolph",
    "tim": "timothy",
    "vince": "vincent",
    "walt": "walter",
    "zack": "zachary",
    "abe": "abraham",
    "al": "albert",
    "alex": "alexander",
    "art": "arthur",
    "barney": "bernard",
    "cliff": "clifford",
    "doug": "douglas",
    "frank": "francis",
    "fred": "frederick",
    "gabe": "gabriel",
    "gerry": "gerald",
    "jerry": "gerald",
    "gene": "eugene",
    "hank": "henry",
    "harry": "harold",
    "joey": "joseph",
    "les": "leslie",
    "lou": "louis",
    "marty": "martin",
    "max": "maxwell",
    "nate": "nathan",
    "norm": "norman",
    "pat": "patrick",
    "rod": "rodney",
    "russ": "russell",
    "stan": "stanley",
    "stu": "stuart",
    "terry": "terrence",
    "wes": "wesley",
    "beth": "elizabeth",
    "betty": "elizabeth",
    "lizzie": "elizabeth",
    "becky": "rebecca",
    "cathy": "catherine",
    "kathy": "katherine",
    "katie": "katherine",
    "cindy": "cynthia",
    "debbie": "deborah",
    "deb": "deborah",
    "jen": "jennifer",
    "jenny": "jennifer",
    "jess": "jessica",
    "judy": "judith",
    "kim": "kimberly",
    "maggie": "margaret",
    "meg": "margaret",
    "peggy": "margaret",
    "mandy": "amanda",
    "nan": "nancy",
    "pam": "pamela",
    "patty": "patricia",
    "sandy": "sandra",
    "sue": "susan",
    "susie": "susan",
    "suzie": "susan",
    "vicky": "victoria",
    "val": "valerie",
}
_AMERICAN = {
    "organisation": "organization",
    "centre": "center",
    "defence": "defense",
    "labour": "labor",
    "programme": "program",
    "theatre": "theater",
}
_POSSESSIVE = re.compile(r"['’]s?(?=\s|-|$)")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name that tell people apart; `given` is empty for a bare surname.

    `middle` are the initials between the two, "hw" of "George H.W. Bush".
    """

    given: str
    family: str
    suffix: str = ""
    middle: str = ""


def person(name: str) -> PersonName | None:
    """A person's name without titles and particles; None if nothing is left."""
    parts = [each for each in tokens(_POSSESSIVE.sub("", name)) if each not in _PARTICLES]
    while len(parts) > 1 and parts[0] in _TITLES:
        parts = parts[1:]
    suffix = ""
    if len(parts) > 1 and parts[-1].rstrip(".") in _SUFFIXES:
        suffix = parts.pop().rstrip(".")
    if not parts:
        return None
    given = parts[0].replace(".", "") if len(parts) > 1 else ""
    between = [each for each in parts[1:-1] if each not in ("bin", "ibn", "van", "von", "de", "der", "la")]
    middle = "".join(each.replace(".", "") if "." in each or len(each) < 3 else each[0] for each in between)
    return PersonName(_NICKNAMES.get(given, given), parts[-1], suffix, middle)


def one_middle(one: str, other: str) -> bool:
    """Whether two middle initials can be one person's: one is missing, or goes on where the other stops."""
    return one.startswith(other) or other.startswith(one)


def body(name: str) -> tuple[str, ...]:
    """The stems of an organisation's, country's or group's name, sorted; demonyms are countries."""
    parts = [_AMERICAN.get(each, each) for each in tokens(_POSSESSIVE.sub("", name))]
    if len(parts) == 1 and parts[0] == "u.s":
        return ("america",)
    if parts[:2] == ["united", "states"] or parts[-2:] == ["united", "states"]:
        parts = [each for each in parts if each not in ("united", "states")] + ["american"]
    stems = {("america" if each == "u.s" else stem(each)) for each in parts if each not in FUNCTION_WORDS}
    return tuple(sorted(stems))
