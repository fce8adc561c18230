"""Rows in which all people have the same value in a round, or changed alike (rules 21 and 39).

A mean would reveal each answer, or each change.
"""

from __future__ import annotations

import numpy as np

from metrics.model.population import Population
from metrics.model.scores import DECIMALS
from metrics.protection.mask.row_sets import RowSets
from surveys.model.survey import Flags, Floats

_ALIKE = 10.0**-DECIMALS


def unanimous_rows(people: Population, sets: RowSets) -> dict[str, set[str]]:
    """The cells, by measure, in which everybody has one and the same score in a round, or changed by the same.

    Parameters
    ----------
    sets : mapping
        The people behind each row.
    """
    scores = {round_.name: values for round_, values in zip(people.rounds, people.scores, strict=True)}
    found: dict[str, set[str]] = {}
    for column, measure in enumerate(people.measures):
        found[measure.name] = {
            cell
            for cell, behind in sets[measure.name].items()
            if any(
                basis.round is not None and _are_alike(scores[basis.round][members, column])
                for basis, members in behind
            )
            or (measure.level != "rating" and _changed_alike(people, behind[0].members, column))
        }
    return found


def _changed_alike(people: Population, members: Flags, column: int) -> bool:
    """Whether all pairs changed by the same: of ratings nothing shows it, they have neither interval nor moves."""
    if not people.presence.is_paired:
        return False
    pairs = members & people.in_both[:, column]
    before, after = (values[pairs, column] for values in people.scores)
    return _are_alike(after - before)


def _are_alike(values: Floats) -> bool:
    return values.size > 0 and float(np.ptp(values)) <= _ALIKE
