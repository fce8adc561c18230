"""The people behind each row's numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from surveys.model.survey import Flags


@dataclass(frozen=True)
class Basis:
    """What some of a row's numbers rest on.

    Attributes
    ----------
    round : str or None
        The round whose answers count; None where those of both rounds compared do.
    weighted : bool
        Whether the numbers are weighted sums alone, from which no other sum can be subtracted.
    """

    round: str | None
    weighted: bool = False


BOTH_ROUNDS = Basis(None)


class CountedSet(NamedTuple):
    """People who count in a row, and in which of its numbers; `members` of shape (people,)."""

    basis: Basis
    members: Flags


RowSets = Mapping[str, Mapping[str, Sequence[CountedSet]]]
"""The people behind each row, by measure and cell."""

RowCounts = Mapping[str, Mapping[str, int]]
"""The smallest n of each row, by measure and cell; a cell that was not asked a measure is absent."""


def smallest_counts(sets: RowSets) -> dict[str, dict[str, int]]:
    """The smallest n of each row."""
    return {
        measure: {
            cell: min(int(np.count_nonzero(members)) for _, members in behind) for cell, behind in by_cell.items()
        }
        for measure, by_cell in sets.items()
    }


def is_alone(hidden: Iterable[int], threshold: int) -> bool:
    """Whether hidden rows of some counts are a single one, or rest on fewer people than the threshold together."""
    counts = list(hidden)
    return len(counts) == 1 or 0 < sum(counts) < threshold
