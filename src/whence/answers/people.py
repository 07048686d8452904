"""people: who is named in a pile, those in most articles first."""

from __future__ import annotations

from whence.answers import wording
from whence.answers.asked import Mention, PeopleList, PersonLine
from whence.answers.lines import place
from whence.answers.pile import JudgedView, Lookup
from whence.records import Actor


def people(view: JudgedView, start: int = 0, limit: int = 100, words: str = "") -> PeopleList:
    """The actors whose name or alias holds `words`, those in most articles first; `start` of them are passed over."""
    found, total = view.actors_named(words, start, limit)
    lines = tuple(person(each) for each in found)
    return PeopleList(lines, total, f"{wording.number(total, 'actor')} in this pile")


def person(actor: Actor) -> PersonLine:
    """An actor in one line."""
    articles = len({article for article, _ in actor.members})
    return PersonLine(actor.id, actor.name, actor.kind, actor.aliases, actor.roles, articles)


def mentions(view: JudgedView, actor: str) -> tuple[Mention, ...]:
    """The articles that name an actor, and the name that each uses; `id` is what a judgement of it names."""
    look = Lookup.of(view)
    members = view.actor(actor).members
    lines = [Mention(f"{article}/{name}", place(look.article(article)), name) for article, name in members]
    return tuple(sorted(lines, key=lambda each: (each.place.published or "9", each.place.path, each.name)))
