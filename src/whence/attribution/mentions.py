"""The names of an article as they are written, the titles before them kept apart as roles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from whence.attribution.kinds import LINKING, bare, is_body, is_office, is_seat, kind_of
from whence.attribution.tokens import Token
from whence.lexicon import bodies, given_names, things, titles

_CASED = re.compile(r"[A-Z]")
_GLUED = re.compile(r"(?<=[a-z]{2})(?=[A-Z][A-Za-z])")
_UNGLUED = re.compile(r"(?:Mac|Van|Des|Del|Las|Fitz|Mc|De|La|Le|Di|Du|O)[A-Z]|Obama[Cc]are|[A-Z]+s?$")
_JOINING = LINKING | {"and", "in", "the"}
_NAMES_TOO = frozenset("dean major king prince earl duke judge pope bishop abbot marshal".split())
"""Titles that are given names too."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at `[start, end)` as written, the role words before it left out; `role` is those, `after` what an aside
    calls whom it names (", a spokesman for the group,"), "" if none; `opening` tells whether it opens a sentence;
    `letters` are those that the text gives for it ("the Orsa Rain Council (ORC)").
    """

    start: int
    end: int
    name: str
    role: str
    opening: bool
    after: str = ""
    letters: str = ""


def mentions(text: str, parts: Iterable[Sequence[Token]]) -> Iterable[Mention]:
    """The names in the tokens of an article's segments, those with every word capitalised left out."""
    for toks in parts:
        closed = bool(toks) and (toks[-1].tag in ".”" or toks[-1].text in "\"'’")
        if not closed and sum(tok.tag == "U" for tok in toks) > 0.6 * max(
            4, sum(bool(_CASED.match(tok.text)) or tok.tag == "W" for tok in toks)
        ):
            continue
        at = 0
        spelled = dict(_spelled_out(toks))
        while at < len(toks):
            if at in spelled:
                stop, letters = spelled[at]
                name = " ".join(text[toks[at].start : toks[stop - 1].end].split())
                yield Mention(toks[at].start, toks[stop - 1].end, name, "", at == 0, letters=letters)
                at = stop
                continue
            if toks[at].tag != "U":
                at += 1
                continue
            stop = _run(toks, at)
            stop = min((each for each in spelled if at < each < stop), default=stop)
            mention = None if is_seat(toks[at].text) else _mention(text, toks, at, stop)
            if mention is not None:
                yield mention
            at = stop


def _spelled_out(toks: Sequence[Token]) -> Iterator[tuple[int, tuple[int, str]]]:
    """Where names begin and end that the text gives letters for, with those: "Customs and Border Protection (CBP)"."""
    for at, tok in enumerate(toks[1:-2], 1):
        letters = toks[at + 1].text
        if tok.text != "(" or toks[at + 2].tag != ")" or not (letters.isupper() and 1 < len(letters) < 7):
            continue
        place, initials = at, ""
        while (
            place and len(initials) <= len(letters) and (toks[place - 1].tag == "U" or toks[place - 1].low in _JOINING)
        ):
            place -= 1
            initials = (toks[place].text[0] if toks[place].tag == "U" else "") + initials
            # the last word may have no letter: "Centers for Disease Control and Prevention (CDC)"
            if toks[place].tag == "U" and letters in (initials, initials[:-1]):
                yield place, (at, letters)
                break


def _run(toks: Sequence[Token], at: int) -> int:
    """Where the run of capitalised words from `at` ends: at a possessive, or where no name goes on."""
    stop = at + 1
    while stop < len(toks):
        before, tok = toks[stop - 1], toks[stop]
        if before.low.endswith(("'s", "s'")) or glued(before.text) is not None:
            break
        if tok.tag == "," and stop + 1 < len(toks) and toks[stop + 1].low in ("jr", "jr.", "sr", "sr."):
            return stop + 2
        if tok.tag == "U" or (tok.low in LINKING and stop + 1 < len(toks) and _links(toks, at, stop)):
            stop += 1
        else:
            break
    return stop


def glued(word: str) -> int | None:
    """Where a second word begins that a page's mark-up has run into a name ("HellerThis"); None if none has."""
    found = _GLUED.search(word)
    if found is None or _UNGLUED.match(word) or _UNGLUED.fullmatch(word[found.start() :]):
        return None
    return found.start()


def _links(toks: Sequence[Token], at: int, stop: int) -> bool:
    """Whether "of", "for" or "de" at `stop` stands inside a name."""
    if toks[stop + 1].tag != "U" and toks[stop + 1].low != "the":
        return False
    if toks[stop].low in ("of", "for", "on", "the"):
        head = toks[stop - 1] if toks[stop].low != "the" else toks[max(at, stop - 2)]
        return titles.kind_of(head.text) == "organisation" or head.text in ("Secretary", "House", "Bank", "Department")
    return toks[stop - 1].tag == "U"


def name_from(toks: Sequence[Token], at: int, stop: int) -> int:
    """Where the name that ends at `stop` begins behind the titles from `at` on: "Press Secretary Ann Lee"."""
    last = bare(toks[stop - 1].text)
    thing = stop - at == 2 and things.is_thing(last) and not toks[at].low.endswith(".")
    body = titles.kind_of(last) == "organisation" or bodies.sorts(" ".join(tok.text for tok in toks[at:stop]))
    if toks[stop - 1].tag == "U" and (body or thing):
        return at
    first = at
    for place in range(at, stop - 1):
        titled = titles.kind_of(toks[place].text) == "person" and not _given(toks, place, at, stop)
        of_state = toks[place].low == "state" and place > at and toks[place - 1].low == "of"
        if titled or of_state:
            first = place + 1
    while first < stop - 1 and toks[first].tag != "U":
        first += 1
    if toks[first].tag != "U":
        first = at
    return _given_from(toks, first, stop)


def _given(toks: Sequence[Token], place: int, at: int, stop: int) -> bool:
    """Whether a title at `place` is a given name: "Editor Dean Holm"."""
    return (
        toks[place].low in _NAMES_TOO
        and place == stop - 2
        and place > at
        and titles.kind_of(toks[place - 1].text) == "person"
    )


def _given_from(toks: Sequence[Token], first: int, stop: int) -> int:
    """Where a personal name begins behind words that describe it: "Top Senate Democrat Ann Lee"."""
    for place in range(max(first + 1, stop - 3), stop - 1):
        rest = [tok.text for tok in toks[place + 1 : stop]]
        if given_names.known(toks[place].text) and all(tok[:1].isupper() for tok in rest):
            before = toks[place - 1]
            if not given_names.known(before.text) and before.low not in LINKING and not is_body(rest):
                return place
    return first


def _mention(text: str, toks: Sequence[Token], at: int, stop: int) -> Mention | None:
    """The name in a run, its titles cut off as its role."""
    first = name_from(toks, at, stop)
    last = glued(toks[stop - 1].text)
    close = toks[stop - 1].end if last is None else toks[stop - 1].start + last
    name = bare(text[toks[first].start : close]).replace("\n", " ")
    if is_office(name.split()) or (titles.kind_of(name) == "group" and " " not in name):
        return None
    role = text[toks[at].start : toks[first].start].strip()
    role = _role_before(text, toks, at, role, kind_of(name, "") != "organisation")
    end = close - (len(text[toks[first].start : close]) - len(name))
    opening = at == 0 or toks[at - 1].tag in '.:“"' or toks[at - 1].text in "“\"‘'"
    after = _role_after(text, toks, stop) if last is None and close == end else ""
    name = name.replace(", Jr", " Jr").replace(", Sr", " Sr")
    return Mention(toks[first].start, end, " ".join(name.split()), " ".join(role.split()), opening, after)


def _role_after(text: str, toks: Sequence[Token], stop: int) -> str:
    """The role in the apposition behind a name: ", a spokesman for the group,"; "" if none stands there."""
    if stop + 1 >= len(toks) or toks[stop].tag != ",":
        return ""
    first = stop + 1 + (toks[stop + 1].low in ("the", "a", "an", "his", "her", "its", "their"))
    end = first
    while end < min(len(toks), first + 9) and toks[end].tag in "WUNI#D":
        end += 1
    if first == stop + 1 and (end >= len(toks) or toks[end].tag not in ",."):
        return ""
    link = next((at for at in range(first, end) if toks[at].tag == "I"), end)
    if link == end < len(toks) and toks[end].tag in "AVQB":
        return ""  # "to Ann Lee, the president said"
    if (
        first < link
        and titles.kind_of(toks[link - 1].text) == "person"
        and not any(tok.tag == "D" for tok in toks[first:link])
    ):
        return " ".join(text[toks[first].start : toks[link - 1].end].split())
    return ""


def _role_before(text: str, toks: Sequence[Token], at: int, role: str, personal: bool) -> str:
    """The role with the lower-case title before it ("spokesman"), and what says whose it is."""
    place = at
    if (
        not role
        and place > 1
        and toks[place - 1].tag == ","
        and personal
        and titles.kind_of(toks[place - 2].text) == "person"
    ):
        place -= 1
        if not any(toks[each].low in ("the", "our", "its", "their") for each in range(max(0, place - 5), place)):
            place = at
    lower = place > 0 and toks[place - 1].tag in "WN" and titles.kind_of(toks[place - 1].text) == "person"
    if not (personal and (lower or role)):
        return role
    begin = place
    while begin > 0 and (toks[begin - 1].tag in "WUN") and begin > place - 6:
        begin -= 1
    return text[toks[begin].start : toks[place - 1].end] + (" " + role if role else "") if begin < place else role
