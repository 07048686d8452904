"""people: who is named in a pile, those in most articles first."""

from __future__ import annotations

from whence.answers import wording
from whence.answers.asked import Mention, PeopleList, PersonLine
from whence.answers.lines import place
from whence.answers.pile import JudgedView, Lookup


def people(view: JudgedView, start: int = 0, limit: int = 100, words: str = "") -> PeopleList:
    """The actors whose name or alias holds `words`, those in most articles first; `start` of them are passed over."""
    total = view.persons_counted(words)
    return PeopleList(named(view, words, limit, start), total, f"{wording.number(total, 'actor')} in this pile")


def named(view: JudgedView, words: str, limit: int, start: int = 0) -> tuple[PersonLine, ...]:
    """Some of the actors whose name or alias holds `words`, without counting them all."""
    found = view.persons(words, start, limit)
    return tuple(PersonLine(each.id, each.name, each.kind, each.aliases, each.roles, each.articles) for each in found)


def mentions(view: JudgedView, actor: str, start: int = 0, limit: int = 1_000_000) -> tuple[Mention, ...]:
    """The articles that name an actor, by date, and the name that each uses; `id` is what a judgement of it names."""
    look = Lookup.of(view)
    found = view.members_of(actor, start, limit)
    return tuple(Mention(f"{article}/{name}", place(look.article(article)), name) for article, name in found)
