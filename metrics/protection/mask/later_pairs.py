"""Rows of a later pair of rounds that would reveal few people together with those of an earlier one (rule 2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from metrics.protection.mask.row_sets import Basis, CountedSet, RowSets
from surveys.model.survey import Flags


class ShownSets:
    """The sets of people behind the rows shown so far, and the rows hidden so far, by basis and measure."""

    def __init__(self) -> None:
        self._shown: dict[tuple[Basis, str], list[Flags]] = {}
        self._hidden: set[tuple[Basis, str, str]] = set()

    def add(self, measure: str, sets: Iterable[CountedSet]) -> None:
        """Notes the sets of a shown row."""
        for basis, members in sets:
            self._shown.setdefault((basis, measure), []).append(members)

    def note(self, sets: RowSets, hidden: Mapping[str, Collection[str]]) -> None:
        """Notes some rows; a hidden one stays hidden in each later pair that has one of its rounds."""
        for measure, by_cell in sets.items():
            for cell, behind in by_cell.items():
                if cell in hidden[measure]:
                    self._hidden |= {(basis, measure, cell) for basis, _ in behind}
                else:
                    self.add(measure, behind)

    def copy(self) -> ShownSets:
        """The same, to note other rows in."""
        other = ShownSets()
        other._shown = {key: list(sets) for key, sets in self._shown.items()}
        other._hidden = set(self._hidden)
        return other

    def cells_revealing_few(self, sets: RowSets, threshold: int) -> dict[str, set[str]]:
        """Cells, by measure, whose row may not be shown together with the earlier ones."""
        return {
            measure: {
                cell
                for cell, behind in by_cell.items()
                if any(
                    (basis, measure, cell) in self._hidden
                    or leaves_few(people, self._shown.get((basis, measure), ()), threshold)
                    for basis, people in behind
                )
            }
            for measure, by_cell in sets.items()
        }


def leaves_few(people: Flags, shown: Sequence[Flags], threshold: int) -> bool:
    """Whether a set less any union of shown sets, or the reverse, leaves 1 to `threshold` − 1 people.

    The smallest rest that holds a person x is left by the union of all shown sets without x, so that it is enough to
    look at these, one for each way to belong to the shown sets. Of the reverse rests a single shown set leaves the
    smallest.

    Parameters
    ----------
    people : array of bool, shape (people,)
    shown : sequence of such arrays
    threshold : int
    """
    if not shown:
        return False
    belongs = np.array(shown)
    outside = (belongs & ~people).sum(axis=1)
    if ((outside > 0) & (outside < threshold)).any():
        return True
    ways, counts = np.unique(belongs[:, people], axis=1, return_counts=True)
    for way in ways.T:
        rest = int(counts[(ways <= way[:, None]).all(axis=0)].sum())
        if rest < threshold:
            return True
    return False
