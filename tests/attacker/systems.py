"""The published sums of one measure as equations over people and rounds, and what follows from them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from surveys.model.survey import Flags, Floats
from tests.attacker import breach
from tests.attacker.algebra import determined, rank
from tests.attacker.breach import Breach
from tests.attacker.published import Reader
from tests.attacker.truth import Truth

Cell = tuple[int, Hashable]
"""A person, and where: a round, or a round with the index reckoned otherwise."""

_ALIKE = 1e-9
_EXPLAINED = 3
"""Of how many sets of people a report says what tells of them."""


@dataclass
class System:
    """Equations of one measure: each a coefficient by cell, with a name."""

    measure: str
    equations: list[dict[Cell, Fraction]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def add(self, name: str, equation: dict[Cell, Fraction]) -> None:
        """Adds an equation, unless it is there already."""
        if equation and equation not in self.equations:
            self.equations.append(equation)
            self.names.append(name)

    def few(self, most: int) -> list[tuple[frozenset[int], list[str]]]:
        """Sets of at most `most` people whom the equations tell apart, with the rows that speak of them."""
        cells = sorted({cell for equation in self.equations for cell in equation}, key=str)
        classes: dict[tuple[Fraction, ...], list[Cell]] = {}
        zero = Fraction(0)
        for cell in cells:
            signature = tuple(equation.get(cell, zero) for equation in self.equations)
            classes.setdefault(signature, []).append(cell)
        columns = list(classes)
        rows = [[column[k] for column in columns] for k in range(len(self.equations))]
        people = [frozenset(person for person, _ in classes[column]) for column in columns]
        found = determined(rows, len(columns), people, most)
        return [(some, self._enough_to_tell(some) if k < _EXPLAINED else []) for k, some in enumerate(found)]

    def _enough_to_tell(self, some: frozenset[int]) -> list[str]:
        """Names of equations that tell of these people, none of which could be left out."""
        kept = list(range(len(self.equations)))
        for one in reversed(range(len(self.equations))):
            fewer = [other for other in kept if other != one]
            if self._tell(fewer, some):
                kept = fewer
        return [self.names[one] for one in kept]

    def _tell(self, which: Sequence[int], some: frozenset[int]) -> bool:
        """Whether a combination of some equations speaks of these people alone: the others' columns lose rank."""
        equations = [self.equations[one] for one in which]
        cells = sorted({cell for equation in equations for cell in equation}, key=str)
        zero = Fraction(0)
        alike = dict.fromkeys((tuple(eq.get(cell, zero) for eq in equations), cell[0] in some) for cell in cells)
        inside = [list(column) for column, _ in alike]
        outside = [list(column) for column, is_inside in alike if not is_inside]
        return rank(inside) > rank(outside)


def sum_of(people: Flags, where: Hashable, weight: Floats | None = None) -> dict[Cell, Fraction]:
    """The sum over some people in a round, weighted or not."""
    places = np.flatnonzero(people).tolist()
    if weight is None:
        return {(person, where): Fraction(1) for person in places}
    return {(person, where): Fraction(float(weight[person])).limit_denominator(10**6) for person in places}


def joined(*parts: tuple[Fraction, dict[Cell, Fraction]]) -> dict[Cell, Fraction]:
    """A combination of sums."""
    total: dict[Cell, Fraction] = {}
    for factor, part in parts:
        for cell, value in part.items():
            total[cell] = total.get(cell, Fraction(0)) + factor * value
    return {cell: value for cell, value in total.items() if value}


def systems_of(truth: Truth, readers: Sequence[Reader]) -> dict[str, System]:
    """The equations of every measure, over all documents; the index's also by robustness and attrition."""
    found: dict[str, System] = {}
    for row in (row for reader in readers for row in reader.rows):
        system = found.setdefault(row.measure, System(row.measure))
        system.add(row.label, sum_of(row.people, row.place, row.weight))
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
        for some, rows in system.few(truth.threshold - 1):
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
        row for row in reader.rows if row.table == "changes" and len(row.pair) == 2 and row.place == row.pair[0]
    ):
        second = row.pair[1]
        both = row.people & truth.has(row.measure, second)
        system = found.setdefault(f"moves of {row.measure}", System(f"moves of {row.measure}"))
        system.add(f"{row.label}, rises and falls", sum_of(both, ("moves", *row.pair)))


def _mean(people: Flags, where: Hashable) -> tuple[Fraction, dict[Cell, Fraction]]:
    return Fraction(1, int(people.sum())), sum_of(people, where)


def _difference(before: Flags, after: Flags, cells: tuple[Hashable, Hashable]) -> dict[Cell, Fraction]:
    """Mean after minus mean before."""
    if not before.any() or not after.any():
        return {}
    (one, first), (other, second) = _mean(before, cells[0]), _mean(after, cells[1])
    return joined((-one, first), (other, second))


def _add_robustness(truth: Truth, reader: Reader, index: System) -> None:
    """A change under another choice is one more equation; who has another index under it is one more unknown."""
    pair = truth.pairs[0]
    told = [row for row in reader.document["robustness"] if row["change"] is not None]
    if len(pair) < 2 or not told:
        return
    for row in told:
        values = _index_under(truth, row["what"], row["variant"], pair)
        if values is None:
            continue
        estimand = row["variant"] if row["what"] == "estimand" else reader.estimand
        has = [truth.present(place) & ~np.isnan(value) for place, value in zip(pair, values, strict=True)]
        if estimand == "matched":
            has = [has[0] & has[1]] * 2
        members = next(iter(reader.candidates(row["group"], pair)))
        sums = []
        for place, value, counted in zip(pair, values, has, strict=True):
            plain = truth.values("trust_index", place)
            same = np.abs(value - plain) <= _ALIKE
            part, people = members & counted, int((members & counted).sum())
            if not people:
                break
            other = (place, row["what"], row["variant"])
            both = sum_of(part & same, place) | sum_of(part & ~same, other)
            sums.append((Fraction(1, people) * (1 if place == pair[1] else -1), both))
        if len(sums) == 2:
            index.add(f"run {reader.run}: robustness {row['what']} {row['variant']} {row['group']}", joined(*sums))


def _index_under(truth: Truth, what: str, variant: str, pair: tuple[int, ...]) -> list[Floats] | None:
    scorings = [truth.scored.scorings[place] for place in pair]
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
        members = next(iter(reader.candidates(row["group"], pair)))
        here, stays = members & truth.has("trust_index", pair[0]), truth.present(pair[1])
        parts = {"stayers": here & stays, "leavers": here & ~stays}
        told = {who: some for who, some in parts.items() if row[who]["n"] is not None}
        if row["standardised_difference"] is not None:
            told = parts
        for who, some in told.items():
            if 0 < int(some.sum()) < reader.threshold:
                said = "numbers rest on few who stayed or left"
                reader.breaches.append(Breach(breach.SMALL, (f"{label} {who}",), int(some.sum()), said))
            if row[who]["mean"] is not None:
                index.add(f"{label} {who}", sum_of(some, pair[0]))
        if row["if_leavers_fell"]["change"] is not None:
            both = here & truth.has("trust_index", pair[1])
            index.add(f"{label} if fell", _difference(both, both, (pair[0], pair[1])))
