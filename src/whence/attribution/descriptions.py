"""Whom a definite description means: "the Russian president", "the bank", "the official" of whom was spoken before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from whence.attribution.entities import Known, Names
from whence.attribution.kinds import bare
from whence.lexicon import bodies, outlets, places

_SAME = {
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "sen": "senator",
    "gov": "governor",
    "rep": "representative",
    "congressman": "representative",
    "congresswoman": "representative",
    "contender": "candidate",
    "hopeful": "candidate",
    "nominee": "candidate",
    "standard-bearer": "candidate",
    "premier": "minister",
    "chairman": "chair",
    "chairwoman": "chair",
    "adviser": "advisor",
    "gop": "republican",
    "republicans": "republican",
    "commander-in-chief": "president",
    "potus": "president",
    "mogul": "businessman",
    "tycoon": "businessman",
    "magnate": "businessman",
}
_RANK = frozenset(["vice", "former", "ex", "deputy", "acting", "assistant", "associate", "shadow", "interim", "first"])
"""Words that make another office of an office."""
_OFFICES = frozenset(
    (
        "prime foreign defense defence interior finance treasury state press justice health education energy labor "
        "homeland commerce transportation agriculture trade home information oil culture transport "
        "environment economy economic"
    ).split()
)
"""What parts one minister or secretary from another."""
_EMPTY = frozenset(
    ["the", "a", "an", "its", "this", "that", "then", "new", "own", "current", "longtime", "presumptive"]
)
_LINKS = frozenset(["of", "for", "at", "in", "on", "to", "and", "from", "&"])
_PARTIES = frozenset(["republican", "democratic", "labour", "conservative", "libertarian", "green", "democrat"])
_OUTLETS = {
    "outlet": "paper broadcaster platform",
    "publication": "paper",
    "newspaper": "paper",
    "paper": "paper",
    "magazine": "paper",
    "site": "paper platform",
    "website": "paper platform",
    "network": "broadcaster",
    "channel": "broadcaster",
    "station": "broadcaster",
    "broadcaster": "broadcaster",
    "service": "agency",
    "agency": "agency",
}
"""The kinds of outlets that are called so, whatever their names."""
_HYPERNYMS = {
    "agency": "agency service bureau administration centers",
    "bureau": "bureau fbi",
    "bank": "bank",
    "court": "court",
    "department": "department",
    "ministry": "ministry",
    "paper": "times post journal tribune herald guardian globe telegraph today",
    "newspaper": "times post journal tribune herald guardian globe telegraph today",
    "magazine": "magazine time newsweek atlantic yorker politico",
    "network": "network cnn nbc abc cbs fox msnbc news",
    "university": "university college",
    "school": "school college university academy",
    "church": "church",
    "campaign": "campaign",
    "group": (
        "group union league front council coalition alliance association watch center institute foundation committee "
        "network"
    ),
    "organization": "union league council association foundation organization center institute fund",
    "union": "union federation brotherhood teamsters association workers",
    "committee": "committee",
    "commission": "commission",
    "panel": "committee commission panel court",
    "party": "party",
    "think-tank": "institute center foundation institution",
    "militia": "militia front army",
    "company": "company corporation inc co corp group",
    "airline": "airline airlines airways",
    "automaker": "motors motor",
    "organisation": "union league council association foundation organisation center institute fund",
}
"""What else than its own noun an organisation's name may hold that is called so."""


def plain(word: str) -> str:
    """A word of an office as it is compared."""
    low = bare(word).lower().rstrip(".,")
    low = _SAME.get(low, low)
    place = places.country(bare(word).rstrip(","))
    return place.name if place else low


class Descriptions:
    """The people and bodies of one article, looked up by what they are."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._order = {id(each): at for at, each in enumerate(names.known)}
        self._holders: dict[str, dict[int, Known]] = {}
        self._bodies: dict[str, list[Known]] = {}
        for each in names.known:
            for role in {*each.roles, *each.usual} if each.kind == "person" else ():
                self.learn(each, role)

    def learn(self, known: Known, role: str) -> None:
        """Note an office that a person holds."""
        for word in role.split():
            self._holders.setdefault(plain(word), {})[self._order[id(known)]] = known

    def person(self, role: Sequence[str], at: int) -> Known | None:
        """The person whose office is the one of "the Russian president" at a place: the best fit, then the nearest."""
        words = [plain(word) for word in role if bare(word).lower() not in _EMPTY]
        if not words:
            return None
        best: tuple[float, int, int] | None = None
        found: Known | None = None
        offices = tuple(words)
        for _, each in sorted(self._holders.get(words[-1], {}).items()):
            own = [_fit(offices, held) for held in dict.fromkeys(each.roles)]
            common = [_fit(offices, held) - 0.5 for held in each.usual]
            fit = max((*own, *common), default=-1.0)
            if fit < 0:
                continue
            rank = fit, _last(each, at), len(each.spans)
            if best is None or rank > best:
                best, found = rank, each
        return found

    def body(self, noun: str, at: int) -> Known | None:
        """The organisation that "the ministry", "the bank" at a place means: the one last named that is called so."""
        low = noun.lower()
        if low not in self._bodies:
            words = _HYPERNYMS.get(low, low).split()
            organisations = (each for each in self._names.known if each.kind == "organisation")
            self._bodies[low] = [each for each in organisations if _called(each, low, words)]
        fits = self._bodies[low]
        before = [each for each in fits if each.first < at]
        return max(before, key=lambda each: (_last(each, at), len(each.spans)), default=None)


def _called(known: Known, noun: str, words: Sequence[str]) -> bool:
    parts = known.name.lower().split()
    return parts != [noun] and (
        noun in bodies.sorts(known.name)
        or any(word in parts for word in (noun, *words))
        or _is_outlet(known.name, noun)
    )


def _is_outlet(name: str, noun: str) -> bool:
    outlet = outlets.find(name) if noun in _OUTLETS else None
    return outlet is not None and outlet.kind in _OUTLETS[noun].split()


def of_the_news(words: Sequence[str]) -> bool:
    """Whether words describe an outlet by its sort: "wire service", "news agency"."""
    return words[-1] in _OUTLETS and all(word in ("news", "wire", "cable", "online", "local") for word in words[:-1])


def _last(known: Known, at: int) -> int:
    before = bisect_left(known.spans, at, key=lambda each: each.start)
    return known.spans[before - 1].start if before else -1


@lru_cache(maxsize=1 << 14)
def _fit(words: tuple[str, ...], held: str) -> float:
    """How well an office fits a description, -1 not at all: one head, no other country, party, rank or owner."""
    theirs = [plain(word) for word in held.split()]
    head, modifiers = words[-1], words[:-1]
    ends = (at for at, word in enumerate(theirs) if word == head and not held.split()[at].endswith(("'s", "’s")))
    if not any(at + 1 == len(theirs) or theirs[at + 1] in _LINKS for at in ends):
        return -1.0
    if set(modifiers) & _RANK != set(theirs) & _RANK and (set(modifiers) ^ set(theirs)) & _RANK - {"former", "ex"}:
        return -1.0
    for sort in (_PARTIES, _OFFICES, frozenset(each for each in (*modifiers, *theirs) if places.country(each))):
        ours_of, theirs_of = set(modifiers) & sort, set(theirs) & sort
        if ours_of and theirs_of and not ours_of & theirs_of:
            return -1.0
    shared = sum(word in theirs for word in modifiers)
    if modifiers and not shared and len(modifiers) > len(set(modifiers) & _PARTIES):
        return -1.0
    former = {"former", "ex"}
    return 1.0 + shared - 0.7 * bool((set(theirs) & former) != (set(modifiers) & former))
