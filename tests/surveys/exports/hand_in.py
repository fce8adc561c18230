"""Submissions as a tool holds them: in any order, with typing slips, repeats, and some that do not count."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.surveys.exports.answers import Filled, Submission
from tests.surveys.exports.instrument import BY_NAME, LISTS

_SLIPS: tuple[Callable[[str], str], ...] = (
    lambda code: f" {code.lower()}",
    lambda code: code.replace("-", " "),
    lambda code: code.replace("-", "").lower(),
    lambda code: code.replace("-", "–"),
    lambda code: f"{code} ",
    lambda code: code,
)
_REPEATED, _UNWANTED = 3, 5
"""Places in a round of the people who submit twice, and of whom a submission stands that does not count."""


def hand_in(
    filled: Filled, seed: str, *, messy: bool = False, twice: bool = False, unwanted: bool = False, timed: bool = True
) -> list[Submission]:
    """A round's submissions in an order of its own.

    Parameters
    ----------
    seed : str
        Decides the order.
    messy : bool
        Codes are typed in several ways.
    twice : bool
        Two people submitted before, and answered otherwise: only the later submission counts.
    unwanted : bool
        The tool holds the latest submission of somebody, with other answers, as one that does not count.
    timed : bool
        The tool states when something was submitted. If so, the earlier submissions stand last; else they stand first.
    """
    draw = random.Random(f"{seed} {filled.name}")
    submissions = list(filled.submissions)
    if unwanted:
        one = submissions[_UNWANTED]
        submissions.append(_otherwise(one, 101, one.begun + datetime.timedelta(hours=2), wanted=False))
    draw.shuffle(submissions)
    if twice:
        people = filled.submissions[_REPEATED], filled.submissions[-_REPEATED]
        earlier = [
            _otherwise(one, 102 + index, one.begun - datetime.timedelta(hours=3, minutes=index))
            for index, one in enumerate(people)
        ]
        submissions = submissions + earlier if timed else earlier + submissions
    return _typed(submissions) if messy else submissions


def _otherwise(one: Submission, number: int, begun: datetime.datetime, *, wanted: bool = True) -> Submission:
    """The same person with another answer to every item."""
    items = {name: _another(name, answer) for name, answer in one.items.items()}
    return replace(one, number=number, items=items, begun=begun, wanted=wanted)


def _another(item: str, answer: str) -> str:
    names = [choice.name for choice in LISTS[BY_NAME[item].list] if choice.score != ""]
    return names[(names.index(answer) + 1) % len(names)] if answer in names else names[0]


def _typed(submissions: Sequence[Submission]) -> list[Submission]:
    return [
        replace(one, code=_SLIPS[index % len(_SLIPS)](one.code)) if one.code else one
        for index, one in enumerate(submissions)
    ]
