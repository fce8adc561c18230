"""What follows from sums over sets of people: exact linear algebra, in fractions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

Vector = list[Fraction]
_MOST_SUBSETS = 4000
_PRIME = 2**31 - 1


def null_space(rows: Sequence[Sequence[Fraction]], columns: int) -> list[Vector]:
    """A basis of the vectors that every row maps to 0, as a row a column of `rows`: shape (columns, dimensions)."""
    reduced, pivots = _reduce([list(row) for row in rows])
    free = [column for column in range(columns) if column not in pivots]
    basis = [[Fraction(0)] * len(free) for _ in range(columns)]
    for place, column in enumerate(free):
        basis[column][place] = Fraction(1)
        for row, pivot in zip(reduced, pivots, strict=True):
            basis[pivot][place] = -row[column]
    return basis


def rank(rows: Sequence[Vector]) -> int:
    """The rank of some vectors."""
    return len(_reduce([list(row) for row in rows])[1])


def _reduce(rows: list[Vector]) -> tuple[list[Vector], list[int]]:
    """Reduced echelon form without its zero rows, and the columns of its pivots."""
    pivots: list[int] = []
    width = len(rows[0]) if rows else 0
    top = 0
    for column in range(width):
        place = next((k for k in range(top, len(rows)) if rows[k][column]), None)
        if place is None:
            continue
        rows[top], rows[place] = rows[place], rows[top]
        head = rows[top][column]
        if head != 1:
            rows[top] = [value / head if value else value for value in rows[top]]
        pivot = rows[top]
        filled = [k for k in range(width) if pivot[k]]
        for k, row in enumerate(rows):
            if k != top and row[column]:
                factor = row[column]
                for other in filled:
                    row[other] -= factor * pivot[other]
        pivots.append(column)
        top += 1
        if top == len(rows):
            break
    return rows[:top], pivots


def determined(
    rows: Sequence[Sequence[Fraction]], columns: int, people: Sequence[frozenset[int]], most: int
) -> list[frozenset[int]]:
    """Sets of at most `most` people about whom some combination of the rows speaks, and about nobody else.

    Parameters
    ----------
    rows : sequence of sequences of Fraction
        Coefficients of each published sum, a column a class of people who are alike in all of them.
    people : sequence of frozenset of int
        The people of each column; the same people may stand behind several (several rounds).

    Notes
    -----
    A combination that vanishes outside some columns exists where the null space, restricted to these columns, has a
    rank below their number (the row space is what is orthogonal to the null space).
    """
    basis = null_space(rows, columns)
    quick = [[value.numerator * pow(value.denominator, -1, _PRIME) % _PRIME for value in line] for line in basis]
    found: list[frozenset[int]] = []
    for part in _parts(basis):
        for some in _unions([people[column] for column in part], most):
            if any(known <= some for known in found):
                continue
            inside = [column for column in part if people[column] <= some]
            # What is independent beyond a prime is so; what is not is looked at in fractions.
            told = bool(inside) and not _independent([quick[column] for column in inside])
            if told and rank([basis[column] for column in inside]) < len(inside):
                found.append(some)
    return found


def _independent(lines: Sequence[list[int]]) -> bool:
    """Whether some vectors are independent modulo the prime; if so, they are independent."""
    echelon: list[tuple[int, list[int]]] = []
    for line in lines:
        rest = line
        for pivot, row in echelon:
            if factor := rest[pivot]:
                rest = [(value - factor * other) % _PRIME for value, other in zip(rest, row, strict=True)]
        pivot = next((place for place, value in enumerate(rest) if value), -1)
        if pivot < 0:
            return False
        inverse = pow(rest[pivot], -1, _PRIME)
        echelon.append((pivot, [value * inverse % _PRIME for value in rest]))
    return True


def _parts(basis: Sequence[Vector]) -> list[list[int]]:
    """Columns that bear on each other: no smallest set of them that is determined reaches over two parts."""
    part = list(range(len(basis)))
    for place in range(len(basis[0]) if basis else 0):
        touched = {part[column] for column, line in enumerate(basis) if line[place]}
        part = [min(touched) if one in touched else one for one in part]
    return [[column for column, one in enumerate(part) if one == which] for which in dict.fromkeys(part)]


def _unions(people: Sequence[frozenset[int]], most: int) -> Iterator[frozenset[int]]:
    """Unions of few people's columns, small ones first; not more than can be looked at."""
    small = [some for some in dict.fromkeys(people) if len(some) <= most]
    small.sort(key=len)
    seen: set[frozenset[int]] = set()
    tried = 0
    for number in range(1, min(most, len(small)) + 1):
        for chosen in combinations(small, number):
            tried += 1
            union = frozenset().union(*chosen)
            if len(union) <= most and union not in seen:
                seen.add(union)
                yield union
            if tried > _MOST_SUBSETS:
                return
