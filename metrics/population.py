"""Who is counted: the people of each comparison, as sets over the survey's respondents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from metrics.measures import Measure, measures_of
from metrics.scores import put_to, respondent_scores
from metrics.settings import Settings
from surveys import Group, Issue, Round, Survey, SurveyError
from surveys.survey import Flags, Floats


@dataclass(frozen=True)
class Population:
    """A survey's people with their scores, and the comparison that they are in.

    Attributes
    ----------
    estimand : {"matched", "independent"}
        Settled: never ``auto``.
    rounds : tuple of Round
        The rounds compared, one or two.
    """

    survey: Survey
    estimand: str
    rounds: tuple[Round, ...]

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures, in the order of the columns of `scores`."""
        return measures_of(self.survey.instrument)

    @cached_property
    def scores(self) -> tuple[Floats, ...]:
        """Scores of every person in each round, shape (people, measures)."""
        return tuple(respondent_scores(self.survey.instrument, round_) for round_ in self.rounds)

    @cached_property
    def put(self) -> tuple[Flags, ...]:
        """Whether each measure was put to each person in each round, shape (people, measures)."""
        return tuple(put_to(self.survey.instrument, round_) for round_ in self.rounds)

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

    def with_measures(self, which: int) -> Flags:
        """Who has each measure there, shape (people, measures): in both rounds of the pair under ``matched``."""
        if self.estimand == "matched":
            both = ~np.isnan(self.scores[0]) & ~np.isnan(self.scores[1])
            return both & self.matched[:, None]
        return ~np.isnan(self.scores[which]) & self.rounds[which].present[:, None]

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


def population(survey: Survey, settings: Settings) -> Population:
    """Settles who is compared.

    Raises
    ------
    SurveyError
        If matched people are asked for and no code is found in both rounds, or more than two rounds are given.
    """
    rounds = survey.rounds
    if len(rounds) > 2:
        raise SurveyError(Issue("error", "too_many_rounds", file=rounds[2].file))
    matched = int((rounds[0].present & rounds[1].present).sum()) if len(rounds) == 2 else 0
    if settings.estimand == "matched" and not matched:
        raise SurveyError(_why_nobody_is_matched(survey))
    estimand = settings.estimand
    if estimand == "auto":
        estimand = "matched" if matched >= settings.threshold else "independent"
    return Population(survey, estimand, rounds)


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
