"""Why a row is hidden may not follow (rule 39): what totals leave of it has two answers that all could have given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from metrics import Protected, Shared, analyse, shared
from metrics.publish.common_answers import _possible
from tests.metrics.survey_maker import instrument, survey

SIDES: Mapping[str, str | None] = {"a": "s", "b": "s", "c": "s", "d": "t"}
SIZES = {"a": 12, "b": 7, "c": 6, "d": 12}
ALIKE = [4] * 6


def made(of_b: Sequence[int], of_c: Sequence[int] = ALIKE, after_c: Sequence[int] | None = None) -> Protected:
    """What the groups b and c answer to the item before; c is hidden as all are alike, and b since it is the smallest.

    Everybody else, and everybody after, answers by chance; c what is given.
    """
    groups = [name for name, n in SIZES.items() for _ in range(n)]
    draw = np.random.default_rng(11)
    before, after = (draw.integers(1, 6, (len(groups), 3)).astype(float) for _ in range(2))
    of = {name: [person for person, own in enumerate(groups) if own == name] for name in "bc"}
    before[of["b"], 2], before[of["c"], 2] = of_b, of_c
    if after_c is not None:
        after[of["c"], 2] = after_c
    return analyse(survey(instrument({"x": 2}, SIDES, loose_items=1), groups, before.tolist(), after.tolist()))


def counted(result: Protected) -> set[str]:
    """Whose answers are counted out."""
    return {row.group for row in result.items if row.item == "loose_1" and row.counts is not None}


def with_means(result: Protected) -> set[str]:
    return {row.group for row in result.scores if row.measure == "loose_1" and row.mean is not None}


def telling_moves(result: Shared) -> set[str]:
    return {row.group for row in result.changes if row.measure == "loose_1" and row.rose is not None}


def test_where_one_answer_alone_is_left_to_six_people_the_totals_show_no_distribution() -> None:
    result = made([1, 2, 3, 3, 5, 2, 1])
    assert counted(result) == {"ALL", "SIDE:s", "SIDE:t", "a", "d"}
    handed_on = shared(result)
    assert counted(handed_on) == {"SIDE:t", "a", "d"}
    assert with_means(handed_on) == {"ALL", "SIDE:s", "SIDE:t", "a", "d"}
    for row in handed_on.changes:
        if (row.measure, row.group) == ("loose_1", "SIDE:s"):
            assert row.change is not None
            assert row.ci_low is row.p is row.rose is None


def test_where_two_answers_are_left_nothing_is_withheld() -> None:
    assert counted(shared(made([2, 2, 2, 2, 2, 2, 1]))) == {"ALL", "SIDE:s", "SIDE:t", "a", "d"}


def test_where_even_the_means_leave_one_answer_the_rows_of_the_totals_go() -> None:
    result = made([5, 5, 5, 4, 4, 4, 4], [5] * 6)
    assert with_means(result) == {"ALL", "SIDE:s", "SIDE:t", "a", "d"}
    assert with_means(shared(result)) == {"SIDE:t", "a", "d"}


def test_where_all_changed_alike_the_totals_do_not_tell_which_way() -> None:
    result = made([1, 2, 3, 3, 5, 2, 1], [1, 2, 3, 1, 2, 3], [3, 4, 5, 3, 4, 5])
    moves = {row.group for row in result.changes if row.measure == "loose_1" and row.rose is not None}
    assert moves == {"ALL", "SIDE:s", "SIDE:t", "a", "d"}
    assert telling_moves(shared(result)) == {"SIDE:t", "a", "d"}


def test_the_answers_that_a_sum_leaves_to_people_who_answer_alike() -> None:
    answers = [0.0, 25.0, 50.0, 75.0, 100.0]
    # Six alike among thirteen: seven others have between 0 and 700 points.
    assert _possible(answers, 6, 13, 1275, 1275) == 1
    assert _possible(answers, 6, 13, 650, 650) == 5
    assert _possible(answers, 6, 13, 0, 100) == 1
    assert _possible(answers, 6, 13, 150, 200) == 2
