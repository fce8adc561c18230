"""Reading on *Surveys*: it can be stopped, and what fits two questions is asked."""

from __future__ import annotations

import csv
import io

from streamlit.testing.v1 import AppTest

from metrics import to_document
from pages.steps.files import opening
from surveys import Upload
from tests.pages.opening import open_page, text_of
from tests.sample import BEFORE
from tests.surveys.workbooks import form, qualtrics
from words import say


def given(app: AppTest, name: str, content: bytes) -> AppTest:
    app.file_uploader("upload_before").set_value((name, content, "")).run()
    return app.toggle("one_round").set_value(True).run()


def twice_headed() -> bytes:
    """The sample's first round as a text table, in which one item stands twice."""
    from surveys.files.spreadsheet import open_book

    sheet = open_book(Upload.from_path(BEFORE)).sheets[0]
    rows = [list(sheet.row(number)) for number in range(sheet.height)]
    column = next(
        column
        for column, heading in enumerate(rows[0])
        if heading == "The security institutions are good at their work"
    )
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([[*row, row[column]] for row in rows])
    return buffer.getvalue().encode()


def test_reading_that_was_stopped_is_said_and_can_be_taken_up_again() -> None:
    app = open_page("surveys")
    app.file_uploader("upload_before").set_value((BEFORE.name, BEFORE.read_bytes(), "")).run()
    file_id = app.file_uploader("upload_before").value.file_id
    app.session_state[opening.STOPPED] = (file_id, "shipped")
    app.toggle("one_round").set_value(True).run()
    assert say("screens.reading_stopped", "en") in [info.value for info in app.info]
    assert "survey_read" not in app.session_state
    app.button("read_again").click().run()
    assert not app.exception
    assert "survey_read" in app.session_state


def test_a_column_that_stands_twice_is_asked_for_and_read_as_chosen() -> None:
    content = twice_headed()
    app = given(open_page("surveys"), "before.csv", content)
    assert say("screens.questions_lead", "en") in text_of(app)
    assert "survey_read" not in app.session_state
    first, second = (box for box in app.selectbox if str(box.key).startswith("question_"))
    assert (first.value, second.value) == ("competence_1", "")
    app.button("read_questions").click().run()
    assert not app.exception
    assert "survey_read" in app.session_state


def test_leaving_out_what_was_broken_off_reaches_the_numbers() -> None:
    people = [("0", "1", "anonymous")] * 6 + [("0", "False", "anonymous")] * 6
    app = open_page("surveys")
    app.segmented_control("instrument_from_en").set_value("other").run()
    app.file_uploader("upload_instrument").set_value(("form.xlsx", form().content, "")).run()
    given(app, "pre.csv", qualtrics(*people).content)
    assert respondents(app) == 12
    app.toggle("finished_only").set_value(True).run()
    assert not app.exception
    assert respondents(app) == 6


def respondents(app: AppTest) -> int:
    found: int = to_document(app.session_state["analysed"].own)["survey"]["rounds"][0]["respondents"]
    return found
