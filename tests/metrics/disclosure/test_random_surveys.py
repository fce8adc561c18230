"""After protection no one to t − 1 people are determined: random surveys, by integers alone.

``THIQA_RANDOM_SURVEYS=2000`` looks at all 2,000 that the bar asks for.
"""

from __future__ import annotations

import itertools
import os
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest

import metrics.protection.suppression
from metrics.protection.audit import Audited
from tests.metrics.disclosure.elimination import People, determined, null_space
from tests.metrics.disclosure.random_surveys import looked_at, made

SURVEYS = int(os.environ.get("THIQA_RANDOM_SURVEYS", "200"))


def of(*numbers: int) -> People:
    return frozenset(numbers)


def test_no_few_people_are_determined_by_what_is_told_of_a_random_survey() -> None:
    count = Counter[str]()
    assert [found for seed in range(SURVEYS) if (found := looked_at(seed, count))] == []
    assert count["surveys"] == SURVEYS
    assert count["hidden"] < 0.7 * count["rows"], "next to nothing is told, so that nothing was tested"
    assert count["audited"] > SURVEYS // 50, "the surveys put no work on the audit"


def test_no_few_people_are_determined_by_two_breakdowns_of_the_same_answers() -> None:
    with_some = [seed for seed in range(max(SURVEYS // 2, 100)) if made(seed)[0].breakdowns]
    found = [looked_at(seed, Counter(), beside=True) for seed in (97, 284, 711, 906, *with_some)]
    assert [one for one in found if one is not None] == []


def test_the_same_surveys_tell_of_few_where_the_audit_is_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(comparisons: list[object], *_: object) -> Audited:
        return Audited(tuple(comparisons), frozenset(), ())  # type: ignore[arg-type]

    monkeypatch.setattr(metrics.protection.suppression, "audit", none)
    assert looked_at(21, Counter()) is not None
    assert looked_at(120, Counter()) is not None


def test_what_one_row_leaves_of_another_is_determined() -> None:
    assert determined([of(1, 2, 3, 4, 5, 6), of(1, 2, 3, 4)], 3) == of(5, 6)
    assert determined([of(1, 2, 3, 4, 5, 6), of(1, 2, 3, 4)], 2) is None


def test_several_rows_together_determine_what_no_two_of_them_do() -> None:
    """1–3 and 4–6 by one question, 1, 4 and 2, 5 by another: of all six the third of each is left."""
    rows = [of(1, 2, 3), of(4, 5, 6), of(1, 4, 7, 8), of(2, 5, 7, 8)]
    assert determined(rows, 3) is None
    assert determined([*rows, of(7, 8, 3, 6, 9)], 3) is None
    assert determined([*rows, of(7, 8)], 3) is not None
    overlapping = [of(1, 2, 3, 4), of(3, 4, 5, 6), of(1, 2, 5, 6, 7)]
    assert determined(overlapping, 3) is None
    assert determined([*overlapping, of(1, 2, 5, 6)], 2) == of(7)


def test_half_a_sum_is_told_as_well_as_a_whole_one() -> None:
    """Each two of three: half of all three sums, less one of them, is the third."""
    assert determined([of(1, 2), of(2, 3), of(1, 3)], 2) is not None
    assert determined([of(1, 2), of(2, 3), of(3, 4), of(1, 4)], 2) is None


@pytest.mark.parametrize("seed", range(40))
def test_the_search_agrees_with_trying_every_union_by_fractions(seed: int) -> None:
    draw = np.random.default_rng(seed)
    people, few = int(draw.integers(5, 9)), int(draw.integers(2, 5))
    sets = [frozenset(np.flatnonzero(draw.random(people) < 0.6).tolist()) for _ in range(draw.integers(2, 6))]
    sets = [one for one in sets if one]
    anybody = sorted(frozenset().union(*sets))
    some = (frozenset(one) for n in range(1, few) for one in itertools.combinations(anybody, n))
    assert (determined(sets, few) is not None) == any(_rank([*sets, one]) == _rank(sets) for one in some)


def _rank(sets: list[People]) -> int:
    """The rank of the sets as vectors over the people, by fractions."""
    anybody = sorted(frozenset().union(*sets))
    rows = [[Fraction(person in one) for person in anybody] for one in sets]
    rank = 0
    for column in range(len(anybody)):
        pivot = next((row for row in rows[rank:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(rank, pivot)
        for place in range(rank + 1, len(rows)):
            times = rows[place][column] / pivot[column]
            rows[place] = [a - times * b for a, b in zip(rows[place], pivot, strict=True)]
        rank += 1
    return rank


@pytest.mark.parametrize("seed", range(20))
def test_all_rows_are_nothing_on_what_they_leave_open(seed: int) -> None:
    draw = np.random.default_rng(seed)
    matrix = draw.integers(0, 2, (int(draw.integers(1, 7)), 8))
    rows = [{int(place): 1 for place in np.flatnonzero(row)} for row in matrix]
    basis = null_space(rows, 8)
    assert len(basis) == 8 - np.linalg.matrix_rank(matrix)
    assert all(sum(vector.get(place, 0) for place in row) == 0 for vector in basis for row in rows)
