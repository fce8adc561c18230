"""Rounds are called as the officer types: on the draft, in its files, in the edition, and corrected afterwards."""

from __future__ import annotations

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from metrics import RoundName, Shared, round_label, with_round_names
from metrics.publish.round_names import names_of
from pages.shell import editions
from pages.shell.plain import plain
from store import Shelf
from surveys.model.round_names import round_words
from tests.pages.opening import PAGES, bar, open_edition, open_page, text_of, with_sample
from tests.sample import shared_sample
from words import LANGUAGES, day, say

MARCH, SEPTEMBER = date(2026, 3, 3), date(2026, 9, 10)
NAMES = {"pre": RoundName({"en": "Baseline"}, MARCH), "post": RoundName({"en": "Endline"}, SEPTEMBER)}


def bare(text: str) -> str:
    """A text without marks of direction and of Markdown."""
    return re.sub(r"\\|[\u2066-\u2069]", "", text)


def shown(app: AppTest) -> Shared:
    """The draft that the pages show."""
    result = app.session_state["draft_edition"].result
    assert isinstance(result, Shared)
    return result


def typed(app: AppTest, name: str, text: str, language: str = "en") -> AppTest:
    return app.text_input(f"draft_round_{name}_{language}").set_value(text).run()


def test_nothing_is_filled_in_and_the_fixed_words_stand_where_nothing_is_typed() -> None:
    app = with_sample()
    fields = [app.text_input(f"draft_round_{name}_en") for name in ("pre", "post")]
    assert [(one.value, one.placeholder) for one in fields] == [("", "before"), ("", "after")]
    assert app.date_input("draft_round_pre_day").value is None
    assert [(one.label, one.date) for one in shown(app).rounds] == [(None, None)] * 2


def test_the_draft_and_the_officers_own_files_have_the_names_before_publishing() -> None:
    app = typed(typed(with_sample(), "pre", " Baseline "), "post", "Endline")
    app.date_input("draft_round_pre_day").set_value(MARCH).run()
    draft = app.session_state["draft_edition"]
    for result in (draft.result, draft.officers_own):
        assert names_of(result.rounds) == {
            "pre": RoundName({"en": "Baseline"}, MARCH),
            "post": RoundName({"en": "Endline"}),
        }
    assert "Baseline, 3 March 2026" in text_of(app.switch_page("pages/overview.py").run())


def test_what_is_typed_outlives_another_language_and_another_page() -> None:
    app = with_sample()
    app.text_input("draft_round_pre_en").set_value("Baseline")
    app.query_params["lang"] = "ar"
    app.run()
    field = app.text_input("draft_round_pre_ar")
    assert (field.value, field.placeholder) == ("", "Baseline")
    typed(app, "pre", "القياس الأول", "ar")
    assert shown(app).rounds[0].label == {"en": "Baseline", "ar": "القياس الأول"}
    app.switch_page("pages/method.py").run()
    app.switch_page("pages/surveys.py").run()
    assert app.text_input("draft_round_pre_ar").value == "القياس الأول"
    app.query_params["lang"] = "en"
    app.run()
    assert app.text_input("draft_round_pre_en").value == "Baseline"
    assert shown(app).rounds[0].label == {"en": "Baseline", "ar": "القياس الأول"}


def test_two_rounds_of_one_name_are_refused_and_the_draft_comes_back_with_another() -> None:
    app = typed(typed(with_sample(), "pre", "Wave"), "post", "wave ")
    said = say("issues.round_name_twice", "en", name="wave")
    assert said in text_of(app)
    assert "publish" not in {one.key for one in app.button}
    typed(app, "post", "Second wave")
    assert said not in text_of(app)
    assert bar(app)["edition"] == "draft"
    assert shown(app).rounds[1].label == {"en": "Second wave"}


def test_a_name_that_comes_with_the_click_is_published_and_forgotten_afterwards() -> None:
    app = with_sample()
    app.text_input("event_title").set_value("Named")
    app.text_input("draft_round_post_en").set_value("Endline")
    app.date_input("draft_round_post_day").set_value(SEPTEMBER)
    app.button("publish").click().run()
    assert not app.exception
    (edition,) = Shelf().editions()
    assert names_of(Shelf().read(edition.id).rounds)["post"] == RoundName({"en": "Endline"}, SEPTEMBER)
    assert "typed_rounds_draft" not in app.session_state
    assert "draft_round_post_en" not in app.session_state


def test_two_rounds_of_one_name_that_come_with_the_click_are_not_published() -> None:
    app = with_sample()
    app.text_input("event_title").set_value("Named")
    app.text_input("draft_round_post_en").set_value("Before")
    app.button("publish").click().run()
    assert Shelf().editions() == ()
    said = say("issues.round_name_of_another", "en", name="Before")
    assert text_of(app).count(said) == 1
    typed(app, "post", "Endline")
    assert said not in text_of(app)
    assert not app.error


@pytest.mark.parametrize("page", [page for page in PAGES if page != "surveys"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_with_names(page: str, language: str) -> None:
    assert not open_edition(with_round_names(shared_sample(), NAMES), page, language).exception


@pytest.mark.parametrize("language", LANGUAGES)
def test_overview_and_method_say_the_names_with_their_days_and_people(language: str) -> None:
    result = with_round_names(shared_sample(), NAMES)
    overview, method = open_edition(result, "overview", language), open_edition(result, "method", language)
    dated = [
        bare(say("findings.round_on_day", language, round=name, day=day(when, language)))
        for name, when in (("Baseline", date(2026, 3, 3)), ("Endline", date(2026, 9, 10)))
    ]
    assert all(one in bare(text_of(overview)) for one in dated)
    labels = bare(" ".join(str(metric.label) for metric in method.metric))
    assert all(one in labels for one in dated)


def test_without_names_no_page_says_more_than_before() -> None:
    result = shared_sample()
    assert round_label(result, "pre", "en") == round_words("pre", "en") == "before"
    assert "People who answered" not in text_of(open_edition(result, "overview", "en"))


def test_names_and_days_are_corrected_in_a_published_edition_and_no_number_changes() -> None:
    edition = Shelf().publish(with_round_names(shared_sample(), NAMES), "Named")
    assert "Baseline" in text_of(open_page("overview", edition=edition.id))
    app = open_page("surveys")
    app.selectbox("correct_which_en").set_value(edition.id).run()
    field = app.text_input(f"correct_{edition.id}_round_pre_en")
    assert field.value == "Baseline"
    field.set_value("First round")
    app.date_input(f"correct_{edition.id}_round_post_day").set_value(None)
    app.button("correct_now").click().run()
    assert not app.exception
    read = Shelf().read(edition.id)
    assert names_of(read.rounds) == {
        "pre": RoundName({"en": "First round"}, MARCH),
        "post": RoundName({"en": "Endline"}),
    }
    assert read.changes == shared_sample().changes
    assert "First round, 3 March 2026" in text_of(open_page("overview", edition=edition.id))


def test_a_correction_by_which_two_rounds_are_called_the_same_changes_nothing() -> None:
    edition = Shelf().publish(with_round_names(shared_sample(), NAMES), "Named")
    app = open_page("surveys")
    app.selectbox("correct_which_en").set_value(edition.id).run()
    app.text_input(f"correct_{edition.id}_title").set_value("Another")
    app.text_input(f"correct_{edition.id}_round_pre_en").set_value("Endline")
    app.button("correct_now").click().run()
    assert any(plain("Two rounds are called “Endline”") in one.value for one in app.error)
    assert Shelf().editions() == (edition,)
    assert names_of(Shelf().read(edition.id).rounds) == NAMES


def correcting(edition: str) -> AppTest:
    """*Surveys* with the fields of an edition."""
    app = open_page("surveys")
    return app.selectbox("correct_which_en").set_value(edition).run()


def in_another(app: AppTest, language: str) -> AppTest:
    app.query_params["lang"] = language
    return app.run()


def test_a_correction_keeps_what_was_typed_in_another_language_and_before_another_page() -> None:
    edition = Shelf().publish(shared_sample(), "Named").id
    app = correcting(edition)
    app.text_input(f"correct_{edition}_round_pre_en").set_value("Baseline")
    app.date_input(f"correct_{edition}_round_pre_day").set_value(MARCH)
    in_another(app, "ar").text_input(f"correct_{edition}_round_pre_ar").set_value("خط الأساس").run()
    app.switch_page("pages/method.py").run()
    app.switch_page("pages/surveys.py").run()
    assert app.text_input(f"correct_{edition}_round_pre_ar").value == "خط الأساس"
    app.button("correct_now").click().run()
    assert not app.exception
    both = RoundName({"en": "Baseline", "ar": "خط الأساس"}, MARCH)
    assert names_of(Shelf().read(edition).rounds)["pre"] == both
    assert in_another(app, "en").text_input(f"correct_{edition}_round_pre_en").value == "Baseline"


def test_a_correction_takes_a_name_away_that_was_emptied_in_another_language() -> None:
    names = {"pre": RoundName({"en": "Baseline", "ar": "خط الأساس"}, MARCH)}
    edition = Shelf().publish(with_round_names(shared_sample(), names), "Named").id
    app = correcting(edition)
    app.text_input(f"correct_{edition}_round_pre_en").set_value("")
    in_another(app, "ar").run()
    app.button("correct_now").click().run()
    assert names_of(Shelf().read(edition).rounds)["pre"] == RoundName({"ar": "خط الأساس"}, MARCH)


def test_what_is_typed_for_one_edition_is_not_typed_for_another_nor_for_the_draft() -> None:
    one, other = (Shelf().publish(shared_sample(), title).id for title in ("One", "Other"))
    app = correcting(one)
    app.text_input(f"correct_{one}_round_pre_en").set_value("Baseline").run()
    app.selectbox("correct_which_en").set_value(other).run()
    assert app.text_input(f"correct_{other}_round_pre_en").value == ""
    app.button("correct_now").click().run()
    assert names_of(Shelf().read(other).rounds)["pre"] == RoundName()
    app.selectbox("correct_which_en").set_value(one).run()
    assert app.text_input(f"correct_{one}_round_pre_en").value == "Baseline"


def test_a_form_that_was_left_as_it_was_brings_back_no_name_that_was_corrected_elsewhere() -> None:
    edition = Shelf().publish(with_round_names(shared_sample(), NAMES), "Named").id
    app = correcting(edition)
    app.switch_page("pages/method.py").run()
    editions.correct(edition, "Named", "", None, {"pre": RoundName({"en": "First"})})
    app.switch_page("pages/surveys.py").run()
    app.button("correct_now").click().run()
    assert names_of(Shelf().read(edition).rounds) == {"pre": RoundName({"en": "First"}), "post": RoundName()}


def test_days_that_are_not_in_order_are_doubted_beside_the_fields_and_nothing_is_refused() -> None:
    app = with_sample()
    app.date_input("draft_round_pre_day").set_value(SEPTEMBER)
    app.date_input("draft_round_post_day").set_value(MARCH).run()
    said = "not in the order of the rounds: before, 10 September 2026; after, 3 March 2026"
    assert said in text_of(app)
    assert shown(app).rounds[1].date == "2026-03-03"
    app.date_input("draft_round_post_day").set_value(SEPTEMBER).run()
    assert said not in text_of(app)
    edition = Shelf().publish(shared_sample(), "Named").id
    app = correcting(edition)
    app.date_input(f"correct_{edition}_round_pre_day").set_value(SEPTEMBER)
    app.date_input(f"correct_{edition}_round_post_day").set_value(MARCH).run()
    assert said in text_of(app)
    app.button("correct_now").click().run()
    assert not app.error
    assert [one.day for one in names_of(Shelf().read(edition).rounds).values()] == [SEPTEMBER, MARCH]


def test_a_name_that_looks_like_markup_is_shown_as_it_is() -> None:
    names = {"pre": RoundName({"en": "**A** <b>[x](y)</b>"}, MARCH)}
    app = open_edition(with_round_names(shared_sample(), names), "method", "en")
    assert any(plain("**A** <b>[x](y)</b>") in metric.label for metric in app.metric)
