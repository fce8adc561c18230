"""The count of what is kept: rows of enough people, by hand, and what is shown of each."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from metrics import Settings, analyse
from metrics.tables.changes import ChangeRow
from tests.benchmarks.kept_rows import State, kept_rows, state_of
from tests.benchmarks.protection_time import Shape, timed
from tests.benchmarks.small_surveys import PEOPLE, ordinary_survey, small_survey
from tests.metrics.survey_maker import instrument, survey

NAN = float("nan")
FULL = ChangeRow(
    "index", "index", "ALL", "pre", "post", mean_from=40.0, mean_to=50.0, change=10.0, ci_low=1.0, verdict="increased"
)


@pytest.mark.parametrize(
    ("row", "counts", "state"),
    [
        (FULL, False, State(shown=True, levels=True, spread=True)),
        (dataclasses.replace(FULL, ci_low=None), False, State(shown=True, levels=True, spread=False)),
        (
            dataclasses.replace(FULL, mean_from=None, mean_to=None),
            False,
            State(shown=True, levels=False, spread=True),
        ),
        (ChangeRow("index", "index", "ALL", "pre", "post"), False, State(shown=False, levels=False, spread=False)),
        (dataclasses.replace(FULL, level="item"), False, State(shown=True, levels=True, spread=False)),
        (dataclasses.replace(FULL, level="item"), True, State(shown=True, levels=True, spread=True)),
    ],
)
def test_what_is_shown_of_a_row(row: ChangeRow, counts: bool, state: State) -> None:
    distributions = frozenset({(row.measure, row.group, "post")} if counts else ())
    assert state_of(row, distributions) == state


def test_rows_of_enough_people_are_counted_from_the_raw_answers() -> None:
    """Group b has two answers to the second question; all of group a answer it alike."""
    form = instrument({"d": 3}, {"a": None, "b": None})
    before = [[1.0 + k % 4, 3.0, 5.0 - k % 3] for k in range(5)] + [
        [1.0 + k % 3, 1.0 + k if k < 2 else NAN, 2.0 + k % 4] for k in range(6)
    ]
    after = [[2.0 + k % 3, 3.0, 1.0 + k % 4] for k in range(5)] + [
        [2.0 + k % 4, 2.0 + k if k < 2 else NAN, 1.0 + k % 2] for k in range(6)
    ]
    rows = kept_rows(survey(form, [*"aaaaabbbbbb"], before, after), Settings(estimand="matched"))
    found = {(row.measure, row.group): row for row in rows}
    expected = {
        (measure, group) for measure in ("trust_index", "d", "d_1", "d_2", "d_3") for group in ("ALL", "a", "b")
    }
    assert set(found) == expected - {("d_2", "b")}
    assert [key for key, row in found.items() if not row.safe_alone] == [("d_2", "a")]
    assert not found["d_2", "a"].officer.shown
    assert found["trust_index", "ALL"].officer == State(shown=True, levels=True, spread=True)


def test_the_ordinary_survey_is_what_its_table_says() -> None:
    made = ordinary_survey()
    came = np.array([one.present for one in made.rounds])
    sides = np.array([made.groups[group].side for group in made.group])
    missed_one = came.sum(axis=0) == 2
    assert came.all(axis=0).sum() == 29
    assert (came.shape[1], missed_one.sum()) == (40, 11)
    assert {side: int(missed_one[sides == side].sum()) for side in sides} == {"civil_society": 5, "security": 6}


@pytest.mark.parametrize("seed", range(3))
def test_a_small_survey_keeps_to_its_sizes(seed: int) -> None:
    made = small_survey(seed, 3, 0.2, 0.0)
    assert PEOPLE[0] <= made.group.size <= PEOPLE[1]
    assert 6 <= len(made.groups) <= 8
    assert np.bincount(made.group).min() >= 4
    assert np.bincount(made.group).max() <= 12
    assert made.rounds[0].present.all()
    assert not made.rounds[2].present.all()
    assert not np.isnan(made.rounds[2].scores[made.rounds[2].present]).any()


def test_the_time_of_protection_is_part_of_the_whole() -> None:
    made = Shape(45, 8, 5).survey(0)
    taken = timed(lambda: analyse(made))
    assert 0 < taken.protection < taken.whole
