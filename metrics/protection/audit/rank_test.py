"""The rank test: whether the sum over a few people follows from the published rows."""

from __future__ import annotations

import itertools
from math import comb

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from metrics.protection.audit.structure import CLOSE, Structure
from surveys.model.survey import Flags, Integers

_MOST_TRIED = 20_000
"""Unions of strata that are tried one by one; where there are more, a mixed-integer program looks for one."""


def few_determined(structure: Structure, threshold: int) -> Flags | None:
    """A union of strata of 1 to `threshold` − 1 people whose sum follows from the rows; None where there is none.

    Returns
    -------
    array of bool, shape (strata,), or None
    """
    small = np.flatnonzero(structure.size < threshold)
    if not small.size:
        return None
    most = min(threshold - 1, small.size)
    if sum(comb(small.size, number) for number in range(1, most + 1)) > _MOST_TRIED:
        return _by_program(structure, threshold)
    for number in range(1, most + 1):
        unions = np.array(list(itertools.combinations(small.tolist(), number)), dtype=np.intp)
        found = _first(structure, unions[structure.size[unions].sum(axis=1) < threshold])
        if found is not None:
            return found
    return None


def _first(structure: Structure, unions: Integers) -> Flags | None:
    """The first of some unions of strata, shape (unions, strata of each), whose sum follows from the rows."""
    if not unions.size:
        return None
    left = structure.outside[unions[:, :, None], unions[:, None, :]].sum(axis=(1, 2))
    found = np.flatnonzero(left < CLOSE)
    return _parts(structure, unions[found[0]]) if found.size else None


def _by_program(structure: Structure, threshold: int) -> Flags | None:
    """The smallest union whose indicator is a combination of the rows: binary strata, free weights of rows."""
    rows, strata = structure.rows.shape
    combination = LinearConstraint(np.hstack([np.eye(strata), -structure.rows.T]), 0, 0)
    people = np.concatenate([structure.size, np.zeros(rows)])
    few = LinearConstraint(people, 1, threshold - 1)
    bounds = Bounds(
        np.concatenate([np.zeros(strata), np.full(rows, -np.inf)]),
        np.concatenate([structure.size < threshold, np.full(rows, np.inf)]),
    )
    integral = np.concatenate([np.ones(strata), np.zeros(rows)])
    solved = milp(people, constraints=[combination, few], bounds=bounds, integrality=integral)
    if solved.x is None:
        return None
    return np.asarray(solved.x[:strata] > 0.5)


def _parts(structure: Structure, strata: Integers) -> Flags:
    parts = np.zeros(structure.size.size, dtype=np.bool_)
    parts[strata] = True
    return parts
