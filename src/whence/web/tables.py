"""The tables on the pages as rows: what is on the screen, with where each row comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from whence import answers
from whence.answers.models import DisputeLine, Place, Saying, Step
from whence.answers.pile import JudgedView
from whence.errors import NotFound
from whence.web.links import ServerLinks
from whence.web.settings import CARDS, PEOPLE, SAYINGS
from whence.web.storypage import story_page

_ALL = 1_000_000
Row = dict[str, Any]
Query = Mapping[str, str]


def rows(view: JudgedView, link: ServerLinks, path: str, query: Query) -> list[Row]:
    """The rows of the table at `path` (story/ID/claims, search). Raises `NotFound` where there is no such table."""
    parts = path.split("/")
    shape = (parts[0], parts[-1]) if len(parts) > 1 else (parts[0], "")
    make = _TABLES.get(shape)
    if make is None or not all(parts):
        raise NotFound(f"there is no table {path}")
    return [{name: _cell(value) for name, value in row.items()} for row in make(view, link, parts[1:-1], query)]


def _cell(value: Any) -> Any:
    """Lists as JSON shows them; all else as it is."""
    return list(value) if isinstance(value, tuple) else value


def _place(place: Place) -> Row:
    return {
        "outlet": place.outlet,
        "published": place.published,
        "title": place.title,
        "url": place.url,
        "path": place.path,
        "article": place.id,
    }


def _credit(step: Step | Saying) -> Row:
    who = step.credit
    return {
        "speaker": who.speaker if who else None,
        "source": who.source if who else None,
        "cue": who.cue if who else None,
        "relay": who.relay if who else (),
    }


def _page(query: Query, size: int, whole: int) -> tuple[int, int]:
    """Which rows: those of the page that begins at `from`, all where none is named."""
    start = query.get("from", "")
    return (int(start), size) if start.isascii() and start.isdigit() and len(start) < 10 else (0, whole)


def _stories(view: JudgedView, link: ServerLinks, _parts: list[str], query: Query) -> Iterable[Row]:
    for line in answers.stories(view, *_page(query, CARDS, _ALL)).stories:
        yield {
            "story": line.id,
            "title": line.title,
            "articles": line.articles,
            "outlets": line.outlets,
            "origins": line.origins,
            "outside": line.outside,
            "first": line.first,
            "last": line.last,
            "claims": line.claims,
            "disputes": line.disputes,
            "page": link.story(line.id),
        }


def _claims(view: JudgedView, link: ServerLinks, parts: list[str], query: Query) -> Iterable[Row]:
    page = story_page(answers.story(view, *parts), link, query.get("show", ""))
    for row in page.rows:
        for cell, place in zip(row.cells, page.answer.articles, strict=True):
            if cell.variant:
                yield {
                    "claim": row.id,
                    "text": row.text,
                    "independent_sources": row.independent_sources,
                    "disputed": row.disputed,
                    **_place(place),
                    "variant": cell.variant,
                    "drift": cell.drift,
                    "credited": cell.who,
                    "as_fact": cell.as_fact,
                    "statement": cell.statement,
                    "page": link.claim(row.id),
                }


def _copies(view: JudgedView, link: ServerLinks, parts: list[str], _query: Query) -> Iterable[Row]:
    answer = answers.story(view, *parts)
    names = {place.id: place.name for place in answer.articles}
    for wire in answer.wires:
        yield {
            "origin": wire.agency,
            "copy": names[wire.article],
            "share": None,
            "passages": 0,
            "verbatim": 0,
            "known": True,
            "confidence": None,
            "origin_article": None,
            "copy_article": wire.article,
            "page": link.article(wire.article),
        }
    for edge in answer.edges:
        yield {
            "origin": names[edge.source],
            "copy": names[edge.copier],
            "share": edge.share,
            "passages": edge.passages,
            "verbatim": edge.verbatim,
            "known": edge.known,
            "confidence": edge.confidence,
            "origin_article": edge.source,
            "copy_article": edge.copier,
            "page": link.compare(edge.source, edge.copier),
        }


def _articles(view: JudgedView, link: ServerLinks, parts: list[str], _query: Query) -> Iterable[Row]:
    page = story_page(answers.story(view, *parts), link)
    for place in page.answer.articles:
        edge = page.sources.get(place.id)
        taken = {"share_taken": edge.share if edge else 0.0, "taken_from": page.names[edge.source] if edge else None}
        yield {**_place(place), **taken, "page": link.article(place.id)}


def _dispute(link: ServerLinks, line: DisputeLine) -> Row:
    return {
        "claim": line.claim,
        "text": line.claim_text,
        "kind": line.kind,
        **_place(line.place),
        "speaker": line.credit.speaker,
        "words": line.excerpt.text,
        "confidence": line.confidence,
        "statement": line.statement,
        "page": link.claim(line.claim),
    }


def _disputes(view: JudgedView, link: ServerLinks, parts: list[str], _query: Query) -> Iterable[Row]:
    return (_dispute(link, line) for line in answers.story(view, *parts).disputes)


def _omissions(view: JudgedView, link: ServerLinks, parts: list[str], _query: Query) -> Iterable[Row]:
    for each in story_page(answers.story(view, *parts), link).left_out:
        for line in each.lines:
            yield {
                "copy": line.copy.name,
                "origin": line.origin.name,
                "kind": line.kind,
                "words": line.words,
                "speaker": line.credit.speaker,
                "statement": line.statement,
                "copy_article": line.copy.id,
                "origin_article": line.origin.id,
                "page": link.compare(line.origin.id, line.copy.id),
            }


def _appearances(view: JudgedView, link: ServerLinks, parts: list[str], _query: Query) -> Iterable[Row]:
    for step in answers.claim(view, *parts).steps:
        yield {
            "position": step.position,
            **_place(step.place),
            "words": step.words,
            **_credit(step),
            "variant": step.variant,
            "drift": step.drift,
            "flags": step.flags,
            "confidence": step.confidence,
            "statement": step.statement,
            "page": link.article(step.place.id, step.spans),
        }


def _saying(link: ServerLinks, each: Saying) -> Row:
    return {
        **_place(each.place),
        "words": each.words,
        **_credit(each),
        "kind": each.credit.kind,
        "act": each.credit.act,
        "confidence": each.credit.confidence,
        "statement": each.id,
        "claim": each.claim,
        "appearances": each.appearances,
        "page": link.article(each.place.id, each.spans),
    }


def _statements(view: JudgedView, link: ServerLinks, parts: list[str], _query: Query) -> Iterable[Row]:
    return (_saying(link, each) for each in answers.show(view, *parts).statements)


def _shared(view: JudgedView, link: ServerLinks, parts: list[str], _query: Query) -> Iterable[Row]:
    for each in answers.show(view, *parts).passages:
        yield {
            "other": each.there.name,
            "other_article": each.there.id,
            "kind": each.kind,
            "cause": each.cause,
            "similarity": each.similarity,
            "confidence": each.confidence,
            "note": each.direction_note,
            "start": each.here_span.start,
            "end": each.here_span.end,
            "other_start": each.there_span.start,
            "other_end": each.there_span.end,
            "words": each.there_words,
            "page": link.compare(each.here.id, each.there.id),
        }


def _passages(view: JudgedView, link: ServerLinks, parts: list[str], _query: Query) -> Iterable[Row]:
    pair = answers.compare(view, *parts)
    for each in pair.passages:
        yield {
            "a": pair.a.name,
            "b": pair.b.name,
            "kind": each.kind,
            "cause": each.cause,
            "direction": each.direction,
            "confidence": each.confidence,
            "similarity": each.similarity,
            "a_words": each.a_words,
            "b_words": each.b_words,
            "note": each.direction_note,
            "a_start": each.a_span.start,
            "b_start": each.b_span.start,
            "page": link.compare(pair.a.id, pair.b.id),
        }


def _said(view: JudgedView, link: ServerLinks, parts: list[str], query: Query) -> Iterable[Row]:
    role = next((each for each in answers.ROLES if each == query.get("role")), None)
    who = answers.who(view, "/".join(parts), *_page(query, SAYINGS, _ALL), role)
    for role, lines in (("said", who.said), ("relayed", who.relayed), ("denied", who.denied)):
        for each in lines:
            yield {"role": role, **_saying(link, each)}


def _actors(view: JudgedView, link: ServerLinks, _parts: list[str], query: Query) -> Iterable[Row]:
    for each in answers.people(view, *_page(query, PEOPLE, _ALL), query.get("name", "")).people:
        yield {
            "actor": each.id,
            "name": each.name,
            "kind": each.kind,
            "aliases": each.aliases,
            "roles": each.roles,
            "articles": each.articles,
            "page": link.actor(each.id),
        }


def _hits(view: JudgedView, link: ServerLinks, _parts: list[str], query: Query) -> Iterable[Row]:
    for hit in answers.search(view, query.get("q", "")).hits:
        marks = hit.excerpt.marks
        spans = [type(each)(hit.excerpt.start + each.start, hit.excerpt.start + each.end) for each in marks]
        yield {
            **_place(hit.place),
            "words": hit.excerpt.text,
            "score": hit.score,
            "claim": hit.claim,
            "story": hit.story,
            "page": link.article(hit.place.id, spans),
        }


def _judged(view: JudgedView, _link: ServerLinks, _parts: list[str], _query: Query) -> Iterable[Row]:
    return (answers.as_json(each) for each in answers.questions(view, limit=0).judgements)


def _rejects(view: JudgedView, _link: ServerLinks, _parts: list[str], _query: Query) -> Iterable[Row]:
    return (answers.as_json(each) for each in answers.overview(view).rejects)


_TABLES: dict[tuple[str, str], Callable[[JudgedView, ServerLinks, list[str], Query], Iterable[Row]]] = {
    ("stories", ""): _stories,
    ("story", "claims"): _claims,
    ("story", "copies"): _copies,
    ("story", "articles"): _articles,
    ("story", "disputes"): _disputes,
    ("story", "omissions"): _omissions,
    ("claim", "appearances"): _appearances,
    ("article", "statements"): _statements,
    ("article", "passages"): _shared,
    ("compare", "passages"): _passages,
    ("actor", "statements"): _said,
    ("actors", ""): _actors,
    ("search", ""): _hits,
    ("judgements", ""): _judged,
    ("rejects", ""): _rejects,
}
