"""The finite population correction: intervals shrink with the share of those invited who answered."""

from __future__ import annotations

import numpy as np
import pytest

from metrics import ChangeRow, Settings, analyse
from surveys import Survey, SurveyError
from tests.metrics.survey_maker import instrument, survey

FORM = instrument({"a": 1}, {"g": "s", "h": "s"})


def made() -> Survey:
    rng = np.random.default_rng(3)
    before, after = ([[float(x)] for x in rng.integers(1, 6, 24)] for _ in range(2))
    return survey(FORM, ["g", "h"] * 12, before, after)


def width(row: ChangeRow) -> float:
    assert row.ci_low is not None
    assert row.ci_high is not None
    return row.ci_high - row.ci_low


@pytest.mark.parametrize("estimand", ["matched", "independent"])
def test_intervals_shrink_by_the_share_that_answered_and_p_with_them(estimand: str) -> None:
    plain = analyse(made(), Settings(estimand=estimand)).change_of["trust_index", "ALL"]
    row = analyse(made(), Settings(estimand=estimand, invited={"g": 16, "h": 16})).change_of["trust_index", "ALL"]
    assert width(row) == pytest.approx(width(plain) * (1 - 24 / 32) ** 0.5)
    assert (row.invited, plain.invited) == (32, None)
    assert None not in (row.p, plain.p, row.ci_low, row.ci_high)
    assert (row.p or 0) < (plain.p or 0)
    assert ((row.p or 0) <= 0.05) == ((row.ci_low or 0) > 0 or (row.ci_high or 0) < 0)
    assert "32" in row.sentence


def test_without_the_number_of_each_group_a_row_is_not_corrected() -> None:
    result = analyse(made(), Settings(invited={"g": 16}))
    assert result.change_of["trust_index", "g"].invited == 16
    assert result.change_of["trust_index", "h"].invited is None
    assert result.change_of["trust_index", "ALL"].invited is None


def test_where_all_invited_answered_the_interval_is_a_point() -> None:
    row = analyse(made(), Settings(invited={"g": 12, "h": 12})).change_of["trust_index", "ALL"]
    assert (row.ci_low, row.ci_high) == (row.change, row.change)


def test_more_answers_than_invited_and_unknown_groups_are_refused() -> None:
    with pytest.raises(SurveyError, match="more people"):
        analyse(made(), Settings(invited={"g": 11}))
    with pytest.raises(SurveyError, match="no group"):
        analyse(made(), Settings(invited={"x": 11}))


@pytest.mark.parametrize(("estimand", "test"), [("matched", "wilcoxon"), ("independent", "permutation")])
def test_other_tests_than_t_take_no_account_of_the_number_invited(estimand: str, test: str) -> None:
    plain, row = (
        analyse(made(), Settings(estimand=estimand, test=test, invited=invited)).change_of["trust_index", "ALL"]
        for invited in ({}, {"g": 16, "h": 16})
    )
    assert row == plain


def test_a_test_that_is_corrected_has_no_exact_check() -> None:
    row = analyse(made(), Settings(invited={"g": 16, "h": 16})).change_of["trust_index", "ALL"]
    assert (row.check, row.check_p) == (None, None)


def test_where_all_invited_answered_the_sentence_says_so() -> None:
    row = analyse(made(), Settings(invited={"g": 12, "h": 12})).change_of["trust_index", "ALL"]
    assert "All 24 people invited answered, so nothing is left to chance." in row.sentence
    assert "only the people who answered" not in row.sentence
