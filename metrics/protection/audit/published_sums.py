"""What rows publish of a measure, as sums over people and rounds, and these sums as a matrix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from metrics.model.cells import Cell
from metrics.protection.audit.combinations import SumMatrix
from metrics.protection.audit.structure import strata_of
from metrics.protection.comparison import Comparison
from metrics.protection.mask.row_sets import BOTH_ROUNDS, Basis, CountedSet
from surveys.model.survey import Flags, Floats

Coordinate = tuple[Basis, tuple[str, str] | None]
"""Answers that are added up: those of a round; of what rests on both rounds, those of a pair."""


class Term(NamedTuple):
    """People whose answers in a coordinate count in a sum, and how often; `members` of shape (people,)."""

    coordinate: Coordinate
    times: float
    members: Flags


PublishedSum = tuple[Term, ...]
"""A sum over people and rounds that follows from a row."""


def sums_of_sets(sets: Iterable[CountedSet], pair: tuple[str, str] | None) -> list[PublishedSum]:
    """A sum for each set of people behind a row that is shown with its levels."""
    return [(Term((basis, pair if basis == BOTH_ROUNDS else None), 1.0, members),) for basis, members in sets]


def sums_of_change(sets: Sequence[CountedSet], pair: tuple[str, str]) -> list[PublishedSum]:
    """The sums of a row that is shown by its change alone: later less earlier, over each round's number of people.

    Where both rounds have the same people it is their changes. Of weighted rows there is none: their weighted levels
    would be needed for it.
    """
    of_rounds = {basis.round: members for basis, members in sets if basis.round is not None and not basis.weighted}
    before, after = (of_rounds[name] for name in pair)
    times = [1.0, 1.0] if (before == after).all() else [1.0 / max(int(one.sum()), 1) for one in (before, after)]
    change = (Term((Basis(pair[0]), None), -times[0], before), Term((Basis(pair[1]), None), times[1], after))
    return [change, *sums_of_sets([one for one in sets if one.basis == BOTH_ROUNDS], pair)]


def sums_of_row(comparison: Comparison, cell: Cell, measure: str, *, with_levels: bool) -> list[PublishedSum]:
    """What a row of a comparison publishes, were it shown with its levels or by its change alone."""
    sets, pair = comparison.layout.sets[measure][cell.name], comparison.people.pair
    return sums_of_sets(sets, pair) if with_levels or pair is None else sums_of_change(sets, pair)


def weighted_sums(comparison: Comparison, cell: Cell, column: int) -> list[Floats]:
    """What a row with levels publishes where these are weighted: each round's weighted sum, and its plain one.

    Changes and their means are not weighted (rule 13).

    Returns
    -------
    list of arrays of float, shape (people, rounds of the survey)
        How often each answer counts in a sum, as a share of the largest weight in it: so nothing depends on the unit
        of weights.
    """
    people = comparison.people
    found = []
    for position in people.presence.positions(column):
        members = cell.members & people.with_measures(position)[:, column]
        weight = np.nan_to_num(people.weight(position)) * members
        for times in (members.astype(float), weight / (weight.max() or 1.0)):
            sums = np.zeros((members.size, len(people.survey.rounds)))
            sums[:, people.round_indices[position]] = times
            found.append(sums)
    return found


def as_weighted_matrix(sums: Sequence[Floats]) -> SumMatrix:
    """Weighted sums as a matrix; whoever counts the same in all is of one stratum."""
    table = np.array(sums)
    counts = np.flatnonzero(table.any(axis=(0, 2)))
    kinds = np.ascontiguousarray(table[:, counts].transpose(1, 0, 2)).reshape(counts.size, -1)
    kinds, size = np.unique(kinds, axis=0, return_counts=True)
    rows = kinds.reshape(len(kinds), len(sums), -1).transpose(1, 0, 2).reshape(len(sums), -1)
    used = rows.any(axis=0)
    return SumMatrix(rows[:, used], np.repeat(np.arange(len(kinds)), table.shape[2])[used], size)


def as_matrix(sums: Sequence[PublishedSum]) -> SumMatrix:
    """Sums as a matrix."""
    terms = [term for one in sums for term in one]
    _, size, belongs = strata_of([term.members for term in terms])
    coordinates = {coordinate: k for k, coordinate in enumerate(dict.fromkeys(term.coordinate for term in terms))}
    counted = np.zeros((len(sums), size.size, len(coordinates)))
    row_of = [row for row, one in enumerate(sums) for _ in one]
    for row, term, members in zip(row_of, terms, belongs, strict=True):
        counted[row, :, coordinates[term.coordinate]] += term.times * members
    rows = counted.reshape(len(counted), -1)
    used = rows.any(axis=0)
    return SumMatrix(rows[:, used], np.repeat(np.arange(size.size), len(coordinates))[used], size)
