"""A dimension beside its items (rule 40): with a decimal, the answers of the few who skipped one would follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from metrics import Settings, Shared, analyse, shared
from tests.metrics.survey_maker import instrument, survey

NAN = float("nan")
EVERY_ROW = ("a", "SIDE:s", "ALL")


def handed_on(people: int, skippers: int) -> Shared:
    """A group that answers two dimensions of two items; before, some skip the second, and are midway in the first."""
    draw = np.random.default_rng(3)
    before, after = (draw.integers(low, high, (people, 4)).astype(float) for low, high in ((1, 6), (1, 6)))
    before[:skippers, 0], before[:skippers, 1] = 3, NAN
    form = instrument({"d": 2, "e": 2}, {"a": "s"})
    made = survey(form, ["a"] * people, before.tolist(), after.tolist())
    return shared(analyse(made, Settings(estimand="independent")))


def means(result: Shared, group: str = "a") -> Mapping[str, float | None]:
    return {row.measure: row.mean for row in result.scores if (row.group, row.round) == (group, "pre")}


def are_whole(values: Sequence[float | None]) -> bool:
    return all(value is not None and value == int(value) for value in values)


@pytest.mark.parametrize("skippers", [0, 5])
def test_where_nobody_or_enough_skipped_an_item_the_dimension_keeps_its_decimal(skippers: int) -> None:
    assert not are_whole([means(handed_on(40, skippers))["d"]])


@pytest.mark.parametrize("group", EVERY_ROW)
def test_where_one_of_forty_skipped_it_the_dimension_is_shown_in_whole_points(group: str) -> None:
    by_measure = means(handed_on(40, 1), group)
    assert are_whole([by_measure["d"]])
    assert not are_whole([by_measure["d_2"]])
    assert not are_whole([by_measure["e"]])


@pytest.mark.parametrize("group", EVERY_ROW)
def test_where_four_skipped_it_whole_points_are_not_enough(group: str) -> None:
    """Half of the four people's leftover of two points is all that whole points leave open: it is not shown at all."""
    result = handed_on(40, 4)
    by_measure = means(result, group)
    assert by_measure["d"] is None
    assert are_whole([by_measure["trust_index"]])
    change = next(row for row in result.changes if (row.measure, row.group) == ("d", group))
    assert change.change is change.mean_from is change.n_from is None


def test_the_answer_of_the_one_who_skipped_does_not_follow_even_with_the_index() -> None:
    """From the distributions of the items and the means of index and dimension, by arithmetic alone.

    The sum of the dimension is half that of its items, and half the first answer of the one who skipped the second.
    """
    result, people = handed_on(40, 1), 40
    by_measure = means(result)
    counts = {row.item: row.counts for row in result.items if (row.group, row.round) == ("a", "pre")}
    total = {
        item: sum(25 * (float(answer) - 1) * n for answer, n in by_answer.items())
        for item, by_answer in counts.items()
        if by_answer is not None
    }
    index, dimension = by_measure["trust_index"], by_measure["d"]
    assert index is not None
    assert dimension is not None
    halves = {which: 0.5 if value == int(value) else 0.05 for which, value in (("index", index), ("d", dimension))}
    of_e = (total["e_1"] + total["e_2"]) / 2
    items = total["d_1"] + total["d_2"]
    low = max(2 * people * (dimension - halves["d"]), 2 * (2 * people * (index - halves["index"]) - of_e)) - items
    high = min(2 * people * (dimension + halves["d"]), 2 * (2 * people * (index + halves["index"]) - of_e)) - items
    assert min(high, 100) - max(low, 0) >= 10
