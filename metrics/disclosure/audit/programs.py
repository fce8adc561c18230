"""Linear programs: between which bounds the mean of a stratum lies, given all rows (SciPy's HiGHS)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from metrics.disclosure.audit.structure import Structure
from surveys.survey import Floats, Integers

_FIRST_LOOKS = 6
"""Programs that move all strata at once; most strata prove wide by them, and are not looked at one by one."""


def ranges_of(
    structure: Structure, scores: Floats, answers: Floats | None, strata: Sequence[int], enough: float
) -> list[float]:
    """The width of the range of each stratum's mean; one that is at least `enough` may be told too small.

    Parameters
    ----------
    scores : array of float, shape (people,)
    answers : array of float, shape (answers,), or None
        The scale's values where the rows tell how many people gave each; else they tell sums alone.
    strata : sequence of int
    """
    program = _Program(structure, scores, answers)
    looked = np.array(strata, dtype=np.intp)
    low, high = program.truth(looked), program.truth(looked)
    rng = np.random.default_rng(0)
    for _ in range(_FIRST_LOOKS):
        for sign in (1.0, -1.0) if (high - low < enough).any() else ():
            weights = sign * rng.choice([-1.0, 1.0], looked.size)
            means = program.means(looked, weights)
            low, high = np.minimum(low, means), np.maximum(high, means)
    for place in np.flatnonzero(high - low < enough).tolist():
        one = looked[place : place + 1]
        ends = [float(program.means(one, np.array([sign]))[0]) for sign in (1.0, -1.0)]
        low[place], high[place] = min(low[place], *ends), max(high[place], *ends)
    return list((high - low).tolist())


class _Program:
    """What may be, given the rows: people of each stratum by answer, or the sum of its scores over 100."""

    def __init__(self, structure: Structure, scores: Floats, answers: Floats | None) -> None:
        size, strata = structure.size.astype(float), structure.size.size
        inside = structure.stratum >= 0
        where = structure.stratum[inside]
        if answers is None:
            self._value = np.array([100.0])
            self._true: Floats = np.asarray(np.bincount(where, scores[inside] / 100.0, strata), dtype=float)[:, None]
            most, left, right = size, structure.rows, structure.rows @ self._true[:, 0]
        else:
            self._value = answers
            nearest = np.abs(scores[inside][:, None] - answers).argmin(axis=1)
            self._true = np.zeros((strata, answers.size))
            np.add.at(self._true, (where, nearest), 1.0)
            most = np.repeat(size, answers.size)
            told = np.kron(structure.rows, np.eye(answers.size))
            whole = np.kron(np.eye(strata), np.ones((1, answers.size)))
            left = np.vstack([told, whole])
            right = np.concatenate([(structure.rows @ self._true).ravel(), size])
        self._size, self._bounds = size, Bounds(np.zeros_like(most), most)
        self._told = LinearConstraint(left, right, right)

    def truth(self, strata: Integers) -> Floats:
        """The mean of each of some strata as it is."""
        return self._means(self._true, strata)

    def means(self, strata: Integers, weights: Floats) -> Floats:
        """The means of some strata where the sum of them, by `weights`, is least.

        Raises
        ------
        RuntimeError
            If the program finds no solution, though the truth is one.
        """
        aim = np.zeros_like(self._true)
        aim[strata] = (weights / self._size[strata])[:, None] * self._value
        solved = milp(aim.ravel(), constraints=self._told, bounds=self._bounds)
        if solved.x is None:
            raise RuntimeError(f"the audit's linear program has no solution: {solved.message}")
        return self._means(solved.x.reshape(self._true.shape), strata)

    def _means(self, table: Floats, strata: Integers) -> Floats:
        return np.asarray(table[strata] @ self._value / self._size[strata])
