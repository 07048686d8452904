"""What a cue does: its act, its polarity, and how far it vouches for the content.

The lexicon tells the act of a cue that names one ("denied"). Where the cue is neutral ("said"), signs of what is said
(`signs`) are weighed by a multinomial logistic regression that `training/acts.py` learned; `weights.tsv` holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

from whence.attribution.signs import observe
from whence.lexicon.cues import look_up, nouns
from whence.lexicon.tables import rows
from whence.records import Act, Polarity

ALWAYS = "always"
"""The sign that every statement has."""
_WORD = re.compile(r"[\w'’-]+")
_NEGATION = frozenset(["not", "never", "no", "without", "neither", "nor", "cannot"])
_DOUBT = frozenset(["allegedly", "purportedly", "supposedly"])
_HEDGE = frozenset(["reportedly", "apparently", "seemingly"])
_TOLD_TO = re.compile(
    r"\W*(?!(?:that|if|when|as|he|she|they|it|i|we|you)\b)"
    r"(?:(?!(?:is|are|was|were|had|has|have|will|would|want\w*|plan\w*)\b)[\w-]+ ){0,6}"
    r"(?:not )?[“\"]?to (?!(?:me|us|him|her|them|you|it|the|a|an|this|that|my|his|our|their)\b)\w+",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:battle|war|retaliat\w+|revenge|responses?|pay|destroy|sue|lawsuits?|confront|crush|strikes?|kill|"
    r"execut\w+|sanctions|attack\w*|fight|veto|block|shut|consequences|hell|annihilate|withhold|tear up|pull out)\b",
    re.IGNORECASE,
)
_IDEA = re.compile(
    r"^\W*(?:(?:the|a|an|any|such|that|this|those|these|his|her|its|their|what) )?(?:\S+ ){0,3}?"
    r"(?:idea|notion|refrain|linkage|comparison|argument|proposal|plan|approach|theory|premise|concept|offer|bid)s?\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\b(?:should|could (?:\w+ )?(?:try|use|secure|consider|take|start|help|find|get|move|look)|would be to|ought to"
    r"|might (?:try|consider))\b"
    r"|^\W*(?:that )?[^,]{3,90}, (?:who|which)[^,]+, [a-z]+(?<!s)(?<!ed) ",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\b(?:false|untrue|fake|baseless|unsubstantiated|fabricated|ploy|hoax|witch hunts?|nonsense|lies|smears?)\b",
    re.IGNORECASE,
)
_NAMING = frozenset(
    (
        "call calls called calling characterized characterised characterizes described labeled labelled branded dubbed"
    ).split()
)
_WITHIN = 70
"""Characters of a content in which harm is looked for that a vow threatens."""


class Reading(NamedTuple):
    """Act, polarity and strength (-2 doubts the content … 2 takes it for fact) of a cue."""

    act: Act
    polarity: Polarity
    strength: int


_NEUTRAL = Reading("assert", "positive", 0)


def read(cue: str, content: str = "", source: str = "") -> Reading:
    """How a cue reads, with the content that it governs; a cue that the lexicon lacks is a neutral assertion."""
    words = _words(cue)
    reading = _by_lexicon(words)
    if any(word in _NEGATION or word.endswith("n't") for word in words):
        return reading._replace(polarity="positive" if reading.polarity == "negative" else "negative")
    act = told(cue, content) or (weighed(signs(cue, content, source)) if content else "assert")
    return reading._replace(act=act)


def told(cue: str, content: str) -> Act | None:
    """The act that the cue names, or its form with the content, so that nothing need be weighed."""
    words = _words(cue)
    act = _by_lexicon(words).act
    return _by_verb(cue) or _by_form(words, content) if act == "assert" else _against(act, words, content)


def signs(cue: str, content: str, source: str) -> set[str]:
    """The signs that are weighed where the cue is neutral."""
    return observe(look_up(_words(cue)), content, source) | {ALWAYS}


def weighed(found: Iterable[str]) -> Act:
    """The act for which the signs speak most."""
    acts, weights = _weights()
    known = [weights[sign] for sign in found if sign in weights]
    totals = [sum(column) for column in zip(*known, strict=True)]
    return acts[totals.index(max(totals))]


@cache
def _weights() -> tuple[tuple[Act, ...], dict[str, tuple[float, ...]]]:
    lines = files("whence.attribution").joinpath("weights.tsv").read_text("utf-8").splitlines()
    table = (line.split("\t") for line in lines[1:])
    names = tuple(cast(Act, name) for name in lines[0].split("\t")[1:])
    return names, {sign: tuple(map(float, weights)) for sign, *weights in table}


def _words(cue: str) -> list[str]:
    return [each.group().lower().replace("’", "'") for each in _WORD.finditer(cue)]


def _against(act: Act, words: list[str], content: str) -> Act:
    """The act of a cue that is not neutral, where the content tells another one: "vowed a battle" threatens."""
    if act == "promise" and _HARM.search(content[:_WITHIN]):
        return "threaten"
    if act == "deny" and {"rejected", "rejects", "dismissed", "dismisses"} & set(words) and _IDEA.search(content):
        return "criticise"
    if act == "predict" and any(word.startswith("warn") for word in words) and _TOLD_TO.match(content):
        return "demand"
    if act == "demand" and content.rstrip("”\"' ").endswith("?"):
        return "ask"
    return act


@cache
def _verbs() -> tuple[tuple[Act, re.Pattern[str]], ...]:
    return tuple(
        (cast(Act, act), re.compile(rf"(?<!\w)(?:{form})(?!\w)", re.IGNORECASE)) for form, act in rows("acts.tsv")
    )


def _by_verb(cue: str) -> Act | None:
    """The act of a verb that the lexicon of cues lacks, because it is no sign of one by itself."""
    return next((act for act, pattern in _verbs() if pattern.search(cue)), None)


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


def _by_form(words: list[str], content: str) -> Act | None:
    """The act that a neutral cue has with a content of one form: "told them to go", "called it false"."""
    if words[-1:] and words[-1] in ("told", "tell", "tells", "telling") and _TOLD_TO.match(content):
        return "demand"
    if _NAMING & set(words) and _FALSE.search(content):
        return "deny"
    if any(word.startswith("suggest") for word in words) and _ADVICE.search(content):
        return "ask"
    return None
