"""How closely what is shown of a row bounds its change: by hand, and against a linear program."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.stats import t as student

from metrics import analyse, shared
from metrics.publish.change_bounds import Shown, change_bounds
from metrics.statistics.power import noncentrality
from metrics.tables.changes import ChangeRow
from tests.metrics.survey_maker import people

FULL = ChangeRow(
    "d", "dimension", "g", "pre", "post", 20, 20, 20, change=4.0, se=2.0, df=60.0, test="paired_t", verdict="increased"
)  # fmt: skip
TOLD = replace(FULL, se=None, df=None)
REACH = float(student.ppf(0.975, 60))


def bounds(*, has_spread: bool = True, deviations: tuple[float, float] | None = None, **told: float) -> list[float]:
    """Bounds of a change of 4 points told as 4, with more of the row as it is and as it is told."""
    full, shown = replace(FULL), replace(TOLD)
    exact: dict[str, Any] = {
        "ci_low": 4 - 2 * REACH, "ci_high": 4 + 2 * REACH, "statistic": 2.0, "detectable": 5.7,
        "detectable_alpha": 0.05, "p": 2 * float(student.sf(2.0, 60)), "effect_value": 0.2, "effect_low": 0.01,
        "effect_high": 0.395,
    }  # fmt: skip
    numbers: dict[str, Any] = dict(told)
    full = replace(full, **{name: exact[name] for name in told})
    shown = replace(shown, **numbers)
    if "effect_value" in told:
        full, shown = (replace(row, effect="hedges_g_av") for row in (full, shown))
    return list(change_bounds(Shown(full, shown, 0, deviations), has_spread=has_spread))


def test_a_change_alone_is_known_to_its_rounding() -> None:
    assert bounds() == [3.5, 4.5]
    assert bounds(statistic=2.0, ci_high=8.0, has_spread=False) == [3.5, 4.5]


def test_with_the_statistic_the_upper_end_halves_it() -> None:
    """The upper end is s(t + c), within 7.5 and 8.5; the change is st: 8.5 · 2.005 / (2.005 + c) at most."""
    least, most = (end * t / (t + REACH) for end, t in ((7.5, 1.995), (8.5, 2.005)))
    assert bounds(statistic=2.0, ci_low=0.0, ci_high=8.0) == pytest.approx([least, most], abs=1e-6)
    assert most - least < 0.52


def test_p_does_what_the_statistic_does() -> None:
    """p = 0.050 leaves t between 1.995 and 2.005, nearly."""
    near, far = (float(student.isf(p / 2, 60)) for p in (0.0505, 0.0495))
    least, most = (end * t / (t + REACH) for end, t in ((7.5, near), (8.5, far)))
    assert bounds(p=0.05, ci_low=0.0, ci_high=8.0) == pytest.approx([least, most], abs=1e-6)


def test_the_ends_alone_bound_it_by_their_middle() -> None:
    """Both ends together: half their sum, half a point off at most."""
    assert bounds(ci_low=0.0, ci_high=8.0) == pytest.approx([3.5, 4.5])


def test_an_end_that_was_moved_to_its_other_side_may_be_a_whole_step_off() -> None:
    """The upper end is told as 9, though 8.0 is nearer to 8: it lies within 8 and 10, the lower one above -0.5."""
    assert bounds(ci_low=0.0, ci_high=9.0) == pytest.approx([3.75, 4.5])


def test_what_could_be_detected_bounds_the_standard_error() -> None:
    """5.7 told as 6 is 2.849 standard errors (of 60 degrees of freedom): one is 5.5 / 2.849 at least."""
    found = bounds(statistic=2.0, detectable=6.0, detectable_alpha=0.05)
    assert found == pytest.approx([1.995 * 5.5 / noncentrality(60.0), 4.5], abs=1e-6)


def test_the_effect_times_the_deviation() -> None:
    """g = 0.2 within 0.005 of a deviation of 20 within half a point: 0.195 · 19.5 to 0.205 · 20.5."""
    found = bounds(effect_value=0.2, deviations=(20.0, 20.0))
    assert found == pytest.approx([0.195 * 19.5, 0.205 * 20.5])


@pytest.mark.parametrize("estimand", ["matched", "all", "independent"])
def test_the_true_change_is_within_and_never_by_more_than_its_rounding(estimand: str) -> None:
    made = people({"a": 20, "b": 31}, {"a": "s", "b": "s"})
    result = analyse(made, estimand=estimand)
    told = {(row.measure, row.group): row for row in shared(result).changes}
    seen = 0
    for row in result.changes:
        shown = told[row.measure, row.group]
        if row.change is None or shown.change is None:
            continue
        decimals = 0 if shown.mean_from == int(shown.mean_from or 0) else 1
        low, high = change_bounds(Shown(row, shown, decimals))
        assert low - 1e-9 <= row.change <= high + 1e-9
        assert high - low <= 2 * 10.0**-decimals
        seen += 1
    assert seen


def test_the_corners_are_those_of_a_linear_program() -> None:
    """Interval and statistic as inequalities in the change and its standard error, by SciPy's own solver."""
    found = bounds(statistic=2.0, ci_low=0.0, ci_high=8.0)
    lines = [[1, -REACH], [-1, REACH], [1, REACH], [-1, -REACH], [-1, 1.995], [1, -2.005]]
    right = [0.5, 0.5, 8.5, -7.5, 0, 0]
    solved = [linprog([way, 0], A_ub=np.array(lines), b_ub=right, bounds=[(3.5, 4.5), (0, None)]) for way in (1, -1)]
    ends = [abs(float(one.fun or 0.0)) for one in solved]
    assert found == pytest.approx(ends, abs=1e-6)
