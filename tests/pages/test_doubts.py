"""No code comes back, or a file is full of copies: said on top in red, and asked again before publishing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from store import Shelf
from surveys import Upload
from surveys.files.spreadsheet import open_book
from tests.pages.opening import give, open_page, switched
from tests.sample import AFTER, BEFORE
from tests.surveys.workbooks import answers
from words import LANGUAGES, say

CODE, GROUP, FIRST_ANSWER = 3, 4, 5
"""Columns of the sample."""


def after(change: Callable[[list[list[object]]], None]) -> Upload:
    """The second file of the sample with its rows changed."""
    sheet = open_book(Upload.from_path(AFTER)).sheets[0]
    header, *rows = ([str(cell) for cell in sheet.row(number)] for number in range(sheet.height))
    people: list[list[object]] = [list(row) for row in rows]
    change(people)
    return answers(people, AFTER.name, header, "Platform questionnaire")


def other_codes(people: list[list[object]]) -> None:
    """Nobody's code is one of the first file, or looks like one."""
    for number, row in enumerate(people):
        row[CODE] = f"ZZQ-{1_000 + 7 * number}"


def copied(people: list[list[object]]) -> None:
    """Of each group all but a few hand in the sheet of the first of them."""
    first: dict[object, list[object]] = {}
    for number, row in enumerate(people):
        if number % 5:
            row[FIRST_ANSWER:] = first.setdefault(row[GROUP], row)[FIRST_ANSWER:]


def boxes(app: AppTest) -> list[str]:
    """The boxes of the page that say what is wrong, from the top."""
    return [body for one in app.get("html") if 'class="issue' in (body := str(one.proto.body))]


@pytest.mark.parametrize(
    ("change", "code"), [(other_codes, "no_code_in_common"), (copied, "identical_sheets")], ids=["codes", "copies"]
)
def test_a_serious_doubt_stands_on_top_in_red_and_is_asked_before_publishing(
    change: Callable[[list[list[object]]], None], code: str
) -> None:
    app = give(open_page("surveys"), Upload.from_path(BEFORE), after(change))
    issues = app.session_state["survey_read"].survey.issues
    (found,) = (issue for issue in issues if issue.code == code)
    for language in (*LANGUAGES[1:], LANGUAGES[0]):
        switched(app, language)
        top = boxes(app)[0]
        assert 'class="issue doubt" role="alert"' in top
        assert top.count("<li>") == 1
        assert say("path.doubts", language) in top
        assert _plain(found.explained(language).wrong) in _plain(top)
    app.text_input("event_title").set_value("Doubtful").run()
    app.button("publish").click().run()
    assert Shelf().editions() == ()
    asked = " ".join(_plain(str(one.value)) for one in app.markdown)
    assert _plain(say("path.publish_sure", "en")) in asked
    assert _plain(found.explained("en").wrong) in asked
    app.button("publish_no").click().run()
    assert Shelf().editions() == ()
    app.button("publish").click().run()
    app.button("publish_yes").click().run()
    assert not app.exception
    assert [edition.title for edition in Shelf().editions()] == ["Doubtful"]


def _plain(text: str) -> str:
    """Letters and digits alone: what is said escapes and isolates the same words in its own ways."""
    return "".join(sign for sign in text if sign.isalnum())
