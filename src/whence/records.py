"""The records that pass between the floors: frozen, made of plain values, no behaviour beyond their shape.

Offsets are Unicode code points into `Article.text`, end exclusive, and `text[start:end]` is the
quoted string, always. The words are the glossary's (docs/glossary.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import Literal, NamedTuple

ZoneName = Literal["body", "heading", "caption", "byline", "promo", "comment"]
StatementKind = Literal["direct", "mixed", "indirect"]
Act = Literal["assert", "deny", "accuse", "demand", "promise", "predict", "ask", "order", "criticise", "threaten"]
Polarity = Literal["positive", "negative"]
ActorKind = Literal["person", "organisation", "country", "group", "unknown"]
ReuseKind = Literal["verbatim", "reworded"]
Cause = Literal["copied", "quoted", "house", "unknown"]
Direction = Literal["a->b", "b->a", "unknown"]
Variant = Literal["origin", "exact", "truncated", "altered", "reworded", "merged"]
Drift = Literal[
    "speaker_generalised",
    "speaker_changed",
    "attribution_lost",
    "attribution_gained",
    "cue_strengthened",
    "cue_hedged",
    "relay_dropped",
    "number_changed",
    "quotes_dropped",
    "quotes_added",
]
Order = Literal["dated", "inferred", "unknown"]
OmissionKind = Literal["quote", "denial", "source", "other"]
DisputeKind = Literal["denial", "contradiction", "number"]
EditOperation = Literal["kept", "cut", "put_in", "replaced"]
VoiceKind = Literal["actor", "description"]
VoiceRole = Literal["said", "relayed", "denied"]
JudgementSubject = Literal["actor", "statement", "reuse", "claim", "dispute"]


class Span(NamedTuple):
    """A stretch of an article's text, `[start, end)` in code points."""

    start: int
    end: int


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The words that play one role in a statement; `text` joins the fragments with one space."""

    text: str
    spans: Spans

    @classmethod
    def cut(cls, text: str, spans: Iterable[tuple[int, int]]) -> Part:
        """The part of `text` that `spans` covers, fragments in reading order."""
        ordered = tuple(sorted(Span(*span) for span in spans))
        return cls(" ".join(text[start:end] for start, end in ordered), ordered)


@dataclass(frozen=True, slots=True)
class Zone:
    """What a stretch of an article is, and why it was taken for that."""

    start: int
    end: int
    zone: ZoneName
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that some place offered for a field of the metadata: `field` from `origin` (json-ld, option, …)."""

    field: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text by one outlet. Zones are sorted, do not overlap and cover the whole text.

    `primary` marks a primary document (a transcript, a release): the words themselves, no report of them.
    """

    id: str
    text: str
    path: str
    key: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Reject:
    """A document that could not be read: a stable code and a sentence."""

    path: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Relay:
    """Who passed a statement on before this article did, and where the article says so."""

    name: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution: who, with which cue, said what.

    `speaker` is the fullest name that the article itself gives for the source, an unnamed source's own
    description without article ("U.S. officials"), or None. `named` tells the two apart. `entity` is the
    name of the article's `Entity` that the speaker is. `strength` says how far the cue vouches for the
    content: -2 doubts it (claimed), -1 hedges (suggested), 0 neutral (said), 1 firm (insisted, believes),
    2 takes it for fact (admitted, revealed). `relay` is outermost first.
    """

    id: str
    article: str
    kind: StatementKind
    act: Act
    content: Part
    source: Part | None = None
    cue: Part | None = None
    speaker: str | None = None
    speaker_kind: ActorKind = "unknown"
    named: bool = False
    entity: str | None = None
    polarity: Polarity = "positive"
    strength: int = 0
    relay: tuple[Relay, ...] = ()
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, country or group as one article names it; `name` is the fullest form there."""

    article: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """All that floor 1 finds in one article."""

    article: str
    statements: tuple[Statement, ...] = ()
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, country or group across the pile; `members` are (article id, entity name)."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    members: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of an alignment; a kept or replaced stretch has both sides, a cut one `a`, one put in `b`."""

    operation: EditOperation
    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a conclusion: its `name`, its weight in log-odds (sign as the conclusion says) and a sentence."""

    name: str
    weight: float
    note: str


@dataclass(frozen=True, slots=True)
class Reuse:
    """A passage that stands in two articles (`a` < `b` by id), its alignment, and who copied.

    `similarity` is the share of aligned words that are equal; `confidence` is that of the direction.
    Weights of `evidence` are positive for a->b.
    """

    id: str
    a: str
    b: str
    a_span: Span
    b_span: Span
    similarity: float
    kind: ReuseKind
    cause: Cause = "unknown"
    direction: Direction = "unknown"
    confidence: float = 0.0
    edits: tuple[Edit, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The articles on one event, sorted by id."""

    id: str
    articles: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where a claim is expressed; `statement` is None where it is stated as fact.

    `links` say why it belongs to the claim; `against` is the index of the appearance it was compared with
    (the nearest source, else the origin), None for the origin.
    """

    article: str
    statement: str | None
    spans: Spans
    variant: Variant
    drift: tuple[Drift, ...] = ()
    against: int | None = None
    confidence: float = 1.0
    links: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition and its appearances in time order; `origin` is an index into them.

    `witnesses` are independent accounts that the speaker said it, `voices` independent speakers who assert
    it, `anonymous_voices` those of them who are unnamed; `independent_sources` is the first for an attributed
    claim and the second for a claim of fact. `reasoning` is how they were counted, step by step.
    """

    id: str
    text: str
    appearances: tuple[Appearance, ...]
    order: Order
    origin: int = 0
    independent_sources: int = 1
    witnesses: int = 1
    voices: int = 1
    anonymous_voices: int = 0
    reasoning: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Omission:
    """A statement of the origin that a copy left out."""

    article: str
    origin: str
    statement: str
    kind: OmissionKind


@dataclass(frozen=True, slots=True)
class Dispute:
    """A denial, a contradiction or two numbers that cannot both hold, tied to the claim it is about."""

    id: str
    claim: str
    by: str
    target: str | None
    kind: DisputeKind
    confidence: float
    note: str = ""


class Verdict(StrEnum):
    """What a person decided; UNSURE is an answer too."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Voice(NamedTuple):
    """Whose statements are asked for: an actor by its id, or those of no actor by how they are described."""

    kind: VoiceKind
    name: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision on what the machine found; `target` is its id, `other` the second side of a link."""

    id: str
    subject: JudgementSubject
    target: str
    other: str | None
    verdict: Verdict
    who: str
    when: str
    why: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Pile:
    """What floor 2 compares: articles sorted by id, and one attribution for each, in the same order."""

    articles: tuple[Article, ...]
    attributions: tuple[Attribution, ...]
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What floor 2 finds across a pile; each table sorted by id (omissions by their fields)."""

    actors: tuple[Actor, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    stories: tuple[Story, ...] = ()
    claims: tuple[Claim, ...] = ()
    omissions: tuple[Omission, ...] = ()
    disputes: tuple[Dispute, ...] = ()


def identity(prefix: str, *parts: str | int | None) -> str:
    """A stable id: `prefix` and 16 hex digits of a BLAKE2b over the parts; None and "" differ."""
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return prefix + blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def flat(spans: Iterable[Span]) -> str:
    """Spans as one string, for ids: `3-9,12-20`."""
    return ",".join(f"{start}-{end}" for start, end in spans)
