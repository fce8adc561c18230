"""Forty people of whom most rise a little and a few fall far: the finding is of the mean, and the counts are said."""

from __future__ import annotations

import pytest

from metrics import ChangeRow, analyse
from surveys import Survey
from tests.metrics.survey_maker import instrument, survey


def made(falls: int) -> Survey:
    """Of four questions each, most answer one a step higher; the others begin high and end low."""
    before, after = [], []
    for person in range(40):
        first = [3.0, 3.0, 4.0, 4.0] if person % 2 else [3.0, 4.0, 3.0, 4.0]
        second = [answer + (place == person % 4) for place, answer in enumerate(first)]
        if person < falls:
            first, second = [5.0, 5.0, 5.0, 4.0 + person % 2], [1.0, 1.0 + person % 2, 1.0, 1.0]
        before.append(first)
        after.append(second)
    return survey(instrument({"a": 4}, {"g": None}), ["g"] * 40, before, after)


def row_of(falls: int, test: str = "auto") -> ChangeRow:
    return analyse(made(falls), test=test).change_of["trust_index", "ALL"]


def test_no_rise_and_no_fall_is_announced_and_the_reader_learns_who_moved_how() -> None:
    row = row_of(4)
    assert (row.verdict, row.rose, row.same, row.fell) == ("inconclusive", 36, 0, 4)
    assert "36 of 40 people rose and 4 fell; the falls were larger on average." in row.sentence


@pytest.mark.parametrize("test", ["wilcoxon", "sign"])
def test_a_test_of_ranks_or_signs_that_finds_the_rise_is_mixed(test: str) -> None:
    row = row_of(4, test)
    assert row.p is not None
    assert row.p < 0.001
    assert row.verdict == "mixed"
    assert "most rose (36 of 40), but a few fell far" in row.sentence


def test_nothing_is_added_where_most_moved_as_the_mean_did() -> None:
    row = row_of(1)
    assert ((row.change or 0) > 0, row.rose, row.fell) == (True, 39, 1)
    assert "larger on average" not in row.sentence
