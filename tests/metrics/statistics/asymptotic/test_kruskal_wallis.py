"""Kruskal–Wallis and Dunn: against R and SciPy, by hand, and the laws of ranks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from metrics.statistics.asymptotic import KruskalWallis, dunn_of_samples, kruskal_wallis_of_samples
from surveys.model.survey import Floats
from tests.metrics.statistics.asymptotic.conftest import Golden, rounded

SAMPLES = st.lists(
    st.lists(st.integers(0, 6), min_size=1, max_size=10).map(lambda x: np.array(x, dtype=float)), min_size=2, max_size=5
)


def samples_of(golden: Golden, row: dict[str, Any]) -> tuple[list[str], list[Floats]]:
    """A row's groups in the order of its pairs, and their scores: of a round, or the changes of pairs."""
    groups = list(dict.fromkeys(pair[which] for which in ("a", "b") for pair in row["dunn"]))
    if row["what"] == "change":
        return groups, [rounded(golden.differences(row["measure"], group)) for group in groups]
    which = [each["name"] for each in golden.values["rounds"]].index(row["round"])
    return groups, [rounded(golden.samples(row["measure"], group)[which]) for group in groups]


def test_kruskal_wallis_is_that_of_r(golden: Golden) -> None:
    """R 4.5.0, ``kruskal.test``."""
    rows = golden.values["between_groups"]
    for row in rows:
        found = kruskal_wallis_of_samples(samples_of(golden, row)[1])
        assert (found.n, found.df) == (row["n"], row["df"])
        assert found.statistic == pytest.approx(row["statistic"], rel=1e-9)
        assert found.p == pytest.approx(row["p"], rel=1e-9)
    assert {row["what"] for row in rows} == {"round", "change"}


def test_dunn_is_that_of_r(golden: Golden) -> None:
    """R 4.5.0, by hand with the correction for ties, ``p.adjust(method = "holm")``; z of `b` over `a`."""
    for row in golden.values["between_groups"]:
        groups, samples = samples_of(golden, row)
        for found, known in zip(dunn_of_samples(samples), row["dunn"], strict=True):
            assert (groups[found.first], groups[found.second]) == (known["a"], known["b"])
            assert found.z == pytest.approx(known["z"], rel=1e-9, abs=1e-12)
            assert found.p == pytest.approx(known["p"], rel=1e-9)
            assert found.p_adjusted == pytest.approx(known["p_adjusted"], rel=1e-9)


def test_kruskal_wallis_and_dunn_by_hand() -> None:
    """Ranks 1, 2 | 3, 4 | 5, 6: mean ranks 1.5, 3.5 and 5.5, a rank's variance 3.5."""
    samples = [np.array([1.0, 2.0]), np.array([3.0, 4.0]), np.array([5.0, 6.0])]
    assert kruskal_wallis_of_samples(samples).statistic == pytest.approx(2 * (2**2 + 2**2) / 3.5)
    assert [pair.z for pair in dunn_of_samples(samples)] == pytest.approx([2 / 3.5**0.5, 4 / 3.5**0.5, 2 / 3.5**0.5])


@given(SAMPLES)
def test_kruskal_wallis_is_that_of_scipy(samples: list[Floats]) -> None:
    found = kruskal_wallis_of_samples(samples)
    if np.unique(np.concatenate(samples)).size == 1:
        assert (found.statistic, found.p) == (None, None)
    else:
        known = stats.kruskal(*samples)
        assert found.statistic == pytest.approx(known.statistic, rel=1e-9, abs=1e-9)
        assert found.p == pytest.approx(known.pvalue, rel=1e-9)


@given(SAMPLES)
def test_laws_of_ranks_between_groups(samples: list[Floats]) -> None:
    found = kruskal_wallis_of_samples(samples)
    assert found.p is None or 0 < found.p <= 1
    assert kruskal_wallis_of_samples([sample**3 + 7 for sample in samples]) == found
    assert dunn_of_samples([sample**3 + 7 for sample in samples]) == dunn_of_samples(samples)
    turned = dunn_of_samples([-sample for sample in samples])
    assert [pair.z for pair in turned] == [
        None if pair.z is None else pytest.approx(-pair.z) for pair in dunn_of_samples(samples)
    ]
    back = kruskal_wallis_of_samples(samples[::-1])
    assert back.statistic == (None if found.statistic is None else pytest.approx(found.statistic, abs=1e-9))
    for pair in dunn_of_samples(samples):
        assert pair.p is None or pair.p_adjusted is None or pair.p <= pair.p_adjusted <= 1


@given(SAMPLES)
def test_two_groups_have_the_square_of_dunns_z(samples: list[Floats]) -> None:
    found = kruskal_wallis_of_samples(samples[:2])
    (pair,) = dunn_of_samples(samples[:2])
    if found.statistic is not None and pair.z is not None:
        assert pair.z**2 == pytest.approx(found.statistic, abs=1e-9)
        assert pair.p == pytest.approx(found.p, rel=1e-7)
        assert pair.p_adjusted == pair.p


def test_where_all_have_the_same_value_there_is_no_test() -> None:
    samples = [np.full(3, 50.0), np.full(2, 50.0), np.full(4, 50.0)]
    assert kruskal_wallis_of_samples(samples) == KruskalWallis(None, 2, None, 9)
    assert [(x.first, x.second, x.z, x.p, x.p_adjusted) for x in dunn_of_samples(samples)] == [
        (0, 1, None, None, None),
        (0, 2, None, None, None),
        (1, 2, None, None, None),
    ]


def test_fewer_than_two_groups_or_an_empty_one_are_an_error() -> None:
    with pytest.raises(ValueError, match="at least 2 groups"):
        kruskal_wallis_of_samples([np.array([1.0, 2.0])])
    with pytest.raises(ValueError, match="no observations"):
        dunn_of_samples([np.array([1.0, 2.0]), np.array([])])
