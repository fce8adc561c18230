"""Identical sheets are flagged where chance would hardly make them, and honest surveys are left in peace."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from scipy import stats

from surveys.people.matching.identical import FEWEST_ITEMS, RARE, _all_alike, _at_least, _decisions, identical_sheets
from tests.surveys.people.made_sheets import block_by_block, group, in_blocks, like_minded, nearly_one_answer
from tests.surveys.workbooks import answers, codes, form, issue, read

Floats = npt.NDArray[np.float64]
DRAW = np.random.default_rng(7)


@pytest.mark.parametrize("flat", [0.5, 0.8, 0.95])
def test_opinions_that_simply_agree_are_not_accused(flat: float) -> None:
    draw = np.random.default_rng(3)
    runs = [(people, items) for people in (20, 60, 200) for items in (8, 12, 16) for _ in range(20)]
    flagged = sum(identical_sheets(block_by_block(*run, flat, draw), group(run[0])).any() for run in runs)
    assert flagged <= 1


def test_twins_by_the_hundred_among_a_thousand_who_agree_are_not_accused() -> None:
    scores = block_by_block(1_190, 12, 0.8, np.random.default_rng(3))
    _, times = np.unique(scores, axis=0, return_counts=True)
    assert times[times > 1].sum() > 300
    assert not identical_sheets(scores, group(1_190)).any()


def test_what_is_copied_among_people_who_agree_is_found() -> None:
    draw = np.random.default_rng(3)
    found = 0
    for _ in range(50):
        scores = block_by_block(200, 20, 0.5, draw)
        copied = int(np.argmax((np.diff(scores, axis=1) != 0).sum(axis=1)))
        scores[:4] = scores[copied]
        found += bool(identical_sheets(scores, group(200))[:4].all())
    assert found >= 45


def test_answers_that_follow_from_others_are_no_decisions() -> None:
    draw = np.random.default_rng(3)
    three = draw.integers(1, 6, size=(80, 3)).astype(float)
    scores = np.repeat(three, 4, axis=1)
    scores[:, 3] = 6 - scores[:, 3]
    assert _decisions(scores).max() == 3
    assert _decisions(draw.integers(1, 6, size=(80, 12)).astype(float)).min() > 9


@pytest.mark.parametrize("make", [like_minded, in_blocks, nearly_one_answer])
@pytest.mark.parametrize("loading", [0.0, 0.5, 0.8, 0.95])
def test_hardly_any_honest_group_is_flagged(
    make: Callable[[int, int, float, np.random.Generator], Floats], loading: float
) -> None:
    draw = np.random.default_rng(3)
    runs = [(people, items) for people in (5, 12, 40) for items in (8, 12, 25) for _ in range(60)]
    flagged = sum(identical_sheets(make(people, items, loading, draw), group(people)).any() for people, items in runs)
    assert flagged / len(runs) <= RARE


def test_on_five_items_of_five_points_nobody_is_flagged() -> None:
    twins = np.repeat(like_minded(1, 5, 0.5, np.random.default_rng(1)), 6, axis=0)
    assert FEWEST_ITEMS > 5
    assert not identical_sheets(twins, group(6)).any()


@pytest.mark.parametrize(("people", "items", "least"), [(8, 12, 0.85), (20, 12, 0.85), (20, 25, 0.99), (150, 25, 0.99)])
def test_a_copied_sheet_is_found(people: int, items: int, least: float) -> None:
    draw = np.random.default_rng(5)
    found = 0
    for _ in range(100):
        scores = like_minded(people, items, 0.5, draw)
        scores[1] = scores[0]
        flags = identical_sheets(scores, group(people))
        found += bool(flags[:2].all())
        assert not flags[2:].any()
    assert found / 100 >= least


def test_the_same_sheet_in_two_groups_is_no_pair() -> None:
    scores = like_minded(8, 25, 0.5, np.random.default_rng(2))
    scores[4] = scores[0]
    groups = np.concatenate([group(4), group(4, "ministry")])
    assert not identical_sheets(scores, groups).any()
    assert identical_sheets(scores, group(8)).tolist() == [True, False, False, False, True, False, False, False]


def test_people_of_no_group_are_not_compared() -> None:
    scores = np.repeat(like_minded(1, 25, 0.5, np.random.default_rng(2)), 4, axis=0)
    assert not identical_sheets(scores, group(4, "")).any()


def test_one_answer_nearly_throughout_is_not_copying() -> None:
    scores = like_minded(10, 25, 0.5, np.random.default_rng(2))
    scores[:3] = 4.0
    scores[:3, 5:9] = 2.0
    assert not identical_sheets(scores, group(10)).any()
    scores[:3, 5:11] = 2.0
    assert identical_sheets(scores, group(10))[:3].all()


def test_a_group_in_which_everybody_handed_in_the_same_sheet_is_flagged() -> None:
    scores = np.repeat(like_minded(1, 25, 0.5, np.random.default_rng(2)), 7, axis=0)
    assert identical_sheets(scores, group(7)).all()


def test_the_order_of_rows_decides_nothing() -> None:
    draw = np.random.default_rng(11)
    scores = like_minded(300, 25, 0.5, draw)
    scores[200:206] = scores[0]
    flags, order = identical_sheets(scores, group(300)), draw.permutation(300)
    assert flags.any()
    assert identical_sheets(scores[order], group(300)).tolist() == flags[order].tolist()


def test_the_chance_is_that_of_a_beta_binomial() -> None:
    mean, spread, items = 0.4, 0.1, 12
    total = 1 / spread - 1
    expected = stats.betabinom.pmf(items, items, mean * total, (1 - mean) * total)
    assert _all_alike(items, mean, spread) == pytest.approx(expected, rel=1e-9)
    assert _at_least(3, 0.7) == pytest.approx(stats.poisson.sf(2, 0.7), rel=1e-9)
    assert _at_least(0, 0.7) == pytest.approx(1)


def test_a_hundred_thousand_sheets_take_no_time() -> None:
    draw = np.random.default_rng(1)
    scores = draw.integers(1, 6, size=(100_000, 40)).astype(float)
    groups = np.array([f"g{number % 8}" for number in range(100_000)], dtype=np.object_)
    began = time.perf_counter()
    identical_sheets(scores, groups)
    assert time.perf_counter() - began < 5


ITEMS = [f"q{number}" for number in range(12)]


def test_the_warning_names_the_rows_and_never_a_code() -> None:
    survey = [
        ["type", "name", "label", "trust_role"],
        ["text", "code", "Your code", "respondent_id"],
        ["select_one who", "stakeholder", "Your group", "group"],
        *(["select_one agree", name, name.upper(), ""] for name in ITEMS),
    ]
    draw = np.random.default_rng(4)
    rows = [[f"XK{number}7", "ngo", *draw.integers(1, 6, size=12).tolist()] for number in range(9)]
    rows[7][2:] = rows[2][2:]
    found = read(answers(rows, header=["code", "stakeholder", *ITEMS]), by=form(survey))
    one = issue(found, "identical_sheets")
    assert (one.severity, one.cell, one.values["count"]) == ("warning", "A4, A9", 2)
    assert all("XK" not in one.message(language) for language in ("en", "ar", "ku"))
    assert "identical_sheets" not in codes(
        read(answers(rows[:7], header=["code", "stakeholder", *ITEMS]), by=form(survey))
    )
