"""The sentences of the answers: flags, counts, orders and directions in words, the same on every face."""

from __future__ import annotations

from collections.abc import Callable

from whence.answers.models import Credit, Place
from whence.comparison.copies import Wire
from whence.comparison.senses import Sense
from whence.records import Claim, Dispute, Drift, Omission, Order, Reuse, Variant

ORDERS: dict[Order, str] = {
    "dated": "in order of publication",
    "inferred": "order inferred from the evidence of copying",
    "unknown": "order unknown: neither dates nor the evidence of copying decide it",
}
_VARIANTS: dict[Variant, str] = {
    "origin": "origin",
    "exact": "word for word",
    "truncated": "truncated",
    "altered": "quote altered",
    "reworded": "reworded",
    "merged": "merged from two statements",
}
_PROBABLE = 0.7
_SURE = ((0.9, "almost surely"), (_PROBABLE, "probably"), (0.0, "perhaps"))


def number(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 article", "1,204 articles"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(names: list[str] | tuple[str, ...]) -> str:
    """Names in a row: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def credited(credit: Credit | None) -> str:
    """Who is credited in a few words: name, else the source's words, else what is missing."""
    if credit is None:
        return "nobody"
    return credit.speaker or credit.source or "an unnamed source"


def credit_sentence(speaker: str | None, source: str | None, cue: str | None, relay: tuple[str, ...]) -> str:
    """ "Ann Lee (as “the minister”), said, through The Herald"."""
    who = speaker or source or "no source named"
    words = f" (as “{source}”)" if source and _bare(source) != _bare(speaker or source) else ""
    return f"{who}{words}" + (f", “{cue}”" if cue else "") + (f", through {' ← '.join(relay)}" if relay else "")


def _bare(name: str) -> str:
    """A name or description without its article."""
    first, _, rest = name.casefold().partition(" ")
    return rest if rest and first in ("a", "an", "the") else name.casefold()


def flags(variant: Variant, drift: tuple[Drift, ...], old: Credit | None, new: Credit | None) -> tuple[str, ...]:
    """The variant and each drift in words; `old` and `new` are the credits compared."""
    return (_VARIANTS[variant], *(_DRIFTS[each](old, new) for each in drift))


_SENSES: dict[Sense, str] = {
    "number": "a number changed",
    "negation": "a “not” came or went",
    "modality": "may, must or will changed",
    "names": "a name changed",
    "form": "only tense and form changed",
}


def sense_flags(found: tuple[Sense, ...], drift: tuple[Drift, ...]) -> tuple[str, ...]:
    """What a change of words does to the sense; a number that `drift` tells of already is not told again."""
    return tuple(_SENSES[each] for each in found if not (each == "number" and "number_changed" in drift))


def _arrow(name: str, old: str | None, new: str | None) -> str:
    return f"{name}: {old or 'none'} → {new or 'none'}"


def _lost(old: Credit | None, new: Credit | None) -> str:
    who = f": was credited to {credited(old)}" if old else ""
    return f"attribution lost{who}, now stated as fact" if new is None else f"attribution lost{who}"


def _cue(name: str) -> Callable[[Credit | None, Credit | None], str]:
    return lambda old, new: _arrow(name, old.cue if old else None, new.cue if new else None)


def _speaker(name: str) -> Callable[[Credit | None, Credit | None], str]:
    return lambda old, new: _arrow(name, credited(old), credited(new))


def _relay(old: Credit | None, new: Credit | None) -> str:
    gone = [each for each in (old.relay if old else ()) if each not in (new.relay if new else ())]
    return "relay dropped" + (f": {listed(gone)}" if gone else "")


_DRIFTS: dict[Drift, Callable[[Credit | None, Credit | None], str]] = {
    "speaker_generalised": _speaker("speaker generalised"),
    "speaker_changed": _speaker("speaker changed"),
    "attribution_lost": _lost,
    "attribution_gained": lambda _, new: f"attribution gained: now credited to {credited(new)}",
    "cue_strengthened": _cue("cue strengthened"),
    "cue_hedged": _cue("cue hedged"),
    "relay_dropped": _relay,
    "number_changed": lambda _old, _new: "number changed",
    "quotes_dropped": lambda _old, _new: "quotation marks dropped",
    "quotes_added": lambda _old, _new: "quotation marks added",
}


def count_sentence(claim: Claim) -> str:
    """How many independent sources a claim has, in this pile."""
    anonymous = f", {claim.anonymous_voices:,} of them unnamed" if claim.anonymous_voices else ""
    witnesses = number(claim.witnesses, "independent account")
    voices = number(claim.voices, "independent voice")
    return f"{number(claim.independent_sources, 'independent source')} in this pile ({witnesses}, {voices}{anonymous})"


def direction_note(reuse: Reuse, names: dict[str, str]) -> str:
    """Who copied whom by one passage, and how sure that is."""
    a, b = names[reuse.a], names[reuse.b]
    if reuse.cause == "quoted":
        return "the same quote, which is no copy"
    if reuse.cause == "house":
        return "a house paragraph, which is no copy"
    if reuse.direction == "unknown":
        return f"shared by {a} and {b}, direction unknown"
    older, newer = (a, b) if reuse.direction == "a->b" else (b, a)
    return f"{newer} {how_sure(reuse.confidence)} took it from {older} ({reuse.confidence:.0%})"


def how_sure(confidence: float) -> str:
    """A confidence (0-1) as an adverb."""
    return next(word for floor, word in _SURE if confidence >= floor)


def dispute_sentence(dispute: Dispute, credit: Credit, place: Place) -> str:
    """Who disputes, in what way and where; a dispute that is not even probable is told with its doubt."""
    doubt = "" if dispute.confidence >= _PROBABLE else f"{how_sure(dispute.confidence)} "
    what = {
        "denial": "denies it",
        "contradiction": "contradicts it",
        "number": "gives a number that cannot hold beside it",
    }[dispute.kind]
    who = f"{credited(credit)} ({place.name})" if credited(credit) != place.name else place.name
    return f"{who} {doubt}{what}" + (f": {dispute.note}" if dispute.note else "")


def omission_sentence(omission: Omission, credit: Credit, copy: Place, origin: Place) -> str:
    """What a copy left out."""
    noun = {"quote": "quote", "denial": "denial", "source": "source", "other": "statement"}[omission.kind]
    return f"{copy.name} left out a {noun} of {credited(credit)} that {origin.name} has"


def origins_sentence(articles: int, outlets: int, origins: int, outside: tuple[str, ...] = ()) -> str:
    """ "5 articles of 4 outlets, 2 origins, in this pile"; an agency whose text they are may not be in it."""
    many = f"{number(articles, 'article')} of {number(outlets, 'outlet')}" if outlets else number(articles, "article")
    if outside:
        which = "one of them" if len(outside) == 1 else f"{len(outside)} of them"
        return f"{many} in this pile, {number(origins, 'origin')}, {which} outside it: {listed(outside)}"
    return f"{many}, {number(origins, 'origin')} in this pile"


def wire_sentence(place: Place, wire: Wire) -> str:
    """What an article says of the agency that its text is from."""
    whole = "is a text of" if wire.whole else "has words from"
    return f"{place.name} by its own word {whole} {wire.agency}, not in this pile"
