"""Which cues tell that somebody spoke, where the words around them are already somebody's."""

from __future__ import annotations

import re
from functools import cache

from whence.lexicon.cues import look_up, nouns, verbs

_UNSPOKEN = frozenset(
    (
        "aim assume balk believe cast commit compare consider decide describe desire determine discover doubt dread "
        "envision establish expect favor favour fear feel find forecast foresee guess hold hope identify imply "
        "indicate intend know like long look love mean need plan prefer presume realise realize reason regard see seek "
        "strive suppose surmise suspect think trust try understand undertake view want wish wonder worry yearn"
    ).split()
)
"""Verbs of what somebody holds or wants and need not have said."""
_BEFORE_NOW = re.compile(r"(?<!\w)(?:\w+ed|said|told|wrote|swore|put|let|not|never|n['’]t|cannot)(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[\w'’-]+")


@cache
def pattern() -> re.Pattern[str]:
    """The forms of all firm cues of speaking, and "according to"."""
    forms = sorted(form for form, cues in verbs().items() if any(cue.firm and _spoken(cue.lemma) for cue in cues))
    named = sorted(each for each, cue in nouns().items() if _spoken(cue.noun))
    return re.compile(rf"(?<!\w)(?:according to|{'|'.join(map(re.escape, (*forms, *named)))})(?!\w)", re.IGNORECASE)


def tells(cue: str) -> bool:
    """Whether a cue says that somebody spoke: "told", "never denied", "her insistence", but not "hopes"."""
    words = [each.lower() for each in _WORD.findall(cue)]
    found = look_up(words)
    if found is not None:
        return found.firm and _spoken(found.lemma)
    return "according" in words or any(each in nouns() and _spoken(nouns()[each].noun) for each in words)


def _spoken(lemma: str) -> bool:
    return lemma.split()[0] not in _UNSPOKEN and not lemma.startswith("be ")


def earlier(cue: str) -> bool:
    """Whether a cue is of another time, or denied: "I asked him", "we never said" are acts of their own."""
    return _BEFORE_NOW.search(cue) is not None
