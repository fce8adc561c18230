"""Results of few people, of whom hardly anything may be shown."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from metrics import Shared, shared
from tests.remembered import analyse
from tests.sample import sample_survey


@cache
def only_side(group_side: str | None) -> Shared:
    """The sample with the people of one side only, or with hardly anybody."""
    whole = sample_survey()
    keep = np.array([index >= 0 and whole.groups[index].side == group_side for index in whole.group])
    if group_side is None:
        keep = np.arange(whole.group.size) < 3
    rounds = tuple(
        replace(
            round_,
            present=round_.present & keep,
            was_asked=round_.was_asked & keep[:, None],
            scores=np.where(keep[:, None], round_.scores, np.nan),
        )
        for round_ in whole.rounds
    )
    return shared(analyse(replace(whole, rounds=rounds)))
