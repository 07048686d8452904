"""who: a name → all that an actor said, is said to have said and denied over the pile."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from rapidfuzz import fuzz, process

from whence.answers import wording
from whence.answers.lines import dispute_line, saying
from whence.answers.models import DisputeLine, Saying, Who
from whence.answers.pile import Lookup, PileView
from whence.errors import NotFound
from whence.records import Actor, ActorKind, Statement
from whence.text import forms

_SUGGESTED = 60.0


def who(view: PileView, name: str) -> Who:
    """The statements of the actor that a name, an alias, a surname or an id means.

    An unnamed source is asked for by its description ("officials"). Of several actors with the name, the one
    with most statements answers and the rest are `others`. Raises `NotFound` with suggestions.
    """
    look = Lookup.of(view)
    said = {each.id: view.said_by(each.id) for each in _named(_candidates(view, name), name)}
    ranked = sorted(
        (each for each in _candidates(view, name) if each.id in said),
        key=lambda each: (-len(said[each.id]), each.name, each.id),
    )
    described = view.said_as(name.strip())
    if ranked and (said[ranked[0].id] or not described):
        first, others = ranked[0], tuple(each.name for each in ranked[1:6])
        subject = _Subject(first.id, first.name, first.kind, first)
        return _answer(look, name, subject, said[first.id], others)
    if described:
        subject = _Subject(None, described[0].speaker or name, described[0].speaker_kind, None)
        return _answer(look, name, subject, described, ())
    raise NotFound(_nobody(name, [each.name for each in view.actors()]))


def _candidates(view: PileView, name: str) -> Sequence[Actor]:
    """The actors among whom a name may be: of that id, or with its words."""
    with suppress(NotFound):
        return [view.actor(name.strip())]
    return view.actors_like([each for each in forms(name) if each.isascii()])


class _Subject:
    """Whom the answer is about: an actor, or an unnamed source by its description."""

    def __init__(self, id: str | None, name: str, kind: ActorKind, actor: Actor | None) -> None:
        self.id, self.name, self.kind = id, name, kind
        self.aliases = actor.aliases if actor else ()
        self.roles = actor.roles if actor else ()


def _named(actors: Sequence[Actor], name: str) -> list[Actor]:
    """The actors with that id or name; else with that alias; else whose name holds all the words."""
    asked = forms(name)
    if not asked:
        return []
    exact = [each for each in actors if each.id == name or forms(each.name) == asked]
    alias = [each for each in actors if any(forms(alias) == asked for alias in each.aliases)]
    part = [each for each in actors if set(asked) <= set(forms(each.name))]
    return exact or alias or part


def _nobody(name: str, names: Sequence[str]) -> str:
    like = process.extract(name, sorted(set(names)), scorer=fuzz.WRatio, score_cutoff=_SUGGESTED, limit=3)
    hint = "; did you mean " + " or ".join(text for text, _, _ in like) + "?" if like else ""
    return f"nobody called “{name}” speaks in this pile{hint or '; `whence export actors` lists all who do'}"


def _answer(
    look: Lookup, question: str, subject: _Subject, statements: Sequence[Statement], others: tuple[str, ...]
) -> Who:
    lines = sorted((saying(look, each) for each in statements), key=_in_time)
    denied = tuple(each for each in lines if each.credit.act == "deny")
    relayed = tuple(each for each in lines if each.credit.act != "deny" and each.credit.relay)
    said = tuple(each for each in lines if each.credit.act != "deny" and not each.credit.relay)
    articles = {each.place.id for each in lines}
    outlets = tuple(sorted({each.place.outlet for each in lines if each.place.outlet}))
    return Who(
        question=question,
        id=subject.id,
        name=subject.name,
        kind=subject.kind,
        aliases=subject.aliases,
        roles=subject.roles,
        said=said,
        relayed=relayed,
        denied=denied,
        disputed=_disputed(look, statements),
        articles=len(articles),
        outlets=outlets,
        others=others,
        sentence=f"{wording.number(len(lines), 'statement')} of {subject.name} "
        f"in {wording.number(len(articles), 'article')} of this pile",
    )


def _in_time(line: Saying) -> tuple[bool, str, str, str, int, str]:
    published = line.place.published
    start = line.spans[0].start if line.spans else 0
    return (published is None, published or "", line.place.path, line.place.id, start, line.id)


def _disputed(look: Lookup, statements: Sequence[Statement]) -> tuple[DisputeLine, ...]:
    found = [each for one in statements for each in look.view.disputes_against(one.id)]
    return tuple(dispute_line(look, each, look.claim(each.claim)) for each in sorted(found, key=lambda each: each.id))
