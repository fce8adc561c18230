"""Weighted means and their change: against R, a sandwich estimator, and the unweighted t where weights are equal."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from metrics.statistics.asymptotic import (
    effective_n,
    paired_t_of_differences,
    weighted_change_of_rounds,
    welch_t_of_samples,
)
from surveys.model.survey import Floats
from tests.metrics.statistics.asymptotic.conftest import Golden

NAN = float("nan")
SCORE = st.integers(0, 40)
PAIRS = st.lists(st.tuples(SCORE, SCORE), min_size=2, max_size=20)
SAMPLE = st.lists(SCORE, min_size=2, max_size=20).map(lambda x: np.array(x, dtype=float) * 2.5)
WEIGHT = st.sampled_from([0.25, 1.0, 3.0])


def weights_of(golden: Golden, which: int) -> Floats:
    weight = golden.survey.rounds[which].weight
    assert weight is not None
    return weight


def test_the_change_of_the_weighted_mean_is_the_difference_of_rs(golden: Golden) -> None:
    known = {
        (row["measure"], row["group"], row["basis"], row["round"]): row["mean"]
        for row in golden.values["scores"]
        if row["weighted"]
    }
    for measure, group, basis, round_ in known:
        if basis != "round" or round_ != "pre":
            continue
        chosen = golden.members(group)
        weights = [weights_of(golden, which)[chosen] for which in (0, 1)]
        found = weighted_change_of_rounds(*golden.rounds(measure, group), *weights)
        assert found.change == pytest.approx(
            known[measure, group, basis, "post"] - known[measure, group, basis, "pre"], abs=1e-9
        )
        assert found.change is not None
        assert found.low is not None
        assert found.high is not None
        assert found.low < found.change < found.high


def test_the_effective_number_by_hand() -> None:
    assert effective_n(np.array([1.0, 2.0, 1.0])) == pytest.approx(16 / 6)
    assert effective_n(np.array([0.0, NAN, -1.0])) == 0


@pytest.mark.parametrize("power", [-1060, -600, 600, 1020])
def test_only_shares_of_weights_count_however_large_or_small_they_are(power: int) -> None:
    before, after = np.array([40.0, 55.0, 60.0, NAN]), np.array([50.0, 62.5, 60.0, 70.0])
    weights = np.array([1.0, 2.0, 1.0, 3.0])
    scaled = np.ldexp(weights, power)
    assert effective_n(scaled) == effective_n(weights)
    assert weighted_change_of_rounds(before, after, scaled, scaled) == weighted_change_of_rounds(
        before, after, weights, weights
    )


@given(SAMPLE, WEIGHT)
def test_with_equal_weights_everybody_counts_as_one(values: Floats, weight: float) -> None:
    assert effective_n(np.full(values.size, weight)) == pytest.approx(values.size)


@given(PAIRS, WEIGHT, WEIGHT)
def test_with_equal_weights_and_pairs_only_the_interval_is_the_paired_t(
    pairs: list[tuple[int, int]], earlier: float, later: float
) -> None:
    before, after = np.array(pairs, dtype=float).T
    found = weighted_change_of_rounds(before, after, np.full(before.size, earlier), np.full(before.size, later))
    known = paired_t_of_differences(after - before)
    assert found.change == pytest.approx(known.change, abs=1e-9)
    assert (found.low, found.high) == pytest.approx(known.interval(0.95), abs=1e-9)
    assert (found.n_effective_from, found.n_effective_to) == pytest.approx((before.size, before.size))


@given(SAMPLE, SAMPLE, WEIGHT)
def test_with_equal_weights_and_no_pairs_the_interval_is_welchs(first: Floats, second: Floats, weight: float) -> None:
    before, after = np.append(first, np.full(second.size, NAN)), np.append(np.full(first.size, NAN), second)
    weights = np.full(before.size, weight)
    found, known = weighted_change_of_rounds(before, after, weights, weights), welch_t_of_samples(first, second)
    assert found.change == pytest.approx(known.change, abs=1e-9)
    assert (found.low, found.high) == pytest.approx(known.interval(0.95), rel=1e-9, abs=1e-9)


def some_panel(seed: int) -> tuple[Floats, Floats, Floats, Floats]:
    """40 people, some of them in one round only, with weights that differ between people and rounds."""
    rng = np.random.default_rng(seed)
    before = rng.choice(np.arange(0.0, 100.1, 2.5), 40)
    after = np.clip(before + rng.choice(np.arange(-10.0, 22.6, 2.5), 40), 0, 100)
    before[:6], after[-9:] = NAN, NAN
    return before, after, rng.uniform(0.2, 3, 40), rng.uniform(0.2, 3, 40)


@pytest.mark.parametrize("seed", range(4))
def test_the_interval_is_that_of_the_sandwich_clustered_by_person(seed: int) -> None:
    """Weighted least squares of all answers on the round, its covariance clustered by person with n/(n − 1)."""
    before, after, earlier, later = some_panel(seed)
    answers, weights = np.append(before, after), np.append(earlier, later)
    person, is_after = np.tile(np.arange(40), 2), np.repeat([0.0, 1.0], 40)
    there = ~np.isnan(answers)
    y, w, person = answers[there], weights[there], person[there]
    x = np.column_stack([np.ones(y.size), is_after[there]])
    bread = np.linalg.inv(x.T @ (w[:, None] * x))
    beta = bread @ x.T @ (w * y)
    scores = x * (w * (y - x @ beta))[:, None]
    people = np.unique(person)
    sums = np.array([scores[person == one].sum(axis=0) for one in people])
    variance = (bread @ sums.T @ sums @ bread)[1, 1] * people.size / (people.size - 1)
    half = stats.t.ppf(0.975, people.size - 1) * variance**0.5
    found = weighted_change_of_rounds(before, after, earlier, later)
    assert found.change == pytest.approx(beta[1], abs=1e-9)
    assert (found.low, found.high) == pytest.approx((beta[1] - half, beta[1] + half), abs=1e-9)


@given(st.integers(0, 10**6), st.sampled_from([0.01, 7.0]), st.integers(-20, 20))
def test_laws_of_the_weighted_change(seed: int, scale: float, shift: int) -> None:
    before, after, earlier, later = some_panel(seed)
    found = weighted_change_of_rounds(before, after, earlier, later)
    assert found.change is not None
    assert found.low is not None
    assert found.high is not None
    interval = np.array([found.low, found.change, found.high])
    order = np.random.default_rng(seed).permutation(40)
    same = (
        weighted_change_of_rounds(before, after, scale * earlier, later),
        weighted_change_of_rounds(before + shift, after + shift, earlier, later),
        weighted_change_of_rounds(before[order], after[order], earlier[order], later[order]),
    )
    for other in same:
        assert (other.low, other.change, other.high) == pytest.approx(tuple(interval), abs=1e-9)
    back = weighted_change_of_rounds(after, before, later, earlier)
    assert (back.low, back.change, back.high) == pytest.approx(tuple(-interval[::-1]), abs=1e-9)
    assert (back.n_effective_from, back.n_effective_to) == (found.n_effective_to, found.n_effective_from)


def test_who_has_no_value_or_no_weight_in_a_round_is_out_of_it() -> None:
    before, after, earlier, later = some_panel(3)
    known = weighted_change_of_rounds(before, after, earlier, later)
    extra = np.array([50.0, 50.0, 50.0])
    found = weighted_change_of_rounds(
        np.append(before, extra),
        np.append(after, extra),
        np.append(earlier, [0.0, NAN, -2.0]),
        np.append(later, [NAN, -1.0, 0.0]),
    )
    assert (found.low, found.change, found.high) == pytest.approx((known.low, known.change, known.high), abs=1e-9)


def test_a_change_that_is_the_same_for_all_has_the_interval_of_a_point() -> None:
    before = np.array([10.1, 20.2, 70.3])
    weights = np.array([1.0, 2.0, 0.7])
    found = weighted_change_of_rounds(before, before + 5, weights, weights)
    assert found.low == found.change == found.high == pytest.approx(5)


def test_too_few_people_have_no_interval_and_nobody_no_change() -> None:
    one, ones = np.array([30.0, NAN, NAN]), np.ones(3)
    found = weighted_change_of_rounds(one, np.array([40.0, 50.0, NAN]), ones, ones)
    assert (found.change, found.low, found.high, found.n_effective_to) == (15.0, None, None, 2.0)
    nobody = weighted_change_of_rounds(np.full(3, NAN), one, ones, ones)
    assert (nobody.change, nobody.low, nobody.high, nobody.n_effective_from) == (None, None, None, 0.0)
