"""What a cue does: its act, its polarity, and how far it vouches for the content."""

from __future__ import annotations

import re
from typing import NamedTuple

from whence.lexicon.cues import look_up, nouns
from whence.records import Act, Polarity

_WORD = re.compile(r"[\w'’-]+")
_NEGATION = frozenset(["not", "never", "no", "without", "neither", "nor", "cannot"])
_DOUBT = frozenset(["allegedly", "purportedly", "supposedly"])
_HEDGE = frozenset(["reportedly", "apparently", "seemingly"])


class Reading(NamedTuple):
    """Act, polarity and strength (-2 doubts the content … 2 takes it for fact) of a cue."""

    act: Act
    polarity: Polarity
    strength: int


_NEUTRAL = Reading("assert", "positive", 0)


def read(cue: str) -> Reading:
    """How the words of a cue read; a cue that the lexicon lacks is a neutral assertion."""
    words = [each.group().lower().replace("’", "'") for each in _WORD.finditer(cue)]
    reading = _by_lexicon(words)
    if any(word in _NEGATION or word.endswith("n't") for word in words):
        return reading._replace(polarity="positive" if reading.polarity == "negative" else "negative")
    return reading


def _by_lexicon(words: list[str]) -> Reading:
    if any(word in _DOUBT for word in words):
        return _NEUTRAL._replace(strength=-2)
    if any(word in _HEDGE for word in words):
        return _NEUTRAL._replace(strength=-1)
    verb = look_up(words)
    if verb is not None:
        return Reading(verb.act, verb.polarity, verb.strength)
    noun = next((nouns()[word] for word in reversed(words) if word in nouns()), None)
    return Reading(noun.act, noun.polarity, noun.strength) if noun else _NEUTRAL
