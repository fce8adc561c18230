"""A survey's form and groups: what is measured, who is asked, and which items a measure rests on. It has no answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

import numpy as np

from metrics.model.measures import Measure, items_by_measure, measures_of, score_key
from metrics.model.ratings import about, rating_measures, rating_name, targets
from metrics.model.scores import answer_scores
from surveys import Group, Instrument
from surveys.model.survey import Flags, Floats, Integers


@dataclass(frozen=True)
class MeasuredForm:
    """An instrument with the groups of a survey.

    Attributes
    ----------
    instrument : Instrument
    groups : tuple of Group
        Those of the survey: the instrument's, or those that people typed; none where everybody is one group.
    """

    instrument: Instrument
    groups: tuple[Group, ...]

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures, in the order of the columns of scores: index, dimensions, items, then ratings."""
        return (*measures_of(self.instrument), *rating_measures(self.instrument, self.groups))

    @property
    def groups_are_typed(self) -> bool:
        """Whether people typed their groups themselves, so that a group's name is somebody's answer."""
        return not self.instrument.groups

    @property
    def is_one_group(self) -> bool:
        """Whether the survey has no groups, so that everybody is one (rule 4)."""
        return not self.groups

    @property
    def asks_for_groups(self) -> bool:
        """Whether the questionnaire asks for the group, whoever states one."""
        return any(question.role == "group" for question in self.instrument.questions)

    @cached_property
    def asked_groups(self) -> tuple[Group, ...]:
        """The groups that were asked at least one item that is scored; others have no rows."""
        return tuple(group for group in self.groups if self._is_asked(group))

    def _is_asked(self, group: Group) -> bool:
        reported = {measure.name for measure in self.measures if measure.level == "item"}
        return any(
            question.is_asked_of(group.name, group.side)
            for item in self.instrument.items
            if item.name in reported
            for question in item.questions
        )

    @cached_property
    def items_about(self) -> dict[str, Flags]:
        """Which items are about each rated target, as each group is asked them; shapes (groups + 1, items).

        By the target as the result writes it. The last row is for people who state no group: in any question.
        """
        form, groups = self.instrument, self.groups
        return {written: about(form, groups, word) for word, written in self.words_for_targets.items()}

    @cached_property
    def words_for_targets(self) -> dict[str, str]:
        """Who is rated, as the result writes it, by the form's own word."""
        return targets(self.instrument, self.groups)

    def items_of(self, groups: set[int]) -> dict[str, frozenset[str]]:
        """The items that each measure rests on, by name; those of ratings as some groups are asked them.

        Parameters
        ----------
        groups : set of int
            Indices in `groups`; -1 for people who state none.
        """
        rows = [group if group >= 0 else len(self.groups) for group in groups]
        names = np.array([item.name for item in self.instrument.items])
        found = dict(self._items)
        for target, table in self.items_about.items():
            found[rating_name(target)] = frozenset(names[table[rows].any(axis=0)].tolist())
        return found

    @cached_property
    def _items(self) -> dict[str, frozenset[str]]:
        return items_by_measure(self.instrument)

    def item_indices(self, columns: Sequence[int]) -> Integers:
        """Indices among the instrument's items of some columns of scores that are items."""
        return np.array([self._index_of_item[self.measures[column].name] for column in columns], dtype=np.intp)

    @cached_property
    def _index_of_item(self) -> dict[str, int]:
        return {item.name: index for index, item in enumerate(self.instrument.items)}

    @cached_property
    def answer_keys(self) -> tuple[tuple[str, ...], ...]:
        """The score of each answer of each item, as the keys of its distribution."""
        return tuple(tuple(map(score_key, item.choices.scores)) for item in self.instrument.items)

    @cached_property
    def answer_scores(self) -> Floats:
        """The score 0–100 of each answer of each item, NaN where it has fewer; shape (items, most answers of one)."""
        scores = map(answer_scores, self.instrument.items)
        return np.array(list(zip_longest(*scores, fillvalue=np.nan))).T
