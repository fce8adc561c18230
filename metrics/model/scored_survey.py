"""A survey with the scores of all its people, in every round; reckoned once for all comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

import numpy as np
import numpy.typing as npt

from metrics.model.measures import Measure, items_by_measure, measures_of, score_key
from metrics.model.ratings import RATING, about, rating_measures, targets
from metrics.model.scores import Scoring, answer_scores, dimension_score, put_to
from surveys import Survey
from surveys.model.survey import Flags, Floats, Integers

Places = npt.NDArray[np.int8]

_ALIKE = 1e-9
"""Raw scores closer together than this are one."""


@dataclass(frozen=True)
class Scored:
    """A survey and its people's scores."""

    survey: Survey

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures, in the order of the columns of `scores`: index, dimensions, items, then ratings."""
        ratings = rating_measures(self.survey.instrument, self.survey.groups)
        return (*measures_of(self.survey.instrument), *ratings)

    @cached_property
    def scores(self) -> tuple[Floats, ...]:
        """Scores of every person in each round, shape (people, measures)."""
        return tuple(
            np.column_stack([scoring.measures(), ratings])
            for scoring, (ratings, _) in zip(self.scorings, self._ratings, strict=True)
        )

    @cached_property
    def scorings(self) -> tuple[Scoring, ...]:
        """How the people of each round are scored."""
        return tuple(Scoring(self.survey.instrument, round_) for round_ in self.survey.rounds)

    @cached_property
    def was_asked(self) -> tuple[Flags, ...]:
        """Whether each measure was put to each person in each round, shape (people, measures)."""
        form = self.survey.instrument
        return tuple(
            np.column_stack([put_to(form, self.survey.rounds[place]), self._ratings[place][1]])
            for place in self._places
        )

    @cached_property
    def answers(self) -> tuple[Places, ...]:
        """Each answer's place among the item's scores, ascending, in each round; -1: none. Shape (people, items)."""
        scales = [item.choices.scores for item in self.survey.instrument.items]
        coded = []
        for round_ in self.survey.rounds:
            places = np.full(round_.scores.shape, -1, dtype=np.int8)
            for place, scores in enumerate(zip_longest(*scales, fillvalue=np.nan)):
                places[np.abs(round_.scores - np.array(scores)) <= _ALIKE] = place
            coded.append(places)
        return tuple(coded)

    @cached_property
    def answer_keys(self) -> tuple[tuple[str, ...], ...]:
        """The score of each answer of each item, as the keys of its distribution."""
        return tuple(tuple(map(score_key, item.choices.scores)) for item in self.survey.instrument.items)

    @cached_property
    def answer_scores(self) -> Floats:
        """The score 0–100 of each answer of each item, NaN where it has fewer; shape (items, most answers of one)."""
        scores = map(answer_scores, self.survey.instrument.items)
        return np.array(list(zip_longest(*scores, fillvalue=np.nan))).T

    def places_of(self, columns: Sequence[int]) -> Integers:
        """Places among the instrument's items of some columns of `scores` that are items."""
        return np.array([self._item_places[self.measures[column].name] for column in columns], dtype=np.intp)

    @cached_property
    def _item_places(self) -> dict[str, int]:
        return {item.name: place for place, item in enumerate(self.survey.instrument.items)}

    def items_of(self, groups: set[int]) -> dict[str, frozenset[str]]:
        """The items that each measure rests on, by name; those of ratings as put to some groups (their places)."""
        rows = [group if group >= 0 else len(self.survey.groups) for group in groups]
        names = np.array([item.name for item in self.survey.instrument.items])
        found = dict(self._items)
        for target, table in self._about.items():
            found[RATING + target] = frozenset(names[table[rows].any(axis=0)].tolist())
        return found

    @cached_property
    def _items(self) -> dict[str, frozenset[str]]:
        return items_by_measure(self.survey.instrument)

    @property
    def _places(self) -> range:
        return range(len(self.survey.rounds))

    @cached_property
    def _about(self) -> dict[str, Flags]:
        form, groups = self.survey.instrument, self.survey.groups
        return {written: about(form, groups, word) for word, written in targets(form, groups).items()}

    @cached_property
    def _ratings(self) -> list[tuple[Floats, Flags]]:
        """Ratings of every person and whether any item about the target was put, a pair a round."""
        return [self._ratings_in(place) for place in self._places]

    def _ratings_in(self, place: int) -> tuple[Floats, Flags]:
        round_ = self.survey.rounds[place]
        scores = self.scorings[place].items
        people = self.survey.group.size
        ratings, put = np.full((people, len(self._about)), np.nan), np.zeros((people, len(self._about)), dtype=bool)
        for column, table in enumerate(self._about.values()):
            counted = round_.was_asked & table[self.survey.group]
            ratings[:, column] = dimension_score(np.where(counted, scores, np.nan), counted)
            put[:, column] = counted.any(axis=1)
        return ratings, put
