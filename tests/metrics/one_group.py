"""Surveys of people who are all of one group, with that group and without any."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from surveys import Group, Survey
from surveys.model.survey import Breakdown
from tests.metrics.survey_maker import instrument, survey


def made(n: int, *, seed: int = 1, skipped: float = 0.05, attends: float = 1.0, rounds: int = 2) -> Survey:
    """A survey of one group of no side, with a breakdown in two."""
    rng = np.random.default_rng(seed)
    form = instrument({"d": 3, "e": 2}, {"g": None})
    later: list[Any] = []
    for _ in range(rounds):
        answers = rng.integers(1, 6, (n, 5)).astype(float)
        answers[rng.random(answers.shape) < skipped] = np.nan
        there = rng.random(n) < attends
        later.append([row.tolist() if here else None for row, here in zip(answers, there, strict=True)])
    one = survey(form, ["g"] * n, *later[:2], **dict(zip(("followup_1",), later[2:], strict=False)))
    categories = (Group("woman", {"en": "Women"}), Group("man", {"en": "Men"}))
    sex = Breakdown("sex", {"en": "Sex"}, categories, rng.integers(0, 2, n).astype(np.intp))
    return replace(one, breakdowns=(sex,))


def without_groups(one: Survey) -> Survey:
    """The same survey, whose questionnaire has no groups."""
    return replace(
        one,
        instrument=replace(one.instrument, groups=()),
        groups=(),
        group=np.full(one.group.size, -1, dtype=np.intp),
    )
