"""What speaks for and against two propositions being one: named features, each weighed as `likeness.tsv` says.

The weights are those of a logistic regression (`python -m training.likeness`); a feature lies between 0 and 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from whence.comparison.meanings import Meanings
from whence.comparison.propositions import Proposition
from whence.comparison.quoting import Shared, shared
from whence.comparison.spreading import Spread
from whence.comparison.variants import closeness, placed
from whence.comparison.wording import denying, negating, weigh
from whence.lexicon import tables
from whence.records import Evidence

_SHORT = 3
_LONG = 40
_MUCH = 5.0
_ONLY = 3  # words
_PLAIN = 2.5
_AHEAD = 4
_STRETCH = 6  # words that fall out together: a clause of its own
_SAME_WORDS = 0.6
_CLOSE = 0.6
_SLACK = 0.01  # weights of evidence are rounded
_OF_ONE = 0.25
_SOME = 0.4
"""Share of the shorter one's telling words that an article and its copy must share for the copying to count in full."""
_CATCHWORD = 3
"""Words up to which a quotation may be a title or a catchword, which people use on many events."""
_SAYING = 7
"""The same where it is not one speaker: several may use one saying, "a step in the right direction"."""
_QUOTED_ENOUGH = 3.0
_SAID_ENOUGH = 5.0
RULED = {"plainly opposed": -12.0, "neighbours": 1.7, "other event": -7.0}
"""Weights set by hand: a contradiction is never the same claim; the data that the rest is learned from hold hardly a
copy, of which the next statement is likely to be the original's next, and no pair from two events."""


@dataclass(frozen=True, slots=True)
class Link:
    """Why two propositions are one; `confidence` is 0 to 1."""

    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the two propositions: rarity of terms, actors of speakers, articles that copied, stories.

    `model` is the folder of the embedding behind `meanings`, None for the built-in one; `spread` where work is done.
    """

    weights: dict[str, float]
    speakers: Mapping[tuple[str, str], str]
    copied: Mapping[tuple[str, str], float]
    meanings: Meanings | None = None
    events: Mapping[str, str] = field(default_factory=dict)
    masses: dict[frozenset[str], float] = field(default_factory=dict)
    model: str | None = None
    spread: Spread | None = None

    def mass(self, terms: frozenset[str]) -> float:
        """The weight of all terms of a proposition, remembered."""
        known = self.masses.get(terms)
        if known is None:
            known = self.masses[terms] = weigh(terms, self.weights)
        return known

    def apart(self, a: str, b: str) -> bool:
        """Whether two articles are on different events, as far as is known; an article and its copy never are."""
        one, two = self.events.get(a), self.events.get(b)
        return one is not None and two is not None and one != two and self.copied.get((a, b), 0.0) < _OF_ONE


@dataclass(frozen=True, slots=True)
class Feature:
    """One observation: how strong it is (0 to 1), and in words."""

    value: float
    note: str


Features = dict[str, Feature]


class _Met(NamedTuple):
    """The telling words that two propositions share: how many, their weight, the shares of both and of the shorter.

    `both` of them neither article says elsewhere, `either` just one of the two; `plain` is the weight of those that are
    no names.
    """

    terms: int
    mass: float
    dice: float
    cover: float
    both: float
    either: float
    plain: float


def score(one: Proposition, other: Proposition, alignment: float, context: Context) -> Link:
    """The evidence that two propositions of different articles are one, and the confidence that it gives."""
    weights = learned()
    found = observe(one, other, alignment, context)
    return weighed(
        Evidence(name, round(weights.get(name, 0.0) * each.value, 4), each.note) for name, each in found.items()
    )


def reach(
    one: Proposition, other: Proposition, alignment: float, context: Context, sense: float | None = None
) -> float:
    """At most how sure (0 to 1) `score` can be, told by what is cheap to see; `sense` is the cosine, if known.

    Nearly all pairs that are looked at are no claim, and most of them can be told without reading their quotations.
    """
    weights, floors = learned(), _floors()
    met = _met(one, other, context)
    total = floors[bool(one.pieces) + bool(other.pieces), met.cover > 0.5] + weights[kind_of(one, other)]
    total += weights["many shared"] * min(1.0, met.mass / _MUCH) + weights["shared words"] * met.dice
    total += weights["covered"] * met.cover + weights["passage"] * alignment
    total += weights["only here"] * met.both + weights["hardly elsewhere"] * met.either
    total += weights["plain words"] * met.plain + weights["mere topic"] * (one.topic or other.topic)
    if met.terms < 2:
        total += weights["little shared"]
    copied = context.copied.get((one.article, other.article))
    if copied is not None:
        total += weights["much copied"] * copied * min(1.0, met.cover / _SOME)
    if sense is None:
        total += max(0.0, weights["alike in meaning"] + weights["close in meaning"])
    else:
        total += weights["alike in meaning"] * max(0.0, sense)
        total += weights["close in meaning"] * max(0.0, sense - _CLOSE) / (1 - _CLOSE)
    if not (one.pieces and other.pieces) and context.apart(one.article, other.article):
        total += weights["other event"] * max(0.0, 1 - met.dice * met.mass / _SAID_ENOUGH)
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))


@cache
def _floors() -> dict[tuple[int, bool], float]:
    """The most that what is costly to see can add, by how many of the two quote, and whether one is mostly covered."""
    return {(quoting, covered): _best(quoting, covered) for quoting in range(3) for covered in (False, True)}


def _best(quoting: int, covered: bool) -> float:
    """Quotations, order, numbers, speakers."""
    weights = learned()
    most = max(0.0, weights["one speaker"]) + max(0.0, weights["same number"])
    if covered:
        most += max(0.0, weights["same order"]) + max(0.0, weights["mostly covered"])
    if quoting == 2:
        most += sum(max(0.0, weights[name]) for name in ("same quote", "whole quote", "long quote"))
        most += max(0.0, weights["word taken out"])
    return most + (max(0.0, weights["quote taken over"]) if quoting else 0.0) + _SLACK


def beside(found: Link) -> Link:
    """A link where the statements next to the two are one in an article and its copy."""
    note = "in an article and its copy, next to statements that are one"
    return weighed([*found.evidence, Evidence("neighbours", RULED["neighbours"], note)])


def weighed(evidence: Iterable[Evidence]) -> Link:
    """The link that some evidence gives: the logistic function of the sum of its weights."""
    kept = tuple(each for each in evidence if each.weight)
    total = max(-40.0, min(40.0, sum(each.weight for each in kept)))
    return Link(1 / (1 + math.exp(-total)), kept)


@cache
def learned() -> dict[str, float]:
    """The weight of each feature."""
    return tables.numbers("whence.comparison", "likeness.tsv") | RULED


def observe(one: Proposition, other: Proposition, alignment: float, context: Context) -> Features:
    """The features of a pair; those that are absent are 0."""
    quotes = shared(one.pieces, other.pieces, (one.forms, other.forms), context.weights)
    found = _kind(one, other)
    met = _met(one, other, context)
    found |= _words(one, other, met)
    found |= _quotes(quotes)
    found |= _meaning(one, other, quotes, found["shared words"].value)
    if context.meanings is not None:
        found |= _sense(context.meanings.cosine(one, other))
    found |= _speakers(one, other, context.speakers)
    if alignment:
        found["passage"] = Feature(alignment, f"one passage holds both ({alignment:.0%})")
    share = context.copied.get((one.article, other.article))
    if share is not None:  # the more of an article is copied, the likelier is the next statement
        known = share * min(1.0, met.cover / _SOME)
        found["much copied"] = Feature(known, f"{share:.0%} of the one is from the other")
    if context.apart(one.article, other.article):
        enough = quotes.longest > (_CATCHWORD if "one speaker" in found else _SAYING)
        found |= _event(quotes.both if enough else 0.0, met)
    return found


def kind_of(one: Proposition, other: Proposition) -> str:
    """The class whose threshold a pair has to pass, by kind and length: its name in the table of weights."""
    if one.statement is None or other.statement is None:
        kind = "stated as fact"
    else:
        kind = ("neither quotes", "one quotes", "both quote")[bool(one.pieces) + bool(other.pieces)]
    return f"{kind}, short" if min(len(one.terms), len(other.terms)) < _SHORT else kind


def _kind(one: Proposition, other: Proposition) -> Features:
    name = kind_of(one, other)
    return {name: Feature(1.0, "the threshold for this kind and length")}


def _met(one: Proposition, other: Proposition, context: Context) -> _Met:
    common, known = one.terms & other.terms, context.weights
    mass = weigh(common, known)
    ours, theirs = context.mass(one.terms), context.mass(other.terms)
    rare = len(one.own & other.own)
    either = len(common & (one.own ^ other.own))
    return _Met(
        len(common),
        mass,
        2 * mass / (ours + theirs or 1.0),
        mass / (min(ours, theirs) or 1.0),
        min(1.0, rare / _ONLY),
        min(1.0, either / _ONLY),
        min(1.0, weigh(common - one.names - other.names, known) / _PLAIN),
    )


def _words(one: Proposition, other: Proposition, met: _Met) -> Features:
    dice, cover = met.dice, met.cover
    found = {
        "shared words": Feature(dice, f"{dice:.0%} of the words that carry meaning"),
        "covered": Feature(cover, f"{cover:.0%} of the shorter one's words that carry meaning"),
        "many shared": Feature(min(1.0, met.mass / _MUCH), "how many words that carry meaning they share"),
    }
    if cover > 0.5:
        found["mostly covered"] = Feature(2 * (cover - 0.5), "the shorter one's words are nearly all in the longer")
    if met.plain:
        found["plain words"] = Feature(met.plain, "words in common that carry meaning and are no names")
    if one.topic or other.topic:
        found["mere topic"] = Feature(1.0, "one of them names a thing and says nothing of it")
    if met.both:
        found["only here"] = Feature(met.both, "words in common that neither article has elsewhere")
    if met.either:
        found["hardly elsewhere"] = Feature(met.either, "words in common that one of the articles has nowhere else")
    if met.terms < 2:
        found["little shared"] = Feature(1.0, "fewer than two words that carry meaning in common")
    if cover > 0.5 and min(len(one.forms), len(other.forms)) >= _SHORT:
        kept = closeness(one.forms, other.forms)
        if kept >= 0.6:
            found["same order"] = Feature((kept - 0.6) / 0.4, f"{kept:.0%} of the shorter kept in order")
    return found


def _quotes(quotes: Shared) -> Features:
    found: Features = {}
    if quotes.both:
        share = min(1.0, quotes.both / quotes.of) if quotes.of else 0.0
        found["same quote"] = Feature(1.0, "both give the same words as somebody's own")
        found["whole quote"] = Feature(share, f"{share:.0%} of the shorter quote")
        found["long quote"] = Feature(min(1.0, quotes.both / _MUCH), "how much they both quote")
    elif quotes.plain:
        share = min(1.0, quotes.plain / quotes.of) if quotes.of else 0.0
        found["quote taken over"] = Feature(share, "one says without marks what the other quotes")
        if quotes.apart:
            found["word taken out"] = Feature(1.0, "one quotes a word or so of what the other quotes")
    elif quotes.broken:
        found["other words"] = Feature(1.0, "both quote, and not the same words")
    return found


def _meaning(one: Proposition, other: Proposition, quotes: Shared, dice: float) -> Features:
    found: Features = {}
    if opposed(one, other):
        name = "plainly opposed" if dice >= _SAME_WORDS and not quotes.both else "negation"
        found[name] = Feature(1.0, "only one of the two says that it is not so")
    if one.numbers & other.numbers:
        found["same number"] = Feature(1.0, "they share a number")
    elif one.numbers and other.numbers:
        found["other number"] = Feature(1.0, "their numbers differ")
    return found


def _event(quoted: float, met: _Met) -> Features:
    """That the two are on different events, less so the more they quote alike or say in the same words."""
    proved = max(quoted / _QUOTED_ENOUGH, met.dice * met.mass / _SAID_ENOUGH)
    if proved >= 1:
        return {}
    return {"other event": Feature(1 - proved, "articles on different events, and little that both quote")}


def _sense(cosine: float) -> Features:
    note = f"their meaning is {cosine:.0%} the same by the embedding"
    found = {"alike in meaning": Feature(max(0.0, cosine), note)}
    if cosine > _CLOSE:
        found["close in meaning"] = Feature((cosine - _CLOSE) / (1 - _CLOSE), note)
    return found


def _speakers(one: Proposition, other: Proposition, speakers: Mapping[tuple[str, str], str]) -> Features:
    """One speaker, or two of one kind; a person and a country may be one, told more or less exactly."""
    ours, theirs = speaker_of(one, speakers), speaker_of(other, speakers)
    left, right = one.statement, other.statement
    if left is None or right is None:
        return {}
    if ours is None or theirs is None:
        same = bool(left.speaker) and left.speaker == right.speaker
        return {"one speaker": Feature(1.0, "one description of the speaker")} if same else {}
    if ours == theirs:
        return {"one speaker": Feature(1.0, "one speaker")}
    return {"two speakers": Feature(1.0, "two speakers")} if left.speaker_kind == right.speaker_kind else {}


def opposed(one: Proposition, other: Proposition) -> bool:
    """Whether just one of the two denies; a denial in the part of a longer quote that the shorter left out is none.

    Long texts hold a "not" somewhere, so that above forty words it tells nothing.
    """
    if one.denies == other.denies or max(len(one.forms), len(other.forms)) > _LONG:
        return False
    short, long = sorted((one, other), key=lambda each: (len(each.forms), each.key))
    at = placed(short.forms, long.forms)
    if at is None and short.literal and long.literal and not short.denies and _left_out(short.forms, long.forms):
        return False
    if at is None or len(short.forms) == len(long.forms):
        return True
    around = long.forms[max(0, at - _AHEAD) : at]
    return short.denies or negating(around)


def _left_out(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether every word that denies stands in a long stretch that the shorter left out altogether."""
    steps = Indel.opcodes(short, long)
    gone = [range(step.dest_start, step.dest_end) for step in steps if step.tag == "insert"]
    places = [at for at, each in enumerate(long) if denying(each)]
    return bool(places) and all(any(at in each and len(each) >= _STRETCH for each in gone) for at in places)


def speaker_of(proposition: Proposition, speakers: Mapping[tuple[str, str], str]) -> str | None:
    """The actor id of a proposition's named speaker, or None."""
    statement = proposition.statement
    if statement is None or not statement.named or statement.entity is None:
        return None
    return speakers.get((statement.article, statement.entity))
