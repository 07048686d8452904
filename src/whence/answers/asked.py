"""The view models of people, and of what people are asked to judge."""

from __future__ import annotations

from dataclasses import dataclass

from whence.answers.models import Excerpt, Place
from whence.records import ActorKind, JudgementSubject, Verdict


@dataclass(frozen=True, slots=True)
class PersonLine:
    """An actor in one line; `articles` is how many name it."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Mention:
    """An article that names an actor; `id` is what a judgement on it calls it."""

    id: str
    place: Place
    name: str


@dataclass(frozen=True, slots=True)
class PeopleList:
    """Some of the actors of a pile, those in most articles first; `total` is how many there are."""

    people: tuple[PersonLine, ...]
    total: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Words to look at before judging; `caption` says who is credited, or what the words are."""

    place: Place
    excerpt: Excerpt
    caption: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something to judge: what `whence.judgements.record` takes, with what the machine thinks and what hangs on it."""

    subject: JudgementSubject
    target: str
    other: str | None
    question: str
    exhibits: tuple[Exhibit, ...]
    evidence: tuple[str, ...]
    confidence: float
    worth: float
    affects: str


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """A judgement in one line."""

    id: str
    subject: JudgementSubject
    target: str
    other: str | None
    verdict: Verdict
    who: str
    when: str
    why: str
    undone: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Queue:
    """Some of `total` open questions, most useful first; how many there are on each subject; all judgements, newest
    first."""

    questions: tuple[Question, ...]
    total: int
    counts: tuple[tuple[str, int], ...]
    judgements: tuple[JudgementLine, ...]
    sentence: str
