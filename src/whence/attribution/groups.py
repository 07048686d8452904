"""Cue groups: a cue verb with its auxiliaries, particles and governing verb, and the form that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from whence.attribution.tokens import Token, passive
from whence.lexicon.cues import Cue, verbs

Form = Literal["finite", "ing", "infinitive", "passive"]

_CATENATIVE = frozenset(
    (
        "continue continues continued began begins begin went goes go appeared seemed wants want used try tries tried"
    ).split()
)
_OWNERS = frozenset(("the a an his her its their our my your this that these those no").split())
_CONTRACTED = frozenset(("let's let’s he's she's it's that's who's there's here's what's").split())


class Group(NamedTuple):
    """Tokens `[start, end)` of a cue, its `head` verb, lexicon row and form."""

    start: int
    head: int
    end: int
    cue: Cue
    form: Form


def groups(toks: Sequence[Token]) -> Iterator[Group]:
    """The cue groups of a segment, in order."""
    for head, tok in enumerate(toks):
        if tok.tag == "Q" or (tok.tag in "AV" and tok.low in verbs()):
            cue, end = _match(toks, head)
            if cue is not None and not _is_noun(toks, head, cue):
                yield _grouped(toks, head, end, cue)


def _is_noun(toks: Sequence[Token], head: int, cue: Cue) -> bool:
    """Whether what looks like the plain form of a verb is a noun: "the country's state agency", "a report"."""
    if head == 0 or toks[head].low != cue.lemma.split()[0]:
        return False
    before = toks[head - 1].low
    return before in _OWNERS or (before.endswith(("'s", "s'", "’s", "s’")) and before not in _CONTRACTED)


def _match(toks: Sequence[Token], head: int) -> tuple[Cue | None, int]:
    """The longest cue that begins with the token `head`; one adverb may stand inside a phrase."""
    carries_on = toks[head].low in _CATENATIVE and head + 1 < len(toks) and toks[head + 1].low == "to"
    wish = head + 2 < len(toks) and toks[head].low in ("wants", "want") and toks[head + 2].tag != "Q"
    if carries_on and not wish:
        return None, head
    for cue in verbs()[toks[head].low]:
        at = head + 1
        for word in cue.rest:
            if at < len(toks) and toks[at].tag == "B" and toks[at].low != word:
                at += 1
            if at >= len(toks) or toks[at].low != word:
                break
            at += 1
        else:
            if cue.rest or toks[head].tag == "Q":
                return cue, at
    return None, head


def _grouped(toks: Sequence[Token], head: int, end: int, cue: Cue) -> Group:
    start = head
    while start > 0 and (toks[start - 1].tag in "AB") and toks[start - 1].tag != ",":
        start -= 1
    # Adverbs in front belong to the cue only behind an auxiliary: "has repeatedly said".
    while start < head and toks[start].tag == "B" and toks[start].low not in ("not", "never"):
        start += 1
    if passive(toks, start, head) and toks[head].low not in ("is", "was") and not cue.lemma.startswith("be "):
        return Group(start, head, end, cue, "passive")
    if toks[head].low.endswith("ing") and not any(each.tag == "A" for each in toks[start:head]):
        return Group(start, head, end, cue, "ing")
    if start > 0 and toks[start - 1].low == "to":
        return _infinitive(toks, Group(start, head, end, cue, "infinitive"))
    return Group(start, head, end, cue, "finite")


def _infinitive(toks: Sequence[Token], group: Group) -> Group:
    """The group of "to say" where a verb of going on governs it ("continue to say"), else as it was."""
    place = group.start - 2
    if place >= 0 and toks[place].tag == "B":
        place -= 1
    if place < 0:
        return group
    if toks[place].low == "on" and place > 0 and toks[place - 1].low in _CATENATIVE:
        place -= 1
    if toks[place].low not in _CATENATIVE:
        return group
    while place > 0 and toks[place - 1].tag == "A":
        place -= 1
    return group._replace(start=place, form="finite")
