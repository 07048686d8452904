"""How many independent sources stand behind a claim in this pile: witnesses and voices, and how they were counted.

members | accounts (accounts.py: which articles are one account, and why) | witnesses | voices | reasoning
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from whence.comparison.accounts import Accounts, Folded
from whence.comparison.occasions import Member
from whence.comparison.wording import tokens
from whence.options import IndependenceOptions
from whence.records import Article, Attribution, Claim, Reuse, Statement

_SHOWN = 6


class Counter:
    """Counts the sources of claims; made once for a pile."""

    def __init__(
        self,
        articles: Mapping[str, Article],
        reuse: Iterable[Reuse],
        speakers: Mapping[tuple[str, str], str],
        options: IndependenceOptions,
        attributions: Iterable[Attribution] = (),
    ) -> None:
        self._articles = articles
        self._speakers = speakers
        self._accounts = Accounts(articles, reuse, options, attributions)

    def count(self, claim: Claim, members: Sequence[Member]) -> Claim:
        """The claim with its counts and their reasoning; `members` are its appearances' propositions, in order."""
        accounts = self._accounts.fold(members)
        witnessing = self._witnesses(members, accounts)
        named, unnamed = self._voices(members, accounts)
        own = [] if named or unnamed else [accounts.names[each] for each in _roots(members, accounts)]
        voices = [*named, *unnamed, *own]
        attributed = _attributed(members, accounts)
        return replace(
            claim,
            witnesses=max(1, len(witnessing)),
            voices=max(1, len(voices)),
            anonymous_voices=len(unnamed),
            independent_sources=max(1, len(witnessing if attributed else voices)),
            reasoning=(
                _opening(members),
                *accounts.steps,
                _listed("That leaves", "independent account", [accounts.names[each] for each in witnessing], "; "),
                _listed(
                    "Behind them stands" if witnessing else "Behind it stands", "voice", voices, ", ", len(unnamed)
                ),
                _rule(attributed),
            ),
        )

    def _witnesses(self, members: Sequence[Member], accounts: Folded) -> list[str]:
        """Accounts, after folding, that somebody said it; another named speaker's own words are no witness."""
        first = next((each for each in members if each.statement), None)
        if first is None:
            return []
        said = [each for each in members if each.statement and each.article not in accounts.primary]
        return list(dict.fromkeys(accounts.root[each.article] for each in said if self._one(first, each)))

    def _one(self, first: Member, other: Member) -> bool:
        """Whether two members credit one speaker, as far as can be seen."""
        one, two = self._speaker(first.statement), self._speaker(other.statement)
        return one is None or two is None or _same_person(one, two) or self._accounts.same_quote(first, other)

    def _voices(self, members: Sequence[Member], accounts: Folded) -> tuple[list[str], list[str]]:
        """Speakers who assert it, as they are called: the named and the unnamed ones, after folding.

        An unnamed source in an account that names somebody is that somebody, and so is one of the same quotation.
        """
        named: list[Member] = []
        credited: set[str] = set()
        for each in members:
            if self._speaker(each.statement) is not None:
                credited.add(accounts.root[each.article])
                if not any(self._one(known, each) for known in named):
                    named.append(each)
        unnamed: dict[str, set[str]] = {}
        for each in members:
            account = accounts.root[each.article]
            if each.statement is None or self._speaker(each.statement) is not None or account in credited:
                continue
            if not any(self._accounts.same_quote(known, each) for known in named):
                called = " ".join(_plain(each.statement.speaker)) or "an unnamed source"
                unnamed.setdefault(account, set()).add(called)
        names = [each.statement.speaker or "" for each in named if each.statement]
        return names, sorted({min(words) for words in unnamed.values()})

    def _speaker(self, statement: Statement | None) -> str | None:
        """The speaker's actor and name, to be compared; None for an unnamed one."""
        if statement is None or not statement.named or not statement.speaker:
            return None
        known = self._speakers.get((statement.article, statement.entity or ""), "")
        return f"{known}\t{' '.join(_plain(statement.speaker))}"


def _same_person(one: str, two: str) -> bool:
    """One actor, or names of which one is the end or the whole of the other: "Neal", "Richard Neal"."""
    (actor, name), (other, words) = one.split("\t"), two.split("\t")
    if actor and actor == other:
        return True
    short, long = sorted((name.split(), words.split()), key=len)
    return bool(short) and (set(short) <= set(long))


def _plain(name: str | None) -> list[str]:
    return [each for each in tokens(name or "") if each not in ("the", "a", "an")]


def _attributed(members: Sequence[Member], accounts: Folded) -> bool:
    """Whether the claim is that somebody said it: half of the articles name a source, primary documents aside."""
    articles = {each.article for each in members if each.article not in accounts.primary}
    sourced = {each.article for each in members if each.statement is not None}
    return 2 * len(sourced & articles) >= len(articles) if articles else bool(sourced)


def _roots(members: Sequence[Member], accounts: Folded) -> list[str]:
    return list(dict.fromkeys(accounts.root[each.article] for each in members))


def _many(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


def _opening(members: Sequence[Member]) -> str:
    articles = len({each.article for each in members})
    attributing = len({each.article for each in members if each.statement})
    source = f"{attributing} of them with a source"
    if articles == 1:
        source = "with a source" if attributing else "as a fact"
    elif not attributing:
        source = "as a fact, none with a source"
    return f"In this pile {_many(articles, 'article')} {'carries' if articles == 1 else 'carry'} it, {source}."


def _listed(begin: str, what: str, names: Sequence[str], between: str, unnamed: int = 0) -> str:
    """A count with the names behind it, the first few of many."""
    shown = [*names[:_SHOWN], *([f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else [])]
    bare = f" ({unnamed} unnamed)" if unnamed else ""
    return f"{begin} {_many(max(1, len(names)), what)}{bare}" + (f": {between.join(shown)}." if names else ".")


def _rule(attributed: bool) -> str:
    if attributed:
        return "As the claim is that somebody said it, the accounts are counted, in this pile."
    return "As most state it as a fact, the voices are counted, in this pile."
