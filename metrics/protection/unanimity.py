"""Rows in which all people have the same value in a round (rule 39): a mean would tell each answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from metrics.model.population import Population
from metrics.model.scores import DECIMALS
from surveys.model.survey import Flags

WEIGHTED = " weighted"
"""Behind a round's name: the people with a weight, where a weighted sum is none that others can be taken from."""

_ALIKE = 10.0**-DECIMALS


def unanimous_rows(
    people: Population, sets: Mapping[str, Mapping[str, Sequence[tuple[str, Flags]]]]
) -> dict[str, set[str]]:
    """The cells by measure in which everybody has one and the same score in a round.

    Parameters
    ----------
    sets : mapping
        The people behind each row: by measure and cell, a round's name with them.
    """
    scores = {round_.name: values for round_, values in zip(people.rounds, people.scores, strict=True)}
    found: dict[str, set[str]] = {}
    for column, measure in enumerate(people.measures):
        found[measure.name] = {
            cell
            for cell, rounds in sets[measure.name].items()
            if any(
                _alike(scores[round_][members, column])
                for name, members in rounds
                if (round_ := name.removesuffix(WEIGHTED)) in scores
            )
        }
    return found


def _alike(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> bool:
    return values.size > 0 and float(np.ptp(values)) <= _ALIKE
