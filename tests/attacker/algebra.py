"""What follows from sums over sets of people: exact linear algebra, in integers.

A published row tells a sum over columns, each a class of people whom no row tells apart. What follows from several rows
is what lies in the space that they span, or, the same thing said the other way round, what every vector that all rows
leave open leaves open too.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from math import gcd, lcm

People = frozenset[int]
Vector = dict[int, int]
"""Integers by column; columns that are absent hold 0."""

_MOST_UNIONS = 20_000
"""Of how many unions of few people a part is searched, the smallest first."""
_PRIME = 2**61 - 1


def determined(equations: Sequence[Vector], people: Sequence[People], most: int) -> list[People]:
    """Sets of at most `most` people about whom some combination of the equations speaks, and about nobody else.

    Parameters
    ----------
    equations : sequence of Vector
        Coefficients of each published sum.
    people : sequence of frozenset of int
        Behind each column; the same people may stand behind several (several rounds).

    Returns
    -------
    list of frozenset of int
        None of them holds another.

    Notes
    -----
    The combinations that vanish outside the columns of few people are what is left open by what the equations leave
    open of these columns. Where they are none, nobody is looked for.
    """
    small = [column for column, some in enumerate(people) if len(some) <= most]
    if not small:
        return []
    left_open = null_space(equations, range(len(people)))
    about_few = null_space([_within(vector, set(small)) for vector in left_open], small)
    about_few = _without_hopeless(about_few, people, most)
    found: list[People] = []
    own = {next(iter(vector)): vector for vector in about_few}  # No other vector of the basis has that column.
    for part in parts(about_few, small):
        of_part = [column for column in part if column in own]
        for some in _unions([people[column] for column in part], most) if of_part else ():
            taking_part = [own[column] for column in of_part if people[column] <= some]
            if not taking_part or any(known <= some for known in found):
                continue
            outside = {column for column in part if not people[column] <= some}
            if rank([_within(vector, outside) for vector in taking_part]) < len(taking_part):
                found.append(some)
    return [some for some in found if not any(other < some for other in found)]


def _without_hopeless(vectors: list[Vector], people: Sequence[People], most: int) -> list[Vector]:
    """Without the vectors that speak of more people whom no other speaks of: they take part in no combination."""
    holders = Counter(column for vector in vectors for column in vector)
    kept = []
    for vector in vectors:
        alone = frozenset[int]().union(*(people[column] for column in vector if holders[column] == 1))
        kept += [vector] if len(alone) <= most else []
    return kept if len(kept) == len(vectors) else _without_hopeless(kept, people, most)


def _within(vector: Vector, columns: set[int]) -> Vector:
    return {column: number for column, number in vector.items() if column in columns}


def sum_that_follows(sets: Sequence[People], most: int) -> People | None:
    """At most `most` people, at least one, whose sum follows from the sums over some sets; None where there are none.

    People who are in the same sets can't be told apart: they are one stratum.
    """
    belongs: dict[int, list[int]] = {}
    for row, people in enumerate(sets):
        for person in people:
            belongs.setdefault(person, []).append(row)
    by_rows: dict[tuple[int, ...], list[int]] = {}
    for person, rows in belongs.items():
        by_rows.setdefault(tuple(rows), []).append(person)
    strata = list(by_rows.values())
    equations: list[Vector] = [{} for _ in sets]
    for column, together in enumerate(by_rows):
        for row in together:
            equations[row][column] = 1
    left_open = null_space(equations, range(len(strata)))
    for part in parts(left_open, range(len(strata))):
        small = [column for column in part if len(strata[column]) <= most]
        for chosen in _closed(small, [len(people) for people in strata], left_open, most):
            return frozenset(person for column in chosen for person in strata[column])
    return None


def null_space(equations: Sequence[Vector], columns: Sequence[int]) -> list[Vector]:
    """A basis of the vectors over some columns on which all equations are 0."""
    solved = _solved(equations)
    basis = []
    for free in (column for column in columns if column not in solved):
        holding = {pivot: row for pivot, row in solved.items() if free in row}
        scale = reduce(lcm, (abs(row[pivot]) for pivot, row in holding.items()), 1)
        # The free column comes first.
        basis.append({free: scale} | {pivot: -row[free] * (scale // row[pivot]) for pivot, row in holding.items()})
    return basis


def rank(vectors: Sequence[Vector]) -> int:
    """The rank of some vectors."""
    return len(_solved(vectors))


def _solved(equations: Sequence[Vector]) -> dict[int, Vector]:
    """Reduced echelon form by pivot (Gauss–Jordan without fractions); rows that follow from others are gone."""
    solved: dict[int, Vector] = {}
    for equation in equations:
        row = {column: number for column, number in equation.items() if number}
        for pivot in [column for column in row if column in solved]:
            row = _less(row, solved[pivot], pivot)
        if not row:
            continue
        new = min(row)
        for pivot, other in solved.items():
            if new in other:
                solved[pivot] = _less(other, row, new)
        solved[new] = row
    return solved


def _less(row: Vector, other: Vector, pivot: int) -> Vector:
    """A row without its number at another's pivot."""
    a, b = row.get(pivot, 0), other[pivot]
    if not a:
        return row
    found = {column: row.get(column, 0) * b - other.get(column, 0) * a for column in row.keys() | other.keys()}
    common = reduce(gcd, found.values(), 0)
    return {column: number // common for column, number in found.items() if number}


def parts(vectors: Sequence[Vector], columns: Sequence[int]) -> list[list[int]]:
    """Columns that hang together by some vectors: no smallest set of people reaches over two parts."""
    home = {column: column for column in columns}

    def root(column: int) -> int:
        while home[column] != column:
            column = home[column]
        return column

    for first, *others in vectors:
        for other in others:
            home[root(other)] = root(first)
    found: dict[int, list[int]] = {}
    for column in columns:
        found.setdefault(root(column), []).append(column)
    return list(found.values())


def _closed(
    small: Sequence[int], sizes: Sequence[int], left_open: Sequence[Vector], most: int
) -> Iterator[tuple[int, ...]]:
    """Some of the strata, at most `most` people together, whose sum no vector leaves open.

    Each stratum has a key, a random combination of what it has in all vectors: where they add up to 0, it is looked at
    exactly. The last stratum of a union is looked up by the key that is missing.
    """
    draw = random.Random(1)
    weights = [draw.randrange(_PRIME) for _ in left_open]
    key = {one: sum(w * v.get(one, 0) for w, v in zip(weights, left_open, strict=True)) % _PRIME for one in small}
    by_key: dict[int, list[int]] = {}
    for column in small:
        by_key.setdefault(key[column], []).append(column)

    def further(chosen: tuple[int, ...], missing: int, room: int) -> Iterator[tuple[int, ...]]:
        last = chosen[-1] if chosen else -1
        for column in by_key.get(missing, ()):
            union = (*chosen, column)
            if column > last and sizes[column] <= room and _nothing_open(union, left_open):
                yield union
        for column in small:
            if column > last and sizes[column] < room:
                yield from further((*chosen, column), (missing - key[column]) % _PRIME, room - sizes[column])

    return further((), 0, most)


def _nothing_open(chosen: Sequence[int], left_open: Sequence[Vector]) -> bool:
    return all(sum(vector.get(column, 0) for column in chosen) == 0 for vector in left_open)


def _unions(people: Sequence[People], most: int) -> Iterator[People]:
    """Unions of few people's columns, of few columns first; not more than can be looked at."""
    small = sorted(dict.fromkeys(people), key=len)
    waiting = [(frozenset[int](), -1)]
    seen: set[People] = set()
    for union, last in waiting:
        for following in range(last + 1, len(small)):
            wider = union | small[following]
            if len(wider) <= most:
                waiting.append((wider, following))
                if wider not in seen:
                    seen.add(wider)
                    yield wider
        if len(waiting) > _MOST_UNIONS:
            return
