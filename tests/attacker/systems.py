"""The published sums of one measure as equations over people and rounds, and what follows from them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache, reduce
from math import gcd, lcm

import numpy as np

from surveys.model.survey import Flags, Floats
from tests.attacker import breach
from tests.attacker.algebra import People, Vector, determined, rank
from tests.attacker.asked import Version
from tests.attacker.breach import Breach
from tests.attacker.combinations import PRIME, Matrix, few_behind
from tests.attacker.published import Reader
from tests.attacker.truth import Truth

Cell = tuple[int, Hashable]
"""A person, and where: a round, or a round with the index reckoned otherwise."""

Equation = frozenset[tuple[Cell, int]]
"""Integers by cell, without a common factor."""

_ALIKE = 1e-9
_EXPLAINED = 3
"""Of how many sets of people a report says which rows reveal them."""


@dataclass
class System:
    """Equations of one measure, each with a name."""

    measure: str
    equations: dict[Equation, str] = field(default_factory=dict)

    def add(self, name: str, equation: Equation) -> None:
        """Adds an equation, unless it is there already."""
        if equation:
            self.equations.setdefault(equation, name)

    def few(self, most: int) -> tuple[People, ...]:
        """Sets of at most `most` people whom the equations tell apart."""
        return _few(frozenset(self.equations), most)

    def rows_that_reveal(self, some: People) -> list[str]:
        """Names of the equations that reveal these people, none of which could be left out."""
        kept = list(self.equations)
        for one in reversed(list(self.equations)):
            fewer = [other for other in kept if other != one]
            if _reveal(fewer, some):
                kept = fewer
        return [self.equations[one] for one in kept]


@lru_cache(maxsize=1024)
def _few(equations: frozenset[Equation], most: int) -> tuple[People, ...]:
    """What many measures ask alike is looked at once; one set at least where there is any."""
    rows = sorted(equations, key=len)
    first = few_behind(_dense(rows), most)
    if first is None:
        return ()
    classes: dict[tuple[tuple[int, int], ...], set[int]] = {}
    for (person, _), column in _columns(rows).items():
        classes.setdefault(column, set()).add(person)
    by_row: list[Vector] = [{} for _ in rows]
    for index, column in enumerate(classes):
        for row, number in column:
            by_row[row][index] = number
    return tuple(determined(by_row, [frozenset(people) for people in classes.values()], most)) or (first,)


def _dense(equations: Sequence[Equation]) -> Matrix:
    """Equations as an array, shape (equations, people, places), modulo the prime."""
    cells = dict.fromkeys(cell for equation in equations for cell, _ in equation)
    most = max((person for person, _ in cells), default=-1) + 1
    places = {where: index for index, where in enumerate(dict.fromkeys(where for _, where in cells))}
    found = np.zeros((len(equations), most, len(places)), dtype=np.int64)
    for row, equation in zip(found, equations, strict=True):
        for (person, where), number in equation:
            row[person, places[where]] = number % PRIME
    return found


def _columns(equations: Sequence[Equation]) -> dict[Cell, tuple[tuple[int, int], ...]]:
    """What each cell has in the equations that hold it: index and integer."""
    found: dict[Cell, list[tuple[int, int]]] = {}
    for row, equation in enumerate(equations):
        for cell, number in equation:
            found.setdefault(cell, []).append((row, number))
    return {cell: tuple(column) for cell, column in found.items()}


def _reveal(equations: Sequence[Equation], some: People) -> bool:
    """Whether a combination of some equations speaks of these people alone: the others' columns lose rank."""
    columns = {(column, person in some) for (person, _), column in _columns(equations).items()}
    outside = {column for column, is_inside in columns if not is_inside}
    return rank([dict(column) for column, _ in columns]) > rank([dict(column) for column in outside])


def sum_of(people: Flags, where: Hashable, weight: Floats | None = None) -> Equation:
    """The sum over some people in a round, weighted or not."""
    members = np.flatnonzero(people).tolist()
    if weight is None:
        return frozenset(((person, where), 1) for person in members)
    parts = {(person, where): Fraction(float(weight[person])).limit_denominator(10**6) for person in members}
    return whole(parts)


def mean_less_mean(after: Equation, before: Equation) -> Equation:
    """The mean of a plain sum less that of another; none where one has nobody."""
    if not after or not before:
        return frozenset()
    parts = {cell: number * len(before) for cell, number in after}
    for cell, number in before:
        parts[cell] = parts.get(cell, 0) - number * len(after)
    return _shortened(parts)


def whole(parts: dict[Cell, Fraction]) -> Equation:
    """An equation in integers."""
    scale = reduce(lcm, (value.denominator for value in parts.values()), 1)
    return _shortened({cell: int(value * scale) for cell, value in parts.items()})


def _shortened(numbers: dict[Cell, int]) -> Equation:
    """An equation without the factor that all its integers have in common."""
    common = reduce(gcd, numbers.values(), 0)
    return frozenset((cell, number // common) for cell, number in numbers.items() if number)


def published_sums(systems: Iterable[System]) -> dict[tuple[str, Hashable], set[People]]:
    """The sets of people whose plain sum is published, by measure and round."""
    found: dict[tuple[str, Hashable], set[People]] = {}
    for system in systems:
        for equation in system.equations:
            where, *others = {cell[1] for cell, _ in equation}
            if not others and all(number == 1 for _, number in equation):
                people = frozenset(person for (person, _), _ in equation)
                found.setdefault((system.measure, where), set()).add(people)
    return found


def systems_of(truth: Truth, readers: Sequence[Reader]) -> dict[str, System]:
    """The equations of every measure, over all documents; the index's also by robustness and attrition."""
    found: dict[str, System] = {}
    for row in (row for reader in readers for row in reader.rows):
        system = found.setdefault(row.measure, System(row.measure))
        system.add(row.label, sum_of(row.people, row.round_index, row.weight))
    for change in (change for reader in readers for change in reader.differences):
        before, after = sum_of(change.before, change.pair[0]), sum_of(change.after, change.pair[1])
        system = found.setdefault(change.measure, System(change.measure))
        system.add(change.label, mean_less_mean(after, before))
    for reader in readers:
        index = found.setdefault("trust_index", System("trust_index"))
        _add_robustness(truth, reader, index)
        _add_attrition(truth, reader, index)
        _add_moves(truth, reader, found)
    return found


def determined_breaches(truth: Truth, systems: Iterable[System]) -> list[Breach]:
    """Sets of 1 to threshold − 1 people that some combination of published sums determines."""
    found: dict[frozenset[int], list[tuple[str, list[str]]]] = {}
    for system in systems:
        for index, some in enumerate(system.few(truth.threshold - 1)):
            rows = system.rows_that_reveal(some) if index < _EXPLAINED else []
            found.setdefault(some, []).append((system.measure, rows))
    breaches = []
    for some, where in found.items():
        measures = ", ".join(measure for measure, _ in where[:5])
        said = f"a sum over these people alone follows, in {len(where)} measures: {measures}"
        breaches.append(Breach(breach.DETERMINED, tuple(where[0][1]), len(some), said))
    return breaches


def _add_moves(truth: Truth, reader: Reader, found: dict[str, System]) -> None:
    """Rises and falls under ``all`` rest on those in both rounds."""
    if reader.estimand != "all":
        return
    for row in (
        row for row in reader.rows if row.table == "changes" and len(row.pair) == 2 and row.round_index == row.pair[0]
    ):
        second = row.pair[1]
        both = row.people & truth.has(row.measure, second, row.pair, reader.estimand)
        system = found.setdefault(f"moves of {row.measure}", System(f"moves of {row.measure}"))
        system.add(f"{row.label}, rises and falls", sum_of(both, ("moves", *row.pair)))


def _add_robustness(truth: Truth, reader: Reader, index: System) -> None:
    """A change under another choice is one more equation; who has another index under it is one more unknown."""
    pair = truth.pairs[0]
    shown = [row for row in reader.document["robustness"] if row["change"] is not None]
    if len(pair) < 2 or not shown:
        return
    for row in shown:
        version = truth.version("trust_index", pair, reader.estimand)
        values = _index_under(truth, row["what"], row["variant"], pair, version)
        if values is None:
            continue
        estimand = row["variant"] if row["what"] == "estimand" else reader.estimand
        has = [truth.present(round_index) & ~np.isnan(value) for round_index, value in zip(pair, values, strict=True)]
        if estimand == "matched":
            has = [has[0] & has[1]] * 2
        members = reader.candidates(row["group"], pair)[0]
        sums = []
        for round_index, value, counted in zip(pair, values, has, strict=True):
            plain = truth.values("trust_index", round_index, version)
            same = np.abs(value - plain) <= _ALIKE
            part, other = members & counted, (round_index, row["what"], row["variant"])
            sums.append(sum_of(part & same, round_index) | sum_of(part & ~same, other))
        label = f"run {reader.run}: robustness {row['what']} {row['variant']} {row['group']}"
        index.add(label, mean_less_mean(sums[1], sums[0]))
        if row["what"] == "estimand":  # As if each round were published by itself: more than is.
            for some in sums:
                index.add(label, some)


def _index_under(truth: Truth, what: str, variant: str, pair: tuple[int, ...], version: Version) -> list[Floats] | None:
    scored = truth.scored if version is None else truth.asked.scored_by(version)
    scorings = [scored.scorings[round_index] for round_index in pair]
    if version is not None and (what, variant) == ("missing", "complete"):
        common = truth.asked.common(version)  # complete is who answered all that was asked each time
        rounds = [replace(one.round_, was_asked=one.round_.was_asked & common) for one in scorings]
        by_half = [scoring.index() for scoring in scorings]
        complete = [replace(one, round_=round_).index_by(variant) for one, round_ in zip(scorings, rounds, strict=True)]
        return [np.where(np.isnan(half), np.nan, whole) for half, whole in zip(by_half, complete, strict=True)]
    if what == "item":
        return [scoring.index_without(variant) for scoring in scorings]
    if what == "missing":
        return [scoring.index_by(variant) for scoring in scorings]
    if what == "estimand":
        return [scoring.index() for scoring in scorings]
    return None


def _add_attrition(truth: Truth, reader: Reader, index: System) -> None:
    """Means of stayers and of leavers, and the change if those who left had fallen."""
    attrition = reader.document["attrition"]
    pair = truth.pairs[0]
    if not attrition or len(pair) < 2:
        return
    for row in (attrition, *attrition.get("sides", ())):
        label = f"run {reader.run}: attrition {row['group']}"
        members = reader.candidates(row["group"], pair)[0]
        has = [truth.has("trust_index", one, pair, reader.estimand) for one in pair]
        here, stays = members & has[0], truth.present(pair[1])
        parts = {"stayers": here & stays, "leavers": here & ~stays}
        shown = {who: some for who, some in parts.items() if row[who]["n"] is not None}
        if row["standardised_difference"] is not None:
            shown = parts
        for who, some in shown.items():
            if 0 < int(some.sum()) < reader.threshold:
                said = "numbers rest on few who stayed or left"
                reader.breaches.append(Breach(breach.SMALL, (f"{label} {who}",), int(some.sum()), said))
            if row[who]["mean"] is not None:
                index.add(f"{label} {who}", sum_of(some, pair[0]))
        if row["if_leavers_fell"]["change"] is not None:
            both = here & has[1]
            index.add(f"{label} if fell", mean_less_mean(sum_of(both, pair[1]), sum_of(both, pair[0])))
