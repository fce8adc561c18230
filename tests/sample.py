"""The shipped sample, read and analysed: for tests that need a real result."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from metrics import Protected, Settings, Shared, shared
from surveys import Issue, Survey, Upload, read_survey
from tests.remembered import analyse

DATA = Path(__file__).resolve().parent.parent / "data"
INSTRUMENT = DATA / "instrument.xlsx"
BEFORE, AFTER = DATA / "sample" / "before.xlsx", DATA / "sample" / "after.xlsx"


@cache
def sample_survey() -> Survey:
    """The two sample spreadsheets as a survey."""
    return read_survey([Upload.from_path(BEFORE), Upload.from_path(AFTER)], Upload.from_path(INSTRUMENT))


@cache
def sample_result() -> Protected:
    """Its analysis with the default settings."""
    return analyse(sample_survey(), Settings())


@cache
def sample_by(breakdown: str) -> Protected:
    """Its analysis by a breakdown."""
    return analyse(sample_survey(), Settings(group_by=breakdown))


@cache
def sample_asked_once(what: str) -> Shared:
    """The sample as if its second file lacked an ``aspect``, or ``most`` of the questions, as it is handed on."""
    return shared(analyse(asked_once(sample_survey(), what)))


def asked_once(whole: Survey, what: str) -> Survey:
    """A survey of the sample without an ``aspect`` or ``most`` of the questions in its second round."""
    first = whole.instrument.dimensions[0].name
    gone = {
        index
        for index, item in enumerate(whole.instrument.items)
        if (item.dimension == first if what == "aspect" else index < len(whole.instrument.items) - 3)
    }
    before, after = whole.rounds
    scores = after.scores.copy()
    scores[:, sorted(gone)] = np.nan
    lacks = frozenset(question.name for index in gone for question in whole.instrument.items[index].questions)
    rounds = (before, replace(after, scores=scores, lacks=lacks))
    labels = [dict(whole.instrument.items[index].label) for index in sorted(gone)]
    noted = Issue("warning", "asked_in_one_round", values={"asked_in": [{"rounds": [before.name], "labels": labels}]})
    return replace(whole, rounds=rounds, issues=(*whole.issues, noted))


@cache
def shared_sample() -> Shared:
    """It as it is handed on."""
    return shared(sample_result())
