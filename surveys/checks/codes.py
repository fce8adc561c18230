"""People who are in one round only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from surveys.coding.coder import Coder
from surveys.model.issues import Issue, Severity
from surveys.people.people import RoundOfPeople

_MANY_ALONE = 0.5
"""The share of a round's coded people above which being found in no other round looks like a mix-up of codes."""


def in_one_round_only(coder: Coder, rounds: Sequence[RoundOfPeople]) -> Iterator[Issue]:
    """A note for each round with people whose code no other round has; a warning where they are more than half.

    Said of rounds that share a code with another at all: of the others `codes_in_common` speaks. People without a code
    are no part of it (``code_missing``).
    """
    coded = [np.array(list(map(bool, one.part.code.tolist())), dtype=np.bool_) for one in rounds]
    people = [one.person[has_code] for one, has_code in zip(rounds, coded, strict=True)]
    times = np.bincount(np.concatenate(people)) if people else np.zeros(0, dtype=np.intp)
    for one, has_code, person in zip(rounds, coded, people, strict=True):
        alone = int((times[person] == 1).sum())
        if 0 < alone < len(person):
            where = has_code.copy()
            where[has_code] = times[person] == 1
            severity: Severity = "warning" if alone > _MANY_ALONE * len(person) else "note"
            column = coder.column_of(one.part.columns, "respondent_id")
            yield from one.part.issues_at("in_one_round_only", where, column, severity)
