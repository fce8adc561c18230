"""Who trusts whom: ratings, their protection, and reciprocity gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from metrics import Protected, analyse
from surveys import Instrument, Item, Question
from tests.metrics.survey_maker import FIVE, instrument, survey

NAN = float("nan")
SIDES: dict[str, str | None] = {"ngo": "civil", "women": "civil", "police": "security"}


def question(name: str, target: str, asked_of: str = "") -> Question:
    asked = frozenset({asked_of} if asked_of else ())
    return Question(name, {"en": name}, kind="select_one", choices=FIVE, role="item", target=target, asked_of=asked)


def form(*items: tuple[Question, ...]) -> Instrument:
    plain = instrument({}, SIDES)
    made = tuple(Item(own[0].name, {"en": own[0].name}, FIVE, own, target=own[0].target) for own in items)
    return replace(plain, items=made, questions=tuple(q for own in items for q in own))


def cells(result: Protected, round_: str = "post") -> dict[tuple[str, str], tuple[int | None, float | None]]:
    return {(row.rater, row.target): (row.n, row.mean) for row in result.matrix if row.round == round_}


def answers(rows: Sequence[Sequence[float]]) -> list[Sequence[float] | None]:
    return list(rows)


def earlier(rows: Sequence[Sequence[float] | None]) -> list[Sequence[float] | None]:
    """Other answers to the same questions: people changed, and not all alike."""
    return [row and [1.0 + (answer + place) % 5 for answer in row] for place, row in enumerate(rows)]


def test_a_mirrored_item_is_about_somebody_else_for_each_side() -> None:
    """One item in the scores; civil society answers about the security side, and the reverse."""
    mirrored = form((question("promises", "security", "civil"), question("promises_back", "civil", "security")))
    groups = ["ngo"] * 6 + ["women"] * 6 + ["police"] * 6
    rows = answers([[5.0], [4.0]] * 3 + [[3.0], [4.0]] * 3 + [[2.0], [1.0], [3.0]] * 2)
    found = cells(analyse(survey(mirrored, groups, earlier(rows), rows)))
    assert found["SIDE:civil", "SIDE:security"] == (12, 75.0)
    assert found["SIDE:security", "SIDE:civil"] == (6, 25.0)
    assert found["ngo", "SIDE:security"] == (6, 87.5)
    assert ("ngo", "SIDE:civil") not in found


def test_the_gap_is_how_a_rates_b_less_how_b_rates_a() -> None:
    mirrored = form((question("promises", "security", "civil"), question("promises_back", "civil", "security")))
    groups = ["ngo"] * 6 + ["women"] * 6 + ["police"] * 6
    rows = answers([[5.0], [4.0]] * 3 + [[3.0], [4.0]] * 3 + [[2.0], [1.0], [3.0]] * 2)
    gaps = [row for row in analyse(survey(mirrored, groups, earlier(rows), rows)).gaps if row.round == "post"]
    assert [(row.a, row.b, row.a_rates_b, row.b_rates_a, row.gap) for row in gaps] == [
        ("SIDE:civil", "SIDE:security", 75.0, 25.0, 50.0)
    ]


def test_a_rating_is_the_mean_of_at_least_half_of_the_items_about_the_target() -> None:
    about = form(*((question(f"p_{i}", "police"),) for i in range(3)))
    groups = ["ngo"] * 7 + ["women"] * 6 + ["police"] * 6
    full = [[1.0, 3.0, 5.0], [1.0, 4.0, 5.0], [1.0, 2.0, 5.0]] * 6
    rows = answers([[5.0, NAN, NAN], *full])
    found = cells(analyse(survey(about, groups, earlier(rows), rows)))
    assert found["ngo", "police"] == (6, 50.0)
    rows = answers([[5.0, 3.0, NAN], *full])
    found = cells(analyse(survey(about, groups, earlier(rows), rows)))
    assert found["ngo", "police"][0] == 7
    assert found["ngo", "police"][1] == pytest.approx((75 + 6 * 50) / 7)


def test_a_rating_of_few_is_hidden_with_one_more() -> None:
    about = form((question("p", "police"),), (question("n", "ngo"),))
    groups = ["ngo"] * 8 + ["women"] * 6 + ["police"] * 6
    rng = np.random.default_rng(5)
    rows = answers([[float(x) for x in row] for row in rng.integers(1, 6, (20, 2))])
    rows[8] = [NAN, 4.0]
    rows[9] = [NAN, 2.0]
    result = analyse(survey(about, groups, earlier(rows), rows))
    found = cells(result)
    assert found["women", "police"] == (None, None)
    assert found["ngo", "police"] == (None, None)
    assert found["SIDE:civil", "police"][0] == 12
    assert found["women", "ngo"][0] == 6
    assert {(row.a, row.b): row.gap for row in result.gaps if row.round == "post"}["ngo", "police"] is None
    assert {s.reason for s in result.suppressed if s.table == "matrix"} == {"row"}


def test_items_about_somebody_that_feed_no_dimension_are_in_the_matrix_only() -> None:
    made = form((question("p", "police"),), (Question("own", {"en": "own"}, role="item", choices=FIVE),))
    groups = ["ngo"] * 8 + ["women"] * 6 + ["police"] * 6
    rng = np.random.default_rng(5)
    rows = answers([[float(x) for x in row] for row in rng.integers(1, 6, (20, 2))])
    result = analyse(survey(made, groups, earlier(rows), rows))
    assert {row.measure for row in result.changes} == {"trust_index", "own"}
    assert {row.target for row in result.matrix} == {"police"}


def approximately(n: int, mean: float) -> Any:
    return pytest.approx((n, mean))


def test_all_holds_everyone_who_rates_though_they_state_no_group() -> None:
    """Six civil society people and six of no stated group rate the police: by hand, (6 · 75 + 4 · 25 + 2 · 50) / 12."""
    about = form((question("p", "police", "civil"),), (question("n", "ngo"),))
    groups = ["ngo"] * 6 + [None] * 6 + ["police"] * 6
    given = [[5.0, 2.0], [3.0, 3.0]] * 3 + [[2.0, 4.0]] * 4 + [[3.0, 1.0]] * 2 + [[NAN, 2.0], [NAN, 5.0]] * 3
    made = survey(about, groups, earlier(answers(given)), answers(given))
    put = ~np.isnan(np.array(given))
    made = replace(made, rounds=tuple(replace(one, was_asked=put) for one in made.rounds))
    found = cells(analyse(made))
    assert found["not_stated", "police"] == approximately(6, 100 / 3)
    assert found["SIDE:civil", "police"] == (6, 75.0)
    assert found["ALL", "police"] == approximately(12, (6 * 75 + 4 * 25 + 2 * 50) / 12)
    assert found["ALL", "ngo"][0] == 18


def test_whom_somebody_without_a_group_rates_follows_from_the_question_that_they_answered() -> None:
    """One item, asked of civil society about the security side and the reverse; four answered the one, five the other.

    Of those who rate civil society, nobody states a group but the police; all who rate the security side are counted.
    """
    mirrored = form((question("promises", "security", "civil"), question("promises_back", "civil", "security")))
    groups = ["ngo"] * 6 + [None] * 11 + ["police"] * 6
    rows = answers(
        [[5.0], [4.0]] * 3 + [[1.0], [2.0], [3.0]] + [[4.0]] * 3 + [[3.0], [5.0]] * 2 + [[1.0]] + [[2.0], [3.0]] * 3
    )
    made = survey(mirrored, groups, earlier(rows), rows)
    which = np.array([0] * 6 + [0] * 6 + [1] * 5 + [1] * 6)[:, None]
    made = replace(made, rounds=tuple(replace(one, question=which) for one in made.rounds))
    found = cells(analyse(made))
    assert found["not_stated", "SIDE:security"] == approximately(6, (0 + 25 + 50 + 3 * 75) / 6)
    assert found["ALL", "SIDE:security"] == approximately(12, (6 * 87.5 + 300) / 12)
    assert found["not_stated", "SIDE:civil"] == approximately(5, (2 * 50 + 2 * 100 + 0) / 5)
    assert found["ALL", "SIDE:civil"][0] == 11


def test_few_raters_who_state_no_group_are_not_left_over() -> None:
    """Three of seven rate the police: were everyone shown, everyone less civil society would be the three."""
    about = form((question("p", "police"),), (question("n", "ngo"),))
    groups = ["ngo"] * 6 + [None] * 7
    given = np.random.default_rng(9).integers(1, 6, (13, 2)).astype(float)
    given[9:, 0] = np.nan
    made = survey(about, groups, earlier(given.tolist()), given.tolist())
    put = ~np.isnan(given)
    found = cells(analyse(replace(made, rounds=tuple(replace(one, was_asked=put) for one in made.rounds))))
    assert found["ALL", "police"] == found["not_stated", "police"] == (None, None)
    assert found["SIDE:civil", "police"][0] == 6
    assert found["ALL", "ngo"][0] == 13
