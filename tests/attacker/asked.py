"""What each round of a survey asked of whom, and the scores by what two rounds both asked (rule 9)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from metrics.model.scored_survey import ScoredSurvey
from surveys import Survey
from surveys.model.survey import THEN, Flags

Pair = tuple[int, ...]
"""Places of the rounds compared, two or one."""

Version = tuple[int, ...] | None
"""The rounds whose common questions a measure is scored by; None for all answers."""


@dataclass
class Asked:
    """What was asked, read off the columns that the files have, for everybody's group."""

    survey: Survey
    _scored: dict[tuple[Version, bool], ScoredSurvey] = field(default_factory=dict, init=False, repr=False)

    @property
    def lacks(self) -> bool:
        """Whether any file lacks a question."""
        return any(one.lacks for one in self.survey.rounds)

    @cached_property
    def in_round(self) -> list[Flags]:
        """Whether each round asked each item of each person's group; of no stated group, of anybody."""
        groups = [*((group.name, group.side) for group in self.survey.groups), None]
        return [
            np.array(
                [
                    [
                        any(
                            question.name not in one.lacks and (group is None or question.is_asked_of(*group))
                            for question in item.questions
                        )
                        for item in self.survey.instrument.items
                    ]
                    for group in groups
                ]
            )[self.survey.group]
            for one in self.survey.rounds
        ]

    def feeding(self, pair: Pair, estimand: str) -> tuple[int, ...]:
        """The rounds that must all have asked a question: the pair's own, or all where levels name no pair."""
        if estimand == "matched":
            return tuple(sorted(pair))
        in_time = {index for index, one in enumerate(self.survey.rounds) if one.name != THEN}
        return tuple(sorted({*in_time, *pair}))

    def common(self, version: Version) -> Flags:
        """Whether all of some rounds asked each item of each person."""
        return np.asarray(np.all([self.in_round[index] for index in version or ()], axis=0))

    def compared(self, item: str, pair: Pair) -> Flags:
        """Of whom both rounds asked an item."""
        names = [one.name for one in self.survey.instrument.items]
        return np.asarray(self.common(pair)[:, names.index(item)])

    def scored_by(self, version: Version, *, full: bool = False) -> ScoredSurvey:
        """The scores as if only what all of some rounds asked had been answered; `full`: by everyone, whatever."""
        key = version, full
        if key not in self._scored:
            rounds = []
            for one in self.survey.rounds:
                scores = np.where(one.was_asked, 1.0, np.nan) if full else one.scores
                kept = scores if version is None else np.where(self.common(version), scores, np.nan)
                rounds.append(replace(one, scores=kept, lacks=frozenset()))
            self._scored[key] = ScoredSurvey(replace(self.survey, rounds=tuple(rounds)))
        return self._scored[key]

    def can_have(self, measure: int, round_index: int, version: Version) -> Flags:
        """Who would have a measure if they answered all that they were asked."""
        return ~np.isnan(self.scored_by(version, full=True).scores[round_index][:, measure])

    def lost(self, pair: Pair, estimand: str, round_index: int) -> Flags:
        """Who has no index in a round because too little was asked in both."""
        version = self.feeding(pair, estimand)
        return np.asarray(self.can_have(0, round_index, None) & ~self.can_have(0, round_index, version))

    @cached_property
    def apart(self) -> dict[str, int]:
        """The measures below the index that one round alone asked of anybody, by the round."""
        if not self.lacks or len(self.survey.rounds) < 2:
            return {}
        whole = ScoredSurvey(self.survey)
        names = [item.name for item in self.survey.instrument.items]
        anybody = np.array([self._of_anybody(index) for index in range(len(self.survey.rounds))])
        found = {}
        everybody = set(range(-1, len(self.survey.groups)))
        for measure, items in whole.form.items_of(everybody).items():
            asked = anybody[:, [names.index(item) for item in items]]
            once = asked[:, asked.any(axis=0)]
            if measure != "trust_index" and once.size and (once.sum(axis=0) == 1).all() and once.any(axis=1).sum() == 1:
                found[measure] = int(once.any(axis=1).argmax())
        return found

    def _of_anybody(self, round_index: int) -> list[bool]:
        lacks = self.survey.rounds[round_index].lacks
        return [any(q.name not in lacks for q in item.questions) for item in self.survey.instrument.items]
