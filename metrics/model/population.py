"""Who is counted: the people of each comparison, as sets over the survey's respondents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from metrics.model.asked_in_both import AskedInBoth, feeding_rounds
from metrics.model.measured_form import MeasuredForm
from metrics.model.measures import Measure
from metrics.model.pairs import compared
from metrics.model.presence import Presence
from metrics.model.scored_survey import ScoredSurvey
from metrics.model.scores import Scoring
from metrics.model.settings import Settings
from metrics.model.who_is_compared import who_is_compared
from surveys import Issue, Round, Survey, SurveyError
from surveys.model.instrument import ALL
from surveys.model.survey import Flags, Floats, Integers

Value = TypeVar("Value", bound=np.generic)


@dataclass(frozen=True)
class Population:
    """A survey's people with their scores, and the comparison that they are in.

    Attributes
    ----------
    scored : ScoredSurvey
    estimand : {"matched", "all", "independent"}
        Settled: never ``auto``.
    round_indices : tuple of int
        Indices in the survey of the rounds compared, one or two.
    weighted : bool
        Whether levels are weighted.
    asked_in_both : AskedInBoth or None
        What is scored by the items asked in both rounds; None where no round lacks a question.
    """

    scored: ScoredSurvey
    estimand: str
    round_indices: tuple[int, ...]
    weighted: bool = False
    asked_in_both: AskedInBoth | None = None

    @property
    def survey(self) -> Survey:
        """The survey."""
        return self.scored.survey

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds compared, one or two."""
        return tuple(self.survey.rounds[index] for index in self.round_indices)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures, in the order of the columns of `scores`."""
        return self.scored.measures

    @cached_property
    def scores(self) -> tuple[Floats, ...]:
        """Scores of every person in each round, shape (people, measures), by the items asked in both (rule 9)."""
        if self.asked_in_both is not None:
            return self.asked_in_both.scores
        return tuple(self.scored.scores[index] for index in self.round_indices)

    @property
    def scorings(self) -> tuple[Scoring, ...]:
        """How the people of each round are scored."""
        if self.asked_in_both is not None:
            return self.asked_in_both.scorings
        return tuple(self.scored.scorings[index] for index in self.round_indices)

    @cached_property
    def presence(self) -> Presence:
        """Who is there in the rounds compared, without their scores."""
        form, group, both = self.scored.form, self.survey.group, self.asked_in_both
        if both is not None:
            return Presence(form, group, both.presences, self.estimand, both.common)
        rounds = tuple(self.scored.presences[index] for index in self.round_indices)
        return Presence(form, group, rounds, self.estimand)

    @property
    def form(self) -> MeasuredForm:
        """The survey's form and groups."""
        return self.scored.form

    @property
    def matched(self) -> Flags:
        """Who is found in every round compared; nobody where there is one round."""
        return self.presence.matched

    @property
    def pair(self) -> tuple[str, str] | None:
        """Names of the two rounds compared, or None where there is one."""
        return self.presence.pair

    def base(self, round_position: int) -> Flags:
        """The people whose answers count in a round: those matched, or all present."""
        return self.presence.base(round_position)

    @property
    def in_both(self) -> Flags:
        """Who has each measure in both rounds, shape (people, measures)."""
        return self.presence.in_both

    def with_measures(self, round_position: int) -> Flags:
        """Who has each measure there, shape (people, measures): in both rounds of the pair under ``matched``."""
        return self.presence.with_measures(round_position)

    def counting(self, members: Flags, columns: Sequence[int], round_position: int) -> Floats:
        """Scores of some people in a round, shape (members, measures); NaN where they don't count in a row."""
        rows = np.flatnonzero(members)
        scores = part_of(self.scores[round_position], rows, columns)
        return np.where(part_of(self.with_measures(round_position), rows, columns), scores, np.nan)

    def level_pair(self, column: int) -> tuple[str | None, str | None]:
        """The pair that a level names: under ``matched`` it rests on the people of both rounds.

        One of a measure that was asked in one round alone names none.
        """
        is_of_pair = self.estimand == "matched" and not self.presence.is_apart(column)
        return self.pair if self.pair and is_of_pair else (None, None)

    def invited(self, members: Flags, numbers: Mapping[str, int]) -> int | None:
        """How many of some people's groups were invited; None unless the number is known for each of these groups.

        Without groups, the number is that of everybody.
        """
        if not self.survey.groups:
            return numbers.get(ALL) if members.all() else None
        groups = set(self.survey.group[members].tolist())
        if not numbers or -1 in groups:
            return None
        known = [numbers.get(self.survey.groups[group].name) for group in groups]
        return None if None in known else sum(number for number in known if number is not None)

    @property
    def organisations(self) -> Integers | None:
        """Each person's organisation as a number, shape (people,), -1: none stated; None where nobody was asked."""
        stated = self.survey.organisations
        return None if stated is None else stated.category

    def weight(self, round_position: int) -> Floats:
        """Each person's weight in a round; NaN where it is missing, zero or negative."""
        weight = self.rounds[round_position].weight
        return np.full(self.survey.group.size, np.nan) if weight is None else weight

    @property
    def weights(self) -> tuple[Floats, ...] | None:
        """Each person's weight in each round, where levels are weighted; else None."""
        return (
            tuple(self.weight(round_position) for round_position in range(len(self.rounds))) if self.weighted else None
        )


def part_of(table: npt.NDArray[Value], people: Integers, columns: Sequence[int] | Integers) -> npt.NDArray[Value]:
    """The cells of some people (their indices) in some columns, in two steps: several times as quick as in one."""
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
    scored = ScoredSurvey(survey)
    compared_rounds: Iterable[tuple[int, ...]] = compared([round_.name for round_ in survey.rounds])
    pairs = list(compared_rounds) or [(0,)]
    first = Population(scored, "independent", pairs[0])
    matched = int(first.matched.sum())
    if settings.estimand in ("matched", "all") and not matched:
        raise SurveyError(_why_nobody_is_matched(survey))
    estimand = settings.estimand
    if estimand == "auto":
        estimand = who_is_compared(first.presence, settings.threshold)
    return [
        Population(scored, estimand, pair, settings.weights, _asked_in_both(scored, pair, pairs[:number], estimand))
        for number, pair in enumerate(pairs)
    ]


def _asked_in_both(
    scored: ScoredSurvey, pair: tuple[int, ...], earlier: Sequence[tuple[int, ...]], estimand: str
) -> AskedInBoth | None:
    """What a pair is scored by where a round lacks questions; its rounds that no earlier pair has bring their own."""
    if not scored.lacks_questions:
        return None
    names = [round_.name for round_ in scored.survey.rounds]
    feeding = feeding_rounds(names, pair, is_matched=estimand == "matched")
    seen = {index for other in earlier for index in other}
    return AskedInBoth(scored, pair, feeding, tuple(index for index in pair if index not in seen))


def _why_nobody_is_matched(survey: Survey) -> Issue:
    """The error, by what was noted about the codes while reading."""
    if len(survey.rounds) < 2:
        return Issue("error", "one_round_only", file=survey.rounds[0].file)
    noted = {issue.code: issue for issue in survey.issues}
    if "no_code_in_common" in noted:
        return replace(noted["no_code_in_common"], severity="error", code="nobody_matched")
    if "no_code_column" in noted:
        return replace(noted["no_code_column"], severity="error")
    return Issue("error", "no_codes", file=survey.rounds[1].file, values={"other": survey.rounds[0].file})
