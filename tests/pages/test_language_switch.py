"""A language switch changes words and nothing else: at every step of the path, back and forth."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import metrics
from metrics import Shared
from pages.shell import editions
from tests.pages.opening import open_page, switched, text_of, turned_to, with_sample
from words import LANGUAGES, say

BACK_AND_FORTH = ("ar", "ku", "en", "ku", "ar", "en")


def chosen(app: AppTest) -> dict[str, object]:
    """What is chosen, typed or given, by the names of the widgets without their language."""
    found: dict[str, object] = {}
    widgets: list[Any] = [*app.selectbox, *app.radio, *app.segmented_control, *app.slider, *app.toggle, *app.checkbox]
    found |= {_name(str(one.key)): one.value for one in (*widgets, *app.number_input)}
    found |= {_name(str(one.key)): one.value for kind in (app.text_input, app.date_input) for one in kind}
    found |= {str(one.key): [file.name for file in _files(one.value)] for one in app.file_uploader}
    return {name: value for name, value in found.items() if name != "pick_lang"}


def _files(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value] if value is not None else []


def _name(key: str) -> str:
    if key.startswith("pick_"):
        return "_".join(key.split("_")[:2])
    return next((key.removesuffix(f"_{one}") for one in LANGUAGES if key.endswith(f"_{one}")), key)


def set_up() -> AppTest:
    """The path up to publishing, with nothing left as it was proposed."""
    app = with_sample()
    app.text_input("event_title").set_value("Round table")
    app.text_input("event_place").set_value("Basra")
    app.date_input("event_day").set_value(date(2026, 5, 4))
    app.radio("set_audience_en").set_value("public")
    app.selectbox("set_estimand_en").set_value("independent")
    app.slider("set_threshold").set_value(7)
    app.slider("set_margin").set_value(3)
    app.toggle("set_invited").set_value(True).run()
    app.selectbox("set_named_public_en").set_value("ten")  # this list and the next are there only now
    app.selectbox("set_test_independent_en").set_value("mann_whitney")
    app.selectbox("set_group_by_en").set_value(app.session_state["survey_read"].survey.breakdowns[0].name)
    app.number_input[0].set_value(40).run()
    assert not app.exception
    return app


def draft_of(app: AppTest) -> Shared:
    draft: editions.ShownEdition = app.session_state["draft_edition"]
    return draft.result


def test_no_choice_and_no_draft_is_lost_when_the_language_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    app = set_up()
    before, draft = chosen(app), draft_of(app)

    def reckoned_again(*_: object) -> None:
        raise AssertionError("nothing is reckoned again for another language")

    monkeypatch.setattr(metrics, "analyse", reckoned_again)
    for language in BACK_AND_FORTH:
        switched(app, language)
        assert chosen(app) == before
        assert app.query_params["edition"] == "draft"
        assert say("screens.draft_ready", language) in [one.value for one in app.success]
        assert draft_of(app).code == draft.code
        assert draft_of(app).settings.lang == language
    assert draft_of(app) == draft


@pytest.mark.parametrize("step", ["empty", "other", "mapped", "one file"])
def test_what_is_chosen_before_files_are_read_stays(step: str) -> None:
    app = open_page("surveys")
    if step in ("other", "mapped"):
        app.segmented_control("instrument_from_en").set_value(step).run()
    if step == "one file":
        app.file_uploader("upload_before").set_value(("before.csv", b"id\n1\n", "")).run()
        app.toggle("one_round").set_value(True).run()
    before = chosen(app)
    for language in BACK_AND_FORTH:
        assert chosen(switched(app, language)) == before


def test_choices_outlive_another_page_in_another_language() -> None:
    app = set_up()
    before = {name: value for name, value in chosen(app).items() if name.startswith(("set_", "event_", "invited_"))}
    turned_to(app, "groups").run()
    switched(app, "ku")
    assert app.query_params["edition"] == "draft"
    turned_to(app, "surveys").run()
    assert {name: value for name, value in chosen(app).items() if name in before} == before
    assert text_of(switched(app, "en")).count("Round table") == 0


def test_pages_of_the_draft_show_it_in_each_language() -> None:
    app = set_up()
    turned_to(app, "overview").run()
    for language in BACK_AND_FORTH:
        switched(app, language)
        assert app.title[0].value == "Round table"
        assert app.query_params["edition"] == "draft"
