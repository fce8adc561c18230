"""The ways of answering that show room are real: made into answers, they give the numbers that are handed on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from metrics import Protected, Settings, analyse, shared
from metrics.publish.linked import measures
from metrics.publish.linked.possible_answers import PossibleAnswers
from metrics.publish.linked.room import room_of_few
from surveys import Survey
from surveys.model.survey import Floats
from tests.benchmarks.small_surveys import survey_of

WHOLE = 0.5 + 1e-6
"""How far a mean of fewer than 30 people may lie from the whole point that it is shown as."""


def analysed(made: Survey, monkeypatch: pytest.MonkeyPatch) -> tuple[Protected, PossibleAnswers]:
    """The result, and the ways that were found on the way to it."""
    kept: list[PossibleAnswers] = []

    class Kept(PossibleAnswers):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)  # type: ignore[arg-type]
            kept.append(self)

    with monkeypatch.context() as patched:
        patched.setattr(measures, "PossibleAnswers", Kept)
        result = analyse(made, Settings())
    return result, kept[0]


def answered(made: Survey, possible: PossibleAnswers, way: Floats) -> Survey:
    """The survey in which people answer in some way: of each unknown, whoever can takes as many steps as they can."""
    unknowns, rounds = possible.unknowns, list(made.rounds)
    for index, which in unknowns.of_person.items():
        scores = rounds[index].scores.copy()
        for unknown in np.flatnonzero(way).tolist():
            steps, low, high = int(way[unknown]), 1.0, 5.0
            item = int(unknowns.item[unknown])
            sign = -1 if made.instrument.items[item].reversed else 1
            for person in np.flatnonzero(which[:, item] == unknown).tolist():
                new = float(np.clip(scores[person, item] + sign * steps, low, high))
                steps -= sign * int(new - scores[person, item])
                scores[person, item] = new
            assert steps == 0 or unknowns.round_index[unknown] != index
        rounds[index] = replace(rounds[index], scores=scores)
    return replace(made, rounds=tuple(rounds))


@pytest.mark.parametrize("seed", range(4))
def test_ways_give_the_numbers_that_are_handed_on(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made = survey_of((5, 6, 7), (None,), seed, items=8, non_answers=0.06)
    result, possible = analysed(made, monkeypatch)
    handed_on = shared(result)
    means = {(row.measure, row.group, row.round): row.mean for row in handed_on.scores if row.mean is not None}
    changes = {(row.measure, row.group): row.change for row in handed_on.changes if row.change is not None}
    ways = [way for way in possible.ways() if way.any()]
    assert ways, "none was needed, so that nothing was tested"
    for way in ways:
        other = analyse(answered(made, possible, way), Settings())
        for row in other.scores:
            shown = means.get((row.measure, row.group, row.round))
            assert row.mean is None or shown is None or abs(row.mean - shown) <= WHOLE, row
        for change in other.changes:
            shown = changes.get((change.measure, change.group))
            assert change.change is None or shown is None or abs(change.change - shown) <= WHOLE, change


@pytest.mark.parametrize(
    ("low", "high", "people", "few", "room"),
    [
        (40.0, 60.0, 3, 3, 20.0),  # they are all of the people
        (50.0, 50.0, 5, 4, 25.0),  # the fifth answered 0 or 100: four have a mean of 62.5 or 37.5
        (100.0, 100.0, 6, 4, 0.0),  # all answered 100
        (0.0, 2.0, 10, 4, 5.0),  # at most 20 points in all
    ],
)
def test_room_of_a_few_of_the_people(low: float, high: float, people: int, few: int, room: float) -> None:
    assert room_of_few(low, high, people, few) == pytest.approx(room)
