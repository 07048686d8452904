from __future__ import annotations

import pytest

from whence.comparison.grouping import Grouping


def grouped(size: int, links: dict[tuple[int, int], float], **more: object) -> list[list[int]]:
    grouping = Grouping(size, **more)  # type: ignore[arg-type]
    grouping.link(links, 0.5)
    return [each for each in grouping.groups() if len(each) > 1]


CHAIN = {(at, at + 1): 0.99 for at in range(99)}
STAR = {(0, at): 0.9 for at in range(1, 100)}


@pytest.mark.parametrize(
    ("links", "largest"),
    [
        ({(0, 1): 0.6}, 2),
        ({(0, 1): 0.4}, 0),
        (STAR, 100),
        (CHAIN, 5),
    ],
)
def test_one_member_must_be_linked_to_most(links: dict[tuple[int, int], float], largest: int) -> None:
    assert max([len(each) for each in grouped(200, links)], default=0) <= largest


def test_a_star_is_one_group() -> None:
    assert grouped(100, STAR) == [list(range(100))]


def test_copies_are_no_members_to_be_linked_to() -> None:
    copies = dict.fromkeys(range(1, 50), 0) | dict.fromkeys(range(51, 100), 50)
    assert grouped(101, {(0, 50): 0.8, (50, 100): 0.8}, copies=copies) == [list(range(101))]


def test_what_must_stay_apart_does_also_where_one_is_a_copy() -> None:
    assert grouped(3, {(1, 2): 0.9}, apart=[(0, 1)], copies={1: 0}) == [[1, 2]]
    assert grouped(3, {(0, 2): 0.9, (1, 2): 0.8}, apart=[(0, 1)]) == [[0, 2]]


def test_a_clash_keeps_groups_apart() -> None:
    assert grouped(2, {(0, 1): 0.9}, clash=lambda one, two: True) == []
