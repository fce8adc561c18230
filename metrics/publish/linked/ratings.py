"""What a rating reveals of the items that it is the mean of: the same as a dimension of its own (rule 40)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.model.cells import Cell
from metrics.model.ratings import rated_target
from metrics.protection.comparison import Comparison
from metrics.publish.attainable import Lattice, lattice_of_mean, lattices_of_items
from metrics.result.rounding_plan import RoundingPlan, Withheld
from metrics.schema.precision import decimals_for, rounded_to
from surveys.model.instrument import INDEX
from surveys.model.survey import Flags, Floats


def add_ratings(comparison: Comparison, plan: RoundingPlan) -> None:
    """Rounds a rating to whole points, or leaves it out, where a few of its people skipped items about its target.

    Which of their attainable ratings the rounding alone leaves open decides: sums of the items are taken as exact, and
    who else could have answered otherwise is not considered. A rating is no finer than any other measure of its cell,
    and where the levels of the index are not shown those of the ratings are not: they are nearly the same. Nor are they
    where all that is rated is a question whose levels are not shown.
    """
    withheld = plan.of(tuple(round_.name for round_ in comparison.people.rounds))
    coarse = {cell for _, cell in withheld.whole}
    items = list(lattices_of_items(comparison.people.survey.instrument).values())
    for column, measure in enumerate(comparison.people.measures):
        if measure.level != "rating":
            continue
        plan.add(withheld.whole, {(measure.name, cell) for cell in coarse})
        gone = _with_same_raters(comparison, column, _without_levels(comparison, rated_target(measure.name), withheld))
        plan.add(withheld.without_levels, {(measure.name, cell) for cell in gone})
        cells = [cell for cell in comparison.stakeholders if comparison.shows(cell, column)]
        for round_position in comparison.people.presence.positions(column):
            rated = _Rated.of(comparison, column, round_position)
            for cell in cells:
                few = cell.members & (rated.share > 0)
                if comparison.is_few(int(np.count_nonzero(few))):
                    _coarsen(comparison, cells, rated, few, _attainable(rated, few, items), withheld)


def _without_levels(comparison: Comparison, target: str, withheld: Withheld) -> set[str]:
    """The cells whose levels are not shown of the index, or of the only question about a target."""
    people = comparison.people
    asked = people.scored.put_about(people.round_indices[0], target)
    about = [people.survey.instrument.items[index].name for index in np.flatnonzero(asked.any(axis=0)).tolist()]
    nearly_the_same = {INDEX, *(about if len(about) == 1 else ())}
    return {cell for measure, cell in withheld.without_levels | withheld.hidden if measure in nearly_the_same}


def _with_same_raters(comparison: Comparison, column: int, gone: set[str]) -> set[str]:
    """Cells, and all others in which the same people rate: of everybody, those of one side may be all who do."""
    presence = comparison.people.presence
    rates = np.array([comparison.people.with_measures(one)[:, column] for one in presence.positions(column)])
    raters = {cell.name: (rates & cell.members).tobytes() for cell in comparison.stakeholders}
    known = {raters[name] for name in gone if name in raters}
    return {name for name, some in raters.items() if some in known}


@dataclass(frozen=True)
class _Rated:
    """A rating in a round.

    Attributes
    ----------
    column : int
    scores : array of float, shape (people,)
    counts : array of bool, shape (people,)
        Who rates.
    answered : array of bool, shape (people, items)
        The items that each rating is the mean of.
    share : array of float, shape (people,)
        How much of the items about the target each person who rates it lacks in the items' rows, of those asked.
    """

    column: int
    scores: Floats
    counts: Flags
    answered: Flags
    share: Floats

    @classmethod
    def of(cls, comparison: Comparison, column: int, round_position: int) -> _Rated:
        people, target = comparison.people, rated_target(comparison.people.measures[column].name)
        asked = people.scored.put_about(people.round_indices[round_position], target)
        if people.asked_in_both is not None and not people.presence.is_apart(column):
            asked &= people.asked_in_both.feeds
        answered = asked & ~np.isnan(people.rounds[round_position].scores)
        in_rows = answered
        if people.estimand == "matched" and not people.presence.is_apart(column):
            in_rows = answered & np.all([~np.isnan(round_.scores) for round_ in people.rounds], axis=0)
        counts = people.with_measures(round_position)[:, column]
        lacking = (asked & ~in_rows).sum(axis=1) / np.maximum(asked.sum(axis=1), 1)
        return cls(column, people.scores[round_position][:, column], counts, answered, np.asarray(counts * lacking))


def _coarsen(
    comparison: Comparison, cells: Sequence[Cell], rated: _Rated, few: Flags, lattice: Lattice, withheld: Withheld
) -> None:
    """Rounds the row that leaves a few people least room to whole points, or hides it, until they have enough."""
    name = comparison.people.measures[rated.column].name
    holding = [cell for cell in cells if (cell.members & few).any()]
    while rows := [cell for cell in holding if (name, cell.name) not in withheld.hidden]:
        decimals = {
            cell.name: 0
            if (name, cell.name) in withheld.whole
            else decimals_for(_fewest(comparison, cell, rated.column))
            for cell in rows
        }
        ranges = {cell.name: _range(rated, cell, few, decimals[cell.name]) for cell in rows}
        lows, highs = zip(*ranges.values(), strict=True)
        if lattice.has_room(max(lows), min(highs)):
            return
        tightest = min(ranges, key=lambda cell: ranges[cell][1] - ranges[cell][0])
        (withheld.whole if decimals[tightest] else withheld.hidden).add((name, tightest))


def _fewest(comparison: Comparison, cell: Cell, column: int) -> int:
    """The people of the round in which fewest rate: they decide how exactly both are shown."""
    people = comparison.people
    positions = people.presence.positions(column)
    return min(int(np.count_nonzero(cell.members & people.with_measures(one)[:, column])) for one in positions)


def _attainable(rated: _Rated, few: Flags, items: Sequence[Lattice]) -> Lattice:
    """The mean ratings that a few people can have given."""
    persons = []
    for person in np.flatnonzero(few).tolist():
        parts = [items[item] for item in np.flatnonzero(rated.answered[person]).tolist()]
        persons.append(lattice_of_mean(parts, np.ones(len(parts))))
    return lattice_of_mean(persons, np.ones(len(persons)))


def _range(rated: _Rated, cell: Cell, few: Flags, decimals: int) -> tuple[float, float]:
    """Between which values a row leaves the mean of a few people, had all others answered as they did."""
    values, own = rated.scores[cell.members & rated.counts], float(rated.scores[few].mean())
    mean, moves = float(values.mean()), float(rated.share[few & cell.members].sum())
    shown, half = rounded_to(mean, decimals), 0.5 * 10.0**-decimals
    down, up = (values.size * one / moves for one in (mean - shown + half, shown + half - mean))
    return max(own - down, 0.0), min(own + up, 100.0)
