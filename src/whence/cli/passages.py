"""The filter for those who come from passim: passages of files, without a ledger.

files | read without zones | find passages | direction → rows
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from whence.cli.filters import filter_flags
from whence.cli.shared import options_from
from whence.cli.source import Source

if TYPE_CHECKING:
    from whence.comparison.documents import Corpus, Stretch
    from whence.comparison.passages import Shared
    from whence.reading.bare import Bare
    from whence.records import Article

_WRITTEN = 4096
_KEPT = ((-1, -1), (-2, 1 << 26), (-3, 1 << 30))
"""Options of glibc's `mallopt`: nothing is given back, how much more to ask for, what is mapped by itself."""
_DIRECTIONS = ("unknown", "a->b", "b->a")


@click.command(short_help="Passages shared by files, without a ledger.")
@click.option(
    "--group",
    "field",
    metavar="FIELD",
    help="Leave out pairs with one value of this field (outlet, or a record's own).",
)
@filter_flags
@click.pass_context
def passages(
    context: click.Context, /, paths: tuple[str, ...], kind: str, output: str | None, field: str | None, **flags: Any
) -> None:
    """Find the passages that stand in two of the articles at each PATH, with spans and direction, as rows.

    TSV has no header; its columns are a, a_start, a_end, b, b_start, b_end, similarity, direction. There the direction
    is that of the dates; the other formats weigh credits, agencies and places as well, and show each edit.

    \b
    whence passages articles.jsonl --group outlet --format tsv
    """
    _spare_the_system()
    from whence.comparison import passages as comparison
    from whence.comparison.documents import gather
    from whence.comparison.reuse import numbered

    options = options_from(**flags)
    source = Source(paths, options)
    texts = _Texts(source, field, keep=kind != "tsv")
    # linking texts in very many copies wants the earliest first
    corpus = gather(texts, options.reuse, texts.arranged)
    articles, groups = texts.articles, texts.groups
    outlets = numbered(each.outlet for each in articles)
    shared = comparison.find(corpus, numbered(groups), outlets, options.reuse)
    tsv = kind == "tsv"
    count = _lines(corpus, shared, articles, output) if tsv else _rows(corpus, shared, articles, kind, output)
    source.finish(context, count, "passages")


def _spare_the_system() -> None:
    """Freed memory stays with the process, and no huge pages are asked for, for which others may have to be moved.

    Together half of the system time of a large pile. It takes effect where numpy is not loaded yet.
    """
    os.environ.setdefault("NUMPY_MADVISE_HUGEPAGE", "0")
    if sys.platform == "linux":
        import ctypes

        adjust = getattr(ctypes.CDLL(None), "mallopt", None)  # glibc's; other libraries have none
        if adjust is not None:
            for option, size in _KEPT:
                adjust(option, size)


class _Texts:
    """The texts of a source as the comparison takes them; what else is known of them is kept for later."""

    def __init__(self, source: Source, field: str | None, keep: bool) -> None:
        self._found = source.bare(field)
        self._keep = keep
        self.articles: list[Article] = []
        self.groups: list[str | None] = []

    def __iter__(self) -> Iterator[Sequence[Stretch]]:
        from whence.comparison.documents import Stretch, stretches

        for each in self._found:
            self.groups.append(each.group)
            self.articles.append(each.article if self._keep else _light(each))
            yield [Stretch(0, each.data)] if each.data is not None else stretches(each.article)

    def arranged(self) -> list[int]:
        """Where the articles stood, now that they have the earliest first, each article once."""
        from whence.comparison.reuse import age

        first: dict[str, int] = {}
        for at, each in enumerate(self.articles):
            known = first.setdefault(each.id, at)
            if (each.path, each.key) < (self.articles[known].path, self.articles[known].key):
                first[each.id] = at
        order = sorted(first.values(), key=lambda at: age(self.articles[at]))
        self.articles, self.groups = [self.articles[at] for at in order], [self.groups[at] for at in order]
        return order


def _light(each: Bare) -> Article:
    """The article without its text."""
    from whence.records import Article

    article = each.article
    return Article(article.id, "", article.path, article.key, article.outlet, published=article.published)


def _rows(corpus: Corpus, shared: Shared, articles: list[Article], kind: str, output: str | None) -> int:
    from whence.comparison.direction import decide
    from whence.comparison.houselines import own
    from whence.comparison.reuse import records
    from whence.export import reuse_row, write_rows
    from whence.records import Attribution, Pile

    found = own(
        sorted(records(corpus, shared, [each.id for each in articles]), key=lambda each: each.id),
        {each.id: each for each in articles},
    )
    ordered = tuple(sorted(articles, key=lambda each: each.id))
    pile = Pile(ordered, tuple(Attribution(each.id) for each in ordered))
    keys = {each.id: each.key for each in ordered}
    rows = (reuse_row(each) | {"a": keys[each.a], "b": keys[each.b]} for each in decide(pile, found))
    return write_rows(rows, kind, output)


def _lines(corpus: Corpus, shared: Shared, articles: list[Article], output: str | None) -> int:
    """Tab-separated lines without a header, as other tools on passages expect them; the number of lines."""
    from whence.comparison.dating import by_dates
    from whence.comparison.reuse import similarities, spans_of

    found = shared.passages
    keys = [" ".join(each.key.split()) for each in articles]
    ids = [each.id for each in articles]
    ways = by_dates([each.published for each in articles], found.a, found.b)
    columns = (found.a, found.b, *spans_of(corpus, shared), similarities(shared), ways)
    lines = []
    for a, b, start, end, begin, stop, similarity, way in zip(*(each.tolist() for each in columns), strict=True):
        if ids[a] < ids[b]:
            sides, direction = f"{keys[a]}\t{start}\t{end}\t{keys[b]}\t{begin}\t{stop}", _DIRECTIONS[way]
        else:
            sides, direction = f"{keys[b]}\t{begin}\t{stop}\t{keys[a]}\t{start}\t{end}", _DIRECTIONS[-way]
        lines.append(f"{sides}\t{similarity:.4f}\t{direction}\n")
    with click.open_file(output or "-", "w", encoding="utf-8", atomic=bool(output and output != "-")) as stream:
        for at in range(0, len(lines), _WRITTEN):
            stream.write("".join(lines[at : at + _WRITTEN]))
    return len(found.a)
