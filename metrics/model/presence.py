"""Who is there and who has which measure: all that decides which rows are shown. It has no answers and no scores."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from metrics.model.measured_form import MeasuredForm
from metrics.model.measures import INDEX_COLUMN, Measure
from surveys import Group
from surveys.model.survey import Flags, Integers


@dataclass(frozen=True)
class RoundPresence:
    """Who is there in one round.

    Attributes
    ----------
    name : str
        The round's.
    present : array of bool, shape (people,)
    has_measure : array of bool, shape (people, measures)
        Who is present and has a score.
    asked : array of bool, shape (people, measures)
        Who was asked any item of a measure.
    answered : array of bool, shape (people, items)
        Who gave an answer that is scored.
    """

    name: str
    present: Flags
    has_measure: Flags
    asked: Flags
    answered: Flags

    @property
    def has_index(self) -> Flags:
        """Who is present and has a trust index, shape (people,)."""
        return self.has_measure[:, INDEX_COLUMN]


@dataclass(frozen=True)
class Presence:
    """Who is there in the rounds that are compared.

    Attributes
    ----------
    form : MeasuredForm
    group : array of int, shape (people,)
        Index of each person's group in `form.groups`; -1 where none is stated.
    rounds : tuple of RoundPresence
        One or two.
    estimand : {"matched", "all", "independent"}
    """

    form: MeasuredForm
    group: Integers
    rounds: tuple[RoundPresence, ...]
    estimand: str

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures, in the order of the columns of the rounds' flags."""
        return self.form.measures

    @property
    def pair(self) -> tuple[str, str] | None:
        """Names of the two rounds compared, or None where there is one."""
        return (self.rounds[0].name, self.rounds[1].name) if len(self.rounds) == 2 else None

    @property
    def is_paired(self) -> bool:
        """Whether people are compared with themselves."""
        return self.pair is not None and self.estimand != "independent"

    @cached_property
    def matched(self) -> Flags:
        """Who is found in every round compared; nobody where there is one round."""
        if len(self.rounds) < 2:
            return np.zeros(self.group.size, dtype=bool)
        return self.rounds[0].present & self.rounds[1].present

    def base(self, round_position: int) -> Flags:
        """The people whose answers count in a round: those matched, or all present."""
        return self.matched if self.estimand == "matched" else self.rounds[round_position].present

    @cached_property
    def in_both(self) -> Flags:
        """Who has each measure in both rounds, shape (people, measures)."""
        return self.rounds[0].has_measure & self.rounds[1].has_measure

    def with_measures(self, round_position: int) -> Flags:
        """Who has each measure there, shape (people, measures): in both rounds of the pair under ``matched``."""
        return self.in_both if self.estimand == "matched" else self.rounds[round_position].has_measure

    def members(self, group: Group) -> Flags:
        """Who states a group."""
        return np.asarray(self.group == self.form.groups.index(group))


def smallest_count(people: Presence, members: Flags) -> int:
    """The smallest of the counts that decide whether a set of people is small.

    Head count and number with a trust index, in each round, and (where people are paired) in the matched set.
    """
    counts = []
    for round_ in people.rounds:
        counts += [np.count_nonzero(members & round_.present), np.count_nonzero(members & round_.has_index)]
    if people.is_paired:
        counts.append(np.count_nonzero(members & people.matched))
        counts.append(np.count_nonzero(members & people.in_both[:, INDEX_COLUMN]))
    return int(min(counts))
