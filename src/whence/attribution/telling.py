"""Which cues tell that somebody spoke, where the words around them are already somebody's."""

from __future__ import annotations

import re
from functools import cache

from whence.lexicon.cues import look_up, nouns, verbs

_UNSPOKEN = frozenset(
    (
        "address aim assume balk ban bar believe cast choose commit compare consider decide describe desire "
        "determine discover discuss doubt dread embrace endorse envision establish expect favor favour fear "
        "feel find forecast foresee guess hold honor hope identify impeach imply indicate intend know label like lobby "
        "long look love mean mention need oppose plan prefer press presume push realise realize reason refer regard "
        "see seek set side speak stand strive support suppose surmise suspect talk think trust try understand "
        "undertake view volunteer want wish wonder worry yearn"
    ).split()
)
"""Verbs of what somebody holds, wants, does or speaks about and need not have said."""
_HELD = frozenset(
    (
        "attack belief commitment concern confidence conviction criticism decision desire doubt estimate evidence "
        "expectation fear feeling finding forecast hope idea impression intention notion opinion plan position "
        "proposal question ridicule sign speculation suspicion theory view wish worry"
    ).split()
)
_YET = re.compile(
    r"(?:^to|(?<!\w)(?:(?:would|will)(?! not| never| often| always)|should|must|may|might|cannot|can|could|need"
    r"|ha(?:s|ve) to)"
    r"|['’]ll)(?!\w)"
)
"""What tells that the words are not said yet: "will ask", "to admit", "could not say"."""
_BEFORE_NOW = re.compile(r"(?<!\w)(?:\w+ed|said|told|wrote|swore|put|let|not|never|n['’]t|cannot)(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[\w'’-]+")


@cache
def pattern() -> re.Pattern[str]:
    """The forms of all firm cues of speaking, and "according to"."""
    forms = sorted(form for form, cues in verbs().items() if any(cue.firm and _spoken(cue.lemma) for cue in cues))
    named = sorted(each for each, cue in nouns().items() if cue.noun not in _HELD)
    return re.compile(rf"(?<!\w)(?:according to|{'|'.join(map(re.escape, (*forms, *named)))})(?!\w)", re.IGNORECASE)


def tells(cue: str) -> bool:
    """Whether a cue says that somebody spoke: "told", "never denied", "her insistence", but not "hopes"."""
    if _YET.search(cue.lower()):
        return False
    words = [each.lower() for each in _WORD.findall(cue)]
    found = look_up(words)
    if found is not None:
        return found.firm and _spoken(found.lemma)
    return "according" in words or any(each in nouns() and nouns()[each].noun not in _HELD for each in words)


def _spoken(lemma: str) -> bool:
    return lemma.split()[0] not in _UNSPOKEN and not lemma.startswith("be ")


def earlier(cue: str) -> bool:
    """Whether a cue is of another time, or denied: "I asked him", "we never said" are acts of their own."""
    return _BEFORE_NOW.search(cue) is not None
