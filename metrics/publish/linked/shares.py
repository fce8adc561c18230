"""What each answer counts in a person's scores, and how many steps it could be higher or lower."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from metrics.model.measures import INDEX_COLUMN
from metrics.model.scores import Scoring, answer_scores
from metrics.protection.comparison import Comparison
from metrics.publish.attainable import step_of
from surveys import Item
from surveys.model.survey import Flags, Floats, Integers

_NEAR = 1e-6


@dataclass(frozen=True)
class Shares:
    """What answers count in the dimensions and the index, in one round of a comparison.

    A *home* is a dimension that has items; where there is none, that of all items (rule 10).
    """

    comparison: Comparison
    position: int

    @property
    def round_index(self) -> int:
        """The round's index in the survey."""
        return self.comparison.people.round_indices[self.position]

    @cached_property
    def counted(self) -> Flags:
        """Who counts in the rows of each measure, shape (people, measures)."""
        return self.comparison.people.with_measures(self.position)

    @cached_property
    def columns(self) -> list[int | None]:
        """The column of each home; None of the one that is no dimension of its own."""
        names = {measure.name: column for column, measure in enumerate(self.comparison.people.measures)}
        return [None if home is None else names[home] for home in self._in_index.members]

    @cached_property
    def item_columns(self) -> list[int]:
        """The column of each item, -1 for one that has no rows of its own: it feeds ratings alone."""
        names = {measure.name: column for column, measure in enumerate(self.comparison.people.measures)}
        return [names.get(item.name, -1) for item in self.comparison.people.survey.instrument.items]

    @cached_property
    def _in_index(self) -> Scoring:
        return self.comparison.people.scorings[self.position]

    @cached_property
    def _apart(self) -> Scoring:
        return self.comparison.people.scored.scorings[self.round_index]

    def _scoring(self, home: int) -> Scoring:
        column = self.columns[home]
        is_apart = column is not None and self.comparison.people.presence.is_apart(column)
        return self._apart if is_apart else self._in_index

    @cached_property
    def feeds_dimension(self) -> Flags:
        """Whether each answer counts in its dimension, shape (people, items)."""
        feeds = np.zeros(self._in_index.items.shape, dtype=bool)
        for home, items in enumerate(self._in_index.members.values()):
            feeds[:, items] = ~np.isnan(self._scoring(home).items[:, items])
        return feeds

    @cached_property
    def feeds_index(self) -> Flags:
        """Whether each answer counts in the index, shape (people, items)."""
        return ~np.isnan(self._in_index.items)

    @cached_property
    def in_dimension(self) -> Floats:
        """What an answer counts in each dimension of the people who have it, shape (people, homes)."""
        found = np.zeros((self.counted.shape[0], len(self.columns)))
        for home, items in enumerate(self._in_index.members.values()):
            column = self.columns[home]
            if column is not None:
                number = self.feeds_dimension[:, items].sum(axis=1)
                found[:, home] = np.where(self.counted[:, column], 1.0 / np.maximum(number, 1), 0.0)
        return found

    @cached_property
    def in_index(self) -> Floats:
        """What an answer to an item of each home counts in the index of whoever has it, shape (people, homes)."""
        scoring = self._in_index
        weight = np.where(np.isnan(scoring.dimensions), 0.0, scoring.weights)
        mass = weight.sum(axis=1, keepdims=True)
        number = np.column_stack([self.feeds_index[:, items].sum(axis=1) for items in scoring.members.values()])
        share = weight / np.where(mass > 0, mass, 1.0) / np.maximum(number, 1)
        return np.where(self.counted[:, [INDEX_COLUMN]], share, 0.0)

    def of(self, persons: Integers, column: int) -> Floats:
        """What each answer of some people counts in a measure, shape (persons, items); 0 for who does not count."""
        found = np.zeros((persons.size, len(self.item_columns)))
        if column in self.item_columns:
            found[:, self.item_columns.index(column)] = self.counted[persons, column]
            return found
        is_index = column == INDEX_COLUMN
        feeds = (self.feeds_index if is_index else self.feeds_dimension)[persons]
        share = (self.in_index if is_index else self.in_dimension)[persons]
        for home, items in enumerate(self._in_index.members.values()):
            if is_index or self.columns[home] == column:
                found[:, items] = feeds[:, items] * share[:, [home]]
        return found

    @cached_property
    def members(self) -> list[list[int]]:
        """The items of each home."""
        return list(self._in_index.members.values())

    def beyond_parts(self, persons: Integers, column: int) -> Floats:
        """What each answer counts in a measure beyond what the rows of its parts hold of it, shape (persons, items).

        Where somebody skipped a part, the others count more.
        """
        found = self.of(persons, column)
        asked = self.comparison.people.presence.rounds[self.position].asked[persons]
        parts = self.parts_of(column)
        weight = dict.fromkeys(parts, 1.0)
        if column == INDEX_COLUMN and not set(parts) <= set(self.item_columns):
            homes = zip(self.columns, self._in_index.weights.tolist(), strict=True)
            weight = {home: own for home, own in homes if home in weight}
        whole = sum(asked[:, part] * weight[part] for part in parts)
        for part in parts:
            share = np.where(whole > 0, weight[part] / np.maximum(whole, 1e-9), 0.0) * self.counted[persons, part]
            found -= share[:, None] * self.of(persons, part)
        return np.asarray(found)

    @cached_property
    def has_more(self) -> Flags:
        """Who gave an answer that counts in the dimension or the index, and not in the item's rows, shape (people,)."""
        items = [item for item, column in enumerate(self.item_columns) if column >= 0]
        own = self.counted[:, [self.item_columns[item] for item in items]]
        return np.asarray(((self.feeds_dimension | self.feeds_index)[:, items] & ~own).any(axis=1))

    @cached_property
    def wholes(self) -> list[int]:
        """The columns of all measures that are the mean of others: dimensions over items, the index over dimensions."""
        return list(self._parts)

    def parts_of(self, whole: int) -> list[int]:
        """The columns of what a measure is the mean of; none of an item."""
        return self._parts.get(whole, [])

    @cached_property
    def _parts(self) -> dict[int, list[int]]:
        found = {
            INDEX_COLUMN if column is None else column: [self.item_columns[item] for item in items]
            for column, items in zip(self.columns, self.members, strict=True)
        }
        weights = self._in_index.weights
        of_index = [column for home, column in enumerate(self.columns) if column is not None and weights[home] > 0]
        return found | {INDEX_COLUMN: of_index} if of_index else found

    @cached_property
    def home_of(self) -> dict[int, int | None]:
        """The home of each item, if it has one."""
        homes = {item: home for home, items in enumerate(self.members) for item in items}
        return {item: homes.get(item) for item in range(len(self.item_columns))}

    def flags(self, item: int) -> Flags:
        """Who is in an item's rows, and whose answer counts in dimension and index, shape (people, 3)."""
        column = self.item_columns[item]
        own = self.counted[:, column] if column >= 0 else np.zeros(len(self.counted), dtype=bool)
        return np.column_stack([own, self.feeds_dimension[:, item], self.feeds_index[:, item]])

    def has_home(self, home: int) -> Flags:
        """Who has a score of a home, shape (people,)."""
        return ~np.isnan(self._in_index.dimensions[:, home])


@dataclass(frozen=True)
class AnswerSteps:
    """The answers of a round as steps.

    Attributes
    ----------
    size : array of float, shape (items,)
        Points of a step.
    above, below : arrays of int, shape (people, items)
        How many steps higher and lower each answer could be; 0 where there is none.
    has : array of bool, shape (people, items)
        Who answered what.
    """

    size: Floats
    above: Integers
    below: Integers
    has: Flags

    @classmethod
    def of(cls, shares: Shares) -> AnswerSteps:
        """The answers in the round of some shares.

        Where the answers of a list do not lie evenly, a step is from one end of the list to the other: no sum between
        is taken for one that answers give.
        """
        people = shares.comparison.people
        scores = people.scored.scorings[shares.round_index].items
        items = people.survey.instrument.items
        is_even = np.array([_is_even(item) for item in items])
        size = np.where(is_even, [step_of(item) for item in items], 100.0)
        has = ~np.isnan(scores) & people.survey.rounds[shares.round_index].present[:, None]
        points = np.where(has, np.nan_to_num(scores), 0.0)
        below = np.floor(points / size + _NEAR).astype(np.intp)
        above = np.where(has, np.floor((100.0 - points) / size + _NEAR), 0).astype(np.intp)
        return cls(size, above, below, has)

    def among(self, sets: Iterable[tuple[Flags, int]]) -> AnswerSteps:
        """The same where it is known that no answer of some people to an item lies beyond theirs, of each set."""
        below, above = self.below.copy(), self.above.copy()
        for members, item in sets:
            own = members & self.has[:, item]
            now = self.below[own, item]
            if now.size:
                below[own, item] = np.minimum(below[own, item], now - now.min())
                above[own, item] = np.minimum(above[own, item], now.max() - now)
        return replace(self, below=below, above=above)


def _is_even(item: Item) -> bool:
    """Whether the answers of a list lie evenly."""
    apart = np.diff(np.unique(answer_scores(item)))
    return bool(np.ptp(apart) < _NEAR) if apart.size else True
