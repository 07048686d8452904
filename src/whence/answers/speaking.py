"""who: a name → all that an actor said, is said to have said and denied over the pile."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from whence.answers import wording
from whence.answers.lines import dispute_line, saying
from whence.answers.models import DisputeLine, Saying, SpokenCounts, Who
from whence.answers.pile import Lookup, PileView, Spoken
from whence.errors import NotFound
from whence.records import Actor, ActorKind, Voice, VoiceRole
from whence.text import forms

ROLES: tuple[VoiceRole, ...] = ("said", "relayed", "denied")
"""What a statement of somebody is: said, said through others, or denied."""
_SUGGESTED = 60.0
_ALL = 1 << 31


def who(view: PileView, name: str, start: int = 0, limit: int | None = None, role: VoiceRole | None = None) -> Who:
    """The statements of the actor that a name, an alias, a surname or an id means.

    An unnamed source is asked for by its description ("officials"). Of several actors with the name, the one
    with most statements answers and the rest are `others`. Of each role (of `role` alone, if one is named) `limit`
    statements from the `start`-th on are told, all without a limit; the counts are of all. Raises `NotFound` with
    suggestions.
    """
    look = Lookup.of(view)
    said = [(view.spoken_counted(Voice("actor", each.id)), each) for each in _named(_candidates(view, name), name)]
    ranked = sorted(said, key=lambda each: (-_total(each[0]), each[1].name, each[1].id))
    asked = _Asked(name, start, _ALL if limit is None else limit, (role,) if role else ROLES)
    if ranked and _total(ranked[0][0]):
        return _of_actor(look, asked, ranked)
    described = Voice("description", name.strip())
    spoken = view.spoken_counted(described)
    if _total(spoken):
        first = look.statement(next(each for role in ROLES for each in view.spoken(described, role, 0, 1)))
        subject = _Subject(None, first.speaker or name, first.speaker_kind, None)
        return _answer(look, asked, subject, described, spoken, ())
    if ranked:
        return _of_actor(look, asked, ranked)
    raise NotFound(_nobody(name, [each.name for each in view.actors()]))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked: the name, and which statements of which roles."""

    name: str
    start: int
    limit: int
    roles: tuple[VoiceRole, ...]


def _total(spoken: Spoken) -> int:
    return spoken.said + spoken.relayed + spoken.denied


def _of_actor(look: Lookup, asked: _Asked, ranked: Sequence[tuple[Spoken, Actor]]) -> Who:
    spoken, first = ranked[0]
    subject = _Subject(first.id, first.name, first.kind, first)
    others = tuple(each.name for _, each in ranked[1:6])
    return _answer(look, asked, subject, Voice("actor", first.id), spoken, others)


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
    look: Lookup, asked: _Asked, subject: _Subject, voice: Voice, spoken: Spoken, others: tuple[str, ...]
) -> Who:
    lines = {role: _lines(look, voice, role, asked) if role in asked.roles else () for role in ROLES}
    disputes = look.view.disputed(voice, asked.limit)
    return Who(
        question=asked.name,
        id=subject.id,
        name=subject.name,
        kind=subject.kind,
        aliases=subject.aliases,
        roles=subject.roles,
        said=lines["said"],
        relayed=lines["relayed"],
        denied=lines["denied"],
        counts=SpokenCounts(spoken.said, spoken.relayed, spoken.denied),
        disputed=tuple(_dispute(look, each) for each in disputes),
        articles=spoken.articles,
        outlets=spoken.outlets,
        others=others,
        sentence=f"{wording.number(_total(spoken), 'statement')} of {subject.name} "
        f"in {wording.number(spoken.articles, 'article')} of this pile",
    )


def _lines(look: Lookup, voice: Voice, role: VoiceRole, asked: _Asked) -> tuple[Saying, ...]:
    found = look.view.spoken(voice, role, asked.start, asked.limit)
    return tuple(saying(look, look.statement(each)) for each in found)


def _dispute(look: Lookup, id: str) -> DisputeLine:
    found = look.view.dispute(id)
    return dispute_line(look, found, look.claim(found.claim))
