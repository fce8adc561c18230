"""How a person rates a group or side: the mean of the items about it (rules 10 and 31)."""

from __future__ import annotations

import numpy as np

from metrics.model.measures import Measure
from surveys import Group, Instrument
from surveys.model.instrument import SIDE
from surveys.model.survey import Flags

RATING = "rates:"
"""Stands before a target in a measure's name; no question can be called so."""


def targets(instrument: Instrument, groups: tuple[Group, ...]) -> dict[str, str]:
    """Who is rated, as the result writes it (a group's name, ``SIDE:<name>``), by the form's own word.

    In the order of the groups, sides after them; targets that are neither come last, as they are written.
    """
    named = {question.target for item in instrument.items for question in item.questions if question.target}
    known = {group.name: group.name for group in groups}
    known |= {group.side: SIDE + group.side for group in groups if group.side and group.side not in known}
    known |= {target: target for target in sorted(named) if target not in known}
    return {word: written for word, written in known.items() if word in named}


def rating_measures(instrument: Instrument, groups: tuple[Group, ...]) -> tuple[Measure, ...]:
    """A measure a target, of level ``rating``."""
    return tuple(Measure(RATING + written, "rating", {}) for written in targets(instrument, groups).values())


def about(instrument: Instrument, groups: tuple[Group, ...], target: str) -> Flags:
    """Whether an item, as it is put to a group, is about a target.

    A question that mirrors another is about somebody else, though both are one item in the scores.

    Returns
    -------
    array of bool, shape (groups + 1, items)
        The last row is for people who state no group: they were put the questions that are asked of all.
    """
    table = np.zeros((len(groups) + 1, len(instrument.items)), dtype=bool)
    for place, item in enumerate(instrument.items):
        for question in item.questions:
            if question.target != target:
                continue
            put = [question.is_put_to(group.name, group.side) for group in groups]
            table[:, place] |= [*put, not question.asked_of]
    return table
