"""The t tests and intervals: against R and SciPy, a published example, all samples of a small population, and laws."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from scipy.special import stdtr

from metrics.statistics.asymptotic import (
    MeanChange,
    overlap_correlation,
    overlapping_t_of_rounds,
    paired_t_of_differences,
    welch_t_of_samples,
)
from metrics.statistics.asymptotic.finite_population import variance_among_invited
from surveys.model.survey import Floats
from tests.metrics.statistics.asymptotic.conftest import Golden

NAN = float("nan")
SCORES = st.lists(st.integers(0, 40), min_size=2, max_size=20).map(lambda x: np.array(x, dtype=float) * 2.5)
PEOPLE = st.lists(st.tuples(*[st.none() | st.integers(0, 40)] * 2), min_size=4, max_size=25)
PEOPLE_IN_BOTH = st.lists(st.tuples(*[st.integers(0, 40)] * 2), min_size=3, max_size=25)


def columns(people: list[tuple[int | None, int | None]]) -> tuple[Floats, Floats]:
    """Scores before and after; NaN for None."""
    before, after = np.array(people, dtype=float).T
    return before, after


def present(values: Floats) -> Floats:
    return values[~np.isnan(values)]


def is_r(found: MeanChange, known: dict[str, Any]) -> None:
    """Whether a mean change, its interval and its test are those of R."""
    assert found.change == pytest.approx(known["change"], rel=1e-9, abs=1e-9)
    assert found.se == pytest.approx(known["se"], rel=1e-9)
    assert known["df"] is None or found.df == pytest.approx(known["df"], rel=1e-9)
    assert found.statistic == pytest.approx(known["statistic"], rel=1e-9, abs=1e-12)
    assert found.p == pytest.approx(known["p"], rel=1e-9)
    assert found.interval(0.95) == pytest.approx((known["ci_low"], known["ci_high"]), rel=1e-9, abs=1e-9)
    assert found.interval(0.90) == pytest.approx((known["ci90_low"], known["ci90_high"]), rel=1e-9, abs=1e-9)


def test_the_paired_t_is_that_of_r(golden: Golden) -> None:
    """R 4.5.0, formulas; equal to ``t.test(after, before, paired = TRUE)``."""
    rows = list(golden.tests("paired_t"))
    for row, known in rows:
        is_r(
            paired_t_of_differences(golden.differences(row["measure"], row["group"])),
            {"change": row["change"], **known},
        )
    assert len(rows) > 90


def test_the_welch_t_is_that_of_r(golden: Golden) -> None:
    """R 4.5.0, formulas; equal to ``t.test(after, before)``."""
    rows = list(golden.tests("welch_t"))
    for row, known in rows:
        is_r(welch_t_of_samples(*golden.samples(row["measure"], row["group"])), {"change": row["change"], **known})
    assert len(rows) > 90


def test_the_partially_overlapping_t_is_that_of_r(golden: Golden) -> None:
    """R 4.5.0, T_new2 of Derrick et al. 2017 by hand."""
    rows = list(golden.tests("overlapping_t"))
    for row, known in rows:
        before, after = golden.rounds(row["measure"], row["group"])
        is_r(overlapping_t_of_rounds(before, after), {"change": row["change"], **known})
        assert overlap_correlation(before, after) == pytest.approx(known["r"], rel=1e-9, abs=1e-12)
    assert len(rows) > 90


def test_the_published_example_with_equal_variances_has_its_p() -> None:
    """Derrick, Toher & White 2017 (TQMP 13): 0.026 by R's ``Partiallyoverlapping::Partover.test(var.equal = TRUE)``."""
    a_alone, a_paired = [20, 21, 16, 18, 14, 12, 14, 17], [14, 15, 18, 20, 11, 19, 14, 15]
    b_alone, b_paired = [10, 16, 18, 16, 15, 14, 13, 10], [15, 10, 15, 17, 13, 19, 12, 13]
    a = np.array(a_alone + [NAN] * 8 + a_paired)
    b = np.array([NAN] * 8 + b_alone + b_paired)
    found = overlapping_t_of_rounds(b, a, equal_variances=True)
    assert found.change == pytest.approx(258 / 16 - 226 / 16)
    assert found.df == pytest.approx(7 + (16 + 8 - 1) * 16 / 32)
    p = found.p
    assert p is not None
    assert round(p, 3) == 0.026


def test_t_tests_by_hand() -> None:
    found = paired_t_of_differences(np.array([1.0, 2.0, 3.0]))
    assert (found.change, found.se, found.df) == pytest.approx((2, 1 / 3**0.5, 2))
    assert found.statistic == pytest.approx(2 * 3**0.5)
    # With 2 degrees of freedom the two-sided p is 1 − t/√(2 + t²).
    assert found.p == pytest.approx(1 - 12**0.5 / 14**0.5)
    # Variances 2 and 8 over 2 and 2 people: 1 and 4, with (1 + 4)²/(1 + 16) degrees of freedom.
    two = welch_t_of_samples(np.array([0.0, 2.0]), np.array([10.0, 14.0]))
    assert (two.change, two.se, two.df) == pytest.approx((11, 5**0.5, 25 / 17))


@pytest.mark.filterwarnings("ignore:Precision loss:RuntimeWarning")
@given(PEOPLE_IN_BOTH)
def test_the_paired_t_is_that_of_scipy(people: list[tuple[int | None, int | None]]) -> None:
    before, after = columns(people)
    assume(np.ptp(after - before) > 0)
    known = stats.ttest_rel(after, before)
    found = paired_t_of_differences(after - before)
    assert found.statistic == pytest.approx(known.statistic, rel=1e-9, abs=1e-12)
    assert found.p == pytest.approx(known.pvalue, rel=1e-9)
    assert found.interval(0.9) == pytest.approx(tuple(known.confidence_interval(0.9)), rel=1e-9, abs=1e-9)


@pytest.mark.filterwarnings("ignore:Precision loss:RuntimeWarning")
@given(SCORES, SCORES)
def test_the_welch_t_is_that_of_scipy(first: Floats, second: Floats) -> None:
    assume(np.ptp(first) + np.ptp(second) > 0)
    known = stats.ttest_ind(second, first, equal_var=False)
    found = welch_t_of_samples(first, second)
    assert found.df == pytest.approx(known.df, rel=1e-9)
    assert found.statistic == pytest.approx(known.statistic, rel=1e-9, abs=1e-12)
    assert found.p == pytest.approx(known.pvalue, rel=1e-9)
    assert found.interval(0.95) == pytest.approx(tuple(known.confidence_interval(0.95)), rel=1e-9, abs=1e-9)


@given(PEOPLE_IN_BOTH)
def test_with_pairs_only_the_overlapping_t_is_the_paired_t(people: list[tuple[int | None, int | None]]) -> None:
    before, after = columns(people)
    assert overlapping_t_of_rounds(before, after) == paired_t_of_differences(after - before)
    assert overlapping_t_of_rounds(before, after, invited=30) == paired_t_of_differences(after - before, invited=30)


def test_the_formula_of_the_overlap_leads_to_the_paired_t() -> None:
    """Pairs only are reckoned as such; T_new2's formula gives the same standard error."""
    rng = np.random.default_rng(5)
    before = rng.normal(50, 10, 40)
    after = before + rng.normal(3, 5, 40)
    (first, covariance), (_, second) = np.cov(before, after)
    r = overlap_correlation(before, after)
    assert r == pytest.approx(covariance / (first * second) ** 0.5)
    variance = first / 40 + second / 40 - 2 * r * (first * second) ** 0.5 * 40 / (40 * 40)
    assert overlapping_t_of_rounds(before, after).se == pytest.approx(variance**0.5, rel=1e-12)


@pytest.mark.filterwarnings("ignore:Precision loss:RuntimeWarning")
@given(SCORES, SCORES)
def test_without_pairs_the_overlapping_t_is_that_of_two_samples(first: Floats, second: Floats) -> None:
    before = np.concatenate([first, np.full(second.size, NAN)])
    after = np.concatenate([np.full(first.size, NAN), second])
    found, two = overlapping_t_of_rounds(before, after), welch_t_of_samples(first, second)
    assert found.change == two.change
    assert (found.se, found.df) == pytest.approx((two.se, two.df), rel=1e-12)
    assume(np.ptp(first) + np.ptp(second) > 0)
    pooled = overlapping_t_of_rounds(before, after, equal_variances=True)
    known = stats.ttest_ind(second, first)
    assert (pooled.df, pooled.p) == pytest.approx((known.df, known.pvalue), rel=1e-9)


@given(PEOPLE, st.booleans(), st.integers(-10, 10), st.sampled_from([0.5, 2.0, 10.0]))
def test_laws_of_the_overlapping_t(
    people: list[tuple[int | None, int | None]], equal_variances: bool, shift: int, scale: float
) -> None:
    before, after = columns(people)
    assume(min(present(before).size, present(after).size) > 1)
    found = overlapping_t_of_rounds(before, after, equal_variances)
    assert found.se is not None
    assert found.df is not None
    assert found.df > 0
    p = found.p
    assert p is None or 0 < p <= 1
    moved = overlapping_t_of_rounds(before, after + shift, equal_variances)
    assert (moved.change, moved.se) == pytest.approx((found.change + shift, found.se), abs=1e-6)
    larger = overlapping_t_of_rounds(before * scale, after * scale, equal_variances)
    assert (larger.change, larger.se) == pytest.approx((found.change * scale, found.se * scale), abs=1e-6)
    back = overlapping_t_of_rounds(after, before, equal_variances)
    assert (back.change, back.se, back.df) == pytest.approx((-found.change, found.se, found.df), abs=1e-6)
    order = np.random.default_rng(0).permutation(before.size)
    mixed = overlapping_t_of_rounds(before[order], after[order], equal_variances)
    assert mixed.se == pytest.approx(found.se, abs=1e-6)


def test_no_change_at_all_has_p_1_and_the_interval_of_a_point() -> None:
    still, same = np.zeros(6), np.full(4, 62.5)
    for found in (
        paired_t_of_differences(still),
        welch_t_of_samples(same, same),
        overlapping_t_of_rounds(same, same),
        overlapping_t_of_rounds(same, same, True),
    ):
        assert (found.statistic, found.p) == (0.0, 1.0)
        assert found.interval(0.95) == (0.0, 0.0)


def test_changes_that_are_zero_but_for_rounding_are_no_change() -> None:
    found = paired_t_of_differences(np.array([0.1 + 0.2 - 0.3, 0.0, -1e-14]))
    assert (found.change, found.statistic, found.p) == (0.0, 0.0, 1.0)


def test_identical_changes_that_are_not_zero_have_no_t() -> None:
    before = np.array([10.0, 20.0, 70.0])
    samples = np.full(3, 40.0), np.full(4, 45.0)
    changes = (
        paired_t_of_differences(np.full(3, 5.0)),
        welch_t_of_samples(*samples),
        overlapping_t_of_rounds(before, before + 5),
        overlapping_t_of_rounds(before, before + 5, equal_variances=True),
    )
    for found in changes:
        assert (found.statistic, found.p) == (None, None)
        assert found.interval(0.95) == pytest.approx((5.0, 5.0))


def test_one_person_in_a_round_gives_a_change_and_nothing_more() -> None:
    one, three = np.array([30.0]), np.array([40.0, 50.0, 60.0])
    apart = overlapping_t_of_rounds(np.array([30.0, NAN, NAN, NAN]), np.array([NAN, 40.0, 50.0, 60.0]))
    for found in (paired_t_of_differences(np.array([20.0])), welch_t_of_samples(one, three), apart):
        assert (found.change, found.se, found.df) == (20.0, None, None)
        assert found.interval(0.95) == (None, None)
        assert (found.statistic, found.p) == (None, None)


def test_nobody_in_a_round_is_an_error() -> None:
    nobody, some = np.array([]), np.array([1.0, 2.0])
    with pytest.raises(ValueError, match="no observations"):
        paired_t_of_differences(nobody)
    with pytest.raises(ValueError, match="no observations"):
        welch_t_of_samples(nobody, some)
    with pytest.raises(ValueError, match="no observations"):
        overlapping_t_of_rounds(np.full(2, NAN), some)


def test_the_correlation_of_the_overlap_is_0_where_there_is_little_to_estimate() -> None:
    assert overlap_correlation(np.array([1.0, 2.0, NAN]), np.array([3.0, 4.0, 5.0])) == 0
    assert overlap_correlation(np.array([7.0, 7.0, 7.0, 1.0]), np.array([3.0, 4.0, 5.0, NAN])) == 0
    assert overlap_correlation(np.array([1.0, 2.0, 3.0]), np.array([5.0, 3.0, 1.0])) == -1


def test_a_known_number_invited_narrows_the_interval_and_the_test_alike() -> None:
    differences = np.array([5.0, -2.5, 10.0, 0.0, 7.5, 2.5])
    plain, finite = paired_t_of_differences(differences), paired_t_of_differences(differences, invited=8)
    assert plain.se is not None
    assert finite.finite_se == pytest.approx(plain.se * (1 - 6 / 8) ** 0.5)
    assert plain.statistic is not None
    assert finite.statistic == pytest.approx(plain.statistic * 2)
    assert finite.p == pytest.approx(2 * float(stdtr(5, -plain.statistic * 2)))
    wide, narrow = plain.interval(0.95), finite.interval(0.95)
    assert None not in (*wide, *narrow)
    assert narrow == pytest.approx(tuple(plain.change + (end - plain.change) / 2 for end in wide if end is not None))


@given(SCORES, SCORES)
def test_a_very_large_number_invited_is_no_limit(first: Floats, second: Floats) -> None:
    size = min(first.size, second.size)
    before, after = first[:size], second[:size]
    alone = np.append(before, [NAN, 30.0]), np.append(after, [20.0, NAN])
    changes = (
        paired_t_of_differences(after - before, invited=10**12),
        welch_t_of_samples(first, second, invited=10**12),
        overlapping_t_of_rounds(*alone, invited=10**12),
        overlapping_t_of_rounds(*alone, equal_variances=True, invited=10**12),
    )
    for found in changes:
        assert found.finite_se == pytest.approx(found.se, rel=1e-6, abs=1e-6)


def test_a_census_of_both_rounds_has_the_interval_of_a_point() -> None:
    before, after = np.array([10.0, 40.0, 20.0, 70.0]), np.array([20.0, 40.0, 60.0, 65.0])
    lost_codes = np.append(before, [NAN, NAN])[[0, 1, 4, 5, 2, 3]], np.append(after, [NAN, NAN])
    changes = (
        paired_t_of_differences(after - before, invited=4),
        welch_t_of_samples(before, after, invited=4),
        overlapping_t_of_rounds(before, after, invited=4),
        overlapping_t_of_rounds(*lost_codes, invited=4),
    )
    for found in changes:
        assert found.interval(0.95) == (found.change, found.change)
        assert found.p is not None


def test_more_answers_than_people_invited_are_an_error() -> None:
    six, three = np.arange(6.0), np.arange(3.0)
    with pytest.raises(ValueError, match="6 people answered, more than the 5 invited"):
        paired_t_of_differences(six, invited=5)
    with pytest.raises(ValueError, match="more than the 5 invited"):
        welch_t_of_samples(three, six, invited=5)
    with pytest.raises(ValueError, match="more than the 5 invited"):
        overlapping_t_of_rounds(np.append(three, [NAN] * 3), six, invited=5)


@pytest.mark.parametrize(("n", "m", "pairs"), [(3, 3, 2), (4, 2, 1), (3, 2, 0), (3, 3, 3), (5, 5, 5)])
def test_the_variance_among_those_invited_is_that_over_all_samples(n: int, m: int, pairs: int) -> None:
    """Every pair of samples of five people with that overlap is drawn once."""
    before, after = np.array([1.0, 5.0, 2.0, 9.0, 4.0]), np.array([3.0, 4.0, 4.0, 12.0, 1.0])
    people = range(before.size)
    changes = [
        after[list(later)].mean() - before[list(earlier)].mean()
        for earlier in combinations(people, n)
        for later in combinations(people, m)
        if len(set(earlier) & set(later)) == pairs
    ]
    (first, covariance), (_, second) = np.cov(before, after)
    found = variance_among_invited(first, second, covariance, n, m, pairs, before.size)
    assert found == pytest.approx(np.var(changes), abs=1e-12)


def test_the_variance_of_independent_samples_is_that_over_all_samples() -> None:
    before, after = np.array([1.0, 5.0, 2.0, 9.0, 4.0]), np.array([3.0, 4.0, 4.0, 12.0, 1.0])
    changes = [
        after[list(later)].mean() - before[list(earlier)].mean()
        for earlier in combinations(range(5), 3)
        for later in combinations(range(5), 2)
    ]
    found = variance_among_invited(before.var(ddof=1), after.var(ddof=1), 0.0, 3, 2, 0, 5)
    assert found == pytest.approx(np.var(changes), abs=1e-12)
