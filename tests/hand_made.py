"""Records made by hand for the tests of floor 2: articles and statements over invented sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from whence import reading
from whence.records import (
    Actor,
    Article,
    Attribution,
    Edit,
    Entity,
    Judgement,
    Part,
    Pile,
    Reject,
    Relay,
    Reuse,
    Span,
    Statement,
    Zone,
    identity,
)


def article(key: str, text: str, outlet: str | None = None, published: str | None = None, **more: Any) -> Article:
    """An article all of whose text is body; its id is its key."""
    zones = (Zone(0, len(text), "body", "made by hand"),)
    return Article(key, text, key + ".txt", key, outlet, published=published, zones=zones, **more)


def place(here: Article, words: str) -> Span:
    """Where some words stand in an article, which must hold them."""
    start = here.text.index(words)
    return Span(start, start + len(words))


def said(here: Article, content: str, speaker: str | None = None, cue: str | None = None, **more: Any) -> Statement:
    """A statement of an article; a speaker whose name has a capital letter first is a named person.

    `source` is the source's words if they differ from `speaker`; `relay` a list of names.
    """
    source = more.pop("source", speaker)
    named = more.pop("named", bool(speaker) and str(speaker).split()[0] not in ("officials", "U.S.", "a"))
    relays = tuple(Relay(name, (place(here, name),)) for name in more.pop("relay", ()))
    start, end = place(here, content)
    return Statement(
        identity("s", here.id, start, end),
        here.id,
        more.pop("kind", "indirect"),
        more.pop("act", "assert"),
        Part.cut(here.text, [(start, end)]),
        Part.cut(here.text, [place(here, source)]) if source and source in here.text else None,
        Part.cut(here.text, [place(here, cue)]) if cue else None,
        speaker,
        more.pop("speaker_kind", "person" if named else "group"),
        named,
        speaker if named else None,
        relay=relays,
        **more,
    )


def pile(articles: Iterable[Article], statements: Iterable[Statement], judgements: Sequence[Judgement] = ()) -> Pile:
    """A pile in which each named speaker of an article is an entity of it."""
    ordered = sorted(articles, key=lambda each: each.id)
    listed = list(statements)
    attributions = []
    for here in ordered:
        own = tuple(each for each in listed if each.article == here.id)
        names = {each.entity: each.speaker_kind for each in own if each.entity}
        entities = tuple(Entity(here.id, name, kind) for name, kind in sorted(names.items()))
        attributions.append(Attribution(here.id, own, entities))
    return Pile(tuple(ordered), tuple(attributions), tuple(judgements))


def pile_of(path: Path) -> Pile:
    """The articles of a file without their attributions; of those with one id the first by path and key."""
    table: dict[str, Article] = {}
    for document in reading.documents([path]):
        assert not isinstance(document, Reject)
        for each in reading.read(document):
            if isinstance(each, Article):
                known = table.setdefault(each.id, each)
                table[each.id] = min(known, each, key=lambda one: (one.path, one.key))
    return Pile(tuple(table.values()), tuple(Attribution(each) for each in table))


def entity(where: str, name: str, kind: Any = "person", **more: Any) -> Entity:
    """An entity of an article."""
    return Entity(where, name, kind, **more)


def passage(one: Article, a: str, two: Article, b: str, **more: Any) -> Reuse:
    """A passage from the words `a` of one article to the words `b` of the other; copied unless said otherwise."""
    ends = (one.id, place(one, a)), (two.id, place(two, b))
    (first, a_span), (second, b_span) = sorted(ends)
    direction = more.pop("direction", "unknown")
    if direction == "forth":  # from `one` to `two`, whichever id is the smaller
        direction = "a->b" if first == one.id else "b->a"
    edits = (Edit("kept", a_span, b_span),) if a == b else ()
    return Reuse(
        identity("r", first, second, a_span.start, b_span.start),
        first,
        second,
        a_span,
        b_span,
        more.pop("similarity", 1.0 if a == b else 0.6),
        "verbatim" if a == b else "reworded",
        more.pop("cause", "copied"),
        direction,
        more.pop("confidence", 0.8 if direction != "unknown" else 0.0),
        edits,
    )


def named(actors: Iterable[Actor]) -> dict[str, set[tuple[str, str]]]:
    """The members of each actor, by its name."""
    return {each.name: set(each.members) for each in actors}
