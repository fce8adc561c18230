"""A rating beside the items that it is the mean of: with a decimal, the answer of one who skipped would follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from metrics import INDEX, Settings, Shared, analyse, shared
from metrics.model.population import populations
from metrics.protection.mask.layout import lay_out
from metrics.protection.suppression import suppress
from metrics.publish.linked.ratings import add_ratings
from metrics.result.rounding_plan import RoundingPlan
from tests.metrics.survey_maker import instrument, survey
from tests.sample import shared_sample

NAN = float("nan")


def rated(people: int, skippers: int, threshold: int = 5) -> Shared:
    """Two groups rate side t by two items; some of the first group answer the first alone, before."""
    form = instrument({"d": 2}, {"a": "s", "b": "t"})
    questions = tuple(replace(question, target="t") for question in form.questions)
    items = tuple(replace(item, target="t", questions=(one,)) for item, one in zip(form.items, questions, strict=True))
    draw = np.random.default_rng(3)
    answers = [[float(x) for x in draw.integers(1, 6, 2)] for _ in range(2 * people)]
    before: list[Sequence[float]] = [[row[0], NAN] if i < skippers else row for i, row in enumerate(answers)]
    made = survey(replace(form, questions=questions, items=items), ["a"] * people + ["b"] * people, before, answers)
    settings = Settings(estimand="independent", threshold=threshold)
    return shared(analyse(made, settings))


def mean_of(result: Shared, rater: str) -> float | None:
    return next(row.mean for row in result.matrix if (row.rater, row.target, row.round) == (rater, "SIDE:t", "pre"))


def is_whole(value: float | None) -> bool:
    return value is not None and value == int(value)


@pytest.mark.parametrize("rater", ["a", "SIDE:s"])
def test_where_one_skipped_an_item_the_rating_is_shown_in_whole_points(rater: str) -> None:
    assert is_whole(mean_of(rated(40, 1), rater))


def test_where_whole_points_leave_one_attainable_rating_the_row_is_not_shown() -> None:
    """Of 80 people 51.5625 is shown as 52: the one who skipped rated 90 at least, which is 100."""
    assert mean_of(rated(40, 1), "ALL") is None


def test_the_other_side_keeps_its_decimal() -> None:
    assert mean_of(rated(40, 1), "b") == pytest.approx(53.8)


def test_where_nobody_skipped_or_many_did_ratings_keep_their_decimal() -> None:
    assert not is_whole(mean_of(rated(40, 0), "a"))
    assert not is_whole(mean_of(rated(40, 5), "a"))


def test_where_whole_points_are_not_enough_no_row_that_holds_them_is_shown() -> None:
    """Seven of sixteen skipped: whole points leave their mean open by 16 / (7 · ½) = 4.6 points."""
    result = rated(16, 7, threshold=8)
    assert [mean_of(result, rater) for rater in ("a", "SIDE:s", "ALL")] == [None, None, None]
    assert mean_of(result, "b") is not None
    pairs = {(row.a, row.b): row.gap for row in result.gaps if row.round == "pre"}
    assert all(gap is None for pair, gap in pairs.items() if "SIDE:s" in pair)


def test_where_the_index_shows_no_levels_its_raters_ratings_show_none() -> None:
    """Nor do those of everybody, where nobody else rates; of the others all is shown."""
    result = shared_sample()
    bare = {row.group for row in result.scores if row.measure == INDEX and row.mean is None}
    assert bare == {"SIDE:security", "interior", "human_rights"}
    hidden = {(row.rater, row.target) for row in result.matrix if row.mean is None}
    assert hidden == {
        ("SIDE:security", "SIDE:civil_society"),
        ("ALL", "SIDE:civil_society"),
        ("interior", "SIDE:civil_society"),
        ("human_rights", "SIDE:security"),
    }
    assert {row.n for row in result.matrix if row.mean is None} == {None}
    assert [row for row in result.gaps if row.gap is not None] == []


def test_a_rating_by_one_question_goes_with_its_row() -> None:
    """Where the only question about somebody shows no levels in a group, neither does the group's rating."""
    form = instrument({"d": 1, "e": 2}, {"a": "s", "b": "t", "c": "s"})
    items = tuple(
        replace(item, target="t", questions=tuple(replace(one, target="t") for one in item.questions))
        if item.dimension == "d"
        else item
        for item in form.items
    )
    questions = tuple(one for item in items for one in item.questions)
    draw = np.random.default_rng(5)
    groups = ["a"] * 12 + ["b"] * 14 + ["c"] * 13
    before, after = ([[float(x) for x in draw.integers(1, 6, 3)] for _ in groups] for _ in range(2))
    made = survey(replace(form, items=items, questions=questions), groups, before, after)
    peoples = populations(made, Settings())
    (comparison,) = suppress(peoples, [lay_out(one.presence, 5) for one in peoples]).comparisons
    plan = RoundingPlan()
    plan.of(("pre", "post")).hidden.add(("d_1", "c"))
    add_ratings(comparison, plan)
    assert plan.of(("pre", "post")).without_levels == {("rates:SIDE:t", "c")}
