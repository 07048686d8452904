"""Words in their sentence: where sentences begin and end, and spans cut out with their surroundings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from whence.answers.models import Change, Excerpt
from whence.attribution.sentences import SOUGHT, split
from whence.attribution.sentences import sentences as split_text
from whence.records import Article, Edit, Span, Zone

_KEPT_ARTICLES = 512


@lru_cache(_KEPT_ARTICLES)
def sentences(article: Article) -> tuple[Span, ...]:
    """The sentences of an article in reading order, those of captions, comments and the like too."""
    whole = article.zones or (Zone(0, len(article.text), "body", ""),)
    other = [each for each in whole if each.zone not in SOUGHT]
    found = [Span(each.start, each.end) for each in split(article)]
    for zone in other:
        found += [Span(*each) for each in split_text(article.text, zone.start, zone.end)]
    return tuple(sorted(found))


def excerpt(article: Article, spans: Sequence[Span]) -> Excerpt:
    """The sentences that `spans` stand in, with the spans marked."""
    first, last = min(each.start for each in spans), max(each.end for each in spans)
    touched = [each for each in sentences(article) if each.start < last and each.end > first]
    start, end = min([first, *(each.start for each in touched)]), max([last, *(each.end for each in touched)])
    marks = tuple(Span(each.start - start, each.end - start) for each in sorted(spans))
    return Excerpt(article.text[start:end], start, end, marks)


def cut(text: str, spans: Iterable[Span]) -> str:
    """The words of spans, fragments joined by an ellipsis, white space made single."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def changes(old: str, new: str, edits: Sequence[Edit], turned: bool = False) -> tuple[Change, ...]:
    """A word-level diff from `old` to `new` as kept, cut and put-in words; `turned` where the edits run new to old."""
    sides = [(edit.b, edit.a) if turned else (edit.a, edit.b) for edit in edits]
    before = _with_marks(old, [a for a, _ in sides])
    after = _with_marks(new, [b for _, b in sides])
    steps: list[Change] = []
    for edit, cut_words, put_in in zip(edits, before, after, strict=True):
        if edit.operation == "kept":
            steps.append(Change("kept", put_in))
            continue
        steps += [Change("cut", cut_words)] * bool(cut_words) + [Change("put_in", put_in)] * bool(put_in)
    return tuple(steps)


def _with_marks(text: str, spans: Sequence[Span]) -> list[str]:
    """The words of each span with the marks that close them (a full stop, a quotation mark), white space single."""
    starts = [*(each.start for each in spans[1:]), spans[-1].end] if spans else []
    cuts = []
    for span, limit in zip(spans, starts, strict=True):
        end = span.end
        while span.end > span.start and end < limit and not text[end].isspace():
            end += 1
        cuts.append(" ".join(text[span.start : end].split()))
    return cuts
