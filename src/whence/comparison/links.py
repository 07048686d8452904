"""Links between propositions: which pairs to look at, and how sure it is that two say the same.

Pairs come from passages that stand in both articles, from words they share within one story, and, across stories,
from runs of words (quotes travel further than events). A link is a sum of log-odds, each with its reason.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from whence.comparison.propositions import Proposition
from whence.comparison.variants import closeness, placed
from whence.comparison.wording import NEGATORS, weigh
from whence.records import Article, Evidence, Reuse, Span

_RUN = 5
_RUN_CAP = 30
_WORD_CAP = 40
_FEW = 6
_LONG = 40
_TELLING = 1.2
_FEW_TERMS = 0.4
_CLEARLY = 0.1
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """Why two propositions are one; `confidence` is 0 to 1."""

    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the two propositions: rarity of terms, actors of speakers, articles that copied."""

    weights: dict[str, float]
    speakers: Mapping[tuple[str, str], str]
    copied: Mapping[tuple[str, str], float]


def copies(reuse: Iterable[Reuse], articles: Mapping[str, Article]) -> dict[tuple[str, str], float]:
    """For each pair of articles (both ways round) that share copied words, the share of the shorter one, 0 to 1."""
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for each in reuse:
        if each.cause in ("copied", "unknown"):
            shared[each.a, each.b] += min(each.a_span.end - each.a_span.start, each.b_span.end - each.b_span.start)
    found = {
        (a, b): min(1.0, length / max(1, min(len(articles[a].text), len(articles[b].text))))
        for (a, b), length in shared.items()
    }
    return found | {(b, a): share for (a, b), share in found.items()}


def aligned(ones: Sequence[Proposition], others: Sequence[Proposition], reuse: Iterable[Reuse]) -> dict[Pair, float]:
    """How far a passage carries the one proposition into the other, 0 to 1, for each pair (of different articles).

    A negative sign never occurs; pairs that no passage joins are absent.
    """
    left, right = _by_article(ones), _by_article(others)
    found: dict[Pair, float] = {}
    for each in reuse:
        for a, b in ((each.a, each.b), (each.b, each.a)):
            forth = a == each.a
            for one in _within(ones, left.get(a, ()), each.a_span if forth else each.b_span):
                image = _image(each, ones[one].spans, forth)
                if image is None:
                    continue
                for other in _within(others, right.get(b, ()), image):
                    share = _overlap(image, others[other].spans)
                    if share > 0.3:
                        share *= each.similarity if each.kind == "reworded" else 1.0
                        found[one, other] = max(found.get((one, other), 0.0), share)
    return found


def _by_article(propositions: Sequence[Proposition]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(propositions):
        found[each.article].append(at)
    return found


def _within(propositions: Sequence[Proposition], places: Sequence[int], span: Span) -> list[int]:
    return [
        at
        for at in places
        if propositions[at].spans[0].start < span.end and propositions[at].spans[-1].end > span.start
    ]


def _image(reuse: Reuse, spans: Sequence[Span], forth: bool) -> Span | None:
    """Where the alignment of a passage puts these spans in the other article; None if hardly any of it lies there."""
    inside = reuse.a_span if forth else reuse.b_span
    start, end = max(spans[0].start, inside.start), min(spans[-1].end, inside.end)
    if end - start < 0.4 * sum(span.end - span.start for span in spans):
        return None
    kept = [
        (here, there)
        for edit in reuse.edits
        if edit.operation in ("kept", "replaced")
        for here, there in [(edit.a, edit.b) if forth else (edit.b, edit.a)]
        if here.start < end and here.end > start
    ]
    if kept:
        first, last = kept[0], kept[-1]
        begin = first[1].start + max(0, start - first[0].start)
        stop = last[1].end - max(0, last[0].end - end)
        return Span(min(begin, stop), max(begin, stop))
    outside = reuse.b_span if forth else reuse.a_span
    scale = (outside.end - outside.start) / max(1, inside.end - inside.start)
    return Span(
        outside.start + round((start - inside.start) * scale), outside.start + round((end - inside.start) * scale)
    )


def _overlap(image: Span, spans: Sequence[Span]) -> float:
    shared = sum(max(0, min(image.end, span.end) - max(image.start, span.start)) for span in spans)
    shorter = min(image.end - image.start, sum(span.end - span.start for span in spans))
    return shared / shorter if shorter else 0.0


def alike(
    ones: Sequence[Proposition], others: Sequence[Proposition], story_of: Mapping[str, str], weights: dict[str, float]
) -> set[Pair]:
    """Pairs of one story that share rare enough words; each of `ones` with the few of `others` that share most."""
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, each in enumerate(others):
        for term in each.terms:
            postings[story_of.get(each.article, each.article), term].append(at)
    pairs: set[Pair] = set()
    for at, each in enumerate(ones):
        story = story_of.get(each.article, each.article)
        sums: dict[int, float] = defaultdict(float)
        for term in sorted(each.terms):
            listed = postings.get((story, term), ())
            if len(listed) <= _WORD_CAP:
                for other in listed:
                    sums[other] += weights.get(term, 1.0)
        ranked = sorted(((-value, other) for other, value in sums.items() if others[other].article != each.article))
        pairs.update((at, other) for _, other in ranked[:_FEW])
    return pairs


def runs(ones: Sequence[Proposition], others: Sequence[Proposition]) -> set[Pair]:
    """Pairs that share a run of five words; a run in many propositions joins each to the first of them only."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, each in enumerate(others):
        for run in {each.forms[i : i + _RUN] for i in range(len(each.forms) - _RUN + 1)}:
            holders[run].append(at)
    counts: Counter[Pair] = Counter()
    for at, each in enumerate(ones):
        for run in {each.forms[i : i + _RUN] for i in range(len(each.forms) - _RUN + 1)}:
            listed = holders.get(run, ())
            for other in listed if len(listed) <= _RUN_CAP else listed[:1]:
                if others[other].article != each.article:
                    counts[at, other] += 1
    return set(counts)


def score(one: Proposition, other: Proposition, alignment: float, context: Context) -> Link:
    """The evidence that two propositions of different articles are one, and the confidence that it gives."""
    found = [Evidence("prior", -2.4, "two propositions are seldom the same")]
    if alignment:
        found.append(Evidence("passage", 3.2 * alignment, f"one passage holds both ({alignment:.0%})"))
    share = context.copied.get((one.article, other.article))
    if share is not None:  # the more of an article is copied, the likelier is the next statement
        found.append(Evidence("copied article", 0.4 + 1.6 * share, f"{share:.0%} of the one is from the other"))
    found += _wording(one, other, context.weights)
    found += _meaning(one, other, context)
    return weighed(found)


def outdone(links: Mapping[Pair, Link], propositions: Sequence[Proposition]) -> set[Pair]:
    """Pairs where one side says better, in the other's article, what the two have in common.

    Two statements of one article are seldom the same one; a quote that merges two shares other words with each.
    """
    partners: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for (one, two), each in links.items():
        partners[one, propositions[two].article].append((each.confidence, two))
        partners[two, propositions[one].article].append((each.confidence, one))
    found: set[Pair] = set()
    for (one, _), rivals in partners.items():
        best, chosen = max(rivals)
        common = propositions[one].terms & propositions[chosen].terms
        for confidence, other in rivals:
            if confidence < best - _CLEARLY and propositions[one].terms & propositions[other].terms <= common:
                found.add((min(one, other), max(one, other)))
    return found


def weighed(evidence: Iterable[Evidence]) -> Link:
    """The link that some evidence gives: the logistic function of the sum of its weights."""
    kept = tuple(each for each in evidence if each.weight)
    return Link(1 / (1 + math.exp(-sum(each.weight for each in kept))), kept)


def _wording(one: Proposition, other: Proposition, weights: dict[str, float]) -> list[Evidence]:
    shared = weigh(one.terms & other.terms, weights)
    whole = weigh(one.terms, weights) + weigh(other.terms, weights)
    short = min(weigh(one.terms, weights), weigh(other.terms, weights)) or 1.0
    dice = 2 * shared / whole if whole else 0.0
    cover = shared / short
    few = len(one.terms & other.terms) < 2
    telling = (_FEW_TERMS if few else 1.0) * min(
        1.0, shared / _TELLING
    )  # words that most articles here use prove little, even all of them
    weight = telling * (5.0 * dice + max(0.0, 3.0 * (cover - 0.5)))
    found = [Evidence("shared words", weight, f"{dice:.0%} of the telling words")]
    if few:
        found.append(Evidence("little shared", -2.0, "fewer than two telling words in common"))
    length = min(len(one.forms), len(other.forms))
    literal = one.literal and other.literal
    kept = closeness(one.forms, other.forms) if cover > 0.5 and length >= 3 else 0.0
    if kept >= 0.75:
        weight = (3.0 if length >= 5 else 1.5) * (1.0 if literal else 0.6 * telling)
        found.append(Evidence("same quote" if literal else "same words", weight, f"{kept:.0%} of the shorter kept"))
    elif literal:
        found.append(Evidence("other words", -2.0, "both are quoted, and not in the same words"))
    return found


def _meaning(one: Proposition, other: Proposition, context: Context) -> list[Evidence]:
    found = []
    if opposed(one, other):
        found.append(Evidence("negation", -12.0, "only one of the two says that it is not so"))
    if one.numbers & other.numbers:
        found.append(Evidence("same number", 0.4, "they share a number"))
    elif one.numbers and other.numbers:
        found.append(Evidence("other number", -0.8, "their numbers differ"))
    speakers = speaker_of(one, context.speakers), speaker_of(other, context.speakers)
    if all(speakers):
        same = speakers[0] == speakers[1]
        note = "one speaker" if same else "two speakers"
        found.append(Evidence("speaker", 0.6 if same else -0.6, note))
    return found


def opposed(one: Proposition, other: Proposition) -> bool:
    """Whether just one of the two denies; a denial in the part of a longer quote that the shorter left out is none.

    Long texts hold a "not" somewhere, so that above forty words it tells nothing.
    """
    if one.denies == other.denies or max(len(one.forms), len(other.forms)) > _LONG:
        return False
    short, long = sorted((one, other), key=lambda each: (len(each.forms), each.key))
    at = placed(short.forms, long.forms)
    if at is None or len(short.forms) == len(long.forms):
        return True
    around = long.forms[max(0, at - 4) : at]
    return short.denies or any(each in NEGATORS or each.endswith("n't") for each in around)


def speaker_of(proposition: Proposition, speakers: Mapping[tuple[str, str], str]) -> str | None:
    """The actor id of a proposition's named speaker, or None."""
    statement = proposition.statement
    if statement is None or not statement.named or statement.entity is None:
        return None
    return speakers.get((statement.article, statement.entity))
