"""The shipped sample, read and analysed: for tests that need a real result."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from metrics import Protected, Settings, Shared, analyse, shared
from surveys import Survey, Upload, read_survey

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
def shared_sample() -> Shared:
    """It as it is handed on."""
    return shared(sample_result())
