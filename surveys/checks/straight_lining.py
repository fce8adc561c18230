"""Straight-lining: one and the same answer to question after question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from surveys.coding.coder import Coder
from surveys.model.instrument import Item
from surveys.model.issues import Issue
from surveys.model.survey import Flags, Floats, Integers
from surveys.people.people import RoundOfPeople

_LONG = 10
"""Answers alike, of items that all point the same way, that are no longer a matter of course."""
_CONTRADICTING = 5
"""Answers alike that are enough where some of the items are reversed: nobody can mean them all."""
_FEWEST_STEPS = 3
"""Steps of a scale; yes to all of many questions is nothing odd."""


def straight_lining(coder: Coder, one: RoundOfPeople) -> list[Issue]:
    """A warning that counts and names the submissions with one answer to all that they answered on one scale.

    The longest string of the same answer (Johnson 2005, *Journal of Research in Personality* 39, 103-129; Meade & Craig
    2012, *Psychological Methods* 17, 437-455) taken at its full length, so that somebody of one opinion with a single
    doubt is never suspected. It must be `_LONG` items, of two dimensions or more where the instrument has so many; or
    `_CONTRADICTING` items of which some are reversed and some are not, unless the answer is the middle of the scale.
    """
    items = coder.instrument.items
    where = np.zeros(len(one.person), dtype=np.bool_)
    for scale in dict.fromkeys(item.choices.scores for item in items if len(item.choices.scores) >= _FEWEST_STEPS):
        indices = [index for index, item in enumerate(items) if item.choices.scores == scale]
        whole = len(indices) == len(items)
        scores = one.answers.scores if whole else one.answers.scores[:, indices]
        where |= _alike([items[index] for index in indices], scores)
    columns = (one.part.columns.by_question.get(question.name) for question in coder.questions)
    return one.part.issues_at("straight_lining", where, next((c for c in columns if c is not None), 0), "warning")


def _alike(items: Sequence[Item], scores: Floats) -> Flags:
    """Who gives these items of one scale one answer, often enough; scores of shape (submissions, items)."""
    middle = (items[0].choices.low + items[0].choices.high) / 2
    lowest, highest = np.fmin.reduce(scores, axis=1), np.fmax.reduce(scores, axis=1)
    alike = np.flatnonzero(lowest == highest)
    answered = ~np.isnan(scores[alike])
    count = answered.sum(axis=1)
    is_reversed = np.array([item.reversed for item in items], dtype=np.bool_)
    contradicts = answered[:, is_reversed].any(axis=1) & answered[:, ~is_reversed].any(axis=1)
    contradicts &= lowest[alike] != middle
    suspected = (count >= _LONG) & (_dimensions(items, answered) > 1) | (count >= _CONTRADICTING) & contradicts
    found = np.zeros(len(scores), dtype=np.bool_)
    found[alike[suspected]] = True
    return found


def _dimensions(items: Sequence[Item], answered: Flags) -> Integers:
    """Of how many dimensions each person answered items; two where the items have fewer than two in all."""
    dimensions = list(dict.fromkeys(item.dimension for item in items))
    if len(dimensions) < 2:
        return np.full(len(answered), 2, dtype=np.intp)
    member = np.array([[item.dimension == dimension for dimension in dimensions] for item in items])
    count: Integers = (answered @ member).sum(axis=1)
    return count
