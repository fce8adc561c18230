"""What whole answers are possible, given all means and changes that are handed on: the last word (rule 43)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from metrics.publish.linked.shifts import Target
from metrics.publish.linked.told import Told
from metrics.schema.precision import NARROW
from surveys.model.survey import Flags, Floats, Integers

_CLOSE = 1e-6
_INFEASIBLE = 2
"""The status of a program without a solution."""

_NODES = 50
"""Of a search for whole answers; one that ends without any has not shown that there is room."""

_ROUGH = 0.5
"""Of the best that a first search may leave: in most cases that is room enough."""


class AnswersProgram:
    """Sums of whole answers that fit all that is told, of people who are alike in it.

    Parameters
    ----------
    told : Told
    target : Target
    rounds : dict
        The items, by round, whose answers are sought; all others are as they are.
    people : array of bool, shape (people,), optional
        Whose answers are; all others' are as they are.
    """

    def __init__(self, told: Told, target: Target, rounds: dict[int, Integers], people: Flags | None = None) -> None:
        self._told, self._rounds = told, rounds
        has = {index: told.steps[index].has & (told.base[index] >= 0)[:, None] for index in rounds}
        inside = np.zeros(target.few.shape, dtype=bool)
        for index, items in rounds.items():
            inside |= has[index][:, items].any(axis=1)
        self._persons = np.flatnonzero(inside if people is None else inside & people)
        columns: list[npt.NDArray[Any]] = [target.few[self._persons]]
        for index, items in rounds.items():
            columns += [told.base[index][self._persons], *has[index][self._persons][:, items].T]
            for place in told.places(index):
                shares = told.shares[place]
                columns += [*shares.counted[self._persons].T, *shares.in_index[self._persons].T]
                columns += [*shares.in_dimension[self._persons].T, *shares.feeds_index[self._persons].T]
                columns += [*shares.feeds_dimension[self._persons].T]
        _, self._first, self._class = np.unique(
            np.column_stack(columns), axis=0, return_index=True, return_inverse=True
        )
        self._class = self._class.ravel()
        self._reps = self._persons[self._first]
        self._variables = {index: has[index][self._reps][:, items] for index, items in rounds.items()}
        self.size = sum(int(one.sum()) for one in self._variables.values())
        self._target = target

    def leaves_room(self) -> bool:
        """Whether two ways of answering lie 10 points apart in the mean of the few."""
        self._now, most, unit = self._answers()
        cost = self._cost() * unit / int(np.count_nonzero(self._target.few))
        self._bounds, self._lines = Bounds(np.zeros(most.size), most), self._constraint(unit)
        few = [float(cost @ self._now)] * 2
        for gap in (_ROUGH, 0.0):
            bounds = [-np.inf, np.inf]
            for end, way in enumerate((1.0, -1.0)):
                found, bound = self._best(way * cost, gap)
                few, bounds[end] = [min(few[0], found), max(few[1], found)], way * bound
                if few[1] - few[0] >= NARROW - _CLOSE:
                    return True
            if bounds[1] - bounds[0] < NARROW - _CLOSE:
                return False
        return False

    def _best(self, cost: Floats, gap: float) -> tuple[float, float]:
        """The few's mean in the best answers that were found, and below which a search can't come (above: negative)."""
        whole = np.ones(cost.size, dtype=np.int64)
        solved = milp(
            cost,
            integrality=whole,
            bounds=self._bounds,
            constraints=self._lines,
            options={"node_limit": _NODES, "mip_rel_gap": gap},
        )
        if solved.status == _INFEASIBLE:
            raise RuntimeError(f"the answers do not fit what is handed on of them: {solved.message}")
        found = self._now if solved.x is None else np.round(solved.x)
        bound = -np.inf if solved.mip_dual_bound is None else float(solved.mip_dual_bound)
        return float(np.abs(cost @ found)), bound

    def _answers(self) -> tuple[Floats, Floats, Floats]:
        """The steps of each unknown as they are, the most that there can be, and the points of one."""
        now, most, unit = list[Floats](), list[Floats](), list[Floats]()
        for index, items in self._rounds.items():
            steps, has = self._told.steps[index], self._variables[index]
            below, above = (self._of_classes(one[self._persons][:, items]) for one in (steps.below, steps.above))
            now.append(below[has])
            most.append((below + above)[has])
            unit.append(np.broadcast_to(steps.size[items], has.shape)[has])
        return np.concatenate(now), np.concatenate(most), np.concatenate(unit)

    def _of_classes(self, values: Integers) -> Floats:
        found = np.zeros((self._reps.size, values.shape[1]))
        np.add.at(found, self._class, values)
        return found

    def _cost(self) -> Floats:
        target = self._target
        index = self._told.shares[target.place].round_index
        own = self._told.shares[target.place].of(self._reps, target.column) * target.few[self._reps][:, None]
        return self._placed(index, own)

    def _placed(self, round_index: int, numbers: Floats) -> Floats:
        """Numbers by class and item of a round, of all unknowns."""
        return np.concatenate(
            [
                numbers[:, items][self._variables[index]] if index == round_index else np.zeros(int(has.sum()))
                for (index, items), has in zip(self._rounds.items(), self._variables.values(), strict=True)
            ]
        )

    def _constraint(self, unit: Floats) -> LinearConstraint:
        numbers: dict[object, Floats] = {}
        ends: dict[object, tuple[float, float]] = {}
        for key, row, down, up in self._told_lines():
            numbers[key] = numbers[key] + row if key in numbers else row
            ends[key] = down, up
        kept = {key: row * unit for key, row in numbers.items() if np.abs(row).max(initial=0.0) > 0}
        matrix = np.array(list(kept.values())).reshape(len(kept), unit.size)
        is_now = matrix @ self._now
        low = np.array([ends[key][0] for key in kept])
        high = np.array([ends[key][1] for key in kept])
        return LinearConstraint(csr_array(matrix), is_now + low, is_now + high)

    def _told_lines(self) -> Iterator[tuple[object, Floats, float, float]]:
        told = self._told
        for index, items in self._rounds.items():
            weight = told.weight[index]
            for place in told.places(index):
                shares = told.shares[place]
                of_items = {shares.item_columns[item] for item in items.tolist()}
                homes = {shares.home_of[item] for item in items.tolist()} - {None}
                columns = [*of_items, *(shares.columns[home] for home in homes if home is not None), 0]
                for column in columns:
                    if column is None:
                        continue
                    own = shares.of(self._reps, column)
                    for cell in told.cells[place]:
                        if not shares.comparison.has_row(cell, column):
                            continue
                        inside = cell.members[self._reps]
                        for line in told.lines(place, cell, column):
                            factor = inside * line.factor
                            if line.is_weighted and weight is not None:
                                factor = factor * np.nan_to_num(weight[self._reps])
                            yield line.key, self._placed(index, own * factor[:, None]), line.down, line.up


def near(told: Told, target: Target) -> dict[int, Integers]:
    """The items of the measure's own dimension, or (of the index) of all dimensions, in the rounds compared."""
    shares = told.shares[target.place]
    homes = [
        items
        for column, items in zip(shares.columns, shares.members, strict=True)
        if target.column == 0 or target.column == column or target.column in {shares.item_columns[i] for i in items}
    ]
    own = np.array(sorted({item for items in homes for item in items}), dtype=np.intp)
    return dict.fromkeys(shares.comparison.people.round_indices, own)


def neighbours(told: Told, target: Target) -> Flags:
    """The people in the same cells as any of the few."""
    base = told.base[told.shares[target.place].round_index]
    return np.asarray(np.isin(base, base[target.few]))


def far(told: Told) -> dict[int, Integers]:
    """All items in all rounds."""
    return {index: np.arange(len(told.shares[0].item_columns)) for index in told.rounds}
