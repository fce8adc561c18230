"""Who was asked which item, and which answer of an item's questions counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from surveys.model.instrument import Group, Item, Question
from surveys.model.survey import Flags, Floats, Integers


def item_questions(items: Sequence[Item]) -> tuple[Question, ...]:
    """The questions of all items, each item's beside one another."""
    return tuple(question for item in items for question in item.questions)


def asked_of_groups(questions: Sequence[Question], groups: Sequence[Group]) -> Flags:
    """Whether each group is asked each question.

    Returns
    -------
    array of bool, shape (groups, questions)
    """
    asked = [[question.is_asked_of(group.name, group.side) for question in questions] for group in groups]
    return np.array(asked, dtype=np.bool_).reshape(len(groups), len(questions))


def asked_of_people(group: Integers, given: Flags, by_group: Flags) -> Flags:
    """Whether a person was asked a question; to one who states no group, the questions that they answered.

    Parameters
    ----------
    group : array of int, shape (people,)
        The person's group; -1 for none.
    given : array of bool, shape (people, questions)
        Whether the cell is filled.
    by_group : array of bool, shape (groups, questions)
        From `asked_of_groups`.
    """
    stated = group >= 0
    asked = given.copy()
    asked[stated] = by_group[group[stated]]
    return asked


@dataclass(frozen=True)
class ItemAnswers:
    """Answers by item, a row a person.

    Attributes
    ----------
    scores : array of float, shape (people, items)
        The first score among the item's questions that the person was asked; NaN for none.
    was_asked : array of bool, shape (people, items)
        Whether any of the item's questions was asked of the person.
    repeated : array of bool, shape (people, questions)
        Scores that do not count since an earlier question of the item has one.
    question : array of int, shape (people, items), or None
        Which of the item's questions has the score; where none has, the first that was put to the person; -1 for none.
        None where each item is one question.
    """

    scores: Floats
    was_asked: Flags
    repeated: Flags
    question: Integers | None = None

    def of(self, stays: Flags) -> ItemAnswers:
        """Those of some people, by flags of shape (people,)."""
        question = None if self.question is None else self.question[stays]
        return ItemAnswers(self.scores[stays], self.was_asked[stays], self.repeated[stays], question)

    @cached_property
    def answered(self) -> Flags:
        """Where there is a score."""
        answered: Flags = ~np.isnan(self.scores)
        return answered


def join_mirrors(items: Sequence[Item], scores: Floats, asked: Flags) -> ItemAnswers:
    """One column an item out of one column a question; scores of what the person was not asked are NaN already."""
    if all(len(item.questions) == 1 for item in items):
        return ItemAnswers(scores, asked, np.zeros_like(asked))
    starts = np.cumsum([0, *(len(item.questions) for item in items)])[:-1]
    joined, any_asked = scores[:, starts].copy(), asked[:, starts].copy()
    repeated = np.zeros_like(asked)
    which: Integers = np.where(any_asked, 0, -1)
    for index, item in enumerate(items):
        for number, question in enumerate(range(starts[index] + 1, starts[index] + len(item.questions)), start=1):
            taken = ~np.isnan(joined[:, index])
            given = ~np.isnan(scores[:, question])
            repeated[:, question] = taken & given
            is_first_put = (which[:, index] < 0) & asked[:, question]
            which[:, index] = np.where((given & ~taken) | is_first_put, number, which[:, index])
            joined[:, index] = np.where(taken, joined[:, index], scores[:, question])
            any_asked[:, index] |= asked[:, question]
    return ItemAnswers(joined, any_asked, repeated, which)
