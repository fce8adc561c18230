"""Exact p values made by R 4.5.0 (coin 1.4-3, exactRankTests 0.8-35), from the same spreadsheets."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from metrics.model.scored_survey import ScoredSurvey
from metrics.statistics.exact import (
    ExactTest,
    mann_whitney_of_samples,
    mcnemar_of_counts,
    permutation_of_samples,
    sign_flip_of_differences,
    sign_test_of_differences,
    wilcoxon_of_differences,
)
from tests.golden.values import SURVEYS, reference, survey

Row = dict[str, Any]
Samples = tuple[np.ndarray, np.ndarray]
LEAST = {"event16": 100, "gss_panel": 80}
"""Rows that each data set has at least."""


@pytest.fixture(scope="module", params=SURVEYS)
def named(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def scored(named: str) -> ScoredSurvey:
    return ScoredSurvey(survey(named))


@pytest.fixture(scope="module")
def rows(named: str) -> list[Row]:
    return [row for row in reference(named)["changes"] if "tests" in row]


def samples(scored: ScoredSurvey, row: Row) -> Samples:
    """Unrounded scores of the row's group in both rounds, a person in the same row of each; NaN: none."""
    column = [measure.name for measure in scored.measures].index(row["measure"])
    names = [group.name for group in scored.survey.groups]
    wanted = set(names) if row["group"] == "ALL" else set(row["group"].split("+"))
    members = np.array([index < 0 or names[index] in wanted for index in scored.survey.group.tolist()])
    first, second = (np.where(members, scores[:, column], np.nan) for scores in scored.scores)
    return first, second


def paired(scored: ScoredSurvey, row: Row) -> np.ndarray:
    first, second = samples(scored, row)
    change = np.round(second - first, 9)
    return np.asarray(change[~np.isnan(change)])


def same(found: ExactTest, known: Row, key: object) -> None:
    assert found.p == pytest.approx(known["p"], rel=1e-9, abs=1e-12), key
    assert found.statistic == pytest.approx(known["statistic"], rel=1e-9, abs=1e-8), key


def test_tests_of_pairs_equal_r(scored: ScoredSurvey, rows: list[Row], named: str) -> None:
    checked = 0
    for row in rows:
        known = row["tests"]
        if row["estimand"] != "matched" or "wilcoxon" not in known:
            continue
        key, change = (row["measure"], row["group"]), paired(scored, row)
        assert change.size == row["n_matched"], key
        same(wilcoxon_of_differences(change), known["wilcoxon"], key)
        same(sign_flip_of_differences(change), known["sign_flip"], key)
        same(sign_test_of_differences(change), known["sign"], key)
        checked += 1
    assert checked > LEAST[named]


def test_tests_of_two_samples_equal_r(scored: ScoredSurvey, rows: list[Row], named: str) -> None:
    checked = 0
    for row in rows:
        known = row["tests"]
        if row["estimand"] != "independent" or "mann_whitney" not in known:
            continue
        key = row["measure"], row["group"]
        first, second = (scores[~np.isnan(scores)].round(9) for scores in samples(scored, row))
        assert (first.size, second.size) == (row["n_from"], row["n_to"]), key
        same(mann_whitney_of_samples(first, second), known["mann_whitney"], key)
        same(permutation_of_samples(first, second), known["permutation"], key)
        checked += 1
    assert checked > LEAST[named]


def test_mcnemar_equals_r(scored: ScoredSurvey, rows: list[Row], named: str) -> None:
    checked = 0
    for row in rows:
        if "mcnemar" not in row["tests"]:
            continue
        known, key = row["tests"]["mcnemar"], (row["measure"], row["group"])
        first, second = samples(scored, row)
        both = ~np.isnan(first + second)
        before, after = first[both].round(9) > 50, second[both].round(9) > 50
        gained, lost = int((~before & after).sum()), int((before & ~after).sum())
        assert (gained, lost) == (known["gained"], known["lost"]), key
        found = mcnemar_of_counts(gained, lost)
        assert (found.p, found.mid_p) == pytest.approx((known["p"], known["mid_p"]), rel=1e-10), key
        checked += 1
    assert checked > LEAST[named]
