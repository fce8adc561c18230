"""Linear programs: between which bounds the mean of a few people lies, given all rows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.sparse import csc_array

from metrics.protection.audit.structure import Structure
from metrics.statistics.programs import Program, solve
from surveys.model.survey import Flags, Floats

_FIRST_LOOKS = 4
"""Programs that move all sets at once; most prove wide by them, and are not looked at one by one."""


def narrow_set(
    structure: Structure, scores: Floats, answers: Floats | None, sets: Flags, enough: float, has_counts: Flags
) -> Flags | None:
    """A set whose mean can't vary by `enough` points, given all rows; None where there is none.

    Parameters
    ----------
    scores : array of float, shape (people,)
    answers : array of float, shape (answers,), or None
        The scale's values where rows may state how many people gave each.
    sets : array of bool, shape (sets, strata)
        Those to look at.
    has_counts : array of bool, shape (rows,)
        Which rows state how many people gave each answer; all others state sums alone.
    """
    program = _Program(structure, scores, answers if has_counts.any() else None, has_counts)
    low, high = program.truth(sets), program.truth(sets)
    rng = np.random.default_rng(0)
    for _ in range(_FIRST_LOOKS):
        weights = np.where(high - low < enough, rng.choice([-1.0, 1.0], len(sets)), 0.0)
        for sign in (1.0, -1.0) if weights.any() else ():
            means = program.means(sets, sign * weights)
            low, high = np.minimum(low, means), np.maximum(high, means)
    for index in np.argsort(high - low, kind="stable").tolist():
        if high[index] - low[index] >= enough:
            break
        one = sets[index : index + 1]
        ends = [float(program.means(one, np.array([sign]))[0]) for sign in (1.0, -1.0)]
        if max(ends) - min(ends) < enough:
            return np.asarray(sets[index])
    return None


class _Program:
    """What may be, given the rows: people of each stratum by answer, or the sum of its scores over 100."""

    def __init__(self, structure: Structure, scores: Floats, answers: Floats | None, has_counts: Flags) -> None:
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
            counted, summed = structure.rows[has_counts], structure.rows[~has_counts]
            whole = np.kron(np.eye(strata), np.ones((1, answers.size)))
            share = answers[:, None] / 100.0
            left = np.vstack([np.kron(counted, np.eye(answers.size)), np.kron(summed, share.T), whole])
            right = np.concatenate(
                [(counted @ self._true).ravel(), (summed @ self._true @ share).ravel(), size],
            )
        self._size, nothing = size, np.zeros_like(most)
        self._program = Program(nothing, nothing, most, csc_array(left), right, right)

    def truth(self, sets: Flags) -> Floats:
        """The mean of each of some sets as it is."""
        return self._means(self._true, sets)

    def means(self, sets: Flags, weights: Floats) -> Floats:
        """The means of some sets where the sum of them, by `weights`, is least.

        Raises
        ------
        RuntimeError
            If the program finds no solution, though the truth is one.
        """
        aim = (sets.T @ (weights / (sets @ self._size)))[:, None] * self._value
        solved = solve(replace(self._program, cost=aim.ravel()))
        if solved.x is None:
            raise RuntimeError(f"the audit's linear program has no solution: {solved.message}")
        return self._means(solved.x.reshape(self._true.shape), sets)

    def _means(self, table: Floats, sets: Flags) -> Floats:
        return np.asarray(sets @ (table @ self._value) / (sets @ self._size))
