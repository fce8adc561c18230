"""The cluster-robust t: against R's clubSandwich, the definition with whole matrices, and tests it must equal."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.statistics import cluster_robust_change
from metrics.statistics.asymptotic import (
    MeanChange,
    clustered_change_of_columns,
    clustered_change_of_differences,
    clustered_change_of_rounds,
    paired_t_of_columns,
    paired_t_of_differences,
    welch_t_of_samples,
)
from surveys.model.survey import Floats, Integers

NAN = float("nan")
SEED = st.integers(0, 10**6)
DIFFERENCES = np.array([5, 7.5, -2.5, 10, 0, 12.5, 2.5, 2.5, -5, 15, 7.5, 20])
BEFORE = np.array([40, 55, 60, 45, 50, 30, 72.5, 65])
AFTER = np.array([55, 62.5, 80, 40, 70, 45, 75, 90, 20])
ORGANISATIONS = (1, 1, 2, 2, 2, 3, 4, 4)

R_OF_DIFFERENCES = {
    "equally large": ([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4], 6.25, 3.052397357755, 3, 0.13307425891435),
    "unequal": ([1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 4, 5], 6.25, 1.8342841559034, 2.7363773422356, 0.048511553731217),
    "everyone for themselves": (range(12), 6.25, 2.1208738907832, 11, 0.013282863103268),
    "one against the rest": ([1] * 11 + [2], 6.25, 4.1457809879442, 1, 0.37285899735467),
}
PARTLY, APART = (1, 2, 2, 3, 3, 3, 4, 5, 5), (11, 12, 12, 13, 13, 13, 14, 15, 15)
CHANGE_TO_ALL = 7.5347222222222
R_OF_ROUNDS = {
    "persons": (range(8), range(8), 12.5, 3.5669614920425, 7, 0.0099342161372423),
    "pairs": (ORGANISATIONS, ORGANISATIONS, 12.5, 0.72682446954118, 2.603305785124, 0.00094193593960228),
    "some in both": (ORGANISATIONS, PARTLY, CHANGE_TO_ALL, 4.5796773765259, 3.5225493874821, 0.1848274177852),
    "none in both": (ORGANISATIONS, APART, CHANGE_TO_ALL, 7.6001792473699, 5.7318060390189, 0.36148426955779),
    "single people": (range(8), range(11, 20), CHANGE_TO_ALL, 8.8248620249667, 14.766423357664, 0.40685036421218),
    "a whole round": (ORGANISATIONS, [5] * 9, CHANGE_TO_ALL, 5.7915970790612, 2.603305785124, 0.29644802802869),
    "and more": (ORGANISATIONS, [4] * 9, CHANGE_TO_ALL, 5.7915970790612, 2.603305785124, 0.29644802802869),
}


def numbers(found: MeanChange) -> tuple[float, ...]:
    """Change, standard error, degrees of freedom and p; NaN for None."""
    return tuple(NAN if one is None else one for one in (found.change, found.se, found.df, found.p))


@pytest.mark.parametrize("case", R_OF_DIFFERENCES)
def test_the_change_of_differences_is_that_of_r(case: str) -> None:
    """R 4.5.0, clubSandwich 0.5.11.

    ``coef_test(lm(d ~ 1), vcov = "CR2", cluster = g, test = "Satterthwaite")``.
    """
    clusters, *known = R_OF_DIFFERENCES[case]
    found = clustered_change_of_differences(DIFFERENCES, np.array(clusters))
    assert numbers(found) == pytest.approx(tuple(known), rel=1e-11)


@pytest.mark.parametrize("case", R_OF_ROUNDS)
def test_the_change_of_rounds_is_that_of_r(case: str) -> None:
    """R 4.5.0, clubSandwich 0.5.11: row ``round`` of the same call, with 0 before and 1 after.

    ``coef_test(lm(c(before, after) ~ round), vcov = "CR2", cluster = g, test = "Satterthwaite")``.
    """
    first, second, *known = R_OF_ROUNDS[case]
    found = clustered_change_of_rounds(BEFORE, AFTER[: len(second)], np.array(first), np.array(second))
    assert numbers(found) == pytest.approx(tuple(known), rel=1e-11)


def by_definition(y: Floats, x: Floats, clusters: Integers) -> tuple[float, float]:
    """CR2 standard error of the last coefficient and its degrees of freedom, with whole matrices.

    Bell & McCaffrey (2002); Pustejovsky & Tipton (2018), (11); powers of eigenvalues up to 1e-12 are 0, as in
    clubSandwich.
    """
    bread = np.linalg.inv(x.T @ x)
    annihilator = np.eye(y.size) - x @ bread @ x.T
    columns = []
    for one in np.unique(clusters):
        own = clusters == one
        values, vectors = np.linalg.eigh(annihilator[np.ix_(own, own)])
        powers = np.where(values > 1e-12, np.maximum(values, 1e-12) ** -0.5, 0)
        columns.append(annihilator[:, own] @ (vectors * powers) @ vectors.T @ x[own] @ bread[:, -1])
    errors = np.array(columns)
    p = errors @ errors.T
    return float(np.sqrt(((errors @ y) ** 2).sum())), float(np.trace(p) ** 2 / (p**2).sum())


@given(SEED, st.integers(2, 12), st.integers(2, 7))
def test_the_change_of_differences_is_that_of_the_definition(seed: int, people: int, organisations: int) -> None:
    random = np.random.default_rng(seed)
    differences, clusters = random.normal(3, 10, people), random.integers(organisations, size=people)
    clusters[:2] = 0, 1
    found = clustered_change_of_differences(differences, clusters)
    known = by_definition(differences, np.ones((people, 1)), clusters)
    assert (found.se, found.df) == pytest.approx(known, rel=1e-9, abs=1e-9)


@given(SEED, st.integers(2, 12), st.integers(2, 12), st.integers(2, 9))
def test_the_change_of_rounds_is_that_of_the_definition(seed: int, n: int, m: int, organisations: int) -> None:
    random = np.random.default_rng(seed)
    before, after = random.normal(50, 10, n), random.normal(55, 20, m)
    first = random.integers(organisations, size=n)
    second = random.integers(organisations, size=m) + random.integers(organisations)
    first[:2] = 0, 1
    found = clustered_change_of_rounds(before, after, first, second)
    x = np.column_stack([np.ones(n + m), np.repeat([0.0, 1.0], [n, m])])
    known = by_definition(np.append(before, after), x, np.append(first, second))
    assert (found.se, found.df) == pytest.approx(known, rel=1e-9, abs=1e-9)


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=20))
def test_with_everyone_for_themselves_it_is_exactly_the_paired_t(values: list[int]) -> None:
    differences = np.array(values) * 2.5 / 3
    found = clustered_change_of_differences(differences, np.arange(len(values))[::-1])
    assert found == paired_t_of_differences(differences)


@given(SEED, st.integers(2, 9), st.integers(2, 5))
def test_with_organisations_of_one_size_it_is_the_paired_t_of_their_means(seed: int, many: int, size: int) -> None:
    differences = np.random.default_rng(seed).normal(3, 10, (many, size))
    found = clustered_change_of_differences(differences.ravel(), np.repeat(np.arange(many), size))
    assert numbers(found) == pytest.approx(numbers(paired_t_of_differences(differences.mean(axis=1))), rel=1e-9)


@given(SEED, st.integers(2, 20), st.integers(2, 7))
def test_with_pairs_only_rounds_give_what_differences_give(seed: int, people: int, organisations: int) -> None:
    random = np.random.default_rng(seed)
    before, after = random.normal(50, 10, (2, people))
    clusters = random.integers(organisations, size=people)
    clusters[:2] = 0, 1
    found = clustered_change_of_rounds(before, after, clusters, clusters)
    known = clustered_change_of_differences(after - before, clusters)
    assert numbers(found) == pytest.approx(numbers(known), rel=1e-9)


@given(SEED, st.integers(2, 12), st.integers(2, 12))
def test_with_two_samples_of_single_people_the_error_is_welchs(seed: int, n: int, m: int) -> None:
    """The degrees of freedom are those of equal variances, as the working model has it."""
    random = np.random.default_rng(seed)
    before, after = random.normal(50, 10, n), random.normal(55, 20, m)
    found = clustered_change_of_rounds(before, after, np.arange(n), np.arange(n, n + m))
    assert found.se == pytest.approx(welch_t_of_samples(before, after).se, rel=1e-9)
    assert found.df == pytest.approx((1 / n + 1 / m) ** 2 / (1 / n**2 / (n - 1) + 1 / m**2 / (m - 1)), rel=1e-9)


@given(SEED, st.sampled_from([0.01, 7.0]), st.integers(-20, 20))
def test_laws_of_the_clustered_change(seed: int, scale: float, shift: int) -> None:
    random = np.random.default_rng(seed)
    before, after = random.normal(50, 10, 15), random.normal(55, 20, 10)
    first, second = random.integers(6, size=15), random.integers(3, 9, size=10)
    found = clustered_change_of_rounds(before, after, first, second)
    order = random.permutation(15)
    for other in (
        clustered_change_of_rounds(before + shift, after + shift, first, second),
        clustered_change_of_rounds(before[order], after, first[order], second),
        clustered_change_of_rounds(before, after, 100 - 7 * first, 100 - 7 * second),
    ):
        assert numbers(other) == pytest.approx(numbers(found), rel=1e-9, abs=1e-9)
    assert found.se is not None
    wider = clustered_change_of_rounds(scale * before, scale * after, first, second)
    assert (wider.change, wider.se) == pytest.approx((scale * found.change, scale * found.se), rel=1e-9)
    back = clustered_change_of_rounds(after, before, second, first)
    assert (back.change, back.se, back.df) == pytest.approx((-found.change, found.se, found.df), rel=1e-9)


@given(SEED)
def test_columns_are_computed_as_each_alone(seed: int) -> None:
    random = np.random.default_rng(seed)
    columns, clusters = random.normal(3, 10, (12, 5)), random.integers(5, size=12)
    columns[random.random((12, 5)) < 0.5] = NAN
    columns[0] = random.normal(3, 10, 5)
    for found, column in zip(clustered_change_of_columns(columns, clusters), columns.T, strict=True):
        here = ~np.isnan(column)
        alone = clustered_change_of_differences(column[here], clusters[here])
        assert numbers(found) == pytest.approx(numbers(alone), rel=1e-9, abs=1e-9, nan_ok=True)


def test_a_column_in_which_no_two_are_of_one_organisation_is_exactly_the_paired_t() -> None:
    columns = np.column_stack([DIFFERENCES, np.where(np.arange(12) % 3 == 1, DIFFERENCES, NAN)])
    found = clustered_change_of_columns(columns, np.repeat(np.arange(4), 3))
    assert found[1] == paired_t_of_columns(columns)[1]
    assert found[0].df == pytest.approx(3)


def test_one_organisation_alone_has_a_change_and_nothing_more() -> None:
    assert clustered_change_of_differences(DIFFERENCES, np.full(12, 7)) == MeanChange(6.25, None, None)
    change = float(AFTER.mean() - BEFORE.mean())
    for second in (np.full(9, 7), np.full(9, 8)):
        assert clustered_change_of_rounds(BEFORE, AFTER, np.full(8, 7), second) == MeanChange(change, None, None)


def test_one_person_in_a_round_has_a_change_and_nothing_more() -> None:
    found = clustered_change_of_rounds(BEFORE, AFTER[:1], np.array(ORGANISATIONS), np.array([1]))
    assert found == MeanChange(55 - float(BEFORE.mean()), None, None)


@pytest.mark.parametrize("change", [0.1, 0.0])
def test_where_all_change_alike_the_error_is_exactly_zero(change: float) -> None:
    clusters = np.array(ORGANISATIONS)
    for found in (
        clustered_change_of_differences(BEFORE + change - BEFORE, clusters),
        clustered_change_of_rounds(BEFORE, BEFORE + change, clusters, clusters),
        clustered_change_of_rounds(np.full(8, 0.1), np.full(8, 0.1 + change), clusters, clusters + 3),
    ):
        assert found.se == 0
        assert found.change == pytest.approx(change)
        assert found.p == (1.0 if change == 0 else None)
        assert found.interval() == (found.change, found.change)


def test_where_organisations_change_alike_the_error_is_exactly_zero() -> None:
    differences = np.array([0.1, 0.3, 0.7, -0.3, 0.2, 0.2])
    found = clustered_change_of_differences(differences, np.array([0, 0, 1, 1, 2, 2]))
    assert found.se == 0
    assert found.df == pytest.approx(2)


@pytest.mark.parametrize("people", [10, 100_000, 1_000_000])
def test_two_organisations_have_one_degree_of_freedom_however_unequal(people: int) -> None:
    differences = np.random.default_rng(people).normal(0, 1, people)
    found = clustered_change_of_differences(differences, np.arange(people) // (people - 1))
    assert found.df == pytest.approx(1.0, rel=1e-12)


def test_a_missing_round_and_a_missing_organisation() -> None:
    before, after = [*BEFORE, NAN, 50.0], [*AFTER, 60.0]
    names: list[Any] = [*(f"organisation {one}" for one in ORGANISATIONS), "new", None]
    known = clustered_change_of_rounds(BEFORE, AFTER, np.array(ORGANISATIONS), np.array([*ORGANISATIONS, 5]))
    found = cluster_robust_change(before, after, names, nan_policy="omit")
    assert numbers(found) == pytest.approx(numbers(known))


LABELS: list[tuple[list[Any], str]] = [
    (["a", NAN], "clusters: 1 missing value"),
    ([1, 2, 3], "2 people can't have 3"),
    ([1, "a"], "clusters: labels are either numbers or words"),
]


@pytest.mark.parametrize(("clusters", "said"), LABELS)
def test_labels_that_are_no_clusters_are_refused(clusters: list[Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        cluster_robust_change([1.0, 2.0], [2.0, 4.0], clusters)


def test_rounds_left_without_anybody_are_refused() -> None:
    with pytest.raises(ValueError, match="there are no observations"):
        cluster_robust_change([1.0, NAN], [NAN, 4.0], np.array([1.0, NAN]), nan_policy="omit")
