"""A survey with the scores of all its people in every round, computed once for all comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

import numpy as np
import numpy.typing as npt

from metrics.model.measured_form import MeasuredForm
from metrics.model.measures import Measure
from metrics.model.presence import RoundPresence
from metrics.model.ratings import put_about
from metrics.model.scores import Scoring, dimension_score, was_asked
from surveys import Survey
from surveys.model.survey import Flags, Floats

AnswerCodes = npt.NDArray[np.int8]

_SAME = 1e-9
"""Raw scores closer together than this are one."""


@dataclass(frozen=True)
class ScoredSurvey:
    """A survey and its people's scores."""

    survey: Survey

    @cached_property
    def form(self) -> MeasuredForm:
        """The survey's form and groups."""
        return MeasuredForm(self.survey.instrument, self.survey.groups)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures, in the order of the columns of `scores`."""
        return self.form.measures

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
    def asked(self) -> tuple[Flags, ...]:
        """Whether each person was asked any item of each measure in each round, shape (people, measures)."""
        return tuple(
            np.column_stack([was_asked(self.survey.instrument, round_), asked])
            for round_, (_, asked) in zip(self.survey.rounds, self._ratings, strict=True)
        )

    @cached_property
    def presences(self) -> tuple[RoundPresence, ...]:
        """Who is there and who has which measure in each round."""
        return tuple(
            RoundPresence(
                round_.name,
                round_.present,
                ~np.isnan(scores) & round_.present[:, None],
                asked,
                ~np.isnan(round_.scores),
            )
            for round_, scores, asked in zip(self.survey.rounds, self.scores, self.asked, strict=True)
        )

    @cached_property
    def answers(self) -> tuple[AnswerCodes, ...]:
        """Each answer's index among the item's scores, ascending, in each round; -1: none. Shape (people, items)."""
        scales = [item.choices.scores for item in self.survey.instrument.items]
        coded = []
        for round_ in self.survey.rounds:
            codes = np.full(round_.scores.shape, -1, dtype=np.int8)
            for code, scores in enumerate(zip_longest(*scales, fillvalue=np.nan)):
                codes[np.abs(round_.scores - np.array(scores)) <= _SAME] = code
            coded.append(codes)
        return tuple(coded)

    @cached_property
    def _ratings(self) -> list[tuple[Floats, Flags]]:
        """Ratings of every person and whether any item about the target was asked, a pair a round."""
        return [self._ratings_in(index) for index in range(len(self.survey.rounds))]

    def put_about(self, index: int, target: str) -> Flags:
        """Whether an item about a target, as the result writes it, was put to each person; shape (people, items)."""
        word = next(word for word, written in self.form.words_for_targets.items() if written == target)
        table, round_ = self.form.items_about[target], self.survey.rounds[index]
        return put_about(self.survey.instrument, table, self.survey.group, round_, word)

    def _ratings_in(self, index: int) -> tuple[Floats, Flags]:
        return self.ratings_by(index, self.scorings[index])

    def ratings_by(self, index: int, scoring: Scoring) -> tuple[Floats, Flags]:
        """Ratings of every person in a round, as they are scored, and whether any item about the target was asked.

        Returns
        -------
        array of float, shape (people, targets)
        array of bool, shape (people, targets)
        """
        shape = self.survey.group.size, len(self.form.items_about)
        ratings, asked = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
        for column, target in enumerate(self.form.items_about):
            counted = self.put_about(index, target)
            ratings[:, column] = dimension_score(np.where(counted, scoring.items, np.nan), counted)
            asked[:, column] = counted.any(axis=1)
        return ratings, asked

    @cached_property
    def lacks_questions(self) -> bool:
        """Whether the file of any round lacks a question of an item."""
        return any(round_.lacks for round_ in self.survey.rounds)

    @cached_property
    def asked_in(self) -> Flags:
        """Whether each group was asked each item in each round, by the columns of its file.

        Returns
        -------
        array of bool, shape (rounds, groups + 1, items)
            The last group is of people who state none: they were asked what there is a column for.
        """
        items, groups = self.survey.instrument.items, self.form.groups
        found = np.zeros((len(self.survey.rounds), len(groups) + 1, len(items)), dtype=bool)
        for index, round_ in enumerate(self.survey.rounds):
            for column, item in enumerate(items):
                for question in (one for one in item.questions if one.name not in round_.lacks):
                    asked = [question.is_asked_of(group.name, group.side) for group in groups]
                    found[index, :, column] |= np.array([*asked, True])
        return found

    def asked_in_all(self, rounds: Sequence[int]) -> Flags:
        """Whether each group was asked each item in all of some rounds, shape (groups + 1, items)."""
        return np.asarray(self.asked_in[list(rounds)].all(axis=0))
