"""compare: two articles side by side, passage by passage, and what only one of them has."""

from __future__ import annotations

from whence.answers import versions, wording
from whence.answers.copying import edge, is_copy, share
from whence.answers.excerpts import changes, cut
from whence.answers.lines import claim_line, omission_line, place, saying
from whence.answers.models import Aligned, Compared, CopyEdge, OmissionLine, Saying, Side, ZoneMark
from whence.answers.pile import Lookup, PileView
from whence.comparison import revisions
from whence.records import Article, Direction, Edit, EditOperation, Reuse, Span


def compare(view: PileView, a: str, b: str) -> Compared:
    """Two articles by id, key, path or the end of a path. Raises `NotFound`."""
    look = Lookup.of(view)
    one, two = view.find_article(a), view.find_article(b)
    found = sorted(view.reuse_between(one.id, two.id), key=lambda each: (_side(each, one).start, each.id))
    copies = [each for each in found if is_copy(each)]
    taken = edge(look, found)
    same = versions.of_one(one, two)
    copies = found if same else copies
    shared = sorted({*view.claims_in(one.id)} & {*view.claims_in(two.id)})
    here, there = place(one), place(two)
    return Compared(
        here,
        there,
        tuple(_aligned(each, one, two) for each in found),
        round(share(look, one, (_side(each, one) for each in copies)), 4),
        round(share(look, two, (_side(each, two) for each in copies)), 4),
        taken,
        _only(look, one, two),
        _only(look, two, one),
        tuple(claim_line(look.claim(each)) for each in shared),
        _left_out(look, one.id, two.id),
        _sentence(one, two, taken, same),
        side(one),
        side(two),
    )


def _sentence(one: Article, two: Article, taken: CopyEdge | None, same: bool) -> str:
    if same:
        before, after = revisions.texts_of_one((one, two))[0]
        return f"{place(after).name}: {versions.revision(before, after)}"
    return taken.sentence if taken else f"{place(one).name} and {place(two).name} share no copied passage in this pile"


def side(article: Article) -> Side:
    """An article's text with its zones."""
    return Side(article.text, tuple(ZoneMark(each.start, each.end, each.zone, each.reason) for each in article.zones))


_TURNED: dict[EditOperation, EditOperation] = {"cut": "put_in", "put_in": "cut"}


def _edit(edit: Edit, turned: bool) -> Edit:
    return Edit(_TURNED.get(edit.operation, edit.operation), edit.b, edit.a) if turned else edit


def _side(reuse: Reuse, article: Article) -> Span:
    return reuse.a_span if reuse.a == article.id else reuse.b_span


def _aligned(reuse: Reuse, one: Article, two: Article) -> Aligned:
    """A passage with `a` as the first article asked for, whatever the order of the ids."""
    turned = reuse.a != one.id
    direction: Direction = reuse.direction
    if turned and direction != "unknown":
        direction = "b->a" if direction == "a->b" else "a->b"
    names = {one.id: place(one).name, two.id: place(two).name}
    older, newer = (two, one) if direction == "b->a" else (one, two)
    return Aligned(
        reuse.id,
        _side(reuse, one),
        _side(reuse, two),
        cut(one.text, (_side(reuse, one),)),
        cut(two.text, (_side(reuse, two),)),
        reuse.similarity,
        reuse.kind,
        reuse.cause,
        direction,
        reuse.confidence,
        wording.direction_note(reuse, names),
        changes(older.text, newer.text, reuse.edits, turned=reuse.a != older.id),
        reuse.evidence,
        tuple(_edit(each, turned) for each in reuse.edits),
    )


def _only(look: Lookup, article: Article, other: Article) -> tuple[Saying, ...]:
    """The statements of an article whose claim does not appear in the other."""
    there = set(look.view.claims_in(other.id))
    lines = [saying(look, each) for each in look.view.statements(article.id)]
    return tuple(sorted((each for each in lines if each.claim not in there), key=lambda each: (each.spans, each.id)))


def _left_out(look: Lookup, a: str, b: str) -> tuple[OmissionLine, ...]:
    found = [each for id, other in ((a, b), (b, a)) for each in look.view.omissions(id) if each.origin == other]
    return tuple(omission_line(look, each) for each in sorted(found, key=lambda each: (each.article, each.statement)))
