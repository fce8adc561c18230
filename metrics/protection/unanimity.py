"""Rows in which all people have the same value in a round, changed alike, or moved one way (rules 21 and 39).

A mean would reveal each answer, or each change; how many rose, that everybody did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from metrics.model.cells import Cell, is_side, is_total, side_of, usefulness
from metrics.model.population import Population
from metrics.model.scores import DECIMALS
from metrics.protection.audit.combinations import CLOSE
from metrics.protection.audit.structure import strata_of
from metrics.protection.comparison import Comparison
from metrics.protection.mask.row_sets import RowSets
from surveys.model.instrument import ALL
from surveys.model.survey import Flags, Floats

Moves = tuple[int, int, int]
"""How many rose, stayed and fell."""

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
                basis.round is not None and are_alike(scores[basis.round][members, column]) for basis, members in behind
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
    return are_alike(after - before)


def are_alike(values: Floats) -> bool:
    """Whether all of some values are one, and there are any."""
    return values.size > 0 and float(np.ptp(values)) <= _ALIKE


def rows_of_one_way(comparison: Comparison) -> dict[str, set[str]]:
    """The cells, by measure, that may not tell how many rose or fell: all their pairs rose or fell, or it would follow.

    What a total leaves of the rows that tell it may not be all of one way either: then one more row of that side does
    not tell it, the smallest, else the side's and everybody's (rule 39).
    """
    people = comparison.people
    if not people.presence.is_paired:
        return {}
    changes = np.round(people.scores[1] - people.scores[0], DECIMALS)
    ways = [people.in_both & way for way in (changes > 0, changes == 0, changes < 0)]
    cells = comparison.settled
    members = np.array([cell.members for cell in cells], dtype=float)
    counts = np.stack([members @ way for way in ways], axis=2).astype(int)
    found = {}
    for column, measure in enumerate(people.measures):
        if measure.level != "rating" and comparison.has_rows_in(column):
            moves_of: dict[str, Moves] = {
                cell.name: (*moves,)
                for cell, moves in zip(cells, counts[:, column].tolist(), strict=True)
                if comparison.shows_spread(cell, column)
            }
            withheld = _of_one_way(moves_of, list(parts_of_totals(comparison)))
            left = [cell for cell in cells if cell.name in moves_of and cell.name not in withheld]
            withheld |= _leaving_one_way(left, [way[:, column] for way in ways])
            if withheld:
                found[measure.name] = withheld
    return found


def _leaving_one_way(cells: Sequence[Cell], ways: Sequence[Flags]) -> set[str]:
    """The rows that may not tell their moves since else some people all of one way would be left by all that do.

    As long as any combination of the rows rests on people of one way alone, the row in it of the least use goes.

    Parameters
    ----------
    cells : sequence of Cell
        Those whose rows tell their moves.
    ways : sequence of array of bool, shape (people,)
        Who rose, stayed and fell.
    """
    left, withheld = list(cells), set[str]()
    pairs = np.logical_or.reduce(ways)
    while left:
        sets = [cell.members & pairs for cell in left]
        stratum, size, belongs = strata_of(sets)
        for way in ways:
            agree = np.bincount(stratum[way & (stratum >= 0)], minlength=size.size) == size
            inside = np.flatnonzero(_combined(belongs.astype(float), agree)).tolist()
            if inside:
                worst = min(inside, key=lambda index: (usefulness(left[index]), int(sets[index].sum())))
                withheld.add(left.pop(worst).name)
                break
        else:
            break
    return withheld


def _combined(rows: Floats, columns: Flags) -> Floats:
    """Weights of rows by which they add up to nothing but something of some columns, shape (rows,); 0 if none do."""
    outside, inside = rows[:, ~columns], rows[:, columns]
    sizes, ways = np.linalg.eigh(outside @ outside.T)
    free = ways[:, sizes < CLOSE]
    left = free.T @ inside
    if not left.size or np.abs(left).max() < CLOSE:
        return np.zeros(len(rows))
    _, together = np.linalg.eigh(left @ left.T)
    weights = free @ together[:, -1]
    return np.where(np.abs(weights) > CLOSE, weights, 0.0)


def _of_one_way(moves_of: Mapping[str, Moves], totals: Sequence[tuple[str, Sequence[str]]]) -> set[str]:
    """The rows that may not tell their moves, of those that would.

    Parameters
    ----------
    moves_of : mapping
        The moves of each row that is shown.
    totals : sequence
        Each total with its parts; those that are sides before everybody.
    """
    withheld = {name for name, moves in moves_of.items() if _is_one_way(moves)}
    parts_of = {total: parts for total, parts in totals if is_side(total)}
    for total, parts in totals:
        while total in moves_of and total not in withheld:
            left = list(_with_moves(parts, parts_of, moves_of, withheld))
            rest = [whole - sum(moves_of[part][way] for part in left) for way, whole in enumerate(moves_of[total])]
            if not _is_one_way(rest):
                break
            groups = [part for part in parts if part in left and not is_total(part)]
            withheld |= {min(groups, key=lambda part: sum(moves_of[part]))} if groups else {total, ALL}
    return withheld & moves_of.keys()


def _with_moves(
    parts: Sequence[str], parts_of: Mapping[str, Sequence[str]], moves_of: Mapping[str, Moves], withheld: set[str]
) -> Iterator[str]:
    """The parts of a total that tell their moves; of a side that does not, its groups that do."""
    for part in parts:
        if part in moves_of and part not in withheld:
            yield part
        elif is_side(part):
            yield from (own for own in parts_of[part] if own in moves_of and own not in withheld)


def parts_of_totals(comparison: Comparison) -> Iterator[tuple[str, list[str]]]:
    """Each total with the rows that add up to it: sides, everybody, and everybody by each breakdown."""
    groups = {cell.name: cell.group.side for cell in comparison.stakeholders if not is_total(cell.name)}
    sides = [cell.name for cell in comparison.stakeholders if is_side(cell.name)]
    for side in sides:
        yield side, [name for name, own in groups.items() if own == side_of(side)]
    yield ALL, [*sides, *(name for name, own in groups.items() if own is None)]
    for by in comparison.breakdowns:
        yield ALL, [cell.name for cell in comparison.layout.breakdowns[by]]


def _is_one_way(moves: Sequence[int]) -> bool:
    return sum(moves) > 0 and max(moves) == sum(moves)
