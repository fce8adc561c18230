"""The instrument: what an XLSForm says, in all the ways that real ones say it, and what is wrong with a bad one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from surveys import Instrument, Upload, read_instrument
from tests.surveys.workbooks import CHOICES, SURVEY, form, form_errors, with_column, workbook


def instrument(**kwargs: Any) -> Instrument:
    return read_instrument(form(**kwargs))


def changed(rows: Any, row: int, column: int, value: Any) -> list[list[Any]]:
    copy = [list(one) for one in rows]
    copy[row][column] = value
    return copy


def test_items_groups_and_languages_are_read_in_the_forms_order() -> None:
    one = instrument(settings=[["form_title", "form_id", "version"], ["Trust", "trust", 2]])
    assert (one.title, one.form_id, one.version, one.languages) == ("Trust", "trust", "2", ("en", "ar"))
    assert [item.name for item in one.items] == ["fair", "abusive", "able"]
    assert [item.reversed for item in one.items] == [False, True, False]
    assert [(group.name, group.side) for group in one.groups] == [
        ("ngo", "civil_society"),
        ("women", "civil_society"),
        ("ministry", "security"),
    ]
    assert one.items[0].choices.scores == (1.0, 2.0, 3.0, 4.0, 5.0)
    assert one.items[0].questions[0].path == ("police",)
    assert one.items[0].questions[0].path_labels[0]["ar"] == "عن الشرطة"


def test_a_select_one_whose_list_has_scores_is_an_item_unless_the_form_says_otherwise() -> None:
    assert "able" in [item.name for item in instrument().items]
    assert "able" not in [item.name for item in instrument(survey=changed(SURVEY, 7, 4, "ignore")).items]


def test_dimensions_stand_in_the_order_of_their_sheet_then_of_first_use() -> None:
    one = instrument(
        dimensions=[["name", "label::English (en)", "weight"], ["unused", "", ""], ["competence", "Skill", 2]]
    )
    assert [(d.name, d.label["en"], d.weight) for d in one.dimensions] == [
        ("competence", "Skill", 2.0),
        ("integrity", "integrity", 1.0),
    ]


def test_a_weight_of_zero_is_read_so_that_a_dimension_can_stay_out_of_the_index() -> None:
    one = instrument(dimensions=[["name", "weight"], ["integrity", 0]])
    assert [d.weight for d in one.dimensions] == [0.0, 1.0]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("label", "en"),
        ("label::English (en)", "en"),
        ("LABEL:: English", "en"),
        ("label:Arabic", "ar"),
        ("label::Kurdish (ku)", "ku"),
        ("label::Sorani (ckb)", "ckb"),
        ("label::Kurmanji (kmr)", "kmr"),
    ],
)
def test_the_language_of_a_label_is_known_by_its_code_or_its_name(heading: str, code: str) -> None:
    survey = changed([row[:3] + row[4:] for row in SURVEY], 0, 2, heading)
    choices = changed([row[:3] + row[4:] for row in CHOICES], 0, 2, heading)
    one = instrument(survey=survey, choices=choices)
    assert one.languages == (code,)
    assert one.items[0].label == {code: "The police are fair"}


def test_a_label_without_a_language_is_in_the_forms_default_language() -> None:
    survey = changed([row[:3] + row[4:] for row in SURVEY], 0, 2, "label")
    choices = changed([row[:3] + row[4:] for row in CHOICES], 0, 2, "label")
    one = instrument(survey=survey, choices=choices, settings=[["default_language"], ["Arabic (ar)"]])
    assert one.languages == ("ar",)


def test_old_headings_types_blank_rows_and_extra_sheets_are_understood() -> None:
    book = workbook(
        "old.xlsx",
        {
            "Notes": [["anything"]],
            "SURVEY": [
                ["Command", "Value", "Caption", "Trust Role", "", "relevance"],
                [],
                ["select one from who", "who", "Group", "group"],
                ["begin group", "g", "G"],
                ["", "", ""],
                ["select one  agree", "q", "Q"],
                ["end group"],
                ["note", "thanks", "Thanks"],
            ],
            "Choices": [
                ["List Name", "Tag", "Label", "Score"],
                ["who", "a", "A", ""],
                ["who", "b", "B", ""],
                [],
                ["agree", "no", "No", "١"],
                ["agree", "yes", "Yes", "2.5"],
            ],
        },
    )
    one = read_instrument(book)
    assert [(item.name, item.choices.scores) for item in one.items] == [("q", (1.0, 2.5))]
    assert [group.name for group in one.groups] == ["a", "b"]
    assert one.title == "old"


def test_questions_in_a_repeat_are_ignored() -> None:
    repeat = [
        ["begin_repeat", "kids", "", "", "", "", ""],
        ["select_one agree", "kid", "", "", "", "", ""],
        ["end_repeat"],
    ]
    one = instrument(survey=[*SURVEY, *repeat])
    assert [question.role for question in one.questions if question.name == "kid"] == ["ignore"]
    assert "kid" not in [item.name for item in one.items]


def test_a_rating_matrix_scores_each_of_its_rows() -> None:
    header = [*SURVEY[0], "kobo--score-choices"]
    matrix = [
        ["begin_score", "rate", "Rate", "", "", "", "", "agree"],
        ["score__row", "courts", "The courts", "", "", "", "", ""],
        ["end_score"],
    ]
    one = instrument(survey=[header, *SURVEY[1:], *matrix])
    assert [item.name for item in one.items][-1] == "courts"


def test_or_other_adds_the_choice_that_exports_hold() -> None:
    one = instrument(survey=changed(SURVEY, 2, 0, "select_one who or_other"))
    assert [group.name for group in one.groups] == ["ngo", "women", "ministry", "other"]


def mirrored() -> list[list[Any]]:
    rows = [*SURVEY, ["select_one agree", "ngos_fair", "Organisations are fair", "", "", "", "yes"]]
    asked = {"fair": "civil_society", "ngos_fair": "ministry women"}
    return [
        [*row]
        for row in with_column(with_column(rows, "trust_asked_of", asked), "trust_same_as", {"ngos_fair": "fair"})
    ]


def test_a_mirror_is_one_item_with_the_question_that_it_names() -> None:
    one = instrument(survey=mirrored())
    item = one.items[0]
    assert [question.name for question in item.questions] == ["fair", "ngos_fair"]
    assert (item.dimension, item.reversed) == ("integrity", False)
    assert item.questions[1].asked_of == {"ministry", "women"}
    assert len(one.items) == 3


WRONG: list[tuple[str, dict[str, Any], str, str]] = [
    ("unknown_list", {"survey": changed(SURVEY, 7, 0, "select_one nowhere")}, "survey", "A8"),
    ("unknown_role", {"survey": changed(SURVEY, 7, 4, "itme")}, "survey", "E8"),
    ("role_twice", {"survey": changed(SURVEY, 7, 4, "group")}, "survey", "E8"),
    ("item_without_scale", {"survey": changed(SURVEY, 2, 4, "item")}, "survey", "E3"),
    ("question_twice", {"survey": changed(SURVEY, 7, 1, "fair")}, "survey", "B8"),
    ("reversed_unclear", {"survey": changed(SURVEY, 7, 6, "perhaps")}, "survey", "G8"),
    ("reserved_name", {"survey": changed(SURVEY, 7, 5, "trust_index")}, "survey", "F8"),
    ("reserved_name", {"survey": changed(SURVEY, 7, 1, "trust_index")}, "survey", "B8"),
    ("reserved_name", {"choices": changed(CHOICES, 1, 1, "ALL")}, "choices", "B2"),
    ("reserved_name", {"choices": changed(CHOICES, 2, 1, "Not_stated")}, "choices", "B3"),
    ("reserved_name", {"choices": changed(CHOICES, 3, 1, "side:security")}, "choices", "B4"),
    ("plus_in_group", {"choices": changed(CHOICES, 2, 1, "women+youth")}, "choices", "B3"),
    ("item_named_as_dimension", {"survey": changed(SURVEY, 7, 5, "fair")}, "survey", "B5"),
    ("item_named_as_dimension", {"survey": changed(SURVEY, 7, 5, "able")}, "survey", "B8"),
    ("round_not_a_list", {"survey": changed(SURVEY, 1, 4, "round")}, "survey", "A2"),
    ("group_of_many", {"survey": changed(SURVEY, 2, 0, "select_multiple who")}, "survey", "A3"),
    ("score_not_a_number", {"choices": changed(CHOICES, 5, 4, "two")}, "choices", "E6"),
    ("choice_twice", {"choices": changed(CHOICES, 5, 1, "sd")}, "choices", "B6"),
    ("score_not_a_number", {"choices": changed(CHOICES, 5, 4, 1e15)}, "choices", "E6"),
    ("score_not_a_number", {"choices": changed(CHOICES, 5, 4, 1e308)}, "choices", "E6"),
    ("score_not_a_number", {"choices": changed(CHOICES, 5, 4, "9" * 400)}, "choices", "E6"),
    ("score_not_a_number", {"choices": changed(CHOICES, 5, 4, "inf")}, "choices", "E6"),
    ("score_not_a_number", {"choices": changed(CHOICES, 5, 4, "nan")}, "choices", "E6"),
    ("choice_twice", {"choices": changed(CHOICES, 2, 1, "ngo")}, "choices", "B3"),
    ("choice_twice", {"choices": [row[:5] for row in changed(CHOICES, 2, 1, "ngo")]}, "choices", "B3"),
    ("choice_without_name", {"choices": changed(CHOICES, 5, 1, "")}, "choices", "B6"),
    (
        "scores_too_close",
        {"choices": [*CHOICES, ["near", "x", "X", "", 1, ""], ["near", "y", "Y", "", 1.0000001, ""]]},
        "choices",
        "E12",
    ),
    ("scale_too_short", {"choices": [*CHOICES, ["short", "x", "X", "", 1, ""]]}, "choices", "E11"),
    ("dimension_weight", {"dimensions": [["name", "weight"], ["integrity", -1]]}, "dimensions", "B2"),
    ("dimension_weight", {"dimensions": [["name", "weight"], ["integrity", "much"]]}, "dimensions", "B2"),
    ("dimension_weight", {"dimensions": [["name", "weight"], ["integrity", "9" * 400]]}, "dimensions", "B2"),
    ("dimension_twice", {"dimensions": [["name"], ["integrity"], ["integrity"]]}, "dimensions", "A3"),
    ("same_as_unknown", {"survey": with_column(SURVEY, "trust_same_as", {"able": "nothing"})}, "survey", "H8"),
    ("same_as_unknown", {"survey": with_column(SURVEY, "trust_same_as", {"able": "able"})}, "survey", "H8"),
    ("asked_of_unknown", {"survey": with_column(SURVEY, "trust_asked_of", {"able": "ngo police"})}, "survey", "H8"),
]


@pytest.mark.parametrize(("code", "sheets", "sheet", "cell"), WRONG, ids=[one[0] for one in WRONG])
def test_what_is_wrong_is_said_with_its_cell(code: str, sheets: dict[str, Any], sheet: str, cell: str) -> None:
    found = form_errors(form(**sheets))
    assert [(issue.code, issue.file, issue.sheet, issue.cell) for issue in found if issue.code == code] == [
        (code, "form.xlsx", sheet, cell)
    ]


def test_names_that_only_groups_may_not_have_are_free_for_other_lists() -> None:
    choices = [*CHOICES, ["sex", "ALL", "All", "", "", ""], ["sex", "a+b", "Both", "", "", ""]]
    survey = [*SURVEY, ["select_one sex", "sex", "Sex", "", "disaggregate", "", ""]]
    assert len(instrument(survey=survey, choices=choices).groups) == 3


def test_a_question_is_put_to_all_or_to_the_groups_and_sides_that_it_names() -> None:
    (fair, mirror) = instrument(survey=mirrored()).items[0].questions
    able = instrument(survey=mirrored()).items[-1].questions[0]
    assert [fair.is_asked_of("ngo", "civil_society"), fair.is_asked_of("ministry", "security")] == [True, False]
    assert [mirror.is_asked_of("women", None), mirror.is_asked_of("ngo", None)] == [True, False]
    assert able.is_asked_of("anybody", None)


def test_every_problem_is_said_at_once() -> None:
    survey = changed(changed(SURVEY, 7, 4, "itme"), 5, 0, "select_one nowhere")
    found = form_errors(form(survey=survey, choices=changed(CHOICES, 5, 4, "two")))
    assert {issue.code for issue in found} == {"unknown_role", "unknown_list", "score_not_a_number"}


def test_a_mirror_on_another_scale_is_refused() -> None:
    survey = with_column([*SURVEY, ["select_one short", "m", "M", "", "", "", ""]], "trust_same_as", {"m": "fair"})
    choices = [*CHOICES, ["short", "x", "X", "", 1, ""], ["short", "y", "Y", "", 2, ""]]
    assert [issue.code for issue in form_errors(form(survey=survey, choices=choices))] == ["mirror_scale_differs"]


def test_a_form_without_scores_has_no_items() -> None:
    found = form_errors(form(choices=[[*row[:4], "", row[5]] if number else row for number, row in enumerate(CHOICES)]))
    assert [(issue.code, issue.sheet) for issue in found] == [("no_items", "choices")]


def test_a_form_without_the_column_of_scores_is_reported_once_and_not_for_each_item() -> None:
    items = [[*row[:4], "item" if "agree" in row[0] else row[4], *row[5:]] for row in SURVEY]
    found = form_errors(form(survey=items, choices=[[*row[:4], row[5]] for row in CHOICES]))
    assert [(issue.code, issue.file, issue.sheet) for issue in found] == [("no_scores", "form.xlsx", "choices")]


def test_a_list_that_nothing_rests_on_may_hold_a_name_twice() -> None:
    survey = [*SURVEY, ["select_one town", "town", "Town", "", "disaggregate", "", ""]]
    towns = [["town", "a", "A", "", "", ""], ["town", "a", "A too", "", "", ""]]
    assert instrument(survey=survey, choices=[*CHOICES, *towns]).items


def test_a_list_with_sides_asks_for_the_group_though_the_role_of_its_question_was_forgotten() -> None:
    found = form_errors(form(survey=changed(SURVEY, 2, 4, "")))
    assert [issue.code for issue in found] == ["no_group_question"]


def test_dimensions_that_all_weigh_nothing_are_refused() -> None:
    found = form_errors(form(dimensions=[["name", "weight"], ["integrity", 0], ["competence", 0]]))
    assert [issue.code for issue in found] == ["weights_all_zero"]


def test_a_workbook_of_answers_is_no_instrument() -> None:
    found = form_errors(workbook("pre.xlsx", {"Data": [["code", "fair"], ["a", 1]]}))
    assert [(issue.code, issue.file, str(issue.values["sheets"])) for issue in found] == [
        ("not_an_xlsform", "pre.xlsx", "Data")
    ]


@pytest.mark.parametrize(
    "name",
    [
        "pyxform_case_insensitivity.xlsx",
        "pyxform_duplicate_columns.xlsx",
        "pyxform_or_other.xlsx",
        "pyxform_spaces_in_choices_header.xls",
    ],
)
def test_forms_without_scores_from_the_wild_are_told_apart_from_broken_ones(shared_data: Path, name: str) -> None:
    found = form_errors(Upload.from_path(shared_data / "fixtures" / "xlsform" / name))
    assert {issue.code for issue in found} == {"no_scores"}
