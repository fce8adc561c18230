"""The Stuart–Maxwell test: against R, a published example, McNemar's test, and the laws of a table of pairs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from metrics import statistics
from metrics.statistics.asymptotic import StuartMaxwell, stuart_maxwell_of_tables
from surveys.model.survey import Floats
from tests.metrics.statistics.asymptotic.conftest import Golden, rounded

TABLE = st.integers(2, 6).flatmap(
    lambda k: st.lists(st.integers(0, 6), min_size=k * k, max_size=k * k).map(lambda x: np.reshape(x, (k, k)))
)


def stuart_maxwell(table: npt.ArrayLike) -> StuartMaxwell:
    return stuart_maxwell_of_tables(np.asarray(table, dtype=float)[None])[0]


def table_of(before: Floats, after: Floats) -> np.ndarray:
    categories, indices = np.unique(np.concatenate([before, after]), return_inverse=True)
    table = np.zeros((categories.size, categories.size))
    np.add.at(table, (indices[: before.size], indices[before.size :]), 1)
    return table


def test_stuart_maxwell_is_that_of_r(golden: Golden) -> None:
    """R 4.5.0, by hand; equal to ``coin::mh_test`` (coin 1.4-3)."""
    rows = list(golden.tests("stuart_maxwell"))
    for row, known in rows:
        found = stuart_maxwell(table_of(*map(rounded, golden.pairs(row["measure"], row["group"]))))
        assert found.df == known["df"], row
        assert found.statistic == pytest.approx(known["statistic"], rel=1e-9, abs=1e-12), row
        assert found.p == pytest.approx(known["p"], rel=1e-9), row
    assert len(rows) > 60


def test_two_categories_are_mcnemars_test() -> None:
    found = stuart_maxwell([[10, 5], [12, 3]])
    assert found.df == 1
    assert found.statistic == pytest.approx((5 - 12) ** 2 / (5 + 12))
    assert found.p == pytest.approx(stats.chi2.sf(49 / 17, 1))


def test_three_categories_by_the_formula_of_fleiss_and_everitt() -> None:
    """Fleiss & Everitt 1971, for three categories."""
    table = np.array([[35, 5, 0], [15, 20, 5], [10, 5, 5]])
    d1, d2, d3 = table.sum(axis=1) - table.sum(axis=0)
    n12, n13, n23 = ((table[i, j] + table[j, i]) / 2 for i, j in ((0, 1), (0, 2), (1, 2)))
    known = (n23 * d1**2 + n13 * d2**2 + n12 * d3**2) / (2 * (n12 * n13 + n12 * n23 + n13 * n23))
    found = stuart_maxwell(table)
    assert found.df == 2
    assert (found.statistic, found.p) == pytest.approx((known, stats.chi2.sf(known, 2)))


def test_nobody_who_moved_gives_p_1() -> None:
    assert stuart_maxwell(np.diag([4, 0, 7])) == StuartMaxwell(0.0, 0, 1.0)


def test_moves_that_even_out_give_p_1() -> None:
    found = stuart_maxwell([[3, 2, 0], [0, 1, 2], [2, 0, 4]])
    assert found.df == 2
    assert (found.statistic, found.p) == pytest.approx((0, 1), abs=1e-12)


def test_categories_without_a_discordant_pair_are_dropped() -> None:
    small = np.array([[10, 5, 1], [12, 3, 2], [0, 6, 9]])
    large = np.zeros((5, 5))
    large[np.ix_([0, 2, 4], [0, 2, 4])] = small
    large[1, 1] = 30
    of_large, of_small = stuart_maxwell(large), stuart_maxwell(small)
    assert of_large.df == of_small.df == 2
    assert of_large.statistic == pytest.approx(of_small.statistic, rel=1e-13)


def test_two_sets_of_categories_among_which_people_moved_are_two_mcnemar_tests() -> None:
    first, second = np.array([[1, 5], [2, 3]]), np.array([[4, 1], [9, 0]])
    table = np.block([[first, np.zeros((2, 2))], [np.zeros((2, 2)), second]])
    found = stuart_maxwell(table)
    assert found.df == 2
    assert found.statistic == pytest.approx(stuart_maxwell(first).statistic + stuart_maxwell(second).statistic)


@given(TABLE)
def test_laws_of_stuart_maxwell(table: np.ndarray) -> None:
    found = stuart_maxwell(table)
    assert found.statistic >= 0
    assert 0 < found.p <= 1
    order = np.random.default_rng(0).permutation(len(table))
    stayed = table + np.diag(np.arange(len(table)))
    for other in (table.T, table[np.ix_(order, order)], stayed):
        again = stuart_maxwell(other)
        assert again.df == found.df
        assert (again.statistic, again.p) == pytest.approx((found.statistic, found.p), abs=1e-9)
    twice = stuart_maxwell(2 * table)
    assert twice.statistic == pytest.approx(2 * found.statistic, abs=1e-9)


@given(TABLE)
def test_a_category_less_and_the_inverse_give_the_same(table: np.ndarray) -> None:
    """Where people moved among all categories, leaving one out makes the covariance one that has an inverse."""
    table = table + 1
    shift = (table.sum(axis=1) - table.sum(axis=0))[:-1]
    covariance = np.diag(table.sum(axis=1) + table.sum(axis=0)) - table - table.T
    known = shift @ np.linalg.solve(covariance[:-1, :-1], shift)
    found = stuart_maxwell(table)
    assert found.df == len(table) - 1
    assert found.statistic == pytest.approx(known, abs=1e-9)


def test_people_are_counted_by_their_two_answers() -> None:
    before, after = np.array([1.0, 1, 2, 3, 3, 1]), np.array([2.0, 1, 3, 3, 1, 3])
    known = stuart_maxwell(table_of(before, after))
    assert statistics.stuart_maxwell(before, after) == known
    words = np.array(["no", "partly", "yes"])
    assert statistics.stuart_maxwell(words[before.astype(int) - 1], words[after.astype(int) - 1].tolist()) == known
    more = np.array([*before, None]), [*after, 1.0]
    assert statistics.stuart_maxwell(*more, nan_policy="omit") == known
    with pytest.raises(ValueError, match="either numbers or words"):
        statistics.stuart_maxwell(np.array([1, "no"], dtype=object), np.array([1, 2], dtype=object))
