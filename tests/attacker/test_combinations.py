"""The search for combinations that rest on few people, against known cases and against trying every set of people."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from tests.attacker.combinations import PRIME, Matrix, few_behind


def rows(*sums: dict[tuple[int, int], int], people: int, columns: int = 1) -> Matrix:
    made = np.zeros((len(sums), people, columns), dtype=np.int64)
    for row, some in zip(made, sums, strict=True):
        for where, number in some.items():
            row[where] = number % PRIME
    return made


def over(people: range, column: int = 0, times: int = 1) -> dict[tuple[int, int], int]:
    return {(person, column): times for person in people}


def test_a_total_less_its_part() -> None:
    both = rows(over(range(12)), over(range(10)), people=12)
    assert few_behind(both, 4) == frozenset({10, 11})
    assert few_behind(both, 1) is None
    assert few_behind(both[:1], 4) is None


def test_a_weighted_combination_that_is_no_difference() -> None:
    """Twice a sum less another one leaves two people, each with the number 1: in no subtraction are they alone."""
    first = over(range(2)) | over(range(2, 8))
    second = over(range(2), times=1) | over(range(2, 8), times=2)
    assert few_behind(rows(first, second, people=8), 4) == frozenset({0, 1})


def test_changes_by_themselves_and_levels_of_another_pair() -> None:
    """Change of ten less before and after of nine of them: the tenth person's change."""
    change = over(range(10), 1) | over(range(10), 0, -1)
    before, after = over(range(9), 0), over(range(9), 1)
    assert few_behind(rows(change, before, after, people=10, columns=2), 4) == frozenset({9})
    assert few_behind(rows(change, before, people=10, columns=2), 4) is None


def test_combinations_that_need_no_new_row_do_not_count() -> None:
    three = rows(over(range(12)), over(range(10)), over(range(12), 1), people=12, columns=2)
    assert few_behind(three, 4, [False, False, True]) is None
    assert few_behind(three, 4, [False, True, True]) == frozenset({10, 11})


def rank(matrix: Matrix) -> int:
    left, found = matrix.reshape(len(matrix), -1).copy() % PRIME, 0
    for column in range(left.shape[1]):
        own = np.flatnonzero(left[found:, column]) + found
        if own.size:
            left[[found, own[0]]] = left[[own[0], found]]
            inverse = pow(int(left[found, column]), -1, PRIME)
            for row in range(len(left)):
                if row != found and left[row, column]:
                    left[row] = (left[row] - left[row, column] * inverse % PRIME * left[found] % PRIME) % PRIME
            found += 1
    return found


@pytest.mark.parametrize("seed", range(60))
def test_it_is_what_trying_every_set_of_people_finds(seed: int) -> None:
    draw = np.random.default_rng(seed)
    people, columns = int(draw.integers(4, 9)), int(draw.integers(1, 4))
    made = draw.integers(-1, 3, (int(draw.integers(1, 7)), people, columns)) * (draw.random((1, people, 1)) < 0.9)
    made = np.repeat(made, draw.integers(1, 3, people), axis=1) % PRIME
    most = int(draw.integers(1, 4))
    everyone = range(made.shape[1])
    full = rank(made)
    known = any(
        rank(np.delete(made, some, axis=1)) < full
        for size in range(1, most + 1)
        for some in combinations(everyone, size)
    )
    found = few_behind(made, most)
    assert (found is not None) == known
    if found is not None:
        assert 1 <= len(found) <= most
        assert rank(np.delete(made, sorted(found), axis=1)) < full
