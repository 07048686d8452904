"""How openly a statement answers somebody: the words by which it denies, and what it is that it denies."""

from __future__ import annotations

import re
from typing import Literal

from whence.records import Statement

Stance = Literal[
    "denial", "rebuff", "denied nearby", "called false", "verdict nearby", "after a denial", "negation", "contrast"
]
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
_WHAT_IS_DENIED = re.compile(
    r"\b(?:accus\w+|claim(?:s|ed)?|alleg\w+|assertions?|reports?|reporting|criticisms?|suggestions?|complaints?|"
    r"rumou?rs?|notion|idea|wrongdoing|collusion|insinuat\w+|characteri[sz]ation|stor(?:y|ies)|findings?|contention|"
    r"speculation|theor(?:y|ies)|doubts|that)\b"
)
_VERDICT = re.compile(
    r"\b(?:false(?:ly|hoods?)?|untrue|not (?:just |simply )?true|just not true|baseless|unfounded|groundless|"
    r"(?:without|no) (?:merit|basis|foundation|truth)|fake|(?:is|are|was|a|complete|total|pure) lies?|lied|lying|"
    r"inaccura\w+|incorrect|misleading|nonsense|ridiculous|absurd|hoax|fabricat\w+|fiction|myth|fantasy|misstatement|"
    r"exaggerat\w+|overstat\w+|overblown|unsubstantiated|no such|defamatory|not aware of|mischaracteri\w+|"
    r"out of context|simply never|absolutely no|nothing (?:wrong|to hide|newsworthy))\b"
)
_REFUSES = re.compile(
    r"\b(?:refus\w*|declin\w*|not (?:immediately )?(?:respond|comment|rule|confirm)\w*|rule[sd]? out)\b"
)
_NO_COMMENT = re.compile(r"(?:to |a |any )?(?:comment|respond|be interviewed|go into|discuss|answer|request)")
_TURNS_DOWN = re.compile(
    r"\b(?:reject\w*|dismiss\w*|disavow\w*|repudiat\w*|scoff\w*|refus\w*|oppos\w*|shot down|countered?|"
    r"(?:fired|hit|shot) back|disagree\w*|distanc\w*)\b"
)
_OUTRIGHT = re.compile(r"\b(?:den(?:y|ies|ied|ying)|disput(?:es?|ed|ing)|refut(?:es?|ed|ing)|rebut(?:s|ted)?)\b")
_CONTRAST = re.compile(
    r"\b(?:but|however|although|though|despite|meanwhile|while|yet|instead|whereas|contrary|nevertheless|nonetheless)\b"
)
_TRIES = re.compile(r"\b(?:tried|trying|tries|seeks?|sought) to\b")
_WHAT_IS_CLAIMED = re.compile(_WHAT_IS_DENIED.pattern.replace("|that)", ")"))
_HEAD = 12  # words of the content in which it says what it denies
_OPENING = 8
_A_CLAUSE = 5


def stance(statement: Statement, content: str, around: str, before: str, negated: bool) -> Stance | None:
    """How a statement stands to others, from its cue, the sentence `around` its content and the sentence `before`.

    None where it neither denies nor sets itself against anybody; to decline a comment, or to turn down an offer, is
    no denial of anything that was said.
    """
    cue = statement.cue.text if statement.cue else ""
    words = content.split()
    head, opening = " ".join(words[:_HEAD]), " ".join(words[:_OPENING])
    if statement.act == "deny" or says(DENYING, cue):
        if says(_REFUSES, cue) or _NO_COMMENT.match(content):
            return None
        if says(_OUTRIGHT, cue) or not says(DENYING, cue):
            return None if says(_TRIES, cue) else "denial"
        claimed = says(_WHAT_IS_CLAIMED, head) or says(_VERDICT, content)
        return "rebuff" if claimed or not says(_TURNS_DOWN, cue) else None
    named = any(says(DENYING, each) for each in (around, opening)) and any(
        says(_WHAT_IS_DENIED, each) for each in (head, around)
    )
    if named and not says(_REFUSES, around):
        return "denied nearby"
    if says(_VERDICT, content):
        return "called false"
    if says(_VERDICT, around):
        return "verdict nearby"
    if says(DENYING, before) and says(_WHAT_IS_DENIED, before) and not says(_REFUSES, before):
        return "after a denial"
    if negated:
        return "negation"
    return "contrast" if says(_CONTRAST, around) else None


def says(words: re.Pattern[str], text: str) -> bool:
    """Whether a text holds some words (a pattern in lower case); much sooner told than with `re.IGNORECASE`."""
    return words.search(text.lower()) is not None


def denied_by_cue(statement: Statement) -> bool:
    """Whether the cue denies the content ("denied that it sank"), and not the content itself ("said it never sank")."""
    return statement.act == "deny" and (statement.cue is None or says(DENYING, statement.cue.text))


def outright(statement: Statement, content: str) -> bool:
    """Whether a statement by itself denies something that it says in a clause: "denied that …", "denied paying …"."""
    cue = statement.cue.text if statement.cue else ""
    words = content.split()
    clause = len(words) >= _A_CLAUSE and (words[0] == "that" or words[0].endswith("ing") or "that" in words[:4])
    return (
        clause and statement.act == "deny" and says(_OUTRIGHT, cue) and not (says(_REFUSES, cue) or says(_TRIES, cue))
    )
