"""stories and story: the events of a pile, and for one of them who copied whom and what became of each claim."""

from __future__ import annotations

from contextlib import suppress

from whence.answers import wording
from whence.answers.copying import Copies, copies_among
from whence.answers.lines import dispute_line, in_time, omission_line, place
from whence.answers.models import Cell, ClaimRow, CopyEdge, DisputeLine, Place, StoryAnswer, StoryLine, StoryList
from whence.answers.pile import Lookup, PileView
from whence.answers.tracing import credit_of
from whence.errors import NotFound
from whence.records import Appearance, Claim, Story


def stories(view: PileView, start: int = 0, limit: int | None = None) -> StoryList:
    """The stories of the pile, those of most articles first, then by date; `start` of them are passed over."""
    look = Lookup.of(view)
    total = view.counts().get("stories", 0)
    found = view.stories_from(start, total if limit is None else limit)
    lines = tuple(_line(look, each, copies_among(look, each.articles)) for each in found)
    return StoryList(lines, total, stories_sentence(view))


def stories_sentence(view: PileView) -> str:
    """How many stories of how many articles the pile holds; further articles change it before the stories change."""
    counts = view.counts()
    articles = wording.number(counts.get("articles", 0), "article")
    return f"{wording.number(counts.get('stories', 0), 'story', 'stories')} of {articles} in this pile"


def story(view: PileView, id: str) -> StoryAnswer:
    """A story in full, by its id or by the id or name of one of its articles. Raises `NotFound`."""
    look = Lookup.of(view)
    found = _find(view, id)
    copies = copies_among(look, found.articles)
    claims = _claims(look, found)
    shown = tuple(_disputes(look, claims))
    counts = {each.id: sum(line.claim == each.id for line in shown) for each in claims}
    places = _ordered(look, found, copies.edges)
    inside = set(found.articles)
    left_out = [each for id in found.articles for each in view.omissions(id) if each.origin in inside]
    left_out.sort(key=lambda each: (each.article, each.origin, each.statement))
    return StoryAnswer(
        _line(look, found, copies),
        places,
        copies.edges,
        copies.wires,
        tuple(_row(look, each, places, bool(counts[each.id])) for each in claims),
        shown,
        tuple(omission_line(look, each) for each in left_out),
    )


def _ordered(look: Lookup, found: Story, copies: tuple[CopyEdge, ...]) -> tuple[Place, ...]:
    """The articles by date; of undated ones the origins before their copies."""
    sources: dict[str, list[str]] = {}
    for each in copies:
        if each.known:
            sources.setdefault(each.copier, []).append(each.source)

    def depth(id: str, seen: frozenset[str] = frozenset()) -> int:
        above = [each for each in sources.get(id, ()) if each not in seen]
        return 1 + max((depth(each, seen | {id}) for each in above), default=-1)

    places = in_time(place(look.article(each)) for each in found.articles)
    return tuple(sorted(places, key=lambda each: (each.published or "9", depth(each.id))))


def _find(view: PileView, id: str) -> Story:
    with suppress(NotFound):
        return view.story(id)
    article = view.find_article(id)
    return view.story_of(article.id) or Story("", (article.id,), article.title or article.key)


def _line(look: Lookup, found: Story, copies: Copies) -> StoryLine:
    places = in_time(place(look.article(each)) for each in found.articles)
    outlets = tuple(sorted({each.outlet for each in places if each.outlet}))
    dates = [each.published for each in places if each.published]
    claims, disputes = look.view.claims_counted(found.articles)
    return StoryLine(
        found.id,
        found.title,
        len(places),
        outlets,
        dates[0] if dates else None,
        dates[-1] if dates else None,
        copies.origins,
        claims,
        disputes,
        wording.origins_sentence(len(places), len(outlets), copies.origins, copies.outside),
        copies.outside,
    )


def _claims(look: Lookup, found: Story) -> list[Claim]:
    """The claims that stand in a story's articles: those in most of them first, then in reading order."""
    inside = {claim.id: claim for each in found.articles for claim, _ in look.claims_in(each)}
    return sorted(inside.values(), key=lambda each: (-_spread(each, found), _start(look, each), each.id))


def _spread(claim: Claim, found: Story) -> int:
    return len({each.article for each in claim.appearances} & set(found.articles))


def _start(look: Lookup, claim: Claim) -> tuple[str, str, int]:
    origin = claim.appearances[claim.origin]
    start = origin.spans[0].start if origin.spans else 0
    return (look.article(origin.article).published or "", origin.article, start)


def _row(look: Lookup, claim: Claim, places: tuple[Place, ...], disputed: bool) -> ClaimRow:
    first: dict[str, Appearance] = {}
    for each in claim.appearances:
        first.setdefault(each.article, each)
    cells = tuple(_cell(look, claim, each.id, first.get(each.id)) for each in places)
    return ClaimRow(claim.id, claim.text, cells, claim.independent_sources, len(claim.appearances), disputed)


def _cell(look: Lookup, claim: Claim, article: str, here: Appearance | None) -> Cell:
    if here is None:
        return Cell(article)
    old = credit_of(look, claim.appearances[here.against]) if here.against is not None else None
    new = credit_of(look, here)
    return Cell(
        article,
        here.variant,
        here.drift,
        wording.flags(here.variant, here.drift, old, new),
        here.statement,
        here.spans[0].start if here.spans else None,
        here.statement is None,
        wording.credited(new) if new else None,
    )


def _disputes(look: Lookup, claims: list[Claim]) -> list[DisputeLine]:
    found = [dispute_line(look, each, claim) for claim in claims for each in look.view.disputes(claim.id)]
    return sorted(found, key=lambda each: (-each.confidence, each.id))
