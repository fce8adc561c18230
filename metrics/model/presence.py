"""Who is there and who has which measure: all that decides which rows are shown. It has no answers and no scores."""

from __future__ import annotations

from collections.abc import Sequence
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
    lost_index : array of bool, shape (people,), or None
        Who could have a trust index if all questions had been asked in both rounds, and has none since they were not;
        None where all were.
    put : array of bool, shape (people, measures), or None
        Who was asked any item of a measure in any round, compared or not; None where that is `asked`.
    """

    name: str
    present: Flags
    has_measure: Flags
    asked: Flags
    answered: Flags
    lost_index: Flags | None = None
    put: Flags | None = None

    @property
    def has_index(self) -> Flags:
        """Who is present and has a trust index, shape (people,)."""
        return self.has_measure[:, INDEX_COLUMN]

    @property
    def counts_for_index(self) -> Flags:
        """Who counts among those with a trust index: nobody is few for want of questions, shape (people,)."""
        return self.has_index if self.lost_index is None else self.has_index | (self.lost_index & self.present)


@dataclass(frozen=True)
class CommonItems:
    """What a comparison rests on where a round's file lacks questions (rule 9).

    What was asked in one round of the survey alone is *apart*: it is not compared, and has rows of that round in the
    first comparison that the round is in.

    Attributes
    ----------
    feeds : array of bool, shape (groups + 1, items)
        Which items feed dimensions, index and ratings, as each group is asked them; the last row is for people who
        state none.
    items_apart, apart : arrays of int, shapes (items,) and (measures,)
        The position among the rounds compared of the one in which an item or measure stands apart; -1 for all others.
    """

    feeds: Flags
    items_apart: Integers
    apart: Integers


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
    common : CommonItems or None
        None where no round lacks a question.
    """

    form: MeasuredForm
    group: Integers
    rounds: tuple[RoundPresence, ...]
    estimand: str
    common: CommonItems | None = None

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

    def bases(self, round_position: int, columns: Sequence[int]) -> Flags:
        """The same for each of some measures, shape (people, measures): of one that stands apart, all present."""
        found = np.repeat(self.base(round_position)[:, None], len(columns), axis=1)
        found[:, [self.is_apart(column) for column in columns]] = self.rounds[round_position].present[:, None]
        return found

    def is_apart(self, column: int) -> bool:
        """Whether a measure was asked in one round alone, and stands by itself."""
        return self.common is not None and bool(self.common.apart[column] >= 0)

    def positions(self, column: int) -> tuple[int, ...]:
        """The positions of the rounds in which a measure has rows."""
        if self.common is None or self.common.apart[column] < 0:
            return tuple(range(len(self.rounds)))
        return (int(self.common.apart[column]),)

    def items_of(self, groups: set[int]) -> dict[str, frozenset[str]]:
        """The items that each measure rests on here, by name, as some groups are asked them (by index; -1: none)."""
        found = self.form.items_of(groups)
        if self.common is None:
            return found
        rows = [group if group >= 0 else len(self.form.groups) for group in groups]
        feeding = np.flatnonzero(self.common.feeds[rows].any(axis=0)).tolist()
        kept = {self.form.instrument.items[index].name for index in feeding}
        for measure, apart in zip(self.measures, self.common.apart.tolist(), strict=True):
            if measure.level != "item" and apart < 0:
                found[measure.name] &= kept
        return found

    def answered(self, members: Flags, round_position: int) -> Flags:
        """Which items any of some people who count there answered in a round, shape (items,)."""
        round_ = self.rounds[round_position]
        given = round_.answered[members & self.base(round_position)].any(axis=0)
        if self.common is not None:
            apart = self.common.items_apart == round_position
            given |= apart & round_.answered[members & round_.present].any(axis=0)
        return np.asarray(given)

    @cached_property
    def in_both(self) -> Flags:
        """Who has each measure in both rounds, shape (people, measures)."""
        return self.rounds[0].has_measure & self.rounds[1].has_measure

    def with_measures(self, round_position: int) -> Flags:
        """Who has each measure there, shape (people, measures): in both rounds of the pair under ``matched``."""
        return self._with_measures[round_position]

    @cached_property
    def _with_measures(self) -> tuple[Flags, ...]:
        if self.estimand != "matched":
            return tuple(round_.has_measure for round_ in self.rounds)
        if self.common is None:
            return tuple(self.in_both for _ in self.rounds)
        is_apart = self.common.apart >= 0
        return tuple(np.where(is_apart, round_.has_measure, self.in_both) for round_ in self.rounds)

    @cached_property
    def has_rows(self) -> Flags:
        """Which measures have rows at all, shape (measures,): not those that nobody was asked in both rounds."""
        if self.common is None:
            return np.ones(len(self.measures), dtype=bool)
        return np.asarray(np.logical_or.reduce([round_.asked.any(axis=0) for round_ in self.rounds]))

    def lacks(self, members: Flags, column: int) -> bool:
        """Whether some people were asked of a measure, but too little of it in both rounds to compare it."""
        if self.common is None:
            return False
        put = any(round_.put is not None and round_.put[members, column].any() for round_ in self.rounds)
        compared = any(round_.asked[members, column].any() for round_ in self.rounds)
        return put and (self.is_apart(column) or not compared)

    def members(self, group: Group) -> Flags:
        """Who states a group."""
        return np.asarray(self.group == self.form.groups.index(group))


def smallest_count(people: Presence, members: Flags) -> int:
    """The smallest of the counts that decide whether a set of people is small.

    Head count and number with a trust index, in each round, and (where people are paired) in the matched set. Who has
    no index since too little was asked in both rounds is no fewer for that.
    """
    counts = []
    for round_ in people.rounds:
        counts += [np.count_nonzero(members & round_.present), np.count_nonzero(members & round_.counts_for_index)]
    if people.is_paired:
        counts.append(np.count_nonzero(members & people.matched))
        first, second = (round_.counts_for_index for round_ in people.rounds)
        counts.append(np.count_nonzero(members & first & second))
    return int(min(counts))
