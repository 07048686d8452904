"""Cues: the verbs, phrases and nouns that say that somebody said, with what act and how firmly.

`cues.tsv` holds a row a verb or verbal phrase. Its forms are those of the first word; `frames` say what may follow:
s a clause, q a quotation, p nothing (", she said."), i "to" and a verb, o a noun phrase, w a question, r a hearer
before the content ("told them that"), f "somebody of something", a "something as something"; n marks forms that are
nouns as well. `reliability` is weak where the verb has a common sense that attributes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from whence.lexicon.tables import listed, rows
from whence.records import Act, Polarity


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or phrase as the lexicon has it; `rest` are the words after the first, as they stand in the text."""

    lemma: str
    rest: tuple[str, ...]
    frames: frozenset[str]
    firm: bool
    act: Act
    polarity: Polarity
    strength: int


@dataclass(frozen=True, slots=True)
class NounCue:
    """A noun such as "accusation" or "belief", with the act that it names."""

    noun: str
    act: Act
    polarity: Polarity
    strength: int


@cache
def verbs() -> dict[str, tuple[Cue, ...]]:
    """The cues that a form can begin, the longest first: "pointed" → point out."""
    table: dict[str, list[Cue]] = {}
    for lemma, forms, frames, reliability, act, polarity, strength in rows("cues.tsv"):
        first, *rest = lemma.split()
        cue = Cue(
            lemma,
            tuple(rest),
            frozenset(frames),
            reliability == "firm",
            cast(Act, act),
            cast(Polarity, polarity),
            int(strength),
        )
        for form in sorted({first, *listed(forms)}):
            table.setdefault(form, []).append(cue)
    return {form: tuple(sorted(each, key=lambda cue: (-len(cue.rest), cue.lemma))) for form, each in table.items()}


@cache
def nouns() -> dict[str, NounCue]:
    """Noun cues by singular and plural form."""
    table: dict[str, NounCue] = {}
    for noun, act, polarity, strength in rows("nouns.tsv"):
        cue = NounCue(noun, cast(Act, act), cast(Polarity, polarity), int(strength))
        table[noun] = cue
        table[noun + "s"] = cue
    return table


def look_up(words: tuple[str, ...] | list[str]) -> Cue | None:
    """The longest verbal cue that stands in lower-cased `words`; of equally long ones the last."""
    best: Cue | None = None
    for place, word in enumerate(words):
        for cue in verbs().get(word, ()):
            end = place + 1 + len(cue.rest)
            if tuple(words[place + 1 : end]) == cue.rest and (best is None or len(cue.rest) >= len(best.rest)):
                best = cue
                break
    return best
