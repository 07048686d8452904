"""The comparison of a pile, as one pipeline:

reuse | direction | stories | actors | claims | omissions | disputes
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from whence.comparison import (
    actors,
    claims,
    direction,
    disputes,
    floor,
    houselines,
    omissions,
    reuse,
    revisions,
    stories,
)
from whence.comparison.propositions import propose, verdicts
from whence.comparison.spreading import Spread
from whence.options import Options
from whence.records import Attribution, Comparison, Direction, Evidence, Pile, Reuse, Story, Verdict


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles meanwhile: the millions of records made here hold none, and looking took a quarter."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@_uncollected()
def compare(
    pile: Pile,
    options: Options,
    progress: Callable[[str], None] | None = None,
    passages: tuple[Reuse, ...] | None = None,
    groups: tuple[Story, ...] | None = None,
    spread: Spread | None = None,
) -> Comparison:
    """All that floor 2 finds; the same for every order of the pile. `progress` is told each stage's name.

    `passages` and `groups` are what `reuse.find` and `stories.group` would find, where that is known already; `spread`
    does what it can of the claims on other processes or machines.
    """
    tell = progress or (lambda _: None)
    pile = ordered(pile)
    tell("reuse")
    articles = {each.id: each for each in pile.articles}
    passages = houselines.own(reuse.find(pile, options.reuse) if passages is None else passages, articles)
    tell("direction")
    passages = judged(direction.decide(pile, passages), pile)
    passages = revisions.without_copies(passages, articles)
    tell("stories")
    grouped = stories.group(pile, options.stories) if groups is None else groups
    passages = floor.proving(passages, grouped, articles)
    tell("actors")
    people = actors.resolve(pile, grouped)
    tell("claims")
    told = propose(pile, spread)
    found = claims.link(pile, passages, grouped, people, options, told, spread)
    tell("omissions")
    omitted = omissions.find(pile, passages, found)
    tell("disputes")
    disputed = disputes.find(pile, found, people, grouped, told[0])
    return Comparison(people, passages, grouped, found, omitted, disputed)


def ordered(pile: Pile) -> Pile:
    """The pile with articles sorted by id and exactly one attribution for each, in the same order."""
    attributions = {each.article: each for each in pile.attributions}
    articles = tuple(sorted({each.id: each for each in pile.articles}.values(), key=lambda each: each.id))
    matched = tuple(attributions.get(each.id, Attribution(each.id)) for each in articles)
    return replace(pile, articles=articles, attributions=matched)


def judged(passages: tuple[Reuse, ...], pile: Pile) -> tuple[Reuse, ...]:
    """The passages without those that a person has judged to be no copies, directed as people judged.

    A verdict on "origin->copier" (two article ids) holds for all passages of the two.
    """
    decided = verdicts(pile.judgements, "reuse")
    kept = (each for each in passages if decided.get((each.id, None)) is not Verdict.NO)
    return tuple(_directed(each, decided) for each in kept) if decided else passages


def _directed(passage: Reuse, decided: Mapping[tuple[str, str | None], Verdict]) -> Reuse:
    ways: tuple[tuple[str, str, Direction, float], ...] = (
        (passage.a, passage.b, "a->b", 10.0),
        (passage.b, passage.a, "b->a", -10.0),
    )
    for origin, copier, way, weight in ways:
        verdict = decided.get((f"{origin}->{copier}", None))
        if verdict is Verdict.YES and passage.cause not in ("quoted", "house"):
            said = Evidence("judgement", weight, "a person said who copied")
            return replace(passage, direction=way, confidence=1.0, evidence=(*passage.evidence, said))
        if verdict is Verdict.NO and passage.direction == way:
            said = Evidence("judgement", -weight, "a person said that it was not so")
            return replace(passage, direction="unknown", confidence=0.0, evidence=(*passage.evidence, said))
    return passage
