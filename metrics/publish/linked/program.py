"""Linear program over a measure and those it is made of, as their means are published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from metrics.protection.audit.structure import Structure
from surveys.model.survey import Flags, Floats, Integers


@dataclass(frozen=True)
class RoundedMean:
    """A mean as it is published: whose it is, and between which values the true one lies.

    Attributes
    ----------
    members : array of bool, shape (people,)
    child : int or None
        Index of the child; None for the parent.
    low, high : float
    """

    members: Flags
    child: int | None
    low: float
    high: float


class LinkedProgram:
    """What may be, given all means of a composite and its parts in one round.

    People in the same rows, with the same answers there and missing, are one stratum; a variable is the sum of a
    stratum's scores in one child, over 100.

    Parameters
    ----------
    means : sequence of RoundedMean
    answered : array of bool, shape (people, children)
        Whose score in a child exists.
    weights : array of float, shape (children,)
        Of the children in the parent.
    """

    def __init__(self, means: Sequence[RoundedMean], answered: Flags, weights: Floats) -> None:
        sets = [*(one.members for one in means), *answered.T]
        structure = Structure.of(sets)
        self._stratum, size = structure.stratum, structure.size
        inside = np.flatnonzero(self._stratum >= 0)
        _, first = np.unique(self._stratum[inside], return_index=True)
        has = answered[inside[first]]
        self._variable = np.full(has.shape, -1, dtype=np.intp)
        self._variable[has] = np.arange(int(has.sum()))
        with np.errstate(invalid="ignore", divide="ignore"):
            share = np.where(has, weights, 0.0) / np.where(has, weights, 0.0).sum(axis=1, keepdims=True)
        self._share = np.nan_to_num(share)
        most = np.broadcast_to(size[:, None], has.shape)[has].astype(float)
        self._bounds = Bounds(np.zeros(most.size), most)
        rows = np.array([self._of(one.members, one.child) for one in means])
        n = np.array([np.count_nonzero(one.members) for one in means]) / 100.0
        low, high = (np.array([getattr(one, end) for one in means]) * n for end in ("low", "high"))
        self._rows = LinearConstraint(csc_array(rows), low, high)
        self._possible: list[Floats] = []
        """Solutions found so far, by whatever they were sought: each bounds all other means too."""

    def is_wide(self, members: Flags, child: int | None, truth: float, enough: Callable[[float, float], bool]) -> bool:
        """Whether the mean of some people, in a child or (None) in the parent, has room enough.

        Parameters
        ----------
        truth : float
            The mean as it is: where what is known to be possible below and above it is room enough, no program is
            solved; where what lies below it is, no second one.
        enough : callable
            Whether a range is wide enough; a wider one is so too.

        Raises
        ------
        RuntimeError
            If the program finds no solution, though the truth is one.
        """
        aim, n = self._of(members, child), int(np.count_nonzero(members))
        known = [truth, *(float(aim @ sums) * 100.0 / n for sums in self._possible)]
        if enough(min(known), max(known)):
            return True
        low = self._least(aim) * 100.0 / n
        return enough(low, max(low, truth)) or enough(low, -self._least(-aim) * 100.0 / n)

    def _least(self, aim: Floats) -> float:
        solved = milp(aim, constraints=self._rows, bounds=self._bounds)
        if solved.x is None:
            raise RuntimeError(f"the program of linked measures has no solution: {solved.message}")
        self._possible.append(solved.x)
        return float(aim @ solved.x)

    def _of(self, members: Flags, child: int | None) -> Floats:
        """The coefficients of the sum over some people; they are whole strata."""
        row = np.zeros(int(self._variable.max(initial=-1)) + 1)
        strata: Integers = np.unique(self._stratum[members])
        strata = strata[strata >= 0]
        variable, share = self._variable[strata], self._share[strata]
        if child is None:
            row[variable[variable >= 0]] = share[variable >= 0]
        else:
            row[variable[variable[:, child] >= 0, child]] = 1.0
        return row
