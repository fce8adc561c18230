"""Made surveys of small groups on sides, as they are in practice: not everybody comes back, and not all is answered."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from surveys import Group, Survey
from surveys.model.survey import Breakdown, Flags
from tests.benchmarks.made_survey import survey_in_memory

SIDES = ("civil_society", "security", "international")
ITEMS = 24
DROP_OUTS = (0.05, 0.10, 0.15, 0.20, 0.25)
NON_ANSWERS = (0.0, 0.02, 0.03)
GROUPS, PEOPLE_OF_A_GROUP, PEOPLE = (6, 8), (4, 12), (29, 80)
"""Fewest and most."""

ORDINARY = {(0, 1, 2): 29, (0, 1): 4, (0, 2): 4, (1, 2): 3}
"""How many of an ordinary survey's 40 people came to which of its three rounds; of each side, 5 or more missed one."""


def survey_of(
    sizes: tuple[int, ...],
    sides: tuple[str | None, ...],
    seed: int,
    *,
    rounds: int = 2,
    non_answers: float = 0.03,
    items: int = ITEMS,
) -> Survey:
    """A survey of groups of some sizes, one after another on the sides; everybody is in every round."""
    most = max(sizes) * len(sizes)
    with tempfile.TemporaryDirectory() as folder:
        made = survey_in_memory(Path(folder), most, items, len(sizes), seed, rounds=rounds, non_answers=non_answers)
    names = [sides[group * len(sides) // len(sizes)] for group in range(len(sizes))]
    groups = tuple(replace(group, side=side) for group, side in zip(made.groups, names, strict=True))
    kept = np.arange(most) // len(sizes) < np.array(sizes)[made.group]
    only = tuple(
        replace(
            one,
            rows_read=int(kept.sum()),
            present=one.present[kept],
            scores=one.scores[kept],
            was_asked=one.was_asked[kept],
        )
        for one in made.rounds
    )
    return replace(
        made, instrument=replace(made.instrument, groups=groups), groups=groups, rounds=only, group=made.group[kept]
    )


def attended(survey: Survey, attends: Sequence[Flags]) -> Survey:
    """The survey as if in each round only some people had come, those of its flags."""
    rounds = tuple(
        replace(
            one,
            rows_read=int(there.sum()),
            present=one.present & there,
            scores=np.where(there[:, None], one.scores, np.nan),
            was_asked=one.was_asked & there[:, None],
        )
        for one, there in zip(survey.rounds, attends, strict=True)
    )
    return replace(survey, rounds=rounds)


def with_drop_out(survey: Survey, share: float, seed: int) -> Survey:
    """The survey as if everybody had come to the first round, and stayed away from each later one by chance."""
    draw = np.random.default_rng([seed, 1])
    people = survey.group.size
    later = [draw.random(people) >= share for _ in survey.rounds[1:]]
    return attended(survey, [np.ones(people, dtype=np.bool_), *later])


def small_survey(seed: int, rounds: int, drop_out: float, non_answers: float) -> Survey:
    """A survey of 6 to 8 groups of 4 to 12 people on three sides, 29 to 80 people in all."""
    made = survey_of(_sizes(np.random.default_rng(seed)), SIDES, seed, rounds=rounds, non_answers=non_answers)
    return with_drop_out(made, drop_out, seed)


def _sizes(draw: np.random.Generator) -> tuple[int, ...]:
    while True:
        groups = draw.integers(GROUPS[0], GROUPS[1] + 1)
        sizes: npt.NDArray[np.int64] = draw.integers(PEOPLE_OF_A_GROUP[0], PEOPLE_OF_A_GROUP[1] + 1, groups)
        if PEOPLE[0] <= sizes.sum() <= PEOPLE[1]:
            return tuple(sizes.tolist())


def ordinary_survey() -> Survey:
    """Forty people in eight groups of five on two sides, of whom 29 came to all three rounds; 3 % of answers missing.

    Those who missed a round are of either side in turn, and of all its groups.
    """
    groups = 8
    made = survey_of((5,) * groups, SIDES[:2], 0, rounds=3)
    side, of_side = np.divmod(made.group, groups // 2)
    in_turn = np.lexsort((side, of_side, np.arange(made.group.size) // groups))
    attends = np.zeros((3, made.group.size), dtype=np.bool_)
    came = [rounds for rounds, people in ORDINARY.items() for _ in range(people)]
    for person, rounds in zip(in_turn.tolist(), came, strict=True):
        attends[list(rounds), person] = True
    return attended(made, list(attends))


def with_sexes(survey: Survey, seed: int = 0, women: float = 1 / 3) -> Survey:
    """The survey with a breakdown by sex, which is drawn by chance."""
    is_woman = np.random.default_rng([seed, 3]).random(survey.group.size) < women
    sexes = (Group("man", {"en": "Man"}), Group("woman", {"en": "Woman"}))
    return replace(survey, breakdowns=(Breakdown("sex", {"en": "Sex"}, sexes, is_woman.astype(np.intp)),))
