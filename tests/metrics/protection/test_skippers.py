"""Whoever skipped part of a measure has 10 points left, in whole answers and by all rows together (rule 43)."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from metrics import Settings, analyse, shared
from metrics.publish.linked import measures
from metrics.publish.linked.handed_on import HandedOn
from metrics.publish.linked.possible_answers import PossibleAnswers, Reach
from metrics.publish.linked.targets import Target, targets_in
from surveys import Survey
from tests.attacker import breach
from tests.attacker.random_surveys import attacked
from tests.metrics.survey_maker import instrument, survey

REASONS = {
    "nobody's dimension: the index by its dimensions' items": 310,
    "in whole answers only": 316,
    "an item and no dimension": 377,
    "the index of who lacks a dimension": 384,
    "three people": 353,
}
"""A random survey of two rounds for each reason that bounds of one composite at a time do not see."""


def skipped(seed: int) -> bool:
    return breach.SKIPPED in {one.kind for one in attacked(seed, "two", Counter())}


@pytest.mark.parametrize("seed", REASONS.values(), ids=REASONS)
def test_what_bounds_by_single_composites_leave_known_is_ended(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not skipped(seed)
    monkeypatch.setattr(measures, "_coarsen_all", lambda *_: None)
    assert skipped(seed)


def one_of_five(items: int) -> Survey:
    """Five people of a dimension of some five-point items, most in the middle; the first skipped the last."""
    answers = np.full((5, items), 3.0)
    answers[1], answers[2] = 2.0, 4.0
    answers[0, -1] = np.nan
    return survey(instrument({"d": items}, {"a": None}), ["a"] * 5, answers.tolist())


def handed_on_of(made: Survey, monkeypatch: pytest.MonkeyPatch) -> HandedOn:
    """What would be handed on if nothing were coarser."""
    kept: list[HandedOn] = []
    with monkeypatch.context() as patched:
        patched.setattr(measures, "_coarsen_all", lambda handed_on, _: kept.append(handed_on))
        analyse(made, Settings(threshold=3))
    return kept[0]


def target_of(handed_on: HandedOn) -> Target:
    """The first person, of the dimension."""
    return next(one for one in targets_in(handed_on) if one.column == one.whole and one.few[0] and one.column == 1)


@pytest.mark.parametrize(
    ("items", "is_open"),
    [
        # A step of one of n answers of the first moves the dimension's sum by 25/(n − 1), that of somebody who
        # answered all by 25/n: the sum by 12.5, 25/6 = 4.2, 25/12 = 2.1, 25/30 = 0.8 points for each. Whole points of
        # five people leave the sum 2.5 either way, and 10 points of the first are 1 step, 1, 2 and 2.
        (2, False),
        (3, False),
        (4, True),
        (6, True),
    ],
)
def test_room_by_hand(items: int, is_open: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    handed_on = handed_on_of(one_of_five(items), monkeypatch)
    target = target_of(handed_on)
    for reach in Reach:
        assert PossibleAnswers(handed_on).leave_room(target, reach) is is_open


@pytest.mark.parametrize(("items", "is_shown"), [(2, False), (6, True)])
def test_a_dimension_that_would_tell_is_not_handed_on_beside_all_its_questions(items: int, is_shown: bool) -> None:
    result = shared(analyse(one_of_five(items), Settings(threshold=3)))
    means = {row.measure: row.mean for row in result.scores if row.group == "a"}
    assert (means["d"] is not None and means[f"d_{items}"] is not None) is is_shown
