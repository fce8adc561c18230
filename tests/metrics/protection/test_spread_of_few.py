"""Spread of few (rules 39a and 40): what tells few people's answers one by one is not handed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations_with_replacement, permutations, product
from math import factorial, prod

import numpy as np
import pytest
from scipy import stats

from metrics import ChangeRow, Shared, analyse, shared
from surveys import Survey
from tests.metrics.survey_maker import instrument, survey

FIVE_POINTS = (0.0, 25.0, 50.0, 75.0, 100.0)
SIZES = {"a": 5, "b": 6, "c": 7, "d": 12, "e": 8, "f": 15}
SPREAD = ("ci_low", "ci_high", "p", "p_adjusted", "statistic", "effect_value", "detectable", "rose", "check_p")


def multisets(n: int, levels: Sequence[float]) -> Iterator[tuple[float, ...]]:
    return combinations_with_replacement(levels, n)


def shown(values: Sequence[float]) -> tuple[float, float]:
    """Mean and SD in whole points."""
    return round(float(np.mean(values))), round(float(np.std(values, ddof=1)))


def test_a_mean_of_55_and_an_sd_of_11_have_one_solution_of_five_people() -> None:
    assert [one for one in multisets(5, FIVE_POINTS) if shown(one) == (55, 11)] == [(50, 50, 50, 50, 75)]


@pytest.mark.parametrize(("n", "percent"), [(5, 64), (7, 27)])
def test_of_so_many_people_mean_and_sd_tell_each_answer(n: int, percent: int) -> None:
    """Of all ways in which n people can answer, those that are the only set of answers with their mean and SD."""
    sets = list(multisets(n, FIVE_POINTS))
    solutions = Counter(map(shown, sets))
    ways = [factorial(n) // prod(map(factorial, Counter(one).values())) for one in sets]
    alone = sum(number for number, one in zip(ways, sets, strict=True) if solutions[shown(one)] == 1)
    assert round(100 * alone / 5**n) == percent


def made(seed: int = 5, items: int = 4) -> Survey:
    """Two sides; one aspect of some questions."""
    draw = np.random.default_rng(seed)
    groups = [name for name, n in SIZES.items() for _ in range(n)]
    own = draw.integers(2, 5, (len(groups), 1))
    before, after = (np.clip(own + draw.integers(-1, 2, (len(groups), items)), 1, 5).astype(float) for _ in range(2))
    sides = {"a": "s", "b": "s", "c": "s", "d": "s", "e": "t", "f": "t"}
    return survey(instrument({"x": items}, sides), groups, before.tolist(), after.tolist())


@cache
def handed_on(seed: int = 5, items: int = 4) -> Shared:
    return shared(analyse(made(seed, items)))


def change(result: Shared, measure: str, group: str) -> ChangeRow:
    (row,) = (one for one in result.changes if (one.measure, one.group) == (measure, group))
    return row


def test_a_question_of_few_people_shows_means_and_finding_alone() -> None:
    result = handed_on()
    for group in ("a", "b", "c", "e"):
        row = change(result, "x_1", group)
        assert (row.n_from, row.n_to) == (SIZES[group], SIZES[group])
        assert None not in (row.mean_from, row.mean_to, row.change, row.verdict)
        assert {getattr(row, name) for name in SPREAD} == {None}
        assert {one.sd for one in result.scores if (one.measure, one.group) == ("x_1", group)} == {None}
        assert {one.mean is None for one in result.scores if (one.measure, one.group) == ("x_1", group)} == {False}
        assert {one.counts for one in result.items if (one.item, one.group) == ("x_1", group)} == {None}
        assert {one.net for one in result.items if (one.item, one.group) == ("x_1", group)} == {None}


def test_where_one_group_of_a_side_is_few_one_more_shows_no_spread() -> None:
    result = handed_on()
    assert change(result, "x_1", "f").p is None
    assert change(result, "x_1", "d").p is not None
    assert change(result, "x_1", "SIDE:t").p is not None


def test_the_exact_check_is_not_handed_on_of_few_people() -> None:
    result = handed_on()
    for row in result.changes:
        if min(row.n_from or 0, row.n_to or 0) < 10:
            assert (row.check, row.check_p) == (None, None)
    assert change(result, "x", "d").check_p is not None


def ends(before: np.ndarray, after: np.ndarray) -> tuple[int, int]:
    """The 95 % interval of the paired t test in whole points, as SciPy has it."""
    interval = stats.ttest_rel(after, before).confidence_interval()
    return round(float(interval.low)), round(float(interval.high))


def fitting(result: Shared, group: str, items: int) -> list[set[tuple[float, ...]]]:
    """All sets of scores before, after, and of changes that fit n, means, SDs, interval, t and moves that are shown."""
    row = change(result, "x", group)
    n, levels = row.n_from or 0, tuple(k * 25 / items for k in range(4 * items + 1))
    level = {one.round: (one.mean, one.sd) for one in result.scores if (one.measure, one.group) == ("x", group)}
    sets = [[one for one in multisets(n, levels) if shown(one) == level[name]] for name in ("pre", "post")]
    half = stats.t.ppf(0.975, n - 1)
    found: list[set[tuple[float, ...]]] = [set(), set(), set()]
    for before, after in product(*sets):
        orders = np.array(sorted(set(permutations(after))))
        changes = orders - np.array(before)
        mean, error = changes.mean(axis=1), changes.std(axis=1, ddof=1) / np.sqrt(n)
        fits = (np.abs(mean - row.change) <= 0.5) & (error > 0)
        fits &= np.abs(mean - half * error - row.ci_low) <= 1.0  # an end may be rounded to the step on its other side
        fits &= np.abs(mean + half * error - row.ci_high) <= 1.0
        if row.statistic is not None:
            fits &= np.abs(mean / np.where(error > 0, error, 1.0) - row.statistic) <= 0.005
        if row.rose is not None:
            fits &= ((changes > 0).sum(axis=1) == row.rose) & ((changes < 0).sum(axis=1) == row.fell)
        if fits.any():
            found[0].add(before)
            found[1].add(after)
            found[2] |= {tuple(np.sort(np.round(one, 6)).tolist()) for one in changes[fits]}
    return found


@pytest.mark.parametrize("seed", range(4))
def test_what_an_aspect_shows_of_five_people_fits_three_sets_of_answers(seed: int) -> None:
    result = handed_on(seed, 3)
    if change(result, "x", "a").ci_low is not None:
        assert all(len(sets) >= 3 for sets in fitting(result, "a", 3))


def test_an_aspect_of_two_questions_tells_five_people_apart_and_shows_no_spread() -> None:
    kept = [change(handed_on(seed, 2), "x", "a").ci_low is not None for seed in range(6)]
    assert not any(kept)


def test_an_aspect_of_eight_questions_keeps_its_interval() -> None:
    kept = [change(handed_on(seed, 8), "x", "c").ci_low is not None for seed in range(6)]
    assert sum(kept) >= 5
