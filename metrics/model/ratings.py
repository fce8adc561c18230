"""How a person rates a group or side: the mean of the items about it (rules 10 and 31)."""

from __future__ import annotations

import numpy as np

from metrics.model.cells import side_row
from metrics.model.measures import Measure
from surveys import Group, Instrument, Round
from surveys.model.survey import Flags, Integers

RATING = "rates:"
"""Begins the name of a measure that is a rating; no question can be called so."""


def rating_name(target: str) -> str:
    """The name of the measure that rates a target."""
    return RATING + target


def rated_target(measure: str) -> str:
    """The target that a rating is about, by the rating's name."""
    return measure.removeprefix(RATING)


def targets(instrument: Instrument, groups: tuple[Group, ...]) -> dict[str, str]:
    """Who is rated, as the result writes it (a group's name, ``SIDE:<name>``), by the form's own word.

    In the order of the groups, sides after them; targets that are neither come last, as they are written.
    """
    named = {question.target for item in instrument.items for question in item.questions if question.target}
    known = {group.name: group.name for group in groups}
    known |= {group.side: side_row(group.side) for group in groups if group.side and group.side not in known}
    known |= {target: target for target in sorted(named) if target not in known}
    return {word: written for word, written in known.items() if word in named}


def rating_measures(instrument: Instrument, groups: tuple[Group, ...]) -> tuple[Measure, ...]:
    """A measure a target, of level ``rating``."""
    return tuple(Measure(rating_name(written), "rating", {}) for written in targets(instrument, groups).values())


def about(instrument: Instrument, groups: tuple[Group, ...], target: str) -> Flags:
    """Whether an item, as a group is asked it, is about a target.

    A question that mirrors another is about somebody else, though both are one item in the scores.

    Returns
    -------
    array of bool, shape (groups + 1, items)
        The last row is for people who state no group: whether the item is about the target in any question.
    """
    table = np.zeros((len(groups) + 1, len(instrument.items)), dtype=bool)
    for column, item in enumerate(instrument.items):
        for question in item.questions:
            if question.target != target:
                continue
            asked = [question.is_asked_of(group.name, group.side) for group in groups]
            table[:, column] |= [*asked, True]
    return table


def put_about(instrument: Instrument, table: Flags, group: Integers, round_: Round, target: str) -> Flags:
    """Whether an item about a target was put to each person in a round.

    Someone who states no group was put the question that they answered, which may be about another target than the
    item's other questions are; where it is not known which one, only what holds of all of them counts.

    Parameters
    ----------
    table : array of bool, shape (groups + 1, items)
        From `about`.
    group : array of int, shape (people,)
        Index of each person's group; -1 for none.

    Returns
    -------
    array of bool, shape (people, items)
    """
    flags = table[group]
    nowhere = np.flatnonzero(group < 0)
    for column in np.flatnonzero(table[-1]).tolist() if nowhere.size else ():
        own = [question.target == target for question in instrument.items[column].questions]
        flags[nowhere, column] = all(own)
        if round_.question is not None:
            flags[nowhere, column] = np.array([*own, False])[round_.question[nowhere, column]]
    return np.asarray(flags & round_.was_asked)
