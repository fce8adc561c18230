"""Codes one slip of the pen apart: a sign changed, added or left out, or two neighbours swapped."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.coding.person_codes import joined_codes
from surveys.people.matching.near_codes import differing, is_near, one_edit_apart


def distance(one: str, other: str) -> int:
    """Damerau and Levenshtein's distance, by the recursion of optimal string alignment."""
    table = {(-1, -1): 0}
    table |= {(row, -1): row + 1 for row in range(len(one))} | {
        (-1, column): column + 1 for column in range(len(other))
    }
    for row, a in enumerate(one):
        for column, b in enumerate(other):
            steps = [
                table[row - 1, column] + 1,
                table[row, column - 1] + 1,
                table[row - 1, column - 1] + (a != b),
            ]
            if row and column and a == other[column - 1] and one[row - 1] == b:
                steps.append(table[row - 2, column - 2] + 1)
            table[row, column] = min(steps)
    return table[len(one) - 1, len(other) - 1]


CODE = st.text(alphabet="AB1", min_size=3, max_size=6)


@given(st.lists(CODE, max_size=8), st.lists(CODE, max_size=8))
def test_pairs_one_edit_apart_are_all_found_and_no_others(first: list[str], later: list[str]) -> None:
    expected = [(i, j) for j, two in enumerate(later) for i, one in enumerate(first) if distance(one, two) == 1]
    assert one_edit_apart(first, later) == expected


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("AB12", "AB13", True),
        ("AB12", "AB123", True),
        ("AB12", "B12", True),
        ("AB12", "AB21", True),
        ("AB12", "BA21", False),
        ("AB12", "A1B2", True),
        ("AB12", "1BA2", False),
        ("AB12", "AB12", False),
        ("AB12", "AB34", False),
    ],
)
def test_a_slip_is_one_sign_or_two_neighbours_swapped(one: str, other: str, near: bool) -> None:
    assert is_near(one, other) is near
    assert one_edit_apart([one], [other]) == ([(0, 0)] if near else [])


def test_codes_shorter_than_three_signs_are_not_compared() -> None:
    assert one_edit_apart(["12", "1-2"], ["13", "1-3"]) == []


def test_the_parts_of_a_code_stay_apart() -> None:
    assert joined_codes([["1", "11", "", "7"], ["12", "2", "5", ""]]) == ["1-12", "11-2", "", ""]
    assert joined_codes([["1", ""]]) == ["1", ""]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("12-AB", "13-AB", True),
        ("12-AB", "21-AB", True),
        ("12-AB", "12-A", True),
        ("1-12A", "11-2A", False),
        ("12-AB", "13-AC", False),
        ("12-AB", "12AB", False),
        ("12A-B", "12-AB", False),
        ("15-A", "15-B", True),
    ],
)
def test_of_a_code_of_several_parts_one_part_has_the_slip(one: str, other: str, near: bool) -> None:
    assert one_edit_apart([one], [other]) == ([(0, 0)] if near else [])


@given(CODE, CODE)
def test_what_differs_lies_between_what_is_shared(one: str, other: str) -> None:
    (start, end), (other_start, other_end) = differing(one, other)
    assert one[:start] == other[:other_start]
    assert one[end:] == other[other_end:]
    assert (one[start:end] == other[other_start:other_end]) == (one == other)


def test_ten_thousand_codes_are_compared_at_once() -> None:
    draw = random.Random(1)
    codes = ["".join(draw.choices("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=7)) for _ in range(20_000)]
    first, later = codes[:10_000], [*codes[10_000:19_999], codes[0][:3] + codes[0][4] + codes[0][3] + codes[0][5:]]
    began = time.perf_counter()
    assert (0, 9_999) in one_edit_apart(first, later)
    assert time.perf_counter() - began < 5
