"""The name for how an appearance differs in words from the origin.

Words are compared in their folded form, so case, accents, hyphens, the style of quotation marks and dashes make no
difference. Brackets are an editor's hand: words in them count neither as put in nor as replaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel, Levenshtein

from whence.comparison.variants import placed
from whence.records import Span, Variant
from whence.text import Word, words

_REWORDED_BELOW = 0.5
_MERGED_WORDS = 4
_CONTINUES = 5  # words that follow in one only, and in the other other words: two sentences, not one altered
_BRACKET = "[]"
_SPELLING = 0.8
_WHOLE = 5


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to compare: the article's text, the spans in it, and whether they are quoted word for word."""

    text: str
    spans: tuple[Span, ...]
    quoted: bool = False


@dataclass(slots=True)
class _Balance:
    """What an alignment keeps, loses and puts in, inside the kept stretch and beyond its ends; in words."""

    kept: int = 0
    lost: int = 0
    foreign: list[str] = field(default_factory=list)
    beyond: tuple[tuple[int, int], tuple[int, int]] = ((0, 0), (0, 0))

    @property
    def cut(self) -> int:
        """Words of the origin that are missing at its ends."""
        return self.beyond[0][0] + self.beyond[1][0]

    @property
    def clash(self) -> bool:
        """Whether at one end either side goes on in a few words of its own."""
        return any(left and right and min(left, right) < _CONTINUES for left, right in self.beyond)


def classify(origin: Wording, here: Wording, others: Sequence[Wording] = ()) -> Variant:
    """The variant of `here` against `origin`; `others` are further statements of the origin's article.

    exact: all words of the origin stand here in one stretch (more may stand around them, in a longer quote);
    truncated: words fell out at an end or inside, and the rest is equal; merged: the words that do not come
    from the origin come from another statement of it; altered: quoted words were changed; reworded: the rest.
    """
    a, b = _forms(origin), _forms(here)
    if not a or not b:
        return "reworded"
    if placed(a, b) is not None:
        return "exact"
    found = _balance(a, b)
    literal = origin.quoted and here.quoted
    if literal and any(_is_merge(found, b, _forms(other)) for other in others):
        return "merged"
    return _of_quotes(found, len(a), len(b)) if literal else _of_plain(found, len(a), len(b))


def _of_quotes(found: _Balance, a: int, b: int) -> Variant:
    if not found.kept or (found.kept < _REWORDED_BELOW * min(a, b) and found.kept < _WHOLE):
        return "reworded"
    if found.foreign or found.clash:
        return "altered"
    return "truncated" if found.lost or found.cut else "exact"


def _of_plain(found: _Balance, a: int, b: int) -> Variant:
    """Where one side gives no words as somebody's own, only equal words are more than a rewording."""
    put_in = len(found.foreign) + found.beyond[0][1] + found.beyond[1][1]
    if put_in:
        return "reworded"
    if not found.lost and not found.cut:
        return "exact" if found.kept >= _REWORDED_BELOW * a else "truncated"
    return "truncated" if found.kept >= _REWORDED_BELOW * b else "reworded"


def _forms(side: Wording) -> list[str]:
    """The compared forms; the words of one pair of brackets become one `_BRACKET`."""
    found: list[str] = []
    for span in side.spans:
        for word in words(side.text, *span):
            if not _bracketed(side, span, word):
                found += [part for part in word.form.replace(".", "").split("-") if part]
            elif not found or found[-1] != _BRACKET:
                found.append(_BRACKET)
    return found[1:] if found[:1] == ["that"] and not side.quoted else found  # it only ties content to cue


def _bracketed(side: Wording, span: Span, word: Word) -> bool:
    opened = side.text.rfind("[", span.start, word.start)
    return opened >= 0 and "]" not in side.text[opened : word.start]


def _balance(a: list[str], b: list[str]) -> _Balance:
    """What changed from `a` to `b`; words that are only spelled otherwise are kept."""
    steps = _steps(a, b)
    kept = [at for at, (equal, _, _) in enumerate(steps) if equal]
    found = _Balance()
    if not kept:
        return found
    first, last = kept[0], kept[-1]
    ends = [(0, 0), (0, 0)]
    for at, (equal, left, right) in enumerate(steps):
        plain = [word for word in right if word != _BRACKET]
        if equal:
            found.kept += len(left)
        elif first < at < last:
            found.foreign += plain
            if _BRACKET not in right:
                found.lost += sum(word != _BRACKET for word in left)
        elif _BRACKET not in right:
            ends[at > last] = (len(left), len(plain))
        else:
            ends[at > last] = (0, len(plain))
    found.beyond = (ends[0], ends[1])
    return found


def _steps(a: list[str], b: list[str]) -> list[tuple[bool, list[str], list[str]]]:
    """Runs of equal and of other words, in order; neighbouring changes are one."""
    found: list[tuple[bool, list[str], list[str]]] = []
    for step in Indel.opcodes(a, b):
        left, right = a[step.src_start : step.src_end], b[step.dest_start : step.dest_end]
        equal = step.tag == "equal"
        if found and not equal and not found[-1][0]:
            left, right = found[-1][1] + left, found[-1][2] + right
            found.pop()
        found.append((equal, left, right))
    return [(equal or _spelled(left, right), left, right) for equal, left, right in found]


def _spelled(left: list[str], right: list[str]) -> bool:
    """Whether two stretches are the same words spelled otherwise: joined, parted, or a letter or two apart."""
    one, two = "".join(left), "".join(right)
    if one == two:
        return True
    alike = len(left) == len(right) == 1 and min(len(one), len(two)) >= _WHOLE and one[:2] == two[:2]
    return alike and one[-1] == two[-1] and Levenshtein.normalized_similarity(one, two) >= _SPELLING


def _is_merge(found: _Balance, b: list[str], other: list[str]) -> bool:
    """Whether what is not the origin's comes from another quote, and is joined to the origin's in one."""
    rest = found.foreign + (b[: found.beyond[0][1]] + b[len(b) - found.beyond[1][1] :] if any(
        right for _, right in found.beyond) else [])  # fmt: skip
    if found.kept < _MERGED_WORDS or len(rest) < _MERGED_WORDS or not other or not found.cut + found.lost:
        return False
    return _balance(other, rest).kept >= 0.8 * len(rest)
