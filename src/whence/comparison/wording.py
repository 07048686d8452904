"""What a stretch of text says, as things that can be compared: terms, numbers, negation, quoted words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from whence.records import Span
from whence.text import form


def listed(words: str) -> frozenset[str]:
    """A set of words, written as one line of prose."""
    return frozenset(words.split())


FUNCTION_WORDS = listed(
    """a about above after again against all also am an and any are as at be because been before being below between
    both but by can could did do does doing down during each either few for from further had has have having he her
    here hers him himself his how i if in into is it its itself just may me might more most must my neither no nor not
    now of off on once only or other our out over own same shall she should so some such than that the their theirs
    them themselves then there these they this those though through to too under until up upon us very was we were what
    when where which while who whom whose why will with would yet you your"""
)
NEGATORS = listed("not no never none nobody nothing neither nor without cannot rather hardly barely")
_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_SHORT_CAPITALS = frozenset({"US", "USA", "U.S", "U.S.A"})
_DEMONYMS = {
    "american": "america",
    "americans": "america",
    "british": "britain",
    "french": "france",
    "german": "germany",
    "germans": "germany",
    "chinese": "china",
    "dutch": "netherland",
    "spanish": "spain",
    "turkish": "turkey",
    "polish": "poland",
    "swedish": "sweden",
    "danish": "denmark",
    "greek": "greece",
    "israeli": "israel",
    "israelis": "israel",
    "iraqi": "iraq",
    "iraqis": "iraq",
    "saudi": "saudi",
    "saudis": "saudi",
    "afghan": "afghanistan",
    "afghans": "afghanistan",
    "mexican": "mexico",
    "mexicans": "mexico",
    "canadian": "canada",
    "ukrainian": "ukraine",
    "ukrainians": "ukraine",
    "egyptian": "egypt",
    "palestinian": "palestine",
    "palestinians": "palestine",
    "pakistani": "pakistan",
    "italian": "italy",
    "norwegian": "norway",
    "brazilian": "brazil",
    "european": "europe",
    "europeans": "europe",
    "iranian": "iran",
    "iranians": "iran",
    "russian": "russia",
    "russians": "russia",
    "syrian": "syria",
    "syrians": "syria",
    "libyan": "libya",
    "korean": "korea",
    "koreans": "korea",
    "japanese": "japan",
    "indian": "india",
    "australian": "australia",
    "defence": "defense",
    "programme": "program",
}
_ENDINGS = (("ies", "y"), ("ied", "y"), ("ings", ""), ("ing", ""), ("ers", "er"), ("ed", ""), ("ly", ""), ("es", ""))
_FIRST = "zero one two three four five six seven eight nine ten eleven twelve"
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: value for value, word in enumerate(f"{_FIRST} {_TEENS}".split())}
_TENS = dict(zip(_DECADES.split(), range(20, 100, 10), strict=True))
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:-[^\W\d_]+)?")
_COUNTED = re.compile(rf"\d|(?<![^\W\d_])(?:{'|'.join([*_UNITS, *_TENS])})(?![^\W\d_])")
"""Where no number can be told by this in lower case, there is none; much sooner seen than read."""
_OPENING, _CLOSING = '“«„"', '”»"'
_MARK = re.compile(r"[\"“«„”»]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at `[start, end)` of its text; `value` in units, so "two dozen" is 24."""

    start: int
    end: int
    value: float


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A compared form without its commonest English endings; demonyms become their country."""
    word = word.replace(".", "")
    if word in _DEMONYMS:
        return _DEMONYMS[word]
    for ending, put in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)] + put
            break
    else:
        if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
            word = word[:-1]
    if len(word) > 4 and word[-1] == "e":
        return word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sl" else word


def tokens(text: str) -> list[str]:
    """The words of a text as compared, hyphens parted; the country "US" is told from the pronoun."""
    return list(map(_compared, _WORD.findall(text)))


@lru_cache(maxsize=200_000)
def _compared(word: str) -> str:
    return "u.s" if word in _SHORT_CAPITALS else form(word)


def terms(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning; "U.S." and "United States" are "america"."""
    return meaningful(tokens(text))


def meaningful(forms: Sequence[str]) -> frozenset[str]:
    """As `terms`, of words that are known already."""
    if "united" in forms:
        parted = pairwise([*forms, ""])
        forms = ["u.s" if pair == ("united", "states") else pair[0] for pair in parted if pair[0] != "states"]
    return frozenset(map(_term, forms)) - {""}


@lru_cache(maxsize=200_000)
def _term(form: str) -> str:
    """The stem of a word that carries meaning, else nothing."""
    if form == "u.s":
        return "america"
    return "" if form in FUNCTION_WORDS or form.endswith("n't") else stem(form)


def negated(text: str) -> bool:
    """Whether a text holds a word that denies: not, never, nothing, "n't", rather than, …"""
    return negating(tokens(text))


def negating(forms: Iterable[str]) -> bool:
    """As `negated`, of words that are known already."""
    return any(map(denying, forms))


@lru_cache(maxsize=200_000)
def denying(form: str) -> bool:
    """Whether a word denies by itself."""
    return form in NEGATORS or form.endswith("n't")


def quantities(text: str) -> list[Quantity]:
    """The numbers of a text in digits or words, in order; years and ordinals are numbers too."""
    found: list[Quantity] = []
    if _COUNTED.search(text.lower()) is None:
        return found
    for match in _NUMBER.finditer(text):
        word = match.group().casefold()
        scale = _SCALES.get(word)
        near = bool(found) and match.start() - found[-1].end <= 1
        if scale is not None and near:
            last = found.pop()
            found.append(Quantity(last.start, match.end(), last.value * scale))
        elif (value := _value(word)) is not None:
            found.append(Quantity(match.start(), match.end(), value))
    return found


def _value(word: str) -> float | None:
    if word[0].isdigit():
        try:
            return float(word.replace(",", ""))
        except ValueError:  # digits of another script
            return None
    if word in _UNITS or word in _TENS:
        return float(_UNITS.get(word, _TENS.get(word, 0)))
    tens, _, unit = word.partition("-")
    return float(_TENS[tens] + _UNITS[unit]) if tens in _TENS and unit in _UNITS else None


def numbers(text: str) -> frozenset[float]:
    """The values of the numbers of a text; "one" alone is too often a pronoun to count."""
    return frozenset(each.value for each in quantities(text) if text[each.start : each.end].casefold() != "one")


def quoted(text: str, start: int, end: int) -> list[Span]:
    """The stretches of `text[start:end]` inside quotation marks, without the marks.

    A mark left open runs to the end; a stretch whose opening mark stands just before `start` counts.
    """
    begin = start if start and text[start - 1] in _OPENING else None
    found: list[Span] = []
    for at, mark in ((each.start(), each.group()) for each in _MARK.finditer(text, start, end)):
        if begin is None and mark in _OPENING:
            begin = at + 1
        elif begin is not None and mark in _CLOSING:
            found.append(Span(begin, at))
            begin = None
    if begin is not None:
        found.append(Span(begin, end))
    return [each for each in found if each.end > each.start]


def weigh(shared: Iterable[str], weights: Mapping[str, float]) -> float:
    """The sum of the weights of some terms; summed in sorted order, so that it is the same every time."""
    return sum([weights.get(each, 1.0) for each in sorted(shared)])
