"""search and overview: where words stand, and what a ledger holds."""

from __future__ import annotations

from whence.answers import wording
from whence.answers.excerpts import excerpt
from whence.answers.finding import Match, claims_for, matches
from whence.answers.lines import place
from whence.answers.models import Found, Hit, Overview, RejectLine
from whence.answers.pile import Lookup, PileView
from whence.errors import NotFound

_NOUNS: dict[str, tuple[str, ...]] = {
    "articles": ("article",),
    "statements": ("statement",),
    "actors": ("actor",),
    "reuse": ("copied or shared passage",),
    "stories": ("story", "stories"),
    "claims": ("claim",),
    "disputes": ("dispute",),
}


def search(view: PileView, words: str, limit: int = 50) -> Found:
    """The sentences that hold the words, best first; none found is an answer too."""
    look = Lookup.of(view)
    try:
        found = matches(look, words, limit)
    except NotFound as nothing:
        return Found(words, (), str(nothing))
    hits = tuple(_hit(look, each) for each in found)
    articles = wording.number(len({each.place.id for each in hits}), "article")
    return Found(words, hits, f"{wording.number(len(hits), 'place')} in {articles} of this pile")


def _hit(look: Lookup, match: Match) -> Hit:
    ranked = claims_for(look, (match,))
    claim = ranked[0][0].id if ranked else None
    story = look.view.story_of(match.article.id)
    event = (story.id, story.title) if story else (None, None)
    return Hit(place(match.article), excerpt(match.article, (match.span,)), round(match.score, 3), claim, *event)


def overview(view: PileView) -> Overview:
    """What the ledger holds, in numbers, with each document that could not be read and why."""
    counts = tuple(sorted(view.counts().items()))
    rejects = tuple(RejectLine(each.path, each.code, each.reason) for each in view.rejects())
    table = dict(counts)
    shown = [wording.number(table[each], *nouns) for each, nouns in _NOUNS.items() if each in table]
    return Overview(counts, rejects, view.stale(), f"{wording.listed(shown)} in this pile")
