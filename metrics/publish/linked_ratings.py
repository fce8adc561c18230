"""What a rating reveals of the items that it is the mean of: the same as a dimension of its own (rule 40)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.model.cells import Cell
from metrics.model.ratings import rated_target
from metrics.protection.comparison import Comparison
from metrics.result.rounding_plan import RoundingPlan
from metrics.schema.precision import NARROW, decimals_for
from surveys.model.survey import Flags, Floats


def add_ratings(comparison: Comparison, plan: RoundingPlan) -> None:
    """Rounds a rating to whole points, or leaves it out, where a few of its people skipped items about its target.

    How far rounding alone leaves the mean of these few open decides: who else could have answered otherwise is not
    considered. A rating is no finer than any other measure of its cell.
    """
    coarse = {cell for _, cell in plan.whole}
    for column, measure in enumerate(comparison.people.measures):
        if measure.level != "rating":
            continue
        plan.whole |= {(measure.name, cell) for cell in coarse}
        cells = [cell for cell in comparison.stakeholders if comparison.shows(cell, column)]
        for round_position in comparison.people.presence.positions(column):
            share = _skipped(comparison, column, round_position)
            for cell in cells:
                _coarsen(comparison, cell, cells, column, share, plan)


def _coarsen(
    comparison: Comparison, cell: Cell, cells: Sequence[Cell], column: int, share: Floats, plan: RoundingPlan
) -> None:
    few = cell.members & (share > 0)
    if not comparison.is_few(int(np.count_nonzero(few))):
        return
    name = comparison.people.measures[column].name
    n = min(int(np.count_nonzero(cell.members & flags)) for flags in _counted(comparison, column))
    decimals = 0 if (name, cell.name) in plan.whole else decimals_for(n)
    steps = 2 if n < 2 * comparison.threshold else 1  # the items have no distributions and are rounded as coarsely
    if decimals and steps * _room(n, decimals, share[few]) < NARROW:
        plan.whole.add((name, cell.name))
        decimals = 0
    if not decimals and steps * _room(n, decimals, share[few]) < NARROW:
        plan.hidden |= {(name, other.name) for other in cells if (other.members & few).any()}


def _counted(comparison: Comparison, column: int) -> list[Flags]:
    people = comparison.people
    return [
        people.with_measures(round_position)[:, column] for round_position in people.presence.positions(column)
    ]  # fmt: skip


def _room(n: int, decimals: int, share: Floats) -> float:
    """Points within which the rounding of the row leaves open the mean of those who skipped."""
    return float(n * 10.0**-decimals / share.sum())


def _skipped(comparison: Comparison, column: int, round_position: int) -> Floats:
    """Which share of the items about the target each person who rates it skipped, of those asked, shape (people,)."""
    people, target = comparison.people, rated_target(comparison.people.measures[column].name)
    asked = people.scored.put_about(people.round_indices[round_position], target)
    if people.asked_in_both is not None and not people.presence.is_apart(column):
        asked &= people.asked_in_both.feeds
    skipped = (asked & np.isnan(people.rounds[round_position].scores)).sum(axis=1)
    counts = people.with_measures(round_position)[:, column]
    return np.asarray(counts * skipped / np.maximum(asked.sum(axis=1), 1), dtype=float)
