"""Reliability against R 4.5.0: alpha by hand and psych 2.4.12, omega by lavaan 0.6-19 (`cfa`, one factor, ML)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from metrics.tables.reliability import ReliabilityRow, reliability_rows
from surveys import Survey
from tests.golden.values import SURVEYS, reference, survey

NOTES = {
    "fewer than 3 items": "fewer_than_three_items",
    "n not above the number of items": "n_not_above_items",
    None: None,
}
"""Why R gives no omega, and our code for it."""
OMEGA = 1e-6
"""lavaan stops iterating at about that distance: its values and those of `factanal` differ by up to 4e-7."""


@dataclass(frozen=True)
class Golden:
    known: list[dict[str, Any]]
    survey: Survey

    def rows(self, threshold: int | None) -> list[ReliabilityRow]:
        everyone = np.ones(self.survey.group.size, dtype=bool)
        return reliability_rows(self.survey.instrument, self.survey.rounds, everyone, threshold)


@pytest.fixture(scope="module", params=SURVEYS)
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(reference(request.param)["reliability"], survey(request.param))


def test_the_rows_are_those_of_r_in_its_order(golden: Golden) -> None:
    rows = [(row.scope, row.round) for row in golden.rows(5)]
    assert rows == [(row["scope"], row["round"]) for row in golden.known]


def test_alpha_and_its_interval_equal_r(golden: Golden) -> None:
    for row, known in zip(golden.rows(5), golden.known, strict=True):
        assert (row.n, row.items) == (known["n"], known["items"])
        assert row.alpha_reason is None
        assert row.alpha == pytest.approx(known["alpha"], abs=1e-9)
        assert row.alpha == pytest.approx(known["alpha_psych"], abs=1e-9)
        assert row.alpha_low == pytest.approx(known["alpha_low"], abs=1e-9)
        assert row.alpha_high == pytest.approx(known["alpha_high"], abs=1e-9)


def test_what_each_item_adds_equals_r(golden: Golden) -> None:
    for row, known in zip(golden.rows(5), golden.known, strict=True):
        assert [one.item for one in row.per_item] == [one["item"] for one in known["per_item"]]
        for one, wanted in zip(row.per_item, known["per_item"], strict=True):
            assert one.item_rest == pytest.approx(wanted["item_rest"], abs=1e-9)
            if wanted["alpha_if_dropped"] is None:
                assert one.alpha_if_dropped is None
            else:
                assert one.alpha_if_dropped == pytest.approx(wanted["alpha_if_dropped"], abs=1e-9)


def test_omega_equals_lavaan_and_has_its_reasons(golden: Golden) -> None:
    for row, known in zip(golden.rows(5), golden.known, strict=True):
        assert row.omega_reason == NOTES[known["omega_note"]]
        if known["omega"] is None:
            assert row.omega is None
        else:
            assert row.omega == pytest.approx(known["omega"], abs=OMEGA)


def test_nothing_is_hidden_where_all_are_enough(golden: Golden) -> None:
    assert golden.rows(5) == golden.rows(None)


def test_the_mean_correlation_between_items_lies_between_the_ends(golden: Golden) -> None:
    for row in golden.rows(5):
        assert row.inter_item_low is not None
        assert row.inter_item_mean is not None
        assert row.inter_item_high is not None
        assert -1 <= row.inter_item_low <= row.inter_item_mean <= row.inter_item_high <= 1
        if row.items == 2:
            assert row.per_item[0].item_rest == pytest.approx(row.inter_item_mean, abs=1e-12)
