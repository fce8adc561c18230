"""Running numbers as codes are recognised, and codes that people have are not taken for them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from surveys import Survey
from tests.surveys.workbooks import answers, codes, form, issue, read
from words import LANGUAGES

ITEMS = [f"q{number}" for number in range(3)]
SURVEY = [
    ["type", "name", "label", "trust_role"],
    ["text", "code", "Your code", "respondent_id"],
    ["select_one who", "stakeholder", "Your group", "group"],
    *(["select_one agree", name, name.upper(), ""] for name in ITEMS),
]


def survey(first: Sequence[object], later: Sequence[object]) -> Survey:
    rounds = [
        answers(
            [[code, "ngo", 1 + row % 5, 2, 1 + row % 4] for row, code in enumerate(of_round)],
            header=["code", "stakeholder", *ITEMS],
            name=name,
        )
        for of_round, name in ((first, "pre.xlsx"), (later, "post.xlsx"))
    ]
    return read(*rounds, by=form(SURVEY))


@pytest.mark.parametrize(
    ("first", "later"), [(range(1, 31), range(1, 26)), (range(1, 31), range(31, 61)), (range(12), range(29, 0, -1))]
)
def test_running_numbers_in_both_rounds_are_recognised(first: range, later: range) -> None:
    found = issue(survey(first, later), "serial_codes")
    assert (found.severity, found.file, found.cell, found.values["other"]) == ("warning", "post.xlsx", "A1", "pre.xlsx")
    assert all("code" in found.message(language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (range(1, 10), range(2, 11)),
        (range(1, 31), [*range(1, 20), 25]),
        (range(1, 31), [f"A{number}" for number in range(1, 31)]),
        (range(3, 300, 7), range(1, 31)),
    ],
)
def test_codes_with_gaps_or_letters_or_of_a_handful_are_not(first: Sequence[object], later: Sequence[object]) -> None:
    assert "serial_codes" not in codes(survey(first, later))
