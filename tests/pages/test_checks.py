"""The step *Checks* on *Surveys*: what is for the officer alone is shown there, and nowhere else."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from reports import results_json
from surveys import Upload
from tests.pages.opening import give, open_page, text_of, turned_to, with_sample
from tests.surveys.questionnaire import HEADER, people, questionnaire, sheet, with_item
from words import say


def opened(*rounds: Upload) -> AppTest:
    """The page with these rounds of the made questionnaire read."""
    return give(open_page("surveys"), *rounds, form=questionnaire())


def test_values_without_a_home_and_what_all_answer_alike_are_shown_to_the_officer_alone() -> None:
    rows = [[*row, "Sinjar"] for row in with_item(people(30), "q07", [4] * 30)]
    app = opened(sheet(rows, header=[*HEADER, "Town"]), sheet(people(30, seed=1), "post.xlsx"))
    shown = text_of(app)
    assert "Sinjar" in shown
    assert "everyone gave the same answer" in shown
    assert say("checks.download", "en") in [getattr(one, "label", "") for one in app.get("download_button")]
    assert "Sinjar" not in results_json(app.session_state["analysed"].own).decode()
    turned_to(app, "method").run()
    assert "Sinjar" not in text_of(app)


def test_files_that_cannot_be_read_have_checks_to_download_too() -> None:
    app = opened(sheet(people(30), header=["code", "group", *HEADER[2:]]), sheet(people(30, seed=1), "post.xlsx"))
    assert say("checks.download", "en") in [getattr(one, "label", "") for one in app.get("download_button")]


def test_each_file_with_named_cells_is_offered_back_with_these_marked() -> None:
    rows = with_item(people(30), "q07", ["sometimes", *[4] * 29])
    app = opened(sheet(rows), sheet(people(30, seed=1), "post [x].xlsx"))
    marked = [one for one in app.get("download_button") if "arked" in getattr(one, "label", "")]
    assert [getattr(one, "label", "") for one in marked] == [say("checks.marked_download", "en", file="pre\\.xlsx")]
    assert say("checks.marked_warning", "en") in [one.value for one in app.warning]
    app.file_uploader("upload_before").set_value(None).run()
    assert not any("arked" in getattr(one, "label", "") for one in app.get("download_button"))


def test_files_are_offered_back_marked_after_another_page_was_looked_at() -> None:
    app = with_sample()
    turned_to(turned_to(app, "method").run(), "surveys").run()
    label = say("checks.marked_download", "en", file="before\\.xlsx")
    assert label in [getattr(one, "label", "") for one in app.get("download_button")]


def test_files_that_cannot_be_read_are_offered_back_marked_too() -> None:
    app = opened(
        sheet(people(30), header=["code", "stakeholder", "q02", *HEADER[3:]]), sheet(people(30, seed=1), "post.xlsx")
    )
    assert say("checks.marked_download", "en", file="pre\\.xlsx") in [
        getattr(one, "label", "") for one in app.get("download_button")
    ]
