"""Implausibly fast submissions, by the time that the survey tool took down."""

from __future__ import annotations

import numpy as np

from surveys.checks.durations import durations
from surveys.model.issues import Issue
from surveys.people.people import RoundOfPeople

_SHARE_OF_MEDIAN = 0.5
_SECONDS_AN_ITEM = 2.0
_FEWEST_TIMED = 5
"""Submissions with a time, below which there is no usual time to compare with."""


def implausibly_fast(one: RoundOfPeople) -> list[Issue]:
    """A warning that counts and names the submissions too fast to have been read.

    Both must hold. Less than half of the round's median: a relative speed index above 2 (Leiner 2019, *Survey
    Research Methods* 13, 229-248; Greszki, Meyer & Schoen 2015, *Public Opinion Quarterly* 79, 471-503, compare
    cuts of 30, 40 and 50 % below the median). And less than two seconds for each scored question answered (Huang,
    Curran, Keeney, Poposki & DeShon 2012, *Journal of Business and Psychology* 27, 99-114). So neither a fast
    reader nor a file typed in from paper at one speed is suspected. Nor is anybody where the median itself is below
    two seconds a question: then times are no seconds, or not of answering. Times of zero or less are none.
    """
    took = durations(one.part.table)
    if took is None:
        return []
    timed = took > 0
    if timed.sum() < _FEWEST_TIMED:
        return []
    usual = float(np.median(took[timed]))
    answered = one.answers.answered.sum(axis=1)
    if usual < _SECONDS_AN_ITEM * np.median(answered[timed]):
        return []
    short = np.flatnonzero(timed & (took < _SHARE_OF_MEDIAN * usual))
    where = np.zeros(len(took), dtype=np.bool_)
    where[short[took[short] < _SECONDS_AN_ITEM * answered[short]]] = True
    table = one.part.table
    column = next(c for c in (table.duration, table.ended, table.submitted, 0) if c is not None)
    return one.part.issues_at("implausibly_fast", where, column, "warning")
