"""Stories: the articles on one event.

Weighted words (tf-idf, Spärck Jones 1972) of title and text, joined by an inverted index with a cap on frequency, so
that no step looks at all pairs; the distance in days and copied passages move the similarity; then average-link
agglomeration (Sokal and Michener 1958) inside each connected part of the graph of similar articles.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from whence.comparison.wording import FUNCTION_WORDS, stem
from whence.options import StoryOptions
from whence.records import Article, Pile, Reuse, Story, identity
from whence.text import forms, words

_TERMS = 200
_WORDS = 400
_TITLE_WEIGHT = 3
_CAP_SHARE = 0.1
_CAP_LEAST = 60
_CAP_MOST = 4_000
_CAP_UNDATED = 500
_WINDOW = 4
_LEAST = 0.02
_MOST_TELLING = 6.5
_UNDATED = 0.7
_REUSE_BONUS = 0.5
_TITLE_LENGTH = 90
Edges = dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class _Profile:
    weights: dict[str, float]
    day: int | None


def group(pile: Pile, reuse: Sequence[Reuse], options: StoryOptions) -> tuple[Story, ...]:
    """Every article in exactly one story, a lone one in a story of its own; sorted by id.

    An undated article takes part: its similarity is lowered a little, whatever the other's date.
    """
    articles = sorted(pile.articles, key=lambda each: each.id)
    profiles = _profiles(articles)
    edges = _similarities(profiles, options.days)
    _raise_by_reuse(edges, articles, reuse)
    groups = [members for part in _parts(len(articles), edges, options.threshold) for members in part]
    stories = [_story([articles[each] for each in members], members, edges) for members in groups]
    return tuple(sorted(stories, key=lambda each: each.id))


def _profiles(articles: list[Article]) -> list[_Profile]:
    counts = [_counts(each) for each in articles]
    frequency = Counter(term for each in counts for term in each)
    total = len(articles)
    cap = min(_CAP_MOST, max(_CAP_LEAST, int(_CAP_SHARE * total)))
    return [
        _Profile(_weights(each, frequency, total, cap), _day(article))
        for each, article in zip(counts, articles, strict=True)
    ]


def _counts(article: Article) -> Counter[str]:
    """Stems and pairs of neighbouring words of the title and of the first words that are no junk."""
    kept = [zone for zone in article.zones if zone.zone in ("body", "heading")]
    spans = [(zone.start, zone.end) for zone in kept] if article.zones else [(0, len(article.text))]
    body: list[str] = []
    for start, end in spans:
        if len(body) < _WORDS:
            body.extend(stem(word.form) for word in words(article.text, start, end) if word.form not in FUNCTION_WORDS)
    body = body[:_WORDS]
    title = [stem(each) for each in forms(article.title or "") if each not in FUNCTION_WORDS]
    counts = Counter(body)
    counts.update(f"{one} {two}" for one, two in pairwise(body))
    for each in title:
        counts[each] += _TITLE_WEIGHT
    return counts


def _weights(counts: Counter[str], frequency: Counter[str], total: int, cap: int) -> dict[str, float]:
    weighed = {
        term: (1 + math.log(count)) * min(_MOST_TELLING, math.log((total + 1) / frequency[term]))
        for term, count in counts.items()
        if frequency[term] > 1 or " " not in term
    }
    best = heapq.nsmallest(_TERMS, ((-weight, term) for term, weight in weighed.items()))
    norm = math.sqrt(sum(weight * weight for weight, _ in best)) or 1.0
    return {term: -weight / norm for weight, term in best if 1 < frequency[term] <= cap}


def _day(article: Article) -> int | None:
    """The day of publication; what is no date counts as none."""
    try:
        return date.fromisoformat((article.published or "")[:10]).toordinal()
    except ValueError:
        return None


def _similarities(profiles: list[_Profile], days: float) -> Edges:
    """Cosines of the pairs that share a term rarer than the cap, lowered for those further apart than `days`.

    Dated articles meet those of the days before them only, undated ones all, by their rarer terms.
    """
    dated = sorted((profile.day, at) for at, profile in enumerate(profiles) if profile.day is not None)
    edges: Edges = {}
    _meet_dated(profiles, dated, days, edges)
    _meet_undated(profiles, edges)
    return edges


def _meet_dated(profiles: list[_Profile], dated: list[tuple[int, int]], days: float, edges: Edges) -> None:
    postings: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for day, here in dated:
        sums: dict[int, float] = defaultdict(float)
        for term, weight in profiles[here].weights.items():
            listed = postings[term]
            for earlier, there, other in reversed(listed):
                if day - earlier > _WINDOW * days:
                    break
                sums[there] += weight * other
            listed.append((day, here, weight))
        _keep(edges, here, {at: value * _nearness(day, profiles[at].day, days) for at, value in sums.items()})


def _meet_undated(profiles: list[_Profile], edges: Edges) -> None:
    frequency = Counter(term for profile in profiles for term in profile.weights)
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    undated = [at for at, profile in enumerate(profiles) if profile.day is None]
    wanted = {term for at in undated for term in profiles[at].weights if frequency[term] <= _CAP_UNDATED}
    for here in sorted(range(len(profiles)), key=lambda at: (profiles[at].day is None, at)):
        sums: dict[int, float] = defaultdict(float)
        for term, weight in profiles[here].weights.items():
            if term in wanted:
                if profiles[here].day is None:
                    for there, other in postings[term]:
                        sums[there] += weight * other
                postings[term].append((here, weight))
        _keep(edges, here, {at: value * _UNDATED for at, value in sums.items()})


def _keep(edges: Edges, here: int, values: dict[int, float]) -> None:
    """Note the similarities worth remembering."""
    for there, value in values.items():
        if value >= _LEAST:
            edges[min(here, there), max(here, there)] = value


def _nearness(one: int, two: int | None, days: float) -> float:
    """What the distance in days leaves of a similarity: all of it within half of `days`, then less and less."""
    if two is None or days <= 0:
        return 1.0
    return math.exp(-max(0.0, abs(one - two) - days / 2) / days)


def _raise_by_reuse(edges: Edges, articles: list[Article], reuse: Sequence[Reuse]) -> None:
    """Articles that share copied words are the nearer to one story, the larger the share of the shorter one."""
    place = {each.id: at for at, each in enumerate(articles)}
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for each in sorted(reuse, key=lambda each: each.id):
        if each.cause in ("copied", "unknown") and each.a in place and each.b in place:
            length = min(len(articles[place[each.a]].text), len(articles[place[each.b]].text))
            one, two = sorted((place[each.a], place[each.b]))
            shared[one, two] += (each.a_span.end - each.a_span.start) / max(1, length)
    for pair, share in shared.items():
        edges[pair] = min(1.0, edges.get(pair, 0.0) + _REUSE_BONUS * min(1.0, 2 * share))


def _parts(total: int, edges: Edges, threshold: float) -> Iterable[list[list[int]]]:
    """Each connected part of the graph of similar articles, as its clusters."""
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, two), value in edges.items():
        near[one][two] = near[two][one] = value
    seen: set[int] = set()
    for start in range(total):
        if start in seen:
            continue
        part, stack = [], [start]
        seen.add(start)
        while stack:
            here = stack.pop()
            part.append(here)
            fresh = [each for each, value in near[here].items() if value >= threshold and each not in seen]
            seen.update(fresh)
            stack.extend(fresh)
        yield _agglomerate(sorted(part), near, threshold)


def _agglomerate(part: list[int], near: dict[int, dict[int, float]], threshold: float) -> list[list[int]]:
    """Average link: the two nearest clusters become one while their mean similarity reaches the threshold."""
    inside = set(part)
    clusters = {each: [each] for each in part}
    links = {each: {other: value for other, value in near[each].items() if other in inside} for each in part}
    heap = [(-value, one, two) for one in part for two, value in links[one].items() if one < two and value >= threshold]
    heapq.heapify(heap)
    while heap:
        value, one, two = heapq.heappop(heap)
        if one not in clusters or two not in clusters or abs(_mean(links, clusters, one, two) + value) > 1e-12:
            continue
        clusters[one] = sorted(clusters[one] + clusters.pop(two))
        for other, weight in sorted(links.pop(two).items()):
            links[other].pop(two, None)
            if other != one:
                links[one][other] = links[other][one] = links[one].get(other, 0.0) + weight
        for other in sorted(links[one]):
            mean = _mean(links, clusters, one, other)
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(one, other), max(one, other)))
    return [clusters[each] for each in sorted(clusters)]


def _mean(links: dict[int, dict[int, float]], clusters: dict[int, list[int]], one: int, two: int) -> float:
    return links[one].get(two, 0.0) / (len(clusters[one]) * len(clusters[two]))


def _story(articles: list[Article], places: list[int], edges: Edges) -> Story:
    ids = tuple(each.id for each in articles)
    return Story(identity("t", ids[0]), ids, _title(articles, places, edges))


def _title(articles: list[Article], places: list[int], edges: Edges) -> str:
    """The title of the most central dated article that has one; else of the most central."""

    def rank(at: int) -> tuple[bool, bool, float, str]:
        centre = sum(edges.get((min(places[at], other), max(places[at], other)), 0.0) for other in places)
        return not heading(articles[at]), _day(articles[at]) is None, -round(centre, 9), articles[at].id

    best = articles[min(range(len(articles)), key=rank)]
    return heading(best) or _cut(" ".join(best.text.split()))


def heading(article: Article) -> str:
    """An article's title, else its first heading line, else an empty string."""
    if article.title and article.title.strip():
        return " ".join(article.title.split())
    lines = (article.text[each.start : each.end].split("\n") for each in article.zones if each.zone == "heading")
    return next((" ".join(line.split()) for each in lines for line in each if line.strip()), "")


def _cut(line: str) -> str:
    return line if len(line) <= _TITLE_LENGTH else line[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"
