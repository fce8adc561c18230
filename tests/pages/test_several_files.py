"""A round in several files on *Surveys*: given, said which group each is, read, and set up without a questionnaire."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from store import Shelf
from store.tables import SourceRecord
from surveys import Survey, Upload, read_survey
from surveys.mapping import Mapping
from surveys.mapping.editing.columns import with_dimension, with_role
from tests.pages.opening import give, open_page, text_of
from tests.surveys.workbooks import HEADER, answers, form

ROWS = {
    name: [[f"{name[0]}{number}", ["sd", "d", "n", "a", "sa"][(number + shift) % 5], "d", "a"] for number in range(8)]
    for shift, name in enumerate(("ngo", "ministry"))
}
NO_GROUP = [HEADER[0], *HEADER[2:]]


def of_group(name: str, round_: str, later: bool) -> Upload:
    rows = [[*row[:-1], "sa" if later else row[-1]] for row in ROWS[name]]
    return answers(rows, f"survey_{name}_{round_}.xlsx", NO_GROUP)


def given_in_parts(app: AppTest, form_: Upload | None = None) -> AppTest:
    """The first group's files in the two boxes, the other's among the further files."""
    app = give(app, of_group("ngo", "pre", False), of_group("ngo", "post", True), form=form_)
    for key, round_ in (("upload_more_before", "pre"), ("upload_more_after", "post")):
        more = of_group("ministry", round_, round_ == "post")
        app.file_uploader(key).set_value([(more.name, more.content, "")]).run()
    assert not app.exception
    return app


def read_now(app: AppTest) -> Survey:
    survey = app.session_state["survey_read"].survey
    assert isinstance(survey, Survey)
    return survey


def expected() -> Survey:
    rounds = []
    for later, round_ in ((False, "pre"), (True, "post")):
        rows: list[Sequence[Any]] = [
            [row[0], name, *row[1:-1], "sa" if later else row[-1]] for name in ROWS for row in ROWS[name]
        ]
        rounds.append(answers(rows, f"{round_}.xlsx"))
    return read_survey(rounds, form())


def test_files_are_of_the_groups_of_the_questionnaire_that_their_names_say() -> None:
    app = given_in_parts(open_page("surveys"), form())
    app.toggle("files_are_groups").set_value(True).run()
    assert not app.exception
    chosen = {str(one.label): str(one.value) for one in app.selectbox if str(one.key).startswith("group_of_")}
    assert sorted(chosen.values()) == ["ministry", "ministry", "ngo", "ngo"]
    survey, whole = read_now(app), expected()
    assert survey.group.tolist() == whole.group.tolist()
    for one, other in zip(survey.rounds, whole.rounds, strict=True):
        assert one.scores.tobytes() == other.scores.tobytes()


def test_a_group_can_be_chosen_otherwise_and_is_kept_in_another_language_and_on_another_page() -> None:
    app = given_in_parts(open_page("surveys"), form())
    app.toggle("files_are_groups").set_value(True).run()
    for one in [one for one in app.selectbox if str(one.key).startswith("group_of_") and one.value == "ngo"]:
        one.set_value("women")
    app.run()
    names = [group.name for group in read_now(app).groups]
    people = [int((read_now(app).group == index).sum()) for index in range(len(names))]
    assert dict(zip(names, people, strict=True)) == {"ngo": 0, "women": 8, "ministry": 8}
    before = read_now(app)
    for language in ("ar", "ku", "en"):
        app.query_params["lang"] = language
        app.run()
        assert read_now(app) is before


def test_a_file_without_a_group_is_asked_for_it() -> None:
    app = given_in_parts(open_page("surveys"), form())
    app.toggle("files_are_groups").set_value(True).run()
    next(one for one in app.selectbox if str(one.key).startswith("group_of_")).set_value("").run()
    assert "Say which group each file is" in text_of(app)


def mapping(app: AppTest) -> Mapping:
    found: Mapping = app.session_state["mapping_of_visit"].mapping
    return found


def test_any_name_is_a_group_where_the_questionnaire_is_set_up_from_the_files() -> None:
    app = given_in_parts(open_page("surveys"))
    switch = next(one for one in app.segmented_control if str(one.key).startswith("instrument_from_"))
    switch.set_value("mapped").run()
    app.toggle("files_are_groups").set_value(True).run()
    assert not app.exception
    group = mapping(app).of_role("group")
    assert group is not None
    assert [answer.text for answer in mapping(app).list_of[group.answers].answers] == ["Ministry", "Ngo"]
    field = [one for one in app.text_input if str(one.key).startswith("group_of_")]
    assert sorted(str(one.value) for one in field) == ["Ministry", "Ministry", "Ngo", "Ngo"]
    app.button("mapping_use").click().run()
    assert not app.exception
    whole = expected()
    survey = read_now(app)
    assert [len(one.present) for one in survey.rounds] == [len(one.present) for one in whole.rounds]
    assert sorted((group.name, int((survey.group == at).sum())) for at, group in enumerate(survey.groups)) == [
        ("ministry", 8),
        ("ngo", 8),
    ]


def test_what_was_corrected_stays_when_the_groups_are_named_otherwise() -> None:
    app = given_in_parts(open_page("surveys"))
    switch = next(one for one in app.segmented_control if str(one.key).startswith("instrument_from_"))
    switch.set_value("mapped").run()
    app.toggle("files_are_groups").set_value(True).run()
    items = [index for index, column in enumerate(mapping(app).columns) if column.role == "item"]
    app.session_state["mapping_of_visit"].change(lambda one: with_dimension(one, items, "Fairness"))
    for one in [one for one in app.text_input if str(one.key).startswith("group_of_") and one.value == "Ngo"]:
        one.set_value("Civil society")
    app.run()
    assert {column.dimension for column in mapping(app).columns if column.role == "item"} == {"Fairness"}
    group = mapping(app).of_role("group")
    assert group is not None
    assert {answer.text for answer in mapping(app).list_of[group.answers].answers} == {"Civil society", "Ministry"}


@pytest.mark.parametrize("language", ["en", "ar", "ku"])
def test_without_groups_the_files_are_one_table(language: str) -> None:
    rows = [[f"P{number}", ("ngo", "ministry")[number % 2], "a", "d", "a"] for number in range(16)]
    app = give(open_page("surveys", language), answers(rows[:8], "1.xlsx"), answers(rows, "post.xlsx"), form=form())
    app.file_uploader("upload_more_before").set_value([("2.xlsx", answers(rows[8:]).content, "")]).run()
    assert not app.exception
    assert int(read_now(app).rounds[0].present.sum()) == 16
    assert "1.xlsx + 2.xlsx" in read_now(app).rounds[0].file


def test_an_edition_knows_each_of_its_files() -> None:
    app = given_in_parts(open_page("surveys"), form())
    app.toggle("files_are_groups").set_value(True).run()
    files = {digest for one in read_now(app).rounds for digest in one.of_files}
    assert len(files) == 4
    app.text_input("event_title").set_value("In parts")
    app.button("publish").click().run()
    if any(str(one.key) == "publish_yes" for one in app.button):
        app.button("publish_yes").click().run()
    shelf = Shelf()
    (edition,) = shelf.editions()
    with Session(shelf._engine) as session:
        kept = set(session.scalars(select(SourceRecord.source).where(SourceRecord.edition_id == edition.id)))
    assert {hashlib.sha256(digest.encode()).hexdigest() for digest in files} <= kept


def test_a_group_of_files_that_is_not_used_is_of_no_account() -> None:
    app = given_in_parts(open_page("surveys"))
    switch = next(one for one in app.segmented_control if str(one.key).startswith("instrument_from_"))
    switch.set_value("mapped").run()
    app.toggle("files_are_groups").set_value(True).run()
    index = next(at for at, column in enumerate(mapping(app).columns) if column.role == "group")
    app.session_state["mapping_of_visit"].change(lambda one: with_role(one, index, "ignore"))
    app.run().button("mapping_use").click().run()
    assert not app.exception
    assert read_now(app).groups == ()
    assert [int(one.present.sum()) for one in read_now(app).rounds] == [16, 16]


def test_with_the_files_their_groups_are_forgotten() -> None:
    app = given_in_parts(open_page("surveys"), form())
    app.toggle("files_are_groups").set_value(True).run()
    next(one for one in app.selectbox if str(one.key).startswith("group_of_")).set_value("women").run()
    assert "groups_of_files" in app.session_state
    app.switch_page("pages/overview.py").run()
    app.switch_page("pages/surveys.py").run()
    app.button("forget_files").click().run()
    assert not app.exception
    assert {"groups_of_files", "files_are_groups", "survey_read"}.isdisjoint(app.session_state.keys())
