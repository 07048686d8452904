"""On what occasion words were said: to one outlet in an interview, or in public, where anybody could hear them.

The words around a statement tell: "told CNN", "in an interview with The Hill", "said on Fox News Sunday" against "in a
statement", "told reporters", "tweeted". Patterns of our own, checked against gold/claims/independence.jsonl (work).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Protocol

from whence.comparison.wording import quoted
from whence.lexicon import outlets, programmes
from whence.records import Article, Attribution, Span, Spans, Statement

_TO = (
    r"(?:told|tells?|telling|spoke (?:\w+ )?(?:to|with)|speaking (?:\w+ )?(?:to|with)|talk(?:ed|ing)? (?:to|with)"
    r"|confirmed to|interview(?:ed)?(?:,? [\w-]+){0,3} (?:with|by|on|to|in|for)"
    r"|(?:comments?|remarks?|statement|email|e-mail) to)"
)
_ON = r"(?:said|says|appear\w*|appearance|speaking|aired(?: \w+){0,3}|interview\w*|broadcast) (?:on|by)"
_HOSTS = r"an?|the|its|local|[\w-]+-based|affiliate|host|anchor|correspondent|reporter|magazine|newspaper|station"
_HOST = rf"(?:(?:{_HOSTS}) ){{0,5}}"
_STATION = r"[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?"
_PUBLIC = re.compile(
    r"\b(?:told|tells?) (?:\w+ ){0,2}(?:reporters|journalists|lawmakers|senators|the (?:crowd|house|senate|court|jury))"
    r"|\b(?:in|issued|released|published) an? (?:\w+ ){0,3}"
    r"(?:statement|letter|memo|op-ed|speech|tweet|post|video|release)\b(?! to (?:the )?[A-Z])"
    r"|\b(?:tweet(?:ed|s|ing)?|on (?:Twitter|Facebook|Instagram)|(?:news|press) conference|briefing|speech|rally"
    r"|testif\w+|testimony|hearing|on the (?:house|senate) floor|court (?:papers|filing|documents)|statement said"
    r"|letter to (?!the editor)|debate)\b",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"-(?:TV|FM|AM)$")
_ASKED = re.compile(r"\binterview|\btold\b|\bspoke (?:\w+ )?(?:to|with)\b", re.IGNORECASE)
_FAR = 400
"""Code points of a paragraph that are looked at on either side of a statement."""


class Member(Protocol):
    """Where a claim appears, with the statement there, if it is one."""

    @property
    def article(self) -> str:
        """The article's id."""

    @property
    def spans(self) -> Spans:
        """The words."""

    @property
    def statement(self) -> Statement | None:
        """The statement; None where it is stated as fact."""


class Occasions:
    """Looks up where the words of claims were said; made once for a pile, and remembers what it has read."""

    def __init__(self, articles: Mapping[str, Article], attributions: Iterable[Attribution] = ()) -> None:
        self._articles = articles
        self._statements = {each.article: each.statements for each in attributions}
        self._told: dict[str, dict[str, tuple[str, ...]]] = {}
        self._heard: dict[tuple[str, Spans], tuple[str, ...]] = {}

    def publisher(self, article: str) -> str | None:
        """The outlet of an article, by its usual name."""
        return outlets.publisher(self._articles[article].outlet)

    def through(self, members: Sequence[Member]) -> dict[str, str]:
        """For each article of a claim the other outlet that it says the words come from, if it says so."""
        found: dict[str, str] = {}
        for each in members:
            own = self.publisher(each.article)
            named = (name for name in (*self.heard(each), *_relay(each.statement)) if name != own)
            if each.article not in found and (other := next(named, None)):
                found[each.article] = other
        here = {self.publisher(each.article) for each in members} | set(found.values())
        for each in members:
            if each.article not in found and (other := self._elsewhere(each, here)):
                found[each.article] = other
        return found

    def _elsewhere(self, member: Member, known: Collection[str | None]) -> str | None:
        """The outlet that an article names in another paragraph as the one its speaker spoke to.

        Only where another member says so right there, or is of that outlet: a speaker may say more than once.
        """
        said, own = member.statement, self.publisher(member.article)
        if said is None or not said.named or not said.speaker:
            return None
        told = self._interviewed(member.article).get(said.speaker.split()[-1], ())
        return next((each for each in told if each != own and each in known), None)

    def heard(self, member: Member) -> tuple[str, ...]:
        """The outlets to which a statement was made, as its own paragraph tells, in reading order."""
        if member.statement is None:
            return ()
        key = member.article, _extent(member)
        if key not in self._heard:
            self._heard[key] = told(_around(self._articles[member.article].text, key[1]))
        return self._heard[key]

    def given(self, member: Member, outlet: str) -> bool:
        """Whether an article says that something was said to an outlet, not only reported by it first."""
        return outlet in self.heard(member) or any(
            outlet in each for each in self._interviewed(member.article).values()
        )

    def in_public(self, member: Member) -> bool:
        """Whether the paragraph says that the words were said or written in public."""
        return public(_around(self._articles[member.article].text, _extent(member)))

    def _interviewed(self, article: str) -> dict[str, tuple[str, ...]]:
        if article not in self._told:
            self._told[article] = interviews(self._articles[article], self._statements.get(article, ()))
        return self._told[article]


def interviews(article: Article, statements: Sequence[Statement]) -> dict[str, tuple[str, ...]]:
    """For each surname of a speaker in an article the outlets spoken to, by the paragraphs that name both."""
    named = [each for each in statements if each.named and each.speaker]
    found: dict[str, list[str]] = {each.speaker.split()[-1]: [] for each in named if each.speaker}
    for each in named:
        cue = each.cue.spans if each.cue else each.content.spans
        found[(each.speaker or "").split()[-1]] += told(_around(article.text, cue))
    for paragraph in article.text.splitlines():
        to = told(_unquoted(paragraph, 0, len(paragraph))) if _ASKED.search(paragraph) else ()
        for surname in sorted(found) if to else ():
            if re.search(rf"\b{re.escape(surname)}\b", paragraph):
                found[surname] += to
    return {surname: tuple(dict.fromkeys(to)) for surname, to in found.items()}


def public(text: str) -> bool:
    """Whether a text says that words were said or written in public: "in a statement", "told reporters"."""
    return _PUBLIC.search(text) is not None


def told(text: str) -> tuple[str, ...]:
    """The outlets that a text says were spoken to: \"told CNN\", \"a Fox News interview\"; platforms are none."""
    known = programmes.outlets()
    found: dict[str, None] = {}
    for pattern in (_through(), _possessive()):
        for match in pattern.finditer(text):
            name = _SERVICE.sub("", match["outlet"])
            named = outlets.by_name().get(name) or outlets.by_name().get(f"The {name}")
            outlet = known.get(name) or (named.name if named else outlets.publisher(name))
            if outlet and not (named and named.kind == "platform"):
                found.setdefault(outlet)
    return tuple(found)


@cache
def _through() -> re.Pattern[str]:
    host = rf"{_HOST}(?:NBC |CBS |ABC |Fox )?(?:news )?(?:affiliate )?[\"“‘']?(?:[Tt]he )?"
    return re.compile(rf"\b(?:{_TO}|{_ON}) {host}(?P<outlet>{_names()})\b")


@cache
def _possessive() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<outlet>{_names()})(?:['’]s?)?(?: [\w’'-]+){{0,2}} interview\b")


@cache
def _names() -> str:
    names = {outlets.without_article(each) for each in outlets.by_name()} | set(programmes.outlets())
    ordered = sorted((each for each in names if each[0].isupper() or " " in each), key=lambda each: (-len(each), each))
    return "|".join([*map(re.escape, ordered), _STATION])


def _around(text: str, spans: Iterable[Span]) -> str:
    """The paragraphs of some spans without what stands in quotation marks, and no further than `_FAR` away."""
    return " … ".join(_paragraphs(text, spans))


def _paragraphs(text: str, spans: Iterable[Span]) -> Iterator[str]:
    seen: set[Span] = set()
    for span in spans:
        start = max(text.rfind("\n", 0, span.start) + 1, span.start - _FAR)
        end = text.find("\n", span.end)
        place = Span(start, min(len(text) if end < 0 else end, span.end + _FAR))
        if place not in seen:
            seen.add(place)
            yield _unquoted(text, *place)


def _unquoted(text: str, start: int, end: int) -> str:
    """The text with what stands in long quotations blanked; a programme's name in marks stays."""
    kept, at = [], start
    for each in quoted(text, start, end):
        if each.end - each.start > 40:
            kept.append(text[at : each.start])
            at = each.end
    return " ".join([*kept, text[at:end]])


def _relay(statement: Statement | None) -> list[str]:
    """The innermost relay of a statement, unless it is a platform."""
    if statement is None or not statement.relay:
        return []
    name = outlets.publisher(statement.relay[-1].name) or statement.relay[-1].name
    known = outlets.by_name().get(name)
    return [] if known and known.kind == "platform" else [name]


def _extent(member: Member) -> Spans:
    """The words of a member with its source and cue."""
    said = member.statement
    parts = [part for part in ((said.source, said.cue) if said else ()) if part is not None]
    return tuple(sorted([*member.spans, *(span for part in parts for span in part.spans)]))
