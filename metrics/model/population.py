"""Who is counted: the people of each comparison, as sets over the survey's respondents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from metrics.model.measures import Measure
from metrics.model.pairs import compared
from metrics.model.scored_survey import Scored
from metrics.model.settings import Settings
from surveys import Group, Issue, Round, Survey, SurveyError
from surveys.model.survey import Flags, Floats, Integers

Value = TypeVar("Value", bound=np.generic)


@dataclass(frozen=True)
class Population:
    """A survey's people with their scores, and the comparison that they are in.

    Attributes
    ----------
    scored : Scored
    estimand : {"matched", "all", "independent"}
        Settled: never ``auto``.
    places : tuple of int
        Places of the rounds compared, one or two.
    weighted : bool
        Whether levels are weighted.
    """

    scored: Scored
    estimand: str
    places: tuple[int, ...]
    weighted: bool = False

    @property
    def survey(self) -> Survey:
        """The survey."""
        return self.scored.survey

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds compared, one or two."""
        return tuple(self.survey.rounds[place] for place in self.places)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures, in the order of the columns of `scores`."""
        return self.scored.measures

    @cached_property
    def scores(self) -> tuple[Floats, ...]:
        """Scores of every person in each round, shape (people, measures)."""
        return tuple(self.scored.scores[place] for place in self.places)

    @cached_property
    def was_asked(self) -> tuple[Flags, ...]:
        """Whether each measure was put to each person in each round, shape (people, measures)."""
        return tuple(self.scored.was_asked[place] for place in self.places)

    @cached_property
    def matched(self) -> Flags:
        """Who is found in every round compared; nobody where there is one round."""
        if len(self.rounds) < 2:
            return np.zeros(self.survey.group.size, dtype=bool)
        return self.rounds[0].present & self.rounds[1].present

    @property
    def pair(self) -> tuple[str, str] | None:
        """Names of the two rounds compared, or None where there is one."""
        return (self.rounds[0].name, self.rounds[1].name) if len(self.rounds) == 2 else None

    def base(self, which: int) -> Flags:
        """The people whose answers count in a round: those matched, or all present."""
        return self.matched if self.estimand == "matched" else self.rounds[which].present

    @cached_property
    def in_both(self) -> Flags:
        """Who has each measure in both rounds, shape (people, measures)."""
        both = ~np.isnan(self.scores[0]) & ~np.isnan(self.scores[1])
        return both & self.matched[:, None]

    def with_measures(self, which: int) -> Flags:
        """Who has each measure there, shape (people, measures): in both rounds of the pair under ``matched``."""
        return self._with_measures[which]

    @cached_property
    def _with_measures(self) -> tuple[Flags, ...]:
        if self.estimand == "matched":
            return self.in_both, self.in_both
        return tuple(
            ~np.isnan(scores) & round_.present[:, None] for scores, round_ in zip(self.scores, self.rounds, strict=True)
        )

    def weight(self, which: int) -> Floats:
        """Each person's weight in a round; NaN where it is missing, zero or negative."""
        weight = self.rounds[which].weight
        return np.full(self.survey.group.size, np.nan) if weight is None else weight

    def members(self, group: Group) -> Flags:
        """Who states a group."""
        return np.asarray(self.survey.group == self.survey.groups.index(group))

    @cached_property
    def asked_groups(self) -> tuple[Group, ...]:
        """The groups to which at least one item that is scored was put; others have no rows."""
        return tuple(group for group in self.survey.groups if self._is_asked(group))

    def _is_asked(self, group: Group) -> bool:
        reported = {measure.name for measure in self.measures if measure.level == "item"}
        return any(
            question.is_put_to(group.name, group.side)
            for item in self.survey.instrument.items
            if item.name in reported
            for question in item.questions
        )


def part_of(table: npt.NDArray[Value], people: Integers, columns: Sequence[int] | Integers) -> npt.NDArray[Value]:
    """The cells of some people (their places) in some columns, in two steps: several times as quick as in one."""
    return table.take(people, axis=0).take(columns, axis=1)


def populations(survey: Survey, settings: Settings) -> list[Population]:
    """Settles who is compared: a population a pair of rounds, the headline's first; one where there is one round.

    Raises
    ------
    SurveyError
        If pairs are asked for and no code is found in both rounds of the first, or weights and there are none.
    """
    unweighted = [round_ for round_ in survey.rounds if round_.weight is None or np.isnan(round_.weight).all()]
    if settings.weights and unweighted:
        raise SurveyError([Issue("error", "weights_wanted", file=round_.file) for round_ in unweighted])
    scored = Scored(survey)
    places: Iterable[tuple[int, ...]] = compared([round_.name for round_ in survey.rounds])
    pairs = list(places) or [(0,)]
    first = Population(scored, "independent", pairs[0])
    matched = int(first.matched.sum())
    if settings.estimand in ("matched", "all") and not matched:
        raise SurveyError(_why_nobody_is_matched(survey))
    estimand = settings.estimand
    if estimand == "auto":
        estimand = "matched" if matched >= settings.threshold else "independent"
    return [Population(scored, estimand, pair, settings.weights) for pair in pairs]


def _why_nobody_is_matched(survey: Survey) -> Issue:
    """The error in the place of what the reader noted about the codes."""
    if len(survey.rounds) < 2:
        return Issue("error", "one_round_only", file=survey.rounds[0].file)
    noted = {issue.code: issue for issue in survey.issues}
    if "no_code_in_common" in noted:
        return replace(noted["no_code_in_common"], severity="error", code="nobody_matched")
    if "no_code_column" in noted:
        return replace(noted["no_code_column"], severity="error")
    return Issue("error", "no_codes", file=survey.rounds[1].file, values={"other": survey.rounds[0].file})
