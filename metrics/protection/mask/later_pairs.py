"""Rows of a later pair of rounds that would tell of few people beside those of an earlier one (rule 2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from surveys.model.survey import Flags

Sets = Mapping[str, Mapping[str, Sequence[tuple[str, Flags]]]]
"""The sets that rows rest on: by measure and cell, each round's name with the people who count there."""


class ShownSets:
    """The sets of people behind the rows shown so far, by round and measure."""

    def __init__(self) -> None:
        self._shown: dict[tuple[str, str], list[Flags]] = {}
        self._hidden: set[tuple[str, str, str]] = set()

    def add(self, measure: str, sets: Iterable[tuple[str, Flags]]) -> None:
        """Notes the sets of a shown row."""
        for round_, members in sets:
            self._shown.setdefault((round_, measure), []).append(members)

    def note(self, sets: Sets, hidden: Mapping[str, Collection[str]]) -> None:
        """Notes the rows of a comparison; one that is hidden stays so in each later pair that has one of its rounds."""
        for measure, by_cell in sets.items():
            for cell, behind in by_cell.items():
                if cell in hidden[measure]:
                    self._hidden |= {(round_, measure, cell) for round_, _ in behind}
                else:
                    self.add(measure, behind)

    def copy(self) -> ShownSets:
        """The same, to note other rows in."""
        other = ShownSets()
        other._shown = {key: list(sets) for key, sets in self._shown.items()}
        other._hidden = set(self._hidden)
        return other

    def telling(self, sets: Sets, threshold: int) -> dict[str, set[str]]:
        """Cells by measure whose row may not be shown beside the earlier ones."""
        return {
            measure: {
                cell
                for cell, rounds in by_cell.items()
                if any(
                    (name, measure, cell) in self._hidden
                    or tells_of_few(people, self._shown.get((name, measure), ()), threshold)
                    for name, people in rounds
                )
            }
            for measure, by_cell in sets.items()
        }


def tells_of_few(people: Flags, shown: Sequence[Flags], threshold: int) -> bool:
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
