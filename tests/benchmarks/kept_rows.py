"""Which rows of change a result keeps, beside the raw answers: the rows that rest on enough people, and their state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from metrics import Protected, Settings, analyse, shared, to_document
from metrics.schema.rows import PROTECTED
from metrics.tables.changes import ChangeRow
from surveys import Survey
from surveys.model.survey import Flags
from tests.attacker.asked import Pair
from tests.attacker.published import Reader
from tests.attacker.truth import Truth

Distributions = frozenset[tuple[str, str, str | None]]
"""Item, group and second round of each distribution of answers that is shown; of a round that names no pair, None."""


@dataclass(frozen=True)
class State:
    """What a result shows of a row of change.

    Attributes
    ----------
    shown : bool
    levels : bool
        Whether the means of both rounds are shown; else the change alone is.
    spread : bool
        Whether the interval is shown, and of an item with levels the distribution of its answers.
    """

    shown: bool
    levels: bool
    spread: bool


@dataclass(frozen=True)
class KeptRow:
    """A row of change that rests on the threshold or more people, counted from the raw answers.

    Attributes
    ----------
    level, measure, group : str
    by : str or None
        The breakdown, of a category.
    pair : tuple of str
        Names of the rounds.
    safe_alone : bool
        Whether the row by itself tells nobody's answer: its people have different values in each round, and, where
        they are compared with themselves, did not all change alike.
    officer, handed_on : State
        In the officer's result, and in the one for participants.
    """

    level: str
    measure: str
    group: str
    by: str | None
    pair: tuple[str, str]
    safe_alone: bool
    officer: State
    handed_on: State

    @property
    def is_headline(self) -> bool:
        """Whether it is the index of everybody or of a side."""
        return self.level == "index" and (self.group == "ALL" or self.group.startswith("SIDE:"))


def kept_rows(survey: Survey, settings: Settings) -> list[KeptRow]:
    """The rows of change of the survey's result that rest on enough people.

    Raises
    ------
    ValueError
        If a row is shown and says another n than the raw answers.
    """
    result = analyse(survey, settings)
    reader = Reader(_truth_of(survey, settings), to_document(result))
    return list(_rows(result, reader))


def _truth_of(survey: Survey, settings: Settings) -> Truth:
    categories = {
        one.name: [one.categories[index].name if index >= 0 else None for index in one.category.tolist()]
        for one in survey.breakdowns
    }
    return Truth(survey, settings.threshold, categories)


def _rows(result: Protected, reader: Reader) -> Iterator[KeptRow]:
    handed_on = shared(result)
    officers, others = _distributions(result), _distributions(handed_on)
    coarse = {(row.measure, row.group, row.from_round, row.to_round): row for row in handed_on.changes}
    by = {group.name: group.by for group in result.groups}
    for row in result.changes:
        names = row.from_round, row.to_round
        pair = reader.truth.pair_named(*names)
        people = reader.candidates(row.group, pair)[0]
        n = reader.truth.smallest(people, pair, reader.estimand, row.measure)
        state = state_of(row, officers)
        if state.shown and row.n_matched is not None and n != min(row.n_from or n, row.n_to or n):
            raise ValueError(f"{row.measure} of {row.group} rests on {n} people, not on {row.n_from} and {row.n_to}")
        if n >= reader.threshold:
            yield KeptRow(
                row.level,
                row.measure,
                row.group,
                by.get(row.group),
                names,
                is_safe_alone(reader.truth, row.measure, people, pair, reader.estimand),
                state,
                state_of(coarse[row.measure, row.group, *names], others),
            )


def state_of(row: ChangeRow, distributions: Distributions) -> State:
    """What is shown of a row of change, where some distributions are shown."""
    levels = row.mean_from is not None and row.mean_to is not None
    has_counts = any((row.measure, row.group, named) in distributions for named in (row.to_round, None))
    return State(
        shown=row.verdict != PROTECTED and row.change is not None,
        levels=levels,
        spread=row.ci_low is not None and (has_counts or row.level != "item" or not levels),
    )


def _distributions(result: Protected) -> Distributions:
    return frozenset((row.item, row.group, row.to_round) for row in result.items if row.counts is not None)


def is_safe_alone(truth: Truth, measure: str, members: Flags, pair: Pair, estimand: str) -> bool:
    """Whether a row by itself tells nobody's answer: its people neither all answered nor all changed alike."""
    first, second = (truth.counted(measure, pair, one, estimand) & members for one in pair)
    before, after = (truth.values(measure, one, truth.version(measure, pair, estimand)) for one in pair)
    both = first & second
    alike = [before[first], after[second]]
    alike += [(after - before)[both].round(9)] if estimand != "independent" else []
    return all(np.unique(values).size > 1 for values in alike)
