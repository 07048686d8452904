"""What a search found, made ready for the page: one entry for each claim, those of one story together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from whence.answers.models import Found, Hit


@dataclass(frozen=True, slots=True)
class ClaimHits:
    """The places of one claim, the best and earliest first; of a sentence that belongs to none, that alone."""

    hits: tuple[Hit, ...]

    @property
    def best(self) -> Hit:
        """The place that is shown in full."""
        return self.hits[0]


@dataclass(frozen=True, slots=True)
class StoryHits:
    """What was found in one story; `story` is None where its articles belong to none."""

    story: str | None
    title: str | None
    claims: tuple[ClaimHits, ...]

    @property
    def places(self) -> int:
        """How many places that is."""
        return sum(len(each.hits) for each in self.claims)


def grouped(found: Found) -> tuple[StoryHits, ...]:
    """The hits by story and in it by claim, each in the order of its best hit."""
    stories: dict[str, list[Hit]] = {}
    for hit in found.hits:
        stories.setdefault(hit.story or f"article {hit.place.id}", []).append(hit)
    return tuple(StoryHits(hits[0].story, hits[0].story_title, tuple(_by_claim(hits))) for hits in stories.values())


def _by_claim(hits: Iterable[Hit]) -> Iterable[ClaimHits]:
    table: dict[str, list[Hit]] = {}
    for hit in hits:
        table.setdefault(hit.claim or f"{hit.place.id} {hit.excerpt.start}", []).append(hit)
    return (ClaimHits(tuple(sorted(each, key=_rank))) for each in table.values())


def _rank(hit: Hit) -> tuple[float, bool, str]:
    """The best first; of equal ones the earliest, for that is nearest to the origin."""
    return (-hit.score, hit.place.published is None, hit.place.published or "")
