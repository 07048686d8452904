"""The view models: what an answer holds, as frozen plain values that any face can draw.

Offsets are code points into the article's text unless the field says otherwise; dates are ISO 8601.
Fields that end in `_note` or are called `sentence` are wording for the screen, the same on every face.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whence.records import (
    Act,
    ActorKind,
    Cause,
    Direction,
    DisputeKind,
    Drift,
    Edit,
    Evidence,
    OmissionKind,
    Order,
    Polarity,
    ReuseKind,
    Span,
    StatementKind,
    Variant,
    ZoneName,
)

ChangeOperation = Literal["kept", "cut", "put_in"]
Layer = Literal["zone", "source", "cue", "content", "relay", "passage"]
TargetKind = Literal["claim", "sentence"]


@dataclass(frozen=True, slots=True)
class Place:
    """An article as a line on the screen names it; `name` is its outlet, else its path."""

    id: str
    name: str
    path: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words in their sentence: `text` is `article[start:end]`, `marks` are spans within `text`."""

    text: str
    start: int
    end: int
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of a word-level diff; `words` are kept, cut from the older text, or put into the newer."""

    operation: ChangeOperation
    words: str


@dataclass(frozen=True, slots=True)
class Credit:
    """Who is credited with a statement: `speaker` is the name across the pile, `source` the article's own words."""

    speaker: str | None
    source: str | None
    named: bool
    actor: str | None
    cue: str | None
    relay: tuple[str, ...]
    kind: StatementKind
    act: Act
    polarity: Polarity
    strength: int
    confidence: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Step:
    """One appearance of a claim; `credit` is None where it is stated as fact.

    `against` is the position of the step that `changes` and `flags` compare it with; `flags` are `variant`
    and `drift` in words; `links` say why the appearance belongs to the claim.
    """

    position: int
    place: Place
    statement: str | None
    spans: tuple[Span, ...]
    words: str
    excerpt: Excerpt
    credit: Credit | None
    variant: Variant
    drift: tuple[Drift, ...]
    flags: tuple[str, ...]
    against: int | None
    changes: tuple[Change, ...]
    confidence: float
    links: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """A dispute: who denies or contradicts which claim, where, in which words."""

    id: str
    kind: DisputeKind
    claim: str
    claim_text: str
    place: Place
    statement: str
    excerpt: Excerpt
    credit: Credit
    target: str | None
    confidence: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many independent sources stand behind a claim, in this pile, and how they were counted."""

    independent_sources: int
    witnesses: int
    voices: int
    anonymous_voices: int
    sentence: str
    reasoning: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in one line; `score` 0-1 is how well it fits what was asked (1 where nothing was asked)."""

    id: str
    text: str
    appearances: int
    independent_sources: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A passage shared by two articles, seen from `here`; `direction_note` says who copied and how sure that is."""

    id: str
    here: Place
    there: Place
    here_span: Span
    there_span: Span
    similarity: float
    kind: ReuseKind
    cause: Cause
    confidence: float
    direction_note: str
    there_words: str


@dataclass(frozen=True, slots=True)
class Trace:
    """The chain of some words: the best claim with its steps, or the sentence that belongs to no claim.

    `claim` is None and `steps` empty where `found` is "sentence"; `at` is then where the words stand.
    `steps[origin]` is the origin. `passages` are the copied passages that cover the words asked for.
    """

    question: str
    found: TargetKind
    claim: str | None
    text: str
    order: Order
    order_note: str
    origin: int
    steps: tuple[Step, ...]
    at: Place
    excerpt: Excerpt
    disputes: tuple[DisputeLine, ...]
    count: Count | None
    alternatives: tuple[ClaimLine, ...]
    passages: tuple[PassageLine, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement in one line: where, credited how, and the claim it is an appearance of."""

    id: str
    place: Place
    spans: tuple[Span, ...]
    words: str
    credit: Credit
    claim: str | None
    appearances: int


@dataclass(frozen=True, slots=True)
class SpokenCounts:
    """How many statements an actor has in each role over the pile."""

    said: int
    relayed: int
    denied: int


@dataclass(frozen=True, slots=True)
class Who:
    """An actor over the pile: what it said, what it is said to have said through others, what it denied.

    The three tuples do not overlap: a denial is in `denied` only, a relayed statement in `relayed` only.
    They hold those asked for; `counts` are of all. `disputed` are disputes against what it said. `others` are actors
    that the name might also mean.
    """

    question: str
    id: str | None
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    said: tuple[Saying, ...]
    relayed: tuple[Saying, ...]
    denied: tuple[Saying, ...]
    counts: SpokenCounts
    disputed: tuple[DisputeLine, ...]
    articles: int
    outlets: tuple[str, ...]
    others: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class WireLine:
    """`article` says that it holds a text of `agency`, which is not in this pile; `whole` is False for a part of it."""

    agency: str
    article: str
    whole: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in one line; `origins` are its articles that copy from no other of them, and the agencies `outside` this
    pile whose texts some of them are by their own word."""

    id: str
    title: str
    articles: int
    outlets: tuple[str, ...]
    first: str | None
    last: str | None
    origins: int
    claims: int
    disputes: int
    sentence: str
    outside: tuple[str, ...] = ()

    @property
    def own(self) -> int:
        """How many of the origins are articles of this pile."""
        return self.origins - len(self.outside)


@dataclass(frozen=True, slots=True)
class CopyEdge:
    """`copier` took `share` (0-1) of its body's words from `source`; `known` is False where the direction is not."""

    source: str
    copier: str
    share: float
    passages: int
    verbatim: int
    known: bool
    confidence: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How one article carries a claim: empty where it does not (`variant` None); `who` is credited there."""

    article: str
    variant: Variant | None = None
    drift: tuple[Drift, ...] = ()
    flags: tuple[str, ...] = ()
    statement: str | None = None
    start: int | None = None
    as_fact: bool = False
    who: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim against the articles of a story, one cell per article in the story's order."""

    id: str
    text: str
    cells: tuple[Cell, ...]
    independent_sources: int
    appearances: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class OmissionLine:
    """What a copy left out of its origin."""

    copy: Place
    origin: Place
    statement: str
    words: str
    kind: OmissionKind
    credit: Credit
    sentence: str


@dataclass(frozen=True, slots=True)
class StoryAnswer:
    """A story in full: its articles in time order, who copied whom, claims against articles, disputes, omissions.

    `wires` are the agencies outside this pile that articles name as where their text is from.
    """

    line: StoryLine
    articles: tuple[Place, ...]
    edges: tuple[CopyEdge, ...]
    wires: tuple[WireLine, ...]
    claims: tuple[ClaimRow, ...]
    disputes: tuple[DisputeLine, ...]
    omissions: tuple[OmissionLine, ...]


@dataclass(frozen=True, slots=True)
class StoryList:
    """Some of the stories of a pile, largest first, and how many there are."""

    stories: tuple[StoryLine, ...]
    total: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ZoneMark:
    """A zone and the reason for it."""

    start: int
    end: int
    zone: ZoneName
    reason: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlighted span of a layer; `ref` is the statement's or the passage's id, `label` what to say about it."""

    start: int
    end: int
    layer: Layer
    ref: str
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An article's text with its layers; `marks` are sorted by start and may overlap."""

    place: Place
    text: str
    authors: tuple[str, ...]
    zones: tuple[ZoneMark, ...]
    marks: tuple[Mark, ...]
    statements: tuple[Saying, ...]
    passages: tuple[PassageLine, ...]
    story: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """A passage of two articles side by side; `changes` lead from the older side (`a` where unknown) to the newer.

    `edits` are the same steps as spans: their `a` counts in the first article asked for, `b` in the second, and what
    was cut and put in leads from `a` to `b`.
    """

    id: str
    a_span: Span
    b_span: Span
    a_words: str
    b_words: str
    similarity: float
    kind: ReuseKind
    cause: Cause
    direction: Direction
    confidence: float
    direction_note: str
    changes: tuple[Change, ...]
    evidence: tuple[Evidence, ...]
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of two compared articles in full."""

    text: str
    zones: tuple[ZoneMark, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two articles against each other; shares are of each article's body words, statements those of one only.

    `a_side` and `b_side` hold the texts that the passages' spans and edits count in.
    """

    a: Place
    b: Place
    passages: tuple[Aligned, ...]
    share_of_a: float
    share_of_b: float
    edge: CopyEdge | None
    only_a: tuple[Saying, ...]
    only_b: tuple[Saying, ...]
    shared_claims: tuple[ClaimLine, ...]
    omissions: tuple[OmissionLine, ...]
    sentence: str
    a_side: Side
    b_side: Side


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that holds the words searched for; `score` is 0-1, `claim` the best claim there, `story` its event."""

    place: Place
    excerpt: Excerpt
    score: float
    claim: str | None
    story: str | None
    story_title: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first."""

    question: str
    hits: tuple[Hit, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class RejectLine:
    """A document that could not be read, and why."""

    path: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What a ledger holds; `stale` is True where its comparison is older than its articles."""

    counts: tuple[tuple[str, int], ...]
    rejects: tuple[RejectLine, ...]
    stale: bool
    sentence: str
