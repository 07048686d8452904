"""Which articles are one account of a claim, and why: one address, a copy, an agency, an interview, one publisher.

A shared quotation folds nothing (`sharing`); words said to one outlet alone are that outlet's account, whoever repeats
them (`occasions`). A primary document is no account: it is the words themselves, and what quotes it is not folded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whence.comparison import credits
from whence.comparison.occasions import Member, Occasions
from whence.comparison.sharing import Shared, inside
from whence.comparison.variants import closeness
from whence.comparison.wording import tokens
from whence.lexicon.families import Families
from whence.options import IndependenceOptions
from whence.records import Article, Attribution, Reuse, Span

_REPEATED = 0.6
"""Share of the shorter side's words from which two quotations are one."""
_LONG = 5
_CONTRIBUTED = re.compile(r"\bcontributed to this (?:report|story|article)[^\n]*", re.IGNORECASE)
Reason = tuple[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Folded:
    """The accounts of a claim: `root` is for each article the first one that counts with it, `steps` say why.

    `names` are the accounts as a reader knows them, by root; `primary` the articles that are primary documents.
    """

    root: Mapping[str, str]
    steps: tuple[str, ...]
    names: Mapping[str, str]
    primary: frozenset[str] = frozenset()


class Accounts:
    """Folds the articles of claims into accounts; made once for a pile."""

    def __init__(
        self,
        articles: Mapping[str, Article],
        reuse: Iterable[Reuse],
        options: IndependenceOptions,
        attributions: Iterable[Attribution] = (),
    ) -> None:
        self.articles = articles
        self.families = Families.load(options.families)
        self.occasions = Occasions(articles, attributions)
        self._copied: dict[str, dict[str, list[Reuse]]] = {}
        for each in sorted(reuse, key=lambda each: (each.a, each.b, each.id)):
            if each.cause == "copied":
                self._copied.setdefault(each.a, {}).setdefault(each.b, []).append(each)
        self._shares: dict[tuple[str, str], Shared] = {}
        self._wires: dict[str, frozenset[str]] = {}

    def fold(self, members: Sequence[Member]) -> Folded:
        """The accounts of a claim, by its members in time order."""
        if len({each.article for each in members}) == 1:  # nearly all claims
            return self._alone(members[0].article)
        return _Folding(self, members).done()

    def _alone(self, article: str) -> Folded:
        here = self.articles[article]
        name = here.outlet or here.key
        if here.primary:
            steps = (f"{name} is a primary document: the words themselves, and no account of them.",)
            return Folded({article: article}, steps, {article: name}, frozenset([article]))
        return Folded({article: article}, (), {article: name})

    def pairs(self, names: Sequence[str]) -> Iterator[tuple[str, str, Shared]]:
        """The articles of which one copied from the other, with what they share."""
        within = set(names)
        for one in sorted(names):
            for two in self._copied.get(one, ()):
                if two in within:
                    if (one, two) not in self._shares:
                        self._shares[one, two] = Shared(self.articles, self._copied[one][two])
                    yield one, two, self._shares[one, two]

    def agencies(self, article: str) -> set[str]:
        """The agency whose own an article is, and those whose text it says it is; contributors are none."""
        if article not in self._wires:
            here = self.articles[article]
            self._wires[article] = credits.bylines(replace(here, text=without_contributors(here.text)))
        own = self.occasions.publisher(article)
        return {*self._wires[article], *([own] if own and credits.is_agency(own) else [])}

    def same_quote(self, one: Member, two: Member) -> bool:
        """Whether two members hold the same words in quotation marks, five of them or more."""
        words = [tokens(self._quotation(each)) for each in (one, two)]
        return min(map(len, words)) >= _LONG and closeness(*words) >= _REPEATED

    def _quotation(self, member: Member) -> str:
        text = self.articles[member.article].text
        return " ".join(text[each.start : each.end] for span in member.spans for each in inside(text, span))


def without_contributors(text: str) -> str:
    """A text without the sentences, to the end of their lines, that name those who contributed to it."""
    kept, at = [], 0
    for match in _CONTRIBUTED.finditer(text):  # sought from the phrase backwards: forwards takes the square of a line
        begin = max(at, text.rfind("\n", at, match.start()) + 1, text.rfind(".", at, match.start()) + 1)
        kept.append(text[at:begin])
        at = match.end()
    return "".join([*kept, text[at:]])


class _Folding:
    """The folding of one claim."""

    def __init__(self, accounts: Accounts, members: Sequence[Member]) -> None:
        self._all = accounts
        self._articles = accounts.articles
        self._occasions = accounts.occasions
        names = list(dict.fromkeys(each.article for each in members))
        self._primary = frozenset(each for each in names if self._articles[each].primary)
        self._members = [each for each in members if each.article not in self._primary]
        self._names = [each for each in names if each not in self._primary]
        self._through = self._occasions.through(self._members) if len(names) > 1 else {}
        outlets = [self._articles[each].outlet for each in names]
        self._several = {each for each, outlet in zip(names, outlets, strict=True) if outlets.count(outlet) > 1}

    def done(self) -> Folded:
        root = {each: each for each in (*self._names, *self._primary)}
        steps = [self._document(each) for each in sorted(self._primary)]
        for reason, together in self._reasons() if len(self._names) > 1 else ():
            apart = sorted({root[each] for each in together}, key=self._names.index)
            if len(apart) > 1:
                steps.append(reason)
                root = {each: apart[0] if known in apart else known for each, known in root.items()}
        groups: dict[str, list[str]] = defaultdict(list)
        for each, first in root.items():
            groups[first].append(each)
        names = {first: self._account(together) for first, together in groups.items()}
        return Folded(root, tuple(steps), names, self._primary)

    def _document(self, article: str) -> str:
        return f"{self._label(article)} is a primary document: the words themselves, and no account of them."

    def _reasons(self) -> Iterator[Reason]:
        yield from self._one_address()
        yield from self._copies()
        yield from self._wires()
        yield from self._interviews()
        yield from self._one_outlet()
        yield from self._one_publisher()

    def _one_address(self) -> Iterator[Reason]:
        for url, together in _grouped((each, self._articles[each].url) for each in self._names):
            what = "revisions of one article" if len({self._articles[each].outlet for each in together}) == 1 else ""
            yield f"{self._list(together)} are {what or 'texts of one address'} ({url}): one account.", together

    def _copies(self) -> Iterator[Reason]:
        """Each source with all that copied from it; then the copies of which nobody knows who was first."""
        spans: dict[str, list[Span]] = defaultdict(list)
        for each in self._members:
            spans[each.article].extend(each.spans)
        taken: dict[str, list[str]] = defaultdict(list)
        unknown: list[tuple[str, str]] = []
        for one, two, shared in self._all.pairs(self._names):
            crossed = self._through.get(one) != self._through.get(two)
            if not shared.copied(tuple(spans[one]), tuple(spans[two]), crossed):
                continue
            if shared.direction:
                source, copier = (one, two) if shared.direction > 0 else (two, one)
                taken[source].append(copier)
            else:
                unknown.append((one, two))
        for source in sorted(taken, key=lambda each: (-len(taken[each]), self._names.index(each))):
            copiers = sorted(taken[source], key=self._names.index)
            yield f"{self._list(copiers)} copied this from {self._label(source)}: one account.", (source, *copiers)
        for pair in unknown:
            yield f"{self._list(pair)} share this by copying, who from whom is unknown: one account.", pair

    def _wires(self) -> Iterator[Reason]:
        named = ((each, agency) for each in self._names for agency in sorted(self._all.agencies(each)))
        for agency, together in _grouped(named):
            yield f"{self._list(together)} run the text of one agency ({agency}): one account.", together

    def _interviews(self) -> Iterator[Reason]:
        """Articles that name one outlet as the place where it was said, that outlet's own, and who repeats it."""
        for outlet in sorted(set(self._through.values())):
            naming = [each for each in self._names if self._through.get(each) == outlet]
            own = [
                each for each in self._names if each not in self._through and self._occasions.publisher(each) == outlet
            ]
            given = [each for each in self._members if each.article in naming and self._occasions.given(each, outlet)]
            if given:
                how = f"{'says' if len(naming) == 1 else 'say'} that it was said to {outlet}"
            else:
                how = f"{'passes' if len(naming) == 1 else 'pass'} on what {outlet} reported"
            yield f"{self._list(naming)} {how}: one account.", [*naming, *own]
            if repeated := self._repeated(given, own):
                how = "repeats" if len(repeated) == 1 else "repeat"
                yield (
                    f"{self._list(repeated)} {how} what was said to {outlet} alone: one account.",
                    [
                        *naming,
                        *repeated,
                    ],
                )

    def _repeated(self, given: Sequence[Member], own: Sequence[str]) -> list[str]:
        """Articles with the words of an interview that they do not name; what was said in public is none."""
        if not given or any(self._occasions.in_public(each) for each in self._members):
            return []
        others = (each for each in self._members if each.article not in self._through and each.article not in own)
        found = (each.article for each in others if any(self._all.same_quote(each, other) for other in given))
        return list(dict.fromkeys(found))

    def _one_outlet(self) -> Iterator[Reason]:
        """Articles of one outlet; of those that name others as their source only one, for they may name several."""
        for outlet, together in _grouped((each, self._occasions.publisher(each)) for each in self._names):
            own = [each for each in together if each not in self._through]
            passing = [each for each in together if each in self._through]
            if own:
                counted = sorted([*own, *passing[:1]], key=self._names.index)
                yield f"{self._list(counted)} are articles of one outlet ({outlet}): one account.", counted

    def _one_publisher(self) -> Iterator[Reason]:
        sources = {each: self._through.get(each) or self._articles[each].outlet for each in self._names}
        named = ((each, self._all.families.of(source)) for each, source in sources.items())
        for family, together in _grouped(named):
            yield f"{self._list(together)} belong to one publisher ({family}): one account.", together

    def _label(self, article: str) -> str:
        """The outlet, with the day where the claim stands in several of its articles."""
        here = self._articles[article]
        name = here.outlet or here.key
        return f"{name} ({(here.published or here.key)[:10]})" if article in self._several and here.outlet else name

    def _list(self, articles: Sequence[str]) -> str:
        names = list(dict.fromkeys(self._label(each) for each in articles))
        return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]

    def _account(self, articles: Sequence[str]) -> str:
        """An account by the outlet that all name, else by its first article's, with the others that carry it."""
        first, *rest = dict.fromkeys(self._label(each) for each in articles)
        named = {self._through.get(each) for each in articles}
        if len(named) == 1 and (outlet := named.pop()):
            return f"{outlet} (through {', '.join([first, *rest])})"
        return f"{first} (with {', '.join(rest)})" if rest else first


def _grouped(named: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, list[str]]]:
    """Articles by what they have in common, where two have it; sorted by its name."""
    groups: dict[str, list[str]] = defaultdict(list)
    for article, name in named:
        if name:
            groups[name].append(article)
    yield from ((name, together) for name, together in sorted(groups.items()) if len(together) > 1)
