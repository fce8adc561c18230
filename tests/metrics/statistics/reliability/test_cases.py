"""Complete cases: the order in which items and people are dropped, and rounds put together without their answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from metrics.statistics.reliability.cases import CompleteCases

NAN = float("nan")


def tables() -> st.SearchStrategy[np.ndarray]:
    answers = st.one_of(st.integers(0, 4).map(lambda answer: 25.0 * answer), st.just(NAN))
    return arrays.arrays(np.float64, st.tuples(st.integers(0, 9), st.just(3)), elements=answers)


def test_items_go_then_people_then_items() -> None:
    cases = CompleteCases.of(np.array([[0, 50, NAN, 25], [50, 50, NAN, 75], [25, 0, NAN, NAN], [75, 50, NAN, 0]]))
    assert list(cases.kept) == [True, True, False, True]
    assert cases.n == 3
    assert list(cases.varies) == [True, False, True]
    assert list(cases.counting) == [True, False, False, True]
    assert cases.unanimous
    assert cases.covariance == pytest.approx(np.cov([[0, 50, 75], [25, 75, 0]]))


@given(st.lists(tables(), min_size=1, max_size=4))
def test_parts_together_are_the_parts_stacked(parts: list[np.ndarray]) -> None:
    found, known = CompleteCases.together([*map(CompleteCases.of, parts)]), CompleteCases.of(np.concatenate(parts))
    assert (found.n, found.unanimous) == (known.n, known.unanimous)
    assert np.array_equal(found.kept, known.kept)
    assert np.array_equal(found.counting, known.counting)
    for name in ("mean", "low", "high", "covariance"):
        assert getattr(found, name) == pytest.approx(getattr(known, name), abs=1e-9)
