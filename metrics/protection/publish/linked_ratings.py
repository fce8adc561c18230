"""What a rating tells beside the items that it is the mean of: the same as a dimension beside its own (rule 40)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.model.cells import Cell
from metrics.protection.comparison import Comparison
from metrics.result.coarser import Coarser
from metrics.result.points import NARROW, decimals_for
from surveys.model.survey import Flags, Floats


def coarsen_ratings(comparison: Comparison, found: Coarser) -> None:
    """Tells a rating in whole points, or not at all, where a few of its people skipped items about its target.

    How far the mean of these few is left open by the rounding alone decides: who else could have answered otherwise is
    not asked. A rating is no finer than any other measure of its cell.
    """
    coarse = {cell for _, cell in found.whole}
    for column, measure in enumerate(comparison.people.measures):
        if measure.level != "rating":
            continue
        found.whole |= {(measure.name, cell) for cell in coarse}
        cells = [cell for cell in comparison.stakeholders if comparison.shows(cell, column)]
        for which in range(len(comparison.people.rounds)):
            share = _skipped(comparison, column, which)
            for cell in cells:
                _coarsen(comparison, cell, cells, column, share, found)


def _coarsen(
    comparison: Comparison, cell: Cell, cells: Sequence[Cell], column: int, share: Floats, found: Coarser
) -> None:
    few = cell.members & (share > 0)
    if not comparison.is_few(int(np.count_nonzero(few))):
        return
    name = comparison.people.measures[column].name
    n = min(int(np.count_nonzero(cell.members & flags)) for flags in _counted(comparison, column))
    decimals = 0 if (name, cell.name) in found.whole else decimals_for(n)
    steps = 2 if n < 2 * comparison.threshold else 1  # the items are told without distributions, as coarsely
    if decimals and steps * _room(n, decimals, share[few]) < NARROW:
        found.whole.add((name, cell.name))
        decimals = 0
    if not decimals and steps * _room(n, decimals, share[few]) < NARROW:
        found.hidden |= {(name, other.name) for other in cells if (other.members & few).any()}


def _counted(comparison: Comparison, column: int) -> list[Flags]:
    people = comparison.people
    return [people.with_measures(which)[:, column] for which in range(len(people.rounds))]


def _room(n: int, decimals: int, share: Floats) -> float:
    """Points within which the mean of those who skipped is left open by the rounding of the row."""
    return float(n * 10.0**-decimals / share.sum())


def _skipped(comparison: Comparison, column: int, which: int) -> Floats:
    """Which share of the items about the target each person who rates it skipped, of those put, shape (people,)."""
    people, name = comparison.people, comparison.people.measures[column].name
    round_ = people.rounds[which]
    items = [item.name for item in people.survey.instrument.items]
    about = np.zeros(round_.was_asked.shape, dtype=bool)
    for group in set(people.survey.group.tolist()):
        rated = people.scored.items_of({group})[name]
        about[people.survey.group == group] = [item in rated for item in items]
    put = round_.was_asked & about
    skipped = (put & np.isnan(round_.scores)).sum(axis=1)
    counts = people.with_measures(which)[:, column]
    return np.asarray(counts * skipped / np.maximum(put.sum(axis=1), 1), dtype=float)
