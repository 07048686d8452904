"""The comparison of a pile, as one pipeline:

reuse | direction | stories | actors | claims | omissions | disputes
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from whence.comparison import actors, claims, direction, disputes, omissions, reuse, stories
from whence.comparison.propositions import verdicts
from whence.options import Options
from whence.records import Attribution, Comparison, Pile, Reuse, Verdict


def compare(pile: Pile, options: Options, progress: Callable[[str], None] | None = None) -> Comparison:
    """All that floor 2 finds; the same for every order of the pile. `progress` is told each stage's name."""
    tell = progress or (lambda _: None)
    pile = ordered(pile)
    tell("reuse")
    passages = reuse.find(pile, options.reuse)
    tell("direction")
    passages = judged(direction.decide(pile, passages), pile)
    tell("stories")
    grouped = stories.group(pile, passages, options.stories)
    tell("actors")
    people = actors.resolve(pile, grouped)
    tell("claims")
    found = claims.link(pile, passages, grouped, people, options)
    tell("omissions")
    omitted = omissions.find(pile, passages, found)
    tell("disputes")
    disputed = disputes.find(pile, found, people, grouped)
    return Comparison(people, passages, grouped, found, omitted, disputed)


def ordered(pile: Pile) -> Pile:
    """The pile with articles sorted by id and exactly one attribution for each, in the same order."""
    attributions = {each.article: each for each in pile.attributions}
    articles = tuple(sorted({each.id: each for each in pile.articles}.values(), key=lambda each: each.id))
    matched = tuple(attributions.get(each.id, Attribution(each.id)) for each in articles)
    return replace(pile, articles=articles, attributions=matched)


def judged(passages: tuple[Reuse, ...], pile: Pile) -> tuple[Reuse, ...]:
    """The passages without those that a person has judged to be no copies."""
    decided = verdicts(pile.judgements, "reuse")
    return tuple(each for each in passages if decided.get((each.id, None)) is not Verdict.NO)
