from __future__ import annotations

import json

import pytest

from whence import reading
from whence.options import ReadingOptions
from whence.reading.bare import Bare, bare
from whence.records import Reject

ROWS = [
    {"id": "a1", "text": "The mill closed on Friday.", "outlet": "Gazette", "date": "2015-10-13T09:30"},
    {"id": "a2", "text": "Größer 🌊 than before.", "source": " Valley  Mail ", "url": "https://x.example/1"},
    {"id": 7, "text": "A number for a name.", "series": 3},
    {"id": "a4", "text": "Lone \ud800 surrogate.", "published": "March 3, 2015"},
    {"text": "No name at all.", "series": "s"},
    {"id": "a6", "text": "  "},
    {"id": "a7"},
    ["no object"],
]


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_a_bare_article_is_the_article_without_zones(row: object) -> None:
    data = json.dumps(row).encode()
    (document,) = reading.documents(["-"], data)
    (again,) = reading.documents(["-"], data)
    assert not isinstance(document, Reject)
    assert not isinstance(again, Reject)
    for each, whole in zip(bare(document, ReadingOptions()), reading.read(again), strict=True):
        if isinstance(each, Reject):
            assert each == whole
            continue
        assert isinstance(each, Bare)
        assert not isinstance(whole, Reject)
        for name in ("id", "text", "key", "path", "outlet", "published", "url"):
            assert getattr(each.article, name) == getattr(whole, name), name


def test_the_group_is_the_records_own_field() -> None:
    data = "\n".join(json.dumps(row) for row in ROWS[:5]).encode()
    (document,) = reading.documents(["-"], data)
    assert not isinstance(document, Reject)
    found = [each.group for each in bare(document, ReadingOptions(), "series") if isinstance(each, Bare)]
    assert found == [None, None, "3", None, None]
