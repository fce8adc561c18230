"""A forgotten reversal shows as a negative item-rest correlation."""

from __future__ import annotations

import numpy as np
import pytest

from tests.surveys.questionnaire import ITEMS, people, questionnaire, sheet
from tests.surveys.workbooks import codes, issue, read


def test_a_reversal_that_the_instrument_lacks_is_found() -> None:
    found = issue(read(sheet(people(30, "q03")), by=questionnaire()), "negative_item_rest")
    assert (found.severity, found.cell, str(found.values["items"]), found.values["count"]) == (
        "warning",
        "E1",
        "q03",
        1,
    )


def test_a_reversal_that_the_instrument_has_in_vain_is_found() -> None:
    assert str(issue(read(sheet(people(30)), by=questionnaire("q03")), "negative_item_rest").values["items"]) == "q03"


def test_a_reversal_in_its_place_is_not_suspected() -> None:
    assert codes(read(sheet(people(30, "q03", "q11")), by=questionnaire("q03", "q11"))) == []


def test_of_two_items_both_are_named() -> None:
    found = issue(read(sheet(people(30, "q03")), by=questionnaire(dimensions=10)), "negative_item_rest")
    assert str(found.values["items"]) == "q03, q04"


def test_without_dimensions_all_items_are_one() -> None:
    assert issue(read(sheet(people(30, "q03")), by=questionnaire(dimensions=0)), "negative_item_rest").cell == "E1"


def test_it_takes_twenty_people_and_rounds_do_not_double_them() -> None:
    assert "negative_item_rest" in codes(read(sheet(people(20, "q03")), by=questionnaire()))
    few = sheet(people(19, "q03")), sheet(people(19, "q03", seed=1), "post.xlsx")
    assert "negative_item_rest" not in codes(read(*few, by=questionnaire()))


@pytest.mark.parametrize("seed", range(5))
def test_items_that_have_nothing_to_do_with_one_another_are_seldom_suspected(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = [[f"P{number}", "ngo", *rng.integers(1, 6, len(ITEMS)).tolist()] for number in range(400)]
    found = [one for one in read(sheet(rows), by=questionnaire()).issues if one.code == "negative_item_rest"]
    assert sum(len(str(one.values["items"]).split(", ")) for one in found) <= 1
