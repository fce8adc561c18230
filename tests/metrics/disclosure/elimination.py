"""Who is determined by sums over sets of people: exact integers, and nothing of the program's own audit.

A row's set tells the sum over its people. What follows from several rows is what lies in the space that they span, or,
the same thing said the other way round, what every vector that all rows leave open leaves open too.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import reduce
from math import gcd, lcm

People = frozenset[int]
Vector = dict[int, int]
"""Numbers by place; places that are absent hold 0."""

_PRIME = 2**61 - 1


def determined(sets: Sequence[People], few: int) -> People | None:
    """Fewer than `few` people, at least one, whose sum follows from the sums over some sets; None where there are none.

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
    equations = [{place: 1 for place, rows in enumerate(by_rows) if row in rows} for row in range(len(sets))]
    left_open = null_space(equations, len(strata))
    for part in _parts(left_open, len(strata)):
        small = [place for place in part if len(strata[place]) < few]
        for chosen in _few_of(small, [len(people) for people in strata], left_open, few):
            return frozenset(person for place in chosen for person in strata[place])
    return None


def null_space(equations: Sequence[Vector], places: int) -> list[Vector]:
    """A basis of the vectors on which all equations are 0, in integers (Gauss–Jordan without fractions)."""
    solved: dict[int, Vector] = {}
    for equation in equations:
        row = dict(equation)
        for pivot in [place for place in row if place in solved]:
            row = _less(row, solved[pivot], pivot)
        if not row:
            continue
        new = min(row)
        for pivot, other in solved.items():
            if new in other:
                solved[pivot] = _less(other, row, new)
        solved[new] = row
    basis = []
    for free in (place for place in range(places) if place not in solved):
        holding = {pivot: row for pivot, row in solved.items() if free in row}
        scale = reduce(lcm, (abs(row[pivot]) for pivot, row in holding.items()), 1)
        basis.append({free: scale} | {pivot: -row[free] * (scale // row[pivot]) for pivot, row in holding.items()})
    return basis


def _less(row: Vector, other: Vector, pivot: int) -> Vector:
    """A row without its number at another's pivot."""
    a, b = row.get(pivot, 0), other[pivot]
    if not a:
        return row
    found = {place: row.get(place, 0) * b - other.get(place, 0) * a for place in row.keys() | other.keys()}
    common = reduce(gcd, found.values(), 0)
    return {place: number // common for place, number in found.items() if number}


def _parts(left_open: Sequence[Vector], places: int) -> list[list[int]]:
    """The strata by what is left open together: what is determined is so in each part by itself."""
    home = list(range(places))

    def root(place: int) -> int:
        while home[place] != place:
            place = home[place]
        return place

    for vector in left_open:
        first, *rest = vector
        for other in rest:
            home[root(other)] = root(first)
    parts: dict[int, list[int]] = {}
    for place in range(places):
        parts.setdefault(root(place), []).append(place)
    return list(parts.values())


def _few_of(
    small: Sequence[int], sizes: Sequence[int], left_open: Sequence[Vector], few: int
) -> Iterator[tuple[int, ...]]:
    """Some of the strata, fewer than `few` people together, that no vector leaves open.

    Each stratum has a key, a random combination of what it has in all vectors: where they add up to 0, it is looked at
    exactly. The last stratum of a union is looked up by the key that is missing.
    """
    draw = random.Random(1)
    weights = [draw.randrange(_PRIME) for _ in left_open]
    key = {place: sum(w * v.get(place, 0) for w, v in zip(weights, left_open, strict=True)) % _PRIME for place in small}
    by_key: dict[int, list[int]] = {}
    for place in small:
        by_key.setdefault(key[place], []).append(place)

    def further(chosen: tuple[int, ...], missing: int, room: int) -> Iterator[tuple[int, ...]]:
        last = chosen[-1] if chosen else -1
        for place in by_key.get(missing, ()):
            union = (*chosen, place)
            if place > last and sizes[place] <= room and _nothing_open(union, left_open):
                yield union
        for place in small:
            if place > last and sizes[place] < room:
                yield from further((*chosen, place), (missing - key[place]) % _PRIME, room - sizes[place])

    return further((), 0, few - 1)


def _nothing_open(chosen: Sequence[int], left_open: Sequence[Vector]) -> bool:
    return all(sum(vector.get(place, 0) for place in chosen) == 0 for vector in left_open)
