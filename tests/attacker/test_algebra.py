"""What follows from sums: by hand, and against trying everything by fractions."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest

from tests.attacker.algebra import People, Vector, determined, null_space, rank, sum_that_follows


def of(*numbers: int) -> People:
    return frozenset(numbers)


def test_what_one_row_leaves_of_another_follows() -> None:
    assert sum_that_follows([of(1, 2, 3, 4, 5, 6), of(1, 2, 3, 4)], 2) == of(5, 6)
    assert sum_that_follows([of(1, 2, 3, 4, 5, 6), of(1, 2, 3, 4)], 1) is None


def test_several_rows_together_determine_what_no_two_of_them_do() -> None:
    """1–3 and 4–6 by one question, 1, 4 and 2, 5 by another: of all six the third of each is left."""
    rows = [of(1, 2, 3), of(4, 5, 6), of(1, 4, 7, 8), of(2, 5, 7, 8)]
    assert sum_that_follows(rows, 2) is None
    assert sum_that_follows([*rows, of(7, 8, 3, 6, 9)], 2) is None
    assert sum_that_follows([*rows, of(7, 8)], 2) is not None
    overlapping = [of(1, 2, 3, 4), of(3, 4, 5, 6), of(1, 2, 5, 6, 7)]
    assert sum_that_follows(overlapping, 2) is None
    assert sum_that_follows([*overlapping, of(1, 2, 5, 6)], 1) == of(7)


def test_half_a_sum_reveals_as_much_as_a_whole_one() -> None:
    """Each two of three: half of all three sums, less one of them, is the third."""
    assert sum_that_follows([of(1, 2), of(2, 3), of(1, 3)], 1) is not None
    assert sum_that_follows([of(1, 2), of(2, 3), of(3, 4), of(1, 4)], 1) is None


@pytest.mark.parametrize("seed", range(40))
def test_the_search_agrees_with_trying_every_union_by_fractions(seed: int) -> None:
    draw = np.random.default_rng(seed)
    people, few = int(draw.integers(5, 9)), int(draw.integers(2, 5))
    sets = [frozenset(np.flatnonzero(draw.random(people) < 0.6).tolist()) for _ in range(draw.integers(2, 6))]
    sets = [one for one in sets if one]
    anybody = sorted(frozenset().union(*sets))
    some = (frozenset(one) for n in range(1, few) for one in itertools.combinations(anybody, n))
    by_trying = any(_rank(_rows([*sets, one])) == _rank(_rows(sets)) for one in some)
    assert (sum_that_follows(sets, few - 1) is not None) == by_trying


@pytest.mark.parametrize("seed", range(60))
def test_any_combination_that_speaks_of_few_is_found(seed: int) -> None:
    """Rows of any integers over columns of one to three people, of whom the same stand behind several columns."""
    draw = np.random.default_rng(seed)
    columns, everybody, most = int(draw.integers(3, 9)), int(draw.integers(3, 8)), int(draw.integers(1, 5))
    rows = ((draw.random((draw.integers(2, 7), columns)) < 0.5) * draw.integers(1, 4, columns)).tolist()
    people = [frozenset(draw.choice(everybody, draw.integers(1, 4), replace=False).tolist()) for _ in range(columns)]
    equations: list[Vector] = [dict(enumerate(row)) for row in rows]
    found = determined(equations, people, most)
    for size in range(1, most + 1):
        for chosen in itertools.combinations(range(everybody), size):
            outside = [column for column in range(columns) if not people[column] <= set(chosen)]
            speaks = _rank(rows) > _rank([[row[column] for column in outside] for row in rows])
            assert speaks == any(some <= set(chosen) for some in found)
    assert all(not one < other for one in found for other in found)


@pytest.mark.parametrize("seed", range(20))
def test_all_rows_are_nothing_on_what_they_leave_open(seed: int) -> None:
    draw = np.random.default_rng(seed)
    matrix = draw.integers(0, 2, (int(draw.integers(1, 7)), 8))
    rows = [{int(column): 1 for column in np.flatnonzero(row)} for row in matrix]
    basis = null_space(rows, range(8))
    assert rank(rows) == np.linalg.matrix_rank(matrix)
    assert len(basis) == 8 - rank(rows)
    assert all(sum(vector.get(column, 0) for column in row) == 0 for vector in basis for row in rows)


def _rows(sets: Sequence[People]) -> list[list[int]]:
    """The sets as vectors over the people."""
    anybody = sorted(frozenset().union(*sets))
    return [[int(person in one) for person in anybody] for one in sets]


def _rank(matrix: Sequence[Sequence[int]]) -> int:
    """The rank of some rows, by fractions."""
    rows = [[Fraction(value) for value in row] for row in matrix]
    rank = 0
    for column in range(len(rows[0])):
        pivot = next((row for row in rows[rank:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(rank, pivot)
        for below in range(rank + 1, len(rows)):
            times = rows[below][column] / pivot[column]
            rows[below] = [a - times * b for a, b in zip(rows[below], pivot, strict=True)]
        rank += 1
    return rank
