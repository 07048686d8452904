"""Claims: statements, and sentences that state as fact what others attribute, that express one proposition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from whence.comparison import chronology, embedding, houselines, independence, links, variants
from whence.comparison.grouping import Grouping, Pair
from whence.comparison.likeness import Context, Link, beside, score
from whence.comparison.meanings import Meanings
from whence.comparison.originals import Originals
from whence.comparison.pairs import Between
from whence.comparison.propositions import Proposition, propose, rarity, verdicts
from whence.comparison.rivals import Rivals
from whence.comparison.sifting import Links, learn, sift
from whence.comparison.spreading import Spread
from whence.comparison.wording import weigh
from whence.options import Options
from whence.records import (
    Actor,
    Appearance,
    Article,
    Claim,
    Evidence,
    Order,
    Pile,
    Reuse,
    Story,
    Verdict,
    flat,
    identity,
)

_LIKELY = 0.5
_SURE = 0.75
_FAIRLY = 0.6
_COPY = 0.25
_TELLING = 5
_ENOUGH = 2.5
"""Weight of telling words from which the same words are the same claim whatever the event."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """All that one claim is made from."""

    articles: Mapping[str, Article]
    said: Sequence[Proposition]
    facts: Sequence[Proposition]
    between: Links
    attached: Mapping[int, Mapping[int, Link]]
    copied: Mapping[str, Mapping[str, float]]
    compared: Between
    counter: independence.Counter
    originals: Originals


def link(
    pile: Pile,
    reuse: Sequence[Reuse],
    stories: Sequence[Story],
    actors: Sequence[Actor],
    options: Options,
    told: tuple[Sequence[Proposition], Sequence[Proposition]] | None = None,
    spread: Spread | None = None,
) -> tuple[Claim, ...]:
    """The claims of a pile, sorted by id; every statement stands in exactly one of them. `told` is `propose(pile)`.
    `spread` weighs pairs elsewhere.

    A stretch stated as fact takes part where it says what a statement of another article says, and joins the
    one that it matches best, so that no such stretch can tie two claims together.
    """
    said, facts = told or propose(pile)
    articles = {each.id: each for each in pile.articles}
    story_of = {article: story.id for story in stories for article in story.articles}
    speakers = {member: actor.id for actor in actors for member in actor.members}
    meanings = Meanings(embedding.load(options.claims.embedding))
    weights, copied, model = rarity([*said, *facts]), links.copies(reuse, articles), options.claims.embedding
    context = Context(weights, speakers, copied, meanings, story_of, model=model, spread=spread)
    idle = houselines.furniture(facts, reuse, story_of)
    facts = [each for at, each in enumerate(facts) if at not in idle]
    joined = _joined(said, houselines.furniture(said, reuse, story_of), context)
    floor = min(_LIKELY, options.claims.threshold)
    between = _statement_links(said, joined, reuse, context, floor)
    originals = Originals(articles, said)
    for pair, share in originals.same_places().items():
        between[pair] = Link(
            share, (Evidence("primary document", 4.0, "both quote the same words of a primary document"),)
        )
    copies = {at: first for at, first in enumerate(joined) if first is not None and first != at}
    grouping = Grouping(len(said), _judged(pile, said, between), copies, Rivals(said).clash)
    grouping.link({pair: each.confidence for pair, each in between.items()}, options.claims.threshold)
    shares = links.candidates(facts, said, reuse, story_of, context.weights)
    attached = _attach(sift(facts, said, shares, context, floor), options.claims.threshold)
    desk = _Desk(
        articles,
        said,
        facts,
        between,
        attached,
        chronology.sources(reuse),
        Between(articles, speakers, [*said, *facts]),
        independence.Counter(articles, reuse, speakers, options.independence, pile.attributions),
        originals,
    )
    claims = [_claim(desk, members) for members in grouping.groups()]
    return tuple(sorted(_distinct(claims), key=lambda each: each.id))


def _statement_links(
    said: Sequence[Proposition], joined: Sequence[int | None], reuse: Sequence[Reuse], context: Context, floor: float
) -> Links:
    lead = sorted({first for first in joined if first is not None})
    few = [said[at] for at in lead]
    both = links.candidates(few, few, reuse, context.events, context.weights)
    shares: dict[Pair, float] = {}
    for (one, two), share in both.items():
        pair = min(one, two), max(one, two)
        shares[pair] = max(share, shares.get(pair, 0.0))
    found = {(lead[one], lead[two]): each for (one, two), each in sift(few, few, shares, context, floor).items()}
    passages = {(lead[one], lead[two]): share for (one, two), share in shares.items() if share}
    _beside(found, said, passages, context, floor)
    while worse := links.outdone(found, said):  # what gives way leaves others the best that they have
        found = {pair: each for pair, each in found.items() if pair not in worse}
    for at, first in enumerate(joined):
        if first is not None and at != first:
            found[first, at] = Link(0.99999, (Evidence("same words", 11.5, "word for word the same"),))
    return found


def _beside(
    found: Links, said: Sequence[Proposition], passages: Mapping[Pair, float], context: Context, floor: float
) -> None:
    """In an article and its copy, raise the links of statements next to linked ones that have no partner yet.

    Where they have hardly a word in common, standing in the same place makes them no one claim.
    """
    sure = {
        pair
        for pair, each in found.items()
        if each.confidence >= _LIKELY and context.copied.get((said[pair[0]].article, said[pair[1]].article), 0) >= _COPY
    }
    partnered = {(at, said[other].article) for pair in sure for at, other in (pair, pair[::-1])}
    wanted = sorted({pair for pair in _neighbours(sorted(sure), said) if not _partnered(pair, said, partnered)})
    learn(context, said, said, wanted)
    for pair in wanted:
        base = found.get(pair) or score(said[pair[0]], said[pair[1]], passages.get(pair, 0.0), context)
        raised = beside(base)
        if raised.confidence >= floor and "little shared" not in {each.name for each in base.evidence}:
            found[pair] = raised


def _neighbours(pairs: Iterable[Pair], said: Sequence[Proposition]) -> Iterable[Pair]:
    """The pairs of statements up to two places before and after two, in the same two articles."""
    for one, two in pairs:
        for a in (one - 2, one - 1, one + 1, one + 2):
            for b in (two - 2, two - 1, two + 1, two + 2):
                inside = 0 <= a < len(said) and 0 <= b < len(said)
                if inside and said[a].article == said[one].article and said[b].article == said[two].article:
                    yield min(a, b), max(a, b)


def _partnered(pair: Pair, said: Sequence[Proposition], partnered: Set[tuple[int, str]]) -> bool:
    one, two = pair
    return (one, said[two].article) in partnered or (two, said[one].article) in partnered


def _joined(said: Sequence[Proposition], idle: Set[int], context: Context) -> list[int | None]:
    """For each proposition the first with the same words (of five or more, and as deniable); itself if none.

    Five hundred copies of one quote are so linked to one, not to each other. What says little is one only within an
    event, and what is `idle` takes no part (None).
    """
    first: dict[tuple[tuple[str, ...], bool, str], int] = {}
    found: list[int | None] = []
    for at, each in enumerate(said):
        if at in idle:
            found.append(None)
        elif len(each.forms) < _TELLING:
            found.append(at)
        else:
            enough = each.literal or weigh(each.terms, context.weights) >= _ENOUGH
            event = "" if enough else context.events.get(each.article, each.article)
            found.append(first.setdefault((each.forms, each.denies, event), at))
    return found


def _judged(pile: Pile, said: Sequence[Proposition], between: Links) -> list[Pair]:
    """Put what people decided on claims into the links; returns the pairs that must stay apart."""
    place = {each.statement.id: at for at, each in enumerate(said) if each.statement}
    apart: list[Pair] = []
    for (target, other), verdict in sorted(
        verdicts(pile.judgements, "claim").items(), key=lambda each: (each[0][0], each[0][1] or "")
    ):
        if target in place and other is not None and other in place:
            one, two = sorted((place[target], place[other]))
            if verdict is Verdict.YES:
                between[one, two] = Link(1.0, (Evidence("judgement", 10.0, "a person said that they are one"),))
            elif verdict is Verdict.NO:
                between.pop((one, two), None)
                apart.append((one, two))
    return apart


def _attach(found: Links, threshold: float) -> dict[int, dict[int, Link]]:
    """For each statement the stretches of fact that match it best of all."""
    best: dict[int, tuple[float, int]] = {}
    for (fact, statement), each in sorted(found.items()):
        if each.confidence >= threshold and (fact not in best or each.confidence > best[fact][0]):
            best[fact] = each.confidence, statement
    attached: dict[int, dict[int, Link]] = defaultdict(dict)
    for fact, (_, statement) in sorted(best.items()):
        attached[statement][fact] = found[fact, statement]
    return attached


@dataclass(frozen=True, slots=True)
class _Member:
    proposition: Proposition
    links: Mapping[int, Link]  # to statements, by their numbers
    number: int | None  # its own number, if it is a statement


def _claim(desk: _Desk, statements: Sequence[int]) -> Claim:
    members = _members(desk, statements)
    members += _documents(desk, members)
    order, ordered = _in_order(desk, members)
    appearances = [_first(ordered[0])]
    for at in range(1, len(ordered)):
        appearances.append(_appearance(desk, ordered, at))
    origin = ordered[0].proposition
    claim = Claim(identity("c", origin.article, flat(origin.spans)), _said(origin), tuple(appearances), order)
    return desk.counter.count(desk.originals.checked(claim), [each.proposition for each in ordered])


def _said(origin: Proposition) -> str:
    """The origin's words, without the "that" that only ties them to the cue."""
    text = " ".join(origin.text.split())
    return text[5:] if text.startswith("that ") and not origin.literal else text


def _members(desk: _Desk, statements: Sequence[int]) -> list[_Member]:
    """The statements of a group, sure stretches of fact, and else the best of each article that has none of either."""
    inside = set(statements)
    found = []
    for at in statements:
        near = {}
        for other in statements:
            pair = (min(at, other), max(at, other))
            if other != at and pair in desk.between:
                near[other] = desk.between[pair]
        found.append(_Member(desk.said[at], near, at))
    taken = {each.proposition.article for each in found}
    best: dict[str, tuple[float, int, int]] = {}
    chosen: list[tuple[int, int]] = []
    for at in sorted(inside):
        for fact, each in desk.attached.get(at, {}).items():
            article = desk.facts[fact].article
            if each.confidence >= _SURE or (each.confidence >= _FAIRLY and _quoted(each)):
                chosen.append((fact, at))
                taken.add(article)
            elif article not in best or each.confidence > best[article][0]:
                best[article] = each.confidence, fact, at
    chosen += [(fact, at) for article, (_, fact, at) in best.items() if article not in taken]
    for fact, at in sorted(chosen):
        found.append(_Member(desk.facts[fact], {at: desk.attached[at][fact]}, None))
    return found


def _quoted(found: Link) -> bool:
    """Whether both give the same words as somebody's own."""
    return any(each.name == "same quote" for each in found.evidence)


def _documents(desk: _Desk, members: Sequence[_Member]) -> list[_Member]:
    """The places in primary documents where the words of a claim stand, the surest of each document."""
    taken = {each.proposition.article for each in members}
    best: dict[str, tuple[float, _Member]] = {}
    for each in members:
        for place, share in desk.originals.places(each.number) if each.number is not None else ():
            if place.article not in taken and share > best.get(place.article, (0.0, each))[0]:
                note = f"{share:.0%} of the quoted words stand in the primary document"
                link = Link(share, (Evidence("primary document", 4.0, note),))
                best[place.article] = share, _Member(place, {each.number or 0: link}, None)
    return [member for _, (_, member) in sorted(best.items())]


def _in_order(desk: _Desk, members: list[_Member]) -> tuple[Order, list[_Member]]:
    names, order = chronology.arrange((each.proposition.article for each in members), desk.articles, desk.copied)
    rank = {name: at for at, name in enumerate(names)}
    return order, sorted(members, key=lambda each: (rank[each.proposition.article], each.proposition.key))


def _first(member: _Member) -> Appearance:
    statement = member.proposition.statement
    return Appearance(
        member.proposition.article, statement.id if statement else None, member.proposition.spans, "origin"
    )


def _appearance(desk: _Desk, ordered: Sequence[_Member], at: int) -> Appearance:
    here = ordered[at]
    against = _nearest(desk, ordered, at)
    found = _best_link(ordered, at, against)
    return replace(
        _first(here),
        variant=desk.compared.varied(ordered[0].proposition, here.proposition),
        drift=desk.compared.drifted(ordered[against].proposition, here.proposition),
        against=against,
        confidence=round(found.confidence, 4),
        links=found.evidence,
    )


def _nearest(desk: _Desk, ordered: Sequence[_Member], at: int) -> int:
    """The earlier appearance that this one was taken from, as far as direction is known; else the origin."""
    here = ordered[at].proposition
    parents = desk.copied.get(here.article, {})
    possible = [
        (round(variants.closeness(each.proposition.forms, here.forms), 9), parents[each.proposition.article], -place)
        for place, each in enumerate(ordered[:at])
        if each.proposition.article in parents
    ]
    return -max(possible)[2] if possible else 0


def _best_link(ordered: Sequence[_Member], at: int, against: int) -> Link:
    """The link to the one it is compared with, else the surest link to any other of the claim."""
    here, wanted = ordered[at], ordered[against]
    found = _known_link(here, wanted) or _known_link(wanted, here)
    if found is not None and found.confidence >= _LIKELY:
        return found
    backward = [each for other in ordered if (each := _known_link(other, here)) is not None]
    return max([*here.links.values(), *backward], key=lambda each: each.confidence, default=Link(0.5, ()))


def _known_link(one: _Member, two: _Member) -> Link | None:
    return one.links.get(two.number) if two.number is not None else None


def _distinct(claims: Iterable[Claim]) -> Iterable[Claim]:
    """Claims with ids of their own: two statements on the very same words of an article differ by their ids."""
    seen: set[str] = set()
    for each in sorted(claims, key=lambda each: (each.id, each.appearances[0].statement or "")):
        if each.id not in seen:
            seen.add(each.id)
            yield each
        else:
            first = each.appearances[0]
            others = [place.statement for place in each.appearances if place.statement]
            told = first.statement or (others[0] if others else None)
            yield replace(each, id=identity("c", first.article, flat(first.spans), told))
