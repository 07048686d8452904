"""How many independent sources stand behind a claim in this pile: witnesses and voices, and how they were counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from whence.comparison.propositions import Proposition
from whence.comparison.wording import tokens
from whence.lexicon.families import Families
from whence.options import IndependenceOptions
from whence.records import Article, Claim, Reuse, Span, Statement

_NEAR = 40  # code points: a passage that ends this close before a statement took its sentence along
Reason = tuple[str, list[str]]


class Counter:
    """Counts the sources of claims; made once for a pile."""

    def __init__(
        self,
        articles: Mapping[str, Article],
        reuse: Iterable[Reuse],
        speakers: Mapping[tuple[str, str], str],
        options: IndependenceOptions,
    ) -> None:
        self._articles = articles
        self._speakers = speakers
        self._families = Families.load(options.families)
        self._copied: dict[tuple[str, str], list[Reuse]] = defaultdict(list)
        for each in sorted(reuse, key=lambda each: each.id):
            if each.cause == "copied":
                self._copied[each.a, each.b].append(each)

    def count(self, claim: Claim, members: Sequence[Proposition]) -> Claim:
        """The claim with its counts and their reasoning; `members` are its appearances' propositions, in order."""
        folded, steps = self._fold(members)
        witnesses = self._witnesses(members, folded)
        voices, anonymous = self._voices(members, folded)
        attributed = members[claim.origin].statement is not None
        return replace(
            claim,
            witnesses=max(1, witnesses),
            voices=max(1, voices),
            anonymous_voices=anonymous,
            independent_sources=max(1, witnesses if attributed else voices),
            reasoning=(*self._opening(members), *steps, *_closing(witnesses, voices, anonymous)),
        )

    def _opening(self, members: Sequence[Proposition]) -> tuple[str, ...]:
        articles = len({each.article for each in members})
        attributing = len({each.article for each in members if each.statement})
        return (f"In this pile {_many(articles, 'article')} carry it, {attributing} of them with a source.",)

    def _fold(self, members: Sequence[Proposition]) -> tuple[dict[str, str], list[str]]:
        """For each article the first of those that count with it as one account, and why."""
        names = list(dict.fromkeys(each.article for each in members))
        group = {each: each for each in names}
        steps = []
        for reason, together in self._reasons(members, names):
            apart = sorted({group[each] for each in together}, key=names.index)
            if len(apart) > 1:
                steps.append(reason)
                group = {each: apart[0] if root in apart else root for each, root in group.items()}
        return group, steps

    def _reasons(self, members: Sequence[Proposition], names: Sequence[str]) -> Iterable[Reason]:
        yield from self._shared(names, lambda each: self._articles[each].url, "are revisions of one page")
        yield from self._copies(members, names)
        relays = {each.article: _relay(each.statement) for each in members if each.statement}
        yield from self._shared(
            names, lambda each: relays.get(each) or self._agency(each, relays), "rely on one agency"
        )
        yield from self._shared(
            names, lambda each: self._families.of(self._articles[each].outlet), "belong to one publisher"
        )

    def _agency(self, article: str, relays: Mapping[str, str | None]) -> str | None:
        """The outlet itself where others name it as their relay."""
        outlet = " ".join(_plain(self._articles[article].outlet))
        return outlet if outlet and outlet in relays.values() else None

    def _shared(self, names: Sequence[str], key: object, what: str) -> Iterable[Reason]:
        groups: dict[str, list[str]] = defaultdict(list)
        for each in names:
            value = key(each) if callable(key) else None
            if value:
                groups[str(value)].append(each)
        for value, together in sorted(groups.items()):
            if len(together) > 1:
                yield f"{self._list(together)} {what} ({value}) and count once.", together

    def _copies(self, members: Sequence[Proposition], names: Sequence[str]) -> Iterable[Reason]:
        spans: dict[str, list[Span]] = defaultdict(list)
        for each in members:
            spans[each.article].extend(each.spans)
        for at, one in enumerate(sorted(names)):
            for two in sorted(names)[at + 1 :]:
                found = self._copied.get((one, two), [])
                if any(_touches(each.a_span, spans[one]) or _touches(each.b_span, spans[two]) for each in found):
                    yield self._copying(one, two, found), [one, two]

    def _copying(self, one: str, two: str, found: Sequence[Reuse]) -> str:
        net = sum({"a->b": 1, "b->a": -1, "unknown": 0}[each.direction] * each.confidence for each in found)
        a, b = self._label(one), self._label(two)
        if net:
            return f"{b if net > 0 else a} copied this passage from {a if net > 0 else b}: they count once."
        return f"{a} and {b} share this passage by copying (who from whom is unknown): they count once."

    def _witnesses(self, members: Sequence[Proposition], folded: Mapping[str, str]) -> int:
        """Accounts, after folding, that somebody said it; another named speaker's own words are no witness."""
        first = next((each for each in members if each.statement), None)
        if first is None:
            return 0
        wanted = self._speaker(first.statement)
        accounts = {
            folded[each.article]
            for each in members
            if each.statement and (self._speaker(each.statement) in (wanted, None) or wanted is None)
        }
        return len(accounts)

    def _voices(self, members: Sequence[Proposition], folded: Mapping[str, str]) -> tuple[int, int]:
        """Speakers who assert it (and how many of them are unnamed), after folding.

        An unnamed source in an account that names somebody is that somebody; an article that states it as fact
        in its own voice counts only where nobody in its account is credited.
        """
        named: set[str] = set()
        credited: set[str] = set()
        for each in members:
            speaker = self._speaker(each.statement) if each.statement else None
            if speaker is not None:
                named.add(speaker)
                credited.add(folded[each.article])
        unnamed = {
            (folded[each.article], " ".join(_plain(each.statement.speaker)))
            for each in members
            if each.statement and self._speaker(each.statement) is None and folded[each.article] not in credited
        }
        credited |= {account for account, _ in unnamed}
        own = {folded[each.article] for each in members if not each.statement} - credited
        if any(each.statement for each in members):
            own = set()  # a fact somewhere, a source elsewhere: the article only lost the source
        anonymous = len({words for _, words in unnamed})
        return len(named) + anonymous + len(own), anonymous

    def _speaker(self, statement: Statement | None) -> str | None:
        if statement is None or not statement.named or not statement.speaker:
            return None
        known = self._speakers.get((statement.article, statement.entity or ""))
        return known or " ".join(_plain(statement.speaker))

    def _label(self, article: str) -> str:
        here = self._articles[article]
        return here.outlet or here.key

    def _list(self, articles: Sequence[str]) -> str:
        names = [self._label(each) for each in articles]
        return ", ".join(names[:-1]) + " and " + names[-1]


def _plain(name: str | None) -> list[str]:
    return [each for each in tokens(name or "") if each not in ("the", "a", "an")]


def _relay(statement: Statement | None) -> str | None:
    return " ".join(_plain(statement.relay[-1].name)) if statement and statement.relay else None


def _touches(passage: Span, spans: Sequence[Span]) -> bool:
    return any(passage.start < each.end and passage.end + _NEAR > each.start for each in spans)


def _many(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


def _closing(witnesses: int, voices: int, anonymous: int) -> tuple[str, ...]:
    unnamed = f" ({anonymous} unnamed)" if anonymous else ""
    accounts = _many(max(1, witnesses), "independent account")
    return (f"That leaves {accounts} and {_many(max(1, voices), 'voice')}{unnamed} in this pile.",)
