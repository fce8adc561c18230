"""Files as survey tools wrote them: how many people, and every count that another program made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from surveys import Survey, Upload, read_survey
from tests.golden.values import EVENT, PANEL, SURVEYS, files, reference
from tests.machine import ROOT

BILINGUAL = ROOT / "tests" / "data" / "bilingual"


def read_folder(folder: Path, *names: str) -> Survey:
    rounds = [Upload.from_path(folder / name) for name in names]
    survey = read_survey(rounds, Upload.from_path(folder / "instrument.xlsx"))
    assert all(issue.message("en") for issue in survey.issues)
    return survey


def sizes(survey: Survey) -> tuple[list[int], int]:
    present = [one.present for one in survey.rounds]
    return [int(one.sum()) for one in present], int((present[0] & present[1]).sum())


def same_arrays(one: Survey, other: Survey) -> bool:
    pairs = zip(one.rounds, other.rounds, strict=True)
    arrays = [(getattr(a, part), getattr(b, part)) for a, b in pairs for part in ("present", "scores", "was_asked")]
    return all(a.tobytes() == b.tobytes() for a, b in [*arrays, (one.group, other.group)])


def read_golden(name: str, *more: str) -> Survey:
    before, after, _ = files(name)
    return read_folder(before.parent, before.name, after.name, *more)


@pytest.fixture(scope="module", params=SURVEYS)
def golden(request: pytest.FixtureRequest) -> tuple[Survey, dict[str, Any]]:
    return read_golden(request.param), reference(request.param)


def test_everyone_is_read_and_matched(golden: tuple[Survey, dict[str, Any]]) -> None:
    survey, reference = golden
    assert [(one.name, one.rows_read) for one in survey.rounds] == [
        (one["name"], one["rows_read"]) for one in reference["rounds"]
    ]
    assert sizes(survey) == ([one["respondents"] for one in reference["rounds"]], reference["matched"])


def test_groups_are_those_of_the_reference(golden: tuple[Survey, dict[str, Any]]) -> None:
    survey, reference = golden
    known = {one["group"]: one for one in reference["group_sizes"]}
    for index, group in enumerate(survey.groups):
        members = survey.group == index
        here = {one.name: int((one.present & members).sum()) for one in survey.rounds}
        assert here == known[group.name]["sizes"]
        both = survey.rounds[0].present & survey.rounds[1].present & members
        assert int(both.sum()) == known[group.name]["matched"]
    moved = [issue.values["count"] for issue in survey.issues if issue.code == "group_changed"]
    assert sum(map(int, map(str, moved))) == reference["moved"]


def test_every_count_of_every_item_is_that_of_the_reference(golden: tuple[Survey, dict[str, Any]]) -> None:
    survey, reference = golden
    columns = {item.name: index for index, item in enumerate(survey.instrument.items)}
    groups = {group.name: survey.group == index for index, group in enumerate(survey.groups)}
    groups["ALL"] = np.ones(len(survey.group), dtype=bool)
    rounds = {one.name: one for one in survey.rounds}
    rows = [row for row in reference["items"] if row["basis"] == "round" and not row["weighted"]]
    rows = [row for row in rows if row["group"] in groups]
    assert len(rows) >= 2 * len(rounds) * len({row["item"] for row in rows})
    for row in rows:
        one, index = rounds[row["round"]], columns[row["item"]]
        asked = one.was_asked[:, index] & groups[row["group"]]
        scores = one.scores[asked, index]
        assert {key: int((scores == float(key)).sum()) for key in row["counts"]} == row["counts"]
        assert int(np.isnan(scores).sum()) == row["non_answers"]


def test_weights_of_the_panel_are_numbers_or_nan() -> None:
    survey = read_golden(PANEL)
    for one in survey.rounds:
        assert one.weight is not None
        assert np.isnan(one.weight[~one.present]).all()
        assert (one.weight[~np.isnan(one.weight)] > 0).all()


def test_a_third_round_is_a_follow_up() -> None:
    survey = read_golden(PANEL, "followup_2010.xlsx")
    assert [one.name for one in survey.rounds] == ["pre", "post", "followup_1"]
    assert sizes(survey) == ([1669, 1025, 1247], 1025)


def test_labels_in_xlsx_and_names_in_csv_give_the_same_bits() -> None:
    labels = read_folder(BILINGUAL, "pre__labels_en.xlsx", "post__labels_en.xlsx")
    names = read_folder(BILINGUAL, "pre__xml.csv", "post__xml.csv")
    assert sizes(labels) == ([40, 36], 33)
    assert same_arrays(labels, names)
    assert [one.format for one in labels.rounds] == ["kobo_xlsx", "kobo_xlsx"]
    assert [one.format for one in names.rounds] == ["kobo_csv", "kobo_csv"]


def test_the_recognised_tool_and_language_are_said() -> None:
    survey = read_folder(BILINGUAL, "pre__labels_en.xlsx", "post__xml.csv")
    notes = [issue for issue in survey.issues if issue.code == "recognised"]
    assert [str(note.values["headings"]) for note in notes] == ["English", "XML"]
    assert [note.values["tool"] for note in notes] == ["KoboToolbox", "KoboToolbox"]
    assert notes[0].values["signs"] == "_id, _uuid, _submission_time"


def test_the_user_name_in_a_kobo_export_is_dropped_and_said() -> None:
    survey = read_folder(BILINGUAL, "pre__labels_en.xlsx", "post__xml.csv")
    dropped = [str(issue.values["headings"]) for issue in survey.issues if issue.code == "personal_dropped"]
    assert dropped == ["_submitted_by", "_submitted_by"]


def test_two_codes_one_sign_apart_are_shown_and_not_matched() -> None:
    survey = read_golden(EVENT)
    (note,) = (issue for issue in survey.issues if issue.code == "codes_alike")
    assert (note.file, note.cell, str(note.values["other_cells"])) == ("post.xlsx", "C23", "C17")


def test_the_shipped_sample_reads_in_two_languages_with_mirrored_columns() -> None:
    sample = ROOT / "data" / "sample"
    rounds = [Upload.from_path(sample / name) for name in ("before.xlsx", "after.xlsx")]
    survey = read_survey(rounds, Upload.from_path(ROOT / "data" / "instrument.xlsx"))
    assert [one.rows_read for one in survey.rounds] == [47, 40]
    assert sizes(survey) == ([41, 38], 34)
    assert all((one.was_asked[one.present]).all() for one in survey.rounds)
    found = {issue.code for issue in survey.issues}
    assert {"rejected", "consent_refused", "no_answers", "duplicates", "code_missing", "codes_alike"} <= found
    assert not {"columns_without_home", "answers_without_home", "answered_not_put"} & found
