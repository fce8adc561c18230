"""One filling-in that stands in a file twice, under two codes or none."""

from __future__ import annotations

import numpy as np

from surveys.coder import Coder
from surveys.issues import Issue
from surveys.people import Placed
from surveys.survey import Flags, Floats

_FEWEST_ITEMS = 15
_FEWEST_VALUES = 3
_FEWEST_STEPS = 4
_MOST_PEOPLE = 500
"""People above whom two of one mind may well answer alike."""


def same_answers(coder: Coder, one: Placed) -> list[Issue]:
    """A warning that counts and names the submissions with all the answers of an earlier one in the same group.

    Of 15 scored items or more on scales of four steps or more, answered with at least three different values; in
    rounds of up to 500 people (among 1,669 of the US General Social Survey, with scales of three steps, chance made
    five). A paper form typed in twice, a file joined to itself, or one interview invented from another (Kuriakose &
    Robbins 2016, *Statistical Journal of the IAOS* 32, 283-291, who suspect from 85 % of equal answers on; all of
    them is the surer sign). Submissions of one code are told by ``duplicates``, and one answer to all by
    `straight_lining`.
    """
    if len(one.person) > _MOST_PEOPLE:
        return []
    fine = [len(item.choices.scores) >= _FEWEST_STEPS for item in coder.instrument.items]
    scores = one.answers.scores[:, fine]
    if scores.shape[1] < _FEWEST_ITEMS:
        return []
    _, first, place = np.unique(
        np.column_stack([one.group, np.nan_to_num(scores, nan=-np.inf)]), axis=0, return_index=True, return_inverse=True
    )
    again = first[place.ravel()] != np.arange(len(scores))
    column = coder.place(one.part.columns, "respondent_id")
    return one.part.issues_at("same_answers", again & _is_telling(scores), column, "warning")


def _is_telling(scores: Floats) -> Flags:
    """Whose answers are many and various enough to be nobody else's."""
    ordered = np.sort(scores, axis=1)
    values = 1 + (np.diff(ordered, axis=1) > 0).sum(axis=1)
    telling: Flags = ((~np.isnan(scores)).sum(axis=1) >= _FEWEST_ITEMS) & (values >= _FEWEST_VALUES)
    return telling
