"""Surveys in strangers' shapes: the change of the index, from the guess alone, is the one counted by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from metrics import ALL, INDEX, Settings, analyse
from surveys import FilesOfRound, Upload, read_survey
from surveys.mapping import Mapping, guess_mapping, instrument_from_mapping
from tests.strangers import FOLDER, PLACES, STRANGERS, Stranger, google, panel, places, waves, workshop


def files(survey: Stranger) -> list[Upload | FilesOfRound]:
    if not survey.more:
        return [Upload.from_path(FOLDER / name) for name in survey.files]
    rounds = [(own, *others) for own, others in zip(survey.files, survey.more, strict=True)]
    return [FilesOfRound(tuple(Upload.from_path(FOLDER / name) for name in names), PLACES) for names in rounds]


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


def test_each_place_is_a_group_and_its_numbers_are_codes_within_it() -> None:
    mapping = guess_mapping(files(places()))
    code, group = mapping.of_role("respondent_id"), mapping.of_role("group")
    assert code is not None
    assert (code.heading, code.given) == ("Participant no.", ())
    assert group is not None
    assert {answer.text for answer in mapping.list_of[group.answers].answers} == set(PLACES)
    survey = read_survey(files(places()), instrument_from_mapping(mapping))
    people = [[int(one.present[survey.group == at].sum()) for at in range(3)] for one in survey.rounds]
    assert people == [[15, 15, 15], [15, 15, 15]]
