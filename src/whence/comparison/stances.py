"""How openly a statement answers somebody: the words by which it denies, and what it is that it denies."""

from __future__ import annotations

import re
from typing import Literal, get_args

from whence.comparison.wording import listed, negating, tokens
from whence.records import Statement

Stance = Literal[
    "denial",
    "rebuff",
    "says no",
    "denied nearby",
    "called false",
    "verdict nearby",
    "after a denial",
    "negation",
    "contrast",
]
Trait = Literal[
    "says no first",
    "calls a claim false",
    "quotes",
    "wishes",
    "asks",
    "hedged",
    "claims",
    "resumes",
    "turns",
    "contrasts",
]
FIRM: tuple[Stance, ...] = ("denial", "rebuff")
"""The stances of those who deny something in so many words."""
TRAITS: tuple[Trait, ...] = get_args(Trait)
DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:e|es|ed|ing)|"
    r"rebut(?:s|ted|ting|tal)?|contradict(?:s|ed|ing)?|disput(?:e|es|ed|ing)|brush(?:es|ed|ing)? (?:aside|off)|"
    r"push(?:ed|es|ing)? back|(?:hit|fired|shot|punched) back|(?:shrugg?|wav)(?:ed|ing|es|s)? (?:off|aside)|"
    r"disagree[sd]?|begs? to differ|shot down|scoff\w*|maintain\w* (?:his|her|their) innocence|not guilty|"
    r"to the contrary|debunk\w*|disavow\w*|repudiat\w*|took issue|distanc\w+)\b"
)
CHARGES = re.compile(
    r"\b(?:accus\w+|alleg\w+|claim(?:s|ed|ing)?|charg(?:ed|es|ing)|blam(?:es?|ed|ing)|suggest\w*|assert\w*|suspect\w*|"
    r"critici\w+|slam\w*|blast\w*|investigat\w+|whether|questioned|insist\w*|according to|report(?:s|ed)?)\b"
)
_WHAT_IS_CLAIMED = re.compile(
    r"\b(?:accus\w+|claim(?:s|ed)?|alleg\w+|assertions?|reports?|reporting|criticisms?|suggestions?|complaints?|"
    r"rumou?rs?|notion|idea|wrongdoing|collusion|insinuat\w+|characteri[sz]ation|stor(?:y|ies)|findings?|contention|"
    r"speculation|theor(?:y|ies)|doubts|conclusions?|account|arguments?)\b"
)
DENIES_A_CLAIM = re.compile(DENYING.pattern + r"(?:\W+\w+){0,4}?\W+" + _WHAT_IS_CLAIMED.pattern)
_VERDICT = re.compile(
    r"\b(?:false(?:ly|hoods?)?(?! (?:statements?|charges?|pretenses?|profiles?|hopes?|flags?|tax))|untrue|"
    r"not (?:just |simply )?true|just not true|baseless|unfounded|groundless|meritless|"
    r"(?:without|no) (?:merit|basis|foundation|truth|evidence|case)|fake|(?:is|are|was|a|complete|total|pure) lies?|"
    r"inaccura\w+|incorrect|misleading|nonsense|hoax|fabricat\w+|fiction|myth|fantasy|misstatement|"
    r"exaggerat\w+|overstat\w+|overblown|unsubstantiated|no such|defamatory|mischaracteri\w+|"
    r"simply never|nothing (?:wrong|to hide|newsworthy))\b"
)
_REFUSES = re.compile(
    r"\b(?:refus\w*|declin\w*|not (?:immediately )?(?:respond|comment|rule|confirm)\w*|rule[sd]? out)\b"
)
_NO_COMMENT = re.compile(r"(?:to |a |any )?(?:comment|respond|be interviewed|go into|discuss|answer|request)")
_NOT_DENIED = re.compile(
    r"(?:n['’]t|\bnot|\bnever|\bfew|\bnobody|\bno one)\b(?:\W+\w+){0,2}\W+(?:deny|dispute|reject|contradict)"
)
_WITHHELD = re.compile(
    r"^(?:him|them|us|me)\b|\b(?:requests?|visas?|permission|access|entry|coverage|bail|asylum|clearances?|services?|"
    r"motions?|benefits|money|funds|funding|aid|care)\b"
)
_OUTRIGHT = re.compile(r"\b(?:den(?:y|ies|ied|ying)|disput(?:es?|ed|ing)|refut(?:es?|ed|ing)|rebut(?:s|ted)?)\b")
_CONTRAST = re.compile(
    r"\b(?:but|however|although|though|despite|meanwhile|while|yet|instead|whereas|contrary|nevertheless|nonetheless)\b"
)
_TRIES = re.compile(r"\b(?:tried|trying|tries|seeks?|sought) to\b")
_CALLED_FALSE = re.compile(
    f"{_WHAT_IS_CLAIMED.pattern}.{{0,60}}{_VERDICT.pattern}|{_VERDICT.pattern}\\W+(?:\\w+\\W+){{0,2}}{_WHAT_IS_CLAIMED.pattern}",
    re.DOTALL,
)
_CLAUSE_OF_A_CLAIM = re.compile(rf"^(?:\S+\s+){{0,5}}?{_WHAT_IS_CLAIMED.pattern}\W+that(?:\W+\w+){{3}}")
_CLAUSE_FALSE = re.compile(rf"{_WHAT_IS_CLAIMED.pattern}\W+that(?:\W+\w+){{3}}[^.!?]*{_VERDICT.pattern}")
_SUBJECTS = listed("that there it he she they i we ever")
_ASKED = re.compile(r"^(?:whether|if|how|why|what)\b")
_CLAIMING = re.compile(r"\b(?:claim|alleg|accus|contend|charg|assert|suggest|insist|argu|report)")
_RESUMED = re.compile(
    r"(?:(?:the|these|those|this|that|any|all|such|his|her|their|its|[\w.]+['’]s)\W+)*(?:\w+\W+){0,2}"
    rf"(?:{_WHAT_IS_CLAIMED.pattern}|charges|involvement|misconduct|it|this|that)\W*"
)
_TURNS = re.compile(r"^\W*(?:but|however|yet|still)\b")
_BUT = re.compile(r"\b(?:but|although|though|while|despite|however)\b")
_WISHES = ("demand", "promise", "predict", "ask", "order", "threaten")
_FIRST = 5
_HEAD = 12  # words of the content in which it says what it denies
_A_CLAUSE = 5


def stance(statement: Statement, content: str, around: str, own: str, negated: bool) -> Stance | None:
    """How a statement stands to others, from its cue, the sentence `around` its content and its `own` clause of that.

    None where it neither denies nor sets itself against anybody; to decline a comment, or to turn down an offer, is
    no denial of anything that was said; to question is one only of a claim.
    """
    cue = statement.cue.text if statement.cue else ""
    head = " ".join(content.split()[:_HEAD])
    if statement.act == "deny" or says(DENYING, cue):
        if says(_REFUSES, cue) or says(_NOT_DENIED, cue) or _NO_COMMENT.match(content) or says(_WITHHELD, head):
            return None
        if cue and not says(DENYING, cue):
            return "says no" if negated or says(_VERDICT, content) else None
        if not cue or says(_OUTRIGHT, cue):
            return None if says(_TRIES, cue) else "denial"
        claimed = says(_WHAT_IS_CLAIMED, head) or says(_VERDICT, content) or _RESUMED.fullmatch(content.lower().strip())
        return "rebuff" if claimed else None
    if any(says(DENIES_A_CLAIM, each) for each in (own, head)) and not says(_REFUSES, own):
        return "denied nearby"
    if says(_VERDICT, content):
        return "called false"
    if says(_VERDICT, own):
        return "verdict nearby"
    if negated:
        return "negation"
    return "contrast" if says(_CONTRAST, around) else None


def traits(statement: Statement | None, content: str, around: str) -> frozenset[Trait]:
    """What else is worth knowing of a proposition, as one that answers or as one that is answered."""
    cue = statement.cue.text if statement is not None and statement.cue else ""
    act, kind = (statement.act, statement.kind) if statement is not None else (None, None)
    told: dict[Trait, bool] = {
        "says no first": negating(tokens(content)[:_FIRST]),
        "calls a claim false": says(_CALLED_FALSE, content),
        "quotes": kind == "direct",
        "wishes": act in _WISHES,
        "asks": says(_ASKED, content),
        "hedged": statement is not None and statement.strength < 0,
        "claims": says(_CLAIMING, cue),
        "resumes": _RESUMED.fullmatch(content.lower().strip()) is not None,
        "turns": says(_TURNS, around),
        "contrasts": says(_BUT, around),
    }
    return frozenset(name for name, holds in told.items() if holds)


def says(words: re.Pattern[str], text: str) -> bool:
    """Whether a text holds some words (a pattern in lower case); much sooner told than with `re.IGNORECASE`."""
    return words.search(text.lower()) is not None


def denied_by_cue(statement: Statement) -> bool:
    """Whether the cue denies the content ("denied that it sank"), and not the content itself ("said it never sank")."""
    return statement.act == "deny" and (statement.cue is None or says(DENYING, statement.cue.text))


def outright(statement: Statement, how: Stance | None, content: str) -> bool:
    """Whether a statement denies something that it says in a clause of its own.

    "Denied that …", "denied paying …", "rejected the notion that …", "the claim that … is false".
    """
    cue = statement.cue.text if statement.cue else ""
    if says(_REFUSES, cue) or says(_TRIES, cue):
        return False
    if says(_CLAUSE_FALSE, content) or (how in FIRM and says(_CLAUSE_OF_A_CLAIM, content)):
        return True
    words = content.lower().split()
    clause = words[:1] and (words[0] in _SUBJECTS or words[0].endswith("ing") or "that" in words[:4])
    return bool(clause) and len(words) >= _A_CLAUSE and statement.act == "deny" and says(_OUTRIGHT, cue)
