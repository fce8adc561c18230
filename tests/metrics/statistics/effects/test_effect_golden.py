"""Effect sizes made by R 4.5.0 by hand from the same spreadsheets; its intervals are closed forms, for orientation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from metrics.model.scores import DECIMALS
from metrics.statistics import hedges_g_av
from metrics.statistics.effects import (
    Effect,
    overlapping_effects,
    paired_effects,
    rank_biserial_of_differences,
    two_sample_effects,
)
from surveys.model.survey import Floats

NEAR = 0.1


def check(effects: list[Effect], rows: list[dict[str, Any]], name: str) -> int:
    """Points equal R's to 1e-9, and where more than 15 moved, limits lie near its closed forms."""
    for effect, row in zip(effects, rows, strict=True):
        known = row["effects"][name]
        assert effect.value == (None if known["value"] is None else pytest.approx(known["value"], abs=1e-9)), row
        if effect.low is None or effect.high is None or effect.value is None:
            continue
        assert effect.low <= effect.high
        if known.get("low") is not None and min(row["n_from"], row["n_to"]) > 200:
            assert [effect.low, effect.high] == pytest.approx([known["low"], known["high"]], abs=NEAR), row
    return len(rows)


def rows_with(rows: list[dict[str, Any]], name: str) -> list[int]:
    return [index for index, row in enumerate(rows) if name in row["effects"]]


@pytest.mark.parametrize(
    ("estimand", "name"),
    [
        ("matched", "rank_biserial"),
        ("independent", "cliffs_delta"),
        ("matched", "hedges_g_av"),
        ("all", "hedges_g_av"),
        ("independent", "hedges_g_av"),
    ],
)
def test_effects_equal_r(golden: Any, estimand: str, name: str) -> None:
    checked = 0
    for before, after, rows in golden.cells(estimand):
        indices = rows_with(rows, name)
        one, other = before[:, indices], after[:, indices]
        resamples = 999 if name == "hedges_g_av" else 9_999
        checked += check(effects(one, other, estimand, name, resamples), [rows[index] for index in indices], name)
    assert checked > 80


def effects(before: Floats, after: Floats, estimand: str, name: str, resamples: int) -> list[Effect]:
    if name == "hedges_g_av":
        return overlapping_effects(before, after, seed=0, resamples=resamples, estimand=estimand)
    if name == "rank_biserial":
        return paired_effects(np.round(after - before, DECIMALS), seed=0, resamples=resamples)
    return two_sample_effects(np.round(before, DECIMALS), np.round(after, DECIMALS), seed=0, resamples=resamples)


def test_the_points_of_one_measure_equal_r_too(golden: Any) -> None:
    for before, after, rows in golden.cells("matched"):
        for column, row in enumerate(rows):
            both = ~np.isnan(before[:, column]) & ~np.isnan(after[:, column])
            one, other = before[both, column], after[both, column]
            for name, found in (
                ("hedges_g_av", hedges_g_av(one, other, paired=True).value),
                ("rank_biserial", rank_biserial_of_differences(np.round(other - one, DECIMALS))),
            ):
                if name in row["effects"]:
                    known = row["effects"][name]["value"]
                    assert found == (None if known is None else pytest.approx(known, abs=1e-9)), (name, row)
