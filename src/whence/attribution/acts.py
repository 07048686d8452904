"""What a cue does: its act, its polarity, and how far it vouches for the content.

Where the cue is neutral ("said"), plain words of the content tell the act: a question asks, "I did no wrong" denies.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from whence.lexicon.cues import look_up, nouns
from whence.lexicon.tables import rows
from whence.records import Act, Polarity

_WORD = re.compile(r"[\w'’-]+")
_NEGATION = frozenset(["not", "never", "no", "without", "neither", "nor", "cannot"])
_DOUBT = frozenset(["allegedly", "purportedly", "supposedly"])
_HEDGE = frozenset(["reportedly", "apparently", "seemingly"])
_OPENING = re.compile(r"^[\W_]*(?:that\b)?[\W_]*", re.IGNORECASE)
_ASKS = re.compile(r"\?\W*$")
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
_OWN = re.compile(
    r"(?:if [^,]{3,140}, |[\w ]{3,40}, )?(?:he|she|they|it|i|we)"
    r"(?:[’']ll|[’']d| would| will| won[’']t| plans? to| planned to| intends?|(?:[’']s| is| are|[’']re) willing to)"
    r"\s+[“\"]?(?!be\b|have\b|likely\b|probably\b|never be\b|mean\b|take place|"
    r"prefer\b|much prefer\b|like\b|try\b|love\b)\w+",
    re.IGNORECASE,
)
_FORECAST = re.compile(
    r"(?:\W*+(?!I |we |you )\w++){1,9}?\W++"
    r"(?:will(?! be able)|would(?! have| often| mean| be able)) (?!be (?:wrong|fair)\b)"
    r"|.*(?<!\w)(?:likely|probably|expects|(?:is|are) expected to|projected to)(?!\w)",
    re.IGNORECASE,
)
_MUST = re.compile(r"(?:\w++\W++){1,8}?(?:must|should resign|should step down|needs? to)(?!\w)", re.IGNORECASE)
_WITHIN = 70
"""Characters of a content in which its main verb is looked for."""


class Reading(NamedTuple):
    """Act, polarity and strength (-2 doubts the content … 2 takes it for fact) of a cue."""

    act: Act
    polarity: Polarity
    strength: int


_NEUTRAL = Reading("assert", "positive", 0)


def read(cue: str, content: str = "") -> Reading:
    """How a cue reads, with the content that it governs; a cue that the lexicon lacks is a neutral assertion."""
    words = [each.group().lower().replace("’", "'") for each in _WORD.finditer(cue)]
    reading = _by_lexicon(words)
    if any(word in _NEGATION or word.endswith("n't") for word in words):
        return reading._replace(polarity="positive" if reading.polarity == "negative" else "negative")
    if reading.act == "assert":
        return reading._replace(act=_by_content(words, content) or _by_verb(cue) or "assert")
    return reading._replace(act=_against(reading.act, words, content))


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


@cache
def _phrases() -> tuple[tuple[Act, re.Pattern[str]], ...]:
    by_act: dict[str, list[str]] = {}
    for phrase, act in rows("contents.tsv"):
        by_act.setdefault(act, []).append(phrase.replace("'", "[’']").replace(" ", r"\s+"))
    return tuple(
        (cast(Act, act), re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE))
        for act, each in by_act.items()
    )


def _by_content(words: list[str], content: str) -> Act | None:
    """The act that the words of a content tell plainly, where the cue is neutral."""
    if not content:
        return None
    inner = content[cast(re.Match[str], _OPENING.match(content)).end() :]
    if _ASKS.search(content):
        return "ask"
    if words[-1:] and words[-1] in ("told", "tell", "tells", "telling") and _TOLD_TO.match(content):
        return "demand"
    if _NAMING & set(words) and _FALSE.search(content):
        return "deny"
    for act, pattern in _phrases():
        if pattern.search(content):
            return act
    if any(word.startswith("suggest") for word in words) and _ADVICE.search(content):
        return "ask"
    if _OWN.match(inner):
        return "promise"
    if _MUST.match(inner[:_WITHIN]):
        return "demand"
    return "predict" if _FORECAST.match(inner[:_WITHIN]) else None
