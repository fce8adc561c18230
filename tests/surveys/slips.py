"""Two rounds in which some codes are one slip apart."""

from __future__ import annotations

from typing import Any

from surveys import Join, Survey, Upload, read_survey
from surveys.model.matching import Matching
from tests.surveys.workbooks import answers, form
from words import LANGUAGES

BEFORE = [
    ["AB12", "ngo", "a", "d", "a"],
    ["CD34", "ngo", "d", "a", "sd"],
    ["EF56", "ministry", "n", "n", "n"],
    ["GH78", "ministry", "sa", "sd", "a"],
    ["JK90", "ngo", "sd", "d", "sa"],
]
AFTER = [
    ["AB13", "ngo", "a", "a", "sa"],
    ["CD34", "ngo", "a", "d", "a"],
    ["EF65", "ministry", "n", "a", "n"],
    ["GH78", "ministry", "sa", "d", "a"],
    ["JK900", "ministry", "sd", "d", "sa"],
]


def both(after: list[list[Any]] = AFTER, before: list[list[Any]] = BEFORE) -> list[Upload]:
    """The files of both rounds."""
    return [answers(before), answers(after, "post.xlsx")]


def matching(survey: Survey) -> Matching:
    """What was found of codes that are alike."""
    assert survey.matching is not None
    return survey.matching


def read(rounds: list[Upload], joins: tuple[Join, ...] = (), by: Upload | None = None) -> Survey:
    """The survey, some of its people joined; every issue can be said in every language."""
    survey = read_survey(rounds, by or form(), joins)
    assert all(one.message(language) for one in survey.issues for language in LANGUAGES)
    return survey
