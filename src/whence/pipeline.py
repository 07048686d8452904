"""Motion: articles into a ledger, and out again.

documents | read | attribute | store      in batches, each whole or not at all; what is stored is not done again
                 pile | compare | store   once, at the end, in one transaction

What stands across articles is made anew from what is stored of each, so neither order, nor batches, nor an interruption
can change an answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from whence import attribution, growth, reading
from whence.comparison import compare
from whence.comparison.spreading import Spread
from whence.engines import Embedded, Engine, Failure
from whence.errors import NothingToRead
from whence.ledger import View, Writer
from whence.lexicon.families import BUILT_IN, Families
from whence.options import AttributionOptions, Options
from whence.records import Article, Attribution, Reject, Reuse, Story

Progress = Callable[[str, int, int], None]
BATCH = 128
_STAGES = ("reuse", "direction", "stories", "actors", "claims", "omissions", "disputes")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What was found on other machines: of the pile with these article ids, or None where it is of another pile.

    `spread` does there what is not found yet, as far as that is possible.
    """

    passages: Callable[[frozenset[str]], tuple[Reuse, ...] | None]
    stories: Callable[[frozenset[str]], tuple[Story, ...] | None]
    spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What an add or a remove did: articles `added` and already `known`, what was rejected, and seconds a stage."""

    added: int = 0
    known: int = 0
    rejects: tuple[Reject, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()


@dataclass(slots=True)
class _Tally:
    """What has happened so far."""

    progress: Progress | None
    added: int = 0
    known: int = 0
    rejects: list[Reject] = field(default_factory=list)
    renamed: list[Article] = field(default_factory=list)
    primary: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def tell(self, stage: str, done: int, total: int = 0) -> None:
        if self.progress:
            self.progress(stage, done, total)

    def summary(self) -> Summary:
        return Summary(self.added, self.known, tuple(self.rejects), tuple(self.seconds.items()))


def add(
    paths: Sequence[str | Path],
    ledger: str | Path,
    options: Options = Options(),  # noqa: B008
    progress: Progress | None = None,
    stdin: BinaryIO | bytes | None = None,
    engine: Engine | None = None,
) -> Summary:
    """Read `paths` into the ledger, attribute, and compare the whole pile.

    Adding twice adds nothing, and an interrupted add, run again, ends in the same ledger as an unbroken one.
    Raises `NothingToRead` where no path exists, and `LedgerError` where the ledger cannot serve.
    """
    if not any(str(path) == "-" or Path(path).exists() for path in paths):
        raise NothingToRead(f"nothing to read: {', '.join(map(str, paths)) or 'no path'} does not exist")
    tally = _Tally(progress)
    with Writer.open(ledger) as writer:
        _store(writer, _read(paths, ledger, options, tally, stdin), options, tally, engine or Embedded())
        writer.reject(tally.rejects)
        _remember(writer, options)
    renew(ledger, options, tally=tally)
    return tally.summary()


def take(
    pairs: Iterable[tuple[Article, Attribution]],
    ledger: str | Path,
    options: Options = Options(),  # noqa: B008
    progress: Progress | None = None,
    rejects: Iterable[Reject] = (),
    elsewhere: Elsewhere | None = None,
) -> Summary:
    """Put articles that were attributed elsewhere into the ledger, and compare the whole pile.

    Taking twice adds nothing. Raises `LedgerError` where the ledger cannot serve.
    """
    tally = _Tally(progress, rejects=list(rejects))
    held: dict[str, Attribution] = {}

    def articles() -> Iterator[Article]:
        for article, found in pairs:
            held[article.id] = found
            yield article

    with Writer.open(ledger) as writer:
        fresh = _fresh(writer, articles(), tally)
        _keep(writer, ((article, held.pop(article.id)) for article in fresh), tally)
        writer.reject(tally.rejects)
    renew(ledger, options, tally=tally, elsewhere=elsewhere)
    return tally.summary()


def remove(
    article: str,
    ledger: str | Path,
    options: Options = Options(),  # noqa: B008
    progress: Progress | None = None,
) -> Summary:
    """Take an article (id, key or path) out; afterwards all answers are as if it had never been added.

    Raises `NotFound`.
    """
    with View.open(ledger) as view:
        found = view.find_article(article)
    with Writer.open(ledger) as writer:
        writer.remove(found.id)
    tally = _Tally(progress)
    renew(ledger, options, tally=tally)
    return tally.summary()


def renew(
    ledger: str | Path,
    options: Options = Options(),  # noqa: B008
    progress: Progress | None = None,
    tally: _Tally | None = None,
    elsewhere: Elsewhere | None = None,
) -> None:
    """Compare the pile anew where its articles or judgements changed since the last comparison."""
    tally = tally or _Tally(progress)
    with View.open(ledger) as view:
        if not view.stale():
            return
        pile, options = view.pile(), _recalled(view, options)
    began: list[tuple[str, float]] = []

    def tell(stage: str) -> None:
        _close(began, tally)
        began.append((stage, time.perf_counter()))
        tally.tell("compare", _STAGES.index(stage) if stage in _STAGES else 0, len(_STAGES))

    ids = frozenset(each.id for each in pile.articles)
    passages, groups = (elsewhere.passages(ids), elsewhere.stories(ids)) if elsewhere else (None, None)
    if passages is None and len(pile.articles) >= growth.LEAST:
        tell("passages")
        passages = growth.find(pile, ledger, options.reuse)
    found = compare(pile, options, tell, passages, groups, elsewhere.spread if elsewhere else None)
    _close(began, tally)
    with Writer.open(ledger) as writer:
        writer.replace(found)
    tally.tell("compare", len(_STAGES), len(_STAGES))


def _remember(writer: Writer, options: Options) -> None:
    """Keep the table of publisher families that was named, so that every later comparison counts by it."""
    named = options.independence.families
    if named is not None:
        Families.load(named)
        writer.remember("families", None if named == BUILT_IN else str(Path(named).absolute()))


def _recalled(view: View, options: Options) -> Options:
    """The options with the settings that the ledger keeps, where none are given."""
    if options.independence.families is not None:
        return options
    return replace(options, independence=replace(options.independence, families=view.setting("families")))


def _close(began: list[tuple[str, float]], tally: _Tally) -> None:
    if began:
        stage, start = began[-1]
        tally.seconds[stage] = time.perf_counter() - start


def _read(
    paths: Iterable[str | Path],
    ledger: str | Path,
    options: Options,
    tally: _Tally,
    stdin: BinaryIO | bytes | None,
) -> Iterator[Article]:
    """The articles of all documents; rejects go to the tally. The ledger's own files are no input."""
    own = tuple(Path(f"{ledger}{ending}") for ending in ("", "-wal", "-shm", "-journal"))
    for document in reading.documents(paths, stdin, skip=own):
        found: Iterable[Article | Reject] = (
            (document,) if isinstance(document, Reject) else reading.read(document, options.reading)
        )
        for each in found:
            if isinstance(each, Reject):
                tally.rejects.append(each)
            else:
                yield each


def _store(writer: Writer, articles: Iterator[Article], options: Options, tally: _Tally, engine: Engine) -> None:
    fresh = _fresh(writer, articles, tally)
    _keep(writer, engine.map(partial(attributed, options=options.attribution), fresh), tally)


def _keep(writer: Writer, pairs: Iterable[tuple[Article, Attribution] | Reject | Failure], tally: _Tally) -> None:
    """Write in batches, each whole or not at all."""
    began = time.perf_counter()
    done, rest = 0, iter(pairs)
    while batch := list(islice(rest, BATCH)):
        good = [each for each in batch if isinstance(each, tuple)]
        tally.rejects += [each for each in batch if isinstance(each, Reject)]
        tally.rejects += [Reject("?", "failed", each.reason) for each in batch if isinstance(each, Failure)]
        writer.add(good)
        writer.accept(article.path for article, _ in good)
        done += len(batch)
        tally.added += len(good)
        tally.tell("read", done)
    for article in tally.renamed:
        writer.rename(article)
    for id in tally.primary:
        writer.mark_primary(id)
    if tally.added or tally.known:
        tally.tell("read", done, done)
    tally.seconds["read and attribute"] = time.perf_counter() - began


def attributed(article: Article, options: AttributionOptions) -> tuple[Article, Attribution] | Reject:
    """An article with what is found in it, or a reject where the extractor fails on it."""
    try:
        return article, attribution.attribute(article, options)
    except Exception as error:
        return Reject(article.path, "failed", f"attribution failed: {type(error).__name__}: {error}")


def _fresh(writer: Writer, articles: Iterator[Article], tally: _Tally) -> Iterator[Article]:
    """Articles that are not in the ledger. Of one article read from two files the lesser (path, key) is kept,
    so that their order cannot matter."""
    known = writer.known()
    for article in articles:
        place = known.get(article.id)
        if place is None:
            known[article.id] = (article.path, article.key)
            yield article
            continue
        tally.known += 1
        if article.primary:
            tally.primary.append(article.id)
        if (article.path, article.key) < place:
            known[article.id] = (article.path, article.key)
            tally.renamed.append(article)
