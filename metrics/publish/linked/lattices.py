"""The attainable means of few people in the measures of a round, by what each of them answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from metrics.protection.comparison import Comparison
from metrics.publish.attainable import Lattice, lattice_of_mean, lattices_of_items
from metrics.publish.linked.intervals import Composite, composites
from surveys.model.survey import Flags, Floats

_FEW = 20
"""People from which on a mean may be anywhere: no threshold is as high."""


class Lattices:
    """What each mean of a round can be, by the items that its people answered.

    Parameters
    ----------
    comparison : Comparison
    round_position : int
    """

    def __init__(self, comparison: Comparison, round_position: int) -> None:
        people = comparison.people
        columns = range(len(people.measures))
        self._answered = ~np.isnan(people.scores[round_position]) & people.presence.bases(round_position, columns)
        self._of_item = lattices_of_items(people.survey.instrument)
        self._names = [measure.name for measure in people.measures]
        self._composites: Mapping[int, Composite] = {one.parent: one for one in composites(comparison)}
        self._found: dict[tuple[tuple[int, float], ...], Lattice] = {}
        """By parts (which live as long) and weights."""

    def of_mean(self, few: Flags, composite: Composite) -> Lattice:
        """The attainable means of few people in a composite."""
        persons = [self._of_person(int(person), composite) for person in np.flatnonzero(few)]
        return self._mean(persons, np.ones(len(persons)))

    def of_children(self, members: Flags, column: int) -> Lattice:
        """The attainable means of some people in a measure."""
        if np.count_nonzero(members) >= _FEW:
            return Lattice(None)
        persons = [self._of_measure(int(person), column) for person in np.flatnonzero(members)]
        return self._mean(persons, np.ones(len(persons)))

    def _of_measure(self, person: int, column: int) -> Lattice:
        composite = self._composites.get(column)
        if composite is None:
            return self._of_item[self._names[column]]
        return self._of_person(person, composite)

    def _of_person(self, person: int, composite: Composite) -> Lattice:
        answered = self._answered[person, list(composite.children)]
        children = [column for column, has in zip(composite.children, answered, strict=True) if has]
        return self._mean([self._of_measure(person, column) for column in children], composite.weights[answered])

    def _mean(self, parts: Sequence[Lattice], weights: Floats) -> Lattice:
        key = tuple(sorted((id(part), weight) for part, weight in zip(parts, weights.tolist(), strict=True)))
        if key not in self._found:
            self._found[key] = lattice_of_mean(parts, weights)
        return self._found[key]
