"""The step *Checks* on *Surveys*: columns that name people, and what people wrote, are in the officer's hands alone."""

from __future__ import annotations

import io
import zipfile

from streamlit.testing.v1 import AppTest

from metrics import Protected
from reports import checks_workbook, results_json, workbook
from reports.report import Report
from surveys import Survey, Upload
from tests.pages.opening import give, open_page, text_of, turned_to
from tests.surveys.questionnaire import HEADER, OPEN_QUESTION, people, sheet, with_open_question
from words import LANGUAGES, say

MORE = ["What is your position?", "Contact", "Town", "best_step"]


def rows(number: int, written: int, seed: int = 0) -> list[list[object]]:
    """People with a position, an e-mail address and a town, of whom so many answer the open question."""
    return [
        [*row, "Colonel", f"p{person}@example.org", "Sinjar", f"Remark {person}" if person < written else ""]
        for person, row in enumerate(people(number, seed=seed))
    ]


def opened(*rounds: Upload, language: str = "en") -> AppTest:
    return give(open_page("surveys", language), *rounds, form=with_open_question())


def two_rounds(language: str = "en", written: int = 6) -> AppTest:
    header = [*HEADER, *MORE]
    return opened(
        sheet(rows(30, 6), header=header), sheet(rows(30, written, seed=1), "post.xlsx", header), language=language
    )


def press(app: AppTest, start: str) -> AppTest:
    app.button(keys(app, start)[0]).click().run()
    assert not app.exception
    return app


def keys(app: AppTest, start: str) -> list[str]:
    return [str(button.key) for button in app.button if str(button.key).startswith(start)]


def shown(app: AppTest) -> str:
    return text_of(app) + " ".join(str(one.value) for one in app.warning)


def survey_of(app: AppTest) -> Survey:
    survey: Survey = app.session_state["survey_read"].survey
    return survey


def everything_made(app: AppTest) -> str:
    """All that can be taken away from a reading: results, their workbook, and the workbook of the checks."""
    result: Protected = app.session_state["analysed"].own
    survey = survey_of(app)
    found = (*survey.issues, *survey.inspection.issues)
    books = [workbook(Report(result, "en")), checks_workbook(found, survey.inspection.unmatched, "en")]
    parts = [results_json(result).decode()]
    for book in books:
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            parts += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    return "\n".join(parts)


def test_dropped_columns_are_listed_with_the_reason_and_without_a_value() -> None:
    app = two_rounds()
    said = shown(app)
    assert say("personal.why_heading_position", "en") in said
    assert say("personal.why_cells_email", "en") in said
    assert "Colonel" not in said
    assert "@example" not in said


def test_a_column_that_is_not_personal_after_all_is_read_like_any_other() -> None:
    app = press(two_rounds(), "keep_")
    assert "Colonel" in shown(app)  # among what found no home
    press(app, "drop_again_")
    assert "Colonel" not in shown(app)


def test_strong_signs_are_asked_about_once_more() -> None:
    app = two_rounds()
    app.button(keys(app, "keep_")[1]).click().run()
    assert say("personal.sure", "en") in shown(app)
    assert "@example" not in shown(app)
    press(app, "stay_")
    assert keys(app, "surely_") == []
    app.button(keys(app, "keep_")[1]).click().run()
    press(app, "surely_")
    assert "p0@example.org" in shown(app)


def test_another_column_can_be_dropped_and_read_again() -> None:
    app = two_rounds()
    assert "Sinjar" in shown(app)
    for file in ("pre.xlsx", "post.xlsx"):
        found = [
            one.column_of for one in survey_of(app).inspection.columns if (one.file, one.heading) == (file, "Town")
        ]
        app.selectbox("column_to_drop").set_value(found[0]).run()
        press(app, "drop_column")
    assert "Sinjar" not in shown(app)
    assert say("personal.why_officer", "en") in shown(app)
    press(app, "read_column_")
    assert "Sinjar" in shown(app)


def test_columns_that_are_needed_are_not_offered() -> None:
    options = {one.heading for one in survey_of(two_rounds()).inspection.columns if one.state == "in_use"}
    assert options == {"Town", "best_step"}


def test_decisions_are_forgotten_with_the_files() -> None:
    app = press(two_rounds(), "keep_")
    assert app.session_state["decided_columns"].keep
    turned_to(app, "method").run()
    turned_to(app, "surveys").run()
    assert len(keys(app, "drop_again_")) == 1  # the files are at hand still, so that it can be changed
    app.button("forget_files").click().run()
    assert "decided_columns" not in app.session_state


def test_open_answers_are_sent_only_once_they_are_asked_for() -> None:
    app = two_rounds()
    assert say("personal.open_warning", "en") in shown(app)
    assert "Remark" not in shown(app)
    box = next(one for one in app.checkbox if str(one.key).startswith("show_open_answers_"))
    assert box.value is False
    box.check().run()
    assert OPEN_QUESTION in shown(app)
    assert "Remark 3" in shown(app)
    turned_to(app, "method").run()
    assert "Remark" not in shown(app)
    turned_to(app, "surveys").run()
    assert "Remark" not in shown(app)


def test_fewer_answers_than_the_threshold_are_not_shown() -> None:
    app = two_rounds(written=4)
    next(one for one in app.checkbox if str(one.key).startswith("show_open_answers_")).check().run()
    assert say("findings.protected", "en") in shown(app)
    app.slider("set_threshold").set_value(7).run()
    assert "Remark" not in shown(app)


def test_nothing_that_can_be_taken_away_holds_an_open_answer_or_a_dropped_value() -> None:
    app = two_rounds()
    made = everything_made(app)
    assert "Sinjar" in made  # what has no home is in the workbook of the checks
    assert [secret for secret in ("Remark", "Colonel", "example.org") if secret in made] == []


def test_it_is_said_in_every_language() -> None:
    for language in LANGUAGES:
        assert say("personal.why_cells_email", language) in shown(two_rounds(language))
