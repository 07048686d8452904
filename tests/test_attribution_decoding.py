"""Which cue a content is joined to, and who speaks a quotation, where the network's pointers waver."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest

from whence.attribution.neural.decoding import TAGS, Found, Links, allowed, bent, link, unspoken, viterbi
from whence.attribution.neural.encoding import SHAPES, Encoded

WORD, MARK = SHAPES.index("lower"), SHAPES.index("mark")


def pieces(words: str) -> Encoded:
    """Encoded words: "¶" before a word begins a paragraph, "“x”" are inside quotation marks, "," is a mark."""
    features, quoted, at, offsets = [], 0, 0, []
    for word in words.split():
        quoted = 1 if word == "“" else quoted
        inside = 2 if word in "“”" else quoted
        quoted = 0 if word == "”" else quoted
        features.append([MARK if word in "“”,." else WORD, int(word.startswith("¶")), inside])
        offsets.append([at, at + len(word)])
        at += len(word) + 1
    return Encoded(np.arange(len(offsets)), np.asarray(offsets), np.asarray(features))


def pointing(count: int, to_cue: Sequence[tuple[range, int]], to_source: Sequence[tuple[range, int]]) -> Links:
    """Pointers that are two to one in favour of what is given: (pieces, target piece), 1-based; 0 is none."""
    matrices = []
    for targets in (to_cue, to_source):
        matrix = np.full((count + 1, count + 1), np.log(0.3), dtype=np.float32)
        for rows, column in targets:
            for row in rows:
                matrix[row, column] = np.log(0.6)
        matrices.append(matrix)
    links = Links()
    links.add(0, *matrices)
    return links


def test_a_wavering_pointer_gives_way_to_the_cue_beside() -> None:
    encoded = pieces("lee said “ it holds ” ¶holm . “ it fell , ” brandt warned")
    found = [Found("source", 0, 1, 1.0), Found("cue", 1, 2, 1.0), Found("content", 8, 13, 1.0),
             Found("source", 13, 14, 1.0), Found("cue", 14, 15, 1.0)]  # fmt: skip
    links = pointing(15, [(range(9, 14), 2)], [(range(15, 16), 14), (range(2, 3), 1)])
    (one,) = link(found, links, encoded)
    assert one.cue is not None and one.cue.start == 14
    assert one.source is not None and one.source.start == 13


def test_a_name_alone_beside_a_quotation_speaks_it() -> None:
    encoded = pieces("lee said so and so ¶“ it fell ” holm")
    found = [Found("source", 0, 1, 1.0), Found("cue", 1, 2, 1.0), Found("content", 5, 9, 1.0),
             Found("source", 9, 10, 1.0)]  # fmt: skip
    encoded.features[5, 0], encoded.features[5:9, 2] = MARK, [2, 1, 1, 2]
    (one,) = link(found, pointing(10, [(range(6, 10), 2)], [(range(2, 3), 1)]), encoded)
    assert one.cue is None
    assert one.source is not None and one.source.start == 9


def test_a_name_that_opens_the_next_paragraph_speaks_nothing_above_it() -> None:
    encoded = pieces("lee said so and so . “ it fell ” ¶holm left in anger")
    found = [Found("source", 0, 1, 1.0), Found("cue", 1, 2, 1.0), Found("content", 6, 10, 1.0),
             Found("source", 10, 11, 1.0)]  # fmt: skip
    encoded.features[6, 0], encoded.features[6:10, 2] = MARK, [2, 1, 1, 2]
    (one,) = link(found, pointing(14, [(range(7, 11), 2)], [(range(2, 3), 1)]), encoded)
    assert one.source is not None and one.source.start == 0


def test_around_a_quotation_without_a_cue_one_is_looked_for_again() -> None:
    encoded = pieces("lee said that . then “ it fell ” shouts came")
    found = [Found("source", 0, 1, 1.0), Found("cue", 1, 2, 1.0), Found("content", 5, 9, 1.0)]
    linked = link(found, pointing(11, [(range(6, 10), 2)], [(range(2, 3), 1)]), encoded)
    around = unspoken(linked, found, encoded)
    assert around.tolist() == [True] * 5 + [False] * 4 + [True] * 2
    scores = bent(np.zeros((11, len(TAGS)), dtype=np.float32), around)
    assert scores[0, TAGS.index("U-cue")] > scores[0, 0] == scores[6, TAGS.index("U-cue")]


@pytest.mark.parametrize("count", [0, 1, 7])
def test_every_path_is_allowed(count: int) -> None:
    scores = np.random.default_rng(count).normal(size=(count, len(TAGS))).astype(np.float32)
    path = viterbi(scores)
    assert len(path) == count
    assert all(allowed()[left, right] == 0 for left, right in pairwise(path))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_path_is_the_likeliest_of_all(count: int) -> None:
    scores = np.random.default_rng(count).normal(size=(count, len(TAGS))).astype(np.float32)
    rows = np.arange(count)

    def fits(path: tuple[int, ...]) -> bool:
        whole = TAGS[path[0]][0] in "OBU" and TAGS[path[-1]][0] in "OEU"
        return whole and all(allowed()[left, right] == 0 for left, right in pairwise(path))

    best = max(scores[rows, list(path)].sum() for path in product(range(len(TAGS)), repeat=count) if fits(path))
    assert scores[rows, viterbi(scores)].sum() == pytest.approx(best)
