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
    r"to the contrary|debunk\w*|disavow\w*|repudiat\w*|took issue|distanc\w+)\b",
    re.IGNORECASE,
)
CHARGES = re.compile(
    r"\b(?:accus\w+|alleg\w+|claim(?:s|ed|ing)?|charg(?:ed|es|ing)|blam(?:es?|ed|ing)|suggest\w*|assert\w*|suspect\w*|"
    r"critici\w+|slam\w*|blast\w*|investigat\w+|whether|questioned|insist\w*|according to|report(?:s|ed)?)\b",
    re.IGNORECASE,
)
_WHAT_IS_DENIED = re.compile(
    r"\b(?:accus\w+|claim(?:s|ed)?|alleg\w+|assertions?|reports?|reporting|criticisms?|suggestions?|complaints?|"
    r"rumou?rs?|notion|idea|wrongdoing|collusion|insinuat\w+|characteri[sz]ation|stor(?:y|ies)|findings?|contention|"
    r"speculation|theor(?:y|ies)|doubts|that)\b",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\b(?:false(?:ly|hoods?)?|untrue|not (?:just |simply )?true|just not true|baseless|unfounded|groundless|"
    r"(?:without|no) (?:merit|basis|foundation|truth)|fake|(?:is|are|was|a|complete|total|pure) lies?|lied|lying|"
    r"inaccura\w+|incorrect|misleading|nonsense|ridiculous|absurd|hoax|fabricat\w+|fiction|myth|fantasy|misstatement|"
    r"exaggerat\w+|overstat\w+|overblown|unsubstantiated|no such|defamatory|not aware of|mischaracteri\w+|"
    r"out of context|simply never|absolutely no|nothing (?:wrong|to hide|newsworthy))\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:refus\w*|declin\w*|not (?:immediately )?(?:respond|comment|rule|confirm)\w*|rule[sd]? out)\b", re.IGNORECASE
)
_NO_COMMENT = re.compile(r"(?:to |a |any )?(?:comment|respond|be interviewed|go into|discuss|answer|request)")
_TURNS_DOWN = re.compile(
    r"\b(?:reject\w*|dismiss\w*|disavow\w*|repudiat\w*|scoff\w*|refus\w*|oppos\w*|shot down|countered?|"
    r"(?:fired|hit|shot) back|disagree\w*|distanc\w*)\b",
    re.IGNORECASE,
)
_OUTRIGHT = re.compile(r"\b(?:den(?:y|ies|ied|ying)|disput(?:es?|ed|ing)|refut(?:es?|ed|ing)|rebut(?:s|ted)?)\b", re.I)
_CONTRAST = re.compile(
    r"\b(?:but|however|although|though|despite|meanwhile|while|yet|instead|whereas|contrary|nevertheless|nonetheless)\b",
    re.IGNORECASE,
)
_TRIES = re.compile(r"\b(?:tried|trying|tries|seeks?|sought) to\b", re.IGNORECASE)
_WHAT_IS_CLAIMED = re.compile(_WHAT_IS_DENIED.pattern.replace("|that)", ")"), re.IGNORECASE)
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
    named = bool(_WHAT_IS_DENIED.search(head))
    if statement.act == "deny" or DENYING.search(cue):
        if _REFUSES.search(cue) or _NO_COMMENT.match(content):
            return None
        if _OUTRIGHT.search(cue) or not DENYING.search(cue):
            return None if _TRIES.search(cue) else "denial"
        claimed = _WHAT_IS_CLAIMED.search(head) or _VERDICT.search(content)
        return "rebuff" if claimed or not _TURNS_DOWN.search(cue) else None
    beside = bool(DENYING.search(around) or DENYING.search(opening))
    if beside and (named or _WHAT_IS_DENIED.search(around)) and not _REFUSES.search(around):
        return "denied nearby"
    if _VERDICT.search(content):
        return "called false"
    if _VERDICT.search(around):
        return "verdict nearby"
    if DENYING.search(before) and _WHAT_IS_DENIED.search(before) and not _REFUSES.search(before):
        return "after a denial"
    if negated:
        return "negation"
    return "contrast" if _CONTRAST.search(around) else None


def denied_by_cue(statement: Statement) -> bool:
    """Whether the cue denies the content ("denied that it sank"), and not the content itself ("said it never sank")."""
    return statement.act == "deny" and (statement.cue is None or bool(DENYING.search(statement.cue.text)))


def outright(statement: Statement, content: str) -> bool:
    """Whether a statement by itself denies something that it says in a clause: "denied that …", "denied paying …"."""
    cue = statement.cue.text if statement.cue else ""
    words = content.split()
    clause = len(words) >= _A_CLAUSE and (words[0] == "that" or words[0].endswith("ing") or "that" in words[:4])
    return (
        clause
        and statement.act == "deny"
        and bool(_OUTRIGHT.search(cue))
        and not (_REFUSES.search(cue) or _TRIES.search(cue))
    )
