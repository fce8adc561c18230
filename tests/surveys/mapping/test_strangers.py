"""Surveys in strangers' shapes: the change of the index, from the guess alone, is the one counted by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from metrics import ALL, INDEX, Settings, analyse
from surveys import Upload, read_survey
from surveys.mapping import Mapping, guess_mapping, instrument_from_mapping
from tests.strangers import FOLDER, STRANGERS, Stranger, google, panel, waves, workshop


def files(survey: Stranger) -> list[Upload]:
    return [Upload.from_path(FOLDER / name) for name in survey.files]


def ends(mapping: Mapping) -> dict[str, tuple[float, float]]:
    """The lowest and highest score of each scored question."""
    lists = {column.heading: mapping.list_of[column.answers].scores for column in mapping.items}
    return {heading: (scores[0], scores[-1]) for heading, scores in lists.items()}


@pytest.mark.parametrize("make", STRANGERS, ids=lambda make: str(make.__name__))
def test_the_change_is_the_one_counted_by_hand(make: Callable[[], Stranger]) -> None:
    survey = make()
    mapping = guess_mapping(files(survey))
    assert mapping.problems == ()
    result = analyse(read_survey(files(survey), instrument_from_mapping(mapping)), Settings())
    change, people = survey.change()
    row = result.change_of[INDEX, ALL]
    assert row.change == pytest.approx(change)
    assert row.n_matched == people


@pytest.mark.parametrize("make", [panel, waves])
def test_each_question_has_its_own_ends(make: Callable[[], Stranger]) -> None:
    survey = make()
    found = ends(guess_mapping(files(survey)))
    assert found == {one.wordings[0]: (one.low, one.high) for one in survey.questions}


def test_a_panel_without_a_group_is_one_group_and_what_is_the_same_in_a_file_is_not_used() -> None:
    mapping = guess_mapping(files(panel()))
    roles = {column.heading: column.role for column in mapping.columns}
    assert mapping.of_role("group") is None
    assert (roles["wave"], roles["gender"]) == ("ignore", "disaggregate")


def test_codes_that_come_back_are_one_column_however_they_are_asked_for() -> None:
    code = guess_mapping(files(google())).of_role("respondent_id")
    assert code is not None
    assert (len(code.found), code.why_joined.code, code.given) == (2, "joined_codes", ())


def test_what_is_not_asked_each_time_is_in_no_dimension() -> None:
    mapping = guess_mapping(files(workshop()))
    both = {one.wordings[0] for one in workshop().questions if all(one.wordings)}
    assert {column.heading: column.dimension for column in mapping.items if column.dimension} == dict.fromkeys(
        both, "Asked each time"
    )
    assert len(mapping.items) == 19
