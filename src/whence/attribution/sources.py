"""How the phrase that names a source is built: its head, its name, its asides."""

from __future__ import annotations

from collections.abc import Sequence

from whence.attribution.kinds import LINKING, bare, is_office, is_seat
from whence.attribution.mentions import name_from
from whence.attribution.tokens import Token
from whence.lexicon import places, titles

ARTICLES = frozenset(["the", "a", "an", "this", "that", "these", "those", "its"])
_CUTS = frozenset(
    ("of for in at from with on to by against about who which whose under near such like including").split()
)
_QUANTITIES = frozenset("most many some all few several both other young older fellow".split())
_RELATIVE = frozenset(["who", "whom", "whose", "which"])


def head_noun(head: Sequence[Token]) -> str:
    """The noun that a phrase is about: "baker" in "the baker of Orsa"."""
    stop = next((at for at, tok in enumerate(head) if at > 1 and tok.low == "of"), len(head))
    return head[stop - 1].text


def without_aside(toks: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """A phrase without its apposition, and the apposition."""
    for at, tok in enumerate(toks):
        if at and tok.tag in ",(-" and not (_listed(toks, at) or _inside(toks, at)):
            return list(toks[:at]), list(toks[at + 1 :])
    return list(toks), []


def without_seats(toks: Sequence[Token]) -> list[Token]:
    """A list of lawmakers without their parties and states: "Ann Lee, D-New York, and Ola Holm, R-Ohio"."""
    kept: list[Token] = []
    seated = False
    for tok in toks:
        seated = is_seat(tok.text) or (seated and tok.tag == "U")
        kept += [] if seated else [tok]
    return kept


def _listed(toks: Sequence[Token], at: int) -> bool:
    """Whether a comma goes on with the next of several names: "Holm, Ann Lee and Ola Brandt"."""
    after = [tok for tok in toks[at + 1 : at + 7] if tok.low != "the"]
    if (
        toks[at].tag != ","
        or not after
        or after[0].tag != "U"
        or is_seat(after[0].text)
        or "and" not in [tok.low for tok in after]
    ):
        return False
    link = next(at for at, tok in enumerate(after) if tok.low == "and")
    return not any(titles.kind_of(tok.text) for tok in after[: max(3, link)])


def _inside(toks: Sequence[Token], at: int) -> bool:
    """Whether a dash or bracket stands inside a phrase: "4- and 5-year-olds", "all of the (wrong) polls"."""
    if toks[at].tag == "-":
        return toks[at - 1].end == toks[at].start
    closing = next((place for place in range(at, len(toks)) if toks[place].tag == ")"), len(toks))
    return toks[at].tag == "(" and closing + 1 < len(toks) and toks[closing + 1].tag in "WN"


def head_of(core: Sequence[Token]) -> list[Token]:
    """A phrase up to its head noun: "officials" in "officials of the ministry"."""
    end = next((at for at in range(1, len(core)) if _cuts(core, at)), len(core))
    while end > 1 and core[end - 1].tag == "D":
        end -= 1
    return list(core[:end])


def described(core: Sequence[Token]) -> list[Token]:
    """A description without what only tells where and when: its relative clause, who quoted it, its day."""
    those = len(core) > 1 and (core[1].tag == "I" or core[1].low in _RELATIVE or core[1].low in ("close", "familiar"))
    those = those or (len(core) > 1 and core[0].low in ("those", "these") and core[1].low.endswith("ed"))
    first = 1 if len(core) > 1 and core[0].low in ARTICLES and not those else 0
    end = next((at for at, tok in enumerate(core) if at > first + 1 and tok.low in _RELATIVE), len(core))
    end = next((at for at in range(first + 1, end - 1) if _quoted_by(core, at)), end)
    while end - first > 1 and (
        core[end - 1].tag == "T"
        or core[end - 1].low in ("that", "this")
        or (core[end - 1].low == "the" and end < len(core) and core[end].tag == "T")
        or (core[end - 1].tag == "I" and core[end - 1].low in ("on", "in", "at", "by", "over", "during"))
    ):
        end -= 1
    return list(core[first:end])


def without_opening(toks: Sequence[Token]) -> list[Token]:
    """A phrase without the dateline or the "neither" before it: "ORSA, Norway - Ann Lee"."""
    if not toks:
        return []
    dash = next((at for at, tok in enumerate(toks[:-1]) if tok.tag == "-"), 0)
    if dash and toks[0].tag == "U" and toks[0].text.isupper() and toks[dash - 1].end < toks[dash].start:
        return list(toks[dash + 1 :])
    pair = toks[0].low in ("neither", "either") and any(tok.low in ("nor", "or") for tok in toks)
    return list(toks[1:]) if pair else list(toks)


def _quoted_by(core: Sequence[Token], at: int) -> bool:
    """Whether "interviewed by" or "quoted by" stands at a place."""
    return core[at].low.endswith("ed") and core[at + 1].low == "by" and at > 0


def _cuts(core: Sequence[Token], at: int) -> bool:
    """Whether the head noun stands before the word at `at`: "officials of the ministry", "emails released by"."""
    tok = core[at]
    if tok.low in ("of", "for") and core[at - 1].tag == "U" and at + 1 < len(core):
        return titles.kind_of(core[at - 1].text) != "organisation" and core[at - 1].text not in ("House", "Secretary")
    if tok.tag in "VQ" and at + 1 == len(core):
        return False  # "court documents": what could be a verb is the noun
    return tok.low in _CUTS or (tok.tag in "TRVAQ" and tok.low not in ("state", "late"))


def coordinated(core: Sequence[Token]) -> bool:
    """Whether two parties are named at once: "the company and its union"."""
    for at, tok in enumerate(core):
        if tok.low in ("and", "or", "nor") and 0 < at < len(core) - 1:
            return not any(each.tag == "I" for each in core[:at]) and not (
                core[at - 1].tag == "U" and core[at + 1].tag == "U" and titles.kind_of(core[-1].text) == "organisation"
            )
    return False


def offices(core: Sequence[Token]) -> bool:
    """Whether one person's offices are joined, not two parties: "president and chief executive Ann Lee"."""
    link = next((at for at, tok in enumerate(core) if tok.low == "and"), 0)
    titled = any(titles.kind_of(tok.text) == "person" for tok in core[link + 1 :])
    return link > 0 and titled and is_office([tok.text for tok in core[:link]]) and core[0].tag != "D"


def _many(head: Sequence[Token]) -> bool:
    """Whether a phrase ends in a name for many: "party super PACs", "most Millennials"; "coffee chain Holms" is one."""
    last = head[-1].text
    if len(head) < 2 or not last.endswith("s") or last.endswith(("ss", "us", "'s", "’s")):
        return False
    return last[:-1].isupper() or head[-2].low in _QUANTITIES


def name_at(head: Sequence[Token]) -> int | None:
    """Where the name that ends a phrase begins, titles before it left out; None for a description."""
    last = head[-1]
    if last.tag != "U" and not (len(head) == 1 and places.country(bare(last.text))):
        return None
    at = len(head) - 1
    while at > 0 and (head[at - 1].tag == "U" or head[at - 1].low in LINKING or head[at - 1].low == "the"):
        if head[at - 1].low.endswith(("'s", "s'")) and titles.kind_of(last.text) != "organisation":
            break
        at -= 1
    at = name_from(head, at, len(head))
    if is_office([tok.text for tok in head[at:]]) or titles.kind_of(last.text) == "group":
        return None
    if at == len(head) - 1 and _many(head):
        return None
    if at and head[at - 1].tag == "#" and titles.kind_of(last.text) == "organisation":
        at -= 1  # "the 9/11 Commission"
    return at


def before_asides(toks: Sequence[Token]) -> int:
    """Where a phrase ends before what only says when, how old, for whom and whence: "Ann Lee, 24, from Orsa,"."""
    end = len(toks)
    while end:
        last, before = toks[end - 1], toks[end - 2] if end > 1 else None
        opening = next((at for at in range(max(0, end - 6), end - 1) if toks[at].tag == "("), None)
        if last.tag == ")" and opening is not None:
            end = opening
        elif before is not None and (is_seat(before.text) or (last.tag == "T" and before.tag == "D")):
            end -= 2
        elif last.tag in ",“T" or is_seat(last.text) or (last.tag == "#" and before is not None and before.tag == ","):
            end -= 1
        elif last.tag == "U" and before is not None and before.low in ("of", "from") and _aside(toks, end - 2):
            end -= 2
        else:
            break
    return end


def _aside(toks: Sequence[Token], at: int) -> bool:
    return at > 0 and toks[at - 1].tag == ","
