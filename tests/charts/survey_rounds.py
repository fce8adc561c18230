"""The sample with other rounds: a third one, one of looking back, no first one; for tests of later rounds."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from metrics import Protected, Settings
from surveys import Survey
from surveys.model.survey import THEN, Round
from tests.remembered import analyse
from tests.sample import sample_survey

KINDS = ("three", "then", "then_only", "one", "all", "independent")
"""Three rounds; looking back beside before and after; looking back without before; one round; other estimands."""


def _moved(round_: Round, name: str, step: float) -> Round:
    """A round under another name in which every second person answers one step higher or lower."""
    scores = round_.scores.copy()
    scores[::2] += step
    return replace(round_, name=name, scores=np.clip(scores, 1, 5))


def survey_with(kind: str) -> Survey:
    """The sample with the rounds of one of `KINDS`."""
    survey = sample_survey()
    pre, post = survey.rounds
    followup, then = _moved(post, "followup_1", 1.0), _moved(post, THEN, -1.0)
    rounds = {"three": (pre, post, followup), "then": (pre, post, then), "then_only": (post, then), "one": (pre,)}
    return replace(survey, rounds=rounds.get(kind, (pre, post)))


@cache
def result_with(kind: str) -> Protected:
    """The analysis of one of `KINDS`."""
    estimand = kind if kind in {"all", "independent"} else "auto"
    return analyse(survey_with(kind), Settings(estimand=estimand))
