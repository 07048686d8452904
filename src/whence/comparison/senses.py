"""What the changes between two wordings do to the sense: numbers, denial, modality and names, or form alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from whence.comparison.wording import listed, negated, numbers, stem, terms, tokens
from whence.records import Edit, Span

Sense = Literal["number", "negation", "modality", "names", "form"]
_MODALS = (
    listed("may might could can perhaps possibly maybe"),
    listed("must should shall ought need needs"),
    listed("will would"),
)
_SHIFTS = (  # one verb in another tense or person, as reported speech has it
    listed("is was are were be been am being"),
    listed("has had have having"),
    listed("do does did done doing"),
    listed("will would"),
    listed("can could"),
    listed("may might"),
    listed("i he she we they"),
    listed("my his her our their"),
    listed("me him us them"),
    listed("this that these those"),
    listed("go goes went gone"),
    listed("a an the"),
)
_APART = 6  # words: a clause that fell out or came in, whose "not" says nothing of the rest
_KEPT = 0.6
_ABBREVIATED = 3


def senses(old: str, new: str, edits: Sequence[Edit]) -> tuple[Sense, ...]:
    """What changed in sense from `old` to `new`, in the order of `Sense`; "form" where words changed and none of it.

    Only a few words between kept ones count: what a quote left out at an end or in a whole clause is no change of
    sense, and of two texts that keep little of each other nothing can be said. Brackets, tense and person are form.
    """
    if not _alike(old, new, edits):
        return ()
    steps = list(_joined(edits))
    pairs = [_pair(old, new, each) for each in steps if each.inside]
    pairs = [each for each in pairs if max(len(tokens(side)) for side in each) < _APART]
    found: list[Sense] = []
    for name, read in _READINGS.items():
        if any(_differs(read(gone), read(come), name) for gone, come in pairs):
            found.append(name)
    if found or not any(come for _, come in pairs) or any(each.come for each in steps if not each.inside):
        return tuple(found)
    return ("form",) if all(_formal(gone, come) for gone, come in pairs) else ()


def _alike(old: str, new: str, edits: Sequence[Edit]) -> bool:
    """Whether most words of the shorter text are kept."""
    kept = sum(len(tokens(old[each.a.start : each.a.end])) for each in edits if each.operation == "kept")
    sides = [(old, [each.a for each in edits]), (new, [each.b for each in edits])]
    short = min(sum(len(tokens(text[a:b])) for a, b in spans) for text, spans in sides)
    return kept >= _KEPT * short


def _differs(gone: frozenset[object], come: frozenset[object], name: Sense) -> bool:
    """A "not" may come or go alone; a number, a modal or a name gives way to another."""
    if name == "negation":
        return gone != come
    return bool(gone) and bool(come) and not any(_one_name(one, two) for one in gone for two in come)


def _one_name(one: object, two: object) -> bool:
    """Equal, or the one an abbreviation of the other: "Sen", "Senator"."""
    if isinstance(one, str) and isinstance(two, str) and min(len(one), len(two)) >= _ABBREVIATED:
        return one.startswith(two) or two.startswith(one)
    return one == two


@dataclass(frozen=True, slots=True)
class _Step:
    """The stretches between two kept ones: what went, what came in its place; `inside` where both have kept sides."""

    gone: tuple[Span, ...]
    come: tuple[Span, ...]
    inside: bool


def _joined(edits: Sequence[Edit]) -> Iterable[_Step]:
    for kept, run in groupby(edits, key=lambda each: each.operation == "kept"):
        if not kept:
            steps = list(run)
            gone = tuple(each.a for each in steps if each.a.end > each.a.start)
            come = tuple(each.b for each in steps if each.b.end > each.b.start)
            yield _Step(gone, come, steps[0] is not edits[0] and steps[-1] is not edits[-1])


def _pair(old: str, new: str, step: _Step) -> tuple[str, str]:
    return (
        " ".join(old[a:b] for a, b in step.gone),
        " ".join(new[a:b] for a, b in step.come if not _bracketed(new, a)),
    )


def _bracketed(text: str, at: int) -> bool:
    opened = text.rfind("[", max(0, at - 60), at + 1)
    return opened >= 0 and "]" not in text[opened:at]


def _denies(words: str) -> frozenset[object]:
    return frozenset({True} if negated(words) else ())


def _modal(words: str) -> frozenset[object]:
    found = set(tokens(words))
    return frozenset(at for at, group in enumerate(_MODALS) if group & found)


def _named(words: str) -> frozenset[object]:
    """The stems of capitalised words; a capital alone on a function word is none."""
    named = [each for each in words.split() if each[:1].isupper()]
    return frozenset(terms(" ".join(named)))


_READINGS: dict[Sense, Callable[[str], frozenset[object]]] = {
    "number": lambda words: frozenset(numbers(words)),
    "negation": _denies,
    "modality": _modal,
    "names": _named,
}


def _formal(gone: str, come: str) -> bool:
    """Whether each word put in is one that went, in another form."""
    left = tokens(gone)
    return all(any(_one_verb(each, other) for other in left) for each in tokens(come))


def _one_verb(one: str, other: str) -> bool:
    return stem(one) == stem(other) or any(one in group and other in group for group in _SHIFTS)
