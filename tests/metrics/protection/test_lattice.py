"""Attainable answers (rule 43): whoever skipped a question keeps two possible scores, 10 points apart."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.publish.attainable import Lattice, lattice_of_mean, shown_alike, step_of
from surveys import Choice, ChoiceList, Item
from tests.metrics.protection.one_skipper import Made, attainable, lawyers, made

FIVE = Lattice(np.arange(0.0, 101.0, 25.0))


def item(*scores: float) -> Item:
    choices = ChoiceList("list", tuple(Choice(str(score), {"en": "answer"}, score) for score in scores))
    return Item("q", {"en": "q"}, choices, (), None)


@pytest.mark.parametrize(("scores", "step"), [
    ((1, 2, 3, 4, 5), 25), ((0, 1), 100), ((1, 3, 4), 100 / 3), ((0, 2, 4), 50), ((0.5, 1, 2.5), 25),
    ((1, 2, 4, 7), 100 / 6),
])  # fmt: skip
def test_sums_lie_on_what_all_differences_of_answers_share(scores: tuple[float, ...], step: float) -> None:
    assert step_of(item(*scores)) == pytest.approx(step)


@pytest.mark.parametrize(("mean", "n", "decimals", "expected"), [
    (50.0, 20, 0, (50.0, 50.0)),  # of 20 people, whole points tell the sum
    (37.5, 24, 0, (37.5, 37.5)),
    (250 / 6, 30, 1, (250 / 6, 250 / 6)),
    (1300 / 26, 26, 0, (50.0, 50.0)),
    (25 * 53 / 50, 50, 0, (26.5, 26.5)),  # 26.5 is rounded to the even 26, like 26.0 and 25.5
])  # fmt: skip
def test_means_that_are_shown_as_one_is(mean: float, n: int, decimals: int, expected: tuple[float, float]) -> None:
    low, high = shown_alike(mean, 25 / n, decimals)
    assert low <= mean <= high
    if n != 50:
        assert (low, high) == pytest.approx(expected)
    else:
        assert (low, high) == pytest.approx((25.5, 26.5))


def test_the_mean_of_two_lies_on_half_steps_and_of_unlike_people_on_both() -> None:
    both = lattice_of_mean([FIVE, FIVE], np.ones(2)).values
    assert both is not None
    assert both.tolist() == [12.5 * number for number in range(9)]
    halves = lattice_of_mean([FIVE, FIVE], np.ones(2))
    mixed = lattice_of_mean([FIVE, halves], np.ones(2)).values
    assert mixed is not None
    assert mixed.tolist() == [6.25 * number for number in range(17)]


@pytest.mark.parametrize(("low", "high", "has_room"), [
    (40, 60, False),  # 50 alone
    (49, 76, True),
    (0, 24.9, False),  # 0 alone
    (0, 25.1, True),
    (25, 50, True),
    (80, 100, False),
    (74.9, 100, True),
])  # fmt: skip
def test_room_is_two_values_ten_points_apart(low: float, high: float, has_room: bool) -> None:
    assert FIVE.has_room(low, high) is has_room


def test_values_that_lie_close_are_as_good_as_any_number() -> None:
    fine = lattice_of_mean([FIVE] * 7, np.arange(1.0, 8.0) ** 2)
    assert fine.values is None
    assert fine.has_room(40, 50.1)
    assert not fine.has_room(40, 49.9)


def test_the_twentieth_lawyer_keeps_an_answer() -> None:
    """Twenty lawyers, a dimension of 50, its two questions answered by 20 and 19: else the twentieth said 50."""
    assert attainable(lawyers(protected=False)) == [50.0]
    assert has_room(attainable(lawyers(protected=True)))


def has_room(scores: list[float]) -> bool:
    return len(scores) > 1 and max(scores) - min(scores) >= 10 - 1e-6


SIZES = (6, 8, 10, 12, 15, 18, 20, 22, 24, 27, 30)
MADE = [
    pytest.param(n, items, dimensions, others, id=f"{n}+{others}-{items}-{dimensions}")
    for index, n in enumerate(SIZES)
    for items in (2, 3, 5)
    for dimensions, others in [((2, 0), (2, 8), (4, 0), (4, 8))[(index + items) % 4]]
]


@pytest.mark.parametrize(("n", "items", "dimensions", "others"), MADE)
def test_the_one_who_skipped_a_question_keeps_two_scores(n: int, items: int, dimensions: int, others: int) -> None:
    """Before attainable answers were counted, 182 of 264 such surveys had one solution, and 11 less than 10 points."""
    one: Made = made((n, others), items, dimensions, seed=1)
    found = attainable(one)
    assert any(abs(score - one.answer) < 1e-6 for score in found)
    assert has_room(found)
